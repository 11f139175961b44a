"""Fitting steps to a screen of 1280 by 720: what would overflow goes on to a further part of the step.

Sizes are in pixels of that screen. Text is measured with the face it will be set in: the browser has the last word,
and `tests/browser/test_meeting.py` looks at every step there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from types import MappingProxyType

from components.blocks.vocabulary import Bars, Content, Link, Paragraph, Row, Sign, Table, Text, plain
from components.fonts.measure import OURS, Face
from components.meeting.step import Block, Step
from data.contract.tables import LONGEST_HEADING

WIDTH, HEIGHT = 1280, 720
MARGIN = 44
BODY = 24
"""The smallest type on a step."""
TITLE = 38
LEADING = 1.3
LINE = BODY * LEADING
BAR = 50
CODE = 200
"""The side of the code to scan."""
GAP = 10
BELOW = 46
"""The line at the foot: step, day, snapshot."""
LONGEST_TITLE, LONGEST_KICKER = LONGEST_HEADING, 90
"""Letters a title, and the one line above it, may have; a longer one is cut, and the whole text stands below it."""

VARIABLES: Mapping[str, str] = MappingProxyType(
    {
        f"step-{name}": f"{size:g}"
        for name, size in (
            ("width", WIDTH),
            ("height", HEIGHT),
            ("margin", MARGIN),
            ("body", BODY),
            ("title", TITLE),
            ("code", CODE),
            ("leading", LEADING),
            ("gap", GAP),
            ("bar", BAR),
            ("below", BELOW),
        )
    }
)
"""The sizes as the variables of the style sheets, without their unit."""

_CELL = 11
"""The blank above and below a cell's text, and the line between rows."""
_MARK = 32
"""The width of a status' shape and the blank after it."""
_FINEST = 0.04
"""By so much of a screen the parts of a step are evened out."""


def fit(step: Step, face: Face = OURS) -> tuple[Step, ...]:
    """Return the step, set in a face, in as many parts as it needs, each with its title; nothing of it is left out."""
    title = dressed(shortened(plain(step.title), LONGEST_TITLE), step.title)
    kicker = shortened(step.kicker, LONGEST_KICKER)
    whole_ones = [
        Paragraph(whole_text)
        for whole_text, short in ((step.kicker, kicker), (step.title, title))
        if short != whole_text
    ]
    blocks = (*whole_ones, *step.blocks)
    screen = Screen(width_beside(step.code), face)
    room = HEIGHT - BELOW - screen.top(title)
    pieces = [piece for block in blocks for piece in screen.pieces(block, room)]
    pages = screen.paged(pieces, room)
    for number in range(1, round(1 / _FINEST)):
        evener = screen.paged(pieces, room * (1 - number * _FINEST))
        if len(pages) == 1 or len(evener) > len(pages):
            break
        pages = evener
    return tuple(
        replace(
            step,
            title=title,
            kicker=kicker,
            blocks=tuple(page),
            part=number,
            parts=len(pages),
            code=step.code if number == 1 else None,
        )
        for number, page in enumerate(pages, start=1)
    )


def shortened(text: str, most: int) -> str:
    """Return a text cut between words to so many letters."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def dressed(text: str, like: Content) -> Content:
    """Return a text in the language, and with the link, of what is said first."""
    match like:
        case tuple():
            return dressed(text, next((part for part in like if plain(part).strip()), ""))
        case Text() | Link() if text:
            return replace(like, content=dressed(text, like.content))
        case _:
            return text


def width_beside(code: Link | None) -> float:
    """Return the width of blocks: all of the screen between its margins, less where a code stands beside them."""
    return WIDTH - 2 * MARGIN - (CODE + 40 if code else 0)


@dataclass(frozen=True)
class Screen:
    """A column of text of a width, set in a face."""

    width: float
    face: Face

    def lines(self, text: str, width: float | None = None, size: float = BODY, *, bold: bool = False) -> int:
        """Return how many lines a text takes; a word that does not fit goes to the next, a longer one is broken."""
        return self.face.line_count(text, size, self.width if width is None else width, bold=bold)

    def top(self, title: Content) -> float:
        """Return where the blocks begin: below the margin, the line that says where we are, and the title."""
        return MARGIN + LINE + self.lines(plain(title), size=TITLE, bold=True) * TITLE * 1.15 + GAP

    def paged(self, pieces: Iterable[Block], room: float) -> list[list[Block]]:
        """Return pieces by screen, each filled up to ``room``; those of one block are joined again."""
        pages: list[list[Block]] = [[]]
        left = room
        for piece in pieces:
            joined = _joined(pages[-1][-1], piece) if pages[-1] else None
            height = self.height(piece) - (self._shared(piece) if joined else 0)
            if height > left and left < room:
                pages.append([])
                left, joined, height = room, None, self.height(piece)
            left -= height
            if joined:
                pages[-1][-1] = joined
            else:
                pages[-1].append(piece)
        return pages

    def pieces(self, block: Block, room: float) -> Iterable[Block]:
        """Return a block in pieces that each fit on a screen of their own: a table by rows, a text by lines."""
        if isinstance(block, Paragraph):
            yield from (replace(block, content=text) for text in self._cut(block.content, self.width, room - GAP))
        elif isinstance(block, Table):
            for row in block.rows:
                for part in self._row_parts(block, row, room):
                    yield replace(block, rows=(part,))
        elif isinstance(block, Bars) and self.height(block) > room:
            for bar in block.rows:
                *before, last = self._cut(bar.label, self.width, room - self._head(block) - BAR - 2 * GAP)
                yield from map(Paragraph, before)
                yield replace(block, rows=(replace(bar, label=last),))
        else:
            yield block

    def _row_parts(self, table: Table, row: Row, room: float) -> Iterable[Row]:
        """Return a row of a table, or its parts where one cell alone would fill more than the screen."""
        most = room - self._shared(table)
        if self.row_height(table, row) <= most:
            yield row
            return
        columns = [
            list(self._cut(cell, self._column(column.twelfths) - _MARK, most - _CELL))
            for cell, column in zip(row.cells, table.columns, strict=True)
        ]
        for cells in zip_longest(*columns, fillvalue=""):
            yield replace(row, cells=cells)

    def _cut(self, content: Content, width: float, room: float) -> Iterable[Content]:
        """Return what is said in pieces of at most so many lines, cut between words; a sign stands before the first."""
        most, text = max(1, int(room / LINE)), plain(content).strip()
        if self.lines(text, width) <= most:
            yield content
            return
        parts = (part for word in text.split() for part in self.face.pieces(word, BODY, width))
        lines = self.face.lines(" ".join(parts), BODY, width)
        for start in range(0, len(lines), most):
            piece = dressed(" ".join(lines[start : start + most]), content)
            yield (sign, " ", piece) if (sign := _sign(content)) and not start else piece

    def _column(self, twelfths: int) -> float:
        return self.width * twelfths / 12 - _CELL

    def _head(self, block: Block) -> float:
        """Return the height of what stands once above the pieces of a block: a table's header, the key of the bars."""
        if isinstance(block, Table):
            return (
                max(self.lines(column.heading, self._column(column.twelfths), bold=True) for column in block.columns)
                * LINE
                + _CELL
            )
        return 2 * LINE if isinstance(block, Bars) else 0

    def _shared(self, block: Block) -> float:
        """Return the height of what pieces of a block stand in once: its head, and the blank below a table."""
        return self._head(block) + (GAP if isinstance(block, Table) else 0)

    def height(self, block: Block) -> float:
        """Return the height of a block, or of a piece of one."""
        match block:
            case Paragraph():
                return self.lines(plain(block.content)) * LINE + GAP
            case Table():
                return self._shared(block) + sum(self.row_height(block, row) for row in block.rows)
            case Bars():
                labels = (self.lines(plain(row.label)) for row in block.rows)
                return self._head(block) + sum(lines * LINE + BAR + GAP for lines in labels)

    def row_height(self, table: Table, row: Row) -> float:
        """Return the height of one row of a table: its tallest cell."""
        tallest = max(
            self.lines(plain(cell).strip(), self._column(column.twelfths) - (_MARK if _sign(cell) else 0))
            for cell, column in zip(row.cells, table.columns, strict=True)
        )
        return tallest * LINE + _CELL


def _sign(content: Content) -> Sign | None:
    """Return the sign of a status that stands in a cell."""
    parts = content if isinstance(content, tuple) else ()
    return next((part for part in parts if isinstance(part, Sign)), None)


def _joined(before: Block, piece: Block) -> Block | None:
    """Return two pieces of one table, or of one set of bars, as one; None where they do not belong together."""
    if isinstance(before, Table) and isinstance(piece, Table) and before.columns == piece.columns:
        return replace(before, rows=(*before.rows, *piece.rows))
    if isinstance(before, Bars) and isinstance(piece, Bars):
        return replace(before, rows=(*before.rows, *piece.rows))
    return None
