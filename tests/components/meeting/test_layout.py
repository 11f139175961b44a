"""Fitting steps to a screen: nothing is lost, nothing said twice, and every part fits by its own measure."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.fonts.measure import OFFICE, OURS, Face
from components.meeting import layout
from components.meeting.blocks import Bars, Block, Cell, Code, Grid, Heading, Prose, Step
from components.meeting.layout import BELOW, HEIGHT, LONGEST_TITLE, Screen, fit, width_beside
from data.answers.progress import Tally
from data.model import Status, Unknown

LONGEST_CELL = 2000
"""Letters a cell of the sheet may hold (decision 0005)."""
TALLY = Tally({Status.DONE: 1, Unknown.NO_NEWS: 3})


def texts(block: Block) -> list[str]:
    """What a block says, without blanks: a word longer than its line is broken, so blanks tell nothing."""
    match block:
        case Prose():
            said = [block.text]
        case Grid():
            said = [text for row in block.rows for cell in row for text in (cell.text, cell.detail)]
        case Bars():
            said = [label for label, _ in block.rows]
        case _:
            said = []
    return ["".join(text.split()) for text in said]


def said(*steps: Step) -> str:
    return "".join(text for step in steps for block in step.blocks for text in texts(block))


def overflow(step: Step, face: Face = OURS, *, beside: bool = False) -> float:
    """By how many pixels a part is too tall; negative where there is room."""
    width = width_beside([Code("x", "y")] if beside else step.blocks)
    screen = Screen(width, face)
    return screen.top(step.title) + sum(map(screen.height, step.blocks)) - (HEIGHT - BELOW)


LETTERS = "aāeēiīuūmnstprlkdv„”–1"
WORD = st.text(LETTERS, min_size=1, max_size=16)
_CHANCE = Random(2000)
MANY = ["".join(_CHANCE.choices(LETTERS, k=_CHANCE.randint(1, 16))) for _ in range(5000)]


def run(least: int, most: int) -> st.SearchStrategy[str]:
    """So many words one after the other, from anywhere in many: two draws instead of a thousand letters."""
    return st.builds(
        lambda start, count: " ".join(MANY[start : start + count]),
        st.integers(0, len(MANY) - most),
        st.integers(least, most),
    )


TEXT = st.one_of(run(0, 60), st.lists(WORD, max_size=3).map(" ".join))
LONG = st.one_of(TEXT, run(150, 200), st.just("x" * LONGEST_CELL))
CELL = st.builds(Cell, LONG, detail=TEXT, marked=st.booleans())


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    shares = draw(st.sampled_from([(12,), (1, 11), (3, 5, 4), (1, 5, 2, 2, 2)]))
    rows = draw(st.lists(st.tuples(*[CELL] * len(shares)), min_size=1, max_size=6))
    return Grid("Tabula", tuple(Heading("Virsraksts", share) for share in shares), tuple(rows))


BARS = st.lists(st.tuples(LONG, st.just(TALLY)), min_size=1, max_size=8).map(lambda rows: Bars("x", tuple(rows), "y"))
BLOCKS = st.lists(st.one_of(st.builds(Prose, LONG), grids(), BARS), max_size=5).map(tuple)
STEPS = st.builds(Step, st.just("solis"), TEXT, st.one_of(TEXT, LONG), BLOCKS)


@given(STEPS)
def test_every_part_fits_and_is_numbered(step: Step) -> None:
    parts = fit(step)
    assert [(own.part, own.parts) for own in parts] == [(n, len(parts)) for n in range(1, len(parts) + 1)]
    assert {own.title for own in parts} == {parts[0].title}
    assert [overflow(own) for own in parts if overflow(own) > 0.01] == []


@given(STEPS)
def test_no_letter_is_lost_or_said_twice(step: Step) -> None:
    """A table's rows may be cut at different places in each cell, so letters are counted, not put in order."""
    parts = fit(step)
    own = Counter(said(*parts))
    added: Counter[str] = Counter()
    for name in ("title", "kicker"):
        whole, shown = getattr(step, name), getattr(parts[0], name)
        if shown != whole:
            assert whole.startswith(shown.removesuffix(" …"))
            added.update("".join(whole.split()))
    assert own == Counter(said(step)) + added


@given(st.builds(Prose, LONG), st.lists(WORD, min_size=1, max_size=5).map(" ".join))
def test_a_text_keeps_the_order_of_its_words(prose: Prose, title: str) -> None:
    assert said(*fit(Step("solis", "k", title, (prose,)))) == "".join(prose.text.split())


@given(grids())
def test_each_column_keeps_the_order_of_its_words_and_its_marks(grid: Grid) -> None:
    parts = fit(Step("solis", "k", "Virsraksts", (grid,)))
    rows = [row for part in parts for block in part.blocks if isinstance(block, Grid) for row in block.rows]
    for column in range(len(grid.headings)):
        cells = [own[column] for own in rows]
        assert "".join("".join((cell.text + cell.detail).split()) for cell in cells) == "".join(
            "".join((own[column].text + own[column].detail).split()) for own in grid.rows
        )
    assert sum(cell.marked for row in rows for cell in row) == sum(cell.marked for row in grid.rows for cell in row)


SIXTY = Grid(
    "Darba kārtība",
    (Heading("Nr.", 1), Heading("Jautājums", 11)),
    tuple((Cell(f"{n}."), Cell(f"Jautājums {n}", detail="Valsts kanceleja")) for n in range(1, 61)),
)


def test_sixty_rows_stand_in_order_under_their_heading_on_every_part() -> None:
    parts = fit(Step("sakums", "Sēde", "Padomes sēde", (SIXTY,)))
    assert 4 <= len(parts) <= 6
    numbers = [row[0].text for part in parts for block in part.blocks for row in block.rows]  # type: ignore[union-attr]
    assert numbers == [f"{n}." for n in range(1, 61)]
    assert all(len(part.blocks) == 1 and part.blocks[0].headings == SIXTY.headings for part in parts)  # type: ignore[union-attr]


def test_parts_are_evened_out() -> None:
    """Seventeen rows on two screens are nine and eight, not sixteen and a left-over one."""
    rows = [
        len(part.blocks[0].rows)  # type: ignore[union-attr]
        for part in fit(Step("s", "k", "Virsraksts", (Grid("x", SIXTY.headings, SIXTY.rows[:17]),)))
    ]
    assert len(rows) == 2
    assert max(rows) - min(rows) <= 2


def test_the_code_to_scan_stands_on_the_first_part_alone_and_text_keeps_beside_it() -> None:
    code = Code("https://example.lv/sede", "Sēde")
    parts = fit(Step("sakums", "Sēde", "Padomes sēde", (SIXTY, code)))
    assert [code in part.blocks for part in parts] == [True, *[False] * (len(parts) - 1)]
    assert all(overflow(part, beside=True) <= 0 for part in parts)


@pytest.mark.parametrize("title", ["Vārds " * 340, "x" * LONGEST_CELL], ids=["words", "a word"])
def test_a_title_of_two_thousand_letters_is_cut_and_stands_whole_below(title: str) -> None:
    parts = fit(Step("jautajums-1", "1. jautājums", title.strip(), (Prose("Datos nekā nav."),)))
    assert all(len(part.title) <= LONGEST_TITLE + 2 and part.title.endswith(" …") for part in parts)
    assert said(*parts) == "".join(title.split()) + "Datosnekānav."
    assert [overflow(part) for part in parts if overflow(part) > 0.01] == []


def test_a_title_that_just_fits_is_left_alone() -> None:
    (part,) = fit(Step("s", "k", "x" * LONGEST_TITLE))
    assert (part.title, part.blocks) == ("x" * LONGEST_TITLE, ())


def test_a_kicker_of_two_thousand_letters_is_one_line_and_stands_whole_below() -> None:
    kicker = "1. jautājums · ziņo " + "kāds " * 390
    (first, *_) = parts = fit(Step("s", kicker.strip(), "Virsraksts"))
    assert len(first.kicker) < 110
    assert said(*parts) == "".join(kicker.split())


def test_rows_that_each_fill_a_screen_come_to_an_end() -> None:
    """No room however small parts them further: evening out must stop by itself."""
    rows = ((Cell("vārds " * 230),), (Cell("vārds " * 230),))
    assert len(fit(Step("s", "k", "Virsraksts", (Grid("x", (Heading("y", 12),), rows),)))) == 2


def test_wider_letters_need_more_parts() -> None:
    step = Step("s", "k", "Virsraksts", (Prose("vārds " * 330), Prose("vārds " * 330)))
    parts = fit(step, OFFICE)
    assert len(parts) >= len(fit(step))
    assert [overflow(part, OFFICE) for part in parts if overflow(part, OFFICE) > 0.01] == []


def test_words_in_capitals_are_wider() -> None:
    screen = Screen(layout.WIDTH, OURS)
    text = "atklātība " * 60
    assert screen.lines(text.upper()) > screen.lines(text) == screen.lines(text.title())
