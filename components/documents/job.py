"""Building a meeting's pack: in a thread of its own, kept for the view it was built from.

So all its files come from one snapshot, and the next click is at once.
"""

from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Lock

from components.documents.files import files
from components.frame.jobs import Job
from components.view import View
from data.model import Meeting

KEPT, MOST_WAITING = 8, 4
"""Packs kept, the newest, a megabyte each; and packs that may be built or wait for it at a time."""


@dataclass(frozen=True)
class Order:
    """The pack of a meeting as a view shows it; ``base`` is the public address of the dashboard, "" if not known."""

    view: View
    meeting: Meeting
    base: str

    @property
    def key(self) -> tuple[object, ...]:
        """All that the files are made of."""
        return self.view.key, self.meeting.id, self.base


_jobs: OrderedDict[tuple[object, ...], Job] = OrderedDict()
_lock = Lock()
_builder = ThreadPoolExecutor(1, thread_name_prefix="pack")


def order(view: View, meeting: Meeting, base: str) -> Order:
    """Return the order of a meeting's pack: of a visitor's choices it holds language, snapshot and palette alone."""
    chosen = tuple(pair for pair in view.chosen if pair[0] in ("lang", "snapshot"))
    return Order(replace(view, chosen=chosen), meeting, base)


def find(order: Order) -> Job | None:
    """Return the job that builds or has built a pack; None where it was not begun or is not kept any more."""
    return _jobs.get(order.key)


def begin(order: Order) -> None:
    """Build a pack unless it is there, or being built, or too many others are."""
    with _lock:
        if order.key in _jobs or busy():
            return
        job = _jobs[order.key] = Job(files(order.view, order.meeting, order.base))
        for old in [key for key, job in _jobs.items() if job.finished][: max(0, len(_jobs) - KEPT)]:
            del _jobs[old]
    _builder.submit(job.run)


def busy() -> bool:
    """Tell whether so many packs are being built that no other may be begun."""
    return sum(not job.finished for job in tuple(_jobs.values())) >= MOST_WAITING
