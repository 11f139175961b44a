"""Figures: sound SVG that stands alone, hatching for the unknown, counts printed, the same each time."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.blocks import figures
from components.blocks.figures import Figure
from components.blocks.html import write
from components.blocks.vocabulary import Column
from components.charts import pictures
from components.charts.palette import CARMINE, PAPER, TINT
from components.charts.plan_charts import _apart, _in_lanes, burn_up, strip
from components.fonts.measure import OURS
from components.screens.overview import overview
from components.view import View
from data import live
from data.live import Current
from data.model import STATE_ORDER, State, Status, Unknown
from data.words import words
from tests.answers.build import measure, plan, report, snapshot

DAY = date(2026, 11, 22)
NAMES = {status: str(status) for status in STATE_ORDER}
COUNTS: dict[State, int] = {
    Status.DONE: 2,
    Status.UNDER_WAY: 7,
    Status.NOT_STARTED: 1,
    Unknown.NO_STATUS: 14,
    Unknown.NO_NEWS: 16,
}
STEPS: list[tuple[date, dict[State, int]]] = [
    (date(2022, 1, 1), {Unknown.NO_NEWS: 37}),
    (date(2024, 7, 31), {Status.DONE: 1, Unknown.NO_NEWS: 39}),
    (DAY, {Status.DONE: 2, Status.UNDER_WAY: 7, Unknown.NO_NEWS: 31}),
]
EVENTS = [(date(2024, 3, 1), "atskaite 01.03.2024."), (date(2024, 11, 7), "padomes sēde 07.11.2024.")]

DRAWINGS = {
    "burn-up": lambda: burn_up(STEPS, NAMES, "lv", 980, 240),
    "burn-up of a day": lambda: burn_up(STEPS[-1:], NAMES, "en", 210, 200),
    "strip": lambda: strip(EVENTS, (date(2022, 1, 1), date(2025, 12, 31)), (DAY, "22.11.2026."), 720, "lv"),
    "strip of nothing": lambda: strip([], None, (DAY, "22.11.2026."), 330, "lv"),
    "strip of a day at its edge": lambda: strip(EVENTS, None, (date(2040, 12, 31), "31.12.2040."), 330, "en"),
}


def root(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)


def texts(drawing: str) -> list[str]:
    return ["".join(node.itertext()) for node in root(drawing).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_sound_svg_that_stands_alone(name: str) -> None:
    drawing = DRAWINGS[name]()
    assert root(drawing).tag == "{http://www.w3.org/2000/svg}svg"
    addresses = set(re.findall(r"(?:https?:)?//[^\s\"'<>]+", drawing))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert not re.search(r"<(?:script|image|foreignObject|a|style|use)\b|@import|\burl\((?!#)", drawing)
    assert "c0ffee" not in drawing.lower(), "the holder's colour is gone"
    width, height = pictures.size(drawing)
    assert width > 0
    assert height > 0


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_same_is_drawn_the_same(name: str) -> None:
    assert DRAWINGS[name]() == DRAWINGS[name]()


SPARSE, DENSE = "url(#hatch-sparse)", "url(#hatch-dense)"


def test_the_two_kinds_of_unknown_are_hatched_apart_and_nothing_else_is() -> None:
    grown = burn_up(STEPS, NAMES, "lv", 980, 240)
    assert [grown.count(f'fill="{hatch}"') for hatch in (SPARSE, DENSE)] == [0, len(STEPS)]
    widths = [
        float(pattern.attrib["width"])
        for name in ("hatch-sparse", "hatch-dense")
        if (pattern := root(grown).find(f".//*[@id='{name}']")) is not None
    ]
    assert widths[0] >= 2 * widths[1], "told apart at a glance"


def test_the_burn_up_names_its_areas_with_their_last_counts() -> None:
    said = texts(burn_up(STEPS, NAMES, "lv", 980, 240))
    assert {"done 2", "under_way 7", "no_news 31"} <= set(said)
    assert {"2022", "2024", "2026"} <= set(said), "years on the axis"


@pytest.mark.parametrize(("period", "ground"), [((date(2024, 1, 1), date(2025, 12, 31)), TINT), (None, PAPER)])
def test_the_days_line_goes_through_no_label(period: tuple[date, date] | None, ground: str) -> None:
    """A label that would be crossed stands at the other side of its dot; one with no room there has a plate."""
    events = [(date(2024, 1, 1), "agri"), (date(2025, 1, 2), "padomes sēde 02.01.2025."), (date(2025, 9, 1), "vēlu")]
    today = date(2025, 2, 20)
    rows, _ = _in_lanes(events, date(2024, 1, 1), date(2026, 1, 1), 720, (today - date(2024, 1, 1)).days / 731 * 720)
    assert [row["align"] for row in rows] == ["left", "right", "left"]
    drawing = strip(events, period, (today, "20.02.2025."), 720, "lv")
    assert "agri" in texts(drawing), "the first day of all has room for its label"
    (_, dot, _), line = rows, 720 * (today - date(2024, 1, 1)).days / 731
    assert dot["end"] < line, "nothing is crossed"
    early = [(date(2024, 1, 20), "padomes sēde 20.01.2024."), (date(2025, 9, 1), "vēlu")]
    order = list(root(strip(early, period, (date(2024, 2, 20), "20.02.2024."), 720, "lv")).iter())
    line_at = next(n for n, node in enumerate(order) if node.get("stroke") == CARMINE)
    (text_at,) = [n for n, node in enumerate(order) if (node.text or "").startswith("padomes sēde 20.01.")]
    plates = [n for n, node in enumerate(order) if node.get("fill") == ground and line_at < n < text_at]
    assert len(plates) == 1, "over the line and under the label"


def test_the_strip_loses_no_label_while_there_are_lanes_and_keeps_those_near_the_day() -> None:
    """The next meeting is what a reader looks for: no other label takes its place."""
    near = [(date(2026, 1, 1) + timedelta(days=30 * n), f"padomes sēde Nr. {n}") for n in range(14)]
    assert {text for _, text in near} <= set(texts(strip(near, None, (DAY, "22.11.2026."), 330, "en")))
    many = [(date(2026, 1, 1) + timedelta(days=7 * n), f"padomes sēde Nr. {n}.") for n in range(60)]
    shown = [number for number, (_, text) in enumerate(many) if text in texts(strip(many, None, (DAY, "x"), 330, "en"))]
    assert 46 in shown, "the nearest to the day"
    assert len(shown) >= 14
    assert abs(shown[0] - 46) < 40, "what is lost is what is far"


def test_the_strip_names_its_events_and_marks_the_day() -> None:
    drawing = strip(EVENTS, (date(2022, 1, 1), date(2025, 12, 31)), (DAY, "22.11.2026."), 720, "lv")
    assert {"atskaite 01.03.2024.", "padomes sēde 07.11.2024.", "22.11.2026."} <= set(texts(drawing))
    assert CARMINE in drawing


@given(
    st.lists(st.tuples(st.integers(0, 1800), st.integers(1, 40)), max_size=12).map(sorted),
    st.sampled_from([330, 720]),
)
def test_labels_of_a_lane_do_not_overlap(found: list[tuple[int, int]], width: int) -> None:
    first, last = date(2022, 1, 1), date(2027, 1, 1)
    events = [(first + timedelta(days=days), "x" * letters) for days, letters in found]
    rows, lanes = _in_lanes(events, first, last, width, width / 2)
    assert lanes <= 14
    assert [row["day"] for row in rows] == [day.isoformat() for day, _ in events], "every event keeps its dot"
    taken: dict[float, float] = {}
    for row, (day, text) in zip(rows, events, strict=True):
        if not row["text"]:
            continue
        assert row["text"] == text
        at = (day - first).days / (last - first).days * width
        long = OURS.width(text, 13)
        begin, end = (at - long - 7, at) if row["align"] == "right" else (at, at + long + 7)
        assert begin >= taken.get(row["y"], 0) - 1e-9
        taken[row["y"]] = end


@given(st.lists(st.floats(0, 100), max_size=8).map(sorted), st.floats(0.1, 20))
def test_labels_of_the_burn_up_keep_their_distance(places: list[float], gap: float) -> None:
    found = [label["at"] for label in _apart([{"at": place} for place in places], gap)]
    assert all(after - before >= gap - 1e-9 for before, after in pairwise(found))
    assert all(moved >= place for moved, place in zip(found, places, strict=True))


# Bundles


def embedded() -> View:
    held = live.embedded()
    return View(words("lv"), DAY, DAY, Current(held.snapshot, held.issues, None), held.snapshot.plans[0])


def bundles() -> Iterator[Figure]:
    seen = embedded()
    yield overview.directions_figure(seen)
    figure = overview.burn_up_figure(seen)
    assert figure
    yield figure


@pytest.mark.parametrize("number", [0, 1])
def test_a_figure_is_complete(number: int) -> None:
    figure = [*bundles()][number]
    assert figure.title
    assert figure.alt
    assert figure.caption
    assert all(len(row) == len(figure.columns) for row in figure.rows)
    assert "Datu versija " in figure.source
    shown = write(figures.drawing(figure))
    assert shown.count("<img") == 2
    assert 'role="img"' in shown
    addresses = re.findall(r'src="data:image/svg\+xml,([^"]+)"', shown)
    assert len(addresses) == 2
    for address in addresses:
        root(unquote(address))


@pytest.mark.parametrize("number", [0, 1])
def test_a_figure_that_is_taken_away_says_what_and_of_when_it_is(number: int) -> None:
    figure = [*bundles()][number]
    said = " ".join(texts(pictures.as_svg(figure).decode()))
    assert figure.title[:40] in said
    assert figure.source[:40] in said
    assert pictures.as_png(figure).startswith(b"\x89PNG\r\n")
    lines = [*csv.reader(io.StringIO(figures.as_csv(figure).decode("utf-8-sig")))]
    assert lines[0] == [figure.title]
    assert lines[1] == [column.heading for column in figure.columns]
    assert lines[2:-1] == [list(row) for row in figure.rows]
    assert lines[-1] == [figure.source]


def test_the_bars_of_the_bundle_say_their_numbers() -> None:
    labels = re.compile(r'<text x="0"[^>]*>[^<]*</text>')
    said = texts(labels.sub("", next(bundles()).wide))
    assert [text for text in said if text.isdecimal()] == ["2", "4", "2", "8", "2", "1", "4", "7", "1", "8", "1"]


def test_a_figure_takes_any_text() -> None:
    nasty = "<script>\"&' =1+1 ]]> " * 20
    figure = Figure(
        name="x", title=nasty, alt=nasty, wide=DRAWINGS["burn-up"](), narrow=DRAWINGS["burn-up of a day"](),
        columns=(Column(nasty), Column("n", number=True)), rows=(("=1+1", "5"), (nasty, "6")), groups=frozenset({1}),
        caption=nasty, source=nasty,
    )  # fmt: skip
    root(pictures.as_svg(figure).decode())
    assert "<script" not in write(figures.drawing(figure), figures.numbers(figure))
    assert "'=1+1" in figures.as_csv(figure).decode("utf-8-sig")


@settings(max_examples=20)
@given(st.lists(st.tuples(st.sampled_from([*Status, None]), st.integers(0, 1500)), max_size=10))
def test_a_burn_up_can_be_drawn_of_any_history(said: list[tuple[Status | None, int]]) -> None:
    first = date(2022, 1, 1)
    reports = [report("1.1", (first + timedelta(days=days)).isoformat(), status) for status, days in said]
    held = snapshot(plan(), measure("1.1"), measure("1.2", added="2024"), *reports)
    seen = View(words("lv"), DAY, DAY, Current(held, (), None), held.plans[0])
    figure = overview.burn_up_figure(seen)
    assert figure
    root(figure.wide)
    assert len(figure.rows) <= overview.MOST_STEPS
