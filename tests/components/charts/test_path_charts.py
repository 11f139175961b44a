"""A path of events as a drawing: all its words stand, inside it, in their order, and none upon another."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from components.charts.path_charts import Stop, path
from components.fonts.measure import OURS
from data.answers.events import Stand

SVG = "{http://www.w3.org/2000/svg}"
FEW = [
    Stop(Stand.HAPPENED, "2021. gada septembris", "TAP portāls sāk darbu"),
    Stop(Stand.DUE, "26.06.2024.", "Balvas <pasniegšana> & svinības – bija gaidāms, vēlākas ziņas nav atrastas"),
]
MANY = [Stop(Stand.HAPPENED, f"{year}. gads", "dzimst ideja uzlabot tiesību aktu izstrādi " * 2) for year in range(13)]


def texts(stops: list[Stop], width: int) -> list[tuple[float, float, bool, str]]:
    drawn = ElementTree.fromstring(path(stops, width))
    return [
        (float(text.get("x", "")), float(text.get("y", "")), text.get("font-weight") == "600", text.text or "")
        for text in drawn.iter(f"{SVG}text")
    ]


@pytest.mark.parametrize("stops", [FEW, MANY, FEW[:1]])
@pytest.mark.parametrize("width", [690, 400, 340])
def test_every_word_stands_in_its_order_inside_the_drawing(stops: list[Stop], width: int) -> None:
    drawn = ElementTree.fromstring(path(stops, width))
    found = texts(stops, width)
    assert (
        " ".join(text for *_place, text in found).split()
        == " ".join(f"{stop.when} {stop.text}" for stop in stops).split()
    )
    for x, y, bold, text in found:
        assert x + OURS.width(text, 14, bold=bold) <= width + 0.5
        assert y < float(drawn.get("height", ""))


def test_no_line_lies_on_another() -> None:
    found = texts(MANY, 690)
    for left in {x for x, *_ in found}:
        places = sorted(y for x, y, *_ in found if x == left)
        assert all(after - before > 14 for before, after in pairwise(places))


def test_many_stand_in_two_columns_of_which_the_first_is_no_shorter() -> None:
    days = [(x, text) for x, _y, bold, text in texts(MANY, 690) if bold]
    assert [text for _, text in days] == [f"{year}. gads" for year in range(13)]
    assert [x < 345 for x, _ in days] == [True] * 7 + [False] * 6
    assert len({x for x, _y, bold, _text in texts(MANY, 500) if bold}) == 1, "a narrow one has no room for two"
