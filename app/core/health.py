"""For those who run the site: does it live, is it ready, and what waits in its job table."""

from collections.abc import Iterator
from ipaddress import ip_address

from flask import Blueprint, Response, request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select, text
from werkzeug.exceptions import NotFound

from app.core import clock, events
from app.core.db import db
from app.core.jobs import Job
from app.core.pages import public

blueprint = Blueprint("health", __name__)


@blueprint.get("/livz")
@public
def livz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@public
def readyz() -> dict[str, str]:
    """The database answers and has its tables."""
    db.session.execute(text("SELECT 1 FROM network LIMIT 1"))
    return {"status": "ok"}


@blueprint.get("/metrics")
@public
def metrics() -> Response:
    """Prometheus text, for a caller on this machine only. Read from the database, so any process may answer."""
    # From outside, by a proxy on this machine.
    forwarded = any(name in request.headers for name in ("X-Forwarded-For", "X-Real-IP", "Forwarded"))
    if forwarded or not request.remote_addr or not ip_address(request.remote_addr).is_loopback:
        raise NotFound
    registry = CollectorRegistry()
    registry.register(_Figures())
    return Response(generate_latest(registry), mimetype="text/plain")


class _Figures(Collector):
    def collect(self) -> Iterator[Metric]:
        waiting = db.session.scalar(select(func.count()).where(Job.failed_at.is_(None)))
        oldest = db.session.scalar(select(func.min(Job.run_after)).where(Job.failed_at.is_(None)))
        failed = db.session.scalar(select(func.count()).where(Job.failed_at.is_not(None)))
        age = (clock.now() - oldest).total_seconds() if oldest else 0
        yield GaugeMetricFamily("netvaerk_jobs_waiting", "Jobs that wait or are being done", value=waiting or 0)
        yield GaugeMetricFamily("netvaerk_jobs_failed", "Jobs that were given up", value=failed or 0)
        yield GaugeMetricFamily(
            "netvaerk_jobs_oldest_seconds", "How long the oldest job has been due", value=max(age, 0)
        )
        yield GaugeMetricFamily("netvaerk_events", "Events in the audit chain", value=events.head()[0])
