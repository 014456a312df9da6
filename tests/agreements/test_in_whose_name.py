"""Another's link, and approving for another (R9): a delegation that ran out, chains of them."""

from datetime import timedelta

import pytest
from werkzeug.exceptions import HTTPException

from app.core import clock
from app.people.models import Function
from tests import build
from tests.agreements import (
    PERSONALELEDER,
    REFERENCELEDER,
    led,
    replace_referenceleder,
    sent,
)
from tests.agreements.acts import consents, page, told
from tests.browse import text_of
from tests.people.deputising import away

pytestmark = pytest.mark.both_databases


# Another person's link.


@pytest.mark.parametrize("kind", [PERSONALELEDER, REFERENCELEDER], ids=["private", "open"])
def test_the_counterpart_s_link_opens_nothing_for_others(browse, people, frame_at, kind):
    network = led(people, frame_at)
    number = sent(people, network, kind)
    sha = build.latest_sha(number)
    office = 404 if kind.is_private else 403
    for who, wanted in (
        (people.stranger, 404),
        (people.co_driver, 404),
        (people.participant, 404),
        (people.consultant, office),
        (people.director, office),
    ):
        browser = browse(who)
        assert browser.get(page(number)).status_code == (404 if wanted == 404 else 200), who
        for act, given in (("/godkend", {"sha256": sha}), ("/send-tilbage", {"sha256": sha, "reason": "Nej."})):
            assert browser.post(page(number, act), given).status_code == wanted, (who, act)
    assert browse().get(page(number)).status_code in (302, 303, 401)
    assert told(number) == ["sent", "approved"]


def test_the_link_of_who_was_referenceleder_before_is_their_successor_s(browse, people, frame_at):
    network = led(people, frame_at)
    number = sent(people, network, REFERENCELEDER)
    former = browse(people.school_head)
    form = former.form(page(number), "/godkend")
    replace_referenceleder(network, people, people.family_head)
    assert former.get(page(number)).status_code == 404
    assert former.send(form).status_code == 404
    assert browse(people.family_head).submit(page(number), "/godkend").status_code == 303
    assert consents(number)[Function.REFERENCELEDER] == people.family_head


# Who approves for another (R9).


def test_a_deputy_whose_time_ran_out_a_second_ago_approves_nothing(browse, people, frame_at):
    number = sent(people, led(people, frame_at), REFERENCELEDER)
    away(people, people.stranger, days=0)
    midnight = clock.now().astimezone(clock.COPENHAGEN).replace(hour=23, minute=59, second=59)
    with clock.standing_at(midnight):
        deputy = build.actor(people.stranger)
        assert deputy.answers_for(build.document(number).latest.parties[1].position)
    with clock.standing_at(midnight + timedelta(seconds=1)):
        late = build.actor(people.stranger)
        with pytest.raises(HTTPException) as refused:
            build.operations.approve(number, late, build.latest_sha(number))
    assert refused.value.code in (403, 404)
    assert consents(number) == {Function.NETVAERKSLEDER: people.leader}


def test_a_page_opened_on_the_deputy_s_last_day_is_nobody_s_the_day_after(browse, people, frame_at):
    number = sent(people, led(people, frame_at), REFERENCELEDER)
    away(people, people.stranger, days=0)
    late = browse(people.stranger)
    form = late.form(page(number), "/godkend")
    with build.days_later(1):
        late.sign_in(people.stranger)
        answer = late.send(form)
    assert answer.status_code == 404
    assert "findes ikke" in text_of(answer)
    assert consents(number) == {Function.NETVAERKSLEDER: people.leader}


def test_who_is_deputy_from_tomorrow_has_no_right_today(browse, people, frame_at):
    number = sent(people, led(people, frame_at), REFERENCELEDER)
    away(people, people.stranger, begins=1)
    early = browse(people.stranger)
    assert early.get(page(number)).status_code == 404
    assert early.post(page(number, "/godkend"), {"sha256": build.latest_sha(number)}).status_code == 404
    with build.days_later(1):
        early.sign_in(people.stranger)
        assert early.submit(page(number), "/godkend").status_code == 303
    assert build.document(number).in_force


def test_a_deputy_s_deputy_approves_for_nobody(browse, people, frame_at):
    number = sent(people, led(people, frame_at), REFERENCELEDER)
    away(people, people.finance_head)
    away(people, people.stranger, of=people.finance_head)
    third = browse(people.stranger)
    assert third.get(page(number)).status_code == 404
    assert third.post(page(number, "/godkend"), {"sha256": build.latest_sha(number)}).status_code == 404
    assert browse(people.finance_head).submit(page(number), "/godkend").status_code == 303


def test_two_who_are_each_other_s_deputies_approve_each_for_themself(browse, people, frame_at):
    """R8: a circle gives neither of them both sides."""
    number = sent(people, led(people, frame_at), REFERENCELEDER)
    away(people, people.leader)
    away(people, people.school_head, of=people.leader)
    answer = browse(people.leader).post(page(number, "/godkend"), {"sha256": build.latest_sha(number)})
    assert answer.status_code == 303  # pressed once more: she has approved
    assert consents(number) == {Function.NETVAERKSLEDER: people.leader}
    assert browse(people.school_head).submit(page(number), "/godkend").status_code == 303
    given = [party.consent for party in build.document(number).in_force.parties]
    assert [(one.person_id, one.on_behalf_of_id) for one in given] == [
        (people.leader, None),
        (people.school_head, None),
    ]
