"""Figures of trust as bundles and drawings: whole, sound, one instrument each, and telling their source when taken."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import altair as alt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.blocks import figures
from components.blocks.figures import Drawing
from components.blocks.html import write
from components.blocks.vega import svg
from components.charts import pictures, trust_charts
from components.charts.palette import CARMINE, FAINT, INK, MUTED, OTHERS, PAPER
from components.charts.trust_charts import Bar, Dot, Line, Share, Who
from components.screens.trust import trust, trust_figures
from components.screens.trust.trust_figures import Told
from components.view import View
from components.wording import surveys
from data import live
from data.answers.trust import edition_of
from data.live import Current
from data.model import TRUST_SURVEY, Confidence, Response
from data.words import Language, words
from tests.answers.build import plan, snapshot
from tests.answers.test_trust import figure
from tests.components.charts.test_palette import contrast

DAY = date(2026, 11, 22)
EVERY: frozenset[str] = frozenset()


def seen(language: Language = "lv") -> View:
    held = live.embedded().snapshot
    return View(words(language), DAY, DAY, Current(held, (), None), held.plans[0])


def told(view: View) -> list[Told]:
    found = [trust_figures.countries(view, year, EVERY) for year in (2021, 2023, 2025)]
    found += [trust_figures.changes(view, year, EVERY) for year in (2023, 2025)]
    found += [trust_figures.institutions(view), trust_figures.groups(view)]
    found += [trust_figures.items(view, topic) for topic in trust_figures.TOPICS]
    assert all(found)
    return [*(one for one in found if one), *trust_figures.series(view)]


NAMES = [one.figure.name for one in told(seen())]
each = pytest.mark.parametrize("number", range(len(NAMES)), ids=NAMES)
both = pytest.mark.parametrize("language", ["lv", "en"])


def texts(drawing: Drawing) -> list[str]:
    """What is written on a drawing, as it stands in the SVG."""
    whole = ElementTree.fromstring(figures.as_svg(drawing))
    return [node.text or "" for node in whole.iter("{http://www.w3.org/2000/svg}text")]


def test_every_figure_has_its_own_name() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in NAMES), "it becomes a file's name"


@each
@both
def test_a_figure_is_whole(number: int, language: Language) -> None:
    bundle = told(seen(language))[number]
    own = bundle.figure
    assert own.title == own.alt
    assert re.search(r"\d", own.alt), "the text alternative states the finding with its figures"
    assert own.caption
    assert len(own.rows) == len(own.frame) > 0
    drawn = write(figures.drawing(own))
    addresses = re.findall(r'src="data:image/svg\+xml,([^"]+)"', drawn)
    assert len(addresses) == 2
    for address in addresses:
        ElementTree.fromstring(unquote(address))
    for drawing in (own.wide, own.narrow):
        assert not isinstance(drawing, str)
        assert drawing["description"] == own.alt
        assert not re.search(r"<(?:script|image|foreignObject|a|style|use)\b|@import|\burl\(|nan|inf", svg(drawing))


@each
def test_a_figure_is_of_one_instrument(number: int) -> None:
    """Every row of a figure names one survey; the words under it name no other."""
    own = told(seen())[number]
    surveyed = own.figure.source.partition("Pētījums: ")[2].partition(" · ")[0]
    series = {edition_of(name.replace(" Nr. ", " "))[0] for name in surveyed.split("; ")}
    assert len(series) == 1
    assert (series == {TRUST_SURVEY}) == (own.figure.name.startswith("uzticesanas"))


@each
def test_what_is_taken_away_tells_its_source(number: int) -> None:
    own = told(seen())[number].figure
    for said in ("Vērtēts pēc stāvokļa 22.11.2026.", "Datu versija ", "Pētījums: ", "Jautājums: ", "Aptaujas laiks: ",
                 "Izlase: ", "Izmantošanas noteikumi: ", "≈ aptuveni, * atvasināts"):  # fmt: skip
        assert said in own.source
    assert (surveys.OECD_NOTICE in own.source) == own.name.startswith("uzticesanas")
    svg = " ".join(texts(pictures.as_svg(own).decode()))
    assert "Datu versija" in svg
    assert pictures.as_png(own).startswith(b"\x89PNG\r\n")
    taken = figures.as_csv(own).decode("utf-8-sig")
    assert "https://" in taken or "Valsts kancelejas prezentācija" in taken, "each row with its source"
    assert "Datu versija" in taken


def test_values_are_printed_beside_their_marks() -> None:
    ranked = trust_figures.countries(seen(), 2023, EVERY)
    assert ranked
    for drawing in (ranked.figure.wide, ranked.figure.narrow):
        said = texts(drawing)
        assert {"Latvija", "29\u00a0%", "39,3\u00a0%", "53,8\u00a0%*", "≈30\u00a0%", "nav datu"} <= set(said)
        assert CARMINE in figures.as_svg(drawing)
    english = trust_figures.countries(seen("en"), 2023, EVERY)
    assert english
    assert {"Latvia", "29%", "39.3%", "OECD average", "Switzerland"} <= set(texts(english.figure.wide))


def test_a_ranking_that_is_taken_away_names_its_gaps() -> None:
    own = trust_figures.countries(seen(), 2023, frozenset(["EST", "PRT"]))
    assert own
    assert own.figure.source.startswith("2023. gada skaitļa nav: Igaunija. Tikai aptuveni (≈): Portugāle. · Vērtēts")


def test_groups_without_a_latvian_figure_are_not_drawn() -> None:
    own = trust_figures.groups(seen())
    assert own
    assert [text for text in texts(own.figure.wide) if ":" in text] == ["vecums: 18–29", "vecums: 30–49"]
    assert "45,9\u00a0%" not in texts(own.figure.wide), "the OECD's 50+ says nothing of Latvia"
    assert len(own.figure.rows) > 2


def test_colours_can_be_read() -> None:
    assert contrast(OTHERS, PAPER) >= 3
    for text, ground in ((INK, OTHERS), (PAPER, CARMINE), (PAPER, INK), (INK, FAINT), (MUTED, PAPER)):
        assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(
    ("value", "latvian", "english"),
    [(4, "+4", "+4"), (-2.4, "−2,4", "−2.4"), (0, "0", "0"), (-14.5, "−14,5", "−14.5")],
)
def test_changes_are_written_with_their_sign(value: float, latvian: str, english: str) -> None:
    assert surveys.points(value, words("lv")) == latvian
    assert surveys.points(value, words("en")) == english


@pytest.mark.parametrize(
    ("confidence", "latvian"),
    [(Confidence.HIGH, "24,5\u00a0%"), (Confidence.LOW, "≈24,5\u00a0%"), (Confidence.DERIVED, "24,5\u00a0%*"),
     (Confidence.MEDIUM, "24,5\u00a0%")],
)  # fmt: skip
def test_a_figure_shows_how_sure_it_is(confidence: Confidence, latvian: str) -> None:
    assert surveys.value(figure("LVA", 2021, 24.5, confidence=confidence), words("lv")) == latvian
    assert surveys.value(None, words("lv")) == "nav datu"


def test_countries_and_surveys_are_called_in_both_languages() -> None:
    latvian, english = words("lv"), words("en")
    assert [surveys.country(code, latvian) for code in ("KOR", "OECD", "EU", "ZZZ")] == [
        "Dienvidkoreja", "OECD vidējais", "ES vidējais", "ZZZ",
    ]  # fmt: skip
    assert surveys.country("GBR", english) == "United Kingdom"
    assert surveys.survey_name("Standarta Eirobarometrs 104", english) == "Standard Eurobarometer No. 104"
    assert surveys.survey_name("Cits pētījums", english) == "Cits pētījums"
    assert surveys.group_name("vecums: 18–29", english) == "age: 18–29"
    assert surveys.group_name("kaut kas: cits", english) == "kaut kas: cits"


def test_every_answer_that_can_be_drawn_has_its_words() -> None:
    from data.answers.trust import _NO, _YES

    assert set(surveys.RESPONSES) == {*_YES, *_NO}
    assert Response.CHANGE not in surveys.RESPONSES


def test_presets_of_the_screen_are_those_of_the_answers() -> None:
    from data.answers.trust import PRESETS

    assert set(trust.PRESETS) == {trust.EVERY, *PRESETS}


shares = st.floats(0, 100).map(lambda value: Share(value, f"{value:.1f} %"))
bars = st.builds(Bar, st.text(max_size=60), st.sampled_from(Who), shares, st.none() | shares, st.none() | shares)
dots = st.builds(Dot, st.floats(0, 100), st.text(max_size=8), st.sampled_from(Who), st.booleans())
lines = st.builds(Line, st.text(max_size=60), st.lists(dots, max_size=2).map(tuple), st.text(max_size=120),
                  st.text(max_size=8), st.booleans())  # fmt: skip


@settings(max_examples=30)
@given(st.lists(bars, max_size=5), st.sampled_from([330, 480, 720]))
def test_any_bars_can_be_drawn(found: list[Bar], width: int) -> None:
    drawing = svg(trust_charts.ranked(found, ("a", "b", "c"), "?", width, language="lv", named="d", description="e"))
    ElementTree.fromstring(drawing)
    assert pictures.size(drawing)[0] == width


@settings(max_examples=30)
@given(st.lists(lines, max_size=5), st.sampled_from([330, 480, 720]))
def test_any_dots_can_be_drawn(found: list[Line], width: int) -> None:
    legend = [(Who.HOME, False, "a" * 30), (Who.OTHER, True, "b" * 30)]
    drawing = svg(trust_charts.dots(found, legend, width, language="en", named=("c", "d"), description="e"))
    ElementTree.fromstring(drawing)
    assert pictures.size(drawing)[0] == width


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("lv", "2025. gadā no 3 grupām, par kurām Latvijā ir skaitlis, uzticēšanās visaugstākā ir grupā "
               "„c” (41\N{NO-BREAK SPACE}%), viszemākā – grupā „b” (19\N{NO-BREAK SPACE}%)"),
        ("en", "2025: of 3 groups known for Latvia, trust is highest in “c” (41%), lowest in “b” (19%)"),
    ],
)  # fmt: skip
def test_many_groups_are_not_all_named_in_a_heading(language: Language, title: str) -> None:
    """Five figures, three of them of the newest wave: the heading gives that wave's range, the table all of them."""
    rows = [("a", 2025, 30.0), ("b", 2025, 19.0), ("c", 2025, 41.0), ("a", 2023, 50.0), ("b", 2023, 9.0)]
    held = snapshot(plan(), trust=[figure("LVA", year, value, group=group) for group, year, value in rows])
    drawn = trust_figures.groups(View(words(language), DAY, DAY, Current(held, (), "Tabula"), held.plans[0]))
    assert drawn
    assert drawn.figure.title == title
    assert len(drawn.figure.rows) == 5


def test_a_value_finds_its_place_or_is_left_to_the_table() -> None:
    """Low trust on a narrow drawing: its value stands outside its bar, where the neutral one would stand too."""
    bars = [
        Bar("Lietuva", Who.OTHER, Share(19.2, "19,2 %"), Share(21.5, "21,5 %"), Share(56.8, "56,8 %")),
        Bar("Amerikas Savienotās Valstis", Who.OTHER, Share(55.4, "55,4 %"), Share(21, "21 %"), Share(21, "23,6 %")),
    ]
    heads = ("Augsta", "Neitrāla", "Zema")
    wide, narrow = (
        trust_charts.ranked(bars, heads, "nav", width, language="lv", named="Valsts", description="")
        for width in (720, 330)
    )
    assert {"19,2 %", "21,5 %", "55,4 %", "21 %"} <= set(texts(wide))
    assert {"19,2 %", "55,4 %", "21 %"} <= set(texts(narrow))
    assert "21,5 %" not in texts(narrow), "it would lie on the other"
    assert svg(narrow).count("stroke=") == 0, "no strokes in the middle that nothing explains"


# Specifications


def layer(drawing: Drawing, mark: str, number: int = 0) -> Mapping[str, Any]:
    """A specification's layer of a kind of mark."""
    assert not isinstance(drawing, str)
    return [one for one in drawing["layer"] if one["mark"]["type"] == mark][number]


def told_of(own: Mapping[str, Any]) -> list[dict[str, str]]:
    """What the pointer is told over each mark of a layer."""
    hints = own["encoding"]["tooltip"]
    return [{hint["title"]: row[hint["field"]] for hint in hints} for row in own["data"]["values"]]


BARS = [
    Bar("Igaunija", Who.OTHER, Share(50, "50\u00a0%"), Share(20, "20\u00a0%"), Share(25, "25\u00a0%")),
    Bar("Latvija", Who.HOME, Share(29, "29\u00a0%"), None, None),
]


def test_bars_hold_their_values_in_their_order_and_tell_them_in_words() -> None:
    drawing = trust_charts.ranked(BARS, ("Augsta", "Neitrāla", "Zema"), "nav datu", 400, language="lv",
                                  named="Valsts", description="Viss")  # fmt: skip
    bars = layer(drawing, "rect")
    held = [(row["top"], row["from"], row["to"]) for row in bars["data"]["values"]]
    assert held == [(24, 0, 50), (24, 50, 70), (24, 75, 100), (47, 0, 29)]
    scale = bars["encoding"]["x"]["scale"]
    assert scale["domain"] == [0, 100]
    assert scale["range"][1] == 400
    first, last = told_of(layer(drawing, "rect", 1))
    assert first == {"Valsts": "Igaunija", "Augsta": "50\u00a0%", "Neitrāla": "20\u00a0%", "Zema": "25\u00a0%"}
    assert last == {"Valsts": "Latvija", "Augsta": "29\u00a0%", "Neitrāla": "nav datu", "Zema": "nav datu"}
    assert [row["fill"] for row in bars["data"]["values"]][-1] == CARMINE
    written = [row["text"] for row in layer(drawing, "text")["data"]["values"]]
    assert written == ["Augsta", "Zema", "Igaunija", "50\u00a0%", "20\u00a0%", "25\u00a0%", "Latvija", "29\u00a0%",
                       "nav datu"]  # fmt: skip
    assert drawing["description"] == "Viss"
    assert drawing["config"]["locale"]["number"]["decimal"] == ","


def test_dots_are_told_under_the_name_of_their_kind() -> None:
    """The chart of the countries' change: hollow dots are the earlier wave's, whosever they are."""
    home = (Dot(24.5, "24,5\u00a0%", Who.HOME, earlier=True), Dot(29, "29\u00a0%", Who.HOME))
    average = (Dot(41, "41\u00a0%", Who.AVERAGE, earlier=True), Dot(39, "39\u00a0%", Who.AVERAGE))
    found = [Line("Latvija", home, note="+4,5", strong=True), Line("OECD", average, note="−2")]
    legend = [(Who.OTHER, True, "2021"), (Who.OTHER, False, "2023")]
    drawing = trust_charts.dots(found, legend, 330, language="lv", named=("", "Valsts"), description="Viss")
    earlier, later, signs = (layer(drawing, "point", number) for number in range(3))
    assert told_of(earlier) == [{"Valsts": "Latvija", "2021": "24,5\u00a0%"}, {"Valsts": "OECD", "2021": "41\u00a0%"}]
    assert told_of(later) == [{"Valsts": "Latvija", "2023": "29\u00a0%"}, {"Valsts": "OECD", "2023": "39\u00a0%"}]
    assert [(row["value"], row["shape"], row["stroke"], row["fill"]) for row in earlier["data"]["values"]] == [
        (24.5, "circle", CARMINE, PAPER), (41, "diamond", INK, PAPER),
    ]  # fmt: skip
    assert [row["fill"] for row in later["data"]["values"]] == [CARMINE, INK]
    assert [row["fill"] for row in signs["data"]["values"]] == [PAPER, OTHERS]
    joins = layer(drawing, "rule", 2)["data"]["values"]
    assert [(row["from"], row["to"]) for row in joins] == [(24.5, 29), (39, 41)]
    written = {row["text"]: (row["x"], row.get("align", "left")) for row in layer(drawing, "text")["data"]["values"]}
    assert written["24,5\u00a0%"][1] == written["39\u00a0%"][1] == "right", "the lower at its left"
    assert written["29\u00a0%"][1] == written["41\u00a0%"][1] == "left", "the higher at its right"


@each
def test_a_specification_is_sound(number: int) -> None:
    """Altair checks it against the whole schema of Vega-Lite; the program leaves that out, since it takes long."""
    own = told(seen())[number].figure
    for drawing in (own.wide, own.narrow):
        assert not isinstance(drawing, str)
        assert alt.LayerChart.from_dict(dict(drawing), validate=True).to_dict()["height"] == drawing["height"]
        hints = [layer["encoding"]["tooltip"] for layer in drawing["layer"] if "tooltip" in layer["encoding"]]
        assert hints
        assert all(hint["title"] for told_fields in hints for hint in told_fields)


POISON = "<script>alert(1)</script> ${x} {{y}} datum.value \\\"';//=1+1"


def test_a_poisoned_label_stays_text() -> None:
    bars = [Bar(POISON, Who.HOME, Share(50, POISON), None, None)]
    lines = [Line(POISON, (Dot(5, POISON, Who.HOME),), heading=POISON, note=POISON)]
    for drawing in (
        trust_charts.ranked(bars, (POISON,) * 3, POISON, 720, language="lv", named=POISON, description=POISON),
        trust_charts.dots(
            lines, [(Who.HOME, False, POISON)], 720, language="lv", named=(POISON,) * 2, description=POISON
        ),
    ):
        assert "<script" not in svg(drawing)
        assert POISON in texts(drawing), "letter for letter"
        assert all('"expr"' not in json.dumps(one["data"]) for one in drawing["layer"]), "rows are data, no program"
