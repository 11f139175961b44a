"""The snapshots kept, to choose from."""

from components.view import View
from components.wording import terms
from data import live


def offered(view: View, *wanted: str) -> dict[str, str]:
    """Return the snapshots kept, newest first, by id, each with the moment it was read.

    Of many kept the newest are given, and beside them those that are ``wanted`` by id.
    """
    kept: dict[str, str] = {}
    for entry in live.snapshots():
        kept.setdefault(entry.id, f"{terms.moment(entry.taken_at, view.words)} · {entry.id}")
    for own in wanted:
        if own and own not in kept and (found := live.recorded(own)):
            when = f"{terms.moment(found.read_at, view.words)} · " if found.read_at else ""
            kept[own] = f"{when}{own}"
    return kept
