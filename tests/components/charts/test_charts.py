"""Figures: sound SVG that stands alone, hatching for the unknown, counts printed, the same each time."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations, pairwise, product
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.blocks import figures
from components.blocks.figures import Figure, FigureColumn
from components.blocks.html import write
from components.blocks.vega import svg
from components.charts import pictures, theme, time_charts
from components.charts.palette import CARMINE, PAPER
from components.charts.time_charts import _apart
from components.fonts.measure import OFFICE
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
    Unknown.NO_STATUS: 15,
    Unknown.NO_NEWS: 15,
}
STEPS: list[tuple[date, dict[State, int]]] = [
    (date(2022, 1, 1), {Unknown.NO_NEWS: 37}),
    (date(2024, 7, 31), {Status.DONE: 1, Unknown.NO_NEWS: 39}),
    (DAY, {Status.DONE: 2, Status.UNDER_WAY: 7, Unknown.NO_NEWS: 31}),
]
EVENTS = [(date(2024, 3, 1), "atskaite 01.03.2024."), (date(2024, 11, 7), "padomes sēde 07.11.2024.")]


def growth(steps: list[tuple[date, dict[State, int]]], language: str, size: tuple[int, int]) -> dict[str, Any]:
    return time_charts.burn_up(steps, NAMES, size, language=language, named=("Laikposms", "Statuss", "Pasākumi"),
                               written=words("lv").date, description="Gaita")  # fmt: skip


def timeline(
    events: list[tuple[date, str]], period: tuple[date, date] | None, today: tuple[date, str], width: int, language: str
) -> dict[str, Any]:
    return time_charts.strip(events, period, today, width, language=language, named=("Diena", "Notikums", "Plāns"),
                             written=words("lv").date, description="Laiks")  # fmt: skip


def burn_up(steps: list[tuple[date, dict[State, int]]], language: str, size: tuple[int, int]) -> str:
    return svg(growth(steps, language, size))


def strip(
    events: list[tuple[date, str]], period: tuple[date, date] | None, today: tuple[date, str], width: int, language: str
) -> str:
    return svg(timeline(events, period, today, width, language))


def layer(drawing: Mapping[str, Any], mark: str, number: int = 0) -> Mapping[str, Any]:
    """A specification's layer of a kind of mark."""
    found: list[Mapping[str, Any]] = [one for one in drawing["layer"] if one["mark"]["type"] == mark]
    return found[number]


def told_of(own: Mapping[str, Any]) -> list[dict[str, str]]:
    """What the pointer is told over each mark of a layer."""
    hints = own["encoding"]["tooltip"]
    return [{hint["title"]: row[hint["field"]] for hint in hints} for row in own["data"]["values"]]


DRAWINGS = {
    "burn-up": lambda: burn_up(STEPS, "lv", (1120, 272)),
    "burn-up of a day": lambda: burn_up(STEPS[-1:], "en", (340, 236)),
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


def test_the_burn_up_names_its_areas_with_their_last_counts() -> None:
    said = texts(burn_up(STEPS, "lv", (1120, 272)))
    assert {"done 2", "under_way 7", "no_news 31"} <= set(said)
    assert {"2022", "2024", "2026"} <= set(said), "years on the axis"


def test_the_burn_up_holds_its_counts_and_tells_them_in_words() -> None:
    """Forty measures from 2024-07-31 on; what does not change from step to step is one area."""
    own = growth([*STEPS, (date(2026, 12, 31), STEPS[-1][1])], "lv", (1120, 272))
    (areas,) = (one for one in own["layer"] if "tooltip" in one["encoding"])
    held = [(row["status"], row["from"], row["to"], row["low"], row["high"]) for row in areas["data"]["values"]]
    assert held == [
        ("done", "2024-07-31", "2026-11-22", 0, 1), ("done", "2026-11-22", "2026-12-31", 0, 2),
        ("under_way", "2026-11-22", "2026-12-31", 2, 9),
        ("no_news", "2022-01-01", "2024-07-31", 0, 37), ("no_news", "2024-07-31", "2026-11-22", 1, 40),
        ("no_news", "2026-11-22", "2026-12-31", 9, 40),
    ]  # fmt: skip
    assert told_of(areas)[2] == {"Statuss": "under_way", "Pasākumi": "7", "Laikposms": "22.11.2026. – 31.12.2026."}
    assert own["description"] == "Gaita"
    assert (own["width"], own["height"]) == (1120, 272)
    written = [row["text"] for row in layer(own, "text")["data"]["values"]]
    assert written == ["done 2", "under_way 7", "no_news 31", "0", "10", "20", "30", "40",
                       "2022", "2023", "2024", "2025", "2026"]  # fmt: skip


@pytest.mark.parametrize("drawing", [
    growth(STEPS, "lv", (1120, 272)), growth(STEPS[-1:], "en", (340, 236)),
    timeline(EVENTS, (date(2022, 1, 1), date(2025, 12, 31)), (date(2024, 11, 20), "20.11.2024."), 720, "lv"),
])  # fmt: skip
def test_a_specification_is_sound(drawing: dict[str, Any]) -> None:
    """Altair checks it against the whole schema of Vega-Lite; the program leaves that out, since it takes long."""
    assert alt.LayerChart.from_dict(drawing, validate=True).to_dict()["height"] == drawing["height"]
    assert all(set(layer["data"]) == {"values"} for layer in drawing["layer"]), "nothing is fetched"


def test_only_the_unknown_is_hatched_and_told_apart_by_how_densely() -> None:
    steps: list[tuple[date, dict[State, int]]] = [(date(2022, 1, 1), COUNTS), (DAY, COUNTS)]
    own = growth(steps, "lv", (1120, 272))
    (areas,) = (one for one in own["layer"] if "tooltip" in one["encoding"])
    clear = [row["status"] for row in areas["data"]["values"] if row["fill"] == theme.NOTHING]
    assert clear == ["no_status", "no_news"]
    (sparse,), (dense,) = (one["data"]["values"] for one in _hatches(own))
    assert (sparse["unknown"], dense["unknown"]) == ("no_status", "no_news")
    assert dense["lines"].count("M") > 1.9 * sparse["lines"].count("M"), "told apart at a glance"
    assert "url(" not in svg(own)
    known = growth([(date(2022, 1, 1), {Status.DONE: 2}), (DAY, {Status.DONE: 3})], "lv", (340, 236))
    assert not _hatches(known)


def _hatches(own: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for one in own["layer"] if any("unknown" in row for row in one["data"]["values"])]


def _edges_of(own: Mapping[str, Any]) -> str:
    return "".join(line for line in _light_lines(own) if "v" not in line)


def _light_lines(own: Mapping[str, Any]) -> list[str]:
    rows_of = (row for one in own["layer"] for row in one["data"]["values"])
    return [row["lines"] for row in rows_of if "lines" in row and "unknown" not in row]


def test_what_is_not_started_is_striped_as_without_colour_it_looks_like_what_is_under_way() -> None:
    """40 measures on 240 pixels: under way are the lowest 60, not started the 30 above; lines stand 7 pixels apart."""
    last: dict[State, int] = {Status.UNDER_WAY: 10, Status.NOT_STARTED: 5, Unknown.NO_NEWS: 25}
    own = growth([(date(2022, 1, 1), {Unknown.NO_NEWS: 40}), (date(2024, 1, 1), last), (DAY, last)], "lv", (1120, 272))
    (stripes,) = (line for line in _light_lines(own) if "v" in line)
    (area,) = (
        row for one in own["layer"] for row in one["data"]["values"] if row.get("status") == NAMES[Status.NOT_STARTED]
    )
    assert (area["low"], area["high"], area["from"]) == (10, 15, "2024-01-01")
    drawn = re.findall(r"M([\d.]+) ([\d.]+)v([\d.]+)", stripes)
    assert {(round(float(y)), round(float(high))) for _, y, high in drawn} == {(248 - 90, 30)}
    at = [float(x) for x, _, _ in drawn]
    assert {after - before for before, after in pairwise(at)} == {7}
    assert len(at) > 50


def test_a_light_line_parts_areas_that_would_look_the_same_without_colour() -> None:
    """40 measures on 240 pixels: two done end 12 pixels above the axis, with one that is not begun upon them.

    What is not known is hatched and needs no line of its own.
    """
    last: dict[State, int] = {Status.DONE: 2, Status.NOT_STARTED: 1, Unknown.NO_STATUS: 20, Unknown.NO_NEWS: 17}
    own = growth([(date(2022, 1, 1), {Unknown.NO_NEWS: 40}), (date(2024, 1, 1), last), (DAY, last)], "lv", (1120, 272))
    starts = [tuple(map(float, place)) for place in re.findall(r"M([\d.]+) ([\d.]+)", _edges_of(own))]
    assert [round(y) for _, y in starts] == [248 - 12, 248 - 18]
    assert len({x for x, _ in starts}) == 1, "both begin on the day"
    (line,) = (one for one in own["layer"] if _edges_of({"layer": [one]}))
    assert line["mark"]["stroke"] == PAPER


def test_no_line_hides_a_thin_area() -> None:
    """One of 400 measures is half a pixel high; where a status is gone, those beside it are still parted."""
    many: dict[State, int] = {Status.DONE: 150, Status.UNDER_WAY: 1, Status.NOT_STARTED: 249}
    assert not _edges_of(growth([(date(2022, 1, 1), many), (DAY, many)], "lv", (1120, 272)))
    apart: dict[State, int] = {Status.DONE: 150, Status.NOT_STARTED: 250}
    own = growth([(date(2022, 1, 1), apart), (date(2024, 1, 1), apart), (DAY, many)], "lv", (1120, 272))
    assert _edges_of(own).count("M") == 1


def test_lines_of_the_hatching_stay_within_their_area_and_climb_at_equal_distance() -> None:
    """An area of 100 by 40 at (10, 20): lines of x + y = 34, 51, ... 170 cross it, 17 apart (12 across)."""
    hatching = theme.hatched(Unknown.NO_STATUS, [theme.Box(10, 20, 100, 40)])
    (row,) = theme.specification([hatching], (200, 100), "lv", "")["layer"][0]["data"]["values"]
    parts = [[float(number) for number in re.findall(r"[\d.]+", line)] for line in row["lines"].split("M")[1:]]
    ends = [(x, y, x + right, y - up) for x, y, right, up in parts]
    assert [round(x + y) for x, y, _, _ in ends] == [34, 51, 68, 85, 102, 119, 136, 153, 170]
    for x, y, x2, y2 in ends:
        assert 10 <= x < x2 <= 110
        assert 20 <= y2 < y <= 60
        assert x + y == pytest.approx(x2 + y2, abs=0.2)


def test_a_line_of_the_hatching_that_goes_on_in_the_next_area_is_one() -> None:
    """Of two halves beside each other the same lines are drawn as of the whole; of two apart each has its own."""
    whole = theme.Box(10, 20, 100, 40)
    halves = [theme.Box(10, 20, 50, 40), theme.Box(60, 20, 50, 40)]
    apart = [theme.Box(10, 20, 49, 40), theme.Box(61, 20, 49, 40)]
    drawn = [theme.hatched(Unknown.NO_NEWS, areas) for areas in ([whole], halves, apart)]
    one, two, three = (theme.specification([own], (200, 100), "lv", "")["layer"][0]["data"]["values"] for own in drawn)
    assert two == one
    assert three[0]["lines"].count("M") > one[0]["lines"].count("M")


def test_the_strip_tells_what_and_when_and_breaks_a_label_that_is_too_long() -> None:
    long = "padomes sēde, kuras nosaukums ir tik garš, ka tam nav vietas ne pa labi, ne pa kreisi no tās dienas"
    own = timeline([*EVENTS, (date(2024, 12, 1), long)], (date(2022, 1, 1), date(2025, 12, 31)), (DAY, "22.11.2026."),
                   330, "lv")  # fmt: skip
    events, today = (told_of(one) for one in own["layer"] if one["mark"]["type"] == "point")
    assert {"Notikums": "atskaite 01.03.2024.", "Diena": "01.03.2024."} in events
    assert {"Notikums": long, "Diena": "01.12.2024."} in events
    assert today == [{"Diena": "22.11.2026."}]
    assert told_of(layer(own, "rect")) == [{"Plāns": "01.01.2022. – 31.12.2025."}]
    assert long in " ".join(row["text"] for row in layer(own, "text")["data"]["values"])


@pytest.mark.parametrize(("most", "marks"), [(0, [0, 1]), (1, [0, 1]), (7, [0, 2, 4, 6, 8]), (40, [0, 10, 20, 30, 40]),
                                             (41, [0, 20, 40, 60]), (101, [0, 50, 100, 150])])  # fmt: skip
def test_the_axis_is_marked_at_round_numbers(most: int, marks: list[int]) -> None:
    assert time_charts._rounded(most) == marks


# As wide as DejaVu Sans draws them, the widest face that common systems put in the place of ours: parts of their size.
DEJAVU = {" ": 0.318, ".": 0.318, "a": 0.613, "d": 0.635, "e": 0.615, "g": 0.635, "i": 0.278, "k": 0.579, "l": 0.278,
          "m": 0.974, "o": 0.612, "p": 0.635, "r": 0.411, "s": 0.521, "t": 0.392, "ē": 0.615, "ī": 0.278, "š": 0.521,
          "I": 0.295, "M": 0.863, "R": 0.695, "x": 0.592}  # fmt: skip
DEJAVU |= dict.fromkeys("0123456789", 0.636)
FEW = [
    (date(2024, 3, 1), "atskaite 01.03.2024."), (date(2024, 11, 7), "padomes sēde 07.11.2024."),
    (date(2024, 11, 21), "IRM 21.11.2024."), (date(2026, 3, 1), "atskaite 01.03.2026."),
    (date(2026, 3, 31), "atskaite 2026. gada marts"), (date(2026, 4, 30), "IRM 2026. gada aprīlis"),
]  # fmt: skip


def boxes_of(
    own: Mapping[str, Any], wide: Callable[[str, bool], float]
) -> list[tuple[float, float, float, float, str]]:
    """The words of a strip as boxes: left, top, right, bottom."""
    found = []
    for row in layer(own, "text")["data"]["values"]:
        size, bold = row.get("size", theme.SIZE), bool(row.get("bold"))
        long = wide(row["text"], bold) * size
        left = row["x"] - (long if row.get("align") == "right" else 0)
        found.append((left, row["y"] - 0.75 * size, left + long, row["y"] + 0.2 * size, row["text"]))
    return found


def apart(own: Mapping[str, Any], wide: Callable[[str, bool], float]) -> None:
    """No word of a strip touches another one, a line or the edge."""
    boxes = boxes_of(own, wide)
    for left, top, right, bottom, text in boxes:
        assert left >= -0.1, text
        assert right <= own["width"] + 0.1, text
        assert top >= -0.1, text
        assert bottom <= own["height"] + 0.1, text
    for one, other in combinations(boxes, 2):
        assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]), (one, other)
    lines = [row for one in own["layer"] if one["mark"]["type"] == "rule" for row in one["data"]["values"]]
    for line, (left, top, right, bottom, text) in product(lines, boxes):
        for part in (n / 50 for n in range(51)):
            x, y = (line[at] + part * (line[f"{at}2"] - line[at]) for at in ("x", "y"))
            assert not (left < x < right and top < y < bottom), (line, text)


def dejavu(text: str, bold: bool) -> float:
    return sum(DEJAVU[letter] for letter in text) * (1.11 if bold else 1)


@pytest.mark.parametrize("width", [720, 330])
@pytest.mark.parametrize("today", ["2026-11-27", "2024-11-07", "2022-02-01", "2026-03-15", "2025-12-31", "2030-06-30"])
def test_the_strips_labels_stand_apart_in_the_widest_face(today: str, width: int) -> None:
    """Also on days whose line used to run through a label: 07.11.2024. is the council's own."""
    day = date.fromisoformat(today)
    period = date(2022, 1, 1), date(2025, 12, 31)
    own = timeline(FEW, period, (day, f"{day:%d.%m.%Y}."), width, "lv")
    apart(own, dejavu)
    said = [row["text"] for row in layer(own, "text")["data"]["values"]]
    assert {text for _, text in FEW} | {f"{day:%d.%m.%Y}."} <= set(said), "every dot has its label"
    assert len(layer(own, "point")["data"]["values"]) == len(FEW)


@given(
    st.lists(st.tuples(st.integers(0, 1825), st.integers(1, 30)), max_size=14),
    st.integers(0, 1825),
    st.sampled_from([330, 720]),
)
def test_no_label_of_a_strip_is_lost_or_meets_anything(found: list[tuple[int, int]], today: int, width: int) -> None:
    first = date(2022, 1, 1)
    events = [(first + timedelta(days=days), "x" * letters) for days, letters in found]
    own = timeline(events, None, (first + timedelta(days=today), "01.01.2024."), width, "lv")
    apart(own, lambda text, bold: OFFICE.width(text, 1, bold=bold))
    said = [row["text"] for row in layer(own, "text")["data"]["values"]]
    assert Counter(text for _, text in events) <= Counter(said)


def test_a_strip_that_is_too_full_from_left_to_right_goes_down() -> None:
    many = [(date(2026, 1, 1) + timedelta(days=7 * n), f"padomes sēde {n}.") for n in range(20)]
    own = timeline(many, None, (DAY, "22.11.2026."), 330, "lv")
    places = [(row["y"], row["text"]) for row in layer(own, "text")["data"]["values"] if row["text"].startswith("p")]
    assert [text for _, text in sorted(places)] == [text for _, text in many], "in the order of time"
    assert own["height"] > 20 * 16


def test_the_strip_names_its_events_and_marks_the_day() -> None:
    drawing = strip(EVENTS, (date(2022, 1, 1), date(2025, 12, 31)), (DAY, "22.11.2026."), 720, "lv")
    assert {"atskaite 01.03.2024.", "padomes sēde 07.11.2024.", "22.11.2026."} <= set(texts(drawing))
    assert CARMINE in drawing


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
    assert len(figure.rows) == len(figure.frame)
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
    header, *lines = csv.reader(io.StringIO(figures.as_csv(figure).decode("utf-8-sig")))
    assert header[-3:] == ["Datu avots", "Datu versija", "Izvēlētā diena"]
    assert {line[-2] for line in lines} == {live.embedded().snapshot.id}


def test_the_bars_of_the_bundle_say_their_numbers() -> None:
    labels = re.compile(r'<text x="0"[^>]*>[^<]*</text>')
    said = texts(labels.sub("", figures.as_svg(next(bundles()).wide)))
    assert [text for text in said if text.isdecimal()] == ["2", "4", "2", "8", "2", "1", "4", "7", "1", "9"]


def test_a_figure_takes_any_text() -> None:
    nasty = "<script>\"&' =1+1 ]]> " * 20
    figure = Figure(
        name="x", title=nasty, alt=nasty, wide=DRAWINGS["burn-up"](), narrow=DRAWINGS["burn-up of a day"](),
        columns=(FigureColumn("name", nasty), FigureColumn("n", "n", number=True)),
        frame=pd.DataFrame({"name": ["=1+1", nasty], "n": [5, 6]}), caption=nasty, source=nasty,
        taken=((nasty, nasty),),
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
    root(figures.as_svg(figure.wide))
    assert len(figure.rows) <= overview.MOST_STEPS


def test_a_mark_that_leads_somewhere_leads_nowhere_in_a_picture() -> None:
    """A live drawing has the links, the same as a file or on paper has none: a relative address means nothing there."""
    areas = [
        {"left": 0, "right": 50, "top": 0, "bottom": 20, "href": "/pasakumi?pasakums=3.5", "name": "3.5"},
        {"left": 50, "right": 99, "top": 0, "bottom": 20, "href": "", "name": "1.1"},
    ]
    told = theme.hints(("name", "Pasākums"))
    drawing = theme.specification([theme.touched(areas, told)], (99, 20), "lv", "Divi")
    (layer,) = drawing["layer"]
    assert layer["encoding"]["href"]["field"] == "href"
    assert [row["href"] for row in layer["data"]["values"]] == ["/pasakumi?pasakums=3.5", ""]
    assert alt.LayerChart.from_dict(drawing, validate=True)
    taken = svg(drawing)
    assert not re.search(r"href|<a\b|cursor|pasakumi", taken)
    assert taken.count("<path") >= 2, "the areas stay"
    assert "href" in layer["encoding"], "the specification is shared and stays as it was"
