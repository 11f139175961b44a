"""A figure's file as a program reads it, its table beside its frame, and text of the sheet on its way out."""

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from components.blocks import figures
from components.blocks.figures import Figure, FigureColumn
from components.blocks.html import write
from components.blocks.vocabulary import Link
from components.screens.municipalities import choice, municipality_figures
from components.screens.municipalities.choice import Chosen
from components.screens.overview import overview
from components.screens.trust import trust_figures
from components.view import View
from data import live
from data.frames import FrameColumn, framed
from data.live import Current
from data.words import Language, words
from tests.answers import build
from tests.answers.test_trust import figure as trust_figure

DAY = date(2026, 11, 22)
EVERY: frozenset[str] = frozenset()


def seen(language: Language = "lv", *, invented: bool = False) -> View:
    held = live.embedded().snapshot
    if invented:
        held = replace(held, id="invented", plans=tuple(replace(plan, invented=True) for plan in held.plans))
    return View(words(language), DAY, DAY, Current(held, (), None), held.plans[0])


def read(figure: Figure) -> pd.DataFrame:
    """Read a figure's file as an analyst would, with nothing said of how; codes alone are kept as they are."""
    return pd.read_csv(io.BytesIO(figures.as_csv(figure)), dtype={"Kods": str, "Datu versija": str})


def ranked(view: View, *wanted: str) -> Figure:
    told = trust_figures.countries(view, 2023, frozenset(wanted))
    assert told
    return told.figure


def test_the_ranking_is_read_as_numbers() -> None:
    """Lines 38, 67, 68, 77, 78 and 82 of the file; Portugal's is approximate, Latvia's low trust derived."""
    found = read(ranked(seen(), "CHE", "EST", "PRT"))
    high, neutral, low = (
        "Augsta vai vidēji augsta uzticēšanās, %",
        "Neitrālas atbildes, %",
        "Zema uzticēšanās vai tās nav, %",
    )
    earlier, moved = "Augsta vai vidēji augsta uzticēšanās, 2021. gads, %", "Izmaiņas, procentpunkti"
    assert list(found.columns[:9]) == [
        "Kods", "Valsts", "Vieta", "Aptaujas gads", high, earlier, moved, "Izmaiņu izcelsme", neutral,
    ]  # fmt: skip
    assert found["Kods"].tolist() == ["CHE", "OECD", "PRT", "LVA", "EST"]
    assert found["Aptaujas gads"].tolist() == [2023, 2023, 2023, 2023, 2021], "Estonia's is of another wave"
    assert list(found.columns[-3:]) == ["Datu avots", "Datu versija", "Izvēlētā diena"]
    assert {found[name].dtype.kind for name in ("Vieta", high, neutral, low)} == {"f"}
    found = found.set_index("Valsts")
    assert found[high].to_dict() == {"Šveice": 62.0, "Vidēji OECD": 39.3, "Portugāle": 30.0, "Latvija": 29.0,
                                      "Igaunija": 46.5}  # fmt: skip
    assert found.loc["Latvija", low] == 53.8
    assert found[low].dropna().index.tolist() == ["Vidēji OECD", "Latvija"]
    assert found["Vieta"].dropna().to_dict() == {"Šveice": 1, "Portugāle": 24, "Latvija": 25}
    sure = found["Augsta vai vidēji augsta uzticēšanās: ticamība"]
    assert sure.dropna().to_dict() == {"Portugāle": "aptuveni"}
    assert found["Zema uzticēšanās vai tās nav: ticamība"].dropna().to_dict() == {
        "Latvija": "secināts, avotā tieši nav teikts"
    }
    assert set(found["Izvēlētā diena"]) == {"2026-11-22"}
    assert set(found["Datu versija"]) == {live.embedded().snapshot.id}
    assert found["Piezīmes"].str.startswith("Bez 2023. gada datiem: Igaunija. Tikai aptuveni (≈): Portugāle.").all()
    assert found["Piezīmes"].str.endswith(" OECD or of its Member countries.").all(), "the notice goes with every row"


def test_changes_keep_their_sign() -> None:
    told = trust_figures.countries(seen("en"), 2023, frozenset(["FIN"]))
    assert told
    found = read(told.figure).set_index("Country")
    assert found["Change, percentage points"].dropna().to_dict() == {"Latvia": 4.0, "Finland": -14.5}
    assert found["High or moderately high trust, 2021, %"].to_dict() == {
        "Latvia": 24.5,
        "OECD average": 41.4,
        "Finland": 61.5,
    }
    assert found["The change is"].dropna().to_dict() == {"Latvia": "as published", "Finland": "derived here"}


def test_the_directions_add_up_once_their_level_is_chosen() -> None:
    """2 done and 40 in all, as the screen says; the sheet has 3 directions with 16, 14 and 10 counted measures."""
    found = read(overview.directions_figure(seen()))
    wholes = found[found["Līmenis"] == "Rīcības virziens"]
    parts = found[found["Līmenis"] == "Apņemšanās"]
    assert wholes["Pasākumi"].tolist() == [16, 14, 10]
    assert wholes["Izpildīts, pasākumi"].sum() == parts["Izpildīts, pasākumi"].sum() == 2
    assert parts["Pasākumi"].sum() == 40
    assert found["Pasākumi"].dtype.kind == "i"


def test_the_burn_up_has_days() -> None:
    figure = overview.burn_up_figure(seen())
    assert figure
    found = read(figure)
    days = pd.to_datetime(found["Kopš"], format="%Y-%m-%d")
    assert days.iloc[0] == pd.Timestamp(2022, 1, 1)
    assert days.is_monotonic_increasing
    assert found["Pasākumi"].iloc[[0, -1]].tolist() == [37, 40]


def test_a_map_gives_the_ends_of_its_ranges_as_numbers() -> None:
    view = seen()
    figure = municipality_figures.map_figure(view, Chosen(choice.offered(view)["PL-6.3a.skaitlis"]))
    assert figure
    found = read(figure).set_index("Kods")
    name = "Līdzdalības budžets, summa"
    assert name not in found, "no words beside the numbers"
    low, high = found[f"{name}: no, EUR"], found[f"{name}: līdz, EUR"]
    assert (low["0003000"], high["0003000"]) == (10_000, 60_000)
    assert low.isna()["0002000"]
    assert high.isna()["0002000"]
    assert ("Jelgavas valstspilsēta", "10\u00a0000–60\u00a0000\u00a0€") in figure.rows


def test_the_small_maps_count_municipalities() -> None:
    view = seen()
    figure = municipality_figures.small_figure(view, Chosen(next(iter(choice.offered(view).values()))))
    assert figure
    found = read(figure).set_index("Līdzdalības pasākums")
    counts = ["ir, pašvaldības", "daļēji, pašvaldības", "plānots, pašvaldības", "nav ziņu, pašvaldības"]
    assert [found[name]["Līdzdalības budžets"] for name in (*counts, "Pašvaldības")] == [23, 18, 0, 1, 42]
    assert (found[counts].sum(axis=1) == found["Pašvaldības"]).all()


@pytest.mark.parametrize(("language", "mark", "yes"), [("lv", "Izdomāti dati", "jā"), ("en", "Invented data", "yes")])
def test_every_row_of_invented_data_says_so(language: Language, mark: str, yes: str) -> None:
    figure = overview.directions_figure(seen(language, invented=True))
    assert set(read(figure)[mark]) == {yes}
    assert mark not in read(overview.directions_figure(seen(language)))


def table(text: str) -> list[list[str]]:
    return [*csv.reader(io.StringIO(text))]


def made(*rows: tuple[str | None, float | None, date | None], **columns: Any) -> Figure:
    documented = (
        FrameColumn("name", "string", "A name."),
        FrameColumn("share", "Float64", "A share."),
        FrameColumn("day", "datetime64[s]", "A day."),
    )
    names, shares, days = zip(*rows, strict=True)
    frame = framed(documented, {"name": list(names), "share": list(shares), "day": list(days)})
    shown = (
        FigureColumn("name", "=Name", mark=lambda text: Link(text, "https://a.example")),
        FigureColumn("share", "Share", full="The share", unit="%", number=True, say=lambda row: f"≈{row['share']}"),
        FigureColumn("day", "Day", shown=False),
    )
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    return Figure(
        name="x",
        title="x",
        wide=svg,
        narrow=svg,
        alt="x",
        columns=shown,
        frame=frame,
        caption="c",
        source="s",
        taken=(("Data", "=from"),),
        **columns,
    )


def test_no_cell_of_a_file_is_a_formula_and_no_number_is_changed() -> None:
    figure = made(("=1+1", -2.5, date(2024, 3, 1)), ("a;@b", 1234567.25, None), (None, None, None))
    assert table(figures.as_csv(figure).decode("utf-8-sig")) == [
        ["'=Name", "The share, %", "Day", "Data"],
        ["'=1+1", "-2.5", "2024-03-01", "'=from"],
        ["a;\u2060@b", "1234567.25", "", "'=from"],
        ["", "", "", "'=from"],
    ]


def test_a_poisoned_sheet_makes_no_formula() -> None:
    held = build.snapshot(
        trust=(trust_figure("LVA", 2023, 29.0, title="=1+1", source="@SUM(A1)", link=None, note="+1"),)
    )
    view = View(words("lv"), DAY, DAY, Current(held, (), "=cmd|'/c calc'!A1"), held.plans[0])
    told = trust_figures.institutions(view)
    assert told
    (header, row) = table(figures.as_csv(told.figure).decode("utf-8-sig"))
    said = dict(zip(header, row, strict=True))
    assert said["Institūcija"] == "'=1+1"
    assert said["Avots"] == "'@SUM(A1)"
    assert said["Datu avots"] == "'=cmd|'/c calc'!A1"
    assert said["Latvija: augsta vai vidēji augsta uzticēšanās, %"] == "29"
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_table_is_that_of_the_frame() -> None:
    figure = made(("<b>", 2.5, None), (None, None, None))
    assert figure.rows == (("<b>", "≈2.5"), ("", "≈None"))
    shown = figures.numbers(figure)
    assert [(own.heading, own.number) for own in shown.columns] == [("=Name", False), ("Share", True)]
    assert shown.rows[0].cells[0] == Link("<b>", "https://a.example")
    assert shown.rows[1].cells[0] == "", "nothing is no link"
    assert "<b>" not in write(shown)
    grouped = replace(figure, frame=figure.frame.assign(whole=[True, False]), group="whole")
    assert [row.group for row in figures.numbers(grouped).rows] == [True, False]


def every(view: View) -> list[Figure]:
    shown = next(iter(choice.offered(view).values()))
    told = [trust_figures.countries(view, 2023, EVERY), trust_figures.people(view)]
    told += [trust_figures.institutions(view), trust_figures.groups(view), *trust_figures.series(view)]
    found = [overview.directions_figure(view), overview.burn_up_figure(view)]
    found += [
        municipality_figures.map_figure(view, Chosen(shown)),
        municipality_figures.small_figure(view, Chosen(shown)),
    ]
    found += [one.figure for one in told if one]
    return [figure for figure in found if figure]


@pytest.mark.parametrize("language", ["lv", "en"])
def test_a_file_has_one_header_of_different_names_and_every_row(language: Language) -> None:
    for figure in every(seen(language)):
        header, *rows = table(figures.as_csv(figure).decode("utf-8-sig"))
        assert len(set(header)) == len(header), figure.name
        assert len(rows) == len(figure.frame) == len(figure.rows)
        assert {len(row) for row in rows} == {len(header)}
        numeric = [at for at, column in enumerate(c for c in figure.columns if c.filed) if column.number]
        assert all(float(row[at] or 0) is not None for row in rows for at in numeric), "a program reads them"
        assert not any("≈" in row[at] or "\u00a0" in row[at] for row in rows for at in numeric)
