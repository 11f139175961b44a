"""The append-only store of snapshots: what was read, what was valid, and what was held; kept permanently.

Of its tables ``content`` keeps each text once (the raw grid without personal data; the checked rows with their marks,
issues and what is held), as a step from an earlier one or, at least every 50 steps, whole; ``snapshot`` says when which
contents were read; ``approval`` what was approved by command. Nothing is changed or taken away and the database itself
refuses it; only `Store.redact` may, and leaves a row in ``redaction``. Whatever is loaded is compared with its SHA-256.
The database is SQLite, or PostgreSQL where HISTORY_URL names one.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from data.intake.result import Checked
from data.model import Command, Snapshot, Told
from data.raw import RawBook
from data.riga import RIGA
from data.settings import setting
from data.store import grid, leading, lines
from data.store.contents import (
    ACCEPTED,
    HELD,
    KEYFRAME_EVERY,
    REMEMBERED,
    Contents,
    Kept,
    Memory,
    add,
    carry_over,
    count_with,
    redact_contents,
    redact_snapshots,
    thin,
)
from data.store.database import Database, Opening
from data.store.erase import Eraser, PersonalData
from data.store.faults import DAMAGE, StoreFault
from data.store.leading import Leading, Reading
from data.store.tables import APPROVAL, NOTICE, REDACTION, SNAPSHOT
from data.words import Words

DEFAULT = Path(__file__).resolve().parents[2] / "var" / "history.sqlite3"
REDACT_AT_LEAST = 4
"""Characters that a text to be taken out must have."""


@dataclass(frozen=True)
class Entry:
    """One stored read: its snapshot's ``id``, how many issues by severity, and for a held one the reason."""

    number: int
    id: str
    taken_at: datetime
    source: str
    status: str
    issues: Mapping[str, int]
    reason: Any
    raw_hash: str
    clean_hash: str

    @property
    def source_kind(self) -> str:
        """What sort of source it came from: its key up to the colon."""
        return self.source.partition(":")[0]

    @property
    def day(self) -> date:
        """The day in Riga on which it was taken."""
        return self.taken_at.astimezone(RIGA).date()


@dataclass(frozen=True)
class Sound:
    """The newest entry whose content is sound, with that content, and the newer entries that are damaged."""

    entry: Entry | None
    checked: Checked | None
    damaged: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Damage:
    """What does not verify: the "raw" grid or the "rows" of an entry, or without an entry the "file"."""

    entry: Entry | None
    part: str


@dataclass(frozen=True)
class Redaction:
    """What a redaction did: contents rewritten, snapshots they belong to, contents too damaged to be looked into.

    ``wiped`` is False where another process kept the old bytes in the file; doing it again mends that. ``left`` is in
    how many contents it still stood when all were looked through again: none.
    """

    contents: int
    snapshots: int
    unread: int
    wiped: bool
    left: int


@dataclass(frozen=True)
class Thinning:
    """What a thinning did: snapshots and contents taken out, contents too damaged to be packed anew (they stay)."""

    snapshots: int
    contents: int
    unread: int


@dataclass(frozen=True)
class StoreStatus:
    """How the store is; ``fault`` is None when all is well. Sizes in bytes, None where they cannot be known."""

    kind: str
    size: int | None = None
    free: int | None = None
    entries: int = 0
    held: int = 0
    newest: Entry | None = None
    writable: bool = False
    set_aside: tuple[str, ...] = ()
    fault: StoreFault | None = None

    def lines(self, words: Words) -> list[str]:
        """Say how the store is, a sentence a line; what has to be done comes first."""
        _ = words.say
        lines_of = [self.fault.say(words)] if self.fault else []
        for name in self.set_aside:
            lines_of.append(_("“{name}” was damaged and is set aside; keep it until it is looked into.", name=name))
        lines_of.append(words.count("The history contains {n} read.", "The history contains {n} reads.", self.entries))
        if self.newest:
            day = words.date(self.newest.day)
            lines_of.append(_("The newest accepted one is snapshot {id} of {day}.", id=self.newest.id, day=day))
        if self.size is not None:
            lines_of.append(_("It takes {size} MB.", size=words.number(self.size / 1e6, 1)))
        return lines_of


class _TakenBackError(Exception):
    """Ends a transaction without leaving anything behind."""


__all__ = [
    "ACCEPTED",
    "HELD",
    "KEYFRAME_EVERY",
    "Damage",
    "Entry",
    "Redaction",
    "Sound",
    "Store",
    "StoreFault",
    "StoreStatus",
    "open_store",
]


def open_store(opening: Opening = "make") -> "Store":
    """Return the store that HISTORY_URL names, SQLite in ``var/`` without it. Nothing is opened yet."""
    return Store(setting("HISTORY_URL"), opening=opening)


class Store:
    """A history of snapshots, safe for threads and processes. Nothing is opened before it is used.

    Whatever stops the store from doing its work, its methods raise `StoreFault` and nothing else.
    """

    def __init__(
        self,
        url: str | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        opening: Opening = "make",
    ) -> None:
        """Name the database by its address; ``clock`` dates redactions and files that are set aside."""
        self._database = Database(url or f"sqlite:///{DEFAULT}", clock, carry_over, opening, named=url is not None)
        self._clock = clock
        self._contents = Contents()
        self._loaded = Memory[str, Checked](REMEMBERED)

    @property
    def writes(self) -> int:
        """How often this process has written to it."""
        return self._database.writes

    # Writing

    def put(
        self,
        book: RawBook,
        checked: Checked,
        taken_at: datetime,
        source_key: str,
        status: str = ACCEPTED,
        *,
        reason: Any = None,
        by: Leading | None = None,
    ) -> Entry | None:
        """Store one read; return its entry, or None when nothing changed since the source's newest entry.

        With ``by`` only where that process leads while it is stored; else None too.

        ``book`` is what `data.store.grid.redacted` gave; ``source_key`` names the source without path or secret, its
        kind up to a colon. When it returns, the entry is safe on the disk.
        """
        pair = Kept(grid.to_lines(book)), Kept(lines.to_lines(checked))
        values = {
            "id": checked.snapshot.id,
            "taken_at": _instant(taken_at),
            "source": source_key,
            "source_kind": source_key.partition(":")[0][:40],
            "raw_hash": pair[0].digest,
            "clean_hash": pair[1].digest,
            "status": status,
            "issues": json.dumps(Counter(issue.severity.value for issue in checked.issues)),
            "reason": None if reason is None else json.dumps(reason),
            "schema_version": lines.FORM,
        }
        with self._database.session("write") as db:
            added = add(db, self._contents, pair, values) if by is None or by.holds(db) else None
        return _entry(added) if added else None

    def tell(self, source_key: str, reading: Reading) -> None:
        """Write down how reading a source goes, for the processes that follow the one that reads it."""
        with self._database.session("write") as db:
            leading.said(db, source_key, reading)

    def command(self, source_key: str, approval: Command) -> None:
        """Keep an approval that was given by command."""
        values = {
            "given_at": _instant(approval.given_at),
            "source": source_key,
            "tab": approval.table,
            "content": approval.content,
        }
        with self._database.session("write") as db:
            db.execute(sa.insert(APPROVAL).values(values))

    @property
    def shared(self) -> bool:
        """Whether processes on several machines may have it: a database that a server keeps."""
        with suppress(StoreFault):
            return self._database.kind != "SQLite"
        return False

    def leading(self) -> Leading:
        """Return what chooses, of all processes that have this store, the one that reads the source."""
        return Leading(self._database)

    def note(self, source_key: str, channel: str, at: datetime, told: Iterable[Told], *, mended: bool) -> None:
        """Keep of what a channel has told, or told that it is mended."""
        same = {"told_at": _instant(at), "source": source_key, "channel": channel, "mended": mended}
        rows = [same | {"matter": one.matter, "place": one.place[:60]} for one in told]
        if rows:
            with self._database.session("write") as db:
                db.execute(sa.insert(NOTICE), rows)

    # Reading

    def told(self, source_key: str, channel: str) -> tuple[Told, ...]:
        """Return of what a channel has told that is not told to be mended since, the oldest first."""
        query = sa.select(NOTICE).where(NOTICE.c.source == source_key, NOTICE.c.channel == channel)
        open_ones: dict[str, Told] = {}
        with self._database.session("read") as db:
            for row in db.execute(query.order_by(NOTICE.c.number)):
                open_ones.pop(row.matter, None)
                if not row.mended:
                    open_ones[row.matter] = Told(row.matter, row.place)
        return tuple(open_ones.values())

    def heard(self, source_key: str) -> Reading:
        """Return what was told last of how reading a source goes."""
        with self._database.session("read") as db:
            return leading.heard(db, source_key)

    def commands(self, source_key: str) -> tuple[Command, ...]:
        """Return the approvals of a source that were given by command."""
        with self._database.session("read") as db:
            rows = db.execute(sa.select(APPROVAL).where(APPROVAL.c.source == source_key)).all()
        return tuple(Command(row.tab, row.content, datetime.fromisoformat(row.given_at)) for row in rows)

    def newest(self, source_key: str | None = None, status: str = ACCEPTED) -> Entry | None:
        """Return the newest entry, of one source or of any."""
        return next(iter(self._find(SNAPSHOT.c.status == status, *_of(source_key), limit=REMEMBERED)), None)

    def entries(self, since: date | None = None, until: date | None = None, limit: int = 1000) -> tuple[Entry, ...]:
        """Return entries, held ones too, the newest first, taken in Riga from one day to another, both included."""
        conditions = [SNAPSHOT.c.taken_at >= _midnight(since)] if since else []
        conditions += [SNAPSHOT.c.taken_at < _end(until)] if until else []
        return self._find(*conditions, limit=limit)

    def find(self, snapshot_id: str) -> Entry | None:
        """Return the newest accepted entry of a snapshot's id. What was held has no address."""
        entries = self._find(SNAPSHOT.c.id == snapshot_id, SNAPSHOT.c.status == ACCEPTED, limit=REMEMBERED)
        return next(iter(entries), None)

    def at(self, day: date, source_key: str | None = None) -> Entry | None:
        """Return what stood at the end of a day in Riga: the last accepted entry taken until then."""
        last = sa.select(SNAPSHOT).where(SNAPSHOT.c.status == ACCEPTED, SNAPSHOT.c.taken_at < _end(day))
        last = last.where(*_of(source_key)).order_by(SNAPSHOT.c.taken_at.desc(), SNAPSHOT.c.number.desc())
        with self._database.session("read") as db:
            return next(_entries(db.execute(last.limit(REMEMBERED))), None)

    def _find(self, *conditions: sa.ColumnElement[bool], limit: int | None) -> tuple[Entry, ...]:
        query = sa.select(SNAPSHOT).where(*conditions).order_by(SNAPSHOT.c.number.desc()).limit(limit)
        with self._database.session("read") as db:
            return tuple(_entries(db.execute(query)))

    def checked(self, entry: Entry) -> Checked:
        """Return an entry's snapshot with its issues, equal to what was stored but for the rows refused.

        Raises `StoreFault` ("content_damaged") when its content does not match its checksum.
        """
        if known := self._loaded.get(entry.clean_hash):
            return known
        text_lines = self._load(entry, entry.clean_hash)
        try:
            checked = lines.from_lines(text_lines)
        except lines.UnreadableError as error:
            raise StoreFault("content_unreadable", snapshot=entry.id) from error
        if checked.snapshot.id != entry.id:
            raise StoreFault("content_damaged", snapshot=entry.id)
        self._loaded.put(entry.clean_hash, checked)
        return checked

    def snapshot(self, entry: Entry) -> Snapshot:
        """Return an entry's snapshot; raises `StoreFault` as `checked` does."""
        return self.checked(entry).snapshot

    def raw(self, entry: Entry) -> RawBook:
        """Return the grid that was read, without personal data; raises `StoreFault` as `checked` does."""
        try:
            return grid.from_lines(self._load(entry, entry.raw_hash))
        except lines.UnreadableError as error:
            raise StoreFault("content_unreadable", snapshot=entry.id) from error

    def _load(self, entry: Entry, digest: str) -> list[str]:
        with self._database.session("read") as db:
            if content := self._contents.find(db, digest):
                return content.lines
        raise StoreFault("content_damaged", snapshot=entry.id)

    def newest_sound(self, source_key: str | None = None) -> Sound:
        """Return the newest accepted entry whose content is sound, walking back over damaged ones and naming them."""
        damaged: list[Entry] = []
        before: list[sa.ColumnElement[bool]] = []
        while batch := self._find(SNAPSHOT.c.status == ACCEPTED, *_of(source_key), *before, limit=KEYFRAME_EVERY):
            for entry in batch:
                try:
                    return Sound(entry, self.checked(entry), tuple(damaged))
                except StoreFault as fault:
                    if fault.code not in DAMAGE:
                        raise
                    damaged.append(entry)
            before = [SNAPSHOT.c.number < batch[-1].number]
        return Sound(None, None, tuple(damaged))

    def accepted(self, source_key: str | None = None, limit: int | None = None) -> tuple[Entry, ...]:
        """Return the accepted entries, of one source or of any, the oldest first; with ``limit`` the newest of them."""
        conditions = [SNAPSHOT.c.status == ACCEPTED, *_of(source_key)]
        return self._find(*conditions, limit=limit)[::-1]

    def walk(self, entries: Iterable[Entry], *codes: str) -> Iterator[tuple[Entry, Snapshot]]:
        """Give entries, in their order, with snapshots of the named tables alone; damaged ones are passed over.

        A table that says what it said in the entry before is the same object, so hundreds of entries that differ by a
        few rows cost little more than what differs.
        """
        contents, known = Contents(), dict[str, lines.Read]()
        for entry in entries:
            with self._database.session("read") as db:
                content = contents.find(db, entry.clean_hash)
            if content is not None:
                with suppress(lines.UnreadableError):
                    yield entry, lines.from_lines(content.lines, codes, known).snapshot

    def versions(self, *codes: str, source_key: str | None = None) -> Iterator[tuple[Entry, Snapshot]]:
        """Give the accepted entries, the oldest first, each time one of the named tables changed.

        The snapshots hold these tables alone; damaged ones are passed over.
        """
        before: list[Any] | None = None
        for entry, snapshot in self.walk(self.accepted(source_key), *codes):
            content = [getattr(snapshot, code) for code in codes]
            if content != before:
                before = content
                yield entry, snapshot

    # Care

    def verify(self) -> tuple[Damage, ...]:
        """Load every content anew, compare it with its checksum, and name what does not hold."""
        damage: list[Damage] = []
        contents, intact = Contents(), self._database.intact()
        with self._database.session("read") as db:
            rows = db.execute(sa.select(SNAPSHOT).order_by(SNAPSHOT.c.number)).all()
            entries = tuple(_entries(rows))
            if len(entries) < len(rows) or not intact:
                damage.append(Damage(None, "file"))
            for entry in entries:
                parts = {"raw": entry.raw_hash, "rows": entry.clean_hash}
                damage += [Damage(entry, part) for part, digest in parts.items() if not contents.find(db, digest)]
        return tuple(damage)

    def backup(self, path: Path) -> None:
        """Write a copy of an SQLite store as it is at one instant, beside running readers and writers."""
        self._database.copy(path)

    def restore(self, backup: Path, *, replace: bool = False) -> Path | None:
        """Put a copy that `backup` wrote in this store's place; return where the file that stood there is kept.

        Only a copy of which every content is sound and no later version of this program wrote. What stands here is
        taken aside only with ``replace``, and never where a server keeps it: that takes a copy only while it is empty.
        """
        kept = self._database.take_back(backup, replace=replace)
        self._contents = Contents()
        self._loaded = Memory(REMEMBERED)
        return kept

    def redact(self, text: str | None, by: str, why: str) -> Redaction:
        """Replace a text by "[…]" in everything stored, whatever its case and spacing, and keep who, when and why.

        None stands for all personal data that the rules of today find (`data.intake.personal`).
        The one way in which anything stored is ever changed. Snapshots keep their ids, contents get new checksums.
        Backups and files that were set aside are not touched.
        """
        eraser = PersonalData() if text is None else Eraser(text)
        if text is not None and eraser.length < REDACT_AT_LEAST:
            raise StoreFault("redact_short", least=str(REDACT_AT_LEAST))
        if not by.strip() or not why.strip() or eraser.cell(by) != by or eraser.cell(why) != why:
            raise StoreFault("redact_named")
        with self._database.unguarded() as db:
            new_hashes, contents, unread = redact_contents(db, eraser)
            snapshots = redact_snapshots(db, eraser, new_hashes)
            noted = {"done_at": _instant(self._clock()), "done_by": by.strip()[:200], "why": why.strip()[:2000]}
            db.execute(sa.insert(REDACTION).values(contents=contents, snapshots=snapshots, **noted))
        wiped = self._wiped()
        with self._database.session("read") as db:
            left = count_with(db, eraser)
        return Redaction(contents, snapshots, unread, wiped, left)

    def thin(self, before: date, by: str) -> Thinning:
        """Of the days before one, keep what stood at the end of each (in Riga, by source), and who did it and when.

        What `at` answers for any day stays the same; what was read in between is gone, links to it too.
        """
        if not by.strip():
            raise StoreFault("redact_named")
        with self._database.unguarded() as db:
            last: dict[tuple[str, date], int] = {}
            rows = list(_entries(db.execute(sa.select(SNAPSHOT).order_by(SNAPSHOT.c.number))))
            old = [entry for entry in rows if entry.day < before]
            for entry in sorted(old, key=lambda entry: (entry.taken_at, entry.number)):
                if entry.status == ACCEPTED:
                    last[entry.source, entry.day] = entry.number
            doomed = {entry.number for entry in old} - set(last.values())
            if not doomed:
                return Thinning(0, 0, 0)
            contents, unread = thin(db, doomed)
            noted = {"done_at": _instant(self._clock()), "done_by": by.strip()[:200], "why": f"thinned before {before}"}
            db.execute(sa.insert(REDACTION).values(contents=contents, snapshots=len(doomed), **noted))
        self._wiped()
        return Thinning(len(doomed), contents, unread)

    def _wiped(self) -> bool:
        """Forget what is remembered of contents that changed, in the file too; tell whether that went well."""
        self._contents = Contents()
        self._loaded = Memory(REMEMBERED)
        return self._database.wiped()

    def redactions(self) -> tuple[tuple[datetime, str, str], ...]:
        """Return when, by whom and why something was redacted, the oldest first."""
        with self._database.session("read") as db:
            rows = db.execute(sa.select(REDACTION).order_by(REDACTION.c.number)).all()
        return tuple((datetime.fromisoformat(row.done_at), row.done_by, row.why) for row in rows)

    def status(self) -> StoreStatus:
        """Return how the store is. Never raises."""
        kind, room = "?", None
        aside: tuple[str, ...] = ()
        try:
            kind, aside, room = self._database.kind, self._database.set_aside(), self._database.room()
            with self._database.session("read") as db:
                states = Counter(db.execute(sa.select(SNAPSHOT.c.status)).scalars())
            size, newest = self._database.size(), self.newest()
        except StoreFault as fault:
            return StoreStatus(kind, free=room, set_aside=aside, fault=fault)
        aside, unwritable = self._database.set_aside(), self._unwritable()
        counts = states.total(), states[HELD]
        return StoreStatus(kind, size, room, *counts, newest, unwritable is None, aside, unwritable)

    def _unwritable(self) -> StoreFault | None:
        """Try to write a row that is taken back at once."""
        try:
            with suppress(_TakenBackError), self._database.session("write") as db:
                nothing = {"done_at": "", "done_by": "", "why": "", "contents": 0, "snapshots": 0}
                db.execute(sa.insert(REDACTION).values(nothing))
                raise _TakenBackError
        except StoreFault as fault:
            return fault
        return None

    def close(self) -> None:
        """Close the connections; the next use opens them again."""
        self._database.close()


def _entry(row: Any) -> Entry:
    """Return a row as an entry; raises `StoreFault` where it is damaged."""
    try:
        taken_at, issues = datetime.fromisoformat(row.taken_at), dict(json.loads(row.issues))
        reason = None if row.reason is None else json.loads(row.reason)
        "".join((row.id, row.source, row.status, row.raw_hash, row.clean_hash))
    except (ValueError, TypeError) as error:
        raise StoreFault("content_damaged", snapshot=str(row.id)) from error
    return Entry(row.number, row.id, taken_at, row.source, row.status, issues, reason, row.raw_hash, row.clean_hash)


def _entries(rows: Iterable[Any]) -> Iterator[Entry]:
    """Give the rows that can be read as entries; `Store.verify` names the others."""
    for row in rows:
        with suppress(StoreFault):
            yield _entry(row)


def _of(source_key: str | None) -> list[sa.ColumnElement[bool]]:
    return [SNAPSHOT.c.source == source_key] if source_key is not None else []


def _instant(when: datetime) -> str:
    """Write an instant so that texts are in the order of time."""
    if when.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return f"{when.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def _midnight(day: date) -> str:
    """Return the instant at which a day begins in Riga; the ends of the calendar stand for themselves."""
    try:
        return _instant(datetime.combine(day, time(), RIGA))
    except OverflowError:
        return day.isoformat()


def _end(day: date) -> str:
    return _midnight(day + timedelta(days=1)) if day < date.max else "~"
