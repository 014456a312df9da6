"""Static files under an address that holds the hash of all of them: cached for ever, and never stale."""

import hashlib
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

PACKED = (".br", ".gz")
FOLDER = Path(__file__).resolve().parent.parent / "static"


def init_app(app: Flask) -> None:
    """Serve app/static, and give templates `asset(path)`."""
    prefix = f"static/{_digest()}/"
    served = WhiteNoise(
        app.wsgi_app,
        root=str(FOLDER),
        prefix=prefix,
        immutable_file_test=lambda path, url: True,
        allow_all_origins=False,
        add_headers_function=lambda headers, path, url: headers.add_header("X-Content-Type-Options", "nosniff"),
    )
    app.wsgi_app = served  # type: ignore[method-assign]  # where Flask wants middleware

    def asset(path: str) -> str:
        if not (FOLDER / path).is_file():
            raise FileNotFoundError(path)
        return f"/{prefix}{path}"

    app.jinja_env.globals["asset"] = asset


def pack() -> None:
    """Make the packed twins (.br, .gz) of what has changed, small enough for a phone; older twins go first, since a
    stale one would be served under the new address."""
    compressor = Compressor(quiet=True)
    for path in FOLDER.rglob("*"):
        if path.suffix not in (".css", ".js", ".svg"):
            continue
        twins = [twin for suffix in PACKED if (twin := path.with_name(path.name + suffix)).exists()]
        if not twins or any(twin.stat().st_mtime < path.stat().st_mtime for twin in twins):
            for twin in twins:
                twin.unlink()
            compressor.compress(str(path))


def _digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file() and path.suffix not in PACKED:
            digest.update(path.relative_to(FOLDER).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
