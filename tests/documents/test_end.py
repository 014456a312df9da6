"""A text is given up before it is agreed, taken up again, or ended early: by whom, and what the others then read."""

import pytest

from tests import build
from tests.browse import text_of


def test_a_text_that_was_never_agreed_is_given_up_and_taken_up_again(browse, people, phase_at):
    number = phase_at("recalled")
    writer = browse(people.consultant)
    assert writer.submit(f"/dokumenter/{number}", "/opgiv").status_code == 303
    assert build.document(number).state == "withdrawn"
    assert "Teksten blev opgivet" in text_of(writer.get(f"/dokumenter/{number}"))
    assert "Du skal ikke gøre noget" in text_of(browse(people.school_head).get(f"/dokumenter/{number}"))
    assert writer.submit(f"/dokumenter/{number}", "/genoptag").status_code == 303
    assert build.document(number).state == "draft"


def test_an_agreed_text_is_not_given_up(browse, people, phase_at):
    number = phase_at("being_changed")
    answer = browse(people.consultant).post(f"/dokumenter/{number}/opgiv")
    assert answer.status_code == 409
    assert "Opgiv ændringen i stedet" in text_of(answer)


@pytest.mark.both_databases
def test_the_office_ends_an_agreement_after_reading_what_it_means(browse, people, phase_at):
    number = phase_at("agreed")
    page = text_of(browse(people.consultant).get(f"/dokumenter/{number}"))
    assert "du kan ikke fortryde det" in page
    assert "Afslut aftalen" not in text_of(browse(people.school_head).get(f"/dokumenter/{number}"))
    assert browse(people.school_head).post(f"/dokumenter/{number}/afslut").status_code == 403
    assert browse(people.consultant).submit(f"/dokumenter/{number}", "/afslut").status_code == 303
    document = build.document(number)
    assert (document.state, document.in_force) == ("ended", None)
    assert "gælder ikke længere" in text_of(browse(people.school_head).get(f"/dokumenter/{number}"))


def test_taking_back_and_giving_up_do_not_read_alike(browse, people, phase_at):
    assert "Træk teksten tilbage" in text_of(browse(people.consultant).get(f"/dokumenter/{phase_at('sent')}"))
    page = text_of(browse(people.consultant).get(f"/dokumenter/{phase_at('being_changed')}"))
    assert "Opgiv ændringen" in page
    assert "Træk" not in page


def test_who_sent_the_text_is_not_told_that_it_waits_for_themself_as_if_another_had(browse, people, frame_at):
    number = frame_at("sent")
    assert "Du har sendt teksten, og du skal også selv godkende den" in text_of(
        browse(people.leader).get(f"/dokumenter/{number}")
    )
    assert "Karen Bjergsted har sendt teksten og venter" in text_of(
        browse(people.director).get(f"/dokumenter/{number}")
    )
