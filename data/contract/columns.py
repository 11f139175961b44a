"""What a column and a tab of the contract are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any

from data import model


class Kind(StrEnum):
    """What may stand in a column's cells."""

    ID = "id"
    TEXT = "text"
    LIST = "list"
    LINK = "link"
    DAY = "day"
    DATE = "date"
    TIME = "time"
    INTEGER = "integer"
    NUMBER = "number"
    CHOICE = "choice"
    FLAG = "flag"


class Group(StrEnum):
    """How often a tab is edited; tabs stand in this order and are told apart by colour."""

    WEEKLY = "weekly"
    MEETING = "meeting"
    SELDOM = "seldom"


@dataclass(frozen=True)
class Column:
    """One column of a tab.

    ``ref`` is the code name of the table whose key the cell names (with ``many`` a list separated by
    semicolons); ``choices`` maps the closed Latvian words to their meaning, ``synonyms`` other spellings to the
    closed word; ``low`` and ``high`` bound numbers and years; ``default`` stands for an empty cell; ``iso_day`` marks
    identifiers that are an ISO date; ``pattern`` is the whole form of an identifier that has one of its own;
    ``takes_links`` marks texts that addresses belong to, also those that stand behind the cell's text. A
    ``later`` column joined the contract when sheets without it were in use: such a sheet, and what was stored of it,
    stays as it was, down to the snapshot's id.
    """

    name: str
    header: str
    kind: Kind
    help: str
    required: bool = False
    key: bool = False
    ref: str | None = None
    many: bool = False
    choices: Mapping[str, StrEnum] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    open_words: bool = False
    aliases: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    default: Any = None
    percent: bool = False
    iso_day: bool = False
    pattern: str = ""
    takes_links: bool = False
    later: bool = False


@dataclass(frozen=True)
class Table:
    """One tab: its code name, Latvian title, columns in order, and the record a row becomes.

    A tab that the source never had is served from the embedded files, which is a fault where it is ``required``. One
    that is ``source_only`` may be absent, is never held or judged and comes from nowhere else.
    """

    code: str
    tab: str
    group: Group
    record: type[Any]
    columns: tuple[Column, ...]
    help: str
    required: bool = False
    aliases: tuple[str, ...] = ()
    source_only: bool = False

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The names of the key columns, in order; empty where rows are told apart by all they say."""
        return tuple(column.name for column in self.columns if column.key)

    @cached_property
    def key_columns(self) -> tuple[Column, ...]:
        """The key columns, in order."""
        return tuple(column for column in self.columns if column.key)

    @property
    def called(self) -> tuple[str, str]:
        """The names by which faults speak of it: its tab's, or the code of its file."""
        return self.tab, self.code

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by code name."""
        return MappingProxyType({column.name: column for column in self.columns})

    def key_of(self, record: Any) -> model.Key:
        """Return the key of one of this table's records; all its values where the table has no key."""
        return tuple(getattr(record, name) for name in self.key or self.by_name)
