"""All versions of a text: what each is now, each to read, and one beside another."""

import pytest

from tests import build
from tests.browse import text_of

pytestmark = pytest.mark.both_databases


def agreed_twice(people, phase_at):
    number = phase_at("change_sent")
    for who in (people.director, people.school_head, people.family_head):
        build.operations.approve(number, build.actor(who), build.latest_sha(number))
    return number


def test_every_version_is_listed_with_what_it_is_now(browse, people, phase_at):
    number = agreed_twice(people, phase_at)
    page = text_of(browse(people.school_head).get(f"/dokumenter/{number}"))
    assert "Version 2 (vises her) · Gælder" in page
    assert "Version 1 · Afløst" in page


def test_a_version_is_compared_with_the_one_before_and_the_one_in_force(browse, people, phase_at):
    number = agreed_twice(people, phase_at)
    reader = browse(people.school_head)
    second = reader.get(f"/dokumenter/{number}/version/2")
    assert "Fra version 1 til version 2" in text_of(second)
    assert "<ins>" in second.text
    first = reader.get(f"/dokumenter/{number}/version/1")
    assert "Version 2 har afløst den" in text_of(first)
    assert "Fra version 1 til version 2" in text_of(first)


@pytest.mark.parametrize("n", ["0", "7", "99999999999999999999999999"])
def test_a_version_that_is_not_there_is_not_found(browse, people, phase_at, n):
    number = phase_at("sent")
    assert browse(people.school_head).get(f"/dokumenter/{number}/version/{n}").status_code == 404
    assert browse(people.school_head).get(f"/dokumenter/{number}/version/1?mod={n}").status_code == 200


def test_a_table_of_periods_is_read_as_a_table(browse, people, frame_at):
    number = frame_at("draft")
    cells = {"course_plan": "a1", "course_plan.a1.name": "Udforskning", "course_plan.a1.weeks": "6"}
    build.save(number, build.actor(people.leader), cells, {})
    page = browse(people.leader).get(f"/dokumenter/{number}").text
    assert '<th scope="row">Udforskning</th>' in page
    assert '<caption class="sr-only">Forløbsplan</caption>' in page
