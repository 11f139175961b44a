"""What the columns of a frame are, for programs: as Table Schema of its CSV, and as JSON Schema of its rows in JSON."""

from collections.abc import Sequence
from typing import Any

from data.frames import FrameColumn

_TABLE = {"Int64": "integer", "Float64": "number", "boolean": "boolean", "datetime64[s]": "date"}
_JSON: dict[str, dict[str, Any]] = {
    "string": {"type": ["string", "null"]},
    "category": {"type": ["string", "null"]},
    "object": {"type": "array", "items": {"type": "string"}},
    "datetime64[s]": {"type": ["string", "null"], "format": "date"},
    "Int64": {"type": ["integer", "null"]},
    "Float64": {"type": ["number", "null"]},
    "boolean": {"type": ["boolean", "null"]},
}


def _said(column: FrameColumn) -> str:
    return f"{column.help} Unit: {column.unit}." if column.unit else column.help


def table_schema(columns: Sequence[FrameColumn]) -> dict[str, Any]:
    """Return the Table Schema of a CSV file with these columns; an empty cell is what is missing."""
    fields = []
    for column in columns:
        field: dict[str, Any] = {
            "name": column.name,
            "type": _TABLE.get(column.dtype, "string"),
            "description": _said(column),
        }
        if column.header:
            field["title"] = column.header
        if column.allowed:
            field["constraints"] = {"enum": list(column.allowed)}
        fields.append(field)
    return {"fields": fields, "missingValues": [""]}


def row_schema(columns: Sequence[FrameColumn]) -> dict[str, Any]:
    """Return the JSON Schema of a row with these columns: all stand in each, ``null`` where missing."""
    properties = {}
    for column in columns:
        described = {**_JSON[column.dtype], "description": _said(column)}
        if column.allowed:
            described["enum"] = [*column.allowed, None]
        properties[column.name] = described
    return {
        "type": "object",
        "properties": properties,
        "required": [column.name for column in columns],
        "additionalProperties": False,
    }
