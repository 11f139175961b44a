"""A process that does not read itself shows what the one that does has kept, and takes over from there."""

from datetime import UTC, datetime, timedelta

from data.live.peers import Followed
from data.live.refresher import FOLLOW_PERIOD, Refresher
from data.raw import RawBook
from data.store.faults import StoreFault
from tests.live.reads import NOON, quick


class _Source:
    name = "sheet"
    reads = 0

    def read(self) -> RawBook:
        self.reads += 1
        return quick(9)[0]


class _Peers:
    def __init__(self) -> None:
        self.leading, self.told = False, 0
        self.found: Followed | None = Followed(quick(1)[1], NOON, "Sheet", NOON, None, None, ())

    def leads(self) -> bool:
        return self.leading

    def followed(self) -> Followed:
        if self.found is None:
            raise StoreFault("store_silent")
        return self.found

    def tell(self, _current: object) -> None:
        self.told += 1


def _own(peers: _Peers, source: _Source) -> Refresher:
    return Refresher(source, quick(0)[1], peers=peers, now=lambda: datetime(2026, 11, 27, tzinfo=UTC))


def test_it_shows_what_is_kept_and_reads_nothing() -> None:
    source, peers = _Source(), _Peers()
    own = _own(peers, source)
    current = own.step()
    assert (current.snapshot.id, current.source, current.read_at) == (quick(1)[1].snapshot.id, "Sheet", NOON)
    assert (source.reads, own.follows, own.wait) == (0, True, FOLLOW_PERIOD)
    assert own.last is not None
    assert own.last.snapshot.id == current.snapshot.id, "what the next read of its own is compared with"


def test_while_the_store_says_nothing_what_is_shown_stays() -> None:
    peers = _Peers()
    own = _own(peers, _Source())
    before = own.step()
    peers.found = None
    assert own.step() is before


def test_it_never_looks_more_seldom_than_it_would_read() -> None:
    own = Refresher(_Source(), quick(0)[1], peers=_Peers(), period=timedelta(seconds=1))
    own.step()
    assert own.wait == timedelta(seconds=1)


def test_once_it_leads_it_reads_and_tells() -> None:
    source, peers = _Source(), _Peers()
    own = _own(peers, source)
    own.step()
    peers.leading = True
    own.step()
    assert (source.reads, peers.told, own.follows) == (1, 1, False)
