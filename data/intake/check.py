"""Checking a raw book: cells, keys, references and what must agree between them; out comes a `Snapshot`.

A row with a sound key is never dropped: a bad cell reads as nothing known, marked, and is named as an issue. A
row is refused only when its key or a required reference cannot be used; a tab is held when it is gone, when a column
that is needed or said something is missing or doubled, when its letters are broken or its cells still loading.
"""

from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import date
from typing import Any

from data.contract.tables import BY_CODE, TABLES
from data.intake import tabs
from data.intake.reading import MAX_ROWS, read
from data.intake.references import Index, resolve
from data.intake.result import Checked, content_id, records_of, refused_of
from data.intake.rules import cross_check
from data.intake.rules.chronology import check_days
from data.intake.rules.doubles import refuse_doubles
from data.intake.rules.plans import old_ties
from data.intake.sheet import Sheet
from data.intake.tabs import Earlier
from data.model import Issue, Key, Place, Snapshot
from data.raw import RawBook

# A table's references are resolved after the tables they point to.
_ORDER = (
    "plans",
    "institutions",
    "municipalities",
    "trust",
    "meetings",
    "directions",
    "commitments",
    "measures",
    "indicators",
    "updates",
    "indicator_values",
    "agenda",
    "decisions",
    "focus",
    "calendar",
    "funding",
    "approvals",
)


def check(
    book: RawBook,
    fallback: Snapshot | None = None,
    max_rows: int = MAX_ROWS,
    *,
    earlier: Earlier = tabs.NOTHING,
    aside: Set[str] = frozenset(),
    today: date | None = None,
) -> Checked:
    """Check a book. Tables that its source never had are taken from ``fallback``; a held one is left empty.

    ``today`` lets dates to come be named; it changes no value. Without it none is.
    ``earlier`` is what the source was last known to say, by which a lost tab or column is told; ``aside`` names tables
    to be held whatever is in them. Never raises for bad data. The order of rows and tabs changes neither the snapshot
    nor its id.
    """
    finding = tabs.find(book, earlier)
    issues = finding.issues
    sheets: dict[str, Sheet] = {}
    partial = {code: read(grid, max_rows)[0] for code, grid in finding.held.items() if grid}
    for code, grid in finding.grids.items():
        sheet, fault = read(grid, max_rows)
        approved = fault is not None and fault.code in earlier.approved(grid.table)
        if fault and approved:
            finding.waived[code] = finding.waived.get(code, frozenset()) | {fault.code}
        elif fault:
            issues.append(fault)
            finding.hold(grid.table, grid, fault.code)
        (partial if code in finding.held or code in aside else sheets)[code] = sheet
    held = frozenset({*finding.held, *(aside & partial.keys())})
    index = Index(earlier.snapshot or fallback)
    for code in _ORDER:
        if code in sheets:
            resolve(sheets[code], index)
            refuse_doubles(sheets[code])
            continue
        standing = earlier.snapshot if earlier.had(BY_CODE[code]) else fallback
        if standing is not None and code not in finding.removed:
            index.register_records(code, getattr(standing, code))
        if code in partial:
            index.register_rows(partial[code])
    cross_check(sheets, index)
    check_days(sheets, index, today)
    tables: dict[str, tuple[Any, ...]] = {}
    places: dict[tuple[str, Key], Place] = {}
    embedded: set[str] = set()
    for table in TABLES:
        if table.code in sheets:
            tables[table.code], table_places = records_of(sheets[table.code])
            places |= table_places
            issues += sheets[table.code].issues
        elif fallback is None or table.source_only or table.code in held | finding.removed:
            tables[table.code] = ()
        else:
            tables[table.code] = getattr(fallback, table.code)
            embedded.add(table.code)
    issues += old_ties(sheets.get("indicators"), tables)
    order = {name: number for number, name in enumerate(tab.title for tab in book.tabs)}
    named = {BY_CODE[code].tab: grid.tab.title for code, grid in (finding.held | finding.grids).items() if grid}
    issues = [_naming(fault, named) for fault in issues]
    issues.sort(key=lambda fault: (order.get(fault.tab or "", -1), fault.row or 0, fault.cell or "", fault.code))
    snapshot = Snapshot(content_id(tables, places), **tables, embedded=frozenset(embedded), places=places)
    rows = {sheet.grid.tab.title: len(tables[code]) for code, sheet in sheets.items()}
    refused_rows = tuple(row for sheet in sheets.values() for row in refused_of(sheet))
    return Checked(snapshot, tuple(issues), rows, held, refused_rows, finding.faults, finding.waived)


def _naming(fault: Issue, named: Mapping[str, str]) -> Issue:
    """Return a fault that names the tab to look in as its source does: a file, for example, by its own name."""
    args = tuple((name, named.get(said, said) if name == "target" else said) for name, said in fault.args)
    return fault if args == fault.args else replace(fault, args=args)
