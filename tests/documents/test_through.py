"""R16: whose post is held by somebody who sits in the deciding body accedes through its minute, and is not asked."""

from datetime import timedelta

import pytest

from app.core import clock, events
from app.core.db import write
from app.documents import approvals, integrity, relations, rules, said, standing, texts, versions
from app.people.models import Function, Post
from tests import build
from tests.browse import text_of
from tests.cast import SINCE
from tests.documents.minutes import change, decide, first_form, marks, sound


def sits(person, forum=Function.CHEFFORUM):
    with write() as session:
        session.add(Post(function=forum, person_id=person, from_date=SINCE))


def leaves(person, forum=Function.CHEFFORUM):
    with write() as session:
        post = session.query(Post).filter_by(function=forum, person_id=person).one()
        post.to_date = clock.today() - timedelta(days=1)


def through(number):
    return [party.through for party in build.document(number).latest.parties]


def done(number):
    return [party.has_approved for party in build.document(number).latest.parties]


@pytest.fixture
def out(people, phase_at):
    """Phase 1, sent when the head of the schools sits in chefforum."""
    sits(people.school_head)
    return phase_at("sent")


@pytest.mark.both_databases
def test_who_sits_in_the_body_accedes_by_its_minute_and_the_text_locks(browse, people, out):
    assert through(out) == [None, "chefforum", None, None]
    assert decide(browse(people.consultant), out, "agreed").status_code == 303
    assert (build.document(out).state, done(out)) == ("sent", [False, True, False, True])
    for who in (people.director, people.family_head):
        build.operations.approve(out, build.actor(who), build.latest_sha(out))
    document = build.document(out)
    assert (document.state, document.agreed_n, done(out)) == ("agreed", 1, [True] * 4)
    own, body = document.latest.parties[1].consent, document.latest.parties[3].consent
    assert (own.method, own.person_id, own.recorded_by_id) == ("forum", None, people.consultant)
    assert own.minuted is body.minuted
    assert own.sha256 == document.latest.sha256
    told = [event for event in events.chain() if event.action == "document.acceded_through"]
    assert [event.details["consent"] for event in told] == [own.digest()]
    assert integrity.first_break() is None
    assert sound()


def test_an_answer_of_their_own_from_who_accedes_through_the_body_is_found(people, out):
    with write() as session:
        document = build.operations.locked(session, out)
        head, own = build.actor(people.school_head), document.latest.parties[1]
        versions.give(session, [own], "approve", event="document.approved", actor=head, person_id=people.school_head)
    fault = "en person har svaret selv, selv om et forums beslutning taler for posten"
    assert integrity.first_break() == f"{out}: {fault}"


def test_who_accedes_through_the_body_is_not_asked(browse, people, out):
    """Neither on the front page, nor on the text's own page, nor on paper; and nobody waits for them."""
    head, sha = browse(people.school_head), build.latest_sha(out)
    assert "Læs og godkend" in text_of(browse(people.family_head).get("/"))
    assert "Læs og godkend" not in text_of(head.get("/"))
    page = head.get(f"/dokumenter/{out}")
    assert page.status_code == 200
    assert build.ANSWERS["extent"] in page.text
    assert "/godkend" not in page.text
    assert "/send-tilbage" not in page.text
    assert head.post(f"/dokumenter/{out}/godkend", {"sha256": sha}).status_code == 403
    assert head.post(f"/dokumenter/{out}/send-tilbage", {"sha256": sha, "reason": "Nej"}).status_code == 403
    assert not relations.relations(build.actor(people.school_head), build.document(out)) & {"awaited", "consented"}
    assert "Birgitte Holmskov" not in text_of(browse(people.consultant).get(f"/dokumenter/{out}/papir"))
    assert texts.awaited(build.document(out)) == ["Hanne Thorsager", "Jens Lundgaard", "chefforum"]
    assert [party.label for party in standing.signing(build.document(out))] == [
        "Netværksdirektør",
        "Afdelingschef for Børn og Familie",
    ]


def test_the_sheet_says_through_which_body_before_and_after(browse, people, out):
    row = approvals.group(build.document(out).latest)["rows"][1]
    assert row["awaits"] == "Tiltræder gennem beslutningen i Chefforum"
    rows = approvals.group(build.document(out).latest, is_to_sign=True)["rows"]
    assert [bool(row.get("signature")) for row in rows] == [True, False, True, False]
    decide(browse(people.consultant), out, "agreed")
    party = build.document(out).latest.parties[1]
    row = approvals.group(party.version)["rows"][1]
    assert row["said"] == said.of(party) == said.through(party.consent.minuted)
    assert (row["name"], row["role"]) == ("Birgitte Holmskov", "Afdelingschef for Skoler og Uddannelse")
    assert row["said"] != said.of(build.document(out).latest.parties[3])  # the body's own words are another's


def test_the_page_says_through_which_body_before_and_after(browse, people, out):
    office = browse(people.consultant)
    before = office.get(f"/dokumenter/{out}")
    assert text_of(before).count("chefforum") == 1
    assert len(marks(before)) == 3  # the three who are waited for; of her nobody waits
    decide(office, out, "agreed")
    words = said.through(build.document(out).latest.parties[1].consent.minuted).replace("\xa0", " ")
    for who in (people.consultant, people.school_head):
        page = browse(who).get(f"/dokumenter/{out}")
        assert f"Birgitte Holmskov , afdelingschef for Skoler og Uddannelse {words} Tiltrådt" in text_of(page)
        assert [shape for shape, _word in marks(page)].count("done") == 2


def test_the_decision_is_the_last_thing_missing_when_all_others_sit_in_the_body(browse, people, phase_at):
    for who in (people.director, people.school_head, people.family_head):
        sits(who)
    number = phase_at("sent")
    assert through(number) == ["chefforum"] * 3 + [None]
    office = browse(people.consultant)
    assert office.get(f"/dokumenter/{number}/papir").status_code == 409
    assert office.get(f"/dokumenter/{number}/pdf/underskrift").status_code == 409
    decide(office, number, "agreed")
    assert (build.document(number).state, done(number)) == ("agreed", [True] * 4)
    assert sound()


@pytest.mark.parametrize("result", ["postponed", "noted", "sent_back", "rejected"])
def test_a_minute_that_accedes_to_nothing_speaks_for_nobody_else(browse, people, out, result):
    decide(browse(people.consultant), out, result)
    assert build.document(out).latest.parties[1].consent is None
    assert "document.acceded_through" not in [event.action for event in events.chain()]
    assert sound()


def test_the_name_stays_that_of_who_sat_there_also_when_another_holds_the_post(browse, people, out):
    decide(browse(people.consultant), out, "agreed")
    with build.days_later(10):
        with write() as session:
            post = session.query(Post).filter_by(function=Function.AFDELINGSCHEF, person_id=people.school_head).one()
            post.to_date = clock.today() - timedelta(days=1)
            session.add(
                Post(
                    function=post.function,
                    department_id=post.department_id,
                    person_id=people.stranger,
                    from_date=clock.today(),
                )
            )
        assert approvals.group(build.document(out).latest)["rows"][1]["name"] == "Birgitte Holmskov"
        page = text_of(browse(people.consultant).get(f"/dokumenter/{out}"))
        assert "Birgitte Holmskov , afdelingschef for Skoler og Uddannelse" in page
        assert "Ida Skovbjerg" not in page


def test_the_agreed_text_is_printed_with_who_acceded_through_the_body(people, out, printed):
    build.agree(out, people, [people.director, people.family_head])
    assert build.document(out).state == "agreed"
    told = printed(people.consultant, f"/dokumenter/{out}/pdf")
    said_of = said.of(build.document(out).latest.parties[1])
    rows = [row for row in everything(told) if row.get("said") == said_of]
    assert [row["name"] for row in rows] == ["Birgitte Holmskov"]


def everything(data):
    """Each mapping in what a print says."""
    if isinstance(data, dict):
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from everything(each)


def test_a_body_that_changes_the_text_changes_it_for_those_who_sit_in_it_too(browse, people, out):
    """R16: who approved the text that was changed is asked nothing more; who was missing is asked about the new one."""
    build.operations.approve(out, build.actor(people.director), build.latest_sha(out))
    office, url = browse(people.consultant), f"/dokumenter/{out}/beslutning"
    office.send(first_form(change(office, out, {"answer-extent": "Ni måneder."}), url), {"step": "record"})
    document = build.document(out)
    assert (document.state, document.latest.n, done(out)) == ("sent", 2, [False, True, False, True])
    assert [party.label for party in standing.outstanding(document.latest)] == ["Afdelingschef for Børn og Familie"]
    assert not rules.POLICY.may(build.actor(people.director), "document.approve", document).allowed
    build.operations.approve(out, build.actor(people.family_head), build.latest_sha(out))
    assert (build.document(out).state, build.document(out).agreed_n) == ("agreed", 2)
    assert sound()


def test_it_is_who_sat_there_when_the_text_was_sent(browse, people, phase_at):
    """Who comes into the body later is asked on; who leaves it accedes through it all the same."""
    asked = phase_at("sent")
    sits(people.school_head)
    told = phase_at("sent", title="Noget andet")
    assert (through(asked), through(told)) == ([None] * 4, [None, "chefforum", None, None])
    assert browse(people.school_head).submit(f"/dokumenter/{asked}", "/godkend").status_code == 303
    leaves(people.school_head)
    decide(browse(people.consultant), told, "agreed")
    assert done(told) == [False, True, False, True]
    assert sound()


def test_a_seat_in_a_body_that_is_not_asked_changes_nothing(browse, people, phase_at):
    sits(people.school_head, Function.DIREKTOERFORUM)
    number = phase_at("sent")
    assert through(number) == [None] * 4
    assert browse(people.school_head).submit(f"/dokumenter/{number}", "/godkend").status_code == 303
