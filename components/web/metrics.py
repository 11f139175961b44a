"""/metrics for Prometheus: how old the data are, how reads went, what is held and refused, who looks on.

There only where METRICS_TOKEN is set, for whoever brings it as a bearer token: behind a proxy every visitor comes from
this machine, so that no address is proof. Figures of the server alone; of the data only how many issues there are.
"""

import hmac
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.web.bounds import Visitors
from data import live
from data.model import Severity
from data.settings import chosen

if TYPE_CHECKING:
    from prometheus_client import Metric

ADDRESS = "/metrics"
_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_SEVERITIES = {Severity.NOTICE: "notice", Severity.REJECTED: "refused", Severity.HELD: "held"}


class Metrics:
    """The route; ``visitors`` counts the open sessions."""

    def __init__(self, visitors: Visitors) -> None:
        """Make the route of one server."""
        self._visitors = visitors
        self.routes = (Route(ADDRESS, self._answer),)

    async def _answer(self, request: Request) -> Response:
        secret = chosen().metrics_token
        if secret is None:
            return PlainTextResponse("404", 404, _HEADERS)
        kind, _, given = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), secret.encode()):
            return PlainTextResponse("401", 401, _HEADERS | {"WWW-Authenticate": "Bearer"})
        return await run_in_threadpool(self._written)

    def _written(self) -> Response:
        from prometheus_client import CollectorRegistry
        from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

        registry = CollectorRegistry()
        registry.register(self)
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST, headers=_HEADERS)

    def collect(self) -> "Iterator[Metric]":
        """Give every figure as it is now."""
        from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily

        current, now = live.current(), datetime.now(UTC)
        reads, failures = live.reads()
        waiting, unreached = live.unsent()
        if current.read_at:
            age = (now - current.read_at).total_seconds()
            yield GaugeMetricFamily("dashboard_data_age_seconds", "Seconds since the last good read", age)
        yield CounterMetricFamily("dashboard_reads", "Reads of the source since the start", reads)
        yield CounterMetricFamily("dashboard_read_failures", "Reads that failed since the start", failures)
        failing = float(current.failure is not None)
        yield GaugeMetricFamily("dashboard_source_failing", "1 while the source cannot be read", failing)
        yield GaugeMetricFamily("dashboard_tabs_held", "Tabs that are held", len(current.held))
        issues = GaugeMetricFamily("dashboard_issues", "Issues of the data shown", labels=["severity"])
        numbers = Counter(_SEVERITIES[issue.severity] for issue in current.issues)
        for severity in _SEVERITIES.values():
            issues.add_metric([severity], numbers[severity])
        yield issues
        yield GaugeMetricFamily("dashboard_sessions", "Pages open now", len(self._visitors))
        yield GaugeMetricFamily("dashboard_sessions_most", "Pages that may be open at once", self._visitors.most)
        yield GaugeMetricFamily("dashboard_snapshots_unkept", "Snapshots that the history has not taken", live.unkept())
        silent = live.unanswered()
        yield CounterMetricFamily(
            "dashboard_history_failures", "Times the history gave nothing since the start", silent
        )
        yield GaugeMetricFamily("dashboard_notices_waiting", "Matters that wait to be told", waiting)
        yield GaugeMetricFamily("dashboard_notice_channels_unreached", "Channels that refuse notices", unreached)
