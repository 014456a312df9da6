"""What a person signs in with. Of passwords and links only hashes are kept."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base
from app.people.models import Person


class Credential(Base):
    """A person's password, as argon2 keeps it."""

    __tablename__ = "credential"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    password: Mapped[str] = mapped_column(String(255))
    set_at: Mapped[datetime]


class PasswordLink(Base):
    """A link by which one person sets a password once: made by the office, or for the first administrator."""

    __tablename__ = "password_link"
    __table_args__ = (CheckConstraint("(purpose = 'invite') = (by_id IS NOT NULL)", "by"),)
    token_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(16))  # invite, first
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class Attempt(Base):
    """That somebody tried to sign in and has not succeeded: a trace, forgotten after a day. `key` is the hash of the
    mail address or of the network address."""

    __tablename__ = "sign_in_attempt"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
