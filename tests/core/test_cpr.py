"""A CPR number is found however it is written, and ordinary numbers are left alone."""

import pytest

from app.core.forms import _holds_cpr


@pytest.mark.parametrize(
    "typed",
    [
        *(
            f"010190{parting}1234"
            for parting in ("", "-", " ", "–", "—", "\u2212", "\u2012", "\u2015", "·", "_", ":", ",")
        ),
        *("010190 (1234)", "01-01-1990-1234", "01.01.1990 - 1234", "01.01.90-1234", "010190 -\n 1234", "610190-1234"),
        *("01 01 90 12 34", "0 1 0 1 9 0 1 2 3 4", "⁰¹⁰¹⁹⁰-¹²³⁴", "٠١٠١٩٠-١٢٣٤", "010119901234"),
    ],
)
def test_a_cpr_number_is_found_however_it_is_parted(typed):
    assert _holds_cpr(typed)
    assert _holds_cpr(f"Ring til Peter ({typed}).")


@pytest.mark.parametrize(
    "typed",
    [
        *("01.02.2027 kl. 09.30", "01.02.27 0930", "1/2/2027 1500", "43 68 68 68", "+45 12 11 22 33 44", "26-1207"),
        *(
            "1.250.000 kr.",
            "den 01.02.2027: 1250 kroner",
            "01.02.2027-31.12.2027",
            "NK-2026-014-1",
            "12.02.27, 1250 kr.",
        ),
    ],
)
def test_ordinary_numbers_are_no_cpr_number(typed):
    assert not _holds_cpr(typed)
    assert not _holds_cpr(f"Det er {typed} i dag")
