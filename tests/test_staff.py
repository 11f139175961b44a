"""Causes, accounts and paths are for those who run the dashboard, behind a token, and for nobody else."""

import logging
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette

from components.web import staff
from data import live
from data.live.refresher import Current
from data.model import Hold, Issue, Severity
from tests.asgi import ask as ask_of

TOKEN = "a token that nobody guesses"
ACCOUNT = "reader@plan-123.iam.gserviceaccount.com"
WHEN = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _failing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    failure = Issue(None, None, None, "google_not_shared", Severity.HELD, "Plāns", args=(("account", ACCOUNT),))
    own = live.embedded()
    hold = Hold("decisions", "guard_vanished", WHEN, "")
    current = Current(own.snapshot, own.issues, "Plāns", failure, WHEN, WHEN, WHEN, (hold,))
    monkeypatch.setattr(live, "current", lambda: current)
    monkeypatch.setenv("HISTORY_URL", f"sqlite:///{tmp_path / 'h.sqlite3'}")
    live.archive.cache_clear()
    yield
    live.archive.cache_clear()


def ask(header: str | None = None, query: str = "") -> tuple[int, str, dict[str, str]]:
    headers = {} if header is None else {"Authorization": header}
    got = ask_of(Starlette(routes=list(staff.ROUTES)), f"{staff.ADDRESS}?{query}", headers=headers)
    return got.status, got.text, dict(got.headers)


def password(text: str, name: str = "anybody") -> str:
    return f"Basic {b64encode(f'{name}:{text}'.encode()).decode()}"


def test_with_the_token_everything_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAFF_TOKEN", TOKEN)
    status, said, headers = ask(password(TOKEN), "lang=en")
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert ACCOUNT in said
    assert "(google_not_shared)" in said
    assert "Held since 26 November 2026, 11:00: Lēmumi (guard_vanished)" in said
    assert "The history contains 0 reads." in said
    assert "Kas nav kārtībā" in ask(password(TOKEN))[1]


@pytest.mark.parametrize(
    "header",
    [None, "", "Basic", "Basic x", "Basic é", "Bearer " + TOKEN, password(""), password("wrong"), password(TOKEN[:-1]),
     password(TOKEN + "x"), "Basic " + b64encode(b"\xff\xfe").decode(), "Basic " + "A" * 5000],
)  # fmt: skip
def test_without_it_nothing_is_said(header: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAFF_TOKEN", TOKEN)
    status, said, headers = ask(header)
    assert (status, said) == (401, "401")
    assert headers["www-authenticate"].startswith("Basic ")


@pytest.mark.parametrize("own", ["", "short"])
def test_where_no_token_is_set_or_one_that_can_be_guessed_there_is_no_such_page(
    own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAFF_TOKEN", own)
    assert ask()[0] == ask(password(own))[0] == ask(password(TOKEN))[0] == 404


def test_a_wrong_token_is_in_the_log_without_its_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("STAFF_TOKEN", TOKEN)
    with caplog.at_level(logging.WARNING):
        ask(password("my guess"))
    assert len(caplog.messages) == 1
    assert "guess" not in caplog.messages[0]
