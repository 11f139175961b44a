"""What a step shows for an address inside the dashboard: the numbers of the page that it leads to."""

from dataclasses import replace
from datetime import date

import pytest

from components.blocks.figures import Figure
from components.blocks.vocabulary import Paragraph, Table, plain
from components.meeting.agenda import item_steps
from components.view import View
from data import live
from data.answers.openness import core
from data.live import Current
from data.model import Answer, Snapshot
from data.words import words
from tests.answers.build import agenda

DAY = date(2026, 11, 22)
HELD = live.embedded().snapshot
VALMIERA = "0054000"


def led_to(address: str, held: Snapshot = HELD) -> tuple[list[str], list[Table]]:
    """The titles and paragraphs, and the tables, of the steps of an item that names this address."""
    view = View(words("lv"), DAY, DAY, Current(held, (), None), next(plan for plan in held.plans if plan.id == "P5"))
    steps = item_steps(view, replace(agenda("2024-11-07", "1"), address=address), set())
    blocks = [block for step in steps for block in (*step.blocks, *step.more)]
    grids = [block for block in blocks if isinstance(block, Table)]
    later = [plain(step.title) for step in steps[1:]]
    return [*(plain(block.content) for block in blocks if isinstance(block, Paragraph)), *later], grids


def rows(grid: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row.cells] for row in grid.rows]


def test_participation_is_counted_as_on_its_page() -> None:
    (said,), (grid,) = led_to("/pasvaldibas")
    assert said == "107 no 294 atbildēm par līdzdalības pasākumiem zināmas"
    assert rows(grid)[0] == ["Līdzdalības budžets", "ir 23, daļēji 18", "1", "42"]
    assert [int(row[2]) for row in rows(grid)] == [1, 27, 20, 38, 37, 31, 33]


def test_every_kind_of_answer_fits_beside_not_known() -> None:
    first = core(HELD, "P5")[0].id
    own = [one for one in HELD.indicator_values if one.indicator == first]
    every = [replace(row, answer=answer, number=None) for row, answer in zip(own, Answer, strict=False)]
    held = replace(HELD, id="a11a115e25", indicator_values=tuple(every))
    (_, (grid,)) = led_to("/pasvaldibas", held)
    assert rows(grid)[0][1].count(" 1") == 5
    assert rows(grid)[0][2:] == ["37", "42"]


@pytest.mark.parametrize("wanted", [VALMIERA, "Valmieras novads", "Valmiera", f"{VALMIERA}#x"])
def test_a_municipality_is_found_as_on_its_page(wanted: str) -> None:
    (said,), (grid,) = led_to(f"/pasvaldiba?kods={wanted}")
    assert said == "Valmieras novads: ir ziņas par 5 no 7 līdzdalības pasākumiem"
    assert rows(grid)[0] == ["Līdzdalības budžets", "ir"]
    assert len(grid.rows) == 7


def test_what_is_no_municipality_is_said() -> None:
    assert led_to("/pasvaldiba?kods=Nekurzeme") == (["Pašvaldības „Nekurzeme” nav"], [])
    assert led_to("/pasvaldiba?kods=0055000") == (["Varakļānu novads: pievienots Madonas novadam 01.07.2025."], [])


def test_a_number_without_the_answer_is_not_known_in_a_step() -> None:
    first = core(HELD, "P5")[0].id
    doubtful = tuple(
        replace(row, answer=None, number=5.0) if (row.municipality, row.indicator) == (VALMIERA, first) else row
        for row in HELD.indicator_values
    )
    held = replace(HELD, id="d0d0d0d0d0", indicator_values=doubtful)
    (said,), (grid,) = led_to(f"/pasvaldiba?kods={VALMIERA}", held)
    assert said == "Valmieras novads: ir ziņas par 4 no 7 līdzdalības pasākumiem"
    assert rows(grid)[0] == ["Līdzdalības budžets", "nav ziņu"]
    (said,), (grid,) = led_to("/pasvaldibas", held)
    assert said == "106 no 294 atbildēm par līdzdalības pasākumiem zināmas"
    assert rows(grid)[0][2] == "2"


def test_the_indicator_and_the_filters_of_an_address_are_followed() -> None:
    _, (grid,) = led_to("/pasvaldibas?raditajs=PL-6.3g")
    assert (grid.caption, rows(grid)) == ("Budžeta informācijas pieejamība", [["ir", "9"], ["nav ziņu", "33"]])
    said, (grid,) = led_to("/pasvaldibas?veids=valstspilseta")
    assert said[1].startswith("Atlasītas 7 pašvaldības (kopā 42): ")
    assert {row[-1] for row in rows(grid)} == {"7"}
    assert led_to("/pasvaldibas?regions=Austrumu") == led_to("/pasvaldibas"), "as on its page"


def test_the_direction_of_an_address_is_followed() -> None:
    said, (grid,) = led_to("/pasakumi?virziens=1")
    assert said[0].startswith("1. ")
    numbers = {measure.number for measure in HELD.measures if measure.plan == "P5"}
    listed = [row[0] for row in rows(grid)]
    assert listed
    assert set(listed) < numbers


def figures(address: str) -> list[Figure]:
    """The drawings of the steps of an item that names this address."""
    view = View(words("lv"), DAY, DAY, Current(HELD, (), None), next(plan for plan in HELD.plans if plan.id == "P5"))
    steps = item_steps(view, replace(agenda("2024-11-07", "1"), address=address), set())
    return [block for step in steps for block in step.blocks if isinstance(block, Figure)]


def test_events_that_are_asked_for_by_a_word_are_a_path_that_says_its_name_once() -> None:
    (path,) = figures("/kalendars?q=TAP+portāl")
    assert path.title == "TAP portāls, 2012.–2025. gads: 14 ierakstu, kas to min; par 1 vēlākas ziņas nav atrastas"
    assert len(path.frame) == 14
    assert path.alt.startswith("2012. gads dzimst ideja uzlabot tiesību aktu")
    assert isinstance(path.wide, str)
    assert "TAP portāls:" not in path.wide


def test_a_year_of_the_calendar_is_its_events_and_what_is_past_without_news_says_so() -> None:
    (path,) = figures("/kalendars?veids=implementation;context&gads=2024")
    assert path.title == "Īstenošana un konteksts, 2024. gads: 10 notikumu"
    assert len(path.frame) == 10, "counted in the embedded calendar"
    (path,) = figures("/kalendars?veids=irm")
    assert path.alt.count("bija gaidāms, vēlākas ziņas nav atrastas") == 1


def test_trust_by_country_and_by_question_as_the_address_asks() -> None:
    (ranked,) = figures("/uzticesanas?valstis=baltija;ziemelvalstis")
    assert "25. vieta starp 28 valstīm" in ranked.title
    (asked,) = figures("/uzticesanas?skats=jautajumi")
    assert asked.title.replace("\N{NO-BREAK SPACE}", " ").endswith(
        "35 % Latvijas iedzīvotāju 2023. gadā; vidēji OECD – 53 %"
    )
    assert [one.name for one in figures("/uzticesanas")] == ["uzticesanas-valdibai", "uzticesanas-iestades-isi"]


def test_a_step_names_the_sources_of_what_it_shows() -> None:
    """Those of the calendar with what each is of, those of the money by year, those of trust as its figures say."""
    view = View(words("lv"), DAY, DAY, Current(HELD, (), None), next(plan for plan in HELD.plans if plan.id == "P5"))
    item = replace(agenda("2024-11-07", "1"), address="/uzticesanas; /kalendars")
    *trust, dated, money = item_steps(view, item, set())
    slides = "Valsts kancelejas prezentācija"
    need, given = "Indikatīvi nepieciešamais finansējums", "Zināmais piešķirtais finansējums"
    assert set(money.notes) == {
        *(f"{year}, {need}: {slides} pašvaldībām, 09.06.2022." for year in (2023, 2024, 2025)),
        f"2024, {given}: {slides} uzraudzības padomes sēdē, 07.11.2024.",
    }
    assert all(": " in note and ", " in note.partition(": ")[0] for note in dated.notes)
    assert not set(dated.notes) & {note for step in trust for note in step.notes}
    assert any("Studiju kursa materiāli" in note for note in trust[0].notes)
