"""What one visitor looks at, and the addresses that lead on from there."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode, urlsplit

from data.live import Current
from data.model import Plan, Snapshot, default_plan
from data.riga import RIGA
from data.words import Words


def today() -> date:
    """Return today's date in Riga, the single source of it for the screens and the pack."""
    return datetime.now(RIGA).date()


def public_address(url: str | None) -> str:
    """Return scheme and host of the address a visitor came by, "" where it is not known."""
    parts = urlsplit(url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""


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
    def easy(self) -> bool:
        """Whether the screens are to begin in plain language."""
        return ("viegli", "1") in self.chosen

    @property
    def key(self) -> tuple[object, ...]:
        """What tells two views apart: equal keys show the same screen."""
        plan = self.plan.id if self.plan else None
        return (
            (self.snapshot.id, self.snapshot.arrangement, self.current.source, self.current.held, self.current.lost),
            (self.day, self.today, self.words.language, plan, self.palette),
            self.chosen,
        )

    def under(self, plan: str) -> "View":
        """Return the same view of another plan, carried on by its addresses; of an unknown plan the view itself."""
        plan_wanted = next((one for one in self.snapshot.plans if one.id == plan), None)
        if plan_wanted is None or plan_wanted is self.plan:
            return self
        return replace(self, plan=plan_wanted, chosen=tuple((dict(self.chosen) | {"plans": plan}).items()))

    def address(self, screen: str, **parameters: str) -> str:
        """Return the address of a screen with what the visitor has chosen and these parameters; "" takes one out."""
        merged = dict(self.chosen) | parameters
        query = urlencode({name: value for name, value in merged.items() if value})
        return f"/{screen}?{query}" if query else f"/{screen}"


def plan_of(snapshot: Snapshot, wanted: str | None) -> Plan | None:
    """Return the plan with an id, else the one that is meant where none is named; None where there is none."""
    named = next((plan for plan in snapshot.plans if plan.id == wanted), None)
    return named or default_plan(snapshot.plans, (measure.plan for measure in snapshot.measures))
