"""Actions that no address serves alone; and rules behind which another stands that refuses the same."""

# As writing in it.
DRAFTED = """
  framed/reference: ok two
  asked/reference: 409 two
  lapsed/reference: 403 sees
  running/manager: 409 leader manager
  idea/1 back/1 rejected/1 changing/1 preparing/leadership: ok office
  preparing/2 paper/2 lost/2: ok office leader
  ready/3 changing/3 lapsed/3: ok consultant leader
  */1 */leadership: 409 office
  */2: 409 office leader
  */3: 409 consultant leader
"""
ACTS = {
    "document.print": """
  back/1 rejected/1: ok office; 409 parties
  changing/1: ok office
  changing/2 ended/2 changing/3 lapsed/3: ok office leader
  *: ok sees
""",
    "document.revoke_link": """
  running/3 changing/3 lapsed/3: ok consultant leader
  framed/reference asked/reference: 409 two
  lapsed/reference: 403 sees
  running/manager: 409 leader manager
  */1 */leadership: 409 office
  */2: 409 office leader
  */3: 409 consultant leader
""",
    "document.remark": DRAFTED,
    "document.settle_remark": DRAFTED,
    "network.arrange_talk": """
  closed rejected given_up stopped stopped_staked: 409 tasked
  decided: ok referenceleder co_driver stand_in
  committee taken_up: 403 sees
  paper learning: ok leader
  running: ok tasked manager
  *: ok tasked
""",
    "network.prepare_talk": """
  closed rejected given_up stopped stopped_staked: 409 tasked
  decided: ok referenceleder co_driver stand_in
  committee taken_up: 403 sees
  paper learning: ok leader
  running: ok tasked manager
  *: ok tasked
""",
}
BY_NAME = "only a joint text asks by name, and only those asked by name answer"
IN_FORCE = "a joint text is in force in these states alone"
AT_REST = "where nothing happens it is not seen: tests/lifecycle/test_steps.py holds it"
HIDDEN_BY_OTHERS = {
    "document.answer_joint in any state": IN_FORCE,
    "document.answer_joint is everybody's who knows of it": BY_NAME,
    "document.answer_joint without is_joint": BY_NAME,
    "document.answer_joint without is_in_force": "who is asked is asked by the version in force",
    "document.decide in any state": "a body is awaited of what is out alone",
    "document.record_paper in any state": "a signature is awaited of what is out alone",
    "document.invite in any state": IN_FORCE,
    "document.revoke_link in any state": IN_FORCE,
    "network.decline without term 0": AT_REST,
    "network.decline without term 1": AT_REST,
    "network.postpone without term 0": AT_REST,
    "network.resume without was_never_agreed": AT_REST,
    "network.resume without was_not_stopped": AT_REST,
    "network.start without frame_is_agreed": AT_REST,
    "network.start without idea_is_decided": AT_REST,
}
