"""A real mail server of the tests' own, which keeps what it was given and can be told to refuse."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.support.postgres import free_port


@dataclass
class MailServer:
    """`letters` is what arrived; `answers` what it says to the next ones instead of taking them ("" takes one)."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def to(self) -> list[str]:
        """Whom the letters are for, in order."""
        return [recipient for _sender, recipients in self.envelopes for recipient in recipients]

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        said = self.answers.pop(0) if self.answers else ""
        if said:
            return said
        letter: Any = message_from_bytes(envelope.content or b"", policy=default)  # type: ignore[arg-type]
        self.letters.append(letter)
        self.envelopes.append((envelope.mail_from or "", list(envelope.rcpt_tos)))
        return "250 OK"


def part(letter: EmailMessage, kind: str) -> str:
    """What the letter says as plain text, or as html."""
    found = letter.get_body((kind,))
    assert found is not None
    words: str = found.get_content()
    return words.replace("\xa0", " ")


@contextmanager
def mail_server() -> Iterator[MailServer]:
    server = MailServer(free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port, ready_timeout=60)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
