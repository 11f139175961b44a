"""What the map of municipalities draws where the register knows of a merger and the file of outlines does not yet."""

from dataclasses import replace
from datetime import date

from components.screens.municipalities import choice, municipalities, municipality_figures
from components.screens.municipalities.choice import Chosen
from components.view import View
from data import live
from data.live import Current
from data.model import PartialDate
from data.words import words

DAY = date(2026, 11, 27)
LIVANI, PREILI, VALKA = "0036000", "0042000", "0053000"


def after_a_merger(*, into: str = PREILI) -> View:
    """The embedded data, with Līvānu novads a part of another one since today."""
    held = live.embedded()
    ended = PartialDate(2026, 11, 26)
    units = tuple(
        replace(unit, valid_to=ended, merged_into=into) if unit.code == LIVANI else unit
        for unit in held.snapshot.municipalities
    )
    snapshot = replace(held.snapshot, id=f"merged-{into}", municipalities=units)
    return View(words("lv"), DAY, DAY, Current(snapshot, (), None), snapshot.plans[0])


def chosen(view: View) -> Chosen:
    return Chosen(choice.offered(view)["PL-6.3a"])


def test_a_municipality_merged_yesterday_is_drawn_as_a_part_of_its_successor() -> None:
    view = after_a_merger()
    picture = municipalities.picture(view, chosen(view))
    assert picture
    assert picture.fills[LIVANI] == picture.fills[PREILI] == "yes"
    assert picture.told[LIVANI] == "Preiļu novads: ir"
    assert set(picture.fills) == {one.code for one in picture.outlines}, "no hole is left in the map"
    assert choice.picked_out(view, LIVANI) == choice.picked_out(view, PREILI)
    small = municipality_figures._map(view, chosen(view), chosen(view).shown)
    assert small.fills[LIVANI] == "yes"
    assert [said for _, said in small.classes] == ["ir 23", "daļēji 17", "nav ziņu 1"], "41 are counted"


def test_mergers_that_lead_nowhere_or_in_a_circle_end() -> None:
    for into in ("", "9999999", LIVANI):
        view = after_a_merger(into=into)
        picture = municipalities.picture(view, chosen(view))
        assert picture
        assert LIVANI not in picture.fills
        assert choice.picked_out(view, LIVANI) is None
        assert choice.picked_out(view, VALKA)


def test_a_map_that_is_taken_away_tells_what_the_sheet_notes_of_its_answers() -> None:
    """The note is the sheet's Latvian: an English picture, which cannot mark it as such, goes without."""
    held = live.embedded().snapshot
    for language, noted in (("lv", True), ("en", False)):
        view = View(words(language), DAY, DAY, Current(held, (), None), held.plans[0])
        asked = choice.offered(view)["PL-6.3b"]
        figure = municipality_figures.map_figure(view, Chosen(asked))
        assert figure
        assert ("„Ir” nozīmē, ka aptauja vai konsultācija bijusi" in figure.source) == noted
