"""Two invented plans, one ended and one in force: directions, commitments, measures, calendar and funding.

Titles are an action and a subject put together. Each plan has a measure in three parts (2.2) and one in seven (6.3),
the participation measures that municipalities answer for.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from data.model import (
    Commitment,
    Confidence,
    Direction,
    Event,
    EventKind,
    EventState,
    Funding,
    FundingKind,
    Measure,
    Numbering,
    PartialDate,
    Plan,
    PlanState,
    StatedAt,
)
from data.sample.names import COUNTRY_OF, INSTITUTIONS

ENDED, IN_FORCE = "Z1", "Z2"
SOURCE = "izdomāti dati"
_SHARE = 6 / 11
"""Of all measures, those of the ended plan: 60 of 110."""

_DIRECTIONS = (
    (
        "1",
        "Iedzīvotāju līdzdalība lēmumos",
        "Residents’ part in decisions",
        "Līdzdalība",
        ("Iedzīvotāji par lēmumu uzzina, kad tas jau pieņemts", "Priekšlikumi paliek bez atbildes"),
        ("voice_have_a_say",),
    ),
    (
        "2",
        "Saprotama un atklāta valsts pārvalde",
        "An understandable and open administration",
        "Atklāta pārvalde",
        ("Iestādes raksta tā, ka saprot tikai iestādes", "Dati par naudu ir, bet tos nevar atrast"),
        ("cpx_best_evidence", "trust_civil_service"),
    ),
    (
        "3",
        "Atvērtas pašvaldības",
        "Open municipalities",
        "Atvērtas pašvaldības",
        ("Novadi savā starpā nav salīdzināmi", "Attālās vietās iesaista reti"),
        ("trust_local_government",),
    ),
)
_COMMITMENTS = (
    (
        "1",
        "1",
        "Iesaistīt iedzīvotājus, pirms lēmums ir sagatavots",
        "Involve residents before a decision is drafted",
        ("PLB", "SRM"),
    ),
    ("2", "1", "Atbildēt uz katru iedzīvotāju priekšlikumu", "Answer every proposal of residents", ("SRM", "TKM")),
    (
        "3",
        "2",
        "Rakstīt un runāt tā, lai saprot ikviens",
        "Write and speak so that everyone understands",
        ("VLB", "SKM"),
    ),
    (
        "4",
        "2",
        "Atvērt datus par valsts naudu un lēmumiem",
        "Open the data on public money and decisions",
        ("DTA", "IEP", "ATM"),
    ),
    (
        "5",
        "3",
        "Stiprināt novadu padomes un kaimiņu kopienas",
        "Strengthen district councils and neighbourhoods",
        ("NVM", "KPT"),
    ),
    (
        "6",
        "3",
        "Ieviest atvērtības standartu visās pašvaldībās",
        "Bring the openness standard to every municipality",
        ("NVM", "PSS"),
    ),
)
_ACTIONS = (
    ("Vadlīnijas", "Guidelines on"),
    ("Mācības iestādēm", "Training for institutions on"),
    ("Iedzīvotāju aptauja", "A survey of residents on"),
    ("Gada pārskats", "A yearly report on"),
    ("Labās prakses krājums", "A collection of good practice on"),
    ("Vienkāršs skaidrojums", "A plain explanation of"),
    ("Izmēģinājuma projekts", "A pilot project on"),
    ("Atvērta datu kopa", "An open dataset on"),
    ("Kopīga darba grupa", "A joint working group on"),
    ("Noteikumu izvērtējums", "A review of the rules on"),
)
_SUBJECTS = (
    ("par agrīnu iedzīvotāju iesaisti", "the early involvement of residents"),
    ("par jauniešu līdzdalību", "the participation of young people"),
    ("par sabiedriskajām apspriedēm", "public consultations"),
    ("par iedzīvotāju priekšlikumiem", "residents’ proposals"),
    ("par vieglo valodu", "easy language"),
    ("par iestāžu tīmekļvietnēm", "institutions’ websites"),
    ("par iepirkumiem", "procurement"),
    ("par budžeta izlietojumu", "the use of the budget"),
    ("par lobēšanas atklātību", "the openness of lobbying"),
    ("par kaimiņu kopienām", "neighbourhoods"),
    ("par novadu padomju darbu", "the work of district councils"),
    ("par atvērtības standartu", "the openness standard"),
)
_EXPECTED = (
    "Iestādes to lieto ikdienā; reizi gadā publicēts, kas mainījies",
    "Iedzīvotāji zina, kur vērsties, un saņem atbildi mēneša laikā",
    "Dati pieejami vienuviet un lejupielādējami bez reģistrācijas",
    "Piedalījušies vismaz divi simti cilvēku no visiem reģioniem",
)
PARENTS = ("2.2", "6.3")
_PARTS = {
    "2.2": (
        ("Atbildes uz iedzīvotāju priekšlikumiem", "Answers to residents’ proposals"),
        ("Priekšlikumu reģistrs", "A register of proposals"),
        ("Atbildes termiņš katrā iestādē", "A time limit for answers in every institution"),
        ("Gada apkopojums par priekšlikumiem", "A yearly summary of proposals"),
    ),
    "6.3": (
        ("Septiņi līdzdalības pasākumi pašvaldībās", "Seven participation measures in municipalities"),
        ("Līdzdalības budžets", "Participatory budget"),
        ("Iedzīvotāju aptaujas", "Surveys of residents"),
        ("Iedzīvotāju padomes", "Residents’ councils"),
        ("Tikšanās ar biedrībām", "Meetings with associations"),
        ("Iedzīvotāju ieteikumi", "Residents’ recommendations"),
        ("Attālo vietu iesaiste", "Involving remote places"),
        ("Budžets saprotamā valodā", "The budget in plain words"),
    ),
}
"""The measure in parts, and its parts after it."""
CORE = tuple(title for title in _PARTS["6.3"][1:])
"""The participation measures, in order."""


def day(text: str | None) -> PartialDate | None:
    """Return a date of any precision, written as 2026, 2026-02 or 2026-02-28."""
    return PartialDate(*map(int, text.split("-"))) if text else None


def sure_day(text: str) -> PartialDate:
    """Return a date that is always given."""
    return PartialDate(*map(int, text.split("-")))


@dataclass(frozen=True)
class PlanPart:
    """What an invented country plans."""

    plans: tuple[Plan, ...]
    directions: tuple[Direction, ...]
    commitments: tuple[Commitment, ...]
    measures: tuple[Measure, ...]
    calendar: tuple[Event, ...]
    funding: tuple[Funding, ...]


def plans(chance: random.Random, measures: int) -> PlanPart:
    """Return both plans with so many measures, parents and parts each counted as a row."""
    first = round(measures * _SHARE)
    titles = _titles(chance)
    rows = [*_measures(chance, ENDED, first, titles), *_measures(chance, IN_FORCE, measures - first, titles)]
    return PlanPart(
        _PLANS,
        tuple(
            Direction(plan.id, number, title, title_en, short, challenges, drivers)
            for plan in _PLANS
            for number, title, title_en, short, challenges, drivers in _DIRECTIONS
        ),
        tuple(_commitments(chance)),
        tuple(rows),
        tuple(_calendar(chance, rows)),
        tuple(_funding(chance, rows)),
    )


_PLANS = (
    Plan(
        ENDED,
        f"{COUNTRY_OF} atvērtās pārvaldības plāns 2021.–2024. gadam (izdomāts)",
        "Open government plan of Tālvija 2021–2024 (invented)",
        PlanState.ENDED,
        sure_day("2021-01-01"),
        sure_day("2024-12-31"),
        "Plāna biroja rīkojums Nr. 12",
        day("2020-12-10"),
        "https://example.org/plans/1",
        "Izdomāts plāns: ar to var mācīties un pārbaudīt.",
        invented=True,
    ),
    Plan(
        IN_FORCE,
        f"{COUNTRY_OF} atvērtās pārvaldības plāns 2025.–2028. gadam (izdomāts)",
        "Open government plan of Tālvija 2025–2028 (invented)",
        PlanState.IN_FORCE,
        sure_day("2025-01-01"),
        sure_day("2028-12-31"),
        "Plāna biroja rīkojums Nr. 31",
        day("2024-12-05"),
        "https://example.org/plans/2",
        "Izdomāts plāns: ar to var mācīties un pārbaudīt.",
        invented=True,
    ),
)


def _commitments(chance: random.Random) -> Iterator[Commitment]:
    for plan in _PLANS:
        for place, (number, direction, title, title_en, responsible) in enumerate(_COMMITMENTS):
            ended = plan.id == ENDED
            yield Commitment(
                plan=plan.id,
                number=number,
                direction=direction,
                title=title,
                title_en=title_en,
                responsible=responsible,
                ogp_id=f"TV{100 * (1 + (not ended)) + place:04d}",
                ogp_title=title_en,
                irm_potential=chance.choice(("augsts", "vidējs", "zems")),
                irm_promising=chance.random() < 0.5,
                irm_completion=chance.choice(("būtiska", "ierobežota", "pabeigta")) if ended else "gaida IRM vērtējumu",
                irm_early_results=chance.choice(("mēreni", "nav ievērojamu")) if ended else None,
                link=f"https://example.org/commitments/{plan.id}-{number}",
                note=None,
                confidence=Confidence.HIGH if place else Confidence.MEDIUM,
            )


def _titles(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Give titles without end: each action with each subject by chance, then the same as a second round, and so on."""
    pairs = list(product(_ACTIONS, _SUBJECTS))
    chance.shuffle(pairs)
    part = 1
    while True:
        for (action, action_en), (subject, subject_en) in pairs:
            turn, turn_en = (f" ({part}. kārta)", f" (round {part})") if part > 1 else ("", "")
            yield f"{action} {subject}{turn}", f"{action_en} {subject_en}{turn_en}"
        part += 1


def _numbers(rows: int) -> Iterator[tuple[str, str, str | None]]:
    """Give number, commitment and parent's number of so many measures, the parents and their parts included."""
    fixed = sum(len(parts) for parts in _PARTS.values())
    free = rows - fixed
    for place, (commitment, *_) in enumerate(_COMMITMENTS):
        left = free // len(_COMMITMENTS) + (place < free % len(_COMMITMENTS))
        position = 0
        while left or any(parent == f"{commitment}.{position + 1}" for parent in PARENTS):
            position += 1
            number = f"{commitment}.{position}"
            yield number, commitment, None
            if number in PARENTS:
                for letter in "abcdefg"[: len(_PARTS[number]) - 1]:
                    yield f"{number}{letter}", commitment, number
            else:
                left -= 1


def _measures(chance: random.Random, plan: str, rows: int, titles: Iterator[tuple[str, str]]) -> Iterator[Measure]:
    responsible = {number: name for number, _, _, _, name in _COMMITMENTS}
    others = [name for name, *_ in INSTITUTIONS]
    for number, commitment, parent in _numbers(rows):
        parted = _PARTS.get(parent or number)
        place = 0 if parent is None else 1 + "abcdefg".index(number[-1])
        title, title_en = parted[place] if parted else next(titles)
        lead = responsible[commitment][place % len(responsible[commitment])]
        added = plan == IN_FORCE and chance.random() < 0.06
        yield Measure(
            id=f"{plan}-{number}",
            plan=plan,
            number=number,
            numbering=Numbering.PROVISIONAL if added else Numbering.OFFICIAL,
            commitment=commitment,
            parent=f"{plan}-{parent}" if parent else None,
            title=title,
            title_en=title_en,
            responsible=(lead,),
            co_responsible=tuple(sorted({name for name in chance.sample(others, chance.randrange(3)) if name != lead})),
            stated_at=StatedAt.MEASURE if chance.random() < 0.8 else StatedAt.COMMITMENT,
            start=sure_day("2021-03" if plan == ENDED else "2025-02") if chance.random() < 0.7 else None,
            deadline=None,
            expected_result=chance.choice(_EXPECTED),
            added=sure_day("2025-07-01") if added else None,
            note=None,
            source=SOURCE,
            confidence=Confidence.HIGH,
        )


_EVENTS = (
    (
        "{year}-02-15",
        None,
        "Iestāžu pārskati par {before}. gadu",
        "Institutions’ reports on {before}",
        EventKind.REPORT,
        EventState.DEADLINE,
    ),
    (
        "{year}-03",
        "{year}-05",
        "Izbraukuma sarunas četros reģionos",
        "Conversations on the road in four regions",
        EventKind.IMPLEMENTATION,
        EventState.HAPPENED,
    ),
    ("{year}-05-12", None, "Atvērtības nedēļa", "Openness week", EventKind.OGP, EventState.HAPPENED),
    (
        "{year}-06",
        None,
        "Neatkarīgā vērtētāja ziņojums par {before}. gadu",
        "Independent reviewer’s report on {before}",
        EventKind.IRM,
        EventState.HAPPENED,
    ),
    (
        "{year}-09-28",
        None,
        "Tiesību zināt diena: labākās prakses balva",
        "Right to know day: good practice award",
        EventKind.SUCCESS,
        EventState.HAPPENED,
    ),
    (
        "{year}-10",
        None,
        "Pašvaldību atbildes par līdzdalību",
        "Municipalities’ answers on participation",
        EventKind.REPORT,
        EventState.DEADLINE,
    ),
)
_SINGLE = (
    (
        "2020-03",
        "2020-11",
        "Pirmā plāna izstrāde kopā ar biedrībām",
        "Drafting the first plan with associations",
        EventKind.DRAFTING,
        EventState.HAPPENED,
        ENDED,
    ),
    (
        "2024-02",
        "2024-11",
        "Otrā plāna izstrāde kopā ar biedrībām",
        "Drafting the second plan with associations",
        EventKind.DRAFTING,
        EventState.HAPPENED,
        IN_FORCE,
    ),
    (
        "2025-07-01",
        None,
        "Viens novads iekļauts kaimiņu novadā",
        "One district joins its neighbour",
        EventKind.CONTEXT,
        EventState.HAPPENED,
        None,
    ),
    (
        "2028-02",
        "2028-11",
        "Trešā plāna izstrāde",
        "Drafting the third plan",
        EventKind.DRAFTING,
        EventState.PLANNED,
        None,
    ),
    ("2028-12-31", None, "Plāna beigas", "End of the plan", EventKind.CONTEXT, EventState.DEADLINE, IN_FORCE),
)


def _calendar(chance: random.Random, rows: list[Measure]) -> Iterator[Event]:
    for year in range(2021, 2029):
        plan = ENDED if year < 2025 else IN_FORCE
        named = [measure.id for measure in rows if measure.plan == plan]
        for start, end, title, title_en, kind, state in _EVENTS:
            ahead = year > 2026 or (year == 2026 and start > "{year}-11")
            yield Event(
                start=sure_day(start.format(year=year)),
                end=day(end.format(year=year)) if end else None,
                title=title.format(before=year - 1),
                title_en=title_en.format(before=year - 1),
                kind=kind,
                state=_state(state, kind, year, ahead=ahead),
                plan=plan,
                measures=tuple(sorted(chance.sample(named, 2))) if kind is EventKind.IMPLEMENTATION else (),
                source=SOURCE,
                confidence=Confidence.MEDIUM if ahead else Confidence.HIGH,
            )
    for begin, finish, title, title_en, kind, state, of in _SINGLE:
        yield Event(sure_day(begin), day(finish), title, title_en, kind, state, of, (), SOURCE, Confidence.HIGH)


def _state(state: EventState, kind: EventKind, year: int, *, ahead: bool) -> EventState:
    """Return an event's state; of the deadlines that have passed, nothing was heard of those of the last two years."""
    if state is EventState.DEADLINE:
        return state if year >= 2025 else EventState.HAPPENED
    if not ahead:
        return state
    return EventState.PROMISED if kind is EventKind.IRM else EventState.PLANNED


_MONEY = (
    (FundingKind.NEED, "Plāna īstenošanai vajadzīgais finansējums", 80_000, 400_000),
    (FundingKind.ALLOCATED, "Piešķirts mācībām un aptaujām", 40_000, 250_000),
    (FundingKind.RELATED_PROJECT, "Kaimiņu sadarbības projekts par atvērtiem datiem", 100_000, 900_000),
    (FundingKind.EXISTING_BUDGET, "Iestāžu esošā budžeta ietvaros; summa nav nodalīta", 0, 0),
)


def _funding(chance: random.Random, rows: list[Measure]) -> Iterator[Funding]:
    for year in range(2021, 2029):
        plan = ENDED if year < 2025 else IN_FORCE
        named = [measure.id for measure in rows if measure.plan == plan]
        for kind, purpose, least, most in _MONEY:
            if kind is FundingKind.ALLOCATED and year > 2026:
                continue
            yield Funding(
                plan=plan,
                first_year=year,
                last_year=year + 1 if kind is FundingKind.RELATED_PROJECT else None,
                amount=float(chance.randrange(least, most, 1_000)) if most else None,
                kind=kind,
                purpose=purpose,
                measures=tuple(sorted(chance.sample(named, 3))) if kind is FundingKind.NEED else (),
                source=SOURCE,
                confidence=Confidence.HIGH if kind is FundingKind.ALLOCATED else Confidence.MEDIUM,
            )
