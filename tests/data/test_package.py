"""The published description of the data: the contract as Table Schema, and the embedded files as a data package."""

import csv
import hashlib
import io
import json
import re
from datetime import date
from typing import Any

import pytest

from data.contract.columns import Kind, Table
from data.contract.tables import TABLES
from data.publish import package
from data.sources import EMBEDDED
from tests.helpers import embedded_grids

TYPES = {"string", "integer", "number", "boolean", "date", "time"}


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    published: dict[str, Any] = json.loads((EMBEDDED / "datapackage.json").read_text("utf-8"))
    return published


def test_the_package_says_what_the_files_say(described: dict[str, Any]) -> None:
    """Whoever changes a file runs `python -m data package`."""
    about = json.loads((EMBEDDED / "about.json").read_text("utf-8"))
    assert described == package.describe(EMBEDDED, about)


def test_the_package_names_every_file_with_its_hash(described: dict[str, Any]) -> None:
    assert {resource["path"] for resource in described["resources"]} == {path.name for path in EMBEDDED.glob("*.csv")}
    for resource in described["resources"]:
        raw = (EMBEDDED / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
        assert resource["bytes"] == len(raw)
        lines = list(csv.reader(io.StringIO(raw.decode(), newline="")))
        assert resource["rows"] == len(lines) - 1
        assert [field["name"] for field in resource["schema"]["fields"]] == lines[0]


def test_the_package_names_its_sources_licences_and_date(described: dict[str, Any]) -> None:
    assert {licence["name"] for licence in described["licenses"]} >= {"CC-BY-4.0"}
    assert all(licence["path"].startswith("https://") for licence in described["licenses"])
    assert date.fromisoformat(described["created"][:10]) <= date(2026, 12, 31)
    for resource in described["resources"]:
        assert resource["sources"], resource["path"]
        assert all(source["title"] for source in resource["sources"])
        assert all(source.get("path", "https://").startswith(("https://", "http://")) for source in resource["sources"])


def test_a_source_that_a_file_names_is_declared_there(described: dict[str, Any]) -> None:
    for source in described["sources"]:
        names = [source["title"], *([source["path"].rstrip("/")] if "path" in source else [])]
        names += re.findall(r"likumi\.lv/ta(/id/[0-9]+)-", source.get("path", ""))
        texts = {path.name: path.read_text("utf-8") for path in EMBEDDED.glob("*.csv")}
        naming = {file for file, text in texts.items() if any(name in text for name in names)}
        declaring = {
            resource["path"]
            for resource in described["resources"]
            if source["title"] in [declared["title"] for declared in resource["sources"]]
        }
        assert naming <= declaring, source["title"]


def test_the_oecd_s_notice_stands_word_for_word() -> None:
    notice = (
        "This is an adaptation of an original work by the OECD. The opinions expressed and arguments employed in this "
        "adaptation should not be reported as representing the official views of the OECD or of its Member countries."
    )
    assert notice in (EMBEDDED / "datapackage.json").read_text("utf-8")


def test_names_follow_the_frictionless_rules(described: dict[str, Any]) -> None:
    for name in (described["name"], *(resource["name"] for resource in described["resources"])):
        assert re.fullmatch(r"[a-z0-9._-]+", name)
    assert described["profile"] == "tabular-data-package"
    assert {resource["profile"] for resource in described["resources"]} == {"tabular-data-resource"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_a_table_s_schema_says_what_the_contract_says(table: Table) -> None:
    schema = package.table_schema(table)
    assert [field["name"] for field in schema["fields"]] == [column.header for column in table.columns]
    assert schema["missingValues"] == [""]
    names = {field["name"] for field in schema["fields"]}
    assert len(names) == len(schema["fields"])
    assert set(schema.get("primaryKey", [])) <= names
    required = [column.header for column in table.columns if column.key and column.required]
    assert schema.get("primaryKey", required) == required
    for field, column in zip(schema["fields"], table.columns, strict=True):
        constraints = field.get("constraints", {})
        assert field["type"] in TYPES
        assert field["description"]
        assert field["description"] != column.help, "the description is Latvian"
        assert constraints.get("required", False) == column.required
        if column.choices and not column.open_words:
            assert constraints["enum"] == list(column.choices)
        if column.kind in (Kind.INTEGER, Kind.NUMBER):
            assert (constraints["minimum"], constraints["maximum"]) == (column.low, column.high)


def fits(text: str, field: dict[str, Any]) -> bool:
    """Judge a cell as any program would that only knows the published schema."""
    constraints = field.get("constraints", {})
    if not text:
        return not constraints.get("required", False)
    if "enum" in constraints and text not in constraints["enum"]:
        return False
    match field["type"]:
        case "integer":
            return constraints["minimum"] <= int(text) <= constraints["maximum"]
        case "number":
            return constraints["minimum"] <= float(text) <= constraints["maximum"]
        case "boolean":
            return text in (*field["trueValues"], *field["falseValues"])
        case "date":
            return date.fromisoformat(text) is not None
        case "time":
            return re.fullmatch(r"\d\d:\d\d", text) is not None
    return field.get("format") != "uri" or text.startswith(("https://", "http://"))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_the_embedded_files_fit_their_published_schema(table: Table) -> None:
    schema = package.table_schema(table)
    rows = embedded_grids()[table.code][1:]
    for row in rows:
        for cell, field in zip(row, schema["fields"], strict=True):
            assert fits(str(cell), field), (field["name"], cell)
    if key := schema.get("primaryKey"):
        places = [[field["name"] for field in schema["fields"]].index(name) for name in key]
        keys = [tuple(row[place] for place in places) for row in rows]
        assert len(set(keys)) == len(keys)
