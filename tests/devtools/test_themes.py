"""The demo's themes are complete contracts: what they answer is asked, and what they plan holds together."""

from datetime import date, timedelta

import pytest

from app.contracts import questions
from app.devtools.themes import DEPARTMENTS, THEMES
from app.documents.questions import CELL_MAX, PERIOD_COLUMNS, TEXT_MAX, cell_key, question_key
from app.networks.rules import TYPES

PHASES = {"idea": questions.IDEA, "frame": questions.FRAME, "charter": questions.CHARTER}
each_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.key)


def test_there_is_a_theme_of_every_type():
    assert {theme.type for theme in THEMES} == {str(kind) for kind, _track in TYPES}
    assert all((theme.type, theme.track) in TYPES for theme in THEMES)
    assert {department for theme in THEMES for department in theme.departments} <= set(DEPARTMENTS)


@each_theme
@pytest.mark.parametrize("phase", PHASES)
def test_a_theme_answers_what_is_asked_and_all_that_is_required(theme, phase):
    answers = getattr(theme, phase)
    asked = {question.key for question in PHASES[phase]}
    required = {question.key for question in PHASES[phase] if question.required}
    assert {question_key(key) for key in answers} <= asked
    assert required <= answers.keys() | {"central_departments"}
    for key, text in answers.items():
        assert text == text.strip()
        assert len(text) <= (CELL_MAX if "." in key else TEXT_MAX)


@each_theme
def test_a_course_plan_runs_from_start_to_end_without_gaps(theme):
    day = start = date.fromisoformat(theme.frame["start"])
    end = date.fromisoformat(theme.frame["end"])
    choices = next(column.choices for column in PERIOD_COLUMNS if column.key == "kind")
    for row in theme.frame["course_plan"].split(","):
        period = {column.key: theme.frame[cell_key("course_plan", row, column.key)] for column in PERIOD_COLUMNS}
        assert date.fromisoformat(period["start"]) == day
        assert period["kind"] in choices
        day += timedelta(weeks=int(period["weeks"]))
    assert day - timedelta(days=3) == end  # the Friday of the last week
    assert end - start <= timedelta(days=365)  # R2


@each_theme
def test_a_suggested_wording_replaces_words_that_stand_once(theme):
    assert theme.suggestions
    for suggestion in theme.suggestions:
        assert getattr(theme, suggestion.phase)[suggestion.key].count(suggestion.old) == 1


@each_theme
def test_what_a_phase_is_sent_back_for_is_answered_by_a_revision(theme):
    assert [back.phase for back in theme.send_back] == [revision.phase for revision in theme.revisions]
    assert all(revision.key in getattr(theme, revision.phase) for revision in theme.revisions)
