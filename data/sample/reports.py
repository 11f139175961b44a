"""What was reported on the measures: each fares as one of the `stories`, in words from short lists."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from data.model import Assessor, Confidence, Measure, Status, Update
from data.sample.plan import PARENTS, day
from data.sample.sizes import LIMITS, SizeError
from data.sample.stories import LATEST, ROUNDS, STORIES, Said, Story

_DONE = {
    Status.DONE: (
        "Darbs pabeigts; rezultāts publicēts un nodots lietošanai iestādēs.",
        "Pasākums noslēgts, rezultātus izvērtēja kopā ar biedrībām.",
    ),
    Status.PARTLY_DONE: ("Paveikta lielākā daļa iecerētā; pēdējā kārta nav īstenota.",),
    Status.ONGOING: ("Notiek katru ceturksni; dalībnieku skaits aug.",),
    Status.UNDER_WAY: (
        "Sagatavots projekts un saņemti pirmie viedokļi.",
        "Notikušas trīs darba grupas sanāksmes; izvēlēts risinājums.",
        "Izmēģināts divos novados; ieteikumi tiek apkopoti.",
        "Noslēgts līgums, darbs notiek pēc grafika.",
    ),
    Status.NOT_STARTED: ("Darbs vēl nav sākts.",),
    Status.NOT_DONE: ("Pasākums plāna laikā nav īstenots.",),
    Status.STOPPED: ("Darbs pārtraukts.",),
    Status.UNCHANGED: ("Kopš iepriekšējā pārskata izmaiņu nav.",),
    None: ("Pasākums pieminēts padomes sēdē; par izpildi nekas nav teikts.",),
}
_OBSTACLES = (
    "Trūkst cilvēku: atbildīgais speciālists strādā arī pie citiem pasākumiem.",
    "Iepirkums beidzies bez rezultāta; to nāksies izsludināt no jauna.",
    "Nepieciešamie grozījumi noteikumos vēl nav pieņemti.",
    "Finansējums piešķirts tikai daļai darba.",
)
_ASKS = (
    "Lūdzam padomi vienoties, kura iestāde turpmāk vada šo darbu.",
    "Lūdzam padomes atbalstu papildu finansējuma pieprasījumam.",
    "Lūdzam apstiprināt jauno termiņu.",
    "Lūdzam uzaicināt pašvaldības izteikt viedokli par projektu.",
)
_EVIDENCE = (
    "Gala ziņojums: https://example.org/zinojumi/{n}",
    "Protokols Nr. {n}: https://example.org/protokoli/{n}",
    "Publicēts iestādes tīmekļvietnē: https://example.org/jaunumi/{n}",
)
_SOURCES = {Assessor.PUBLIC_SOURCES: "PLB", Assessor.IRM: "PLB", Assessor.NGO: "ALB"}
"""Who handed a view in, where it is not the institution itself."""


def reported(
    chance: random.Random, measures: Sequence[Measure], number: int | None
) -> tuple[tuple[Measure, ...], tuple[Update, ...]]:
    """Return the measures with the deadlines of their stories, and the reports on them.

    With a ``number`` the stories are filled up to so many reports by months without a change, which alter nothing that
    a measure stands at. Raises `SizeError` where the stories have more, or the days are too few.
    """
    dated: list[Measure] = []
    updates: list[Update] = []
    spans: list[tuple[Update, Update]] = []
    for plan, told_of_plan in STORIES.items():
        counted = 0
        order = list(told_of_plan)
        chance.shuffle(order)
        for measure in (measure for measure in measures if measure.plan == plan):
            if measure.number in PARENTS:
                dated.append(measure)
                continue
            story = order[counted % len(order)]
            counted += 1
            told = [_report(chance, measure, report) for report in story.reports]
            dated.append(_dated(measure, story))
            updates += told
            spans += pairwise(report for report in told if report.assessor is Assessor.INSTITUTION)
    if number is not None:
        updates += _filled(spans, number, len(updates))
    return tuple(dated), tuple(sorted(updates, key=lambda update: (update.measure, update.day, update.assessor)))


def _dated(measure: Measure, story: Story) -> Measure:
    unsure = any(report.sure is Confidence.LOW for report in story.reports)
    return replace(
        measure, deadline=day(story.deadline), confidence=Confidence.MEDIUM if unsure else measure.confidence
    )


def _report(chance: random.Random, measure: Measure, report: Said) -> Update:
    when = date.fromisoformat(ROUNDS[measure.plan][report.turn]) + timedelta(days=chance.randrange(LATEST))
    number = chance.randrange(10, 990)
    return Update(
        measure=measure.id,
        day=when,
        assessor=report.by,
        status=report.status,
        done=chance.choice(_DONE[report.status]),
        obstacles=chance.choice(_OBSTACLES) if report.hindered else None,
        needed_from_council=chance.choice(_ASKS) if report.asks else None,
        new_deadline=day(report.deadline),
        evidence=chance.choice(_EVIDENCE).format(n=number) if report.proved else None,
        reported_by=_SOURCES.get(report.by, measure.responsible[0]),
        confidence=report.sure,
    )


def _filled(spans: Sequence[tuple[Update, Update]], number: int, told: int) -> Iterator[Update]:
    """Give reports without a change on days between two of a story, until there are ``number`` with those ``told``."""
    room = sum((later.day - earlier.day).days - 1 for earlier, later in spans)
    if not told <= number <= told + room:
        raise SizeError("reports", number, told, min(told + room, LIMITS["reports"].most))
    step = 0
    while told < number:
        step += 1
        for earlier, later in spans:
            when = earlier.day + timedelta(days=step)
            if when >= later.day or told >= number:
                continue
            told += 1
            yield Update(
                measure=earlier.measure,
                day=when,
                assessor=Assessor.INSTITUTION,
                status=Status.UNCHANGED,
                done=_DONE[Status.UNCHANGED][0],
                obstacles=None,
                needed_from_council=None,
                new_deadline=None,
                evidence=None,
                reported_by=earlier.reported_by,
                confidence=Confidence.HIGH,
            )
