"""Lines packed as bytes: whole, or as what changed against the lines before.

What is kept of a step is which runs of lines stay, and the new lines, compressed with the lines they replace as the
dictionary; so one word changed in a long row costs a few bytes.
"""

import zlib
from collections.abc import Sequence
from itertools import compress
from operator import ne

from data.store.lines import lines_of, text_of

WHOLE, STEP = b"W", b"S"
_WINDOW = 32_768
"""How far back zlib looks: more of a dictionary is of no use."""


class DamagedError(ValueError):
    """Bytes that are not what was packed."""


def pack(lines: Sequence[str], text: bytes | None = None) -> bytes:
    """Pack lines whole; ``text`` are the same lines as `text_of` gives them, where they are at hand."""
    return WHOLE + zlib.compress(text_of(lines) if text is None else text)


def pack_step(lines: Sequence[str], base: Sequence[str]) -> bytes | None:
    """Pack lines as what changed against others; None where so much is new that packing whole is as good."""
    runs, new = _runs(lines, base)
    if len(new) > len(lines) // 2:
        return None
    orders = zlib.compress(" ".join(f"{start}:{length}" for start, length in runs).encode())
    packer = zlib.compressobj(9, zdict=_dictionary(runs, base))
    return STEP + len(orders).to_bytes(4) + orders + packer.compress(text_of(new)) + packer.flush()


def unpack(body: bytes, base: Sequence[str] = ()) -> list[str]:
    """Return the lines of a body; a step needs the lines it was packed against. Raises `DamagedError`."""
    try:
        if body[:1] == WHOLE:
            return lines_of(zlib.decompress(body[1:]))
        end = 5 + int.from_bytes(body[1:5])
        orders = zlib.decompress(body[5:end]).decode("ascii").split()
        runs = [(int(start), int(length)) for start, _, length in (order.partition(":") for order in orders)]
        opener = zlib.decompressobj(zdict=_dictionary(runs, base))
        new = iter(lines_of(opener.decompress(body[end:]) + opener.flush()))
        lines: list[str] = []
        for start, length in runs:
            lines += base[start : start + length] if start >= 0 else [next(new) for _ in range(length)]
    except (ValueError, StopIteration, zlib.error) as error:
        raise DamagedError("the bytes cannot be unpacked") from error
    return lines


def _runs(lines: Sequence[str], base: Sequence[str]) -> tuple[list[tuple[int, int]], list[str]]:
    """Return the lines as runs (where they begin in the base, -1 for new ones, and how many), and the new lines."""
    if len(lines) == len(base):
        edited = list(compress(range(len(lines)), map(ne, lines, base)))
        if len(edited) <= len(lines) // 8:
            return _runs_between(edited, len(lines)), [lines[at] for at in edited]
    places = {line: place for place, line in enumerate(base)}
    runs: list[tuple[int, int]] = []
    new: list[str] = []
    at, end = 0, len(lines)
    while at < end:
        start = at
        place = places.get(lines[at], -1)
        if place < 0:
            while at < end and lines[at] not in places:
                at += 1
            new += lines[start:at]
        else:
            at = start + _alike(lines, start, base, place)
        runs.append((place, at - start))
    return runs, new


def _runs_between(edited: Sequence[int], end: int) -> list[tuple[int, int]]:
    """Return the runs where some lines were edited and all others stand where they stood."""
    runs: list[tuple[int, int]] = []
    at = 0
    for place in edited:
        if place > at:
            runs.append((at, place - at))
        runs.append((-1, 1))
        at = place + 1
    return [*runs, (at, end - at)] if at < end else runs


def _alike(lines: Sequence[str], at: int, base: Sequence[str], place: int) -> int:
    """Return how many lines from here on are those of the base from there on."""
    longest = min(len(lines) - at, len(base) - place)
    step = length = 0
    while length < longest:
        step = min(max(step * 2, 16), longest - length)
        if lines[at + length : at + length + step] != base[place + length : place + length + step]:
            break
        length += step
    while length < longest and lines[at + length] == base[place + length]:
        length += 1
    return length


def _dictionary(runs: Sequence[tuple[int, int]], base: Sequence[str]) -> bytes:
    """Return the lines of the base that no run keeps, as zlib's dictionary."""
    runs_used = sorted((start, start + length) for start, length in runs if start >= 0)
    dropped: list[str] = []
    before = 0
    for start, end in runs_used:
        dropped += base[before:start]
        before = max(before, end)
    dropped += base[before:]
    return text_of(dropped)[-_WINDOW:]
