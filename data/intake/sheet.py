"""A table while it is being checked: its values by column, what is wrong with them, and the rows still standing."""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from data.contract.columns import Column, Kind, Table
from data.contract.tables import BY_CODE
from data.intake.parsed import nothing
from data.intake.tabs import Grid, issue
from data.intake.text import shown
from data.model import Issue
from data.raw import RawCell


@dataclass
class Sheet:
    """A table while it is being checked: values by column, the rows still standing and the marked cells."""

    grid: Grid
    numbers: list[int]
    raw: list[Sequence[RawCell]]
    values: dict[str, list[Any]]
    refused: set[int] = field(default_factory=set)
    """Of the refused rows those that say again what an earlier one says: nothing is lost with them."""
    doubtful: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    issues: list[Issue] = field(default_factory=list)

    @property
    def table(self) -> Table:
        """The table that the tab holds."""
        return self.grid.table

    def cell(self, index: int, column: Column) -> RawCell:
        """Return a row's cell as it came, empty where the tab has no such column."""
        place = self.grid.columns.get(column.name)
        row = self.raw[index]
        return row[place] if place is not None and place < len(row) else ""

    def add(self, code: str, index: int, column: Column, **args: object) -> None:
        """Name a fault at a cell."""
        self.issues.append(
            issue(
                code,
                self.grid.tab.title,
                self.numbers[index],
                self.grid.headers.get(column.name, column.header),
                shown_text=shown(self.cell(index, column), free=column.kind in (Kind.TEXT, Kind.LIST)),
                place=self.grid.columns.get(column.name),
                **args,
            )
        )

    def drop(self, positions: Set[int]) -> None:
        """Take rows out, with what was said of them."""
        staying = [position for position in range(len(self.numbers)) if position not in positions]
        places = {position: place for place, position in enumerate(staying)}
        gone = {self.numbers[position] for position in positions}
        self.issues = [fault for fault in self.issues if fault.row not in gone]
        self.numbers = [self.numbers[position] for position in staying]
        self.raw = [self.raw[position] for position in staying]
        self.values = {name: [column[position] for position in staying] for name, column in self.values.items()}
        self.refused = {places[position] for position in self.refused if position in places}
        marks = {places[position]: names for position, names in self.doubtful.items() if position in places}
        self.doubtful = defaultdict(set, marks)

    def reject(self, code: str, index: int, column: Column, **args: object) -> None:
        """Name a fault and let the cell read as nothing known; without a key or required reference, refuse the row."""
        if refuses_row(column):
            self.refused.add(index)
            args["lost"] = "row"
        self.add(code, index, column, **args)
        self.values[column.name][index] = nothing(column).value
        self.doubtful[index].add(column.name)


def refuses_row(column: Column) -> bool:
    """Tell whether a row cannot stand without this column: it tells the row apart or says what it belongs to."""
    return column.key or (column.required and column.ref is not None)


def target_tab(column: Column) -> str:
    """Return the name of the tab that a column's references point to."""
    return BY_CODE["measures" if column.ref == "targets" else column.ref or ""].tab


def says(sheet: Sheet, position: int, *names: str) -> bool:
    """Tell whether one of a row's cells says something, be it unreadable or zero."""
    return any(sheet.values[name][position] not in (None, "", ()) or name in sheet.doubtful[position] for name in names)
