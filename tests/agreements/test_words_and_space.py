"""Nothing but space changes nothing; the office words its questions otherwise meanwhile."""

import pytest

from app.core.db import db
from app.documents import content, integrity
from app.documents.models import Revision
from tests import build
from tests.agreements import (
    REFERENCELEDER,
    SAID,
    agreed,
    begun,
    led,
    replace_referenceleder,
    sent,
)
from tests.agreements.acts import page, write
from tests.browse import text_of

pytestmark = pytest.mark.both_databases


# Nothing but space.

SPACED = {
    "trailing": "Vi siger det ligeud til hinanden.   \n\n  ",
    "carriage returns": "\r\nVi siger det ligeud til hinanden.\r\n",
    "hard spaces": "Vi\u00a0siger det\u202fligeud til hinanden.\u00a0",
    "decomposed": "Vi siger det ligeud til hinanden.",
    "tabs": "Vi\tsiger det ligeud til hinanden.\t",
}


@pytest.mark.parametrize("typed", SPACED.values(), ids=SPACED)
def test_space_alone_changes_nothing(browse, people, frame_at, typed):
    number = agreed(people, led(people, frame_at), REFERENCELEDER)
    leader = browse(people.leader)
    leader.submit(page(number), "/aendr")
    lines = len(revisions(number))
    assert leader.submit(page(number, "/ret"), "/ret", {"expectations": typed}).status_code == 303
    assert build.document(number).answers[0].value == SAID[REFERENCELEDER.key]["expectations"]
    assert len(revisions(number)) == lines
    assert content.changed(build.document(number).in_force.text, build.texts.draft(build.document(number))) == []
    answer = leader.submit(page(number), "/send")
    assert answer.status_code == 409
    assert "Teksten er den samme som i den version, der gælder." in text_of(answer)
    assert [version.n for version in build.document(number).versions] == [1]


def test_letters_written_in_two_signs_are_the_same_letters(browse, people, frame_at):
    number = begun(people, led(people, frame_at), REFERENCELEDER)
    leader = browse(people.leader)
    leader.submit(page(number, "/ret"), "/ret", {"expectations": "Går vi på café, så går det."})
    lines = len(revisions(number))
    leader.submit(
        page(number, "/ret"), "/ret", {"expectations": "Ga\u030ar vi pa\u030a cafe\u0301, sa\u030a ga\u030ar det."}
    )
    assert build.document(number).answers[0].value == "Går vi på café, så går det."
    assert len(revisions(number)) == lines


def revisions(number):
    document = build.document(number)
    return [revision.changes for revision in db.session.query(Revision).filter_by(document_id=document.id)]


# The office words its questions otherwise meanwhile.

NEW = "Hvad har I brug for hos hinanden?"


@pytest.fixture
def reword(browse, people):
    def save(kind=REFERENCELEDER):
        form, first = f"/skemaer/{kind.key}", kind.questions[0]
        answer = browse(people.consultant).submit(form, form, {f"{first.key}-wording": NEW})
        assert answer.status_code == 303

    return save


def wording(version):
    return version.text["answers"][0]["wording"]


OLD = REFERENCELEDER.questions[0].wording


def test_a_draft_that_is_open_is_sent_with_the_questions_it_began_with(browse, people, frame_at, reword):
    number = begun(people, led(people, frame_at), REFERENCELEDER)
    leader = browse(people.leader)
    form = leader.form(page(number), "/send")
    reword()
    assert OLD in leader.get(page(number, "/ret")).text
    assert leader.send(form).status_code == 303
    assert wording(build.document(number).latest) == OLD


def test_what_is_out_is_approved_with_the_questions_that_were_on_the_screen(browse, people, frame_at, reword):
    number = sent(people, led(people, frame_at), REFERENCELEDER)
    other = browse(people.school_head)
    form = other.form(page(number), "/godkend")
    reword()
    assert other.send(form).status_code == 303
    assert wording(build.document(number).in_force) == OLD
    assert NEW not in other.get(page(number)).text
    assert integrity.first_break() is None


def test_a_change_goes_on_in_the_same_words_and_the_difference_is_the_answer_s_alone(browse, people, frame_at, reword):
    number = agreed(people, led(people, frame_at), REFERENCELEDER)
    reword()
    build.operations.change(number, build.actor(people.leader))
    write(number, people.leader, "expectations", "Vi siger det altid ligeud til hinanden.")
    build.send(number, build.actor(people.leader))
    one, two = build.document(number).versions
    assert [wording(one), wording(two)] == [OLD, OLD]
    assert [difference.heading for difference in content.changed(one.text, two.text)] == [
        REFERENCELEDER.questions[0].heading
    ]
    assert NEW not in browse(people.school_head).get(page(number)).text


def test_the_next_agreement_asks_in_the_new_words_and_the_one_that_ended_keeps_its_own(
    browse, people, frame_at, reword
):
    network = led(people, frame_at)
    number = agreed(people, network, REFERENCELEDER)
    reword()
    replace_referenceleder(network, people, people.family_head)
    following = f"SA-{network}-2"
    assert NEW in browse(people.family_head).get(page(following, "/ret")).text
    assert SAID[REFERENCELEDER.key]["expectations"] in browse(people.family_head).get(page(following, "/ret")).text
    build.send(following, build.actor(people.leader))
    assert wording(build.document(following).latest) == NEW
    assert wording(build.document(number).last_agreed) == OLD
    assert OLD in browse(people.leader).get(page(number)).text
