"""From a tab's grid to a sheet: which rows are data, what merged cells say, and what every cell holds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set

from data.contract.columns import Column, Kind
from data.intake import letters, tabs
from data.intake.cells import parse
from data.intake.parsed import Bad, Ok, Parsed, instead, may_stand, nothing
from data.intake.sheet import Sheet, refuses_row, target_tab
from data.intake.tabs import Grid, issue
from data.intake.text import fold, quoted, shown, tidy
from data.model import Issue
from data.raw import RawCell, column_letters

MAX_ROWS = 10_000
"""Rows a tab may hold (decision 0005)."""
MAX_MERGED_ROWS = 50
"""Rows that a merged cell may speak for."""
LOADING_CELLS = 3
"""From this many loading cells on, the whole tab is held (decision 0004)."""
_NUMBER_STYLES = frozenset(["number_points", "number_commas"])
_TOTALS = frozenset(
    [
        "kopa",
        "kopsumma",
        "kopskaits",
        "summa",
        "starpsumma",
        "pavisam",
        "videji",
        "videja",
        "videjais",
        "total",
        "totals",
        "subtotal",
        "sum",
        "average",
        "итого",
        "всего",
    ]
)
_BESIDE_TOTALS = _TOTALS | frozenset(
    [
        "kopeja",
        "kopejais",
        "grand",
        "amount",
        "funding",
        "all",
        "eur",
        "euro",
        "eiro",
        "€",
        "gads",
        "gada",
        "gados",
        "par",
        "pa",
        "visi",
        "visas",
        "visiem",
        "visam",
        "finansejums",
        "izmaksas",
        "skaits",
        "planam",
        "perioda",
    ]
)
"""What a row of totals says beside its word (both folded): whatever else stands there makes it a text of its own."""
_WORDY = frozenset([Kind.ID, Kind.TEXT, Kind.LIST])
_LONGEST_TOTAL = 60
_MAYBE_TOTAL = re.compile(r"kop[aās]|sum|pavisam|tota|vid[eē]j|average|итого|всего", re.IGNORECASE)


def read(grid: Grid, max_rows: int) -> tuple[Sheet, Issue | None]:
    """Read every cell of a tab; the issue is a fault of the tab as a whole."""
    rows, numbers, issues = _data_rows(grid)
    sheet = Sheet(grid, numbers, rows, {}, issues=issues)
    if len(rows) > max_rows:
        return sheet, issue("too_many_rows", grid.tab.title, count=len(rows), limit=max_rows)
    _unmerge(sheet)
    loading, suspect = 0, False
    for column in grid.table.columns:
        place = grid.columns.get(column.name)
        if place is None:
            sheet.values[column.name] = [nothing(column).value] * len(rows)
            for at in grid.doubled.get(column.name, ()):
                for position, row in enumerate(rows):
                    if at < len(row) and shown(row[at]):
                        sheet.doubtful[position].add(column.name)
            continue
        cells = [row[place] if place < len(row) else "" for row in rows]
        known = {raw: parse(raw, column) for raw in dict.fromkeys(cells)}
        texts = [raw for raw in known if isinstance(raw, str)]
        suspect |= letters.worth_a_look(whole := "\n".join(texts))
        if letters.surely_broken(whole):
            damaged = filter(letters.surely_broken, texts)
            known |= {raw: Bad("letters_damaged", (("shown", shown(raw)),)) for raw in damaged}
        values = {raw: parsed.value if isinstance(parsed, Ok) else None for raw, parsed in known.items()}
        sheet.values[column.name] = [values[raw] for raw in cells]
        faulty = {raw for raw, parsed in known.items() if _needs_word(parsed, column)}
        mixed = len({parsed.notice for parsed in known.values() if isinstance(parsed, Ok)} & _NUMBER_STYLES) > 1
        for position, raw in enumerate(cells if faulty else ()):
            if raw not in faulty:
                continue
            parsed = known[raw]
            if isinstance(parsed, Bad):
                loading += parsed.code == "cell_loading"
                sheet.reject(parsed.code, position, column, **dict(parsed.args))
            elif parsed.value is None and column.required:
                _missing(sheet, position, column)
            elif mixed and parsed.notice in _NUMBER_STYLES:
                sheet.reject("number_style_mixed", position, column)
            elif parsed.notice:
                sheet.add(parsed.notice, position, column, **dict(parsed.args))
    if loading >= LOADING_CELLS:
        return sheet, issue("tab_loading", grid.tab.title, count=loading)
    return sheet, _letters(sheet) if suspect else None


def _letters(sheet: Sheet) -> Issue | None:
    """Return the fault of a tab of whose texts at least a tenth is broken."""
    places = sorted(sheet.grid.columns.values())
    cells = (row[place] for row in sheet.raw for place in places if place < len(row))
    texts = [cell for cell in cells if isinstance(cell, str)]
    if not letters.mostly_broken(texts):
        return None
    first = next(filter(letters.maybe_broken, texts))
    return issue("letters_broken", sheet.grid.tab.title, shown_text=shown(first))


def _needs_word(parsed: Parsed, column: Column) -> bool:
    """Tell whether something must be said of a cell: it is bad, needs a notice, or is empty and may not be."""
    return isinstance(parsed, Bad) or parsed.notice is not None or (column.required and parsed.value is None)


def _missing(sheet: Sheet, position: int, column: Column) -> None:
    """Refuse an empty cell that is needed, or one that says in a word or sign that nothing is known."""
    if column.name in sheet.doubtful[position]:
        return
    raw = sheet.cell(position, column)
    written = tidy(raw if isinstance(raw, str) else raw.shown)
    ending = "unsaid" if written else "missing"
    args = {"may": may_stand(column), "allowed": quoted(column.choices)} if written else {}
    if column.key:
        sheet.reject(f"key_{ending}", position, column, **args, target=target_tab(column) if column.ref else "")
    elif column.ref:
        sheet.reject(f"reference_{ending}", position, column, target=target_tab(column))
    else:
        sheet.reject(f"required_{ending}", position, column, **args, instead=instead(sheet.table.code, column))


def _data_rows(grid: Grid) -> tuple[list[Sequence[RawCell]], list[int], list[Issue]]:
    header = {place: fold(text) for place, text in tabs.texts(grid.tab.rows[grid.header_row])}
    places = set(grid.columns.values())
    below = grid.tab.rows[grid.header_row + 1 :]
    totals = _totals(below, places)
    rows: list[Sequence[RawCell]] = []
    numbers: list[int] = []
    issues: list[Issue] = []
    for number, row in enumerate(below, start=grid.header_row + 2):
        first = next(((place, cell) for place, cell in enumerate(row) if cell and place in places), None)
        if first is None:
            continue
        text = first[1] if isinstance(first[1], str) else first[1].shown
        if not tidy(text) and not any(shown(cell) for cell in row):
            continue
        alike = len(text) < _LONGEST_TOTAL and fold(text) == header.get(first[0])
        if alike and {place: fold(cell) for place, cell in tabs.texts(row)} == header:
            issues.append(issue("header_repeated", grid.tab.title, number))
            continue
        total = None if totals.keys().isdisjoint(row) else _total_in(row, grid, totals, first[0])
        if total is not None:
            issues.append(issue("totals_row", grid.tab.title, number, shown_text=shown(row[total]), place=total))
            continue
        rows.append(row)
        numbers.append(number)
    return rows, numbers, issues


def _totals(rows: Iterable[Sequence[RawCell]], places: Set[int]) -> Mapping[str, bool]:
    """Return the texts that begin with the word of a total; true where they are that and nothing else."""
    texts = {
        cell for row in rows for place, cell in enumerate(row) if cell and place in places and isinstance(cell, str)
    }
    likely = (text for text in texts if len(text) < _LONGEST_TOTAL and _MAYBE_TOTAL.search(text))
    words = {text: re.findall(r"[^\W_]+|€", fold(text)) for text in likely}
    return {
        text: all(word in _BESIDE_TOTALS or word.isdecimal() for word in parts)
        for text, parts in words.items()
        if parts and (parts[0] in _TOTALS or (_TOTALS & set(parts) and _BESIDE_TOTALS.issuperset(parts)))
    }


def _total_in(row: Sequence[RawCell], grid: Grid, totals: Mapping[str, bool], first: int) -> int | None:
    """Return where a row says that it is a total, if it does.

    That is a whole text in a column that every row fills in, of a row without an ID of its own; elsewhere only of one
    that lacks what every row has, since a remark or a group may be called like a total.
    """

    def cell(column: Column) -> RawCell:
        place = grid.columns.get(column.name, len(row))
        return row[place] if place < len(row) else ""

    needed = [column for column in grid.table.columns if column.required and column.name in grid.columns]
    lacking = any(not (text := cell(column)) or (column.kind is Kind.TEXT and _counts(text)) for column in needed)
    keys = [cell(column) for column in needed if column.key and column.kind is Kind.ID and not column.ref]
    named = any(text and not (isinstance(text, str) and totals.get(text)) for text in keys)
    for column in grid.table.columns:
        text = cell(column) if column.kind in _WORDY else ""
        if not isinstance(text, str) or text not in totals:
            continue
        place = grid.columns[column.name]
        if totals[text] and (lacking or (column.required and (column.ref or (column.kind is Kind.TEXT and not named)))):
            return place
        if lacking and place == first and column.kind is Kind.ID:
            return place
    return None


def _counts(text: RawCell) -> bool:
    """Tell whether a cell of words holds a number alone, as a row of totals counts what stands above it."""
    return not isinstance(text, str) or text.strip().isdecimal()


def _unmerge(sheet: Sheet) -> None:
    """Repeat the value of cells merged down one column; refuse what is merged across columns or over many rows."""
    by_place = {place: name for name, place in sheet.grid.columns.items()}
    for merge in sheet.grid.tab.merges:
        start = bisect_left(sheet.numbers, merge.first_row + 1)
        positions = range(start, bisect_right(sheet.numbers, merge.last_row + 1))
        names = [by_place[place] for place in range(merge.first_column, merge.last_column + 1) if place in by_place]
        if not positions or not names or merge.first_row <= sheet.grid.header_row:
            continue
        column = sheet.table.by_name[names[0]]
        source = sheet.cell(positions[0], column)
        if not source:
            continue
        one_column = merge.first_column == merge.last_column
        if one_column and merge.last_row - merge.first_row < MAX_MERGED_ROWS:
            for position in positions[1:]:
                row = list(sheet.raw[position])
                row += [""] * (merge.first_column + 1 - len(row))
                row[merge.first_column] = source
                sheet.raw[position] = row
            sheet.add("merged_filled", positions[0], column)
            continue
        letters = column_letters
        block = f"{letters(merge.first_column)}{merge.first_row + 1}:{letters(merge.last_column)}{merge.last_row + 1}"
        sheet.add("merged_cells", positions[0], column, range=block)
        for position in positions:
            sheet.doubtful[position].update(names)
            row = list(sheet.raw[position])
            for name in names:
                place = sheet.grid.columns[name]
                if place < len(row):
                    row[place] = ""
            sheet.raw[position] = row
            if any(refuses_row(sheet.table.by_name[name]) for name in names):
                sheet.refused.add(position)
