"""The web server's settings: `gunicorn --config python:app.web`."""

import gc
from typing import Any

wsgi_app = "app:create_app()"
worker_class = "gthread"
threads = 8
graceful_timeout = 10
loglevel = "warning"
control_socket_disable = True
forwarder_headers = ""


def post_worker_init(_worker: Any) -> None:
    """What the site is made of is never thrown away: the collector need not go through it in the middle of a page."""
    gc.collect()
    gc.freeze()
