"""The other processes of an installation, as this one's refresher sees them through the store: one reads for all."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from data.intake.issues import SEVERITIES
from data.intake.result import Checked
from data.live.desk import Desk
from data.live.refresher import Current
from data.model import Issue
from data.store.faults import StoreFault

if TYPE_CHECKING:
    from data.store.leading import Leading, Reading
    from data.store.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Followed:
    """What the one that reads has kept last and when it took it; None of nothing. And how its reading goes."""

    checked: Checked | None
    taken_at: datetime | None
    name: str | None
    read_at: datetime | None
    failing_since: datetime | None
    failure: Issue | None
    links: tuple[tuple[str, str], ...]


class StorePeers:
    """The others, told and heard of through a store; for one source."""

    def __init__(self, kept_in: "Store", source_key: str, desk: Desk) -> None:
        """Take the store that they share."""
        self._store, self._key, self._desk = kept_in, source_key, desk
        self.leading: Leading = kept_in.leading()
        self._leads: bool | None = None

    def leads(self) -> bool:
        """Tell whether this process is to read now: it leads, or none is known to while the database hangs."""
        from data.store.leading import Role

        try:
            leads = self._desk.ask(self.leading.role) is not Role.FOLLOWS
        except StoreFault:
            leads = self._leads is not False
        if leads is not self._leads and (self._leads is not None or not leads):
            log.warning("this process reads the source now" if leads else "another process reads the source")
        self._leads = leads
        return leads

    def followed(self) -> Followed:
        """Return what the one that reads has kept last; raises `StoreFault`."""
        newest, reading = self._desk.ask(lambda: (self._store.newest_sound(self._key), self._store.heard(self._key)))
        for damaged in newest.damaged:
            log.error("snapshot %s is damaged in the history; an older one stands in", damaged.id)
        return Followed(
            newest.checked,
            newest.entry.taken_at if newest.entry else None,
            reading.name,
            reading.read_at,
            reading.failing_since,
            _issue(reading),
            reading.links,
        )

    def tell(self, current: Current) -> None:
        """Tell the others how reading goes; the store may be away, and then they hear of it later."""
        from data.store.leading import Reading

        failure = current.failure
        said = (failure.code, failure.shown, dict(failure.args)) if failure else None
        reading = Reading(current.source, current.read_at, current.failing_since, said, current.links)
        try:
            self._desk.ask(lambda: self._store.tell(self._key, reading))
        except StoreFault as fault:
            log.info("how reading goes could not be told: %s", fault.code)


def _issue(reading: "Reading") -> Issue | None:
    if reading.failure is None or reading.failure[0] not in SEVERITIES:
        return None
    code, shown, args = reading.failure
    return Issue(None, None, None, code, SEVERITIES[code], shown, args=tuple(args.items()))
