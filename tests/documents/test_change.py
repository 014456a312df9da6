"""A later change of what was agreed, and wordings that parties propose (domain.md 6, R5)."""

import pytest

from app.core.pages import Refusal
from app.documents import rules
from tests import build
from tests.browse import text_of


@pytest.mark.both_databases
def test_a_change_begins_from_the_agreed_text_which_applies_meanwhile(browse, people, phase_at):
    number = phase_at("agreed")
    assert browse(people.consultant).submit(f"/dokumenter/{number}", "/aendr").status_code == 303
    document = build.document(number)
    assert document.state == "draft"
    assert document.in_force.n == 1
    assert build.texts.values(document)["extent"] == build.ANSWERS["extent"]
    written = text_of(browse(people.consultant).get(f"/dokumenter/{number}"))
    assert "Version 1 gælder, indtil ændringen er aftalt" in written
    read = browse(people.school_head).get(f"/dokumenter/{number}")
    assert "Version 1 gælder. En ændring er ved at blive skrevet" in text_of(read)
    assert "UDKAST" not in read.text


def test_the_parties_read_the_version_in_force_while_a_change_is_written(browse, people, phase_at):
    number = phase_at("being_changed")
    page = browse(people.school_head).get(f"/dokumenter/{number}")
    assert build.ANSWERS["extent"] in page.text
    assert "Cirka otte måneder." not in page.text


def test_a_sent_change_is_shown_word_by_word_beside_what_the_party_approved(browse, people, phase_at):
    number = phase_at("change_sent")
    page = browse(people.school_head).get(f"/dokumenter/{number}")
    assert "Siden version 1." in text_of(page)
    assert "otte" in page.text
    assert "<del>" in page.text
    assert "Version 1 gælder, indtil ændringen er aftalt" in text_of(page)


@pytest.mark.both_databases
def test_a_change_is_agreed_by_the_same_parties_and_replaces_the_version(people, phase_at):
    number = phase_at("change_sent")
    for who in (people.director, people.school_head, people.family_head):
        build.operations.approve(number, build.actor(who), build.latest_sha(number))
        assert build.document(number).in_force.n == 1
    build.decide(number, build.actor(people.consultant))
    assert build.document(number).in_force.n == 2


def test_a_change_that_is_given_up_leaves_what_was_agreed(browse, people, phase_at):
    number = phase_at("being_changed")
    assert browse(people.school_head).post(f"/dokumenter/{number}/opgiv-aendring").status_code == 403
    assert browse(people.consultant).submit(f"/dokumenter/{number}", "/opgiv-aendring").status_code == 303
    document = build.document(number)
    assert (document.state, document.in_force.n) == ("agreed", 1)
    assert build.texts.values(document)["extent"] == build.ANSWERS["extent"]


def test_the_history_keeps_what_was_written_in_a_change_that_is_given_up(browse, people, phase_at):
    number = phase_at("being_changed")
    browser = browse(people.consultant)
    assert browser.submit(f"/dokumenter/{number}", "/opgiv-aendring").status_code == 303
    assert "Cirka otte måneder." in text_of(browser.get(f"/dokumenter/{number}/historik/2"))
    assert "Cirka otte måneder." not in text_of(browser.get(f"/dokumenter/{number}/historik/3"))


def test_a_second_approval_of_a_text_that_is_being_changed_gives_no_false_receipt(browse, people, phase_at):
    number = phase_at("sent")
    reader = browse(people.school_head)
    form = reader.form(f"/dokumenter/{number}", "/godkend")
    build.agree(number, people)
    build.operations.change(number, build.actor(people.consultant))
    answer = reader.send(form)
    assert answer.status_code == 409
    assert "Du har tidligere godkendt version 1" in text_of(answer)
    assert "Du har hverken godkendt" not in text_of(answer)


def test_only_the_wordings_that_were_changed_are_proposed(browse, people, phase_at):
    number = phase_at("sent")
    browse(people.school_head).submit(
        f"/dokumenter/{number}", "/send-tilbage", {"reason": "Se forslaget", "suggest_extent": "Cirka ti måneder."}
    )
    consents = [party.consent for party in build.document(number).latest.parties if party.consent]
    assert [consent.suggestions for consent in consents] == ['{"extent": "Cirka ti måneder."}']


def test_a_proposed_wording_with_a_cpr_number_is_refused_and_kept(browse, people, phase_at):
    number = phase_at("sent")
    answer = browse(people.school_head).submit(
        f"/dokumenter/{number}", "/send-tilbage", {"reason": "Se forslaget", "suggest_extent": "Ring til 010190-1234"}
    )
    assert answer.status_code == 422
    assert "Ring til 010190-1234" in answer.text
    assert build.document(number).state == "sent"


def proposed(browse, people, number):
    browse(people.school_head).submit(
        f"/dokumenter/{number}", "/send-tilbage", {"reason": "Se forslaget", "suggest_extent": "Cirka ti måneder."}
    )


def test_the_drafters_use_a_proposed_wording_with_one_button(browse, people, phase_at):
    number = phase_at("sent")
    proposed(browse, people, number)
    writer = browse(people.consultant)
    assert "Brug forslaget" in text_of(writer.get(f"/dokumenter/{number}"))
    assert "Brug forslaget" not in browse(people.school_head).get(f"/dokumenter/{number}").text
    assert writer.submit(f"/dokumenter/{number}", "/ret").status_code == 303
    assert build.texts.values(build.document(number))["extent"] == "Cirka ti måneder."
    assert "Sådan står der allerede i udkastet" in text_of(writer.get(f"/dokumenter/{number}"))


@pytest.mark.both_databases
def test_a_proposal_never_overwrites_what_a_drafter_has_written_meanwhile(browse, people, phase_at):
    number = phase_at("sent")
    proposed(browse, people, number)
    writer = browse(people.consultant)
    form = writer.form(f"/dokumenter/{number}", "/ret")
    stored = {answer.key: answer for answer in build.document(number).answers}["extent"]
    base = {"extent": build.texts.base(stored.value, stored.version)}
    build.save(number, build.actor(people.director), {"extent": "Et helt år."}, base)
    assert writer.send(form).status_code == 409
    assert build.texts.values(build.document(number))["extent"] == "Et helt år."


def test_phase_2_says_what_it_builds_on_and_that_it_has_been_changed_since(browse, people, frame_at):
    """R5: a later change of phase 1 leaves phase 2 standing."""
    number = frame_at("agreed")
    first = f"{number[:-1]}1"
    consultant = build.actor(people.consultant)
    build.operations.change(first, consultant)
    build.save(first, consultant, {"strategy": "Nyt"}, {})
    build.send(first, consultant)
    page = text_of(browse(people.director).get(f"/dokumenter/{number}"))
    assert "fase 1, version 1" in page
    assert "Der er siden kommet" not in page
    build.agree(first, people)
    assert "Der er siden kommet version 2 af fase 1" in text_of(browse(people.director).get(f"/dokumenter/{number}"))


def is_asked(number, person):
    """Whether the text that is out waits for this person."""
    return rules.POLICY.may(build.actor(person), "document.approve", build.document(number)).allowed


def test_a_change_that_leaves_a_party_out_is_agreed_by_that_party_too_and_the_next_one_is_not(
    browse, people, departments, phase_at
):
    number, office = phase_at("agreed"), build.actor(people.consultant)
    asked = []
    for extent in ("Cirka syv måneder.", "Cirka otte måneder."):
        build.operations.change(number, office)
        stored = {answer.key: answer for answer in build.document(number).answers}
        wanted = {"central_departments": str(departments.school), "extent": extent}
        bases = {key: build.texts.base(stored[key].value, stored[key].version) for key in wanted}
        build.save(number, office, wanted, bases)
        build.send(number, office)
        asked.append([party.label for party in build.document(number).latest.parties])
        heads = [who for who in (people.school_head, people.family_head) if is_asked(number, who)]
        build.agree(number, people, [people.director, *heads])
        assert build.document(number).in_force is build.document(number).latest
    school, family = "Afdelingschef for Skoler og Uddannelse", "Afdelingschef for Børn og Familie"
    assert asked == [["Netværksdirektør", school, family, "Chefforum"], ["Netværksdirektør", school, "Chefforum"]]
    words = text_of(browse(people.family_head).get(f"/dokumenter/{number}"))  # what she read stays hers to read
    assert "Version 2 blev aftalt. Version 3 har afløst den." in words
    assert "er låst" not in words
    assert "Cirka otte måneder." not in words
    for n, status in ((2, 200), (3, 404)):
        assert browse(people.family_head).get(f"/dokumenter/{number}/version/{n}").status_code == status


def test_the_wording_in_force_is_not_sent_again_though_another_was_sent_between(browse, people, phase_at):
    number = phase_at("change_sent")
    build.operations.send_back(number, build.actor(people.school_head), build.latest_sha(number), "Lad det stå.")
    stored = {answer.key: answer for answer in build.document(number).answers}["extent"]
    bases = {"extent": build.texts.base(stored.value, stored.version)}
    build.save(number, build.actor(people.consultant), {"extent": build.ANSWERS["extent"]}, bases)
    answer = browse(people.consultant).submit(f"/dokumenter/{number}", "/send")
    assert answer.status_code == 409
    assert "Teksten er den samme som i den version, der gælder" in text_of(answer)
    assert len(build.document(number).versions) == 2


def test_a_phase_is_not_sent_when_the_one_before_has_ended(browse, people, frame_at):
    number, office = frame_at("draft"), build.actor(people.consultant)
    build.operations.end(build.document(number).network.documents[0].number, office)
    page = text_of(browse(people.leader).get(f"/dokumenter/{number}"))
    assert "Den forrige fase gælder ikke længere. Den skal være aftalt først." in page
    with pytest.raises(Refusal):
        build.send(number, build.actor(people.leader))
    assert build.document(number).state == "draft"
