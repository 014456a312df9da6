"""Approving: exactly the text on the screen, by the posts that are asked, until all have (domain.md 6, R8)."""

import pytest

from app.core import events
from app.core.db import db
from app.documents.consents import Consent
from tests import build
from tests.browse import text_of

pytestmark = pytest.mark.both_databases


def approve(browse, who, number):
    return browse(who).submit(f"/dokumenter/{number}", "/godkend")


def test_a_party_approves_what_is_on_the_screen(browse, people, phase_at):
    number = phase_at("sent")
    answer = approve(browse, people.school_head, number)
    assert answer.status_code == 303
    version = build.document(number).latest
    approved = [party for party in version.parties if party.has_approved]
    assert [party.label for party in approved] == ["Afdelingschef for Skoler og Uddannelse"]
    assert approved[0].consent.sha256 == version.sha256
    assert build.document(number).state == "sent"


def test_the_receipt_leads_on_to_what_else_waits(browse, people, phase_at):
    number, reader = phase_at("sent"), browse(people.school_head)
    reader.submit(f"/dokumenter/{number}", "/godkend")
    page = reader.get(f"/dokumenter/{number}")
    assert '<a href="/">Se, hvad der ellers venter på dig</a>' in page.text
    assert "ellers venter" not in reader.get(f"/dokumenter/{number}").text


def test_the_text_locks_when_all_persons_have_approved_and_the_body_has_acceded(browse, people, phase_at):
    """R1: chefforum decides on a welfare network; R16: by its recorded decision."""
    number = phase_at("sent")
    for who in (people.director, people.school_head, people.family_head):
        approve(browse, who, number)
        document = build.document(number)
        assert (document.state, document.network.state) == ("sent", "proposed")
    build.decide(number, build.actor(people.consultant))
    document = build.document(number)
    assert (document.state, document.network.state) == ("agreed", "decided")
    assert all(party.has_approved for party in document.latest.parties)
    assert events.first_break() is None
    actions = [event.action for event in events.chain()]
    assert actions.count("document.approved") == 3
    assert actions.count("document.decided") == 1
    assert actions.count("document.agreed") == 1


def test_a_second_click_changes_nothing(browse, people, phase_at):
    number = phase_at("sent")
    browser = browse(people.school_head)
    form = browser.form(f"/dokumenter/{number}", "/godkend")
    assert [browser.send(form).status_code for _ in range(3)] == [303, 303, 303]
    assert db.session.query(Consent).count() == 1


def test_the_last_approver_s_second_click_after_the_lock_is_no_error(browse, people, phase_at):
    number = phase_at("approved_by_one")
    build.operations.approve(number, build.actor(people.school_head), build.latest_sha(number))
    build.decide(number, build.actor(people.consultant))
    browser = browse(people.family_head)
    form = browser.form(f"/dokumenter/{number}", "/godkend")
    assert browser.send(form).status_code == 303
    assert browser.send(form).status_code == 303
    assert build.document(number).state == "agreed"


def test_an_approval_of_a_text_that_has_changed_is_refused_with_the_difference(browse, people, departments, phase_at):
    number = phase_at("sent")
    reader = browse(people.school_head)
    form = reader.form(f"/dokumenter/{number}", "/godkend")
    writer = build.actor(people.consultant)
    build.operations.recall(number, writer)
    stored = {answer.key: answer for answer in build.document(number).answers}["extent"]
    changed = {"extent": "Cirka ni måneder. Lederen 8 timer om ugen."}
    build.save(number, writer, changed, {"extent": build.texts.base(stored.value, stored.version)})
    build.send(number, writer)
    answer = reader.send(form)
    assert answer.status_code == 409
    assert "Teksten er ændret, siden du åbnede den" in text_of(answer)
    assert "<del>" in answer.text
    assert "ni" in answer.text
    assert db.session.query(Consent).count() == 0
    assert reader.submit(f"/dokumenter/{number}", "/godkend").status_code == 303


def test_an_approval_of_a_text_that_was_taken_back_is_refused(browse, people, phase_at):
    number = phase_at("sent")
    reader = browse(people.school_head)
    form = reader.form(f"/dokumenter/{number}", "/godkend")
    build.operations.recall(number, build.actor(people.consultant))
    answer = reader.send(form)
    assert answer.status_code == 409
    assert db.session.query(Consent).count() == 0
    assert "Teksten er trukket tilbage" in text_of(answer)


def test_a_made_up_hash_is_refused(browse, people, phase_at):
    number = phase_at("sent")
    answer = browse(people.school_head).submit(f"/dokumenter/{number}", "/godkend", {"sha256": "f" * 64})
    assert answer.status_code == 409
    assert db.session.query(Consent).count() == 0


def test_a_stranger_and_another_department_s_head_find_no_document(browse, people, phase_at):
    number = phase_at("sent")
    for who in (people.stranger, people.finance_head):
        assert browse(who).get(f"/dokumenter/{number}").status_code == 404
        sha = build.latest_sha(number)
        assert browse(who).post(f"/dokumenter/{number}/godkend", {"sha256": sha}).status_code == 404
    assert db.session.query(Consent).count() == 0


def test_a_consultant_reads_but_cannot_approve(browse, people, phase_at):
    number = phase_at("sent")
    sha = build.latest_sha(number)
    assert browse(people.consultant).post(f"/dokumenter/{number}/godkend", {"sha256": sha}).status_code == 403
    assert db.session.query(Consent).count() == 0


def test_the_same_text_sent_again_keeps_the_approvals_it_had(people, phase_at):
    number = phase_at("approved_by_one")
    build.operations.recall(number, build.actor(people.consultant))
    build.send(number, build.actor(people.consultant))
    document = build.document(number)
    assert [version.n for version in document.versions] == [1]
    assert sum(party.has_approved for party in document.latest.parties) == 1


def test_an_approval_never_survives_a_change_of_text(people, phase_at):
    number = phase_at("approved_by_one")
    writer = build.actor(people.consultant)
    build.operations.recall(number, writer)
    build.save(number, writer, {"strategy": "Børnepolitikken."}, {})
    build.send(number, writer)
    document = build.document(number)
    assert [version.n for version in document.versions] == [1, 2]
    assert not any(party.has_approved for party in document.latest.parties)


def test_a_head_who_is_no_longer_asked_reads_only_the_text_they_were_asked_about(browse, people, departments, phase_at):
    number = phase_at("sent_back")
    writer = build.actor(people.consultant)
    stored = {answer.key: answer for answer in build.document(number).answers}["central_departments"]
    base = {"central_departments": build.texts.base(stored.value, stored.version)}
    build.save(number, writer, {"central_departments": str(departments.school), "strategy": "Kun for skolen"}, base)
    build.send(number, writer)
    dropped = browse(people.family_head)
    page = dropped.get(f"/dokumenter/{number}")
    assert page.status_code == 200
    assert "Kun for skolen" not in page.text
    assert dropped.get(f"/dokumenter/{number}/version/1").status_code == 200
    assert dropped.get(f"/dokumenter/{number}/version/2").status_code == 404
    assert dropped.get(f"/dokumenter/{number}/pdf").status_code == 409
    assert "Kun for skolen" in browse(people.school_head).get(f"/dokumenter/{number}").text


def test_the_page_shows_what_has_changed_since_this_reader_last_answered(browse, people, phase_at):
    number = phase_at("sent_back")
    writer = build.actor(people.consultant)
    for key in ("strategy", "politics"):
        if build.document(number).state == "sent":
            build.operations.recall(number, writer)
        build.save(number, writer, {key: "Nyt"}, {})
        build.send(number, writer)
    assert "To steder" not in text_of(browse(people.family_head).get(f"/dokumenter/{number}"))
    assert "Siden version 1." in text_of(browse(people.school_head).get(f"/dokumenter/{number}"))
    assert "Siden version 2." in text_of(browse(people.family_head).get(f"/dokumenter/{number}"))


def test_a_head_who_comes_in_later_reads_nothing_of_the_version_before(browse, people, departments, phase_at):
    number = phase_at("sent_back")
    writer = build.actor(people.consultant)
    stored = {answer.key: answer for answer in build.document(number).answers}
    bases = {key: build.texts.base(answer.value, answer.version) for key, answer in stored.items()}
    changes = {"central_departments": f"{departments.school},{departments.finance}", "extent": "Et år"}
    build.save(number, writer, changes, bases)
    build.send(number, writer)
    newcomer = browse(people.finance_head)
    for address in (f"/dokumenter/{number}", f"/dokumenter/{number}/version/2"):
        page = newcomer.get(address)
        assert page.status_code == 200
        assert build.ANSWERS["extent"] not in page.text
        assert "<del>" not in page.text
    assert newcomer.get(f"/dokumenter/{number}/version/1").status_code == 404


def test_a_head_who_is_asked_about_a_change_reads_the_agreed_text_before_it(browse, people, departments, phase_at):
    number, writer = phase_at("agreed"), build.actor(people.consultant)
    build.operations.change(number, writer)
    stored = {answer.key: answer for answer in build.document(number).answers}["central_departments"]
    heads = {stored.key: f"{departments.school},{departments.finance}"}
    build.save(number, writer, heads, {stored.key: build.texts.base(stored.value, stored.version)})
    build.send(number, writer)
    newcomer = browse(people.finance_head)
    assert "Fra version 1 til version 2" in text_of(newcomer.get(f"/dokumenter/{number}/version/2"))
    assert newcomer.get(f"/dokumenter/{number}/version/1").status_code == 200
    assert browse(people.family_head).get(f"/dokumenter/{number}/version/2").status_code == 200  # it leaves her out


def test_why_a_text_came_back_is_told_also_when_a_version_was_taken_back_since(browse, people, phase_at):
    number, writer = phase_at("sent_back"), build.actor(people.consultant)
    told = "sendte teksten tilbage, version 1"
    for n, words in enumerate(("Et", "Et to")):
        build.save(number, writer, {"strategy": words}, {"strategy": build.texts.base("", 0) if n == 0 else ""})
        build.send(number, writer)
        if n == 0:
            build.operations.recall(number, writer)
    assert told in text_of(browse(people.director).get(f"/dokumenter/{number}"))


def test_why_a_text_came_back_is_told_to_who_took_it_back_as_it_was(browse, people, phase_at):
    number, writer = phase_at("sent_back"), build.actor(people.consultant)
    build.send(number, writer)
    build.operations.recall(number, writer)
    assert "sendte teksten tilbage" in text_of(browse(people.consultant).get(f"/dokumenter/{number}/ret"))


def test_who_approved_a_version_that_was_sent_back_is_told_so_and_why_when_asked_again(
    browse, people, departments, phase_at
):
    number = phase_at("approved_by_one")
    build.operations.send_back(number, build.actor(people.school_head), build.latest_sha(number), "Hvem betaler?")
    consultant = build.actor(people.consultant)
    stored = {answer.key: answer for answer in build.document(number).answers}["central_departments"]
    both = {"central_departments": f"{departments.school},{departments.finance}", "strategy": "Kassen betaler."}
    build.save(number, consultant, both, {stored.key: build.texts.base(stored.value, stored.version)})
    build.send(number, consultant)
    page = text_of(browse(people.director).get(f"/dokumenter/{number}"))
    sent_back = "Birgitte Holmskov sendte teksten tilbage, version 1: »Hvem betaler?«"
    assert f"Du godkendte version 1 Teksten er ændret siden, så du bliver spurgt igen. {sent_back}" in page
    for who in (people.school_head, people.consultant):
        page = text_of(browse(who).get(f"/dokumenter/{number}"))
        assert f"Version 1 blev sendt tilbage {sent_back}" in page
        assert "Du godkendte" not in page
    assert "Hvem betaler?" not in browse(people.finance_head).get(f"/dokumenter/{number}").text  # not asked before
    approve(browse, people.director, number)
    page = text_of(browse(people.director).get(f"/dokumenter/{number}"))
    assert f"Version 1 blev sendt tilbage {sent_back}" in page
    assert "spurgt igen" not in page


def test_who_approved_a_version_that_was_taken_back_is_told_so_when_asked_again(browse, people, phase_at):
    number, consultant = phase_at("approved_by_one"), build.actor(people.consultant)
    build.operations.recall(number, consultant)
    build.save(number, consultant, {"strategy": "Nyt"}, {})
    build.send(number, consultant)
    told = "Du godkendte version 1 Teksten er ændret siden, så du bliver spurgt igen."
    assert told in text_of(browse(people.director).get(f"/dokumenter/{number}"))
    assert "Du godkendte" not in text_of(browse(people.school_head).get(f"/dokumenter/{number}"))


def test_a_change_of_an_agreed_text_tells_of_nothing_that_came_back(browse, people, phase_at):
    page = text_of(browse(people.director).get(f"/dokumenter/{phase_at('change_sent')}"))
    assert "Du godkendte" not in page
    assert "blev sendt tilbage" not in page
