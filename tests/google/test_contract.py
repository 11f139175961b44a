"""Google's own description of the API judges strictly, and truly: what Google was seen to answer passes."""

from typing import Any

import pytest

from tests.google import contract
from tests.google.contract import BATCH_GET, GET, answer_faults, masked, paths, request_faults
from tests.google.server import SPREADSHEET, FakeGoogle, from_grids
from tests.google.trim import references, trimmed

ABOUT = f"/v4/spreadsheets/{SPREADSHEET}"
VALUES = f"{ABOUT}/values:batchGet"


def test_the_description_is_whole_for_the_two_methods() -> None:
    assert set(contract.API["methods"]) == {GET, BATCH_GET}
    named = {name for schema in contract.API["schemas"].values() for name in references(schema)}
    assert named <= set(contract.API["schemas"])
    assert contract.API["revision"] == "20261019"
    assert "Apache-2.0" in contract.API["license"]


def test_trimming_keeps_fields_that_are_called_like_a_text() -> None:
    field = {"type": "string", "description": "…"}
    method: dict[str, Any] = {"response": {"$ref": "A"}, "description": "…"}
    schemas = {"A": {"type": "object", "properties": {"description": field}}, "B": {}}
    whole = {
        "resources": {
            "spreadsheets": {
                "methods": {"get": method | {"id": GET}},
                "resources": {"values": {"methods": {"batchGet": method | {"id": BATCH_GET}}}},
            }
        },
        "schemas": schemas,
        "parameters": {},
        **dict.fromkeys(("id", "revision", "rootUrl", "servicePath"), ""),
    }
    found = trimmed(whole)
    assert found["schemas"] == {"A": {"type": "object", "properties": {"description": {"type": "string"}}}}
    assert "description" not in found["methods"][GET]


@pytest.mark.parametrize(
    ("path", "query", "fault"),
    [
        (ABOUT, {}, None),
        (ABOUT, {"fields": ["properties(title),sheets(merges,data.rowMetadata.hiddenByUser)"]}, None),
        (VALUES, {"ranges": ["A", "B"], "valueRenderOption": ["UNFORMATTED_VALUE"], "prettyPrint": ["false"]}, None),
        (VALUES, {"valueRenderOption": ["RAW"]}, "valueRenderOption=RAW"),
        (VALUES, {"prettyPrint": ["no"]}, "prettyPrint=no"),
        (VALUES, {"range": ["A"]}, "parameter range is not known"),
        (VALUES, {"fields": ["valueRanges"] * 2}, "more than once"),
        (ABOUT, {"fields": ["sheets(properties(name))"]}, "fields=sheets.properties.name is no field"),
        (f"{ABOUT}:batchUpdate", {}, "is no method"),
        ("/v3/files", {}, "is no method"),
    ],
)
def test_requests_are_judged(path: str, query: dict[str, list[str]], fault: str | None) -> None:
    found = list(request_faults("GET", path, query))
    assert len(found) == (fault is not None)
    assert not fault or fault in found[0]


SEEN = {
    "spreadsheetId": "1",
    "properties": {"title": "Test", "locale": "en_US", "autoRecalc": "ON_CHANGE", "timeZone": "Etc/GMT"},
    "sheets": [
        {
            "properties": {
                "sheetId": 0,
                "title": "Sheet1",
                "index": 0,
                "sheetType": "GRID",
                "gridProperties": {"rowCount": 1000, "columnCount": 26},
            },
            "merges": [{"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 2}],
        }
    ],
    "spreadsheetUrl": "https://docs.google.com/spreadsheets/d/1/edit",
}
"""The form of answers in gspread's recordings."""


@pytest.mark.parametrize(
    ("method", "body", "fault"),
    [
        (GET, SEEN, None),
        (GET, SEEN | {"modifiedTime": "x"}, "$: there is no field modifiedTime"),
        (
            GET,
            SEEN | {"sheets": [{"properties": {"sheetId": "0"}}]},
            "$.sheets[0].properties.sheetId: '0' is no integer",
        ),
        (GET, SEEN | {"sheets": [{"properties": {"sheetType": "TABLE"}}]}, "is not a word of it"),
        (GET, SEEN | {"sheets": {}}, "$.sheets: {} is no array"),
        (GET, SEEN | {"sheets": [{"properties": {"hidden": 1}}]}, "1 is no boolean"),
        (GET, SEEN | {"sheets": [{"properties": {"index": True}}]}, "True is no integer"),
        (BATCH_GET, {"spreadsheetId": "1", "valueRanges": [{"range": "A", "majorDimension": "ROWS"}]}, None),
        (BATCH_GET, {"valueRanges": [{"values": [["a", 1, 0.5, True]]}]}, None),
        (BATCH_GET, {"valueRanges": [{"values": ["a"]}]}, "is no array"),
        (BATCH_GET, {"values": []}, "there is no field values"),
    ],
)
def test_answers_are_judged(method: str, body: Any, fault: str | None) -> None:
    found = answer_faults(method, body)
    assert len(found) == (fault is not None)
    assert not fault or fault in found[0]


def test_masks_are_read_and_cut_as_google_does() -> None:
    assert paths("a(b,c.d(e)),f") == [("a", "b"), ("a", "c", "d", "e"), ("f",)]
    assert paths("") == []
    body = {"a": [{"b": 1, "c": {"d": {"e": 2, "x": 3}}}, {"x": 4}], "f": {"g": 5}, "x": 6}
    assert masked(body, paths("a(b,c.d(e)),f")) == {"a": [{"b": 1, "c": {"d": {"e": 2}}}, {}], "f": {"g": 5}}
    assert masked(body, []) == body


def test_the_server_notes_what_breaks_the_contract() -> None:
    import requests

    with FakeGoogle(from_grids({"A": [["x"]]})) as google:
        requests.get(f"{google.origin}/v4/spreadsheets/x?includeGridData=maybe", timeout=5)
        assert google.breaches == [f"{GET}: includeGridData=maybe"]
        google.tabs[0].kind = "PICTURE"
        token = {"Authorization": f"Bearer {google._token}"}
        requests.get(f"{google.origin}{ABOUT}", headers=token, timeout=5)
        assert "'PICTURE' is not a word of it" in google.breaches[1]
