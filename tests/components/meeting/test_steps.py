"""The steps of whole meetings: about forty words each, titles of their own, and what is hard to show."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from components.blocks.figures import Figure
from components.blocks.html import write
from components.blocks.vocabulary import Bars, Squares, plain
from components.charts import theme
from components.fonts.measure import OURS
from components.meeting import layout
from components.meeting.cells import brief
from components.meeting.room import room
from components.meeting.step import Step
from components.meeting.steps import steps
from components.view import View, plan_of
from data import live
from data.answers.meeting import find_meeting
from data.intake.check import check
from data.live import Current
from data.model import Snapshot, Status, Unknown
from data.sample.country import book, sample
from data.words import Language, words
from tests.answers.build import agenda, commitment, day, direction, measure, meeting, plan, report, snapshot

TODAY = date(2026, 11, 26)
HELD = live.embedded().snapshot


@pytest.fixture(autouse=True)
def no_history(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_day: date) -> None:
        return None

    monkeypatch.setattr(live, "at", nothing)


@cache
def invented() -> Snapshot:
    return check(book(sample(1).snapshot)).snapshot


def shown(held: Snapshot, wanted: str, on: date = TODAY, lang: Language = "lv") -> tuple[Step, ...]:
    """The steps of a meeting on a day."""
    own = find_meeting(held, wanted, on)
    assert own is not None
    return steps(View(words(lang), on, TODAY, Current(held, (), None), plan_of(held, own.plan)), own)


MEETINGS = [
    ("embedded", "2024-11-07", TODAY),
    ("embedded", "2024-11-07", date(2024, 11, 7)),
    ("invented", "2026-12-03", TODAY),
    ("invented", "2024-05-16", TODAY),
]


@pytest.mark.parametrize("lang", ["lv", "en"])
@pytest.mark.parametrize(("country", "wanted", "on"), MEETINGS)
class TestWhole:
    """What holds on every step of the council's own meeting and of an invented country's."""

    def own(self, country: str, wanted: str, on: date, lang: Language) -> tuple[Step, ...]:
        return shown(HELD if country == "embedded" else invented(), wanted, on, lang)

    def test_about_forty_words_stand_on_a_step(self, country: str, wanted: str, on: date, lang: Language) -> None:
        """Lists of names by which the meeting goes are left out: the agenda, the focus list, decisions, events."""
        listing = {"sakums", "uzmanibas-loks", "lemumi", "talak", "izmainas", "pec-sedes", "uzmaniba"}
        for step in self.own(country, wanted, on, lang):
            said = layout.count(step.title) + sum(map(layout.count, step.blocks))
            assert said <= layout.WORDS + 5 or step.listing, (step.place, said)
            assert not step.listing or step.name in listing or step.name.startswith("jautajums-")
            assert said <= layout.LISTED, "even a list is read at a glance"

    def test_titles_do_not_repeat_over_many_steps(self, country: str, wanted: str, on: date, lang: Language) -> None:
        titles = [plain(step.title) for step in self.own(country, wanted, on, lang)]
        assert max(titles.count(title) for title in titles) <= 3

    def test_most_steps_have_a_picture(self, country: str, wanted: str, on: date, lang: Language) -> None:
        own = self.own(country, wanted, on, lang)
        drawn = [step for step in own if any(isinstance(block, Figure | Bars | Squares) for block in step.blocks)]
        assert len(drawn) >= 0.6 * len(own)

    def test_the_letters_of_every_drawing_are_as_large_as_the_steps(
        self, country: str, wanted: str, on: date, lang: Language
    ) -> None:
        for step in self.own(country, wanted, on, lang):
            for figure in (block for block in step.blocks if isinstance(block, Figure)):
                screen = layout.Screen(layout.width_beside(step.code), OURS)
                above = sum(screen.height(block) for block in step.blocks if block is not figure)
                room = layout.HEIGHT - layout.BELOW - layout.GAP - screen.top(step.title) - above
                letters = theme.SIZE * screen.drawn(figure, room)[0] / layout.drawn_size(figure)[0]
                assert letters >= 0.9 * layout.BODY, (step.place, letters)

    def test_what_stands_on_a_step_is_as_large_as_there_is_room(
        self, country: str, wanted: str, on: date, lang: Language
    ) -> None:
        """A drawing fills its step; of the rest the least that leaves half a step empty has the largest letters."""
        for step in self.own(country, wanted, on, lang):
            if step.parts > 1 or any(isinstance(block, Figure) for block in step.blocks):
                continue
            screen = layout.Screen(layout.width_beside(step.code) / step.scale, OURS)
            room = (
                layout.HEIGHT
                - layout.BELOW
                - layout.Screen(screen.width * step.scale, OURS).top(step.title, step.scale)
            )
            used = sum(map(screen.height, step.blocks)) * step.scale
            assert used <= room
            assert used >= room / 2 or step.scale == max(layout.SCALES), (step.place, used / room, step.scale)

    def test_all_that_is_cut_stands_whole_behind(self, country: str, wanted: str, on: date, lang: Language) -> None:
        own = self.own(country, wanted, on, lang)
        for step in own:
            said = [plain(step.title), *(plain(row.label) for block in step.blocks if isinstance(block, Squares)
                    for _, rows in block.groups for row in rows)]  # fmt: skip
            first = next(one for one in own if one.number == step.number)
            assert not any(text.endswith("…") for text in said) or step.more or first.more


def test_an_agenda_of_forty_items_has_a_step_each_and_a_list_that_is_read_at_a_glance() -> None:
    held = snapshot(meeting("2026-12-15"), *(agenda("2026-12-15", str(n)) for n in range(1, 41)))
    own = shown(held, "2026-12-15")
    numbers = {step.number for step in own if step.name.startswith("jautajums-")}
    assert len(numbers) == 40
    assert 2 <= sum(step.name == "sakums" for step in own) <= 5


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("sakums", "12345…"),
        ("jautajums-1", "12345…"),
        ("jautajums-3", "12345…"),
        ("jautajums-4", "…23456…"),
        ("jautajums-20", "…1819202122…"),
        ("jautajums-39", "…3637383940"),
        ("jautajums-40", "…3637383940"),
    ],
)
def test_of_a_long_agenda_the_items_about_the_step_stand_beside_it(name: str, beside: str) -> None:
    held = snapshot(meeting("2026-12-15"), *(agenda("2026-12-15", str(n)) for n in range(1, 41)))
    own = find_meeting(held, "2026-12-15", TODAY)
    assert own is not None
    seen = View(words("lv"), TODAY, TODAY, Current(held, (), None), plan_of(held, own.plan))
    every = steps(seen, own)
    at = next(step for step in every if step.name == name)
    written = write(room(seen, own, every, at))
    nav = written[written.index('class="agenda"') :]
    assert re.sub("<[^>]+>|\\s", "", nav[nav.index(">") + 1 : nav.index("</nav>")]) == beside
    assert ("aria-current" in nav[: nav.index("</nav>")]) == name.startswith("jautajums")


def test_a_measure_of_two_thousand_letters_is_said_shortly_and_stands_whole_behind() -> None:
    long = ("Ļoti garš teksts par paveikto bez beigām " * 60)[:2000].strip()
    told = report("1.1", "2026-05-01", Status.UNDER_WAY, done=long, obstacles=long, needed_from_council=long)
    own = shown(
        snapshot(measure("1.1"), meeting("2026-12-15"), told, agenda("2026-12-15", "1", "P1-1.1")), "2026-12-15"
    )
    (one,) = (step for step in own if step.name == "jautajums-1")
    assert layout.count(one.title) + sum(map(layout.count, one.blocks)) <= layout.WORDS + 4
    (whole,) = one.more
    assert sum(long in plain(cell) for row in whole.rows for cell in row.cells) == 3  # type: ignore[union-attr]
    (asked,) = (step for step in own if step.kicker.startswith("Lūgums padomei"))
    assert plain(asked.title).endswith("…")
    assert any(long in plain(cell) for row in asked.more[0].rows for cell in row.cells)  # type: ignore[union-attr]


def test_a_meeting_of_one_plan_with_measures_of_another_names_them_by_their_ids() -> None:
    held = snapshot(
        plan(), plan("P6"), measure("1.1"), measure("2.2", plan="P6"), meeting("2026-12-15", plan="P6"),
        report("1.1", "2026-05-01", Status.DONE), agenda("2026-12-15", "1", "P1-1.1", "P6-2.2"),
    )  # fmt: skip
    own = [step for step in shown(held, "2026-12-15") if step.name == "jautajums-1"]
    (marks,) = (block for block in own[0].blocks if isinstance(block, Squares))
    assert [square.name for _, rows in marks.groups for row in rows for square in row.squares] == ["P1-1.1", "2.2"]
    assert plain(own[1].title).startswith("P1-1.1.")


def test_numbers_on_a_step_lead_to_the_measures_of_the_plan_that_the_meeting_oversees() -> None:
    """Another plan in force has the same numbers."""
    held = snapshot(
        plan(), plan("P6"), measure("1.1"), measure("1.1", plan="P6"), meeting("2026-12-15"), agenda(
        "2026-12-15", "1", "P1-1.1"), report("1.1", "2026-05-01", Status.DONE),
    )  # fmt: skip
    own = find_meeting(held, "2026-12-15", TODAY)
    assert own
    in_force = next(one for one in held.plans if one.id == "P6")
    made = steps(View(words("lv"), TODAY, TODAY, Current(held, (), None), in_force), own)
    (step,) = (one for one in made if one.name == "jautajums-1")
    (address,) = {square.address for block in step.blocks if isinstance(block, Squares)
                  for _, rows in block.groups for row in rows for square in row.squares}  # fmt: skip
    assert address == step.page == "/pasakumi?plans=P1&pasakums=1.1"


def test_before_and_after_stand_beside_each_other_with_the_changed_ones_marked() -> None:
    held = snapshot(
        measure("1.1"), measure("1.2"), meeting("2024-01-10"), meeting("2024-06-30"),
        report("1.1", "2024-02-01", Status.DONE),
        report("1.2", "2023-01-01", Status.UNDER_WAY),
    )  # fmt: skip
    (picture, names) = (step for step in shown(held, "2024-06-30", day("2024-06-30")) if step.name == "izmainas")
    (squares,) = (block for block in picture.blocks if isinstance(block, Squares))
    assert squares.kind == "beside"
    before, after = (
        {square.told[0][0].strip(): (square.state, square.marked) for row in rows for square in row.squares}  # type: ignore[index,union-attr]
        for _, rows in squares.groups
    )
    assert before["1.1"][1] and after["1.1"] == (Status.DONE, True)
    assert not before["1.2"][1] and not after["1.2"][1]
    (listed,) = (block for block in names.blocks if isinstance(block, Squares))
    assert [plain(row.label) for _, rows in listed.groups for row in rows] == ["Pasākums 1.1 – ziņu nav → izpildīts"]


@pytest.mark.parametrize(
    ("text", "most", "said"),
    [
        ("Īss teksts.", 5, "Īss teksts."),
        ("Pirmais teikums. Otrais teikums ir garāks par to.", 4, "Pirmais teikums."),
        ("Noteikumi Nr. 639 pieņemti. Pārējais vēlāk nāks.", 5, "Noteikumi Nr. 639 pieņemti."),
        ("Garš nosaukums (ar piezīmi, kas nav vajadzīga)", 3, "Garš nosaukums"),
        ("Viens divi trīs: četri pieci seši", 4, "Viens divi trīs"),
        ("Dialogi visās nozarēs – „Saprotami par sarežģīto. Izproti!” plaši", 5, "Dialogi visās nozarēs"),
        ("viens divi trīs četri pieci", 3, "viens divi trīs …"),
        ("https://www.mk.gov.lv/lv/a/b", 3, "www.mk.gov.lv"),
        ("", 3, ""),
    ],
)
def test_a_text_is_said_shorter_whole_where_it_can_be(text: str, most: int, said: str) -> None:
    assert brief(text, most) == said


def test_a_name_may_end_at_a_comma() -> None:
    text = "Ietvara dokuments par līdzdalību, tostarp vīzija par to"
    assert brief(text, 5, name=True) == "Ietvara dokuments par līdzdalību …"
    assert brief(text, 5) == "Ietvara dokuments par līdzdalību, tostarp …"


def test_who_looks_at_an_old_snapshot_shares_no_step_with_who_looks_at_a_new_one() -> None:
    """Two presenters: what one sees hangs on nothing but the address."""
    later = replace(HELD, id="2222222222", agenda=())
    one, other = shown(HELD, "2024-11-07"), shown(later, "2024-11-07")
    assert any(step.name == "jautajums-1" for step in one)
    assert not any(step.name == "jautajums-1" for step in other)
    assert shown(HELD, "2024-11-07") == one


def test_of_very_many_requests_the_first_have_a_step_each_and_one_more_counts_and_lists_the_rest() -> None:
    """Of 230 requests: 20 steps, and one that draws 8 of the other 210, lists 200 behind it and says where all are."""
    numbers = [f"1.{n}" for n in range(1, 231)]
    held = snapshot(
        meeting("2026-12-15"),
        *map(measure, numbers),
        *(report(n, "2026-05-01", Status.UNDER_WAY, needed_from_council=f"Lūgums {n}.") for n in numbers),
    )
    own = [step for step in shown(held, "2026-12-15") if step.name == "uzmaniba"]
    single = [step for step in own if step.kicker.startswith("Lūgums padomei")]
    assert [step.kicker for step in single] == [f"Lūgums padomei · {n} no 230" for n in range(1, 21)]
    (rest,) = (step for step in own if step.kicker == "Lūgumi padomei")
    assert plain(rest.title) == "Vēl par 210 pasākumiem institūcija lūdz padomes lēmumu vai rīcību."
    (drawn, more) = rest.blocks
    assert isinstance(drawn, Squares)
    assert [square.name for _, rows in drawn.groups for row in rows for square in row.squares] == numbers[20:28]
    assert plain(more.content) == "un vēl 202"  # type: ignore[union-attr]
    whole, left = rest.more
    assert [plain(row.cells[0]) for row in whole.rows] == numbers[20:220]  # type: ignore[union-attr]
    assert "pirmās 200 rindas no 210" in plain(left.content)  # type: ignore[union-attr]
    assert rest.page == "/pasakumi?uzmaniba=1"


def test_a_direction_of_very_many_measures_is_a_bar_a_commitment_and_its_table_says_how_much_it_leaves_out() -> None:
    held = snapshot(
        meeting("2026-12-15"), direction(), commitment("1"), commitment("2"), measure("2.1"),
        *(measure(f"1.{n}") for n in range(1, 601)), replace(agenda("2026-12-15", "1"), address="/pasakumi?virziens=1"),
        report("2.1", "2026-05-01", Status.DONE, evidence="x"),
    )  # fmt: skip
    own = [step for step in shown(held, "2026-12-15") if step.name == "jautajums-1"]
    (bars,) = (block for step in own for block in step.blocks if isinstance(block, Bars))
    assert [(plain(row.label), dict(row.parts)) for row in bars.rows] == [
        ("1. Apņemšanās 1", {Unknown.NO_NEWS: 600}),
        ("2. Apņemšanās 2", {Status.DONE: 1}),
    ]
    (whole, left) = next(step.more for step in own if step.more)
    assert len(whole.rows) == 200  # type: ignore[union-attr]
    assert "no 601" in plain(left.content)  # type: ignore[union-attr]


def test_a_step_names_sixty_sources_and_says_how_many_more_there_are() -> None:
    numbers = [f"1.{n}" for n in range(1, 71)]
    held = snapshot(
        meeting("2026-12-15"),
        *map(measure, numbers),
        *(report(n, "2026-05-01", Status.DONE, evidence=f"Pierādījums {n}") for n in numbers),
        agenda("2026-12-15", "1", *(f"P1-{n}" for n in numbers)),
    )
    first = next(step for step in shown(held, "2026-12-15") if step.name == "jautajums-1")
    assert first.notes[:2] == ("1.1: Pierādījums 1.1", "1.2: Pierādījums 1.2")
    assert len(first.notes) == 61
    assert first.notes[-1].startswith("Vēl 10 avotu ir pasākumu lapās. ")
