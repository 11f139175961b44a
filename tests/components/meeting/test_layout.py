"""Fitting steps to a screen: nothing is lost, nothing said twice, and every part fits by its own measure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.blocks.vocabulary import (
    Bar,
    Bars,
    Link,
    Paragraph,
    Row,
    Sign,
    Square,
    SquareRow,
    Squares,
    Table,
    Text,
    plain,
)
from components.fonts.measure import OFFICE, OURS, Face
from components.meeting import layout
from components.meeting.cells import cell, grid
from components.meeting.layout import BELOW, HEIGHT, LONGEST_TITLE, Screen, fit, width_beside
from components.meeting.step import Block, Step, Whole
from data.model import Status, Unknown

LONGEST_CELL = 2000
"""Letters a cell of the sheet may hold (decision 0005)."""
PARTS = ((Status.DONE, 1), (Unknown.NO_NEWS, 3))
SIGN = Sign("data:,")


def texts(block: Block | Whole) -> list[str]:
    """What a block says, without blanks: a word longer than its line is broken, so blanks tell nothing."""
    match block:
        case Paragraph():
            said = [plain(block.content)]
        case Table():
            said = [plain(cell) for row in block.rows for cell in row.cells]
        case Bars():
            said = [plain(row.label) for row in block.rows]
        case Squares():
            said = [
                plain(row.label) + "".join(own.name for own in row.squares) for _, rows in block.groups for row in rows
            ]
    return ["".join(text.split()) for text in said]


def said(*steps: Step) -> str:
    return "".join(text for step in steps for block in (*step.more, *step.blocks) for text in texts(block))


def overflow(step: Step, face: Face = OURS, *, beside: bool = False) -> float:
    """By how many pixels a part is too tall; negative where there is room."""
    screen = Screen(width_beside(Link("x", "y") if beside else step.code), face)
    larger = replace(screen, width=screen.width / step.scale)
    return screen.top(step.title) + sum(map(larger.height, step.blocks)) * step.scale - (HEIGHT - BELOW)


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
SAID = st.one_of(LONG, LONG.map(lambda text: Text(text, lang="lv")))
CELL = st.builds(cell, SAID, TEXT, sign=st.sampled_from([None, SIGN]), address=st.sampled_from(["", "/pasakumi"]))


@st.composite
def grids(draw: st.DrawFn) -> Table:
    shares = draw(st.sampled_from([(12,), (1, 11), (3, 5, 4), (1, 5, 2, 2, 2)]))
    rows = draw(st.lists(st.tuples(*[CELL] * len(shares)), min_size=1, max_size=6))
    return grid("Tabula", [("Virsraksts", share) for share in shares], rows)


BARS = st.lists(st.builds(Bar, LONG, st.just(PARTS), st.just("z")), min_size=1, max_size=8).map(
    lambda rows: Bars("x", tuple(rows), "y")
)
ONE = Square("3.5", Status.DONE, ["3.5"])
LISTED = st.lists(LONG, min_size=1, max_size=12).map(
    lambda labels: Squares("x", [("", [SquareRow(label, [ONE]) for label in labels])], kind="listed")
)
IN_ROWS = st.lists(st.tuples(TEXT, st.integers(1, 300)), min_size=1, max_size=4).map(
    lambda rows: Squares("y", [("", [SquareRow(label, [ONE] * n) for label, n in rows])])
)
BLOCKS = st.lists(st.one_of(st.builds(Paragraph, SAID), grids(), BARS, LISTED, IN_ROWS), max_size=5).map(tuple)
STEPS = st.builds(Step, st.just("solis"), TEXT, st.one_of(TEXT, SAID), BLOCKS)


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
        whole, shown = plain(getattr(step, name)), plain(getattr(parts[0], name))
        if shown != whole:
            assert whole.startswith(shown.removesuffix(" …"))
            added.update("".join(whole.split()))
    assert own == Counter(said(step)) + added


@given(st.builds(Paragraph, LONG), st.lists(WORD, min_size=1, max_size=5).map(" ".join))
def test_a_text_keeps_the_order_of_its_words(prose: Paragraph, title: str) -> None:
    assert said(*fit(Step("solis", "k", title, (prose,)))) == "".join(plain(prose.content).split())


@given(grids())
def test_each_column_keeps_the_order_of_its_words_and_its_signs(table: Table) -> None:
    parts = fit(Step("solis", "k", "Virsraksts", (table,)))
    rows = [row for part in parts for block in part.blocks if isinstance(block, Table) for row in block.rows]
    for column in range(len(table.columns)):
        drawn, whole = ("".join(plain(own.cells[column]) for own in some) for some in (rows, table.rows))
        assert "".join(drawn.split()) == "".join(whole.split())
    assert signs(rows) == signs(table.rows)


def signs(rows: Sequence[Row]) -> int:
    return sum(cell[0] is SIGN for row in rows for cell in row.cells if isinstance(cell, tuple))


def test_the_parts_of_a_cell_lead_where_it_leads_and_are_in_its_language() -> None:
    long = cell(Text("vārds " * 330, lang="lv"), "mazāk", sign=SIGN, address="/pasakumi?pasakums=1.1")
    parts = fit(Step("s", "k", "Virsraksts", (grid("x", [("y", 6), ("z", 6)], [(long, "īss")]),)))
    assert len(parts) > 1
    (first, short), *rest = (row.cells for part in parts for block in part.blocks for row in block.rows)  # type: ignore[union-attr]
    assert isinstance(first, tuple)
    assert (first[0], short) == (SIGN, "īss")
    for link in (first[-1], *(cells[0] for cells in rest)):
        assert isinstance(link, Link)
        assert link.address == "/pasakumi?pasakums=1.1"
        assert isinstance(link.content, Text)
        assert link.content.lang == "lv"
    assert {cells[1] for cells in rest} == {""}


def test_a_title_that_is_cut_keeps_its_language() -> None:
    (first, *_) = fit(Step("s", "k", Text("vārds " * 330, lang="lv")))
    assert isinstance(first.title, Text)
    assert first.title.lang == "lv"


SIXTY = grid(
    "Darba kārtība",
    [("Nr.", 1), ("Jautājums", 11)],
    [(f"{n}.", cell(f"Jautājums {n}", "Valsts kanceleja")) for n in range(1, 61)],
)


def test_sixty_rows_stand_in_order_under_their_heading_on_every_part() -> None:
    parts = fit(Step("sakums", "Sēde", "Padomes sēde", (SIXTY,), listing=True))
    assert 4 <= len(parts) <= 6
    numbers = [row.cells[0] for part in parts for block in part.blocks for row in block.rows]  # type: ignore[union-attr]
    assert numbers == [f"{n}." for n in range(1, 61)]
    assert all(len(part.blocks) == 1 and part.blocks[0].columns == SIXTY.columns for part in parts)  # type: ignore[union-attr]


def test_parts_are_evened_out() -> None:
    """Seventeen rows on two screens are nine and eight, not sixteen and a left-over one."""
    rows = [
        len(part.blocks[0].rows)  # type: ignore[union-attr]
        for part in fit(Step("s", "k", "Virsraksts", (replace(SIXTY, rows=SIXTY.rows[:17]),), listing=True))
    ]
    assert len(rows) == 2
    assert max(rows) - min(rows) <= 2


def test_the_code_to_scan_stands_on_the_first_part_alone_and_text_keeps_beside_it() -> None:
    code = Link("Sēde", "https://example.lv/sede")
    parts = fit(Step("sakums", "Sēde", "Padomes sēde", (SIXTY,), code=code))
    assert [part.code for part in parts] == [code, *[None] * (len(parts) - 1)]
    assert all(overflow(part, beside=True) <= 0 for part in parts)


@pytest.mark.parametrize("title", ["Vārds " * 340, "x" * LONGEST_CELL], ids=["words", "a word"])
def test_a_title_of_two_thousand_letters_is_cut_and_stands_whole_behind(title: str) -> None:
    parts = fit(Step("jautajums-1", "1. jautājums", title.strip(), (Paragraph("Datos nekā nav."),)))
    assert all(len(own) <= LONGEST_TITLE + 2 and own.endswith(" …") for own in (plain(part.title) for part in parts))
    assert said(*parts) == "".join(title.split()) + "Datosnekānav."
    assert [overflow(part) for part in parts if overflow(part) > 0.01] == []


def test_a_title_that_just_fits_is_left_alone() -> None:
    (part,) = fit(Step("s", "k", "x" * LONGEST_TITLE))
    assert (part.title, part.blocks) == ("x" * LONGEST_TITLE, ())


def test_a_kicker_of_two_thousand_letters_is_one_line_and_stands_whole_behind() -> None:
    kicker = "1. jautājums · ziņo " + "kāds " * 390
    (first, *_) = parts = fit(Step("s", kicker.strip(), "Virsraksts"))
    assert len(first.kicker) < 110
    assert said(*parts) == "".join(kicker.split())


def test_rows_that_each_fill_a_screen_come_to_an_end() -> None:
    """No room however small parts them further: evening out must stop by itself."""
    rows = [["vārds " * 230]] * 2
    assert len(fit(Step("s", "k", "Virsraksts", (grid("x", [("y", 12)], rows),)))) == 2


def test_wider_letters_need_more_parts() -> None:
    step = Step("s", "k", "Virsraksts", (Paragraph("vārds " * 330), Paragraph("vārds " * 330)))
    parts = fit(step, OFFICE)
    assert len(parts) >= len(fit(step))
    assert [overflow(part, OFFICE) for part in parts if overflow(part, OFFICE) > 0.01] == []


def test_words_in_capitals_are_wider() -> None:
    screen = Screen(layout.WIDTH, OURS)
    text = "atklātība " * 60
    assert screen.lines(text.upper()) > screen.lines(text) == screen.lines(text.title())


def test_what_leaves_room_is_larger() -> None:
    (few,) = fit(Step("s", "k", "Virsraksts", (Paragraph("Īss."),)))
    assert few.scale == max(layout.SCALES)
    (many,) = fit(Step("s", "k", "Virsraksts", (replace(SIXTY, rows=SIXTY.rows[:11]),), listing=True))
    assert many.scale == 1


def test_a_step_says_about_forty_words_and_a_list_of_names_as_many_as_fit() -> None:
    rows = grid("x", [("y", 12)], [("vārds " * 10,)] * 8)
    parts = fit(Step("s", "k", "Virsraksts", (rows,)))
    assert [sum(map(layout.count, own.blocks)) for own in parts] == [30, 30, 20]
    (listed,) = fit(Step("s", "k", "Virsraksts", (rows,), listing=True))
    assert layout.count(listed.blocks[0]) == 80
