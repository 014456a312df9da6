"""The log of mails, and what each person has been told of. Neither holds what people wrote."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base
from app.people.models import Person

# waiting: to be sent · handing_over: the server is being given it · sent: the server has it · unknown: the process was
# killed, or the line fell out, while the server was given it · unsent: there is no server · overtaken: what it was
# about had been done, or nobody could be written to · failed: the server will not have it, or was away for hours
STATES = ("waiting", "handing_over", "sent", "unknown", "unsent", "overtaken", "failed")


class Mail(Base):
    """A mail to a person. `kind` names its templates, `about` is its subject, `items` the keys of what it tells of:
    the words are made when it is sent, of what then still waits. `key` makes it single."""

    __tablename__ = "mail"
    __table_args__ = (CheckConstraint(f"state IN {STATES}", "state"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    about: Mapped[str] = mapped_column(String(400))
    items: Mapped[list[str]] = mapped_column(JSON)
    token: Mapped[str] = mapped_column(String(32))  # of its Message-ID
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)  # what the mail server said
    person: Mapped[Person] = relationship()


class Told(Base):
    """That a person has been written to about something: its key is theirs and the thing's."""

    __tablename__ = "told"
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"), index=True)
