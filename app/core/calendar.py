"""An appointment as a calendar file (RFC 5545): a calendar program puts it in, moves it, and takes it out again."""

from dataclasses import dataclass
from datetime import UTC, datetime

import icalendar

MIMETYPE = "text/calendar"


@dataclass(frozen=True)
class Appointment:
    """`uid` makes it the same appointment in every file; the one with the highest `sequence` counts. `at` is when it
    was arranged so. All moments are aware."""

    uid: str
    sequence: int
    at: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str
    description: str
    url: str
    is_private: bool = False
    is_cancelled: bool = False

    @property
    def method(self) -> str:
        """What the file does in a calendar (RFC 5546). Nobody is asked to answer it."""
        return "CANCEL" if self.is_cancelled else "PUBLISH"

    def file(self) -> bytes:
        """The calendar file, with one event in it, in UTC: a calendar shows it in its reader's own time."""
        event = icalendar.Event()
        told = {
            "uid": self.uid,
            "sequence": self.sequence,
            "dtstamp": self.at.astimezone(UTC),
            "dtstart": self.starts_at.astimezone(UTC),
            "dtend": self.ends_at.astimezone(UTC),
            "summary": self.summary,
            "location": self.place,
            "description": self.description,
            "url": self.url,
            "class": "PRIVATE" if self.is_private else "PUBLIC",
            "status": "CANCELLED" if self.is_cancelled else "CONFIRMED",
        }
        for name, value in told.items():
            if value != "":
                event.add(name, value)
        calendar = icalendar.Calendar()
        for name, value in {"prodid": "-//Netværk//da", "version": "2.0", "method": self.method}.items():
            calendar.add(name, value)
        calendar.add_component(event)
        made: bytes = calendar.to_ical()
        return made
