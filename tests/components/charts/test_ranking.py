"""Ranked bars: as long as their numbers, every name whole, and the whole line leads somewhere."""

from typing import Any

import pytest

from components.charts.ranking import Ranked, ranked
from components.fonts.measure import OURS


def drawn(bars: list[Ranked], width: int = 590) -> dict[str, Any]:
    return ranked(bars, width, language="lv", named=("Pašvaldība", "Summa"), description="")


def bar(label: str, value: float) -> Ranked:
    return Ranked(label, value, f"{value:g} €", "(2025)", "#235580", f"/pasvaldiba?kods={label}")


def lengths(chart: dict[str, Any]) -> list[float]:
    return [row["to"] - row["from"] for row in chart["layer"][0]["data"]["values"]]


def test_bars_are_as_long_as_their_numbers_and_nought_and_less_have_none() -> None:
    longest, half, nought, less = lengths(drawn([bar("A", 200), bar("B", 100), bar("C", 0), bar("D", -5)]))
    assert half == pytest.approx(longest / 2, abs=0.2)
    assert (nought, less) == (0, 0)
    assert lengths(drawn([bar("A", 0)])) == [0]
    assert drawn([])["height"] == 1


@pytest.mark.parametrize("width", [590, 340])
@pytest.mark.parametrize("label", ["Rīga", "Ļoti garas " * 7 + "nov.", "Nepārtraukts" * 7])
def test_nothing_is_written_outside_the_drawing(label: str, width: int) -> None:
    chart = drawn([bar(label, 987_654_321), bar("B", 1)], width)
    for word in chart["layer"][1]["data"]["values"]:
        long = OURS.width(word["text"], word.get("size", 14), bold=bool(word.get("bold")))
        start = word["x"] - (long if word.get("align") == "right" else 0)
        assert start >= -1
        assert start + long <= width + 1
        assert word["y"] <= chart["height"]
    said = "".join(word["text"] for word in chart["layer"][1]["data"]["values"])
    assert label.replace(" ", "").strip() in said.replace(" ", "")


def test_the_whole_line_of_a_bar_leads_to_its_municipality() -> None:
    (one, two) = drawn([bar("A", 2), bar("B", 1)])["layer"][2]["data"]["values"]
    assert (one["href"], one["left"], one["right"]) == ("/pasvaldiba?kods=A", 0, 590)
    assert one["bottom"] <= two["top"]
