"""What a step of a meeting is made of: plain text, tables, bars and one code to scan; nothing knows how it is drawn."""

from dataclasses import dataclass

from data.answers.progress import Tally
from data.model import State


class Sheet(str):
    """A text as the spreadsheet holds it: Latvian, whatever language the screen speaks."""

    __slots__ = ()


@dataclass(frozen=True)
class Cell:
    """A cell of a table: text, a quieter detail after it, a status' shape before it, an address inside the dashboard.

    ``marked`` tells that ``status`` is shown; None is a report without a status.
    """

    text: str
    detail: str = ""
    marked: bool = False
    status: State | None = None
    address: str = ""


@dataclass(frozen=True)
class Heading:
    """A column: its heading and its share of the width in twelfths; the shares of a table add up to twelve."""

    text: str
    twelfths: int


@dataclass(frozen=True)
class Prose:
    """A paragraph; ``quiet`` is said in grey, as a basis or a source is."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Grid:
    """A table of cells; each row has a cell for every heading. ``sources`` are for the notes."""

    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bars:
    """Stacked bars of one scale, a label and a tally each; ``alt`` says them in words."""

    caption: str
    rows: tuple[tuple[str, Tally], ...]
    alt: str


@dataclass(frozen=True)
class Code:
    """An address to scan with a telephone."""

    address: str
    says: str


Block = Prose | Grid | Bars | Code


@dataclass(frozen=True)
class Step:
    """One screen of the meeting: its title says the finding, ``kicker`` where in the meeting we are.

    ``notes`` are the sources of what stands on it, for the speaker. ``part`` of ``parts`` tells, from 1, where a step
    that did not fit on one screen stands. ``quoted`` is the part of the kicker that the spreadsheet says.
    """

    name: str
    kicker: str
    title: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    part: int = 1
    parts: int = 1
    quoted: str = ""
