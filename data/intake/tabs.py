"""Finding the contract in a raw book: which tab is which table, where the header row is, which column is which."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from data.intake.cells import fold, shown, tidy
from data.intake.issues import SEVERITIES
from data.intake.schema import INVENTED_HEADER, README_TAB, TABLES, Column, Table
from data.model import Issue
from data.raw import RawBook, RawCell, RawTab, column_letters

HEADER_SEARCH_ROWS = 15
HEADER_SHARE = 0.7
"""A row is the header when it holds this share of the needed headers (decision 0004)."""
_OURS = frozenset(fold(name) for name in (README_TAB, "Saraksti"))


class Grid(NamedTuple):
    """A tab with its header understood: by column, its 0-based place in the rows and its header as it is written."""

    table: Table
    tab: RawTab
    header_row: int
    columns: Mapping[str, int]
    headers: Mapping[str, str]


@dataclass
class Finding:
    """What reading the tabs gave: the grids by table code, and the tables held back, with a grid where there is one."""

    grids: dict[str, Grid]
    held: dict[str, Grid | None]
    issues: list[Issue]


def issue(
    code: str,
    tab: str | None = None,
    row: int | None = None,
    column: str | None = None,
    *,
    shown_text: str | None = None,
    place: int | None = None,
    **args: object,
) -> Issue:
    """Make an issue; ``place`` is the 0-based column, from which the cell's address is made."""
    cell = f"{column_letters(place)}{row}" if place is not None and row is not None else None
    return Issue(
        tab, row, column, code, SEVERITIES[code], shown_text, cell, tuple((k, str(v)) for k, v in args.items())
    )


def _names(table: Table) -> set[str]:
    return {fold(name) for name in (table.tab, table.code, *table.aliases)}


def _copy_of(name: str) -> str:
    """Return the folded name without what spreadsheet programs add to copies: "(2)", "kopija", "copy of"."""
    for before in ("copy of ", "kopija no "):
        name = name.removeprefix(before)
    for after in (" kopija", " copy"):
        name = name.removesuffix(after)
    head, bracket, tail = name.rpartition(" (")
    return head if bracket and tail.rstrip(")").isdecimal() else name


def find(book: RawBook) -> Finding:
    """Match tabs to tables and columns to headers; whatever does not fit becomes an issue."""
    by_name = {name: table for table in TABLES for name in _names(table)}
    candidates: dict[str, list[RawTab]] = defaultdict(list)
    copies: list[tuple[RawTab, Table]] = []
    finding = Finding({}, {}, [])
    for tab in book.tabs:
        name = fold(tab.title)
        if name in by_name:
            candidates[by_name[name].code].append(tab)
        elif _copy_of(name) in by_name:
            copies.append((tab, by_name[_copy_of(name)]))
        elif name not in _OURS:
            finding.issues.append(_unknown_tab(tab.title))
    finding.issues += [_unknown_tab(lost.title) for lost in book.unreadable if fold(lost.title) not in by_name]
    for tab, table in copies:
        finding.issues.append(issue("tab_copy", shown(tab.title), shown_text=shown(tab.title), value=table.tab))
    unreadable = {fold(lost.title): lost for lost in book.unreadable}
    for table in TABLES:
        tabs = candidates[table.code]
        lost = next((unreadable[name] for name in _names(table) if name in unreadable), None)
        if lost:
            finding.held[table.code] = None
            args: dict[str, Any] = dict(lost.args)
            finding.issues.append(issue(lost.code, lost.title, shown_text=lost.title, **args))
        elif len(tabs) > 1:
            finding.held[table.code] = None
            titles = ", ".join(tab.title for tab in tabs)
            finding.issues.append(issue("tab_doubled", table.tab, count=len(tabs), titles=titles))
        elif tabs:
            _read_tab(table, tabs[0], finding)
        elif table.required:
            finding.held[table.code] = None
            finding.issues.append(issue("tab_missing", table.tab))
        else:
            finding.issues.append(issue("tab_from_embedded", table.tab))
    return finding


def _unknown_tab(title: str) -> Issue:
    known = ", ".join(table.tab for table in TABLES)
    return issue("tab_unknown", shown(title), shown_text=shown(title), tabs=known)


def _read_tab(table: Table, tab: RawTab, finding: Finding) -> None:
    if tab.title not in (table.tab, table.code):
        finding.issues.append(issue("tab_alias", tab.title, shown_text=tab.title, value=table.tab))
    if tab.encoding != "utf-8":
        finding.issues.append(issue("encoding_cp1257", tab.title))
    if tab.hidden_rows:
        finding.issues.append(issue("hidden_rows", tab.title, count=tab.hidden_rows))
    if not any(shown(cell) for row in tab.rows for cell in row):
        finding.held[table.code] = None
        finding.issues.append(issue("tab_empty", tab.title))
        return
    header_row = _header_row(table, tab.rows)
    if header_row is None:
        finding.held[table.code] = None
        headers = ", ".join(column.header for column in table.columns if column.required)
        finding.issues.append(issue("header_missing", tab.title, limit=HEADER_SEARCH_ROWS, headers=headers))
        return
    if any(shown(cell) for row in tab.rows[:header_row] for cell in row):
        finding.issues.append(issue("rows_above_header", tab.title, header=header_row + 1))
    columns, issues = _columns(table, tab, header_row)
    finding.issues += issues
    written = {name: shown(tab.rows[header_row][place]) for name, place in columns.items()}
    held = any(fault.code in ("column_missing", "column_doubled") for fault in issues)
    (finding.held if held else finding.grids)[table.code] = Grid(table, tab, header_row, columns, written)


def header_names(table: Table) -> dict[str, Column]:
    """Return every folded header a table's columns are known by."""
    names = {fold(alias): column for column in table.columns for alias in column.aliases}
    return names | {fold(column.header): column for column in table.columns}


def _known(text: str, names: Mapping[str, Column]) -> Column | None:
    """Return the column of a header: its name, an alias, the name before a parenthesis, or one letter off."""
    name = fold(text).rstrip(" :*")
    if name in names:
        return names[name]
    before = name.partition(" (")[0]
    if before in names and not name.endswith("(en)"):
        return names[before]
    if len(name) >= 5:
        near = {id(column): column for known, column in names.items() if len(known) >= 5 and _one_edit(name, known)}
        if len(near) == 1:
            return next(iter(near.values()))
    return None


def _one_edit(a: str, b: str) -> bool:
    """Tell whether two words differ by one letter added, lost, changed or by two neighbours swapped."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    return (
        rest_a[1:] == rest_b
        or rest_a == rest_b[1:]
        or rest_a[1:] == rest_b[1:]
        or (rest_a[:2] == rest_b[:2][::-1] and rest_a[2:] == rest_b[2:])
    )


def _text(cell: RawCell) -> str:
    return tidy(cell if isinstance(cell, str) else cell.shown)


def texts(row: Sequence[RawCell]) -> Iterator[tuple[int, str]]:
    """Give the place and the text of every cell of a row that is not empty."""
    for place, cell in enumerate(row):
        if text := _text(cell):
            yield place, text


def _header_row(table: Table, rows: Sequence[Sequence[RawCell]]) -> int | None:
    names = header_names(table)
    needed = sum(column.required for column in table.columns)
    best, best_count = None, 0
    for number, row in enumerate(rows[:HEADER_SEARCH_ROWS]):
        found = {column.name for _, text in texts(row) if (column := names.get(fold(text)))}
        if len(found) > best_count:
            best, best_count = number, len(found)
    return best if best_count >= max(2, HEADER_SHARE * needed - 1) else None


def _columns(table: Table, tab: RawTab, header_row: int) -> tuple[dict[str, int], list[Issue]]:
    names = header_names(table)
    issues: list[Issue] = []
    places: dict[str, list[int]] = defaultdict(list)
    row = header_row + 1
    exact = {column.header for column in table.columns}
    written = [(place, text) for place, text in texts(tab.rows[header_row]) if text != INVENTED_HEADER]
    taken = {names[fold(text)].name for _, text in written if fold(text) in names}
    for place, text in written:
        column = names.get(fold(text)) or _known(text, names)
        if column and fold(text) not in names and column.name in taken:
            column = None
        if column is None:
            issues.append(issue("column_unknown", tab.title, row, None, shown_text=shown(text), place=place))
            continue
        places[column.name].append(place)
        if text not in exact:
            issues.append(issue("column_alias", tab.title, row, column.header, shown_text=shown(text), place=place))
    counts = Counter({name: len(found) for name, found in places.items()})
    for column in table.columns:
        needed = column.required or column.key
        if not counts[column.name] and column.later:
            continue
        if not counts[column.name]:
            code = "column_missing" if column.required else "column_missing_optional"
            issues.append(issue(code, tab.title, None, column.header, header=row))
        elif counts[column.name] > 1:
            code = "column_doubled" if needed else "column_doubled_optional"
            place = places[column.name][1]
            issues.append(issue(code, tab.title, row, column.header, place=place, count=counts[column.name]))
    return {name: found[0] for name, found in places.items() if len(found) == 1}, issues
