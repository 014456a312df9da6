"""The web server's settings: `gunicorn --config python:app.web`."""

import gc
import sys
from typing import Any

wsgi_app = "app:create_app()"
worker_class = "gthread"
threads = 8
graceful_timeout = 10
loglevel = "warning"
control_socket_disable = True
forwarder_headers = ""
# Loaded once and then forked: a web process that dies is back at once. Nothing is connected before the fork.
preload_app = "--reload" not in sys.argv


def when_ready(_server: Any) -> None:
    """What is loaded now is there as long as the process: no request waits while it is looked through for garbage."""
    gc.collect()
    gc.freeze()
