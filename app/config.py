"""Settings: one frozen object, read once from the environment and from instance/config.env (the environment wins)."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """What an installation decides for itself. See docs/operation.md for the meaning of each variable."""

    instance: Path
    secret_key: str
    database_url: str
    base_url: str
    demo: bool = False
    municipality: str = "Albertslund Kommune"
    office_name: str = "Sekretariat for Netværksstrukturen"
    office_mail: str = "netvaerk@example.dk"
    smtp_url: str = ""  # empty: mails are kept in the log and not sent
    mail_from: str = ""  # empty: the office's own address
    accessibility_url: str = ""
    accent: str = "#1d4d3e"
    port: int = 5000
    web_processes: int = 2
    proxies: int = 0

    @property
    def secure(self) -> bool:
        """Whether people reach the site over HTTPS; cookies are then only sent that way."""
        return urlsplit(self.base_url).scheme == "https"

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).hostname or "127.0.0.1"

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from NETVAERK_* variables. Creates the instance folder and, on the first start, its secret key."""
    instance = instance_folder(environ)
    instance.mkdir(parents=True, exist_ok=True)
    values = _config_file(instance / "config.env") | dict(environ)
    port = int(values.get("PORT") or Settings.port)
    return Settings(
        instance=instance,
        secret_key=values.get("NETVAERK_SECRET_KEY") or _kept_secret(instance / "secret-key"),
        database_url=values.get("NETVAERK_DATABASE_URL") or f"sqlite:///{instance / 'netvaerk.db'}",
        base_url=(values.get("NETVAERK_BASE_URL") or f"http://127.0.0.1:{port}").rstrip("/"),
        demo=values.get("NETVAERK_DEMO", "0") == "1",
        municipality=values.get("NETVAERK_MUNICIPALITY") or Settings.municipality,
        office_name=values.get("NETVAERK_OFFICE_NAME") or Settings.office_name,
        office_mail=values.get("NETVAERK_OFFICE_MAIL") or Settings.office_mail,
        smtp_url=values.get("NETVAERK_SMTP_URL") or "",
        mail_from=values.get("NETVAERK_MAIL_FROM") or "",
        accessibility_url=values.get("NETVAERK_ACCESSIBILITY_URL") or "",
        accent=values.get("NETVAERK_ACCENT") or Settings.accent,
        port=port,
        web_processes=int(values.get("WEB_CONCURRENCY") or Settings.web_processes),
        proxies=int(values.get("NETVAERK_PROXIES") or Settings.proxies),
    )


def begin_as_demo(instance: Path) -> None:
    """`make run` on a machine without an installation begins a demo; who has set anything up is left alone."""
    instance.mkdir(parents=True, exist_ok=True)
    is_begun = any((instance / name).exists() for name in ("config.env", "netvaerk.db"))
    if not is_begun and not {"NETVAERK_DEMO", "NETVAERK_DATABASE_URL", "NETVAERK_BASE_URL"} & set(os.environ):
        (instance / "config.env").write_text("NETVAERK_DEMO=1\n", "utf-8")


def instance_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where this installation keeps what is its own."""
    return Path(environ.get("NETVAERK_INSTANCE") or ROOT / "instance").resolve()


def _config_file(path: Path) -> dict[str, str]:
    """KEY=VALUE lines; blank lines and # comments are passed over."""
    if not path.exists():
        return {}
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {key.strip(): value.strip().strip('"') for key, _, value in pairs}


def _kept_secret(path: Path) -> str:
    """The installation's own key: made once, readable by its owner alone. Exclusive creation settles a race of two."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("utf-8").strip()
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(key := secrets.token_urlsafe(48))
    return key
