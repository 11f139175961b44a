"""Bars as a picture: sound SVG, hatching for the unknown, counts printed, lengths that compare."""

import re
from xml.etree import ElementTree

import pytest

from components.blocks.vocabulary import Bar, Bars, Content, Link
from components.charts.bars import as_svg
from components.charts.palette import MARKS, PAPER, PROJECTOR, marks
from data.model import STATE_ORDER, STATUS_ORDER, State, Status, Unknown

COUNTS = (
    (Status.DONE, 2),
    (Status.UNDER_WAY, 7),
    (Status.NOT_STARTED, 1),
    (Unknown.NO_STATUS, 14),
    (Unknown.NO_NEWS, 16),
)
SVG = "{http://www.w3.org/2000/svg}"
SPARSE, DENSE = "url(#hatch-sparse)", "url(#hatch-dense)"


def drawn(*rows: tuple[tuple[State, int], ...], label: Content = "x", width: float = 720, palette: str = "") -> str:
    return as_svg(Bars("x", [Bar(label, parts, "y") for parts in rows], "y"), width, palette)


def root(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)


def texts(drawing: str) -> list[str]:
    return ["".join(node.itertext()) for node in root(drawing).iter(f"{SVG}text")]


def boxes(drawing: str, fill: str) -> list[tuple[float, float]]:
    """Where the parts, or plates, of a fill begin and how wide they are."""
    own = [node for node in root(drawing).iterfind(f"{SVG}g/{SVG}rect") if node.attrib["fill"] == fill]
    return [(float(node.attrib["x"]), float(node.attrib["width"])) for node in own]


@pytest.mark.parametrize("rows", [(), ((),), (COUNTS,), (((Unknown.NO_NEWS, 1),), ((Status.DONE, 10_000),))])
def test_a_drawing_is_sound_svg_that_stands_alone(rows: tuple[tuple[tuple[State, int], ...], ...]) -> None:
    drawing = drawn(*rows)
    assert root(drawing).tag == f"{SVG}svg"
    assert set(re.findall(r"(?:https?:)?//[^\s\"'<>]+", drawing)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(?:script|image|foreignObject|a|style|use)\b|@import|\burl\((?!#)", drawing)


def test_counts_are_printed_below_their_label() -> None:
    assert texts(drawn(COUNTS)) == ["x", "2", "7", "1", "14", "16"]


def test_each_status_has_its_colour_and_the_two_kinds_of_unknown_are_hatched_apart() -> None:
    drawing = drawn(tuple((status, 5) for status in STATE_ORDER))
    places = [drawing.index(f'fill="{MARKS[status].colour}"') for status in STATUS_ORDER]
    assert places == sorted(places)
    assert [len(boxes(drawing, hatch)) for hatch in (SPARSE, DENSE)] == [1, 1]
    sparse, dense = (float(node.attrib["width"]) for node in root(drawing).iter(f"{SVG}pattern"))
    assert sparse >= 2 * dense, "told apart at a glance"
    projected = drawn(COUNTS, palette=PROJECTOR)
    assert marks(PROJECTOR)[Status.DONE].colour in projected
    assert MARKS[Status.DONE].colour not in projected


def test_bars_of_one_scale_compare_by_length() -> None:
    found = boxes(drawn(((Status.DONE, 16),), ((Status.DONE, 8),)), MARKS[Status.DONE].colour)
    assert found == [(0, 720), (0, 360)]


def test_the_plate_of_a_hatched_number_stays_within_its_part() -> None:
    """A wider one bites into the bar beside it and hides all of the hatching."""
    narrow = ((Status.STOPPED, 2), (Unknown.NO_STATUS, 1), (Unknown.NO_NEWS, 2))
    drawing = drawn(narrow, ((Status.DONE, 20),), width=200)
    one, (left, width) = boxes(drawing, PAPER)
    assert one == (20, 10), "no wider than its part"
    assert left + width / 2 == pytest.approx(40), "in the middle of its part"
    assert 10 < width < 20, "no wider than its number needs"


def test_a_label_is_text_whatever_it_says() -> None:
    nasty = "<script>\"&' ]]> " * 20
    label = ("1. ", Link(nasty, "/x"))
    said = texts(drawn(COUNTS, label=label))
    assert len(said) > 6, "a long label takes several lines"
    assert "".join("".join(said[:-5]).split()) == "".join(f"1. {nasty}".split())
