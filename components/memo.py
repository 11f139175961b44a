"""Keeping what a screen is made of: one result a snapshot, day, language, palette and plan."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

from components.view import View

P = ParamSpec("P")
R = TypeVar("R")
KEPT = 64
"""Results kept a function: some days and both languages of a few snapshots, some two megabytes a view in all."""
SNAPSHOTS = 4
"""Snapshots of which results are kept, the last looked at: a sheet under constant change leaves one behind a minute."""
_recent: OrderedDict[object, None] = OrderedDict()
_looking = Lock()


def _look_at(snapshot: object) -> None:
    """Note which snapshot is looked at, and forget what was looked at longest ago."""
    with _looking:
        _recent[snapshot] = None
        _recent.move_to_end(snapshot)
        while len(_recent) > SNAPSHOTS:
            _recent.popitem(last=False)


def looked_at(snapshot: object) -> bool:
    """Tell whether a snapshot, by the first part of a view's key, is one of those looked at last."""
    return snapshot in _recent


def cached_by_view(make: Callable[Concatenate[View, P], R]) -> Callable[Concatenate[View, P], R]:
    """Keep the newest results of a pure function by `View.key` and its other, hashable arguments."""
    remembered: OrderedDict[tuple[tuple[object, ...], object, object], R] = OrderedDict()
    lock = Lock()

    def kept_or_made(view: View, *args: P.args, **more: P.kwargs) -> R:
        key = (view.key, args, tuple(sorted(more.items())))
        with lock:
            if key in remembered:
                remembered.move_to_end(key)
                return remembered[key]
        made = make(view, *args, **more)
        _look_at(view.key[0])
        with lock:
            remembered[key] = made
            for left in [left_key for left_key in remembered if not looked_at(left_key[0][0])]:
                del remembered[left]
            while len(remembered) > KEPT:
                remembered.popitem(last=False)
        return made

    return wraps(make)(kept_or_made)  # type: ignore[return-value]
