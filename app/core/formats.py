"""Dates, times and deadlines as Danes read them on a page, with hard spaces where a line must not break."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime
from flask import Flask
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock

NBSP = "\u00a0"


def init_app(app: Flask) -> None:
    app.add_template_filter(date_long)
    app.add_template_filter(date_full)
    app.add_template_filter(date_short)
    app.add_template_filter(weekday)
    app.add_template_filter(moment)
    app.add_template_filter(time)
    app.add_template_filter(iso)
    app.add_template_filter(deadline)
    app.add_template_filter(counted)
    app.add_template_filter(lower_first)
    app.add_template_filter(capital_first)
    app.add_template_filter(listed)


def _day(when: date | datetime) -> date:
    return when.astimezone(clock.COPENHAGEN).date() if isinstance(when, datetime) else when


def date_long(when: date | datetime) -> str:
    """13. november; with its year when that is another than this."""
    day = _day(when)
    pattern = "d. MMMM" if day.year == clock.today().year else "d. MMMM y"
    return str(format_date(day, pattern, "da")).replace(" ", NBSP)


def date_full(when: date | datetime) -> str:
    """13. november 2026: where the date proves something."""
    return str(format_date(_day(when), "d. MMMM y", "da")).replace(" ", NBSP)


def date_short(day: date) -> str:
    """16. feb. 2027: where there is little room."""
    pattern = "d. MMM" if day.year == clock.today().year else "d. MMM y"
    return str(format_date(day, pattern, "da")).replace(" ", NBSP)


def weekday(day: date) -> str:
    """tirsdag"""
    return str(format_date(day, "EEEE", "da"))


def time(when: datetime) -> str:
    """kl. 14.03"""
    return f"kl.{NBSP}{format_datetime(when.astimezone(clock.COPENHAGEN), 'H.mm', locale='da')}"


def moment(when: datetime) -> str:
    """13. november kl. 14.03, or i dag kl. 14.03."""
    day = _("today") if _day(when) == clock.today() else date_long(when)
    return f"{day.replace(' ', NBSP)} {time(when)}"


def iso(when: date | datetime) -> str:
    """For <time datetime>."""
    return when.isoformat(timespec="seconds") if isinstance(when, datetime) else when.isoformat()


def deadline(day: date) -> tuple[str, str, str]:
    """A deadline as (words, the day beneath them, tone): ("9 dage over fristen", "tirsdag 3. nov.", "late")."""
    left = (day - clock.today()).days
    beneath = str(format_date(day, "EEEE d. MMM", "da")).replace(" ", NBSP)
    if left < 0:
        return ngettext("%(num)s day over", "%(num)s days over", -left), beneath, "late"
    if left <= 1:
        return (_("Tomorrow") if left else _("Today")), beneath, "" if left else "soon"
    short = str(format_date(day, "d. MMM", "da")).replace(" ", NBSP)
    return short, weekday(day), ""


def genitive(name: str) -> str:
    """Birgittes, Jens’: the apostrophe after s, x and z."""
    return f"{name}’" if name[-1:].lower() in "sxz" else f"{name}s"


WORDS = ("ingen", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")


def counted(number: int) -> str:
    """Numbers up to ten as words, as in a sentence: to, tre … 11."""
    return WORDS[number] if number < len(WORDS) else str(number)


def lower_first(text: str) -> str:
    """As it reads after a comma; an abbreviation keeps its capitals: SSP-konsulent."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def capital_first(text: str) -> str:
    """As it begins a line."""
    return text[:1].upper() + text[1:]


def listed(names: list[str]) -> str:
    """A, B og C"""
    joint = _("and")
    return f"{', '.join(names[:-1])} {joint} {names[-1]}" if len(names) > 1 else "".join(names)
