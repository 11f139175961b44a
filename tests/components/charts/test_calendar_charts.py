"""The calendar's charts: every event under the pointer, no words cut or touching, and sums that are not known."""

from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

import altair as alt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.blocks.vega import svg
from components.charts import calendar_charts
from components.charts.calendar_charts import LOOKS, Dated, Sum, sign
from components.charts.palette import INK
from components.charts.theme import SIZE
from components.fonts.measure import OURS
from data.answers.events import Stand
from data.model import PartialDate
from data.words import words
from tests.answers.build import partial

DAY = date(2026, 11, 27)
WIDTHS = (700, 340)
MONTHS = ["gads", *map(words("lv").month, range(1, 13))]
NAMES = {
    Stand.COMING: "gaidāms",
    Stand.OPEN: "avoti ir pretrunīgi",
    Stand.DUE: "bija gaidāms, vēlākas ziņas nav atrastas",
    Stand.PROMISED: "bija solīts, vēlākas ziņas nav atrastas",
    Stand.PASSED: "termiņš pagājis",
    Stand.HAPPENED: "ir noticis",
}


def drawn(events: list[Dated], width: int, day: date = DAY, picked: int | None = None) -> dict[str, Any]:
    return calendar_charts.years(
        events, (day, words("lv").date(day)), width, language="lv", months=MONTHS, names=NAMES,
        named=("Kad", "Notikums", "Stāvoklis", "Notikumi"), written=lambda event: event.start.iso,
        description="Laiks", picked=picked,
    )  # fmt: skip


def dated(start: str, stand: Stand = Stand.HAPPENED, end: str = "", label: str = "", title: str = "Notikums") -> Dated:
    return Dated(partial(start), partial(end) if end else None, stand, title, label)


def layers(drawing: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [layer for layer in drawing["layer"] if layer["mark"]["type"] == kind]


def marks(drawing: dict[str, Any]) -> list[dict[str, Any]]:
    """The marks that tell of an event, not those of the key."""
    own = [layer for layer in layers(drawing, "point") if "tooltip" in layer["encoding"]]
    return [row for layer in own for row in layer["data"]["values"]]


def boxes(drawing: dict[str, Any]) -> list[tuple[float, float, float, float, str]]:
    """Where each text stands: left, top, right, bottom."""
    (layer,) = layers(drawing, "text")
    found = []
    for row in layer["data"]["values"]:
        size = row.get("size", SIZE)
        long = OURS.width(row["text"], size, bold=bool(row.get("bold")))
        assert row.get("align", "left") == "left"
        top = row["y"] - size * 0.72
        found.append((row["x"], top, row["x"] + long, top + size * 0.9, row["text"]))
    return found


def apart(drawing: dict[str, Any], width: int) -> None:
    """Assert that no text is cut, and none touches another, a mark or the line of the day."""
    texts = boxes(drawing)
    for left, top, right, bottom, text in texts:
        assert left >= 0, text
        assert right <= width + 0.5, text
        assert top >= 0, text
        assert bottom <= drawing["height"], text
    for one, other in combinations(texts, 2):
        across = one[0] < other[2] and other[0] < one[2]
        assert not (across and one[1] < other[3] and other[1] < one[3]), (one[4], other[4])
    for mark in marks(drawing):
        for left, top, right, bottom, text in texts:
            assert not (left < mark["x"] + 5 and mark["x"] - 5 < right and top < mark["y"] < bottom), text
    for line in [row for layer in layers(drawing, "rule") for row in layer["data"]["values"] if "text" in row]:
        for left, top, right, bottom, text in texts:
            assert not (left < line["x"] < right and top < line["bottom"] and line["top"] < bottom), text


@pytest.mark.parametrize("width", WIDTHS)
def test_days_months_and_years_stand_in_their_year_and_tell_what_they_are(width: int) -> None:
    events = [
        dated("2026-03-01", Stand.DUE, label="atskaite 01.03.", title="Termiņš"),
        dated("2026-01", Stand.PROMISED, end="2026-03", label="atskaite"), dated("2026", Stand.OPEN),
        dated("2025-12-31"), dated("2024-11-21", Stand.PASSED), dated("2027-05-05", Stand.COMING, label="padome"),
    ]  # fmt: skip
    drawing = drawn(events, width)
    apart(drawing, width)
    assert len(marks(drawing)) == 6
    assert {
        "when": "2026-03-01",
        "event": "Termiņš",
        "stand": "bija gaidāms, vēlākas ziņas nav atrastas",
    }.items() <= next(row for row in marks(drawing) if row["event"] == "Termiņš").items()
    texts = [text for *_place, text in boxes(drawing)]
    assert [text for text in texts if text.isdigit()] == ["2027", "2026", "2025", "2024"]
    assert {"atskaite 01.03.", "atskaite", "padome", "27.11.2026."} <= set(texts)
    assert texts[:6] == [NAMES[stand] for stand in Stand], "the key names what is drawn"
    assert alt.LayerChart.from_dict(drawing)
    assert svg(drawing).startswith("<svg")


def test_a_mark_and_its_year_lead_somewhere_and_the_year_picked_has_a_frame() -> None:
    event = Dated(partial("2025-05-05"), None, Stand.HAPPENED, "Notikums", href="/kalendars?gads=2025")
    drawing = drawn([event], 700, picked=2025)
    (mark,) = marks(drawing)
    assert mark["href"] == "/kalendars?gads=2025"
    rows = [row for layer in layers(drawing, "rect") for row in layer["data"]["values"] if "n" in row]
    assert [(row["year"], row["n"], row["href"], row.get("stroke")) for row in rows] == [
        ("2026", "0", "", None), ("2025", "1", "/kalendars?gads=2025", INK),
    ]  # fmt: skip


def test_a_stand_is_told_by_its_shape_and_filling_not_by_colour() -> None:
    drawn_as = [(look.shape, look.fill == look.stroke) for look in LOOKS.values()]
    assert len(set(drawn_as)) == len(Stand)
    assert len({sign(stand).address for stand in Stand}) == len({sign(stand).letter for stand in Stand}) == len(Stand)


def test_what_lasts_is_a_line_over_its_months_cut_at_the_end_of_its_year() -> None:
    drawing = drawn([dated("2025-11", Stand.DUE, end="2026-02"), dated("2025-07")], 700)
    lines = [row for layer in layers(drawing, "rule") for row in layer["data"]["values"] if "from" in row]
    months = [row["x"] for row in layers(drawing, "rule")[0]["data"]["values"]]
    assert sorted(line["from"] for line in lines) == [months[6], months[10]]
    assert max(line["to"] for line in lines) == 700


def test_what_finds_no_place_is_counted_beside_its_year() -> None:
    drawing = drawn([dated("2026-05-05", title=str(number)) for number in range(400)], 340)
    shown = len(marks(drawing))
    assert 0 < shown < 400
    assert f"+{400 - shown}" in [text for *_place, text in boxes(drawing)]
    apart(drawing, 340)


def test_an_empty_calendar_has_the_row_of_its_day() -> None:
    drawing = drawn([], 340, date(2040, 12, 31))
    assert [text for *_place, text in boxes(drawing) if text.isdigit()] == ["2040"]
    apart(drawing, 340)


DATES = st.dates(date(2024, 1, 1), date(2027, 12, 31))
SOME = st.builds(
    lambda start, days, precision, stand, label: Dated(
        PartialDate(start.year, *(start.month, start.day)[:precision]),
        PartialDate(*(start + timedelta(days)).timetuple()[:3]) if days and precision == 2 else None,
        stand,
        "Notikums",
        label,
    ),
    DATES,
    st.integers(0, 400),
    st.integers(0, 2),
    st.sampled_from(Stand),
    st.sampled_from(["", "atskaite 01.03.", "plāna izstrāde", "IRM"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SOME, max_size=60), DATES, st.sampled_from(WIDTHS))
def test_whatever_the_events_no_words_touch_and_none_is_lost(events: list[Dated], day: date, width: int) -> None:
    drawing = drawn(events, width, day)
    apart(drawing, width)
    left_out = [int(text[1:]) for *_place, text in boxes(drawing) if text.startswith("+")]
    assert len(marks(drawing)) + sum(left_out) == len(events)


# Money


def sums(rows: list[tuple[int, float | None, float | None]], width: int = 340) -> dict[str, Any]:
    def said(amount: float | None) -> str:
        return "nav ziņu" if amount is None else f"{amount:,.0f} €"

    by_year = [
        (year, [Sum("Vajadzība", need, said(need)), Sum("Piešķīrums", given_, said(given_))])
        for year, need, given_ in rows
    ]
    return calendar_charts.sums(
        by_year, width, language="lv", named=("Gads", "Veids", "Summa"), description="Finansējums"
    )


def bars(drawing: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for layer in layers(drawing, "rect") for row in layer["data"]["values"] if "sum" in row]


@pytest.mark.parametrize("width", [480, 340])
def test_a_bar_is_as_long_as_its_sum_and_its_words_stand_behind_it(width: int) -> None:
    drawing = sums([(2023, 90_000, None), (2024, 117_000, 30_000)], width)
    long = [bar["right"] - bar["left"] for bar in bars(drawing)]
    assert long[1] / long[0] == pytest.approx(117 / 90, rel=0.01)
    assert long[2] / long[0] == pytest.approx(30 / 90, rel=0.01)
    apart(drawing, width)
    assert [bar["sum"] for bar in bars(drawing)] == ["90,000 €", "117,000 €", "30,000 €"]
    tops = [bar["top"] for bar in bars(drawing)]
    assert all(after > before for before, after in pairwise(tops))


def test_the_unknown_has_words_and_no_bar_and_nothing_is_not_the_unknown() -> None:
    drawing = sums([(2023, 0, None)])
    (bar,) = bars(drawing)
    assert (bar["kind"], bar["sum"], bar["right"] - bar["left"]) == ("Vajadzība", "0 €", 1)
    assert [text for *_place, text in boxes(drawing)][2:] == ["2023", "0 €", "nav ziņu"]


@pytest.mark.parametrize("width", [480, 340])
def test_sums_of_nine_digits_are_not_cut(width: int) -> None:
    drawing = sums([(2024, 987_654_321, 1), (2025, None, 0)], width)
    apart(drawing, width)
    assert max(bar["right"] for bar in bars(drawing)) < width
