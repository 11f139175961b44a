"""The embedded data's own description: a Frictionless Data Package, made from the schema and the files themselves."""

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

from data.contract.columns import Column, Kind, Table
from data.contract.tables import TABLES
from data.words import words

_TYPES = {Kind.INTEGER: "integer", Kind.NUMBER: "number", Kind.FLAG: "boolean", Kind.DAY: "date", Kind.TIME: "time"}


def field(column: Column) -> dict[str, Any]:
    """Return a column as a Table Schema field; its name is the sheet's header."""
    described: dict[str, Any] = {
        "name": column.header,
        "type": _TYPES.get(column.kind, "string"),
        "title": column.name,
        "description": words("lv").say(column.help),
    }
    if column.kind is Kind.LINK:
        described["format"] = "uri"
    if column.kind is Kind.TIME:
        described["format"] = "%H:%M"
    if column.kind is Kind.FLAG:
        described |= {"trueValues": ["jā"], "falseValues": ["nē"]}
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices and not column.open_words:
        constraints["enum"] = list(column.choices)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.kind in (Kind.INTEGER, Kind.NUMBER):
        bounds = {"minimum": column.low, "maximum": column.high}
        constraints |= {name: bound for name, bound in bounds.items() if bound is not None}
    return described | ({"constraints": constraints} if constraints else {})


def table_schema(table: Table) -> dict[str, Any]:
    """Return a table's Table Schema: fields, and its key where every part of the key is required."""
    schema: dict[str, Any] = {"fields": [field(column) for column in table.columns], "missingValues": [""]}
    key = [column for column in table.columns if column.key]
    if key and all(column.required for column in key):
        schema["primaryKey"] = [column.header for column in key]
    return schema


def describe(folder: Path, about: dict[str, Any]) -> dict[str, Any]:
    """Return the data package of a folder of CSV files.

    ``about`` holds what only people know: title, date, licences, and the sources of each table by code name.
    """
    resources = []
    for table in TABLES:
        path = folder / f"{table.code}.csv"
        raw = path.read_bytes()
        resources.append(
            {
                "name": table.code.replace("_", "-"),
                "title": table.tab,
                "description": words("lv").say(table.help),
                "path": path.name,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ","},
                "bytes": len(raw),
                "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
                "rows": sum(1 for _ in csv.reader(raw.decode().splitlines(keepends=True))) - 1,
                "sources": about["tables"][table.code],
                "schema": table_schema(table),
            }
        )
    return {**about["package"], "resources": resources}


def write(folder: Path) -> Path:
    """Write ``datapackage.json`` from the files and ``about.json`` beside them; return its path."""
    about = json.loads((folder / "about.json").read_text("utf-8"))
    target = folder / "datapackage.json"
    target.write_text(json.dumps(describe(folder, about), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return target
