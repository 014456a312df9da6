"""The steps of a network from state to state, written by hand from domain.md 5, apart from the action table."""


def pairs(*steps: str) -> set[tuple[str, str]]:
    """`pairs("idea rejected > proposed")`: from each of the first to the last."""
    return {
        (before, after) for step in steps for before in step.split(" > ")[0].split() for after in [step.split()[-1]]
    }


STATES = {"idea", "proposed", "postponed", "rejected", "withdrawn", "decided", "preparing", "running", "closed"}
STATES |= {"concluding", "outcome_proposed", "closing"}
UNDER_WAY = "decided preparing running concluding outcome_proposed closing"
# What happens by itself, by the event that tells of it.
BY_ITSELF = {
    "network.proposed": pairs("idea rejected > proposed"),
    "network.decided": pairs("proposed postponed > decided"),
    "network.postponed": pairs("proposed > postponed"),
    "network.declined": pairs("proposed postponed > rejected"),
    "network.taken_back": pairs("proposed postponed > idea"),
    "network.abandoned": pairs("idea rejected > withdrawn"),
    "network.resumed": pairs("withdrawn > idea"),
    "network.prepared": pairs("decided > preparing"),
    "network.started": pairs("preparing > running"),
}
BY_HAND = {
    "network.moved_on": pairs(
        "decided > preparing",
        "preparing > running",
        "running > concluding",
        "concluding > outcome_proposed",
        "outcome_proposed > closing",
        "closing > closed",
    ),
    "network.stopped": pairs(f"{UNDER_WAY} > withdrawn"),
    "network.reopened": pairs("withdrawn > decided"),
}
ARROWS = BY_ITSELF | BY_HAND
