"""Finding measures: without diacritics, by number, and by each filter."""

import pytest

from data.answers.progress import progress
from data.answers.search import Filter, Order, matching, ordered, plain
from data.model import Numbering, Snapshot, Status, Unknown
from tests.answers.build import PLAN, commitment, day, direction, institution, measure, report, snapshot

ON = day("2024-06-30")


@pytest.fixture(scope="module")
def held() -> Snapshot:
    return snapshot(
        direction("1"), direction("2"), commitment("1"), commitment("3"), commitment("6", to="2"),
        measure("1.1", title="Piekļūstamības principi", responsible=("VK",), expected_result="Vadlīnijas Nr. 639"),
        measure("1.n1", title="NVO diena", title_en="NGO day", numbering=Numbering.PROVISIONAL),
        measure("3.5", title="Deliberatīvo diskusiju modelis", responsible=("VK",), co_responsible=("PROVIDUS",)),
        measure("3.50", title="2024. gada aktualizācijā pievienots pasākums"),
        measure("6.3a", title="Līdzdalības budžets", responsible=("VARAM", "VK")),
        institution("VK", title="Valsts kanceleja"), institution("PROVIDUS", title="Biedrība „Providus”"),
        report("1.1", "2024-01-01", Status.DONE, done="Pieņemti noteikumi Šķēršļu mazināšanai"),
        report("6.3a", "2024-01-01", Status.UNDER_WAY),
    )  # fmt: skip


def numbers(held: Snapshot, wanted: Filter) -> list[str]:
    return [item.measure.number for item in matching(held, progress(held, PLAN, ON), wanted)]


@pytest.mark.parametrize(
    ("text", "same"),
    [("Piekļūstamības", "pieklustamibas"), ("ŠĶĒRŠĻI", "skersli"), ("Ģģ Ņņ Žž", "gg nn zz"), ("", ""), ("1,5", "1,5")],
)
def test_plain_text_has_no_marks(text: str, same: str) -> None:
    assert plain(text) == plain(same) == same


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["1.1", "1.n1", "3.5", "3.50", "6.3a"]), ("  ", ["1.1", "1.n1", "3.5", "3.50", "6.3a"]),
        ("piekļustamibas", ["1.1"]), ("PIEKLUSTAMIBAS", ["1.1"]), ("principi piekļūst", ["1.1"]),
        ("piekļūst budžets", []), ("budzets", ["6.3a"]), ("ngo", ["1.n1"]), ("ngo?", ["1.n1"]),
        ("„NVO diena”", ["1.n1"]),
        # What a number begins with is a number.
        ("3.5", ["3.5", "3.50"]), ("3.5.", ["3.5"]), ("3.50", ["3.50"]), ("6.", ["6.3a"]), ("6.3A", ["6.3a"]),
        ("1.n1", ["1.n1"]), ("99.9", []), ("3.5 deliberatīvo", ["3.5"]), ("3.5 budžets", []),
        # What no number begins with is a word.
        ("2024. gada", ["3.50"]), ("639", ["1.1"]), ("P1-3.5", ["3.5", "3.50"]),
        # Institutions by their abbreviation and, of the responsible, by name.
        ("varam", ["6.3a"]), ("kanceleja", ["1.1", "3.5", "6.3a"]), ("vk budžets", ["6.3a"]),
        # What was reported.
        ("skerslu", ["1.1"]), ("?", ["1.1", "1.n1", "3.5", "3.50", "6.3a"]), ("\\d+ .* [", []),
    ],
)  # fmt: skip
def test_words_are_found(held: Snapshot, words: str, found: list[str]) -> None:
    assert numbers(held, Filter(words=words)) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(direction="2"), ["6.3a"]), (Filter(direction="1"), ["1.1", "1.n1", "3.5", "3.50"]),
        (Filter(direction="9"), []), (Filter(commitment="3"), ["3.5", "3.50"]),
        (Filter(direction="2", commitment="3"), []), (Filter(institution="VK"), ["1.1", "3.5", "6.3a"]),
        (Filter(institution="PROVIDUS"), ["3.5"]), (Filter(institution="vk"), []),
        (Filter(states=frozenset({Status.DONE})), ["1.1"]),
        (Filter(states=frozenset({Status.DONE, Status.UNDER_WAY})), ["1.1", "6.3a"]),
        (Filter(states=frozenset(Unknown)), ["1.n1", "3.5", "3.50"]), (Filter(provisional=True), ["1.n1"]),
        (Filter(measures=frozenset({"P1-3.5", "P1-9.9"})), ["3.5"]), (Filter(measures=frozenset()), []),
        (Filter(institution="VK", states=frozenset(Unknown), words="diskusiju"), ["3.5"]),
    ],
)  # fmt: skip
def test_filters_narrow_together(held: Snapshot, wanted: Filter, found: list[str]) -> None:
    assert numbers(held, wanted) == found


@pytest.mark.parametrize(
    ("by", "up", "down"),
    [
        (Order.NUMBER, ["1.1", "1.2", "1.3", "1.4"], ["1.4", "1.3", "1.2", "1.1"]),
        # In the order of every screen: done, under way, and last what is not known.
        (Order.STATUS, ["1.3", "1.1", "1.2", "1.4"], ["1.2", "1.4", "1.1", "1.3"]),
        # What is not known is last whichever way, and equals stay in the plan's order.
        (Order.NEWS, ["1.3", "1.1", "1.2", "1.4"], ["1.1", "1.3", "1.2", "1.4"]),
        (Order.DEADLINE, ["1.2", "1.4", "1.1", "1.3"], ["1.4", "1.2", "1.1", "1.3"]),
        (Order.INSTITUTION, ["1.4", "1.1", "1.2", "1.3"], ["1.1", "1.2", "1.4", "1.3"]),
    ],
)
def test_measures_are_ordered_and_the_unknown_comes_last(by: Order, up: list[str], down: list[str]) -> None:
    held = snapshot(
        measure("1.1", responsible=("VK",)), measure("1.2", responsible=("VK", "CSP"), deadline="2024-05"),
        measure("1.3"), measure("1.4", responsible=("ĀM",), deadline="2025"),
        report("1.1", "2024-03-01", Status.UNDER_WAY), report("1.3", "2024-02-01", Status.DONE),
    )  # fmt: skip
    rows = progress(held, PLAN, ON).standings
    assert [item.measure.number for item in ordered(rows, by)] == up
    assert [item.measure.number for item in ordered(rows, by, descending=True)] == down
