"""The uninterpreted grid: what a source hands over and the intake reads.

A source says what stands in each cell and where; it never says what it means. So one check serves a
folder of CSV files, a workbook and a live sheet, and a fault can always be named at its address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class CellKind(StrEnum):
    """What a spreadsheet program knew about a cell that is not plain text."""

    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"
    FLAG = "flag"
    ERROR = "error"
    NOT_CALCULATED = "not_calculated"
    RESTLESS = "restless"
    """A text that is another one at every look, as of a formula with the time in it."""


class TypedCell(NamedTuple):
    """A cell that a spreadsheet program holds as more than text.

    ``value`` is the number (for `PERCENT` the share as shown, 50 for "50 %"), the ISO text of a date or time,
    or a bool; ``shown`` is what the person at the sheet sees.
    """

    kind: CellKind
    value: float | str | bool | None
    shown: str


RawCell = str | TypedCell
"""Plain text ("" is an empty cell) or a typed cell."""


class Merge(NamedTuple):
    """A block of merged cells, 0-based and inclusive; its value stands in the first cell."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class RawTab:
    """One tab as it stands: ``rows[0]`` is the spreadsheet's row 1, ``rows[r][0]`` its column A."""

    title: str
    rows: tuple[tuple[RawCell, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden_rows: int = 0
    encoding: str = "utf-8"
    """The character set a text file was read with; "utf-8" for everything else."""
    links: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    """The addresses behind a cell's text, by its 0-based row and column; "" for one that is not known."""
    from_1904: bool = False
    """Whether a day without a date's format is counted from 1904 on, as programs on old Macintoshes did."""


@dataclass(frozen=True)
class Unreadable:
    """A tab that is there but cannot be read; ``code`` is an issue code of `data.intake.issues`."""

    title: str
    code: str
    args: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RawBook:
    """All tabs of one read, in the source's order; ``name`` is what a person calls the source.

    ``links`` gives, by title, the address that opens a tab for editing; "&range=D7" behind it opens a cell.
    """

    name: str
    tabs: tuple[RawTab, ...]
    unreadable: tuple[Unreadable, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)


def column_letters(index: int) -> str:
    """Return the spreadsheet's letters of a 0-based column: 0 is "A", 26 is "AA"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
