"""Steps from one text to the next: whatever changed, the lines come back."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.store import deltas
from data.store.deltas import DamagedError, pack, pack_step, unpack

some_lines = st.lists(
    st.sampled_from([f"rinda {number}" for number in range(12)]) | st.text("aā\n ", max_size=5), min_size=1
)


@settings(max_examples=200)
@given(some_lines, some_lines)
def test_lines_come_back(lines: list[str], base: list[str]) -> None:
    assert unpack(pack(lines)) == lines
    step = pack_step(lines, base)
    if step is not None:
        assert unpack(step, base) == lines


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.integers(0, 12))
def test_edits_of_a_long_text_come_back_small(seed: int, edits: int) -> None:
    chance = random.Random(seed)
    base = [f"{number} {'vārdi ' * 10}{number * 7}" for number in range(300)]
    lines = list(base)
    for _ in range(edits):
        at = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                lines[at] = lines[at].replace("vārdi", "darbi", 1)
            case 1:
                del lines[at]
            case 2:
                lines.insert(at, f"jauna {at}")
            case _:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
    step = pack_step(lines, base)
    assert step is not None
    assert unpack(step, base) == lines
    assert len(step) < 60 + 25 * edits


def test_one_word_in_a_long_row_costs_a_few_bytes() -> None:
    long = [f"{number} " + "".join(map(str, random.Random(number).sample(range(100_000), 200))) for number in range(20)]
    step = pack_step([*long[:7], long[7][:500] + "vārds" + long[7][500:], *long[8:]], long)
    assert step is not None
    assert len(step) < 80


def test_where_most_is_new_a_text_is_kept_whole() -> None:
    assert pack_step(["a", "b", "c"], ["d", "e", "f"]) is None
    assert pack_step([], []) is None or unpack(pack_step([], []) or b"", []) == []


@pytest.mark.parametrize("at", range(0, 60, 3))
def test_a_flipped_byte_is_noticed_or_changes_the_text(at: int) -> None:
    """Never anything but `DamagedError`; what still unpacks is caught by its checksum."""
    base = [f"rinda {number}" for number in range(50)]
    lines = [*base[:20], "jauna", *base[25:]]
    for body in (pack(lines), pack_step(lines, base)):
        assert body is not None
        damaged = bytearray(body)
        damaged[at % len(body)] ^= 0x55
        try:
            assert unpack(bytes(damaged), base) != lines or deltas.WHOLE
        except DamagedError:
            continue
