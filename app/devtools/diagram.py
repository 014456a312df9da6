"""docs/actions.md from the action tables: a diagram of states and a table of who may what, for each kind of thing."""

from collections.abc import Iterator

from app.core.actions import Policy
from app.documents.rules import POLICY as DOCUMENTS
from app.ideas.rules import POLICY as IDEAS
from app.lifecycle.rules import POLICY as NETWORKS


def markdown() -> str:
    """The whole file."""
    intro = (
        "# Actions\n\nMade from the action tables by `flask --app app dev diagram`; `make check` fails when it differs."
    )
    return "\n".join([intro, *(line for policy in (IDEAS, NETWORKS, DOCUMENTS) for line in _policy(policy))]) + "\n"


def _policy(policy: Policy) -> Iterator[str]:
    moves = [(s, t, a.name) for a in policy.actions.values() for s in policy.states if s in a.states for t in a.targets]
    yield f"\n## {policy.kind}\n"
    if moves:
        yield "```mermaid\nstateDiagram-v2"
        yield f"    [*] --> {policy.states[0]}"
        yield from (f"    {source} --> {target}: {name}" for source, target, name in moves)
        yield "```\n"
    yield "| action | who | from | to | event |\n|---|---|---|---|---|"
    for action in policy.actions.values():
        states = ", ".join(state for state in policy.states if state in action.states)
        who, to = ", ".join(sorted(action.relations)) or "by itself", ", ".join(action.targets) or "–"
        yield f"| `{action.name}` | {who} | {states} | {to} | {action.event or '–'} |"
