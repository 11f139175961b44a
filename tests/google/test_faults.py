"""What a bad day gives: every fault of access by its own code, few tries, a deadline that holds, and no secret said."""

import itertools
import json
import logging
import ssl
import threading
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from data.intake.issues import SEVERITIES, TEXTS, describe
from data.live import source_issue
from data.sources import TRANSIENT, SourceError, open_source
from data.sources.connection import TRIES, SourceConnection, is_safe
from data.sources.google.sheet import GoogleSheets
from data.words import LANGUAGES, words
from tests.google.server import ACCOUNT, FAULTS, SPREADSHEET, TOKEN_FAULTS, FakeGoogle, from_grids


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.time, self.slept = 0.0, list[float]()

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def until(stuck: threading.Event) -> SourceConnection:
    """A line whose time is up when the other side is stuck, at once."""
    clock = Clock()

    class Alarm(threading.Timer):
        def run(self) -> None:
            while not self.finished.wait(0.005):
                if stuck.is_set():
                    stuck.clear()
                    self.finished.set()
                    clock.time += self.interval
                    self.function()

    return SourceConnection(30, clock, clock.sleep, Alarm)


def sheet(google: FakeGoogle, clock: Clock | None = None, seconds: float = 30.0) -> GoogleSheets:
    clock = clock or Clock()
    return GoogleSheets(SPREADSHEET, google.origin, SourceConnection(seconds, clock, clock.sleep))


def fault(source: Any) -> SourceError:
    with pytest.raises(SourceError) as caught:
        source.read()
    return caught.value


# Every fault has its code, and is tried as often as it is worth

WHOLE = {
    "not_shared": ("google_not_shared", 1),
    "api_off": ("google_api_off", 1),
    "scope": ("google_scope_missing", 1),
    "wrong_id": ("google_wrong_id", 1),
    "not_converted": ("google_not_converted", 1),
    "bad_request": ("google_odd_answer", 3),
    "expired": ("google_key_refused", 2),
    "quota": ("google_quota", 3),
    "500": ("google_fault", 3),
    "503": ("google_fault", 3),
    "html502": ("google_fault", 3),
    "html200": ("google_odd_answer", 3),
    "html403": ("google_odd_answer", 3),
    "html404": ("google_odd_answer", 3),
    "letters": ("google_odd_answer", 3),
    "deep": ("google_odd_answer", 3),
    "deep403": ("google_odd_answer", 3),
    "odd_merge": ("google_odd_answer", 3),
    "endless_grid": ("google_odd_answer", 3),
    "words_for_error": ("google_odd_answer", 3),
    "redirect": ("google_odd_answer", 3),
    "list": ("google_odd_answer", 3),
    "other_shape": ("google_odd_answer", 3),
    "too_few": ("google_odd_answer", 3),
    "broken_json": ("network_cut", 3),
    "cut": ("network_cut", 3),
    "refuse": ("network_failed", 3),
}


def test_every_fault_of_the_server_is_tried() -> None:
    assert set(FAULTS) | {"cut", "refuse"} == set(WHOLE)


@pytest.mark.parametrize("first", [0, 1, 2])
@pytest.mark.parametrize("name", WHOLE)
def test_a_fault_has_its_code_and_its_number_of_tries(google: FakeGoogle, name: str, first: int) -> None:
    code, tries = WHOLE[name]
    google.fail(name, first)
    found = fault(sheet(google))
    assert (found.code, len(google.requests)) == (code, first + tries)
    assert found.transient == (tries == TRIES)


@pytest.mark.parametrize("name", [name for name, (_, tries) in WHOLE.items() if tries == TRIES])
def test_a_fault_that_passes_is_outlived(google: FakeGoogle, name: str) -> None:
    google.fail(name, first=1, times=2)
    assert sheet(google).read().tabs
    assert len(google.requests) == 5


def test_tries_are_counted_over_the_whole_read(google: FakeGoogle) -> None:
    """Otherwise three requests with three tries each could ask nine times a minute."""
    weather = {0: "500", 1: None, 2: "503", 3: None, 4: "500"}
    google.before = lambda number: google.fail(weather.get(number))
    assert fault(sheet(google)).code == "google_fault"
    assert len(google.requests) == 5


def test_after_a_fault_the_next_read_starts_afresh(google: FakeGoogle) -> None:
    source = sheet(google)
    for name in ("500", "not_shared", "cut"):
        google.fail(name)
        fault(source)
        google.fail(None)
        assert source.read().tabs


def test_who_to_share_with_is_said(google: FakeGoogle) -> None:
    google.fail("not_shared")
    found = fault(sheet(google))
    assert found.args_by_name == {"account": ACCOUNT}
    assert ACCOUNT in describe(source_issue(found), words("lv"))


OLD = "The caller does not have permission"


@pytest.mark.parametrize(
    ("status", "message", "older", "newer", "code"),
    [
        (403, "Rate Limit Exceeded", "rateLimitExceeded", None, "google_quota"),
        (403, "User Rate Limit Exceeded", "userRateLimitExceeded", None, "google_quota"),
        (403, "Daily Limit Exceeded", "dailyLimitExceeded", None, "google_quota"),
        (403, "Daily Limit Exceeded", None, None, "google_quota"),
        (403, OLD, None, "RATE_LIMIT_EXCEEDED", "google_quota"),
        (403, "Quota exceeded for quota group", "forbidden", None, "google_quota"),
        (403, "Access Not Configured. Sheets API has not been used", "accessNotConfigured", None, "google_api_off"),
        (403, "Sheets API has not been used in project 5 before", None, None, "google_api_off"),
        (403, OLD, "forbidden", "SERVICE_DISABLED", "google_api_off"),
        (403, "This API method requires billing to be enabled", None, None, "google_billing"),
        (403, OLD, None, "BILLING_DISABLED", "google_billing"),
        (403, OLD, None, "CONSUMER_INVALID", "google_project"),
        (403, "Consumer 'project:5' has been suspended.", None, None, "google_project"),
        (403, OLD, None, "CONSUMER_SUSPENDED", "google_project"),
        (403, "Caller does not have permission to use project x", None, "USER_PROJECT_DENIED", "google_project"),
        (401, "The account is disabled", None, "ACCOUNT_STATE_INVALID", "google_project"),
        (403, "Request is prohibited by organization's policy", "forbidden", None, "google_policy"),
        (403, OLD, None, "SECURITY_POLICY_VIOLATED", "google_policy"),
        (403, "The domain policy has disabled the app", "domainPolicy", None, "google_policy"),
        (403, "Insufficient Permission", "insufficientPermissions", None, "google_scope_missing"),
        (403, "The user has no sufficient permissions", "insufficientFilePermissions", None, "google_not_shared"),
        (403, OLD, "forbidden", None, "google_not_shared"),
        (403, OLD, None, "SOMETHING_NEW", "google_forbidden"),
        (401, "Invalid Credentials", "authError", None, "google_key_refused"),
        (401, "Request is missing required authentication", "required", "CREDENTIALS_MISSING", "google_odd_answer"),
    ],
)  # fmt: skip
def test_a_refusal_is_told_by_its_reason(
    google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, status: int, message: str, older: Any, newer: Any, code: str
) -> None:
    error: dict[str, Any] = {"code": status, "message": message, "status": "PERMISSION_DENIED"}
    if older:
        error["errors"] = [{"domain": "usageLimits", "reason": older, "message": message}]
    if newer:
        error["details"] = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": newer}, {"other": 1}]
    monkeypatch.setattr("tests.google.server.FAULTS", {"refusal": (status, {"error": error})})
    google.fail("refusal")
    found = fault(sheet(google))
    assert found.code == code
    for language in LANGUAGES:
        text = describe(source_issue(found), words(language))
        assert "{" not in text
        assert (code != "google_forbidden") or "SOMETHING_NEW" in text
    assert len(google.requests) == (
        3 if code == "google_quota" else 6 if found.transient else 2 if status == 401 else 1
    )


# Waiting


@pytest.mark.parametrize(("name", "limits"), [("500", [1, 4]), ("quota", [4, 15]), ("cut", [1, 4])])
def test_waits_are_left_to_chance_below_a_limit(
    google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, name: str, limits: list[float]
) -> None:
    asked: list[tuple[float, float]] = []

    def longest(low: float, high: float) -> float:
        asked.append((low, high))
        return high

    monkeypatch.setattr("random.uniform", longest)
    clock = Clock()
    google.fail(name)
    fault(sheet(google, clock))
    assert asked == [(0, limit) for limit in limits]
    assert clock.slept == limits


def test_no_wait_reaches_past_the_deadline(google: FakeGoogle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("random.uniform", lambda _, high: high)
    clock = Clock()
    google.fail("quota")
    assert fault(sheet(google, clock, seconds=10)).code == "google_quota"
    assert clock.slept == [4]
    assert len(google.requests) == 2


def test_who_asks_to_be_left_alone_is(google: FakeGoogle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("random.uniform", lambda low, _: low)
    google.headers = {"Retry-After": "7"}
    clock = Clock()
    google.fail("503", times=2)
    assert sheet(google, clock).read().tabs
    assert clock.slept == [7, 7]


@pytest.mark.parametrize("name", ["quota", "503"])
def test_a_date_counts_by_the_clock_of_who_names_it(
    google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("random.uniform", lambda low, _: low)
    google.headers = {"Date": "Tue, 01 Dec 2026 10:00:00 GMT", "Retry-After": "Tue, 01 Dec 2026 10:00:12 GMT"}
    clock = Clock()
    google.fail(name, times=1)
    assert sheet(google, clock).read().tabs
    assert clock.slept == [12]


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("3600", 3600.0),
        ("31", 31.0),
        ("0", 0.0),
        ("-5", 0.0),
        ("soon", 0.0),
        ("9" * 5000, 999_999_999.0),
        ("Tue, 01 Dec 2026 11:00:00 GMT", 3600.0),
        ("Tue, 01 Dec 2026 09:00:00 GMT", 0.0),
        ("Tue, 01 Dec 99999 09:00:00 GMT", 0.0),
    ],
)
def test_what_is_asked_past_the_deadline_ends_the_read_and_is_passed_on(
    google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, asked: str, seconds: float
) -> None:
    monkeypatch.setattr("random.uniform", lambda low, _: low)
    google.headers = {"Date": "Tue, 01 Dec 2026 10:00:00 GMT", "Retry-After": asked}
    google.fail("503")
    clock = Clock()
    assert fault(sheet(google, clock)).retry_after == seconds
    assert len(google.requests) == (1 if seconds > 30 else 3)


def test_at_the_sign_in_too(google: FakeGoogle) -> None:
    google.headers = {"Retry-After": "90"}
    google.token_fault = "html502"
    assert (fault(sheet(google)).retry_after, google.token_requests) == (90.0, 1)


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("Tue, 01 Dec 2026 10:00:00", 2026),
        ("Tue, 01 Dec 2026 10:00:00 -0000", 2026),
        ("Tue, 01 Dec 2026 10:00:00 +0200", 2026),
        ("Tue, 01 Dec 99999999999 10:00:00 GMT", None),
        ("Tue, 01 Dec 9999 10:00:00 GMT", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("now", None),
        ("", None),
    ],
)
def test_a_date_is_a_moment_or_nothing(google: FakeGoogle, said: str, year: int | None) -> None:
    google.headers = {"Date": said}
    source = sheet(google)
    assert source.read().tabs
    assert (source.answered_at and (source.answered_at.year, source.answered_at.utcoffset() is not None)) == (
        year and (year, True)
    )


# The deadline


def test_a_body_that_drips_is_given_up_at_the_deadline_of_the_clock(google: FakeGoogle) -> None:
    ticks = itertools.count()
    source = GoogleSheets(SPREADSHEET, google.origin, SourceConnection(30, lambda: float(next(ticks)), lambda _: None))
    google.fail("drip")
    found = fault(source)
    assert (found.code, found.args_by_name) == ("network_slow", {"limit": "30"})
    assert len(google.requests) == 1
    assert next(ticks) < 40


@pytest.mark.parametrize("name", ["hang", "drip", "drip_head"])
def test_whatever_is_open_at_the_deadline_is_cut(google: FakeGoogle, name: str) -> None:
    """Each byte comes in time for the timeout of a read; no timeout would ever end this."""
    source = GoogleSheets(SPREADSHEET, google.origin, until(google.stuck))
    google.fail(name)
    assert fault(source).code == "network_slow"
    assert len(google.requests) == 1
    google.fail(None)
    assert source.read().tabs


def test_a_token_that_does_not_come_is_given_up_too(google: FakeGoogle, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: object) -> None:
        google.stuck.set()
        google.released.wait(20)

    monkeypatch.setattr(google, "sign_in", never)
    found = fault(GoogleSheets(SPREADSHEET, google.origin, until(google.stuck)))
    assert (found.code, found.args_by_name) == ("network_slow", {"limit": "30"})
    assert google.requests == []


def test_each_wait_for_bytes_is_bounded(google: FakeGoogle, monkeypatch: pytest.MonkeyPatch) -> None:
    source = sheet(google)
    seen: list[Any] = []
    ask = source._asker._connection.session.request

    def noted(*args: Any, **more: Any) -> Any:
        seen.append(more["timeout"])
        return ask(*args, **more)

    monkeypatch.setattr(source._asker._connection.session, "request", noted)
    source.read()
    assert seen == [(3.05, 10.0)] * 4, "the token and three requests"


def test_an_answer_without_end_is_not_taken_in(google: FakeGoogle, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted as it unfolds: zipped, this answer is small."""
    monkeypatch.setattr("data.sources.google.requests.MAX_ANSWER", 2_000_000)
    google.tabs = from_grids({"A": [["a" * 3_000_000]]})
    found = fault(sheet(google))
    assert (found.code, found.transient) == ("network_too_large", False)


# Signing in


SIGN_IN = {
    "revoked": ("google_key_refused", 1),
    "deleted": ("google_key_refused", 1),
    "iat": ("google_clock_wrong", 1),
    "other_reason": ("google_sign_in", 1),
    "failure": ("google_fault", 3),
    "unavailable": ("google_fault", 3),
    "408": ("google_fault", 3),
    "html502": ("google_fault", 3),
    "html200": ("google_odd_answer", 3),
    "html403": ("google_odd_answer", 3),
    "html404": ("google_odd_answer", 3),
    "redirect": ("google_odd_answer", 3),
    "cut": ("google_odd_answer", 3),
    "list": ("google_odd_answer", 3),
    "letters": ("google_odd_answer", 3),
    "letters403": ("google_odd_answer", 3),
    "deep": ("google_odd_answer", 3),
    "no_token": ("google_odd_answer", 3),
    "lifetime": ("google_odd_answer", 3),
    "endless": ("google_odd_answer", 3),
    "infinite": ("google_odd_answer", 3),
    "broken_token": ("google_odd_answer", 3),
}
"""What the sign-in answers, what it is told as, and how often it is tried."""


def test_every_fault_of_the_sign_in_is_tried() -> None:
    assert set(TOKEN_FAULTS) == set(SIGN_IN)


@pytest.mark.parametrize("name", SIGN_IN)
def test_a_sign_in_that_fails_has_its_code(google: FakeGoogle, name: str) -> None:
    google.token_fault = name
    source = sheet(google)
    found = fault(source)
    assert (found.code, google.token_requests) == SIGN_IN[name]
    assert google.requests == []
    google.token_fault = None
    assert source.read().tabs, "nothing of the fault is kept"


def test_a_token_that_broke_on_its_way_is_not_kept(google: FakeGoogle) -> None:
    source = sheet(google)
    google.token_fault = "broken_token"
    google.before_token = lambda number: setattr(google, "token_fault", "broken_token" if number == 1 else None)
    assert source.read().tabs
    assert google.token_requests == 2


def test_another_identity_that_gives_none_is_told_so(google: FakeGoogle, bare: Path) -> None:
    path = bare / "parbaude-atslega.json"
    content = {
        "type": "external_account",
        "audience": "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/x",
        "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
        "token_url": "https://sts.googleapis.com/v1/token",
        "credential_source": {"file": str(bare / "not-there")},
    }
    path.write_text(json.dumps(content), "utf-8")
    assert fault(sheet(google)).code == "google_identity"


@pytest.mark.parametrize("minutes", [-20, 20])
def test_a_clock_that_is_wrong_is_recognised(google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    ours = datetime.now(UTC).replace(tzinfo=None) + timedelta(minutes=minutes)
    monkeypatch.setattr("google.auth._helpers.utcnow", lambda: ours)
    source = sheet(google)
    assert fault(source).code == "google_clock_wrong"
    assert source.answered_at is not None
    assert abs(source.answered_at - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_key_that_was_replaced_is_taken_up(google: FakeGoogle, bare: Path) -> None:
    source = sheet(google)
    google.token_fault = "revoked"
    path = bare / "parbaude-atslega.json"
    fault(source)
    google.token_fault = None
    path.write_text("{}", "utf-8")
    assert fault(source).code == "google_key_incomplete"
    path.write_text(json.dumps(google.key()), "utf-8")
    assert source.read().tabs


def test_nobody_there_is_a_fault_of_the_network(google: FakeGoogle) -> None:
    source = sheet(google)
    source.read()
    google.stop()
    found = fault(source)
    assert (found.code, found.shown, found.transient) == ("network_failed", "127.0.0.1", True)


# Keys


def test_without_any_key_the_two_ways_are_named(google: FakeGoogle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
    found = fault(sheet(google))
    assert found.code == "google_no_key"
    text = describe(source_issue(found), words("en"))
    assert "GOOGLE_APPLICATION_CREDENTIALS" in text
    assert "[gcp_service_account]" in text


@pytest.mark.parametrize("escaped", [False, True])
def test_a_key_may_stand_in_the_secrets(
    google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, bare: Path, escaped: bool
) -> None:
    """Also with its line breaks left as the two characters they are in the JSON file."""
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
    lines = [f"{name} = {json.dumps(value)}" for name, value in google.key().items() if name != "private_key"]
    private = google.key()["private_key"]
    lines.append(f"private_key = '{json.dumps(private)[1:-1]}'" if escaped else f"private_key = {json.dumps(private)}")
    (bare / "secrets.toml").write_text("\n".join(["[gcp_service_account]", *lines]), "utf-8")
    assert sheet(google).read().tabs
    assert google.token_requests == 1


@pytest.mark.parametrize("content", ["", "[1]", '{"type": "external_account"}', '{"type": "authorized_user"}'])
def test_a_machines_own_identity_that_is_none_is_no_key(
    google: FakeGoogle, bare: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
    (bare / "gcloud").mkdir()
    (bare / "gcloud" / "application_default_credentials.json").write_text(content, "utf-8")
    assert fault(sheet(google)).code == "google_no_key"


def test_the_example_of_the_secrets_left_empty_is_no_key(google: FakeGoogle, bare: Path, monkeypatch: Any) -> None:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
    example = Path(__file__).resolve().parents[2] / ".streamlit" / "secrets.toml.example"
    (bare / "secrets.toml").write_text(example.read_text("utf-8"), "utf-8")
    assert fault(sheet(google)).code == "google_no_key"


CHANGES: dict[str, dict[str, Any]] = {
    "BAD PEM": {"private_key": "x"},
    "OPEN URI": {"token_uri": "http://a.lv/t"},
    "NO URI": {"token_uri": ""},
    "NO KEY": {"private_key": None},
    "NO ACCOUNT AND URI": {"client_email": 5, "token_uri": " "},
}


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ("", "unreadable", ""),
        ("[]", "unreadable", ""),
        ("nav JSON", "unreadable", ""),
        ("\x00\xff", "unreadable", ""),
        ("[" * 100_000, "unreadable", ""),
        ("BAD PEM", "unreadable", ""),
        ("OPEN URI", "unreadable", ""),
        ("{}", "incomplete", "client_email, private_key, token_uri"),
        ('{"type": "service_account"}', "incomplete", "private_key"),
        ("NO URI", "incomplete", "lacks token_uri."),
        ("NO KEY", "incomplete", "lacks private_key."),
        ("NO ACCOUNT AND URI", "incomplete", "lacks client_email, token_uri."),
        ('{"type": "nezināms"}', "kind", "(nezinms)"),
        ('{"type": ["service_account"]}', "kind", "service_account"),
        ('{"installed": {"client_id": "1"}}', "kind", "OAuth client"),
        ('{"web": {"client_id": "1"}}', "kind", "OAuth client"),
        ('{"type": "external_account"}', "unreadable", ""),
        ('{"type": "impersonated_service_account", "source_credentials": 1}', "unreadable", ""),
        ('{"type": "authorized_user", "client_id": "1"}', "unreadable", ""),
    ],
)
def test_a_key_that_is_no_key_is_named(google: FakeGoogle, bare: Path, content: str, code: str, said: str) -> None:
    if content in CHANGES:
        content = json.dumps(google.key() | CHANGES[content])
    (bare / "parbaude-atslega.json").write_bytes(content.encode("utf-8" if "ā" in content else "latin-1", "replace"))
    found = fault(sheet(google))
    assert (found.code, found.shown) == (f"google_key_{code}", "GOOGLE_APPLICATION_CREDENTIALS")
    assert said in describe(source_issue(found), words("en"))


def test_a_key_file_that_is_not_there_is_named(google: FakeGoogle, bare: Path) -> None:
    (bare / "parbaude-atslega.json").unlink()
    assert fault(sheet(google)).code == "google_key_missing"


def doubled(text: str) -> str:
    return text.replace("\\n", "\\\\n")


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: doubled(text).encode(),
        lambda text: text.replace("\\n", "\\r\\n").encode(),
        lambda text: text.replace("\\n", " ").encode(),
        lambda text: text.replace('"type": "service_account", ', "").encode(),
        lambda text: text.replace("/token", "/token \\n").encode(),
    ],
    ids=["mark", "utf-16", "doubled", "carriage", "one line", "no type", "spaces"],
)
def test_a_key_is_read_however_it_was_saved(google: FakeGoogle, bare: Path, written: Any) -> None:
    path = bare / "parbaude-atslega.json"
    content = written(path.read_text("utf-8"))
    assert content != path.read_bytes()
    path.write_bytes(content)
    assert sheet(google).read().tabs


@pytest.mark.parametrize("quotes", ['""', "''", "„”", '" "'])
def test_a_path_may_stand_in_quotation_marks(
    google: FakeGoogle, bare: Path, monkeypatch: pytest.MonkeyPatch, quotes: str
) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", f"{quotes[:-1]}{bare / 'parbaude-atslega.json'}{quotes[-1]}")
    assert sheet(google).read().tabs


@pytest.mark.parametrize("quote", ["", "'", "\ufeff"])
def test_the_key_itself_may_stand_in_the_setting(
    google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, quote: str
) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", quote + json.dumps(google.key()) + quote)
    assert sheet(google).read().tabs


def test_a_key_in_the_secrets_without_a_part_is_not_taken_for_none(
    google: FakeGoogle, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
    (bare / "secrets.toml").write_text(f'[gcp_service_account]\nclient_email = "{ACCOUNT}"\n', "utf-8")
    found = fault(sheet(google))
    assert (found.code, found.shown) == ("google_key_incomplete", "[gcp_service_account]")


# Where the token may travel


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://sheets.example", "http://10.0.0.1:8080", "ftp://127.0.0.1", "sheets.example", "https://", "//a.lv",
        "https://a.lv/sheets", "https://a.lv/?x=1", "https://a.lv/#x", "https://user:pass@a.lv", "https://a.lv\\@b.lv/x",
        "https://a.lv\\b.lv",
        "http://127.0.0.1.example", "http://localhost.example", "http://[::1", "https://a b.lv",
    ],
)  # fmt: skip
def test_an_endpoint_that_would_give_the_token_away_is_refused(monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    monkeypatch.setenv("SHEETS_ENDPOINT", endpoint)
    with pytest.raises(SourceError) as caught:
        open_source(SPREADSHEET)
    assert (caught.value.code, caught.value.shown) == ("google_endpoint", "SHEETS_ENDPOINT")


@pytest.mark.parametrize(
    "endpoint", ["https://sheets.example", "https://sheets.example:8443/", "http://127.0.0.1:1", "http://[::1]:1",
                 "http://localhost:1"]
)  # fmt: skip
def test_an_endpoint_that_keeps_the_token_is_taken(monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    monkeypatch.setenv("SHEETS_ENDPOINT", endpoint)
    assert isinstance(open_source(SPREADSHEET), GoogleSheets)
    assert is_safe(endpoint)


def test_without_an_endpoint_google_is_asked(monkeypatch: pytest.MonkeyPatch, google: FakeGoogle) -> None:
    source = GoogleSheets(SPREADSHEET)
    asked: list[str] = []

    def once(_: str, address: str, *args: Any, **more: Any) -> None:
        asked.append(address)
        raise SourceError("network_failed", "x")

    monkeypatch.setattr(source._asker, "_token", lambda **_: "t")
    monkeypatch.setattr(source._asker._connection, "once", once)
    monkeypatch.setattr(source._asker._connection, "_sleep", lambda _: None)
    fault(source)
    assert set(asked) == {f"https://sheets.googleapis.com/v4/spreadsheets/{SPREADSHEET}"}


def test_a_token_for_this_machine_passes_no_proxy(google: FakeGoogle, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert sheet(google).read().tabs


def test_the_token_is_ours_whatever_netrc_says(google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, bare: Path) -> None:
    (bare / ".netrc").write_text("machine 127.0.0.1 login a password b\n", "utf-8")
    monkeypatch.setenv("NETRC", str(bare / ".netrc"))
    assert sheet(google).read().tabs


def test_a_redirect_is_not_followed(google: FakeGoogle) -> None:
    google.fail("redirect")
    assert fault(sheet(google)).code == "google_odd_answer"
    assert {one.path for one in google.requests} == {f"/v4/spreadsheets/{SPREADSHEET}"}


# Secure connections


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A server that speaks TLS and then nothing, and the certificate that makes it trusted."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "server.pem"
    encoded = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + encoded)
    (tmp_path / "ca.pem").write_bytes(encoded)
    released = threading.Event()

    class Silent(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            released.wait(20)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Silent)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"https://localhost:{server.server_port}", tmp_path / "ca.pem"
    released.set()
    server.shutdown()
    server.server_close()


def test_a_certificate_that_nobody_vouches_for_is_a_fault_of_its_own(
    secure: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    line = SourceConnection(5)
    line.start()
    with pytest.raises(SourceError) as caught:
        line.once("GET", secure[0], 1000)
    assert (caught.value.code, caught.value.shown, caught.value.transient) == ("network_untrusted", "localhost", False)


def test_a_secure_connection_is_cut_at_the_deadline_too(
    secure: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(secure[1]))
    line = SourceConnection(1.0)  # with the real clock and the real alarm
    line.start()
    with pytest.raises(SourceError) as caught:
        line.once("GET", secure[0], 1000)
    assert caught.value.code == "network_slow"


# Words and secrets


def test_what_passes_and_what_does_not_is_known_of_codes_that_exist() -> None:
    assert set(SEVERITIES) >= TRANSIENT
    assert {code for code, text in TEXTS.items() if "tries again by itself" in text} == TRANSIENT


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WHOLE)
def test_every_fault_is_told_with_the_next_step(google: FakeGoogle, name: str, language: Any) -> None:
    google.fail(name)
    text = describe(source_issue(fault(sheet(google))), words(language))
    assert "{" not in text
    assert text.count(". ") + text.count("; ") >= 1


@pytest.mark.parametrize("token_fault", [None, "revoked", "iat", "html502"])
@pytest.mark.parametrize("name", [None, *WHOLE])
def test_no_secret_is_in_a_log_an_error_or_a_trace(
    google: FakeGoogle, caplog: pytest.LogCaptureFixture, bare: Path, name: str | None, token_fault: str | None
) -> None:
    caplog.set_level(logging.DEBUG)
    source = sheet(google)
    if name or token_fault:
        google.fail(name)
        google.token_fault = token_fault
        found = fault(source)
        said = [str(found), repr(found), repr(found.args_by_name), *traceback.format_exception(found)]
        said.append(describe(source_issue(found), words("lv")))
    else:
        said = [repr(source.read())]
        said = [said[0].replace(f"/d/{SPREADSHEET}/edit#gid=", "")]
    said += [repr(source), source.name, caplog.text]
    for secret in [*google.secrets, str(bare)]:
        assert not [text for text in said if secret in text]


def test_logs_of_the_line_do_not_name_addresses_at_any_level(
    google: FakeGoogle, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sheet(google).read()
    assert "/v4/" not in caplog.text
