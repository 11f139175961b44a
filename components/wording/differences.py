"""What two versions say differently, in words."""

from collections.abc import Mapping

from data.answers.difference import Act, Meaning
from data.words import N_

SHARED, LONGEST = 40, 400
"""Letters of shared text shown around a difference, and letters shown of one text at most."""

ACTS: Mapping[Act, str] = {Act.ADDED: N_("added"), Act.REMOVED: N_("removed"), Act.CHANGED: N_("changed")}

MEANINGS: Mapping[Meaning, str] = {
    Meaning.REWORDED: N_("reworded"),
    Meaning.DEADLINE_MOVED: N_("deadline moved"),
    Meaning.STATUS_CHANGED: N_("status changed"),
}


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def differing(before: str, after: str, around: int = SHARED) -> tuple[str, str]:
    """Return two texts cut to where they differ, with so many letters of what they share on either side."""
    start = _shared(before, after)
    end = min(_shared(before[::-1], after[::-1]), min(len(before), len(after)) - start)
    first = max(0, start - around)
    cut = []
    for text in (before, after):
        last = len(text) - end + around
        piece = text[first : min(last, first + LONGEST)]
        cut.append(("…" if first else "") + piece + ("…" if first + len(piece) < len(text) else ""))
    return cut[0], cut[1]
