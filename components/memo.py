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


def per_view(make: Callable[Concatenate[View, P], R]) -> Callable[Concatenate[View, P], R]:
    """Keep the newest results of a pure function by `View.key` and its other, hashable arguments."""
    kept: OrderedDict[object, R] = OrderedDict()
    lock = Lock()

    def kept_or_made(view: View, *args: P.args, **more: P.kwargs) -> R:
        key = (view.key, args, tuple(sorted(more.items())))
        with lock:
            if key in kept:
                kept.move_to_end(key)
                return kept[key]
        made = make(view, *args, **more)
        with lock:
            kept[key] = made
            while len(kept) > KEPT:
                kept.popitem(last=False)
        return made

    return wraps(make)(kept_or_made)  # type: ignore[return-value]
