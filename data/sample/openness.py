"""What the invented municipalities are asked and what they answer.

Seven participation measures in three years, the 42 information units of a standard in the last, and a few duties,
figures and a view from outside.
"""

import random
from collections.abc import Iterator, Sequence, Set

from data.answers.openness import exists
from data.model import (
    Answer,
    Binding,
    Confidence,
    Indicator,
    IndicatorKind,
    IndicatorValue,
    Municipality,
    Origin,
    PartialDate,
)
from data.sample.plan import CORE, ENDED, IN_FORCE, SOURCE

ROUNDS = (PartialDate(2024, 2, 15), PartialDate(2025, 2, 14), PartialDate(2026, 2, 16))
"""The days of the answers; the year before each is what sums speak of."""
UNITS = 42
_CORE_GROUP, _STANDARD = "Līdzdalības pasākumi", "Atvērtības standarts"
_CRITERIA = (
    "Iedzīvotāji iesniedz ieceres un par tām balso.",
    "Gada laikā bijusi vismaz viena aptauja ar publicētu rezultātu.",
    "Darbojas vismaz viena ievēlēta padome.",
    "Gada laikā bijusi vismaz viena tikšanās ar publicētu protokolu.",
    "Publicēts, kas ar ieteikumiem izdarīts.",
    "Vismaz viens pasākums gadā notiek ārpus centra.",
    "Publicēts budžeta skaidrojums vienkāršā valodā.",
)
_STEPS = (
    "Pieņemt nolikumu un izsludināt pirmo ieceru kārtu.",
    "Sākt ar īsu aptauju par vienu jautājumu un publicēt atbildes.",
    "Pieņemt padomju nolikumu un rīkot vēlēšanas vienā pagastā.",
    "Reizi gadā uzaicināt novada biedrības un publicēt protokolu.",
    "Publicēt sarakstu: ieteikums, atbilde, iznākums.",
    "Nākamo tikšanos rīkot attālākajā pagastā.",
    "Pievienot budžetam divu lapu skaidrojumu.",
)
_OTHERS = (
    ("PI-1", "Likuma prasības", "Domes sēžu tiešraide", "Council sittings broadcast live", "yes_no", "duty", "law", ""),
    ("PI-2", "Likuma prasības", "Domes lēmumi publicēti", "Council decisions published", "yes_no", "duty", "law", ""),
    ("PI-3", "Likuma prasības", "Saistošo noteikumu projekti", "Draft binding rules", "graded", "duty", "law", ""),
    ("PI-4", "Likuma prasības", "Sadaļa par līdzdalību", "Section on participation", "yes_no", "duty", "law", ""),
    ("PI-5", "Likuma prasības", "Komiteju protokoli", "Committee minutes", "graded", "mixed", "law", ""),
    ("SK-1", "Skaitļi", "Atvērtās datu kopas", "Open datasets", "number", "advice", "project", "kopu skaits"),
    ("SK-2", "Skaitļi", "Balsotāju īpatsvars", "Share of voters", "number", "unknown", "project", "%"),
    ("AR-1", "Biedrības vērtējums", "Atklātības indekss", "Openness index", "number", "external", "external", "0–40"),
    (
        "AR-2",
        "Biedrības vērtējums",
        "Atklātības josla",
        "Openness band",
        "band",
        "external",
        "external",
        "augsta / vidēja / zema",
    ),
    ("IN-1", "Ieteikumi", "Jauniešu dome", "Youth council", "graded", "advice", "plan", ""),
    ("IN-2", "Ieteikumi", "Ieraksti pieejami vēlāk", "Recordings kept", "yes_no", "advice", "plan", ""),
)
_TOPICS = (
    ("Dome", "Council"),
    ("Budžets", "Budget"),
    ("Iepirkumi", "Procurement"),
    ("Pakalpojumi", "Services"),
    ("Līdzdalība", "Participation"),
    ("Uzņēmumi", "Companies"),
)
_PIECES = (
    ("saraksts", "list"),
    ("kontaktinformācija", "contacts"),
    ("gada pārskats", "yearly report"),
    ("kārtība", "rules"),
    ("lēmumi", "decisions"),
    ("kalendārs", "calendar"),
    ("biežāk uzdotie jautājumi", "frequent questions"),
)
_SCALES = {"graded": "nav / daļēji / ir", "yes_no": "nav / ir"}


def indicators(number: int, measures: Set[str]) -> tuple[Indicator, ...]:
    """Return so many indicators: the participation measures, then the others, then the units of the standard.

    ``measures`` are the ids that there are: the first follow the parts of 6.3 of each plan that has them.
    """
    return (*_core(measures), *map(_other, _OTHERS), *_units())[:number]


def _core(measures: Set[str]) -> Iterator[Indicator]:
    for letter, (title, title_en), criterion, step in zip("abcdefg", CORE, _CRITERIA, _STEPS, strict=True):
        yield Indicator(
            id=f"PL-6.3{letter}",
            group=_CORE_GROUP,
            title=title,
            title_en=title_en,
            criterion=criterion,
            kind=IndicatorKind.GRADED,
            scale="nav / daļēji / ir; skaitlis: EUR" if letter == "a" else _SCALES["graded"],
            binding=Binding.DUTY if letter in "ag" else Binding.ADVICE,
            law="Novadu likuma 12. pants (izdomāts)" if letter in "ag" else None,
            origin=Origin.PLAN,
            what_to_do=step,
            measures=tuple(name for plan in (ENDED, IN_FORCE) if (name := f"{plan}-6.3{letter}") in measures),
            weight=None,
            source=SOURCE,
            note=None,
        )


def _other(row: tuple[str, ...]) -> Indicator:
    identifier, group, title, title_en, kind, binding, origin, scale = row
    return Indicator(
        id=identifier,
        group=group,
        title=title,
        title_en=title_en,
        criterion=None if kind in ("number", "band") else "Atrodams pašvaldības tīmekļvietnē ar datumu.",
        kind=IndicatorKind(kind),
        scale=scale or _SCALES[kind],
        binding=Binding(binding),
        law="Novadu likuma 20. pants (izdomāts)" if origin == "law" else None,
        origin=Origin(origin),
        what_to_do="Publicēt un norādīt datumu." if kind in _SCALES else None,
        measures=(),
        weight=None,
        source=SOURCE,
        note=None,
    )


def _units() -> Iterator[Indicator]:
    pairs = [(topic, piece) for topic in _TOPICS for piece in _PIECES][:UNITS]
    for number, ((topic, topic_en), (piece, piece_en)) in enumerate(pairs, start=1):
        yield Indicator(
            id=f"IV-{number:02d}",
            group=_STANDARD,
            title=f"{topic}: {piece}",
            title_en=f"{topic_en}: {piece_en}",
            criterion="Informācijas vienība atrodama ne vairāk kā ar trim klikšķiem.",
            kind=IndicatorKind.YES_NO,
            scale=_SCALES["yes_no"],
            binding=Binding.ADVICE,
            law=None,
            origin=Origin.STANDARD,
            what_to_do="Publicēt un pievienot izvēlnei.",
            measures=(),
            weight=None,
            source=SOURCE,
            note=None,
        )


def values(
    chance: random.Random, municipalities: Sequence[Municipality], asked: Sequence[Indicator]
) -> Iterator[IndicatorValue]:
    """Give the answers: the participation measures in full in every round, the rest in the last and with gaps."""
    leaning = {unit.code: chance.uniform(0.1, 0.9) for unit in municipalities}
    for turn, when in enumerate(ROUNDS):
        for unit in municipalities:
            if not exists(unit, when.last):
                continue
            for indicator in asked:
                core = indicator.group == _CORE_GROUP
                if not core and (turn < len(ROUNDS) - 1 or chance.random() < 0.15):
                    continue
                yield _value(chance, unit, indicator, when, leaning[unit.code] + 0.12 * (turn - 1))


def _value(
    chance: random.Random, unit: Municipality, indicator: Indicator, when: PartialDate, leaning: float
) -> IndicatorValue:
    answer = _answer(chance, indicator, leaning)
    number = _number(chance, unit, indicator, answer)
    stage = {Answer.YES: "norisinās", Answer.PARTLY: "pieņemts nolikums"}.get(answer) if answer else None
    return IndicatorValue(
        municipality=unit.code,
        indicator=indicator.id,
        answer=answer,
        band=_band(leaning) if indicator.kind is IndicatorKind.BAND else None,
        stage=stage if indicator.group == _CORE_GROUP else None,
        since_year=chance.randrange(2019, when.year + 1) if answer is Answer.YES else None,
        since_basis="pašvaldības atbilde" if answer is Answer.YES else None,
        number=number,
        number_year=when.year - 1 if number is not None else None,
        note=None,
        source=f"https://example.org/atbildes/{unit.code}",
        source_date=when,
        comment="Atbilde precizēta sarunā ar domi." if chance.random() < 0.02 else None,
        confidence=Confidence.HIGH if indicator.origin is not Origin.EXTERNAL else Confidence.MEDIUM,
    )


def _answer(chance: random.Random, indicator: Indicator, leaning: float) -> Answer | None:
    if indicator.kind not in (IndicatorKind.GRADED, IndicatorKind.YES_NO):
        return None
    drawn = chance.random()
    if drawn < leaning:
        return Answer.YES
    if drawn > 0.98:
        return Answer.NOT_APPLICABLE
    if indicator.kind is IndicatorKind.GRADED and drawn < leaning + 0.25:
        return Answer.PARTLY
    return Answer.PLANNED if drawn > 0.85 else Answer.NO


def _number(chance: random.Random, unit: Municipality, indicator: Indicator, answer: Answer | None) -> float | None:
    if indicator.id == "PL-6.3a" and answer in (Answer.YES, Answer.PARTLY):
        return float(round((unit.population or 10_000) * chance.uniform(0.5, 6), -2))
    if indicator.kind is not IndicatorKind.NUMBER:
        return None
    return {"SK-1": float(chance.randrange(0, 60)), "SK-2": round(chance.uniform(1, 30), 1)}.get(
        indicator.id, round(chance.uniform(8, 39), 1)
    )


def _band(leaning: float) -> str:
    return "augsta" if leaning > 0.65 else "vidēja" if leaning > 0.35 else "zema"
