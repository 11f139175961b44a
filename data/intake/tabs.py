"""Finding the contract in a raw book: which tab is which table, where the header row is, which column is which."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from data.contract.columns import Column, Kind, Table
from data.contract.tables import INVENTED_HEADER, README_TAB, TABLES
from data.intake import letters
from data.intake.cells import with_links
from data.intake.days import from_1904
from data.intake.issues import SEVERITIES
from data.intake.parsed import nothing
from data.intake.text import fold, one_edit, shown, tidy
from data.model import Issue, Snapshot
from data.raw import RawBook, RawCell, RawTab, column_letters

HEADER_SEARCH_ROWS = 15
HEADER_SHARE = 0.7
"""A row is the header when it holds this share of the needed headers (decision 0004)."""
_JUDGED = tuple(table for table in TABLES if not table.source_only)
_DOWNLOAD = re.compile(r"(.+)-[0-9a-f]{10}(?:-izdomati)?(?: ?\(\d{1,3}\)| - copy| copy|-\d{1,2})?")
"""The name of a download, with what a browser adds to the second of one name."""
_OURS = frozenset(fold(name) for name in (README_TAB, "Saraksti"))


class Grid(NamedTuple):
    """A tab with its header understood: by column, its 0-based place in the rows and its header as it is written.

    ``doubled`` are the places of columns whose header stands more than once.
    """

    table: Table
    tab: RawTab
    header_row: int
    columns: Mapping[str, int]
    headers: Mapping[str, str]
    doubled: Mapping[str, Sequence[int]]


Faults = Mapping[str, frozenset[str]]
"""By table code what is wrong with its tab as a whole: issue codes, behind a colon the column concerned."""


@dataclass
class Finding:
    """What reading the tabs gave: the grids by table code, and the tables held back, with a grid where there is one.

    ``faults`` says why they are held, ``waived`` which faults are there but approved, ``removed`` which tables are
    empty since their tab was removed with approval.
    """

    grids: dict[str, Grid]
    held: dict[str, Grid | None]
    issues: list[Issue]
    faults: dict[str, frozenset[str]]
    waived: dict[str, frozenset[str]]
    removed: set[str]

    def hold(self, table: Table, grid: Grid | None, *faults: str) -> None:
        """Hold a table back for these faults."""
        self.held[table.code] = grid
        self.faults[table.code] = frozenset(faults)


@dataclass(frozen=True)
class Earlier:
    """The last good snapshot of the source, if any, and the faults of its tabs that were approved.

    ``unasked``: the store has not said yet whether there is one.
    """

    snapshot: Snapshot | None = None
    waived: Faults = field(default_factory=dict)
    unasked: bool = False

    def had(self, table: Table) -> bool:
        """Tell whether the source had a table of its own."""
        return self.snapshot is not None and table.code not in self.snapshot.embedded and not table.source_only

    def valued(self, table: Table, column: Column) -> bool:
        """Tell whether a column of the source's own table said something."""
        empty = nothing(column).value
        records = getattr(self.snapshot, table.code) if self.had(table) else ()
        return any(getattr(record, column.name) not in (empty, None, "") for record in records)

    def approved(self, table: Table) -> frozenset[str]:
        """Return the faults of a table that were approved."""
        return self.waived.get(table.code, frozenset())


NOTHING = Earlier()


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


def named(title: str) -> str:
    """Return the folded name of a tab; of a file that is our own download the name before its snapshot."""
    name = fold(title)
    download = _DOWNLOAD.fullmatch(name)
    return download[1] if download else name


def _names(table: Table) -> set[str]:
    return {fold(name) for name in (table.tab, table.code, *table.aliases)}


def of_table(book: RawBook, table: Table) -> tuple[RawTab, ...]:
    """Return the tabs of a book that are called like a table."""
    names = _names(table)
    return tuple(tab for tab in book.tabs if named(tab.title) in names)


def _copy_of(name: str) -> str:
    """Return the folded name without what spreadsheet programs add to copies: "(2)", "kopija", "copy of"."""
    name = named(name)
    for before in ("copy of ", "kopija no "):
        name = name.removeprefix(before)
    for after in (" kopija", " copy"):
        name = name.removesuffix(after)
    head, bracket, tail = name.rpartition(" (")
    return head if bracket and tail.rstrip(")").isdecimal() else name


def find(book: RawBook, earlier: Earlier = NOTHING) -> Finding:
    """Match tabs to tables and columns to headers; whatever does not fit becomes an issue.

    A table that the source had of its own is held where its tab is gone; one that it never had is simply not there.
    """
    by_name = {name: table for table in TABLES for name in _names(table)}
    candidates: dict[str, list[RawTab]] = defaultdict(list)
    strangers: list[RawTab] = []
    finding = Finding({}, {}, [], {}, {}, set())
    for tab in book.tabs:
        name = named(tab.title)
        if name in by_name:
            candidates[by_name[name].code].append(tab)
        elif name not in _OURS:
            strangers.append(tab)
    for code, tabs in candidates.items():
        if named_tabs := [tab for tab in tabs if fold(tab.title) == named(tab.title)]:
            strangers += [tab for tab in tabs if tab not in named_tabs]
            candidates[code] = named_tabs
    unreadable = {named(lost.title): lost for lost in book.unreadable}
    if not any(table.code in candidates or not _names(table).isdisjoint(unreadable) for table in _JUDGED):
        return _not_read(book, earlier, finding)
    absent = [table for table in _JUDGED if not candidates[table.code] and _names(table).isdisjoint(unreadable)]
    finding.issues += (faults := list(_of_strangers(strangers, by_name, absent)))
    alike = {dict(fault.args)["value"] for fault in faults if fault.code == "tab_lookalike"}
    finding.issues += [_unknown_tab(lost.title) for lost in book.unreadable if named(lost.title) not in by_name]
    for table in TABLES:
        tabs = candidates[table.code]
        lost = next((unreadable[name] for name in _names(table) if name in unreadable), None)
        if table.source_only:
            _read_alone(table, tabs, finding)
        elif lost:
            finding.hold(table, None, lost.code)
            args: dict[str, Any] = dict(lost.args)
            finding.issues.append(issue(lost.code, lost.title, shown_text=lost.title, **args))
        elif len(tabs) > 1:
            finding.hold(table, None, "tab_doubled")
            titles = ", ".join(tab.title for tab in tabs)
            finding.issues.append(issue("tab_doubled", table.tab, count=len(tabs), titles=titles))
        elif tabs:
            _read_tab(table, tabs[0], finding, earlier)
        else:
            _absent(table, finding, earlier, named=table.tab in alike)
    return finding


def _not_read(book: RawBook, earlier: Earlier, finding: Finding) -> Finding:
    """Hold all that the source had: none of the tabs is one of the contract, so the workbook was not read right."""
    finding.issues.append(issue("workbook_unread", titles=", ".join(shown(tab.title) for tab in book.tabs) or "–"))
    for table in _JUDGED:
        if earlier.had(table):
            finding.hold(table, None, "workbook_unread")
    return finding


def _absent(table: Table, finding: Finding, earlier: Earlier, *, named: bool) -> None:
    """Say of a table without a tab what is shown instead; ``named`` where a tab was already said to be meant."""
    fault = "hold_tab_gone"
    if earlier.unasked:
        finding.hold(table, None, "hold_unasked")
        finding.issues.append(issue("hold_unasked", table.tab))
    elif not earlier.had(table):
        if not named:
            finding.issues.append(issue("tab_missing" if table.required else "tab_from_embedded", table.tab))
    elif fault in earlier.approved(table):
        finding.removed.add(table.code)
        finding.waived[table.code] = frozenset([fault])
        finding.issues.append(issue("hold_removed", table.tab))
    else:
        finding.hold(table, None, fault)
        finding.issues.append(issue(fault, table.tab))


def _of_strangers(tabs: Iterable[RawTab], by_name: Mapping[str, Table], absent: Sequence[Table]) -> Iterator[Issue]:
    """Name the tabs that are none of the contract: as copies, as a missing tab under another name, or as unknown."""
    for tab in tabs:
        title = shown(tab.title)
        copied = by_name.get(_copy_of(fold(tab.title)))
        meant = copied if copied in absent else next((table for table in absent if _looks_like(table, tab)), None)
        if meant:
            yield issue("tab_lookalike", title, shown_text=title, value=meant.tab)
        elif copied:
            yield issue("tab_copy", title, shown_text=title, value=copied.tab)
        else:
            yield _unknown_tab(tab.title)


def _looks_like(table: Table, tab: RawTab) -> bool:
    """Tell whether a tab has all headers that a table needs, or its name with something behind it."""
    names, title = header_names(table), fold(tab.title)
    if any(title.startswith(name) and not title[len(name)].isalpha() for name in _names(table)):
        return True
    needed = {column.name for column in table.columns if column.required}
    return len(needed) > 1 and any(
        needed <= {column.name for _, text in texts(row) if (column := names.get(fold(text)))}
        for row in tab.rows[:HEADER_SEARCH_ROWS]
    )


def _read_alone(table: Table, tabs: Sequence[RawTab], finding: Finding) -> None:
    """Read a tab that is never held: where it cannot be read it says nothing."""
    if not tabs or not any(shown(cell) for tab in tabs for row in tab.rows for cell in row):
        return
    alone = Finding({}, {}, [], {}, {}, set())
    if len(tabs) == 1:
        _read_tab(table, tabs[0], alone, NOTHING)
    if table.code in alone.grids:
        finding.grids[table.code] = alone.grids[table.code]
        finding.issues += alone.issues
    else:
        headers = ", ".join(column.header for column in table.columns)
        finding.issues.append(issue("approvals_unread", table.tab, headers=headers))


def _unknown_tab(title: str) -> Issue:
    return issue("tab_unknown", shown(title), shown_text=shown(title))


def _read_tab(table: Table, tab: RawTab, finding: Finding, earlier: Earlier) -> None:
    called = tidy(tab.title) in table.called and tab.title == tab.title.strip(" ")
    if not called and fold(tab.title) == named(tab.title):
        finding.issues.append(issue("tab_alias", tab.title, shown_text=tab.title, value=table.tab))
    if tab.encoding != "utf-8":
        finding.issues.append(issue("encoding_cp1257", tab.title))
    if tab.hidden_rows:
        finding.issues.append(issue("hidden_rows", tab.title, count=tab.hidden_rows))
    if tab.filtered_rows:
        finding.issues.append(issue("filtered_rows", tab.title, count=tab.filtered_rows))
    approved = earlier.approved(table)
    if not any(shown(cell) for row in tab.rows for cell in row):
        if "tab_empty" in approved:
            finding.removed.add(table.code)
            finding.waived[table.code] = frozenset(["tab_empty"])
            finding.issues.append(issue("hold_removed", table.tab))
            return
        finding.hold(table, None, "tab_empty")
        finding.issues.append(issue("tab_empty", tab.title))
        return
    header_row = _header_row(table, tab.rows)
    if header_row is None:
        heads = [_broken_heading(table, row) for row in tab.rows[:HEADER_SEARCH_ROWS]]
        if damaged := next(filter(None, heads), None):
            finding.hold(table, None, "letters_broken")
            finding.issues.append(issue("letters_broken", tab.title, shown_text=shown(damaged)))
            return
        finding.hold(table, None, "header_missing")
        headers = ", ".join(column.header for column in table.columns if column.required)
        finding.issues.append(issue("header_missing", tab.title, limit=HEADER_SEARCH_ROWS, headers=headers))
        return
    if any(shown(cell) for row in tab.rows[:header_row] for cell in row):
        finding.issues.append(issue("rows_above_header", tab.title, header=header_row + 1))
    broken = _broken_heading(table, tab.rows[header_row])
    places, issues, faults = _columns(table, tab, header_row, earlier)
    columns = {name: at[0] for name, at in places.items() if len(at) == 1}
    doubled = {name: at for name, at in places.items() if len(at) > 1}
    if broken:
        faults.add("letters_broken")
        if "letters_broken" not in approved:
            issues = [issue("letters_broken", tab.title, shown_text=shown(broken))]
    finding.issues += issues
    written = {name: shown(tab.rows[header_row][place]) for name, place in columns.items()}
    grid = Grid(table, tab, header_row, columns, written, doubled)
    if tab.links or tab.from_1904:
        grid, unread = _settled(grid)
        finding.issues += unread
    if faults & approved:
        finding.waived[table.code] = frozenset(faults & approved)
    if faults <= approved:
        finding.grids[table.code] = grid
    else:
        finding.hold(table, grid, *(faults - approved))


def _settled(grid: Grid) -> tuple[Grid, list[Issue]]:
    """Put into the cells what stands beside them: addresses behind texts, and days that are counted from 1904 on."""
    tab, issues = grid.tab, []
    columns = {place: grid.table.by_name[name] for name, place in grid.columns.items()}
    rows = [list(row) for row in tab.rows]
    below = rows[grid.header_row + 1 :]
    for place, column in columns.items():
        if tab.from_1904 and column.kind in (Kind.DAY, Kind.DATE):
            for row in below:
                row[place : place + 1] = map(from_1904, row[place : place + 1])
    for (number, place), addresses in tab.links.items():
        if place not in columns or not grid.header_row < number < len(rows) or place >= len(rows[number]):
            continue
        column, cell = columns[place], rows[number][place]
        read = with_links(cell, addresses, column)
        if read is None:
            text = shown(cell, free=column.kind in (Kind.TEXT, Kind.LIST))
            header = grid.headers[column.name]
            issues.append(issue("link_unread", tab.title, number + 1, header, shown_text=text, place=place))
        else:
            rows[number][place] = read
    settled = replace(tab, rows=tuple(map(tuple, rows)), links={}, from_1904=False)
    return grid._replace(tab=settled), issues


def _broken_heading(table: Table, row: Sequence[RawCell]) -> str | None:
    """Return the first heading whose letters are broken: surely, or so that mended it is one of the table's."""
    names = header_names(table)
    for _, text in ((place, cell if isinstance(cell, str) else cell.shown) for place, cell in enumerate(row)):
        mended = letters.repaired(text) if text and not text.isascii() else text
        if letters.surely_broken(text) or (mended != text and fold(text) not in names and fold(mended) in names):
            return text
    return None


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
        near = {id(column): column for known, column in names.items() if len(known) >= 5 and one_edit(name, known)}
        if len(near) == 1:
            return next(iter(near.values()))
    return None


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
        names_here = {column.name for _, text in texts(row) if (column := names.get(fold(text)))}
        if len(names_here) > best_count:
            best, best_count = number, len(names_here)
    return best if best_count >= max(2, HEADER_SHARE * needed - 1) else None


def _columns(
    table: Table, tab: RawTab, header_row: int, earlier: Earlier
) -> tuple[dict[str, list[int]], list[Issue], set[str]]:
    """Return the places of each column, what is wrong with the headers, and which of it holds the table."""
    names = header_names(table)
    issues: list[Issue] = []
    faults: set[str] = set()
    places: dict[str, list[int]] = defaultdict(list)
    row = header_row + 1
    exact = {column.header for column in table.columns}
    written = [(place, text) for place, text in texts(tab.rows[header_row]) if text != INVENTED_HEADER]
    present = {names[fold(text)].name for _, text in written if fold(text) in names}
    for place, text in written:
        column = names.get(fold(text)) or _known(text, names)
        if column and fold(text) not in names and column.name in present:
            column = None
        if column is None:
            issues.append(issue("column_unknown", tab.title, row, None, shown_text=shown(text), place=place))
            continue
        places[column.name].append(place)
        if text not in exact:
            issues.append(issue("column_alias", tab.title, row, column.header, shown_text=shown(text), place=place))
    counts = Counter({name: len(at) for name, at in places.items()})
    approved = earlier.approved(table)
    for column in table.columns:
        if counts[column.name] == 1:
            continue
        fault = "column_doubled" if counts[column.name] else "column_missing"
        holds = _holds(table, column, earlier)
        if column.later and not counts[column.name] and not holds:
            continue
        if holds:
            faults.add(f"{fault}:{column.name}")
        # What was approved is still said, so that nobody wonders where the values are.
        code = fault if holds and f"{fault}:{column.name}" not in approved else f"{fault}_optional"
        if counts[column.name]:
            place = places[column.name][1]
            issues.append(issue(code, tab.title, row, column.header, place=place, count=counts[column.name]))
        else:
            issues.append(issue(code, tab.title, None, column.header, header=row))
    missing = [column.header for column in table.columns if not (counts[column.name] or column.later)]
    if missing:
        known = {place for place, _ in texts(tab.rows[header_row])}
        if unheaded := list(_unheaded(tab, header_row, known, missing)):
            issues = [fault for fault in issues if fault.code != "column_missing_optional"] + unheaded
    return places, issues, faults


def _holds(table: Table, column: Column, earlier: Earlier) -> bool:
    """Tell whether a table cannot be shown without a column: it is needed, or what it said would vanish.

    A key that need not be filled in counts at the first read alone: a sheet that was good without it stays so.
    """
    if column.required:
        return True
    if table.source_only:
        return False
    return earlier.valued(table, column) if earlier.had(table) else column.key


def _unheaded(tab: RawTab, header_row: int, known: set[int], missing: Sequence[str]) -> Iterator[Issue]:
    """Name the columns that have values and no heading, where a heading is missing."""
    below = tab.rows[header_row + 1 :]
    width = max((len(row) for row in below), default=0)
    for place in range(width):
        if place not in known and any(place < len(row) and _text(row[place]) for row in below):
            columns = ", ".join(f"„{header}”" for header in missing)
            yield issue("column_unheaded", tab.title, header_row + 1, place=place, columns=columns)
