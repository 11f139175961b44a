"""The API as programs ask it: every address, what is refused and how, and that its numbers are those of the screens."""

import asyncio
import csv
import gzip
import html
import io
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp

from components.frame import addressed, questions
from components.screens.overview import overview
from components.screens.trust import trust_figures
from components.view import today
from components.web.api import asked as reading
from components.web.api import page, served
from components.web.api.documents import RESOURCES, files
from components.web.api.registry import DATASETS, ROOT
from components.web.api.served import Api
from components.web.bounds import Requests
from data import live
from data.answers import openness
from data.frames import columns_of, frames, records
from data.publish.schemas import row_schema
from data.store.faults import StoreFault
from data.words import Language, words
from tests.asgi import Got, ask, asked
from tests.helpers import finished
from tests.serving import free_port

DAY = "2025-03-31"
CODES = sorted(DATASETS)
HELD = [code for code in CODES if code != "changes"]
"""What is there without a history."""


@pytest.fixture(scope="module")
def app() -> ASGIApp:
    return Starlette(routes=Api().routes)


def get(app: ASGIApp, name: str, **headers: str) -> Got:
    return ask(app, ROOT + name, headers={name.replace("_", "-"): value for name, value in headers.items()})


def rows(app: ASGIApp, name: str) -> list[dict[str, Any]]:
    got = get(app, name)
    assert got.status == 200, got.body
    listed: list[dict[str, Any]] = got.json["rows"]
    return listed


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame's rows as JSON gives them."""
    return json.loads(json.dumps(records(frame), default=lambda value: value.isoformat()))


# What there is


@pytest.mark.parametrize("code", HELD)
def test_a_dataset_says_the_same_in_every_form(app: ASGIApp, code: str) -> None:
    """In JSON, CSV, XLSX and Parquet: as many rows, the columns in their order, the same cells."""
    head = get(app, f"{code}.json?limit=10000").json
    listed = head.pop("rows")
    names = [column.name for column in DATASETS[code].columns]
    assert head["total"] == len(listed)
    assert head["snapshot"] == live.current().snapshot.id
    assert all(list(row) == names for row in listed)
    more = ["snapshot", *(["judged_on"] if head["judged_on"] else []), "data_source", "invented_plans", "notes"]
    text = get(app, f"{code}.csv").body.decode("utf-8-sig")
    lines = [*csv.reader(io.StringIO(text, newline=""))]
    assert lines[0] == [*names, *more]
    assert [line[: len(names)] for line in lines[1:]] == [[cell(value) for value in row.values()] for row in listed]
    assert {line[len(names)] for line in lines[1:]} <= {head["snapshot"]}
    sheet = openpyxl.load_workbook(io.BytesIO(get(app, f"{code}.xlsx").body)).worksheets[0]
    assert [found.value for found in sheet[1]] == lines[0]
    assert sheet.max_row == len(listed) + 1
    table = pq.read_table(io.BytesIO(get(app, f"{code}.parquet").body))
    assert table.column_names == names
    assert json.loads(json.dumps(table.to_pylist(), default=lambda value: value.isoformat())) == listed
    assert json.loads(table.schema.metadata[b"origin"])["snapshot"] == head["snapshot"]


def cell(value: Any) -> str:
    """A value of JSON as it stands in CSV; what begins like a formula has an apostrophe, as `escape` has it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return f"{value:.15g}"
        case list():
            value = "; ".join(value)
    from data.publish.escape import escape_formula

    return escape_formula(value)


@pytest.mark.parametrize("code", HELD)
def test_parquet_keeps_the_types_of_the_frame(app: ASGIApp, code: str) -> None:
    schema = pq.read_schema(io.BytesIO(get(app, f"{code}.parquet").body))
    kinds = {
        "string": "string", "object": "list<element: string>", "datetime64[s]": "date32[day]", "Int64": "int64",
        "Float64": "double", "boolean": "bool", "category": "dictionary<values=string, indices=int32, ordered=0>",
    }  # fmt: skip
    assert [str(field.type) for field in schema] == [kinds[column.dtype] for column in DATASETS[code].columns]
    assert all(field.metadata[b"description"] for field in schema)


def test_every_table_of_the_contract_is_there_and_is_its_frame(app: ASGIApp) -> None:
    snapshot = live.current().snapshot
    for code, frame in frames(snapshot).items():
        assert rows(app, f"{code}.json?limit=10000") == plain(frame)
        assert DATASETS[code].columns == columns_of(code)


def test_every_address_answers_and_says_what_it_is(app: ASGIApp) -> None:
    for path, one in RESOURCES.items():
        if path.startswith("changes."):
            continue
        got = get(app, path, Accept="text/html")
        assert (path, got.status) == (path, 200)
        assert got.headers["Content-Type"].partition(";")[0] == one.media_type.partition(";")[0]
        assert got.headers["Access-Control-Allow-Origin"] == "*"
        assert got.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Access-Control-Allow-Credentials" not in got.headers


def test_whoever_asks_for_no_html_gets_the_list(app: ASGIApp) -> None:
    told = get(app, "").json
    assert {one["name"] for one in told["datasets"]} == set(DATASETS)
    assert all(address.removeprefix(ROOT) in RESOURCES for one in told["datasets"] for address in one["files"].values())
    assert all(one["href"].removeprefix(ROOT) in RESOURCES for one in told["documents"].values())
    assert b"<html" in get(app, "", Accept="text/html,*/*;q=0.8").body


def test_the_files_of_a_publication_are_what_the_addresses_give(app: ASGIApp) -> None:
    made = dict(files(addressed.view_of({}, today()), "http://localhost:8501"))
    assert set(made) == {f"api/v1/{path}" for path in RESOURCES if path}
    for path, make in made.items():
        if path.endswith(("changes.json", "changes.csv", "changes.xlsx", "changes.parquet")):
            with pytest.raises(reading.ProblemError):
                make()
        elif path.endswith("cells.json"):  # more than a page
            assert json.loads(make())["total"] == len(json.loads(make())["rows"])
        else:
            assert ask(app, f"/{path}").body == make(), path


# The same as on the screens


def test_the_answers_are_those_of_the_screens(app: ASGIApp) -> None:
    view = addressed.view_of({"datums": DAY}, today())
    state = questions.state_of(view)
    by_measure = rows(app, f"progress.json?datums={DAY}")
    assert [row["state"] for row in by_measure] == [item.state.value for item in state.standings]
    assert len(by_measure) == state.tally.total == 40
    assert rows(app, f"progress_directions.json?datums={DAY}") == plain(overview.directions_figure(view, "").frame)
    attention = rows(app, f"attention.json?datums={DAY}")
    assert [row["rule"] for row in attention] == [row.rule.value for row in questions.attention_rows(view)]
    coverage = rows(app, f"coverage.json?datums={DAY}")
    known = openness.coverage(questions.cells_of(view), questions.core_of(view), questions.territory_of(view))
    assert (sum(row["known"] for row in coverage), sum(row["total"] for row in coverage)) == (known.known, known.total)
    assert len(coverage) == 43


def test_the_ranking_is_the_figure_of_the_screen(app: ASGIApp) -> None:
    view = addressed.view_of({}, today())
    chosen = trust_figures.Asked(2023, frozenset(), "trust_national_government", (), ())
    told = trust_figures.compared(view, chosen)
    assert told is not None
    ranked = rows(app, "trust_ranking.json?gads=2023")
    assert ranked == [{name: row[name] for name in ranked[0]} for row in plain(told.figure.frame)]


def test_counted_by_hand_on_the_embedded_data(app: ASGIApp) -> None:
    """Of 40 measures 15 have news without a status and 15 none; 107 of 294 cells of participation are known."""
    states = [row["state"] for row in rows(app, "progress.json?datums=2026-11-21")]
    assert (states.count("no_status"), states.count("no_news"), len(states)) == (15, 15, 40)
    coverage = rows(app, "coverage.json?datums=2026-11-21")
    assert (sum(row["known"] for row in coverage), sum(row["total"] for row in coverage)) == (107, 294)
    assert (sum(row["total"] for row in rows(app, "coverage.json?datums=2025-06-30"))) == 301
    assert len(rows(app, "progress.json?datums=2024-06-30")) == 37


# Over the wire


def test_what_has_not_changed_is_not_sent_again(app: ASGIApp) -> None:
    first = get(app, "measures.csv", Accept_Encoding="gzip")
    assert first.headers["Content-Encoding"] == "gzip"
    bare = get(app, "measures.csv")
    assert gzip.decompress(first.body) == bare.body
    assert first.headers["Etag"] != bare.headers["Etag"], "a strong tag is of the bytes"
    for tag in (first.headers["Etag"], bare.headers["Etag"], f'"x", W/{bare.headers["Etag"]}', "*"):
        again = get(app, "measures.csv", If_None_Match=tag)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["Cache-Control"] == "public, max-age=60"
        assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert get(app, "measures.csv", If_None_Match='"x"').status == 200
    assert get(app, "updates.csv", If_None_Match=bare.headers["Etag"]).status == 200


def test_another_day_language_or_snapshot_is_another_file(app: ASGIApp) -> None:
    queries = ("", "?datums=2024-01-31", "?datums=2024-01-31&lang=en", "?plans=P6")
    tags = [get(app, f"progress.json{query}").headers["Etag"] for query in queries]
    assert len(set(tags)) == len(tags)
    named = get(app, f"progress.json?snapshot={live.current().snapshot.id}")
    assert named.json["rows"] == rows(app, "progress.json")


def test_made_twice_a_file_is_the_same_bytes() -> None:
    """Also a workbook, which usually holds the moment of its making: the tag stays when a file was forgotten."""
    for path in ("measures.xlsx", "measures.parquet", "measures.json", "catalog.ttl"):
        tags = {get(Starlette(routes=Api().routes), path).headers["Etag"] for _ in range(2)}
        assert len(tags) == 1, path


@pytest.mark.parametrize("path", ["", "measures.json", "measures.xlsx", "none.json"])
def test_a_head_is_an_answer_without_its_body(app: ASGIApp, path: str) -> None:
    whole, head = get(app, path), ask(app, ROOT + path, "HEAD")
    assert (head.status, head.headers, head.body) == (whole.status, whole.headers, b"")
    assert int(head.headers["Content-Length"]) == len(whole.body)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://ogp.example.lv"])
def test_anybodys_page_may_read(app: ASGIApp, origin: str) -> None:
    asked_first = ask(app, f"{ROOT}trust.json", "OPTIONS", {"Origin": origin, "Access-Control-Request-Method": "GET"})
    assert asked_first.status == 204
    assert asked_first.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    got = get(app, "trust.json", Origin=origin)
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in got.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get"])
def test_nothing_but_reading_is_allowed(app: ASGIApp, method: str) -> None:
    got = ask(app, f"{ROOT}trust.json?lang=en", method)
    assert (got.status, got.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert problem(got)["detail"] == "This method is not for reading."


def test_pages_follow_one_another_to_the_end(app: ASGIApp) -> None:
    address, found = f"{ROOT}trust.json?limit=100&lang=en", []
    while address:
        got = ask(app, address)
        found += got.json["rows"]
        assert len(got.json["rows"]) <= 100
        linked = re.fullmatch(r'<(.+)>; rel="next"', got.headers.get("Link", ""))
        assert got.json["next"] == (linked[1] if linked else None)
        address = linked[1] if linked else ""
    assert found == rows(app, "trust.json")
    assert len(found) == 444
    past = get(app, "trust.json?offset=5000").json
    assert (past["rows"], past["total"], past["next"]) == ([], 444, None)
    assert get(app, "cells.json").json["next"] == "/api/v1/cells.json?offset=1000"
    assert get(app, "cells.csv").body.count(b"\r\n") > 1000


# What is refused


def problem(got: Got) -> dict[str, Any]:
    assert got.headers["Content-Type"] == "application/problem+json"
    assert got.headers["Cache-Control"] == "no-store"
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    told: dict[str, Any] = got.json
    assert told["status"] == got.status
    assert {"type", "title", "status", "detail", "cure"} <= set(told) <= {*told, "parameter"}
    return told


@pytest.mark.parametrize(
    ("path", "status", "parameter", "said", "cure"),
    [
        ("trust.json?x=1", 400, "x", "There is no parameter “x” here.", "lang, snapshot, limit, offset"),
        ("trust.json?datums=2025-01-31", 400, "datums", "There is no parameter", "Leave it out."),
        ("progress.json?datums=2025-02-30", 400, "datums", "“2025-02-30” is not a valid value", "as 2025-03-31"),
        ("progress.json?datums=2014-12-31", 400, "datums", "“2014-12-31” is not a valid value", "2015-01-01"),
        ("progress.json?datums=", 400, "datums", "“” is not a valid value", "2015-01-01"),
        ("progress.json?datums=2025-03-31&datums=2025-04-30", 400, "datums", "more than once", "Enter it once."),
        ("progress.json?plans=P99", 404, "plans", "no plan “P99”", "/api/v1/plans.json"),
        ("progress.json?snapshot=0123456789", 404, "snapshot", "no snapshot “0123456789”", "/api/v1/snapshots.json"),
        ("progress.json?snapshot=../../etc", 400, "snapshot", "is not a valid value", "ten characters"),
        ("trust_ranking.json?gads=1999", 404, "gads", "no wave of 1999", "2023, 2021"),
        ("trust_ranking.json?raditajs=nope", 404, "raditajs", "no indicator “nope”", "/api/v1/trust.json"),
        ("trust.json?limit=0", 400, "limit", "“0” is not a valid value", "from 1 to 10000"),
        ("trust.json?limit=١", 400, "limit", "is not a valid value", "from 1 to 10000"),
        ("trust.json?offset=-1", 400, "offset", "“-1” is not a valid value", "0 or more"),
        ("trust.xlsx?limit=1", 400, "limit", "There is no parameter", "Leave it out."),
        ("changes.json?no=0123456789", 404, "no", "no snapshot “0123456789”", "/api/v1/snapshots.json"),
        ("changes.json", 404, "no", "No earlier snapshot is saved.", "/api/v1/snapshots.json"),
        ("nope.json", 404, None, "nothing at this address", "/api/v1/index.json"),
        ("trust", 404, None, "nothing at this address", ".json, .csv"),
    ],
)
def test_what_is_not_understood_is_refused_with_parameter_and_cure(
    app: ASGIApp, path: str, status: int, parameter: str | None, said: str, cure: str
) -> None:
    together = "&" if "?" in path else "?"
    told = problem(get(app, f"{path}{together}lang=en"))
    assert (told["status"], told.get("parameter")) == (status, parameter)
    assert said in told["detail"]
    assert cure in told["cure"]
    latvian = problem(get(app, path))
    assert latvian["detail"] != told["detail"]


def test_the_language_itself_can_be_wrong(app: ASGIApp) -> None:
    told = problem(get(app, "trust.json?lang=de"))
    assert (told["status"], told["parameter"], told["cure"]) == (400, "lang", "Rakstiet lv vai en.")


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/../trust.json",
        "/api/v1/%2e%2e/trust.json",
        "/api//v1/trust.json",
        "/api/v1//trust.json",
        "/api/v1/trust.json/",
        "/api/v1/trust.json%00",
        "/api/v1/..%2f..%2fetc%2fpasswd",
        "/api/v1/\\trust.json",
        "/api/v2/trust.json",
        "/api/v1/TRUST.JSON",
        "/api/v1/%ff%fe",
    ],
)
def test_tricks_with_the_path_lead_nowhere(app: ASGIApp, path: str) -> None:
    assert problem(ask(app, path))["status"] == 404


def test_an_endless_query_is_refused_unread(app: ASGIApp) -> None:
    told = problem(get(app, f"trust.json?lang=en&x={'a' * 65_536}"))
    assert (told["status"], told["detail"]) == (414, "The query is longer than 2000 characters.")
    assert len(get(app, f"trust.json?{'a' * 1_900}=1").body) < 500


def test_a_history_that_is_silent_is_said_to_be(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*_args: object, **_more: object) -> None:
        raise StoreFault("store_silent")

    monkeypatch.setattr(live, "_said", silent)
    for path in ("progress.json?snapshot=0123456789", "snapshots.csv", "changes.json"):
        got = get(app, path)
        assert problem(got)["status"] == 503
        assert got.headers["Retry-After"] == "60"


def test_a_fault_of_our_own_shows_nothing_of_itself(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(served, "_understood", fails)
    got = get(app, "trust.json")
    assert problem(got)["status"] == 503
    assert b"secret" not in got.body


# How much


def test_a_burst_is_told_when_to_come_again() -> None:
    now = [0.0]
    app = Starlette(routes=Api(Requests(10, lambda: now[0])).routes)
    assert [get(app, "plans.json").status for _ in range(12)] == [200] * 10 + [429] * 2
    got = get(app, "plans.json?lang=en")
    assert problem(got)["detail"] == "There are more requests than can be answered at once."
    assert got.headers["Retry-After"] == "10"
    now[0] = 4.5
    assert get(app, "plans.json").headers["Retry-After"] == "6"
    now[0] = 10.0
    assert get(app, "plans.json").status == 200


def test_one_address_does_not_take_the_share_of_others() -> None:
    """Of 20 places: alone an address has all; beside another from the sixteenth on half, and a fifth at least."""
    requests = Requests(20, lambda: 0.0)
    assert [requests.take("greedy") == 0 for _ in range(30)].count(True) == 20
    requests = Requests(20, lambda: 0.0)
    assert all(requests.take("a") == 0 for _ in range(12))
    assert requests.take("b") == 0
    assert [requests.take("a") == 0 for _ in range(5)] == [True] * 3 + [False] * 2
    assert all(requests.take("b") == 0 for _ in range(4))
    assert requests.take("c") == 10, "all twenty are taken"


def test_how_many_requests_there_are_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOST_REQUESTS", "3")
    app = Starlette(routes=Api().routes)
    assert [get(app, "nope").status for _ in range(5)] == [404] * 3 + [429] * 2


def test_many_at_once_are_made_one_at_a_time_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    api = Api()
    original = Api._make

    def counted(self: Api, *args: Any) -> Any:
        made.append(args[0].path)
        return original(self, *args)

    monkeypatch.setattr(Api, "_make", counted)
    app = Starlette(routes=api.routes)

    async def all_at_once() -> list[Got]:
        return await asyncio.gather(*(asked(app, f"{ROOT}plans.csv") for _ in range(30)))

    assert {got.status for got in finished(all_at_once())} == {200}
    assert made == ["plans.csv"]


def test_more_than_can_wait_are_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "PATIENCE", 0.01)
    api = Api()
    app = Starlette(routes=api.routes)

    async def busy() -> Got:
        await api._making.acquire()
        return await asked(app, f"{ROOT}plans.csv")

    assert problem(finished(busy()))["status"] == 429


def test_what_is_kept_stays_within_its_bytes() -> None:
    api = Api(most=60_000)
    app = Starlette(routes=api.routes)
    start = date(2024, 1, 1)
    for number in range(20):
        assert get(app, f"progress.json?datums={start + timedelta(number)}").status == 200
        assert api._bytes == sum(len(sent.body) for sent in api._kept.values()) <= 60_000
    assert 1 < len(api._kept) < 20


# The documents


@pytest.fixture(scope="module")
def described(app: ASGIApp) -> Iterator[dict[str, Any]]:
    yield get(app, "openapi.json?lang=en").json


def test_the_document_and_the_routes_are_one_list(described: dict[str, Any]) -> None:
    assert set(described["paths"]) == {f"/{path}" for path in RESOURCES}
    for path, told in described["paths"].items():
        names = [parameter["name"] for parameter in told["get"]["parameters"]]
        assert names == [parameter.name for parameter in RESOURCES[path[1:]].parameters]


def test_each_example_of_a_parameter_is_understood(app: ASGIApp) -> None:
    for code in HELD:
        for parameter in RESOURCES[f"{code}.json"].parameters:
            if parameter.example is not None:
                got = get(app, f"{code}.json?{parameter.name}={parameter.example}")
                assert got.status == 200, (code, parameter.name)


def test_the_schema_of_a_row_would_notice() -> None:
    schema = row_schema(DATASETS["measures"].columns, words("en"))
    assert schema["properties"]["numbering"]["enum"] == ["official", "provisional", None]
    assert schema["required"][0] == "id"
    assert not schema["additionalProperties"]


# The page for people


@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_page_leads_to_everything(app: ASGIApp, language: Language) -> None:
    got = get(app, f"index.html?lang={language}")
    assert got.headers["Content-Security-Policy"].startswith("default-src 'none'")
    text = got.body.decode()
    assert f'<html lang="{language}">' in text
    assert "<script" not in text
    linked = set(re.findall(r'href="/api/v1/([^"?]+)', text)) - {"index.html"}
    assert linked == {path for path in RESOURCES if path and path != "index.html"}
    for name, example in page.examples("http://localhost:8501"):
        assert words(language).say(name) in text
        assert html.escape(example, quote=False) in text or html.escape(example) in text


def test_the_examples_of_the_page_run(app: ASGIApp) -> None:
    """As they stand, against a server: what a shell's gives is the file, what Python's says is the ranking."""
    with running(app) as origin:
        shell, python = (example for _, example in page.examples(origin))
        done = subprocess.run(["bash", "-c", shell], capture_output=True, check=True, timeout=60)
        assert done.stdout == get(app, "progress.csv?datums=2025-03-31").body
        done = subprocess.run([sys.executable, "-c", python], capture_output=True, check=True, timeout=60)
        assert done.stdout.split()[:5] == [b"country", b"high", b"0", b"CHE", b"62.0"]


@contextmanager
def running(app: ASGIApp) -> Iterator[str]:
    """A server of the routes alone, on a port of its own."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def test_columns_are_explained_in_both_languages() -> None:
    files_of = {language: dict(files(addressed.view_of({"lang": language}, today()), "")) for language in ("lv", "en")}
    packages = {language: json.loads(made["api/v1/datapackage.json"]()) for language, made in files_of.items()}
    said = {
        language: {
            (one["name"], field["name"]): field["description"]
            for one in package["resources"]
            for field in one["schema"]["fields"]
        }
        for language, package in packages.items()
    }
    assert said["lv"].keys() == said["en"].keys()
    assert len(said["lv"]) > 400
    assert not [place for place, text in said["lv"].items() if text == said["en"][place]], (
        "no column is left in English"
    )
    assert said["lv"]["coverage", "unknown"] == "Par cik rādītājiem ziņu nav. Mērvienība: rādītāji."
    assert said["en"]["coverage", "unknown"] == "Of how many nothing is known. Unit: indicators."
    described = json.loads(files_of["lv"]["api/v1/openapi.json"]())["components"]["schemas"]["coverage"]
    assert (
        described["properties"]["rows"]["items"]["properties"]["unknown"]["description"]
        == said["lv"]["coverage", "unknown"]
    )
    parquet = pq.read_schema(io.BytesIO(files_of["lv"]["api/v1/coverage.parquet"]())).field("unknown").metadata
    assert parquet[b"description_lv"].decode() == "Par cik rādītājiem ziņu nav."
    assert parquet[b"description"].decode() == "Of how many nothing is known."
