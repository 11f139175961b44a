"""Taking one text out of everything the store keeps: the only change ever made to it."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from data.contract.columns import Column
from data.contract.tables import BY_CODE
from data.intake.personal import REDACTED
from data.intake.tabs import HEADER_SEARCH_ROWS
from data.intake.text import tidy
from data.raw import RawCell, TypedCell
from data.store import grid, lines
from data.store.lines import CELL, ITEM, NONE, escape, unescape

_SHORTEST = 4


class Eraser:
    """Replaces a text by "[…]", whatever its case and spacing, in cells and in stored lines."""

    def __init__(self, text: str) -> None:
        self._text = tidy(text)
        self.length = len(self._text)
        self._pattern = re.compile(r"\s+".join(map(re.escape, self._text.split())), re.IGNORECASE)
        self._done: dict[tuple[object, str], str] = {}

    def cell(self, text: str) -> str:
        """Return a text without it, also where characters that nobody sees part its letters."""
        if (clean := self._pattern.sub(REDACTED, text)) != text:
            text = clean
        plain = tidy(text, lines=True)
        clean = self._pattern.sub(REDACTED, plain)
        return text if clean == plain else clean

    def cut(self, text: str) -> str:
        """Return what an issue shows of a cell without it, also where it was cut off in the middle."""
        text = self.cell(text)
        if text.endswith("…"):
            stem = text[:-1]
            for length in range(self.length - 1, _SHORTEST - 1, -1):
                if stem.casefold().endswith(self._text[:length].casefold()):
                    return stem[: len(stem) - length] + REDACTED
        return text

    def value(self, value: Any) -> Any:
        """Return a value of JSON without it."""
        if isinstance(value, str):
            return self.cut(value)
        if isinstance(value, dict):
            return {self.cut(name): self.value(part) for name, part in value.items()}
        return [self.value(part) for part in value] if isinstance(value, list) else value

    def finds(self, text_lines: list[str]) -> bool:
        """Tell whether it stands in stored lines."""
        return self.lines(text_lines) is not text_lines

    def lines(self, text_lines: list[str]) -> list[str]:
        """Return stored lines without it: the very same list where it does not stand in them."""
        return self._checked(text_lines) if text_lines[0].startswith(f"snapshot{CELL}") else self._book(text_lines)

    def _book(self, text_lines: list[str]) -> list[str]:
        clean = list(text_lines)
        clean[0] = self._line(text_lines[0], "name", lambda cells: [*cells[:2], *map(self._word, cells[2:])])
        for start, end in grid.blocks(text_lines):
            clean[start + 1 : end] = [self._line(line, "raw", self._raw_cells) for line in text_lines[start + 1 : end]]
        return text_lines if clean == text_lines else clean

    def _checked(self, text_lines: list[str]) -> list[str]:
        parts, end = lines.sections(text_lines)
        clean = list(text_lines)
        for part in parts:
            wordy = lines.wordy(part.code, part.names) if part.code in BY_CODE else [True] * len(part.names)
            key = (part.code, *part.names)
            change = partial(self._row, wordy)
            clean[part.start : part.end] = [self._line(line, key, change) for line in text_lines[part.start : part.end]]
        for at in range(end, len(text_lines)):
            clean[at] = self._line(text_lines[at], "tail", self._tail)
        return text_lines if clean == text_lines else clean

    def _line(self, line: str, kind: object, change: Callable[[Sequence[str]], list[str]]) -> str:
        """Change a line's cells where the text seems to stand in them; each line is looked at once."""
        if (kind, line) not in self._done:
            self._done[kind, line] = CELL.join(change(line.split(CELL))) if self._seen(line) else line
        return self._done[kind, line]

    def _seen(self, line: str) -> bool:
        return "…" in line or self._pattern.search(tidy(line)) is not None

    def _raw_cells(self, cells: Sequence[str]) -> list[str]:
        return [grid.write_cell(self._raw(grid.read_cell(cell))) for cell in cells]

    def _raw(self, cell: RawCell) -> RawCell:
        if isinstance(cell, str):
            return self.cell(cell)
        number = f"{cell.value:.15g}" if isinstance(cell.value, int | float) else str(cell.value)
        shown = self.cell(cell.shown)
        if self.cell(number) != number:
            return shown if shown != cell.shown else self.cell(number)
        return TypedCell(cell.kind, cell.value, shown)

    def _row(self, wordy: Sequence[bool], cells: Sequence[str]) -> list[str]:
        return [self._word(cell) if is_wordy else cell for cell, is_wordy in zip(cells, wordy, strict=True)]

    def _word(self, cell: str) -> str:
        if cell == NONE:
            return cell
        return ITEM.join(escape(self.cell(unescape(item))) for item in cell.split(ITEM))

    def _tail(self, cells: Sequence[str]) -> list[str]:
        if cells[0] == "place":
            return [*cells[:4], *map(self._word, cells[4:])]
        if cells[0] != "issue":
            return list(cells)
        *head, shown, address, args = cells
        return [*head, self._cut_word(shown), address, self._cut_word(args)]

    def _cut_word(self, cell: str) -> str:
        return cell if cell == NONE else ITEM.join(escape(self.cut(unescape(item))) for item in cell.split(ITEM))


class PersonalData(Eraser):
    """Replaces by "[…]" all personal data that `data.intake.personal.redact` finds today."""

    def __init__(self) -> None:
        """Nothing is given: what is looked for is known by its form."""
        self._done = {}

    def cell(self, text: str) -> str:
        """Return a text without personal data."""
        return grid.clean_text(text)

    def cut(self, text: str) -> str:
        """Return what an issue shows of a cell without personal data."""
        return self.cell(text)

    def _seen(self, line: str) -> bool:
        return True

    def _book(self, text_lines: list[str]) -> list[str]:
        clean = list(text_lines)
        clean[0] = self._line(text_lines[0], "name", lambda cells: [*cells[:2], *map(self._word, cells[2:])])
        for start, end in grid.blocks(text_lines):
            title = unescape(text_lines[start].split(CELL)[1])
            first = text_lines[start + 1 : min(end, start + 1 + HEADER_SEARCH_ROWS)]
            header, columns = grid.layout(title, tuple(grid.read_row(line) for line in first))
            for at in range(start + 1, end):
                known = columns if at - start - 1 > header else {}
                clean[at] = self._line(text_lines[at], (title, *known), partial(self._raw_row, known))
        return text_lines if clean == text_lines else clean

    def _raw_row(self, columns: Mapping[int, Column], cells: Sequence[str]) -> list[str]:
        return [
            grid.write_cell(grid.clean(grid.read_cell(cell), columns.get(place))) for place, cell in enumerate(cells)
        ]
