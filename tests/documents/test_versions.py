"""All versions of a text: what each is now, each to read, and one beside another."""

import pytest

from tests import build
from tests.browse import text_of


def agreed_twice(people, phase_at):
    number = phase_at("change_sent")
    build.agree(number, people)
    return number


@pytest.mark.both_databases
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
    assert '<th scope="row">Udforskning' in page
    assert '<caption class="sr-only">Forløbsplan</caption>' in page


@pytest.fixture
def replanned(people, frame_at):
    """Phase 2 as version 2, out for approval: of its plan one period is moved, one gone, one new, one a week longer."""
    number, leader = frame_at("draft"), build.actor(people.leader)
    names = {"a1": "Forberedelse", "b2": "Udforskning", "c3": "Temadag", "d4": "Sommerpause"}
    weeks = {"a1": "4", "b2": "6", "c3": "1", "d4": "5"}
    plan = {"course_plan": ",".join(names)}
    plan |= {f"course_plan.{row}.name": name for row, name in names.items()}
    plan |= {f"course_plan.{row}.weeks": count for row, count in weeks.items()}
    build.save(number, leader, plan, {})
    build.send(number, leader)
    for who in (people.leader, people.director):
        build.operations.approve(number, build.actor(who), build.latest_sha(number))
    build.operations.change(number, leader)
    changed = {"course_plan": "d4,a1,b2,e5", "course_plan.b2.weeks": "7", "course_plan.e5.name": "Afslutning"}
    with build.soon(3600):  # another line of the history
        build.save(number, leader, changed, build._bases(number))
    build.send(number, leader)
    return number


@pytest.mark.parametrize("page", ["", "/version/2", "/historik?fra=1&til=2", "/historik/2"])
def test_a_changed_plan_is_told_row_by_row(browse, people, replanned, page):
    answer = browse(people.leader).get(f"/dokumenter/{replanned}{page}")
    told = text_of(answer)[text_of(answer).index("Periode Indhold") :]
    assert "Flyttet fra plads 4 Sommerpause" in told
    assert "Ændret Udforskning" in told
    assert "Slettet Temadag" in told
    assert "Tilføjet Afslutning" in told
    assert "slettet: 6 tilføjet: 7" in told
    assert "Ændret Forberedelse" not in told
    assert "<del>Temadag</del>" in answer.text  # the word beside it says that it is gone: it is heard once
    assert '<th scope="row">Sommerpause</th>' in answer.text or "/historik?" in page  # and the text itself has a table
    assert " · Uger" not in text_of(answer)


def test_changed_points_are_told_one_by_one(browse, people, phase_at):
    number = phase_at("being_changed")
    points = "- Flere samtaler\n- Færre dage helt væk\n- Ro i klassen"
    build.save(number, build.actor(people.consultant), {"criteria": points}, build._bases(number))
    told = text_of(browse(people.consultant).get(f"/dokumenter/{number}"))
    assert "Flyttet fra plads 2: Flere samtaler" in told
    assert "Ændret: Færre dage tilføjet: helt væk" in told
    assert "Tilføjet: Ro i klassen" in told
