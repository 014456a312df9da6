"""An approval that waits is told at once: one mail a text and person, again only when a new version is sent."""

import pytest

from app.core.db import db, write
from app.mails.models import Mail
from app.people.models import Person
from tests import build
from tests.people.deputising import approve, away
from tests.support.mailserver import part

pytestmark = pytest.mark.both_databases


def test_an_approval_that_waits_is_one_mail_with_the_way_to_the_text(mails, people, phase_at, work):
    number = phase_at("sent")
    work()
    assert sorted(mails.to) == ["birgitte@example.dk", "hanne@example.dk", "jens@example.dk"]
    letter = mails.letters[mails.to.index("birgitte@example.dk")]
    assert letter["Subject"] == "Godkend fase 1: Elever med højt fravær"
    for kind in ("plain", "html"):
        words = part(letter, kind)
        assert f"/dokumenter/{number}" in words
        assert "Rasmus Toft har sendt den" in words
        assert "Hej Birgitte" in words
        assert "fordi du er bedt om at godkende" in words
        assert build.ANSWERS["background"] not in words
    assert {mail.state for mail in db.session.query(Mail)} == {"sent"}
    work()
    assert len(mails.letters) == 3
