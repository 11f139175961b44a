"""Twelve meetings of the invented council, two a year: agendas, decisions done, open and overdue, focus lists."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from data.model import (
    AgendaItem,
    Confidence,
    Decision,
    DecisionState,
    FocusItem,
    Measure,
    Meeting,
    MeetingKind,
    PartialDate,
)
from data.sample.names import REGIONS
from data.sample.plan import ENDED, IN_FORCE, PARENTS
from data.sample.sizes import DAY

_DAYS = (
    "2021-05-20",
    "2021-11-18",
    "2022-05-19",
    "2022-11-17",
    "2023-05-18",
    "2023-11-16",
    "2024-05-16",
    "2024-11-14",
    "2025-05-15",
    "2025-11-20",
    "2026-05-21",
    "2026-12-03",
)
_SECOND = "2025-01-01"
"""From this day on the council oversees the plan in force."""
_ITEMS = (
    ("Kas mainījies kopš iepriekšējās sēdes", "Plāna birojs", "/", 0),
    ("Iedzīvotāju līdzdalība: paveiktais un šķēršļi", "Sarunu ministrija", "/pasakumi?virziens=1", 3),
    ("Saprotama valoda un atvērtie dati", "Vieglās valodas birojs; Atvērto datu aģentūra", "/pasakumi?virziens=2", 3),
    ("Pašvaldību atbildes par septiņiem līdzdalības pasākumiem", "Novadu ministrija", "/pasvaldibas", 1),
    ("Uzticēšanās pētījuma jaunākie rezultāti", "Plāna birojs", "/uzticesanas", 0),
    ("Nākamā pusgada darbi", "Padomes locekļi", "/kalendars", 2),
)
_DECISIONS = (
    ("Plāna birojam apkopot iestāžu priekšlikumus un nosūtīt tos padomes locekļiem.", "Plāna birojs"),
    ("Novadu ministrijai aicināt pašvaldības atbildēt uz visiem septiņiem jautājumiem.", "Novadu ministrija"),
    ("Atvērto datu aģentūrai sagatavot datu kopu sarakstu ar publicēšanas termiņiem.", "Atvērto datu aģentūra"),
    ("Sarunu ministrijai ziņot par atbildēm uz iedzīvotāju priekšlikumiem.", "Sarunu ministrija"),
    ("Lūgt biedrībām izteikt viedokli par pasākumiem, kuriem nav pierādījuma.", "Padomes priekšsēdētājs"),
)
_FOCUS = (
    "Atbildes uz iedzīvotāju priekšlikumiem",
    "Saprotama valoda veidlapās un vēstulēs",
    "Dati par iepirkumiem vienuviet",
    "Jauniešu iesaiste ārpus lielajām pilsētām",
)


@dataclass(frozen=True)
class Council:
    """What the invented council did and is to do."""

    meetings: tuple[Meeting, ...]
    agenda: tuple[AgendaItem, ...]
    decisions: tuple[Decision, ...]
    focus: tuple[FocusItem, ...]


def council(chance: random.Random, measures: Sequence[Measure]) -> Council:
    """Return the meetings with all that belongs to them; the last lies ahead of `DAY` and has decided nothing."""
    by_plan = {
        plan: [measure for measure in measures if measure.plan == plan and measure.number not in PARENTS]
        for plan in (ENDED, IN_FORCE)
    }
    meetings: list[Meeting] = []
    agenda: list[AgendaItem] = []
    decisions: list[Decision] = []
    focus: list[FocusItem] = []
    for own_day in _DAYS:
        plan = ENDED if own_day < _SECOND else IN_FORCE
        meeting = _meeting(chance, own_day, plan)
        meetings.append(meeting)
        agenda += _agenda(chance, meeting, by_plan[plan])
        if date.fromisoformat(own_day) <= DAY:
            decisions += _decided(chance, meeting, by_plan[plan])
        if "-11-" in own_day:
            focus += _watched(chance, meeting, int(own_day[:4]) + 1, by_plan)
    return Council(tuple(meetings), tuple(agenda), tuple(decisions), tuple(focus))


def _meeting(chance: random.Random, own_day: str, plan: str) -> Meeting:
    return Meeting(
        id=own_day,
        plan=plan,
        day=date.fromisoformat(own_day),
        starts=time(13),
        ends=time(14, 30),
        kind=MeetingKind.COUNCIL,
        title="Izdomāta sēde: plāna uzraudzības padome",
        place=chance.choice(("Plāna birojs, 2. zāle", f"Izbraukums: {REGIONS[0]} reģions", "tiešsaistē")),
        link=f"https://example.org/sedes/{own_day}",
        confidence=Confidence.HIGH,
    )


def _agenda(chance: random.Random, meeting: Meeting, measures: Sequence[Measure]) -> Iterator[AgendaItem]:
    for number, (question, presenter, address, named) in enumerate(_ITEMS, start=1):
        chosen = chance.sample([measure.id for measure in measures if _belongs(measure, question)], named)
        yield AgendaItem(meeting.id, str(number), question, presenter, address, tuple(sorted(chosen)))


def _belongs(measure: Measure, question: str) -> bool:
    """Tell whether an item may name a measure: those of its own direction, or any."""
    directions = {"Iedzīvotāju": "12", "Saprotama": "34", "Pašvaldību": "56"}
    commitments = directions.get(question.partition(" ")[0])
    return commitments is None or measure.commitment in commitments


def _decided(chance: random.Random, meeting: Meeting, measures: Sequence[Measure]) -> Iterator[Decision]:
    """Give three decisions: old ones are done; of recent ones one is open, one overdue, one done or cancelled."""
    assert meeting.day
    recent = DAY - meeting.day < timedelta(days=600)
    states = (DecisionState.OPEN, DecisionState.OPEN, DecisionState.DONE) if recent else (DecisionState.DONE,) * 3
    if meeting.day == date(2026, 5, 21):
        states = (*states[:2], DecisionState.CANCELLED)
    for place, (text, responsible) in enumerate(chance.sample(_DECISIONS, 3)):
        due = meeting.day + timedelta(days=150)
        if recent and place == 0:
            due = DAY + timedelta(days=30 + chance.randrange(200))
        elif recent and due >= DAY:
            due = DAY - timedelta(days=40)
        yield Decision(
            id=f"{meeting.id}-L{place + 1}",
            meeting=meeting.id,
            text=text,
            responsible=responsible,
            due=PartialDate(due.year, due.month, due.day),
            state=states[place],
            measures=tuple(sorted(chance.sample([measure.id for measure in measures], 2))),
        )


def _watched(
    chance: random.Random, meeting: Meeting, year: int, by_plan: dict[str, list[Measure]]
) -> Iterator[FocusItem]:
    """Give a year's list: four subjects with the measures they mean, and one whole commitment."""
    plan = ENDED if year < 2025 else IN_FORCE
    for number, text in enumerate(_FOCUS, start=1):
        chosen = chance.sample([measure.id for measure in by_plan[plan]], 1 + number % 2)
        yield FocusItem(plan, year, str(number), text, tuple(sorted(chosen)), meeting.id)
    whole = str(1 + year % 6)
    yield FocusItem(plan, year, "5", f"Visa {whole}. apņemšanās", (f"{plan}/{whole}",), meeting.id)
