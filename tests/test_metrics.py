"""/metrics: figures for whoever brings the token, nothing for anybody else, and no word of the data."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.types import Message

from components.web.bounds import Visitors
from components.web.metrics import ADDRESS, Metrics
from data import live
from data.live.refresher import Current
from data.model import Hold, Issue, Severity
from tests.helpers import finished

TOKEN = "a token that nobody guesses"


Ask = Callable[..., tuple[int, str, dict[str, str]]]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    then = datetime.now(UTC) - timedelta(minutes=3)
    refused = Issue("Izpildes gaita", 2, "Datums", "date_several", Severity.REJECTED, "Anna Ozola", "B2")
    held = Hold("decisions", "guard_vanished", then, "")
    current = Current(live.embedded().snapshot, (refused,), "Plāns", read_at=then, held=(held,))
    monkeypatch.setattr(live, "current", lambda: current)
    monkeypatch.setattr(live, "reads", lambda: (7, 2))
    visitors = Visitors(300)
    visitors.enter("192.0.2.1")
    application = Starlette(routes=list(Metrics(visitors).routes))

    def asked(given: str | None = None) -> tuple[int, str, dict[str, str]]:
        said: list[Message] = []

        async def send(message: Message) -> None:
            said.append(message)

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        headers = [(b"authorization", given.encode())] if given is not None else []
        scope = {"type": "http", "path": ADDRESS, "method": "GET", "headers": headers, "query_string": b""}
        finished(application(scope, receive, send))
        answered = {name.decode(): value.decode() for name, value in said[0]["headers"]}
        return said[0]["status"], b"".join(part["body"] for part in said[1:]).decode(), answered

    return asked


def test_without_a_token_there_is_no_such_page(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("METRICS_TOKEN", raising=False)
    assert ask()[0] == ask("Bearer ")[0] == 404


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer x", f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
def test_whoever_lacks_it_learns_nothing(ask: Ask, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("METRICS_TOKEN", TOKEN)
    assert ask(given)[:2] == (401, "401")


def test_the_figures_are_those_of_the_server(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METRICS_TOKEN", TOKEN)
    status, text, headers = ask(f"Bearer {TOKEN}")
    assert status == 200
    assert headers["cache-control"] == "no-store"
    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert 180 <= found.pop(("dashboard_data_age_seconds",)) < 400
    found.pop(("dashboard_history_unread",))
    assert found == {
        ("dashboard_reads_total",): 7,
        ("dashboard_read_failures_total",): 2,
        ("dashboard_source_failing",): 0,
        ("dashboard_tabs_held",): 1,
        ("dashboard_issues", "notice"): 0,
        ("dashboard_issues", "refused"): 1,
        ("dashboard_issues", "held"): 0,
        ("dashboard_sessions",): 1,
        ("dashboard_sessions_most",): 300,
        ("dashboard_snapshots_unkept",): 0,
        ("dashboard_notices_waiting",): 0,
        ("dashboard_notice_channels_unreached",): 0,
    }
    assert not re.search("Ozola|Plāns|Izpildes", text)
