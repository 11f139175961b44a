"""What the columns of a frame are, for programs: as Table Schema of its CSV, and as JSON Schema of its rows in JSON.

Neither form has a place for a text in two languages, so each is made in one.
"""

from collections.abc import Sequence
from typing import Any

from data.frames import FrameColumn
from data.words import N_, Words

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


UNITS = (
    N_("year"), N_("as the indicator’s scale says"), N_("HH:MM, Riga"), N_("1 where nothing is said"), N_("residents"),
    N_("degrees, WGS84"), N_("as the column unit says"), N_("measures"), N_("indicators"), N_("percentage points"),
    N_("issues"),
)  # fmt: skip
"""The units of what the API holds that have a word of their own in each language; signs are the same in all."""


def said(column: FrameColumn, words: Words) -> str:
    """Return what a column is and what it is counted in, in a language."""
    _ = words.say
    return f"{_(column.help)} {_('Unit: {unit}.', unit=_(column.unit))}" if column.unit else _(column.help)


def table_schema(columns: Sequence[FrameColumn], words: Words) -> dict[str, Any]:
    """Return the Table Schema of a CSV file with these columns, in a language; an empty cell is what is missing."""
    fields = []
    for column in columns:
        field: dict[str, Any] = {
            "name": column.name,
            "type": _TABLE.get(column.dtype, "string"),
            "description": said(column, words),
        }
        if column.header:
            field["title"] = column.header
        if column.allowed:
            field["constraints"] = {"enum": list(column.allowed)}
        fields.append(field)
    return {"fields": fields, "missingValues": [""]}


def row_schema(columns: Sequence[FrameColumn], words: Words) -> dict[str, Any]:
    """Return the JSON Schema of a row with these columns, in a language: all stand in each, ``null`` where missing."""
    properties = {}
    for column in columns:
        described = {**_JSON[column.dtype], "description": said(column, words)}
        if column.allowed:
            described["enum"] = [*column.allowed, None]
        properties[column.name] = described
    return {
        "type": "object",
        "properties": properties,
        "required": [column.name for column in columns],
        "additionalProperties": False,
    }
