"""The contents of the history: texts kept once, as steps from one to the next, and checked when they are read."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.store import deltas, lines
from data.store.erase import Eraser
from data.store.errors import ERRORS, fault_of
from data.store.tables import APPROVAL, CONTENT, NOTICE, REDACTION, SNAPSHOT

ACCEPTED, HELD = "accepted", "held"
KEYFRAME_EVERY = 50
"""A content is kept whole at least this often, so that one damaged byte does not reach far."""
REMEMBERED = 8
_AT_ONCE = 500
K = TypeVar("K")
V = TypeVar("V")


class Memory(Generic[K, V]):
    """The last few of something, safe for threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        """Return what is remembered, None where nothing is."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: K, value: V) -> None:
        """Remember something, and forget what was longest unused."""
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)


class Kept:
    """Lines about to be stored, with their text and its checksum."""

    def __init__(self, text_lines: list[str]) -> None:
        self.lines = text_lines
        self.text = lines.text_of(text_lines)
        self.digest = hashlib.sha256(self.text).hexdigest()


class Content(NamedTuple):
    """A stored content, unpacked and found sound."""

    number: int
    depth: int
    lines: list[str]


class Contents:
    """Reads contents and remembers the last few, so that a step's base is mostly at hand."""

    def __init__(self) -> None:
        self._memory = Memory[tuple[int, str], Content](REMEMBERED)

    def find(self, db: Connection, digest: str) -> Content | None:
        """Return the content with a checksum, from a row that still matches it; None where there is none."""
        numbers = sa.select(CONTENT.c.number).where(CONTENT.c.hash == digest).order_by(CONTENT.c.number.desc())
        for number in db.execute(numbers).scalars().all():
            if known := self._memory.get((number, digest)):
                return known
            try:
                depth, text_lines, _ = self.unpacked(db, number)
            except deltas.DamagedError:
                continue
            except ERRORS as error:
                if fault_of(error).code != "store_damaged":
                    raise
                continue
            if Kept(text_lines).digest == digest:
                content = Content(number, depth, text_lines)
                self.remember(digest, content)
                return content
        return None

    def remember(self, digest: str, content: Content) -> None:
        """Keep a content at hand."""
        self._memory.put((content.number, digest), content)

    def unpacked(self, db: Connection, number: int) -> tuple[int, list[str], list[str]]:
        """Return a content's depth, its lines and those of its base, all as they stand, without their checksums.

        Raises `data.store.deltas.DamagedError`.
        """
        bodies: list[bytes] = []
        depth, base = None, []
        at: int | None = number
        while at is not None:
            row = db.execute(sa.select(CONTENT).where(CONTENT.c.number == at)).first()
            if row is None or not _usable(row) or len(bodies) > KEYFRAME_EVERY:
                raise deltas.DamagedError("a step without its base")
            depth = row.depth if depth is None else depth
            if bodies and (known := self._memory.get((at, row.hash))):
                base = known.lines
                break
            bodies.append(row.body)
            at = row.base
        text_lines = base
        for body in reversed(bodies):
            base, text_lines = text_lines, deltas.unpack(body, text_lines)
        return depth or 0, text_lines, base


def _usable(row: Any) -> bool:
    """Tell whether a content's row is one that could have been written: its base came before it."""
    base = row.base is None or (isinstance(row.base, int) and row.base < row.number)
    return base and isinstance(row.body, bytes) and isinstance(row.depth, int)


def add(db: Connection, contents: Contents, pair: tuple[Kept, Kept], values: dict[str, Any]) -> Any:
    """Add a snapshot and return its row; None where it is what its source's newest one was."""
    same = sa.select(SNAPSHOT).where(SNAPSHOT.c.source == values["source"]).order_by(SNAPSHOT.c.number.desc())
    newest = base = db.execute(same.limit(1)).first()
    if newest and all(getattr(newest, name) == values[name] for name in ("raw_hash", "clean_hash", "status")):
        return None
    if base and base.status != ACCEPTED:
        base = db.execute(same.where(SNAPSHOT.c.status == ACCEPTED).limit(1)).first()
    _keep(db, contents, pair[0], base.raw_hash if base else None)
    _keep(db, contents, pair[1], base.clean_hash if base else None)
    return db.execute(sa.insert(SNAPSHOT).values(values).returning(SNAPSHOT)).one()


def _keep(db: Connection, contents: Contents, new: Kept, base_hash: str | None) -> None:
    """Store a content unless it is there and sound: as a step from the base, or whole."""
    if contents.find(db, new.digest):
        return
    base = contents.find(db, base_hash) if base_hash else None
    number, depth, body = _packed(new, base)
    values = {"hash": new.digest, "base": number, "depth": depth, "body": body, "bytes": len(new.text)}
    added = db.execute(sa.insert(CONTENT).values(values).returning(CONTENT.c.number)).scalar_one()
    contents.remember(new.digest, Content(added, depth, new.lines))


def _packed(content: Kept, base: Content | None) -> tuple[int | None, int, bytes]:
    if base and base.depth + 1 < KEYFRAME_EVERY and (step := deltas.pack_step(content.lines, base.lines)):
        return base.number, base.depth + 1, step
    return None, 0, deltas.pack(content.lines, content.text)


def redact_contents(db: Connection, eraser: Eraser) -> tuple[dict[str, str], int, int]:
    """Rewrite every content that holds a text, and what stands on it; return the hashes by old one, done and unread.

    The last comes first, so that each is unpacked from what its base still is.
    """
    contents, hashes, done, unread = Contents(), dict[str, str](), 0, 0
    for number in db.execute(sa.select(CONTENT.c.number).order_by(CONTENT.c.number.desc())).scalars().all():
        row = db.execute(sa.select(CONTENT.c.hash, CONTENT.c.base).where(CONTENT.c.number == number)).one()
        try:
            depth, old, old_base = contents.unpacked(db, number)
        except deltas.DamagedError:
            old = []
        if not old or Kept(old).digest != row.hash:
            unread += 1
            continue
        new, base = eraser.lines(old), eraser.lines(old_base) if old_base else []
        if new is old and base is old_base:
            continue
        rewritten = Kept(new)
        at, depth, body = _packed(rewritten, Content(row.base, depth - 1, base) if row.base else None)
        values = {"hash": rewritten.digest, "base": at, "depth": depth, "body": body, "bytes": len(rewritten.text)}
        db.execute(sa.update(CONTENT).where(CONTENT.c.number == number).values(values))
        hashes[row.hash] = rewritten.digest
        done += new is not old
    return hashes, done, unread


def thin(db: Connection, doomed: Collection[int]) -> tuple[int, int]:
    """Take these snapshots out, and the contents that only they had; return their number and that of unread ones.

    What stays is packed anew as steps from what stays before it. A content that cannot be read stays as it is, with
    everything that it stands on.
    """
    staying = [row for row in db.execute(sa.select(SNAPSHOT).order_by(SNAPSHOT.c.number)) if row.number not in doomed]
    contents, unread = Contents(), set[str]()
    packed: dict[int, dict[str, Any]] = {}
    newest: dict[tuple[str, str], Content] = {}
    for row in staying:
        for part in ("raw_hash", "clean_hash"):
            digest = getattr(row, part)
            stored = contents.find(db, digest)
            if stored is None:
                unread.add(digest)
                continue
            if stored.number not in packed:
                base = newest.get((row.source, part))
                packed_anew = Kept(stored.lines)
                number, depth, body = _packed(packed_anew, base if base and base.number < stored.number else None)
                packed[stored.number] = {"base": number, "depth": depth, "body": body}
            newest[row.source, part] = stored._replace(depth=packed[stored.number]["depth"])
    keep = _with_bases(db, unread) | packed.keys()
    for number, values in packed.items():
        db.execute(sa.update(CONTENT).where(CONTENT.c.number == number).values(values))
    gone = [number for number in db.execute(sa.select(CONTENT.c.number)).scalars() if number not in keep]
    for table, numbers in ((SNAPSHOT, list(doomed)), (CONTENT, gone)):
        for begin in range(0, len(numbers), _AT_ONCE):
            db.execute(sa.delete(table).where(table.c.number.in_(numbers[begin : begin + _AT_ONCE])))
    return len(gone), len(unread)


def _with_bases(db: Connection, digests: Collection[str]) -> set[int]:
    """Return the rows of contents, and of all that they stand on."""
    base = {row.number: row.base for row in db.execute(sa.select(CONTENT.c.number, CONTENT.c.base))}
    query = sa.select(CONTENT.c.number, CONTENT.c.hash)
    numbers = {number for number, digest in db.execute(query) if digest in digests}
    for number in list(numbers):
        below = base.get(number)
        while below is not None and below not in numbers:
            numbers.add(below)
            below = base.get(below)
    return numbers


def count_with(db: Connection, eraser: Eraser) -> int:
    """Return how many contents and reasons hold what an eraser takes out; those too damaged to be read do not count."""
    contents = Contents()
    hashes = db.execute(sa.select(CONTENT.c.hash).order_by(CONTENT.c.number)).scalars().all()
    reasons = db.execute(sa.select(SNAPSHOT.c.reason).where(SNAPSHOT.c.reason.is_not(None))).scalars().all()
    contents_here = (contents.find(db, digest) for digest in dict.fromkeys(hashes))
    holding = [content for content in contents_here if content and eraser.finds(content.lines)]
    return len(holding) + len([reason for reason in reasons if _redacted_json(reason, eraser) != reason])


def redact_snapshots(db: Connection, eraser: Eraser, hashes: Mapping[str, str]) -> int:
    """Let snapshots follow their contents, take the text out of their reasons; return how many it concerned."""
    done = 0
    for row in db.execute(sa.select(SNAPSHOT)).all():
        raw, clean = hashes.get(row.raw_hash, row.raw_hash), hashes.get(row.clean_hash, row.clean_hash)
        reason = row.reason and _redacted_json(row.reason, eraser)
        if (raw, clean, reason) != (row.raw_hash, row.clean_hash, row.reason):
            values = {"raw_hash": raw, "clean_hash": clean, "reason": reason}
            db.execute(sa.update(SNAPSHOT).where(SNAPSHOT.c.number == row.number).values(values))
            done += 1
    return done


def _redacted_json(text: str, eraser: Eraser) -> str:
    try:
        return json.dumps(eraser.value(json.loads(text)))
    except ValueError:
        return eraser.cell(text)


# Out of a damaged store


_OTHERS = (
    (REDACTION, [str, str, str, int, int]),
    (APPROVAL, [str, str, str, str]),
    (NOTICE, [str, str, str, str, bool, str]),
)
"""The tables without contents, with what stands in a sound row beside its number."""


def carry_over(damaged: Connection, db: Connection) -> tuple[int, int]:
    """Copy every entry that is still sound into a new store; return how many were and how many were not."""
    contents, carried, lost = Contents(), 0, 0
    for table, values, pair in _salvaged(damaged):
        if table is not SNAPSHOT:
            db.execute(sa.insert(table).values(values))
        elif pair:
            add(db, contents, pair, values)
            carried += 1
        else:
            lost += 1
    return carried, lost


def _salvaged(damaged: Connection) -> Iterator[tuple[sa.Table, dict[str, Any], tuple[Kept, Kept] | None]]:
    """Give the rows that can be read, snapshots with their contents where both are sound."""
    contents = Contents()
    for table, types in _OTHERS:
        for row in _readable(damaged, table):
            values = {name: value for name, value in row._asdict().items() if name != "number"}
            if [type(value) for value in values.values()] == types:
                yield table, values, None
    for row in _readable(damaged, SNAPSHOT):
        values = {name: value for name, value in row._asdict().items() if name != "number"}
        whole = all(
            isinstance(value, str) for name, value in values.items() if name not in ("reason", "schema_version")
        )
        sound = whole and values["status"] in (ACCEPTED, HELD) and isinstance(values["schema_version"], int)
        yield SNAPSHOT, values, _both(damaged, contents, row) if sound else None


def _both(damaged: Connection, contents: Contents, row: Any) -> tuple[Kept, Kept] | None:
    """Return the two contents of a snapshot, None where one of them is damaged."""
    with suppress(*ERRORS):
        raw, clean = contents.find(damaged, row.raw_hash), contents.find(damaged, row.clean_hash)
        if raw and clean:
            return Kept(raw.lines), Kept(clean.lines)
    return None


def _readable(damaged: Connection, table: sa.Table) -> list[Any]:
    """Return the rows of a table that can be read: from its first until a damaged place, and from its last."""
    by_number: dict[int, Any] = {}
    for order in (table.c.number, table.c.number.desc()):
        with suppress(*ERRORS):
            for row in damaged.execute(sa.select(table).order_by(order)):
                by_number[row.number] = row
    return [by_number[number] for number in sorted(by_number)]
