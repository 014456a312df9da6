"""A message is given to the mail server. The line to it is encrypted where the server offers it; a password is never
sent on one that is not, but to the machine itself."""

import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import SplitResult, unquote, urlsplit

SECONDS = 20.0
PORTS = {"smtp": 25, "smtps": 465}
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Later(Exception):
    """The server cannot be reached, or cannot take it now."""


class Refused(Exception):
    """The server will never take it."""


class Unknown(Exception):
    """The line fell out while the server was given it: it may have it, or not."""


def check(url: str) -> None:
    """Refuse, when the site starts, an address that no mail server can have."""
    where = urlsplit(url)
    if where.scheme not in PORTS or not where.hostname:
        raise ValueError("NETVAERK_SMTP_URL: skriv smtp://navn:kode@server:port eller smtps://…")


def deliver(url: str, message: EmailMessage, handing_over: Callable[[], None]) -> None:
    """Give the message to the server at `url`. `handing_over` is called when all is agreed and only the content is left
    to send."""
    content = message.as_bytes(policy=SMTP)
    sender, to = (message[name].addresses[0].addr_spec for name in ("From", "To"))
    if not (sender + to).isascii():
        raise Refused("Mailadressen har bogstaver, som mailservere ikke kender")
    try:
        server = _open(urlsplit(url))
    except (OSError, smtplib.SMTPException) as error:
        raise Later(_said(error)) from error
    try:
        _agree(server, sender, to)
        handing_over()
        _hand(server, content)
    finally:
        server.close()


def _open(where: SplitResult) -> smtplib.SMTP:
    host, port = where.hostname or "", where.port or PORTS[where.scheme]
    context, is_safe = ssl.create_default_context(), where.scheme == "smtps"
    if is_safe:
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=SECONDS)
    try:
        server.ehlo()
        if not is_safe and server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
            is_safe = True
        if where.username:
            if not is_safe and host not in LOOPBACK:
                raise smtplib.SMTPNotSupportedError("uden kryptering bliver adgangskoden ikke sendt")
            server.login(unquote(where.username), unquote(where.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def _agree(server: smtplib.SMTP, sender: str, to: str) -> None:
    try:
        for code, said in (server.mail(sender), server.rcpt(to)):
            _require(code, said)
    except (OSError, smtplib.SMTPException) as error:
        raise Later(_said(error)) from error


def _hand(server: smtplib.SMTP, content: bytes) -> None:
    try:
        code, said = server.data(content)
    except smtplib.SMTPDataError as error:  # before anything was sent
        _require(error.smtp_code, error.smtp_error)
        raise Later(_said(error)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unknown(_said(error)) from error
    _require(code, said)
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):  # it has the mail
        return


def _require(code: int, said: bytes | str) -> None:
    if code >= 400:
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        raise (Refused if code >= 500 else Later)(f"{code} {words}"[:500])


def _said(error: Exception) -> str:
    return (str(error) or type(error).__name__)[:500]
