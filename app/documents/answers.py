"""The answers of a draft are written, each change noted in the draft's history. Parts of larger transactions."""

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.actions import Actor
from app.documents import printing
from app.documents.models import Answer, Document, Revision
from app.documents.operations import tell

SAME_VISIT = timedelta(minutes=15)  # changes by one person within it are one line of history


def store(
    session: Session,
    document: Document,
    changes: Mapping[str, str],
    actor: Actor,
    *,
    own_line: bool = False,
    restored_n: int | None = None,
) -> None:
    """Write these answers, note them in the draft's history, and tell of it once a visit. `own_line`: what stood there
    is not simply written on, so the line that holds it is left as it is. `restored_n` is the line whose text they put
    back."""
    if not changes:
        return
    stored = {answer.key: answer for answer in document.answers}
    noted = {key: [stored[key].value if key in stored else "", value] for key, value in changes.items()}
    for key, value in changes.items():
        answer = stored.get(key)
        if answer is None:
            answer = Answer(key=key, version=0)
            document.answers.append(answer)
        answer.value, answer.by_id, answer.at = value, actor.person_id, clock.now()
        answer.version += 1
    session.flush()
    if _note(session, document, noted, actor, own_line=own_line, restored_n=restored_n):
        tell(document, actor, "document.edited")
    printing.ahead(session, document)


def begin(document: Document, keys: Iterable[str], actor: Actor) -> None:
    """Make these answers known before anything is written in them, so that whoever writes first has no conflict."""
    there_are = {answer.key for answer in document.answers}
    for key in keys:
        if key not in there_are:
            document.answers.append(Answer(key=key, value="", version=0, by_id=actor.person_id, at=clock.now()))


def to_say(document: Document, wanted: Mapping[str, str]) -> dict[str, str]:
    """The changes that make the draft say what is wanted, and nothing else."""
    now = {answer.key: answer.value for answer in document.answers}
    every = {key: wanted.get(key, "") for key in now.keys() | wanted.keys()}
    return {key: value for key, value in every.items() if value != now.get(key, "")}


def _note(
    session: Session,
    document: Document,
    changes: Mapping[str, list[str]],
    actor: Actor,
    *,
    own_line: bool,
    restored_n: int | None,
) -> bool:
    """A line of the draft's history, or more of the line that is there already (False). Nothing is added to a line from
    before something was done to the whole text, nor to one that put an earlier text back."""
    last = session.scalar(
        select(Revision).where(Revision.document_id == document.id).order_by(Revision.n.desc()).limit(1)
    )
    now = clock.now()
    goes_on = last is not None and last.by_id == actor.person_id and last.restored_n is None and not own_line
    if last and goes_on and last.since > max(now - SAME_VISIT, document.state_since):
        begun = last.changes
        last.json = _written({**begun, **{key: [begun.get(key, pair)[0], pair[1]] for key, pair in changes.items()}})
        last.until = now
        return False
    n = last.n + 1 if last else 1
    row = Revision(document_id=document.id, n=n, by_id=actor.person_id, since=now, until=now, restored_n=restored_n)
    row.json = _written(changes)
    session.add(row)
    return True


def _written(changes: Mapping[str, list[str]]) -> str:
    return json.dumps(changes, ensure_ascii=False, sort_keys=True)
