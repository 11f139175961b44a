"""The snapshots kept, to choose from."""

from components.view import View
from components.wording import terms
from data import live


def offered(view: View, *wanted: str) -> dict[str, str]:
    """Return the snapshots kept, newest first, by id, each with the moment it was read.

    Of many kept the newest are given, and beside them those that are ``wanted`` by id.
    """
    labels: dict[str, str] = {}
    for entry in live.snapshots():
        labels.setdefault(entry.id, f"{terms.moment(entry.taken_at, view.words)} · {entry.id}")
    for identifier in wanted:
        if identifier and identifier not in labels and (current := live.recorded(identifier)):
            when = f"{terms.moment(current.read_at, view.words)} · " if current.read_at else ""
            labels[identifier] = f"{when}{identifier}"
    return labels
