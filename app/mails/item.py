"""One thing that a mail is about."""

from dataclasses import dataclass
from datetime import date

from app.core.calendar import Appointment


@dataclass(frozen=True)
class Item:
    """One thing: `reason` why it is told (a deadline is near or past, it is new, or it happened), `key` what makes it
    the same as yesterday. It holds no more of a text than its title and who."""

    reason: str
    key: str
    act: str
    title: str
    about: str
    text: str
    button: str
    address: str
    due: date | None = None
    behalf: str = ""
    is_own: bool = False  # the person did it themself
    more: tuple[tuple[str, str], ...] = ()  # what to read first: words and address
    appointment: Appointment | None = None  # goes with the mail, as a file for the calendar

    @property
    def of(self) -> str:
        """The key of what it reminds of, or its own."""
        return self.key.removesuffix(f":{self.reason}")

    @property
    def subject(self) -> str:
        return " ".join(f"{self.title}: {self.about}".split())
