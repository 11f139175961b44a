"""The raw grid as the store keeps it: without personal data, without tabs and columns outside the contract."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from data.contract.columns import Column, Kind
from data.contract.tables import TABLES
from data.intake import tabs
from data.intake.cells import parse
from data.intake.parsed import Ok
from data.intake.personal import redact
from data.intake.text import fold, tidy
from data.raw import CellKind, Merge, RawBook, RawCell, RawTab, TypedCell, Unreadable
from data.store.lines import (
    CELL,
    ESCAPE,
    FORM,
    SPECIALS,
    TYPED,
    UnreadableError,
    escape,
    read_items,
    read_pairs,
    unescape,
    write_items,
    write_pairs,
)

_TITLES = frozenset(fold(name) for table in TABLES for name in (table.tab, table.code, *table.aliases))
_FIGURES = (Kind.NUMBER, Kind.INTEGER)
_DATED = (CellKind.DATE, CellKind.TIME, CellKind.FLAG)


def redacted(book: RawBook) -> RawBook:
    """Return what may be stored of a book: tabs and columns of the contract, without personal data.

    What is dropped leaves its place empty, so that rows and columns keep their addresses; what stands above the
    headers is dropped too. Doing it twice changes nothing.
    """
    finding = tabs.find(book)
    understood = [*finding.grids.values(), *(grid for grid in finding.held.values() if grid)]
    grids = {grid.tab.title: grid for grid in understood}
    clean_tabs = tuple(_redacted_tab(grids[tab.title]) for tab in book.tabs if tab.title in grids)
    lost = tuple(
        Unreadable(tab.title, tab.code, {name: redact(value) for name, value in tab.args.items()})
        for tab in book.unreadable
        if tabs.named(tab.title) in _TITLES
    )
    return RawBook(redact(book.name), clean_tabs, lost)


def _redacted_tab(grid: tabs.Grid) -> RawTab:
    tab, header = grid.tab, grid.header_row
    width = max(grid.columns.values(), default=-1) + 1
    columns: list[Sequence[RawCell]] = [[""] * len(tab.rows)] * width
    for name, place in grid.columns.items():
        column = grid.table.by_name[name]
        cells = [row[place] if place < len(row) else "" for row in tab.rows]
        columns[place] = [*[""] * header, clean(cells[header]), *(clean(cell, column) for cell in cells[header + 1 :])]
    rows = [_trimmed(row) for row in zip(*columns, strict=True)]
    while rows and not rows[-1]:
        rows.pop()
    return RawTab(tab.title, tuple(rows), tab.merges, tab.hidden_rows, tab.encoding)


def _trimmed(row: tuple[RawCell, ...]) -> tuple[RawCell, ...]:
    end = len(row)
    while end and row[end - 1] == "":
        end -= 1
    return row[:end]


def clean(cell: RawCell, column: Column | None = None) -> RawCell:
    """Return a cell without personal data; what a column of numbers reads as a number there is no telephone."""
    if column and column.kind in _FIGURES and isinstance(parse(cell, column), Ok):
        return cell
    return _clean(cell)


@lru_cache(maxsize=256)
def layout(title: str, rows: tuple[tuple[RawCell, ...], ...]) -> tuple[int, Mapping[int, Column]]:
    """Return of a tab, by its first rows, the 0-based row of its headers and the columns by place; -1 and {} for none.

    ``rows`` are as many as headers are looked for in.
    """
    finding = tabs.find(RawBook("", (RawTab(title, rows),)))
    for grid in (*finding.grids.values(), *finding.held.values()):
        if grid is not None:
            return grid.header_row, {place: grid.table.by_name[name] for name, place in grid.columns.items()}
    return -1, {}


@lru_cache(maxsize=1 << 16)
def _clean(cell: RawCell) -> RawCell:
    """Return a cell without personal data. A number that reads as such becomes the text "[…]"."""
    if isinstance(cell, str):
        return clean_text(cell)
    shown = clean_text(cell.shown)
    if cell.kind in _DATED:
        return cell._replace(shown=shown)
    number = f"{cell.value:.15g}" if isinstance(cell.value, int | float) else str(cell.value or "")
    if redact(number) != number:
        return clean_text(number)
    return cell if shown == cell.shown else shown


def clean_text(text: str) -> str:
    """Return text without personal data, be it parted by characters that nobody sees."""
    plain = tidy(text, lines=True)
    clean = redact(plain)
    return text if clean == plain else clean


# As lines


def to_lines(book: RawBook) -> list[str]:
    """Write a book; empty cells at the end of a row are not kept."""
    lines = [CELL.join(["book", str(FORM), escape(book.name)])]
    for tab in book.tabs:
        merges = write_items(" ".join(map(str, merge)) for merge in tab.merges)
        head = ("tab", escape(tab.title), str(len(tab.rows)), str(tab.hidden_rows), escape(tab.encoding), merges)
        lines.append(CELL.join(head))
        lines += _rows(tab.rows)
    for lost in book.unreadable:
        lines.append(CELL.join(["lost", escape(lost.title), lost.code, write_pairs(lost.args.items())]))
    return lines


def _rows(rows: Sequence[tuple[RawCell, ...]]) -> list[str]:
    """Return rows as lines; only where more than plain text stands is each cell looked at."""
    try:
        lines = list(map(CELL.join, rows))  # type: ignore[arg-type]
    except TypeError:
        return list(map(_row, rows))
    text = "".join(lines)
    plain = text.count(CELL) == sum(map(len, rows)) - len(rows) + rows.count(())
    if plain and not any(special in text for special in SPECIALS if special != CELL):
        return [line.rstrip(CELL) for line in lines]
    return list(map(_row, rows))


def _row(row: tuple[RawCell, ...]) -> str:
    return CELL.join(map(write_cell, _trimmed(row)))


def write_cell(cell: RawCell) -> str:
    """Write one cell of a line of the raw grid."""
    if isinstance(cell, str):
        return escape(cell)
    return TYPED + write_items([cell.kind, _value(cell.value), cell.shown])


def _value(value: float | str | bool | None) -> str:
    if value is None:
        return "-"
    if isinstance(value, str):
        return f"s{value}"
    if isinstance(value, bool):
        return "b1" if value else "b"
    return f"i{value}" if isinstance(value, int) and float(value) != value else f"f{float(value)!r}"


def _read_value(text: str) -> float | str | bool | None:
    rest = text[1:]
    match text[:1]:
        case "-":
            return None
        case "b":
            return bool(rest)
        case "i":
            return int(rest)
        case "f":
            return float(rest)
    return rest


def read_cell(text: str) -> RawCell:
    """Read one cell of a line of the raw grid."""
    if text[:1] != TYPED:
        return unescape(text)
    kind, value, shown = read_items(text[1:])
    return TypedCell(CellKind(kind), _read_value(value), shown)


def read_row(line: str) -> tuple[RawCell, ...]:
    """Read a line of the raw grid."""
    if ESCAPE in line or TYPED in line:
        return tuple(map(read_cell, line.split(CELL)))
    return tuple(line.split(CELL)) if line else ()


def from_lines(lines: Sequence[str]) -> RawBook:
    """Rebuild the book that `to_lines` wrote. Raises `UnreadableError`."""
    try:
        head, form, name = lines[0].split(CELL)
        if head != "book" or int(form) > FORM:
            raise UnreadableError(f"{head} in form {form}")
        parts = list(_read(lines))
    except (ValueError, LookupError, TypeError) as error:
        raise UnreadableError("these lines hold no book") from error
    tabs = tuple(tab for tab in parts if isinstance(tab, RawTab))
    return RawBook(unescape(name), tabs, tuple(tab for tab in parts if isinstance(tab, Unreadable)))


def _read(lines: Sequence[str]) -> Iterator[RawTab | Unreadable]:
    for at, end in blocks(lines):
        head, title, *rest = lines[at].split(CELL)
        if head == "lost":
            yield Unreadable(unescape(title), rest[0], dict(read_pairs(rest[1])))
            continue
        _, hidden, encoding, merges = rest
        merged = tuple(Merge(*map(int, merge.split())) for merge in read_items(merges))
        yield RawTab(
            unescape(title), tuple(map(read_row, lines[at + 1 : end])), merged, int(hidden), unescape(encoding)
        )


def blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give where each tab begins, with the line that tells of it, and where its rows end."""
    at = 1
    while at < len(lines):
        cells = lines[at].split(CELL)
        end = at + 1 + (int(cells[2]) if cells[0] == "tab" else 0)
        yield at, end
        at = end
