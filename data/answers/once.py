"""Answers that several others start from, worked out once a snapshot."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from data.model import Snapshot

P = ParamSpec("P")
R = TypeVar("R")
KEPT = 8
"""Results kept a function: some days of the two snapshots that a screen compares."""


class _This:
    """A snapshot as a key: the object itself, since comparing two of them reads every row."""

    __slots__ = ("snapshot",)

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def __hash__(self) -> int:
        return id(self.snapshot)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and other.snapshot is self.snapshot


def once(answer: Callable[Concatenate[Snapshot, P], R]) -> Callable[Concatenate[Snapshot, P], R]:
    """Keep the newest results of a pure function of a snapshot; what it gives is shared, and not to be changed."""

    @lru_cache(maxsize=KEPT)
    def kept(this: _This, *args: P.args, **more: P.kwargs) -> R:
        return answer(this.snapshot, *args, **more)

    def asked(snapshot: Snapshot, *args: P.args, **more: P.kwargs) -> R:
        return kept(_This(snapshot), *args, **more)  # type: ignore[arg-type]

    return wraps(answer)(asked)  # type: ignore[return-value]
