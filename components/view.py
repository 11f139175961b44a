"""What one visitor looks at, and the addresses that lead on from there."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from data.history import Current
from data.model import Plan, Snapshot
from data.words import Words

BOUND = ("lang", "datums", "snapshot", "palete", "plans")
"""The parameters of the address that belong to the shell and survive every switch of screen."""


@dataclass(frozen=True)
class View:
    """A language, a day, a snapshot, a plan and a palette; ``today`` is the day it really is in Riga."""

    words: Words
    day: date
    today: date
    current: Current
    plan: Plan | None
    palette: str = ""
    chosen: tuple[tuple[str, str], ...] = ()

    @property
    def snapshot(self) -> Snapshot:
        """The one snapshot that every number on the screen comes from."""
        return self.current.snapshot

    @property
    def key(self) -> tuple[object, ...]:
        """What tells two views apart: equal keys show the same screen."""
        plan = self.plan.id if self.plan else None
        return (
            (self.snapshot.id, self.snapshot.arrangement, self.current.source),
            (self.day, self.today, self.words.language, plan, self.palette),
            self.chosen,
        )

    def address(self, screen: str, **parameters: str) -> str:
        """Return the address of a screen with what the visitor has chosen and these parameters."""
        merged = dict(self.chosen) | {name: value for name, value in parameters.items() if value}
        query = urlencode(merged)
        return f"/{screen}?{query}" if query else f"/{screen}"
