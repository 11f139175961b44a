"""What the step on the council's list, and a step on a plan's calendar, may say of what is known in part."""

from datetime import date
from typing import Any

import pytest

from components.blocks.vocabulary import Items, Squares, Table, plain
from components.meeting.council import attention_steps, focus_step
from components.meeting.dates import told
from components.meeting.step import Step
from components.view import View
from data.live import Current
from data.model import EventState, Snapshot, Status, Unknown
from data.words import Language, words
from tests.answers.build import commitment, direction, event, focus, measure, meeting, plan, report, snapshot

DAY = date(2026, 11, 26)
LATEST = "the latest known to have happened: 2024"


def seen(held: Snapshot, lang: Language = "lv") -> View:
    return View(words(lang), DAY, DAY, Current(held, (), None), held.plans[0])


def listed(*records: Any) -> Step:
    """The step on a list of two measures, 1.1 as a whole and a part of 1.2, and of commitment 2."""
    held = snapshot(
        plan(), direction(), commitment("1"), commitment("2"), meeting("2024-11-07"),
        *(measure(number) for number in ("1.1", "1.2", "2.1", "2.2")),
        focus(2025, "1", "P1-1.1", text="Pasākums 1.1", meeting="2024-11-07"),
        focus(2025, "2", "P1-1.2", text="Tikai c) daļa", meeting="2024-11-07"),
        focus(2025, "3", "P1/2", text="Visa 2. apņemšanās", meeting="2024-11-07"),
        *records,
    )  # fmt: skip
    return focus_step(seen(held), held.meetings[0])


def test_a_part_whose_status_is_open_is_drawn_and_counted_as_not_known() -> None:
    step = listed(
        report("1.1", "2025-01-01", Status.DONE),
        report("1.2", "2025-02-01", Status.DONE, caveat="par c) daļu statusa nav"),
    )
    assert plain(step.title) == "3 punkti: zināms, ka 1 ir izpildīts; par 1 statuss ir zināms."
    (drawn,) = [block for block in step.blocks if isinstance(block, Squares)]
    ((_, rows),) = drawn.groups
    assert [[square.name for square in row.squares] for row in rows] == [["1.1"], ["1.2"], []]
    assert [square.state for row in rows for square in row.squares] == [Status.DONE, Unknown.NO_STATUS]
    assert plain(rows[1].label) == "Tikai c) daļa – 1.2. pasākuma daļa; tās statuss nav zināms"
    (whole,) = [block for block in step.more if isinstance(block, Table)]
    assert plain(whole.rows[1].cells[2]) == "1.2 kopumā: izpildīts; par c) daļu statusa nav"


def test_what_needs_attention_draws_a_part_as_not_known_unless_the_measure_is_named_as_a_whole_too() -> None:
    held = snapshot(
        plan(), direction(), commitment("1"), meeting("2024-11-07"),
        measure("1.1"), measure("1.2", deadline="2025-06"),
        focus(2025, "1", "P1-1.1", text="Tikai c) daļa", meeting="2024-11-07"),
        focus(2025, "2", "P1-1.2", text="Tikai d) daļa", meeting="2024-11-07"),
        *(report(number, "2025-02-01", Status.UNDER_WAY, caveat="par daļu statusa nav") for number in ("1.1", "1.2")),
    )  # fmt: skip
    (drawn,) = [block for block in attention_steps(seen(held))[0].blocks if isinstance(block, Squares)]
    ((_, rows),) = drawn.groups
    states = {plain(row.label).split(" ")[0]: [square.state for square in row.squares] for row in rows}
    assert list(states.values()) == [[Status.UNDER_WAY], [Unknown.NO_STATUS, Unknown.NO_STATUS]]
    assert isinstance(drawn.legend, Items)
    assert [plain(line).split()[-1] for line in drawn.legend.items] == ["1", "1"], "1.2 as a whole, the part of 1.1"


def test_news_of_several_measures_has_the_days_of_all() -> None:
    step = listed(report("2.1", "2024-11-07"), report("2.2", "2025-11-28", Status.UNDER_WAY))
    (whole,) = [block for block in step.more if isinstance(block, Table)]
    assert [plain(row.cells[3]) for row in whole.rows] == ["–", "–", "institūcija, 07.11.2024.–28.11.2025."]


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (["planned"] * 5, "Kalendārs, 2025. gads: 5 ieraksti; par 5 vēlākas ziņas nav atrastas"),
        (["happened"] * 4 + ["planned"], "Kalendārs, 2025. gads: 5 ieraksti; par 1 vēlākas ziņas nav atrastas"),
        (["happened"] * 5, "Kalendārs, 2025. gads: 5 notikumi"),
        (["planned"] * 3, "3 ieraksti; vēlākas ziņas par tiem nav atrastas"),
    ],
)
def test_what_was_only_planned_is_told_as_planned(states: list[str], said: str) -> None:
    held = snapshot(
        plan(),
        *(event(f"2025-0{n}", f"Notikums {n}", state=EventState(state)) for n, state in enumerate(states, start=1)),
    )
    assert told(seen(held), held.calendar) == said


@pytest.mark.parametrize(
    ("address", "begun", "said"),
    [
        ({}, "", "2 events; the latest known to have happened: 2024"),
        ({"gads": "2024"}, "", "Calendar, 2024: 2 events; the latest known to have happened: 2024"),
        ({"veids": "success"}, "", "Achievements: 2 events; the latest known to have happened: 2024"),
        (
            {"veids": "context;implementation", "gads": "2024"}, "",
            "Implementation and context, 2024: 2 events; the latest known to have happened: 2024",
        ),
        ({"q": "portal"}, "TAP portal", f"TAP portal: 2 entries that mention it; {LATEST}"),
        (
            {"q": "“new” law"}, "TAP portal",
            "TAP portal, events that mention “‘new’ law”: 2 events; the latest known to have happened: 2024",
        ),
    ],
)  # fmt: skip
def test_what_an_address_asks_for_of_the_calendar_is_told(address: dict[str, str], begun: str, said: str) -> None:
    held = snapshot(plan(), event("2024-06"), event("2024", "Vēl viens"))
    assert told(seen(held, "en"), held.calendar, address, begun) == said


def test_what_happened_some_time_in_the_year_of_the_day_is_not_the_next() -> None:
    this_year = event("2026", "Šogad", state=EventState.HAPPENED)
    held = snapshot(plan(), this_year, event("2026-12-10", "Vēlāk", state=EventState.PLANNED))
    assert told(seen(held), held.calendar) == "2 notikumi; nākamais: 10.12.2026."
