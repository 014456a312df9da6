"""What a walk may see happen: who may do an act, from which state to which, and what is told of it. Written by hand
from domain.md, apart from the action tables; it judges rows as they are stored and asks nothing of the app."""

from itertools import combinations

from tests.lifecycle.arrows import ARROWS, BY_ITSELF
from tests.walks.steps import DOCUMENT, EVENTS, FOLLOWS, IDEA, REPLACED

OFFICE = ("netvaerksdirektoer", "netvaerkskonsulent")
FORUMS = ("chefforum", "direktoerforum", "politisk_udvalg")
OPPOSITE = ("personaleleder", "referenceleder", "co_driver")  # each agrees with the leader (domain.md 7)
SINGLE = ("netvaerksleder", "referenceleder", "co_driver")
WRITERS = {
    "contract.idea": OFFICE,
    "appointment": OFFICE,
    "contract.frame": (*OFFICE, "netvaerksleder"),
    "contract.charter": ("netvaerkskonsulent", "netvaerksleder"),
    **{f"agreement.{post}": ("netvaerksleder", post) for post in OPPOSITE},
}
JOINT = {"agree", "answer", "invite", "revoke"}
LED_BY = (*OFFICE, "netvaerksleder")
BY_OFFICE = {"decide", "sign", "adopt", "end", "open", "begin_appointment", "brief"}
BY_OFFICE |= {"name_leader", "name_referenceleder", "name_stand_in"}
BY_OFFICE |= {"ask", "reject", "merge", "take_up", "rank", "set_apart", "reopen_idea"}
# Rows that never change once they are written.
KEPT = ("event", "version", "party", "consent", "decision", "paper_copy", "network_note", "edition", "file")


def new(before, after, table):
    return [row for key, row in after.tables[table].items() if key not in before.tables[table]]


def fits(act, thing):
    """Whether the act may be done to what is of that kind and in that state."""
    if act in JOINT and thing["kind"] != "contract.charter":
        return False
    legal = DOCUMENT.get(act) or IDEA.get(act) or ARROWS.get(EVENTS.get(act, ""))
    return not legal or any(start == thing["state"] for start, _end in legal)


def may(rows, act, person, thing):
    """Whether the act is this person's to do at all, whatever the state."""
    if act in BY_OFFICE:
        return rows.holds(person, OFFICE)
    if act in ("change_idea", "withdraw_idea"):
        return thing["author_id"] == person
    if act in ("propose", "clock"):
        return True
    if act in ("approve", "send_back", "answer"):
        asked = [party for party in rows.parties(thing) if party["function"] not in FORUMS]
        return any(person in rows.holders(party) for party in asked)
    if "kind" in thing:
        return rows.holds(person, WRITERS[thing["kind"]], thing["network_id"])
    if act == "begin_agreement":
        return rows.holds(person, ("netvaerksleder",), thing["id"])
    if act == "begin_charter":
        return rows.holds(person, WRITERS["contract.charter"], thing["id"])
    if act in ("move_on", "stop", "reopen"):
        return rows.holds(person, OFFICE if not has_stake(rows, thing) else (), thing["id"]) or rows.holds(
            person, ("direktoer_i_stedet",), thing["id"]
        )
    return rows.holds(person, LED_BY, thing["id"])


def has_stake(rows, network):
    """R4: whether who is director has a role on the network, other than to stand in, as a guest, or as a manager."""
    roles = [post for post in rows.all("post", network_id=network["id"]) if rows.is_held(post)]
    return any(
        rows.holds(post["person_id"], ("netvaerksdirektoer",))
        for post in roles
        if post["function"] not in ("direktoer_i_stedet", "inviteret", "personaleleder")
    )


def faults(before, after, act, person, thing):
    """What of the step from one moment to the next was not legal; the act was allowed."""
    events = new(before, after, "event")
    yield from _kept(before, after)
    if not events:
        if before.tables != after.tables:
            yield f"{act} changed {_changed(before, after)}, and nothing is told of it"
        return
    if not may(before, act, person, thing):
        yield f"{act} was not for person {person} to do"
    yield from _states(before, after, events, act, thing)
    yield from _told(before, after, events, act)
    yield from _order(before, after)
    yield from _roles(after)
    yield from _between_the_two(after, events)
    yield from _consents(before, after)


def _changed(before, after):
    return [name for name in after.tables if before.tables[name] != after.tables[name]]


def _kept(before, after):
    for table in KEPT:
        if any(after.tables[table].get(key) != row for key, row in before.tables[table].items()):
            yield f"rows of {table} changed"


def _states(before, after, events, act, thing):
    """Documents and ideas go where the act leads; networks along the arrows that are told, one after the other."""
    by_posts = {event["object"] for event in events if _is_by_posts(event)}
    for table, legal in (("document", DOCUMENT), ("idea", IDEA)):
        for key, row in before.tables[table].items():
            step = (row["state"], after.tables[table][key]["state"])
            if table == "document" and step in REPLACED and f"document:{key}" in by_posts:
                continue
            is_its = thing is not None and (thing.get("number") == row["number"] or act in ("approve", "decide"))
            if step[0] != step[1] and not (is_its and step in legal.get(act, ())):
                yield f"{act} led {row['number']} from {step[0]} to {step[1]}"
            elif thing is not None and thing.get("number") == row["number"] and step not in legal.get(act, ()):
                yield f"{act} was done to {row['number']}, which is {step[0]}"
    for key, row in after.tables["network"].items():
        state = before.tables["network"][key]["state"] if key in before.tables["network"] else "idea"
        for event in events:
            if event["action"] in ARROWS and event["scope"] == f"network:{key}":
                legal = {end for start, end in ARROWS[event["action"]] if start == state}
                state = next(iter(legal), f"nowhere by {event['action']} from {state}")
        if state != row["state"]:
            yield f"network {row['number']} is {row['state']}, and what is told led to {state}"


def _told(before, after, events, act):
    """One event for the act (for an answer, one for each who is answered for), and one for each thing that followed."""
    by_posts = [event for event in events if _is_by_posts(event)]
    names = [event["action"] for event in events if event not in by_posts]
    made = {table: new(before, after, table) for table in after.tables}
    acts = max(1, sum(_is_own(consent) for consent in made["consent"]) if act in ANSWERS else 1)
    if act == "decide":
        acts = len(made["decision"])
    if act in ("begin_frame", "begin_charter", "begin_appointment", "begin_agreement", "open"):
        acts = len(made["document"])
    event = EVENTS.get(act)  # that time passes is told by nobody, only what follows
    if names.count(event) != (acts if event else 0):
        yield f"{act} is told {names.count(event)} times, not {acts}: {names}"
    with_it = {"document.approved"} if act == "send" else set()  # who sends an agreement approves it with that
    if strange := set(names) - FOLLOWS - with_it - {event}:
        yield f"{act} is told with {strange}"
    agreed = [
        key
        for key, row in after.tables["document"].items()
        if row["agreed_n"] != (before.tables["document"].get(key) or {"agreed_n": None})["agreed_n"]
    ]
    counts = {
        "document.agreed": len(agreed),
        "document.was_present": sum(consent["method"] == "joint" for consent in made["consent"]),
        "document.created": len(made["document"]),
        "document.edited": len(made["revision"]),
        **{name: sum(_is_own(consent) for consent in made["consent"]) for name in with_it},
        "network.opened": len(made["network"]),
        "network.appointed": len(made["post"]) if agreed else 0,
        **{name: names.count(name) and 1 for name in BY_ITSELF},
    }
    for name, count in counts.items():
        if names.count(name) != count:
            yield f"{name} is told {names.count(name)} times, not {count}"
    details = [event["details"] for event in events]
    for table, mark in (("consent", '"consent"'), ("decision", '"decision"'), ("network_note", '"note"')):
        if sum(mark in told for told in details) != len(made[table]):
            yield f"{len(made[table])} rows of {table} are told by {details}"


ANSWERS = ("approve", "send_back", "answer", "sign")


def _is_own(consent):
    return consent["method"] in ("app", "paper")


def _order(before, after):
    """R5: phase 2 is asked about and approved when phase 1 is decided, phase 3 agreed on when phase 2 is in force."""
    for network in after.tables["network"].values():
        if network["id"] not in before.tables["network"]:
            continue
        was = before.tables["network"][network["id"]]
        grounds = {
            "contract.frame": before.is_decided(was) or after.is_decided(network),
            "contract.charter": before.in_force(before.document(was, "contract.frame")),
        }
        for kind, is_grounded in grounds.items():
            document, earlier = after.document(network, kind), before.document(was, kind)
            if document is None or is_grounded:
                continue
            if earlier is None:
                yield f"{document['number']} was begun before its time"
                continue
            asked = {party["id"] for party in after.parties(document) if kind == "contract.frame"}  # not who was absent
            said = [row for row in new(before, after, "consent") if row["party_id"] in asked]
            is_sent = (earlier["state"], document["state"]) == ("draft", "sent")
            is_approved = any(row["decision"] == "approve" and _is_own(row) for row in said)
            if is_sent or is_approved or document["agreed_n"] != earlier["agreed_n"]:
                yield f"{document['number']} went on while what it builds on does not stand"


def _roles(rows):
    """R7: one holder at a time; R8: nobody has two of the roles that agree with each other."""
    posts = [post for post in rows.tables["post"].values() if post["network_id"] and post["function"] in SINGLE]
    for one, other in combinations([post for post in posts if not _is_void(post)], 2):
        if one["network_id"] != other["network_id"] or not _overlap(one, other):
            continue
        if one["function"] == other["function"]:
            yield f"R7: two are {one['function']} at once"
        elif one["person_id"] == other["person_id"]:
            yield f"R8: person {one['person_id']} is both {one['function']} and {other['function']}"


def _is_void(post):
    return post["to_date"] is not None and post["to_date"] < post["from_date"]


def _overlap(one, other):
    ends = [post["to_date"] or "9999" for post in (one, other)]
    return one["from_date"] <= ends[1] and other["from_date"] <= ends[0]


def _is_by_posts(event):
    """Whether it tells of what became of an agreement since another holds a post of it."""
    return event["action"] in ("document.ended", "document.recalled") and '"replaced"' in event["details"]


def _between_the_two(rows, events):
    """R7: an agreement that is in force, or out, is that of who leads the network now and who holds the other post; of
    two who have none yet that the one before has ended, the next is begun."""
    scopes = {event["scope"] for event in events if event["action"] not in UNFELT}
    for network in rows.tables["network"].values():
        leader = rows.holder(network, "netvaerksleder")
        for post in OPPOSITE if f"network:{network['id']}" in scopes else ():
            document, opposite = rows.document(network, f"agreement.{post}"), rows.holder(network, post)
            if document is None:
                continue
            held = {"netvaerksleder": leader, post: opposite}
            two = {function: person for function, person in held.items() if person}
            number, state = document["number"], document["state"]
            is_of_others = document["agreed_n"] and rows.made_by(document, document["agreed_n"]) != two
            if is_of_others and state != "ended":
                yield f"R7: {number} is {state}, and others than {two} agreed"
            latest = rows.latest(document)
            if (
                state == "sent"
                and not document["agreed_n"]
                and rows.made_by(document, latest["n"]).items() - two.items()
            ):
                yield f"R7: {number} is out, approved by another than {two}"
            is_inside = leader and rows.one("person", id=leader)["is_active"]
            if is_of_others and state == "ended" and is_inside and opposite:
                yield f"R7: {number} has ended, and no other is begun"


UNFELT = {"document.edited", "document.printed", "document.created", *BY_ITSELF}  # they change no post and no consent


def _consents(before, after):
    """R8, R9, R16: who answered holds what was asked, answers once for each, and nobody signs for a body."""
    for consent in new(before, after, "consent"):
        party = after.tables["party"][consent["party_id"]]
        if before.said(party) == consent["decision"] == "approve":
            yield f"party {party['id']} approved twice"
        if (party["function"] in FORUMS) > (consent["method"] == "forum"):
            yield "a person answered for a body"
        if consent["method"] == "app" and consent["person_id"] not in before.holders(party):
            yield f"person {consent['person_id']} answered for a party that is another's"
        version = after.tables["version"][party["version_id"]]
        if consent["sha256"] != version["sha256"]:
            yield "a consent is to another text"
