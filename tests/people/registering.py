"""How the office keeps the register in these tests."""

from app.core import clock, events
from app.people.models import Function
from app.people.register import operations
from tests import build


def add(people, name="Øjvind Åberg", **typed):
    said = {"title": "Pædagog", "about": "", "email": "oejvind@example.dk", **typed}
    return operations.add_person(build.actor(people.consultant), name, *said.values(), has_account=True)


def give(people, person_id, function=Function.AFDELINGSCHEF, room=None, day=None, *, is_acting=False):
    return operations.add_post(
        person_id, build.actor(people.consultant), function, room, day or clock.today(), None, is_acting=is_acting
    )


def told():
    return [event.action for event in events.chain() if event.scope == "register"]
