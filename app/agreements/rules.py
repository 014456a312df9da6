"""Who begins a cooperation agreement: the network's leader, with those the network has (domain.md 5.4)."""

from app.core.actions import Action, extended
from app.networks import rules as networks

POLICY = extended(
    networks.POLICY,
    Action(
        "network.begin_agreement",
        frozenset({"leader"}),
        networks.ALL - networks.OVER,
        event="document.created",
        wrong_state=networks.IS_OVER,
    ),
    # Each of the two prepares alone (R6); which two they are, the agreement says. It tells of nothing: no event.
    Action(
        "network.prepare_talk",
        frozenset({"counterpart"}),
        networks.ALL - networks.OVER,
        wrong_state=networks.IS_OVER,
    ),
    Action(
        "network.arrange_talk",
        frozenset({"counterpart"}),
        networks.ALL - networks.OVER,
        event="document.talk_arranged",
        wrong_state=networks.IS_OVER,
    ),
)
