"""A DataFrame in the forms in which it is handed out to programs: JSON, CSV, XLSX, Parquet.

All four say the same: the columns of the frame by their code names, closed words by their codes, days as ISO 8601, and
what is unknown is missing (``null``, an empty cell). Each says where it comes from: JSON and Parquet at their head, CSV
and XLSX, which lose their head on the way, in the last columns of every row. Made twice, a file is the same bytes.
"""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from data.frames import FrameColumn, records
from data.publish.tables import plain_cell, written
from data.publish.workbook import data_workbook
from data.words import N_, words

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

SEPARATOR = "; "
"""What stands between the parts of a list in a cell."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Origin:
    """Where a table comes from: its name, title, snapshot and source, and the plans of it that are made up.

    ``day`` is the day it is judged on and ``plan`` the id of the plan it speaks of, None where it is of neither;
    ``notes`` is what else a reader must know: what is not of the newest read, or counted by newer rules; ``licences``
    are the addresses of those it is reused under.
    """

    code: str
    title: str
    snapshot: str
    source: str
    invented: tuple[str, ...] = ()
    day: date | None = None
    plan: str | None = None
    notes: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()

    @property
    def said(self) -> dict[str, Any]:
        """What stands at the head of a file, by name."""
        return {
            "name": self.code,
            "title": self.title,
            "snapshot": self.snapshot,
            "judged_on": self.day and self.day.isoformat(),
            "plan": self.plan,
            "data_source": self.source,
            "invented": list(self.invented),
            "notes": list(self.notes),
            "licenses": list(self.licences),
        }


_SNAPSHOT = FrameColumn("snapshot", "string", N_("The snapshot that the row is of, by its ID."))
_DAY = FrameColumn("judged_on", "datetime64[s]", N_("The day as of which it is shown."))
_SOURCE = FrameColumn("data_source", "string", N_("The spreadsheet, or other source, that the snapshot was read from."))
_NOTES = FrameColumn(
    "notes", "string", N_("What is not of the newest read, or counted by newer rules; missing if nothing.")
)
_INVENTED = FrameColumn(
    "invented_plans", "string", N_("The plans of the source that are made up; missing where none is.")
)


def flat(columns: Sequence[FrameColumn], *, judged: bool) -> tuple[FrameColumn, ...]:
    """Return the columns of a file without a head: those of the frame, then those that say where it comes from."""
    return (*columns, _SNAPSHOT, *([_DAY] if judged else []), _SOURCE, _INVENTED, _NOTES)


def _last(origin: Origin) -> list[Any]:
    invented = SEPARATOR.join(origin.invented) or None
    notes = " · ".join(origin.notes) or None
    return [origin.snapshot, *([origin.day] if origin.day else []), origin.source, invented, notes]


def _lines(frame: "pd.DataFrame", origin: Origin) -> list[list[Any]]:
    last = _last(origin)
    return [[*map(_cell, row.values()), *last] for row in records(frame)]


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return SEPARATOR.join(value) or None
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def _header(frame: "pd.DataFrame", origin: Origin) -> list[str]:
    last = [column.name for column in flat((), judged=origin.day is not None)]
    return [*map(str, frame.columns), *last]


def as_csv(frame: "pd.DataFrame", origin: Origin) -> bytes:
    """Return a frame as CSV: UTF-8 with a byte order mark (spreadsheets need it), comma, formulas escaped."""
    lines = [_header(frame, origin), *_lines(frame, origin)]
    return written([plain_cell(value) for value in line] for line in lines)


def as_xlsx(frame: "pd.DataFrame", origin: Origin) -> bytes:
    """Return a frame as a workbook of one tab: numbers and days typed, text never a formula."""
    return _same_always(data_workbook(origin.code, [_header(frame, origin), *_lines(frame, origin)]))


def _same_always(archive: bytes) -> bytes:
    """Return a workbook without the moments at which it and its parts were written."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(archive)) as made, ZipFile(out, "w", ZIP_DEFLATED) as kept:
        for name in made.namelist():
            part = _UNDATED if name == "docProps/core.xml" else made.read(name)
            kept.writestr(ZipInfo(name, _EPOCH), part, ZIP_DEFLATED)
    return out.getvalue()


_UNDATED = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<cp:coreProperties xmlns:cp='
    '"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)


def as_json(frame: "pd.DataFrame", origin: Origin, page: Mapping[str, Any] | None = None) -> bytes:
    """Return a frame as JSON: its head, ``page`` (which rows these are), then its rows as objects by column."""
    rows = records(frame)
    whole = {"total": len(rows), "offset": 0, "next": None}
    return dumped({**origin.said, **(page or whole), "rows": rows})


def dumped(value: Any) -> bytes:
    """Return a value as JSON in UTF-8; no text in it can end what it stands in, be it a page's script block."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=_plain, separators=(",", ":"))
    # Only within texts do these stand.
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode("utf-8", "backslashreplace")


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


def as_parquet(frame: "pd.DataFrame", columns: Sequence[FrameColumn], origin: Origin) -> bytes:
    """Return a frame as Parquet with its types: lists, whole numbers, days; closed words as dictionaries.

    Each column tells what it is, in English and in Latvian, and its unit, the file where it comes from.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([_field(column) for column in columns], metadata={"origin": dumped(origin.said)})
    values = [[row[column.name] for row in records(frame[[column.name]])] for column in columns]
    arrays = [pa.array(listed, field.type) for listed, field in zip(values, schema, strict=True)]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out, compression="zstd")
    return out.getvalue()


def _field(column: FrameColumn) -> "pa.Field":
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "object": pa.list_(pa.string()),
        "datetime64[s]": pa.date32(),
        "Int64": pa.int64(),
        "Float64": pa.float64(),
        "boolean": pa.bool_(),
        "category": pa.dictionary(pa.int32(), pa.string()),
    }
    described = {"description": column.help, "description_lv": words("lv").say(column.help)}
    about = described | ({"unit": column.unit} if column.unit else {})
    return pa.field(column.name, types[column.dtype], metadata=about)
