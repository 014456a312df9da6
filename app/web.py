"""The web server's settings: `gunicorn --config python:app.web`."""

wsgi_app = "app:create_app()"
worker_class = "gthread"
threads = 8
graceful_timeout = 10
loglevel = "warning"
control_socket_disable = True
forwarder_headers = ""
