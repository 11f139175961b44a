"""Figures of trust as bundles and drawings: whole, sound, one instrument each, and telling their source when taken."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
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
from components.charts.palette import CARMINE, INK, MUTED, OTHERS, PAPER, TINT
from components.charts.trust_charts import Bar, Dot, Heads, Line, Share, Who
from components.screens.trust import trust, trust_figures, whose
from components.screens.trust.trust_figures import Asked, Told
from components.view import View
from components.wording import surveys
from data import live
from data.answers.trust import edition_of
from data.live import Current
from data.model import TRUST_SURVEY, Confidence, Response, TrustFigure
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
    found += [trust_figures.compared(view, Asked(2023, indicator="trust_police", picked=("FIN", "LTU")))]
    found += [trust_figures.institutions(view), trust_figures.people(view), trust_figures.groups(view)]
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
    for said in ("Stāvoklis 22.11.2026.", "Datu versija ", "Pētījums: ", "Jautājums: ", "Aptaujas laiks: ",
                 "Izlase vai aprēķins: ", "Izmantošanas noteikumi: ",
                 "≈ aptuveni, * secināts vai aprēķināts šeit"):  # fmt: skip
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
        assert {"Latvija", "29\u00a0%", "39,3\u00a0%", "≈30\u00a0%", "+4†", "−14,5", "46,5\u00a0%"} <= set(said)
        assert CARMINE in figures.as_svg(drawing)
    english = trust_figures.countries(seen("en"), 2023, EVERY)
    assert english
    assert {"Latvia", "29%", "24.5%", "39.3%", "OECD average", "Switzerland"} <= set(texts(english.figure.wide))


def test_a_ranking_that_is_taken_away_names_its_gaps() -> None:
    own = trust_figures.countries(seen(), 2023, frozenset(["EST", "PRT"]))
    assert own
    assert own.figure.source.startswith("Bez 2023. gada datiem: Igaunija. Tikai aptuveni (≈): Portugāle. · Stāvoklis")


def test_groups_without_a_latvian_figure_are_not_drawn() -> None:
    own = trust_figures.groups(seen())
    assert own
    assert [text for text in texts(own.figure.wide) if ":" in text] == ["vecums: 18–29", "vecums: 30–49"]
    assert "45,9\u00a0%" not in texts(own.figure.wide), "the OECD's 50+ says nothing of Latvia"
    assert len(own.figure.rows) > 2


def test_colours_can_be_read() -> None:
    for bar in (OTHERS, MUTED, CARMINE, INK):
        assert contrast(bar, TINT) >= 3
    for text, ground in ((INK, TINT), (CARMINE, TINT), (MUTED, TINT)):
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
        "Dienvidkoreja", "Vidēji OECD", "Vidēji ES", "ZZZ",
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
bars = st.builds(Bar, st.text(max_size=60), st.sampled_from(Who), st.none() | shares, st.none() | shares,
                 st.text(max_size=6), st.booleans(), st.booleans())  # fmt: skip
dots = st.builds(Dot, st.floats(0, 100), st.text(max_size=8), st.sampled_from(Who))
lines = st.builds(Line, st.text(max_size=60), st.lists(dots, max_size=2).map(tuple), st.text(max_size=120))
HEADS = Heads("Valsts", "2023", "2021", "izmaiņas", "2023. gada skaitļa nav", "Pēdējie zināmie", "nav datu",
              ("Neitrāla", "Zema"), "† kā publicēts")  # fmt: skip


@settings(max_examples=30)
@given(st.lists(bars, max_size=5), st.sampled_from([330, 480, 720]))
def test_any_bars_can_be_drawn(found: list[Bar], width: int) -> None:
    drawing = svg(trust_charts.ranked(found, HEADS, width, language="lv", description="e"))
    ElementTree.fromstring(drawing)
    assert pictures.size(drawing)[0] == width


@settings(max_examples=30)
@given(st.lists(lines, max_size=5), st.sampled_from([330, 480, 720]))
def test_any_dots_can_be_drawn(found: list[Line], width: int) -> None:
    legend = [(Who.HOME, "a" * 30), (Who.AVERAGE, "b" * 30)]
    drawing = svg(trust_charts.dots(found, legend, width, language="en", named=("c", "d"), description="e"))
    ElementTree.fromstring(drawing)
    assert pictures.size(drawing)[0] == width


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("lv", "Uzticēšanās valdībai Latvijā 2025. gadā, lielākais rādītājs no 3 grupām, par kurām ir dati: "
               "„c”, 41\N{NO-BREAK SPACE}%; mazākais: „b”, 19\N{NO-BREAK SPACE}%"),
        ("en", "Trust in the government in Latvia in 2025, the highest of 3 groups with a known figure: "
               "“c”, 41%; the lowest: “b”, 19%"),
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
    Bar("Igaunija", Who.OTHER, Share(50, "50\u00a0%"), Share(46.5, "46,5\u00a0%"), "+3,5", picked=True,
        href="/uzticesanas", told=("20\u00a0%", "25\u00a0%")),
    Bar("Latvija", Who.HOME, Share(29, "29\u00a0%"), told=("nav datu", "nav datu")),
    Bar("Austrija", Who.OTHER, Share(25.8, "25,8\u00a0%"), note="2021", kept=True, href="/uzticesanas?izceltas=AUT"),
    Bar("Lietuva", Who.OTHER, None, kept=True),
]  # fmt: skip


def test_bars_hold_both_waves_in_their_order_and_tell_them_in_words() -> None:
    drawing = trust_charts.ranked(BARS, HEADS, 720, language="lv", description="Viss")
    ground, solid, hollow, touched, undated = (layer(drawing, "rect", number) for number in range(5))
    assert [(row["top"], row["bottom"]) for row in ground["data"]["values"]] == [(24, 40)], "the picked one"
    assert [(row["from"], row["to"], row["fill"]) for row in solid["data"]["values"]] == [
        (0, 50, MUTED),
        (0, 29, CARMINE),
    ]
    assert [(row["to"], row["fill"]) for row in hollow["data"]["values"]] == [(25.8, OTHERS)], "a line round it alone"
    assert (hollow["mark"]["fill"], hollow["encoding"]["stroke"]["field"]) == (PAPER, "fill")
    scale = solid["encoding"]["x"]["scale"]
    assert scale["domain"] == [0, 100]
    left, right = scale["range"]
    ring, sign = layer(drawing, "point")["data"]["values"]
    assert (ring["x"], ring["y"]) == (round(left + 46.5 * (right - left) / 100, 1), 32)
    assert sign["y"] == 10, "the legend's"
    estonia, latvia = told_of(touched)
    assert estonia == {"Valsts": "Igaunija", "2023": "50\u00a0%", "2021": "46,5\u00a0%", "izmaiņas": "+3,5",
                       "Neitrāla": "20\u00a0%", "Zema": "25\u00a0%"}  # fmt: skip
    assert (latvia["2021"], latvia["izmaiņas"]) == ("nav datu", "nav datu")
    assert told_of(undated) == [
        {"Valsts": "Austrija", "Pēdējie zināmie": "25,8\u00a0% (2021)"},
        {"Valsts": "Lietuva", "Pēdējie zināmie": "nav datu"},
    ]
    assert [row["href"] for own in (touched, undated) for row in own["data"]["values"]] == [
        "/uzticesanas", "", "/uzticesanas?izceltas=AUT", "",
    ]  # fmt: skip
    written = [row["text"] for row in layer(drawing, "text")["data"]["values"]]
    assert written == ["2023", "2021", "izmaiņas", "Igaunija", "50\u00a0%", "46,5\u00a0%", "+3,5", "Latvija",
                       "29\u00a0%",
                       "2023. gada skaitļa nav", "Austrija", "25,8\u00a0%", "2021", "Lietuva", "nav datu",
                       "† kā publicēts", "2021"]  # fmt: skip
    assert drawing["description"] == "Viss"
    assert drawing["config"]["locale"]["number"]["decimal"] == ","


def test_a_long_name_is_never_cut() -> None:
    """Eighty letters on a phone stand over their bar, which then keeps its room."""
    bars = [Bar("Ļ" * 40, Who.OTHER, Share(50, "50 %"), note="+1"), BARS[1]]
    drawing = trust_charts.ranked(bars, HEADS, 330, language="lv", description="Viss")
    names = [row for row in layer(drawing, "text")["data"]["values"] if row["text"] in ("Ļ" * 40, "Latvija")]
    assert [(row["x"], row.get("align", "left")) for row in names] == [(0, "left"), (0, "left")]
    first, second = layer(drawing, "rect", 1)["data"]["values"]
    assert names[0]["y"] < first["top"] < names[1]["y"] < second["top"]
    left, right = layer(drawing, "rect", 1)["encoding"]["x"]["scale"]["range"]
    assert (left, right > 150) == (0, True)


def test_a_line_tells_every_value_under_the_name_of_its_kind() -> None:
    home, average = Dot(29, "29\u00a0%", Who.HOME), Dot(39, "39\u00a0%", Who.AVERAGE)
    found = [
        Line("2023", (home, average), heading="Valdība", href="/uzticesanas"),
        Line("2021", (home,), heading="Valdība"),
    ]
    legend = [(Who.HOME, "Latvija"), (Who.AVERAGE, "OECD")]
    drawing = trust_charts.dots(found, legend, 330, language="lv", named=("Iestāde", "Gads"), description="Viss")
    touched = layer(drawing, "rect", 1)
    assert [row["href"] for row in touched["data"]["values"]] == ["/uzticesanas", ""]
    hints = {hint["field"]: hint["title"] for hint in touched["encoding"]["tooltip"]}
    assert hints == {"heading": "Iestāde", "label": "Gads", "home": "Latvija", "average": "OECD"}
    first, second = touched["data"]["values"]
    assert (first["home"], first["average"], second["home"]) == ("29\u00a0%", "39\u00a0%", "29\u00a0%")
    assert "average" not in second
    marks = layer(drawing, "point")["data"]["values"]
    assert [(row["value"], row["shape"], row["fill"]) for row in marks] == [
        (29, "circle", CARMINE), (39, "diamond", INK), (29, "circle", CARMINE),
    ]  # fmt: skip
    written = {row["text"]: (row["x"], row.get("align", "left")) for row in layer(drawing, "text")["data"]["values"]}
    assert written["39\u00a0%"][1] == "left", "the higher at its right"


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
    bars = [Bar(POISON, Who.HOME, Share(50, POISON), Share(40, POISON), POISON)]
    lines = [Line(POISON, (Dot(5, POISON, Who.HOME),), heading=POISON)]
    heads = Heads(POISON, POISON, POISON, POISON, POISON, POISON, POISON, (), POISON)
    for drawing in (
        trust_charts.ranked(bars, heads, 720, language="lv", description=POISON),
        trust_charts.dots(lines, [(Who.HOME, POISON)], 720, language="lv", named=(POISON,) * 2, description=POISON),
    ):
        assert "<script" not in svg(drawing)
        assert POISON in texts(drawing), "letter for letter"
        assert all('"expr"' not in json.dumps(one["data"]) for one in drawing["layer"]), "rows are data, no program"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([(2023, "Vai uzticaties?")], "Vai uzticaties?"),
        ([(2021, None), (2023, "Vai uzticaties?")], "2023 – Vai uzticaties?; 2021 – nav norādīts"),
        ([(2021, None), (2021, "Vai uzticaties?")], "norādīts tikai daļai rādītāju"),
        ([(2021, None), (2023, "Vai uzticaties?"), (2023, "Cik ļoti?")], "norādīts tikai daļai rādītāju"),
        ([(2021, "Cik ļoti?"), (2023, "Vai uzticaties?")], "Cik ļoti?; Vai uzticaties?"),
        ([(2021, None)], "nav norādīts"),
    ],
)
def test_the_question_is_told_with_the_years_it_is_known_of(asked: list[tuple[int, str | None]], said: str) -> None:
    rows = [figure("LVA", year, 40.0, question=question) for year, question in asked]
    assert dict(whose.about(seen(), rows).facts)["Jautājums"] == said


def test_each_of_several_sources_says_what_of_the_row_it_gives() -> None:
    """By whose figure each gives, else its year, else its answer, else a number; one that stands alone keeps its name.

    What only one source gives is what it is told by: of three the one of the low answer by that, though two share it
    a year.
    """

    def sourced(
        country: str, year: int, link: str, source: str = "OECD, pārskats", response: Response = Response.HIGH
    ) -> TrustFigure:
        return replace(figure(country, year, 40), source=source, link=f"https://a.lv/{link}", response=response)

    def named(*rows: TrustFigure) -> str:
        text = whose.source_texts(rows, words("lv"))
        links = re.sub("<[^>]+>", "", write(whose.source_links(rows, words("lv"))))
        assert text.count("; ") == links.count("; ") == max(len({one.link for one in rows}) - 1, 0)
        return links

    home, average = sourced("LVA", 2023, "1"), sourced("OECD", 2023, "2")
    assert named(home, average) == "OECD (Latvija); OECD (Vidēji OECD)"
    assert named(home, sourced("LVA", 2021, "2")) == "OECD (2023); OECD (2021)"
    numbered = "OECD (1); OECD (2); OECD (Vidēji OECD)"
    assert named(home, sourced("LVA", 2023, "2"), sourced("OECD", 2023, "3")) == numbered
    assert named(home, sourced("OECD", 2023, "1")) == "OECD", "one source of both"
    assert named(home, sourced("OECD", 2023, "2", "LV portāls, raksts")) == "OECD (Latvija); LV portāls (Vidēji OECD)"
    low = sourced("LVA", 2023, "3", "Kurss", Response.LOW)
    assert (
        named(home, sourced("LVA", 2021, "2", "LV portāls"), low)
        == "OECD (2023, „augsta vai vidēji augsta”); LV portāls (2021); Kurss („zema vai nav”)"
    )
    both = [home, sourced("LVA", 2023, "1", response=Response.LOW), sourced("LVA", 2023, "4", "Kurss", Response.CHANGE)]
    assert named(*both) == "OECD („augsta vai vidēji augsta”, „zema vai nav”); Kurss (izmaiņas)"
    unworded = [sourced("LVA", 2023, "1", response=Response.GAP), sourced("LVA", 2023, "4", response=Response.HIGH)]
    assert named(*unworded) == "OECD (1); OECD („augsta vai vidēji augsta”)", "no words for a gap"
    assert whose.source_texts([home, average], words("lv")) == (
        "OECD, pārskats (https://a.lv/1) – Latvija; OECD, pārskats (https://a.lv/2) – Vidēji OECD"
    )
    assert named() == ""


def test_a_note_names_the_answer_where_several_are_told_of() -> None:
    for_it = replace(figure("LVA", 2018, 30), response=Response.TENDS_TO_TRUST)
    against = replace(for_it, response=Response.TENDS_NOT_TO_TRUST, note="Secināts.")
    alone, both = (
        re.sub("<[^>]+>", "", write(whose.noted(rows, words("lv")))) for rows in ([against], [for_it, against])
    )
    assert "drīzāk neuzticas" not in alone
    assert ", „drīzāk neuzticas”, 2018 – Secināts." in both
