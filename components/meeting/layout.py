"""Fitting steps to a screen of 1280 by 720: what would overflow goes on to a further part of the step.

Sizes are in pixels of that screen. Text is measured with the face it will be set in: the browser has the last word,
and `tests/browser/test_meeting.py` looks at every step there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from types import MappingProxyType

from components.fonts.measure import OURS, Face
from components.meeting.blocks import Bars, Block, Cell, Code, Grid, Prose, Step
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

VARIABLES: Mapping[str, str] = MappingProxyType({
    f"step-{name}": f"{size:g}"
    for name, size in (
        ("width", WIDTH), ("height", HEIGHT), ("margin", MARGIN), ("body", BODY), ("title", TITLE), ("code", CODE),
        ("leading", LEADING), ("gap", GAP), ("below", BELOW),
    )
})  # fmt: skip
"""The sizes as the variables of the style sheets, without their unit."""

_CELL = 11
"""The blank above and below a cell's text, and the line between rows."""
_MARK = 32
"""The width of a status' shape and the blank after it."""
_FINEST = 0.04
"""By so much of a screen the parts of a step are evened out."""


def fit(step: Step, face: Face = OURS) -> tuple[Step, ...]:
    """Return the step, set in a face, in as many parts as it needs, each with its title; nothing of it is left out."""
    title, kicker = shortened(step.title, LONGEST_TITLE), shortened(step.kicker, LONGEST_KICKER)
    whole_ones = [Prose(text) for text, short in ((step.kicker, kicker), (step.title, title)) if short != text]
    blocks = (*whole_ones, *step.blocks)
    screen = Screen(width_beside(blocks), face)
    room = HEIGHT - BELOW - screen.top(title)
    pieces = [piece for block in blocks for piece in screen.pieces(block, room)]
    pages = screen.paged(pieces, room)
    for number in range(1, round(1 / _FINEST)):
        evener = screen.paged(pieces, room * (1 - number * _FINEST))
        if len(pages) == 1 or len(evener) > len(pages):
            break
        pages = evener
    return tuple(
        replace(step, title=title, kicker=kicker, blocks=tuple(page), part=number, parts=len(pages))
        for number, page in enumerate(pages, start=1)
    )


def shortened(text: str, most: int) -> str:
    """Return a text cut between words to so many letters."""
    return text if len(text) <= most else type(text)(text[:most].rsplit(" ", 1)[0] + " …")


def width_beside(blocks: Iterable[Block]) -> float:
    """Return the width of blocks: all of the screen between its margins, less where a code stands beside them."""
    beside = any(isinstance(block, Code) for block in blocks)
    return WIDTH - 2 * MARGIN - (CODE + 40 if beside else 0)


@dataclass(frozen=True)
class Screen:
    """A column of text of a width, set in a face."""

    width: float
    face: Face

    def lines(self, text: str, width: float | None = None, size: float = BODY, *, bold: bool = False) -> int:
        """Return how many lines a text takes; a word that does not fit goes to the next, a longer one is broken."""
        return self.face.line_count(text, size, self.width if width is None else width, bold=bold)

    def top(self, title: str) -> float:
        """Return where the blocks begin: below the margin, the line that says where we are, and the title."""
        return MARGIN + LINE + self.lines(title, size=TITLE, bold=True) * TITLE * 1.15 + GAP

    def paged(self, pieces: Iterable[Block], room: float) -> list[list[Block]]:
        """Return pieces by screen, each filled up to ``room``; those of one block are joined again."""
        pages: list[list[Block]] = [[]]
        left = room
        for piece in pieces:
            if isinstance(piece, Code):
                pages[0].append(piece)
                continue
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
        if isinstance(block, Prose):
            yield from (replace(block, text=text) for text in self._cut(block.text, self.width, room - GAP))
        elif isinstance(block, Grid):
            for row in block.rows:
                for part in self._row_parts(block, row, room):
                    yield replace(block, rows=(part,))
        elif isinstance(block, Bars) and self.height(block) > room:
            for label, tally in block.rows:
                *before, last = self._cut(label, self.width, room - self._head(block) - BAR - 2 * GAP)
                yield from map(Prose, before)
                yield replace(block, rows=((last, tally),))
        else:
            yield block

    def _row_parts(self, grid: Grid, row: Sequence[Cell], room: float) -> Iterable[tuple[Cell, ...]]:
        """Return a row of a table, or its parts where one cell alone would fill more than the screen."""
        most = room - self._shared(grid)
        if self.row_height(grid, row) <= most:
            yield tuple(row)
            return
        texts = [
            list(self._cut(_all(cell), self._column(heading.twelfths) - _MARK, most - _CELL))
            for cell, heading in zip(row, grid.headings, strict=True)
        ]
        for number, parts in enumerate(zip_longest(*texts, fillvalue="")):
            yield tuple(
                replace(
                    cell, text=part, detail="", marked=cell.marked and not number, address=cell.address if part else ""
                )
                for cell, part in zip(row, parts, strict=True)
            )

    def _cut(self, text: str, width: float, room: float) -> Iterable[str]:
        """Return a text in pieces of at most so many lines, cut between words."""
        most = max(1, int(room / LINE))
        if self.lines(text, width) <= most:
            yield text
            return
        parts = (part for word in text.split() for part in self.face.pieces(word, BODY, width))
        lines = self.face.lines(" ".join(parts), BODY, width)
        for start in range(0, len(lines), most):
            yield type(text)(" ".join(lines[start : start + most]))

    def _column(self, twelfths: int) -> float:
        return self.width * twelfths / 12 - _CELL

    def _head(self, block: Block) -> float:
        """Return the height of what stands once above the pieces of a block: a table's header, the key of the bars."""
        if isinstance(block, Grid):
            return (
                max(self.lines(own.text, self._column(own.twelfths), bold=True) for own in block.headings) * LINE
                + _CELL
            )
        return 2 * LINE if isinstance(block, Bars) else 0

    def _shared(self, block: Block) -> float:
        """Return the height of what pieces of a block stand in once: its head, and the blank below a table."""
        return self._head(block) + (GAP if isinstance(block, Grid) else 0)

    def height(self, block: Block) -> float:
        """Return the height of a block, or of a piece of one."""
        match block:
            case Prose():
                return self.lines(block.text) * LINE + GAP
            case Grid():
                return self._shared(block) + sum(self.row_height(block, row) for row in block.rows)
            case Bars():
                return self._head(block) + sum(self.lines(label) * LINE + BAR + GAP for label, _ in block.rows)
            case Code():
                return 0

    def row_height(self, grid: Grid, row: Sequence[Cell]) -> float:
        """Return the height of one row of a table: its tallest cell."""
        tallest = max(
            self.lines(_all(cell), self._column(heading.twelfths) - (_MARK if cell.marked else 0))
            for cell, heading in zip(row, grid.headings, strict=True)
        )
        return tallest * LINE + _CELL


def _all(cell: Cell) -> str:
    """Return what a cell says, the quieter detail after its text."""
    return type(cell.text)(f"{cell.text} {cell.detail}".strip())


def _joined(before: Block, piece: Block) -> Block | None:
    """Return two pieces of one table, or of one set of bars, as one; None where they do not belong together."""
    if isinstance(before, Grid) and isinstance(piece, Grid) and before.headings == piece.headings:
        return replace(before, rows=before.rows + piece.rows)
    if isinstance(before, Bars) and isinstance(piece, Bars):
        return replace(before, rows=before.rows + piece.rows)
    return None
