"""The API against rubbish: schemathesis by the OpenAPI document, and a sheet whose texts are meant to hurt."""

import csv
import html
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
import pyarrow.parquet as pq
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from rdflib import Graph
from starlette.applications import Starlette
from starlette.types import ASGIApp

from components.frame import addressed
from components.view import today
from components.web.api import entries
from components.web.api.documents import RESOURCES
from components.web.api.registry import DATASETS, ROOT
from components.web.api.served import Api
from components.web.bounds import Requests
from data import live
from data.contract.addresses import Page
from data.live import Current
from data.model import Issue, Severity
from tests.asgi import ask
from tests.publish.test_tables import POISON, poisoned

app = Starlette(routes=Api(Requests(10**9)).routes)
schema = schemathesis.openapi.from_asgi(f"{ROOT}openapi.json?lang=en", app)
FORMS_ALIKE = r"/(?!progress|trust_ranking|changes)\w+\.(csv|xlsx|parquet)$"
"""All datasets are asked for as JSON; the other forms, which read an address the same way, of three of them."""
statuses: Counter[int] = Counter()


@schema.exclude(path_regex=FORMS_ALIKE).parametrize()
@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    suppress_health_check=[*HealthCheck],
    phases=[Phase.explicit, Phase.generate],
)
def test_whatever_is_asked_the_answer_is_as_described(case: schemathesis.Case) -> None:
    """All checks: status, type, schema and headers of the answer; what is wrong is refused and what is right taken."""
    statuses[case.call_and_validate().status_code] += 1


def test_what_was_asked_was_right_and_wrong_in_many_ways() -> None:
    assert set(statuses) == {200, 204, 400, 404, 405}, statuses
    assert min(statuses.values()) > 20, statuses


# A sheet whose texts are meant to hurt

HELD = [code for code in DATASETS if code != "changes"]


@pytest.fixture(scope="module")
def hurt() -> Iterator[ASGIApp]:
    """The API over a poisoned snapshot, in the place of the current one."""
    refresher = live._once()
    before = refresher.current
    issue = Issue("=1+1", 1, POISON[6], "unknown_word", Severity.REJECTED, POISON[4], args=(("allowed", POISON[7]),))
    refresher.current = Current(poisoned(), (issue,), None)
    yield Starlette(routes=Api(Requests(10**9)).routes)
    refresher.current = before


def got(hurt: ASGIApp, path: str) -> bytes:
    answer = ask(hurt, ROOT + path, headers={"Accept": "text/html"})
    assert (path, answer.status) == (path, 200)
    return answer.body


@pytest.mark.parametrize("code", HELD)
def test_what_is_meant_to_hurt_is_text_in_every_form(hurt: ASGIApp, code: str) -> None:
    body = got(hurt, f"{code}.json")
    assert not [sign for sign in (b"<", b">", b"&", "\u2028".encode()) if sign in body]
    rows = json.loads(body)["rows"]
    for line in csv.reader(io.StringIO(got(hurt, f"{code}.csv").decode("utf-8-sig"), newline="")):
        assert not [text for text in line if text.startswith(("=", "+", "@", "\t", "\r")) or runs(text)], line
    sheet = openpyxl.load_workbook(io.BytesIO(got(hurt, f"{code}.xlsx"))).worksheets[0]
    kinds = {cell.data_type for line in sheet.iter_rows() for cell in line}
    assert kinds <= {"s", "n", "d"}, "no formula, no error"
    table = pq.read_table(io.BytesIO(got(hurt, f"{code}.parquet"))).to_pylist()
    assert json.loads(json.dumps(table, default=lambda value: value.isoformat())) == rows, "as it stands in the sheet"


def runs(text: str) -> bool:
    """Tell whether a text would be a formula: it begins with a minus and is no number."""
    return text.startswith("-") and not text.lstrip("-").replace(".", "", 1).isdecimal()


def test_the_poison_was_there(hurt: ASGIApp) -> None:
    done = {row["done"] for row in json.loads(got(hurt, "updates.json"))["rows"]}
    assert set(POISON) - {"''citāts"} <= done
    (issue,) = json.loads(got(hurt, "issues.json"))["rows"]
    assert POISON[4] in issue["text"]
    assert POISON[7] in issue["text_en"]


@pytest.mark.parametrize("path", [path for path, one in RESOURCES.items() if not one.schema and path.count(".") < 2])
def test_no_document_holds_a_script_or_an_image_of_the_sheets(hurt: ASGIApp, path: str) -> None:
    if path.rpartition(".")[0] in DATASETS:
        return
    text = got(hurt, path).decode()
    assert "<script" not in text
    assert "onerror" not in html.unescape(text)
    if path.endswith(".ttl"):
        Graph().parse(data=text, format="turtle")


@pytest.mark.parametrize("screen", [*Page])
def test_the_block_of_data_in_a_page_cannot_be_ended_from_within(screen: Page) -> None:
    view = addressed.view_of({}, today())
    plan = replace(view.snapshot.plans[0], title="</script><script>alert(1)</script>")
    bad = replace(view, plan=plan, chosen=(("snapshot", "</script><b>"),))
    block = entries.for_search(bad, screen)
    assert block.count("<") == 2
    told = json.loads(block.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))
    assert {one["@type"] for one in told["@graph"]} == {"Dataset"}
    assert all(one["name"] and one["description"] and one["distribution"] for one in told["@graph"])
