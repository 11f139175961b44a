"""Whose word the rows of a table are: how many name their source, and the hosts that their links lead to."""

import re
from collections import Counter
from dataclasses import dataclass, fields

from data.model import Snapshot

_COLUMNS = ("source", "evidence", "link")
"""The columns, by their code names, in which a row says where it is from."""
_HOST = re.compile(r"https?://(?:[^\s/?#@]*@)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)


@dataclass(frozen=True)
class Cited:
    """A table whose rows can name their source: how many rows it has, how many do, and the hosts they link to.

    A host counts once a row, those of most rows come first; "www." is no part of it.
    """

    table: str
    rows: int
    sourced: int
    hosts: tuple[tuple[str, int], ...]


def hosts(text: str) -> set[str]:
    """Return the hosts that a text links to, without "www."."""
    return {host.lower() for host in _HOST.findall(text)}


def cited(snapshot: Snapshot) -> tuple[Cited, ...]:
    """Return what the rows of each table cite, in the snapshot's order; tables without rows or such columns are not."""
    found = []
    for one in fields(snapshot):
        records = getattr(snapshot, one.name)
        columns = _columns(records)
        if not columns:
            continue
        said = [" ".join(filter(None, (getattr(record, name) for name in columns))) for record in records]
        linked = Counter(host for text in said for host in hosts(text))
        ordered = sorted(linked.items(), key=lambda item: (-item[1], item[0]))
        found.append(Cited(one.name, len(records), sum(map(bool, said)), tuple(ordered)))
    return tuple(found)


def _columns(records: object) -> list[str]:
    if not isinstance(records, tuple) or not records:
        return []
    named = {column.name for column in fields(records[0])}
    return [name for name in _COLUMNS if name in named]
