"""A snapshot's tables as pandas DataFrames, for charts, answers that are tables, and analysts.

    from data.frames import columns_of, frames

    tables = frames(snapshot)          # a table is made when it is first asked for, and kept
    tables["measures"]["deadline"]     # by the code names of the contract: table, column
    columns_of("measures")             # what each column is: name, dtype, unit, allowed values

The rules, the same for every table:

* A row is a record of the snapshot, in the order of the table's key; ``sort_values("row")`` gives the sheet's. A column
  is one of the contract, by its code name.
* What is unknown is missing (``isna()``: ``NA``, ``NaN`` of a category, ``NaT`` of a day), never zero, never "" and
  never a word of its own.
* Closed words are ordered categories in the contract's order, all of them, used or not. A category is the code's
  value (``"under_way"``): the same in the API, in addresses and in both languages. `FrameColumn.words` gives the
  Latvian word that the sheet has for it.
* A day is ``datetime64[s]``. Where the sheet takes a month or a year too, it is the last day of that period, on which
  it is judged, also for a beginning; ``…_precision`` beside it says what was written: ``day``, ``month`` or ``year``.
* A list is a tuple, ``()`` where nothing is said; ``DataFrame.explode`` makes rows of it, with ``NaN`` for ``()``.
* Whole numbers are ``Int64``, others ``Float64``, flags ``boolean``, texts and times of day ``string``: all of them
  can be missing.
* An answer that is a band's own word stands in ``band``, with ``answer`` missing, as in the record.
* Last stand ``row`` (the row's number in its sheet, missing for what no sheet holds), ``kept`` (the row, or its
  doubtful cells, are the last good version and not of this read) and ``doubtful`` (the columns whose cells could not
  be used).
* ``frame.attrs`` names the ``snapshot``, the ``table``, whether it is ``embedded`` (the source lacks it), and the
  ``invented`` plans of the source: whoever publishes its figures says that they are made up.

A frame is the caller's own copy: changing it changes no other.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from functools import cache
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from data.contract.columns import Column, Kind
from data.contract.tables import BY_CODE
from data.model import PartialDate, Snapshot
from data.words import N_

if TYPE_CHECKING:  # pandas is slow to import, and who reads only the documentation does not need it
    import pandas as pd

KEPT = 4
"""Snapshots whose frames are kept, the last asked for: as many as the screens keep results of."""

PRECISIONS = ("day", "month", "year")
"""What a date may have been written as."""

_DTYPES: Mapping[Kind, str] = {
    Kind.ID: "string",
    Kind.TEXT: "string",
    Kind.LIST: "object",
    Kind.LINK: "string",
    Kind.DAY: "datetime64[s]",
    Kind.DATE: "datetime64[s]",
    Kind.TIME: "string",
    Kind.INTEGER: "Int64",
    Kind.NUMBER: "Float64",
    Kind.CHOICE: "category",
    Kind.FLAG: "boolean",
}

UNITS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("funding", "amount"): "EUR",
        ("indicator_values", "number"): "as the indicator’s scale says",
        ("indicators", "weight"): "1 where nothing is said",
        ("meetings", "starts"): "HH:MM, Riga",
        ("meetings", "ends"): "HH:MM, Riga",
        ("municipalities", "population"): "residents",
        ("municipalities", "area_km2"): "km²",
        ("municipalities", "latitude"): "degrees, WGS84",
        ("municipalities", "longitude"): "degrees, WGS84",
        ("trust", "value"): "as the column unit says",
    }
)
"""The unit of what is measured, by table and column; a whole number that is not here is a year."""


@dataclass(frozen=True)
class FrameColumn:
    """What one column of a frame is.

    ``header`` is its heading in the sheet, None where the frame adds it; ``allowed`` its categories in order, and
    ``words`` what the sheet writes for each of them; ``ref`` the table whose ids stand in it. ``help`` is an English
    sentence; that of a column of the contract, or of what the API holds, is a key of the message catalogue.
    """

    name: str
    dtype: str
    help: str
    header: str | None = None
    unit: str | None = None
    allowed: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    key: bool = False
    ref: str | None = None


_PLACE = (
    FrameColumn(
        "row", "Int64", N_("The row’s number in its sheet, where the heading is row 1; missing without a sheet.")
    ),
    FrameColumn("kept", "boolean", N_("Whether the row, or its doubtful cells, are the last good version.")),
    FrameColumn("doubtful", "object", N_("The columns whose cells could not be used, by name.")),
)


_BAND = N_("The word of a band, where that is the answer; the column before it is missing then.")
_PRECISION = N_("What the day in the column before it was written as; that is the last day of the period.")


@cache
def columns_of(table: str) -> tuple[FrameColumn, ...]:
    """Return what each column of a table's frame is, in the frame's order; KeyError for an unknown table."""
    told = [described for column in BY_CODE[table].columns for described in _described(table, column)]
    return (*told, *_PLACE)


def _described(table: str, column: Column) -> Iterator[FrameColumn]:
    unit = UNITS.get((table, column.name)) or ("year" if column.kind is Kind.INTEGER else None)
    words = MappingProxyType({member.value: word for word, member in column.choices.items()})
    dtype = "object" if column.many else _DTYPES[column.kind]
    yield FrameColumn(column.name, dtype, column.help, column.header, unit, tuple(words), words, column.key, column.ref)
    if column.kind is Kind.DATE:
        yield FrameColumn(f"{column.name}_precision", "category", _PRECISION, allowed=PRECISIONS)
    if column.open_words:
        yield FrameColumn(
            "band", "string", N_("The word of a band, where that is the answer; the column before it is missing then.")
        )


class Frames(Mapping[str, "pd.DataFrame"]):
    """The tables of one snapshot by code name, in the order of the tabs; each is made when it is first asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._made: dict[str, pd.DataFrame] = {}
        self._making = Lock()

    def __getitem__(self, table: str) -> "pd.DataFrame":
        if table not in BY_CODE:
            raise KeyError(table)
        with self._making:
            if table not in self._made:
                self._made[table] = _frame(self.snapshot, table)
            # A shallow copy would share its arrays, which may be written to (`.array[0] = …`).
            return self._made[table].copy(deep=True)

    def __contains__(self, table: object) -> bool:
        return table in BY_CODE

    def __iter__(self) -> Iterator[str]:
        return iter(BY_CODE)

    def __len__(self) -> int:
        return len(BY_CODE)


_kept: OrderedDict[tuple[str, int], Frames] = OrderedDict()
_keeping = Lock()


def frames(snapshot: Snapshot) -> Frames:
    """Return a snapshot's tables as DataFrames by code name; made when asked for, kept for the newest snapshots."""
    # Snapshots of one content may differ in where its rows stand in the sheet.
    key = (snapshot.id, snapshot.arrangement)
    with _keeping:
        remembered = _kept.setdefault(key, Frames(snapshot))
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return remembered


def framed(columns: Iterable[FrameColumn], values: Mapping[str, list[Any]]) -> "pd.DataFrame":
    """Return a DataFrame of these columns, each in the dtype that it is told to have; ``None`` is what is missing."""
    import pandas as pd

    return pd.DataFrame({told.name: _array(values[told.name], told) for told in columns})


def records(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """Return a frame's rows as plain values by column: ``None`` is what is missing, a day is a ``date``."""
    columns = {str(name): _plain_values(column) for name, column in frame.items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain_values(column: "pd.Series[Any]") -> list[Any]:
    import pandas as pd

    if isinstance(column.array, pd.Categorical):  # its own ways to a list are ten times as slow
        words = [*column.array.categories, None]
        return [words[code] for code in column.array.codes]
    if column.dtype.kind == "M":
        return [None if day is pd.NaT else day for day in column.dt.date]
    values: list[Any] = column.to_numpy(dtype=object, na_value=None).tolist()  # type: ignore[call-overload]
    return values


def _frame(snapshot: Snapshot, table: str) -> "pd.DataFrame":
    records: Sequence[Any] = getattr(snapshot, table)
    values: dict[str, list[Any]] = {}
    for column in BY_CODE[table].columns:
        written = [getattr(record, column.name) for record in records]
        if column.kind is Kind.DATE:
            values[column.name] = [dated and dated.last for dated in written]
            values[f"{column.name}_precision"] = [_precision(dated) for dated in written]
        else:
            values[column.name] = written
        if column.open_words:
            values["band"] = [record.band for record in records]
    places = [snapshot.origin(record) for record in records]
    values["row"] = [place and place.row for place in places]
    values["kept"] = [bool(place and place.kept) for place in places]
    values["doubtful"] = [tuple(sorted(place.doubtful)) if place else () for place in places]
    frame = framed(columns_of(table), values)
    embedded = table in snapshot.embedded
    frame.attrs = {
        "snapshot": snapshot.id,
        "table": table,
        "embedded": embedded,
        # What the source lacks is embedded, and so true whatever its plans are.
        "invented": () if embedded else snapshot.invented,
    }
    return frame


def _precision(dated: PartialDate | None) -> str | None:
    if dated is None:
        return None
    return "day" if dated.day else "month" if dated.month else "year"


@cache
def _closed(allowed: tuple[str, ...]) -> tuple["pd.CategoricalDtype", Mapping[str | None, int]]:
    """Return the dtype of ordered categories and the place of each; to make it anew is most of what a frame costs."""
    import pandas as pd

    places: dict[str | None, int] = {None: -1, **{word: place for place, word in enumerate(allowed)}}
    return pd.CategoricalDtype(list(allowed), ordered=True), places


def _array(values: list[Any], told: FrameColumn) -> Any:
    import pandas as pd

    if told.dtype == "category":
        dtype, places = _closed(told.allowed)
        return pd.Categorical.from_codes([places[value] for value in values], dtype=dtype, validate=False)
    if told.dtype == "string":
        # Of all that is no text there are only times of the day; the sheet has no seconds.
        values = [f"{value:%H:%M}" if isinstance(value, time) else value for value in values]
        return pd.array(values, dtype="string")
    return pd.Series(values, dtype=told.dtype)
