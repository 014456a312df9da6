"""Personal links as tests make them, and how one looks that does not work."""

import re

from app.core.db import db
from app.documents.joint import links
from tests import build


def outsider(number):
    version = build.document(number).in_force
    return next(party for party in version.parties if party.person and not party.person.is_active)


def make(number, people):
    party = outsider(number)
    last = links.latest(party).get(party.id)
    made = links.invite(number, build.actor(people.leader), party.id, last.id if last else 0)
    db.session.rollback()
    return made[1]


def fields(token, number, **more):
    return {"csrf_token": token, "sha256": build.latest_sha(number), **more}


def gone(answer):
    return (answer.status_code, re.sub(r"\s+", " ", answer.text))
