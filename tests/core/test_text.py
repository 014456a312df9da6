"""Text: one normaliser, one canonical form, differences by words, Danish order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import text


def test_the_normaliser_keeps_what_people_mean_and_drops_what_nobody_sees():
    assert text.normalise("a\r\nb\rc\x00\x07\u00ad") == "a\nb\nc"
    assert text.normalise("e\u0301") == "é"
    assert text.normalise("Word\u2011bindestreg\u2028ny linje") == "Word-bindestreg\nny linje"
    assert text.normalise("sort\u202eter") == "sortter"
    assert text.normalise("a\n\n\n\n\nb   \n") == "a\n\nb"
    assert text.one_line(" to \n linjer\t her ") == "to linjer her"


def test_of_a_heap_of_accents_on_one_letter_the_first_are_kept_so_that_no_text_takes_long_to_read():
    heap = text.normalise("a" + "\u0316\u0301" * 20_000 + "b")
    assert len(heap) < 40
    assert (heap[0], heap[-1]) == ("á", "b")
    assert text.normalise(heap) == heap


@given(st.text(alphabet="a\u0344\u0316\u0315\u0301\u1100\u1161", max_size=200))
def test_accents_are_thinned_once(typed):
    once = text.normalise(typed)
    assert text.normalise(once) == once


@given(st.text())
def test_normalising_twice_is_normalising_once(typed):
    once = text.normalise(typed)
    assert text.normalise(once) == once
    assert "\x00" not in once
    assert "\r" not in once


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_letters_and_digits_are_never_lost(typed):
    kept = text.normalise(typed)
    letters = [c for c in text.unicodedata.normalize("NFC", typed) if c.isalnum()]
    assert [c for c in kept if c.isalnum()] == letters


def test_the_canonical_form_is_one_and_refuses_floats():
    assert text.canonical({"b": 1, "a": ["æ", None]}) == '{"a":["æ",null],"b":1}'
    with pytest.raises(TypeError):
        text.canonical({"a": [1.5]})


@given(
    st.lists(st.sampled_from(["den", "ny", "leder", "\n", " ", "møder"])),
    st.lists(st.sampled_from(["den", "nye", " ", "møder"])),
)
def test_the_segments_of_a_difference_give_both_texts_back(before_words, after_words):
    before, after = "".join(before_words), "".join(after_words)
    segments = text.word_differences(before, after)
    assert "".join(words for kind, words in segments if kind != "ins") == before
    assert "".join(words for kind, words in segments if kind != "del") == after


def test_a_difference_is_told_by_words_not_letters():
    assert text.word_differences("8 timer om ugen", "10 timer om ugen") == [
        ("del", "8 "),
        ("ins", "10 "),
        ("same", "timer om ugen"),
    ]


def test_words_added_or_deleted_after_the_last_word_leave_it_as_it_is():
    assert text.word_differences("Mere tid.", "Mere tid. Og ro.") == [("same", "Mere tid."), ("ins", " Og ro.")]
    assert text.word_differences("Mere tid. Og ro.", "Mere tid.") == [("same", "Mere tid."), ("del", " Og ro.")]


def test_a_line_more_marks_that_line_alone():
    assert text.word_differences("Børn\nSkoler og Uddannelse\nØkonomi", "Børn\nSkoler og Uddannelse") == [
        ("same", "Børn\nSkoler og Uddannelse"),
        ("del", "\nØkonomi"),
    ]


def test_one_word_over_and_over_is_compared_at_once():
    assert text.word_differences("a " * 2500, "a b " * 1200) == [("del", "a " * 2500), ("ins", "a b " * 1200)]


def test_a_comparison_of_very_many_words_says_only_that_all_was_replaced():
    before, after = (" ".join(f"{n} {other}{n}" for n in range(words)) for words, other in ((20_000, "x"), (1200, "y")))
    assert text.word_differences(before, after) == [("del", before), ("ins", after)]
    assert len(text.word_differences(after, after.replace("y", "z"))) == 3600
    assert text.word_differences(before, before) == [("same", before)]


def told(before, after):
    """What has become of each row, and its first cell."""
    rows = text.row_differences(before, after)
    return [(row.how, row.moved_from, "".join(words for _kind, words in row.cells[0])) for row in rows]


ROWS = st.lists(st.tuples(st.sampled_from(["Idé", "Idé og mål", "Pause", "En fest"]), st.sampled_from(["", "6", "7"])))


@given(ROWS, ROWS)
def test_the_rows_of_a_difference_give_both_lists_back(before, after):
    rows = text.row_differences(before, after)

    def said(row, other):
        return tuple("".join(words for kind, words in cell if kind != other) for cell in row.cells)

    assert [said(row, "del") for row in rows if row.how != "gone"] == after
    staying = iter([said(row, "ins") for row in rows if row.how != "new" and not row.moved_from])
    moved = {row.moved_from: said(row, "ins") for row in rows if row.moved_from}
    assert [moved.get(place) or next(staying) for place in range(1, len(before) + 1)] == before
    assert next(staying, None) is None


def test_a_row_that_is_new_gone_moved_or_changed_is_told_as_that():
    plan = [
        ("Forberedelse", "Aftaler", "4"),
        ("Udforskning", "Samtaler", "6"),
        ("Temadag", "", "1"),
        ("Pause", "", "2"),
    ]
    later = [("Pause", "", "2"), ("Forberedelse", "Aftaler", "4"), ("Udforskning", "Samtaler", "7"), ("Fest", "", "1")]
    assert told(plan, later) == [
        ("same", 4, "Pause"),
        ("same", None, "Forberedelse"),
        ("changed", None, "Udforskning"),
        ("gone", None, "Temadag"),
        ("new", None, "Fest"),
    ]
    assert text.row_differences(plan, later)[2].cells[2] == [("del", "6"), ("ins", "7")]
    assert {(row.how, row.moved_from) for row in text.row_differences(plan, plan)} == {("same", None)}


def test_a_row_is_known_by_its_name_and_does_not_become_another_that_has_the_same_hours():
    hours = ("1. maj 2027", "4", "8", "4", "2", "Arbejde")
    assert told([("Samtaler", *hours)], [("Værksted", *hours)]) == [
        ("gone", None, "Samtaler"),
        ("new", None, "Værksted"),
    ]
    assert told([("Samtaler", "1", "6")], [("Samtaler", "2", "7")]) == [("changed", None, "Samtaler")]
    assert told([("", "Besøg på tre skoler", "6")], [("Besøg", "Besøg på tre skoler", "6")]) == [
        ("changed", None, "Besøg")
    ]


def test_of_rows_that_say_the_same_the_one_that_is_left_has_not_moved():
    pause, idea = ("Pause", "2"), ("Idé", "4")
    assert told([pause, idea, pause], [idea, pause]) == [
        ("gone", None, "Pause"),
        ("same", None, "Idé"),
        ("same", None, "Pause"),
    ]


def test_a_point_moved_and_changed_is_told_as_both():
    before = [("Flere samtaler",), ("Færre dage væk i efteråret",), ("Ro",)]
    assert told(before, [("Færre dage væk i foråret",), ("Flere samtaler",), ("Ro",)])[0][:2] == ("changed", 2)


def test_very_many_rows_are_compared_at_once():
    before = [(f"Punkt{n}",) for n in range(2500)]
    assert {row.how for row in text.row_differences(before, [(f"Nyt{n}",) for n in range(2500)])} == {"gone", "new"}
    assert {row.how for row in text.row_differences(before, before[::-1])} == {"gone", "new"}
    assert {row.how for row in text.row_differences(before, before)} == {"same"}


def test_danish_order_puts_ae_oe_aa_last_and_double_a_with_them():
    names = ["Åse", "Zenia", "Ærø", "Øllgaard", "Anna", "Aase", "Vera"]
    assert sorted(names, key=text.sort_key) == ["Anna", "Vera", "Zenia", "Ærø", "Øllgaard", "Åse", "Aase"]


@given(st.integers(min_value=0, max_value=2**256 - 1))
def test_a_check_code_is_read_back_as_people_type_it(number):
    digest = f"{number:064x}"
    code = text.check_code(digest)
    assert text.read_check_code(f" {code.lower().replace('-', ' ')} ") == code
    assert digest.startswith(text.code_prefix(code))


@pytest.mark.parametrize("typed", ["", "7F3K", "7F3K-Q2MD-84T0", "7F3K-Q2MD-84TIX", "æøå", "7F3K-Q2MD-84TX-AAAA"])
def test_what_cannot_be_a_check_code_is_none(typed):
    assert text.read_check_code(typed) is None


def test_what_holds_an_emoji_together_is_kept_and_hides_nowhere_else():
    for emoji in ("👩\u200d👩\u200d👧", "❤\ufe0f", "1\ufe0f\u20e3", "🏳\ufe0f\u200d🌈", "👍🏽"):
        assert text.normalise(emoji) == emoji
    assert text.normalise("8\u200d timer\ufe0f") == "8 timer"
