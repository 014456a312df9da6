"""Who may have something to be told of; what waits for each of them, items.py tells."""

from sqlalchemy import and_, exists, or_, select

from app.core import clock
from app.core.db import db
from app.documents.loading import WITH_VERSIONS
from app.documents.models import Document
from app.documents.standing import awaited_parties
from app.ideas.models import Idea
from app.people.models import Deputy, Person, Post, in_force
from app.people.operations import holders

_REACHABLE = (Person.is_active, Person.closed_on.is_(None), Person.email.is_not(None), Person.email != "")


def may_write_to(person: Person) -> bool:
    """Nobody without an address, or whose account is closed, is written to."""
    return bool(person.email and person.is_active and person.closed_on is None)


def of_scope(scope: str) -> list[Person]:
    """Whom the texts of a network that are out may wait for; of anything else, the person that it is."""
    kind, _colon, number = scope.partition(":")
    asked = {int(number)} if kind == "person" else _asked_on(int(number))
    return list(db.session.scalars(select(Person).where(Person.id.in_(asked), *_REACHABLE).order_by(Person.id)))


def _asked_on(network_id: int) -> set[int]:
    """The holders of the posts whose answer is missing, those who approve for them, and the persons asked by name."""
    out = select(Document).where(Document.network_id == network_id, Document.state == "sent").options(WITH_VERSIONS)
    parties = [party for document in db.session.scalars(out) for party in awaited_parties(document)]
    held = holders({party.position for party in parties if not party.person_id and not party.is_forum})
    asked = {person.id for persons in held.values() for person in persons}
    of_post = Deputy.function.in_({position.function for position in held})
    deputies = select(Deputy.by_id).where(or_(Deputy.of_id.in_(asked), of_post), in_force(Deputy, clock.today()))
    return asked | set(db.session.scalars(deputies)) | {party.person_id for party in parties if party.person_id}


def everybody() -> list[int]:
    """The ids of those for whom anything may wait: who holds a post or approves for others, and authors of ideas."""
    here = or_(
        exists().where(Post.person_id == Person.id),
        exists().where(and_(Deputy.by_id == Person.id, in_force(Deputy, clock.today()))),
        exists().where(Idea.author_id == Person.id),
    )
    return list(db.session.scalars(select(Person.id).where(here, *_REACHABLE).order_by(Person.id)))
