"""Finished sentences as a reader meets them, written out in both languages: numbers, plurals, cases, lists, dates."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pytest

from components.blocks.html import write
from components.blocks.vocabulary import Content, plain
from components.frame.questions import state_of
from components.frame.shell import banner
from components.screens.calendar import timetable
from components.screens.measures import listing
from components.view import View
from components.wording import amounts, findings, marks, openness, provenance, slugs, terms
from data.answers.attention import attention
from data.answers.changes import changes
from data.answers.progress import Band, Tally, band, progress
from data.answers.search import Filter
from data.contract.tables import BY_CODE
from data.live import Current
from data.model import (
    STATE_ORDER,
    STATUS_ORDER,
    Assessor,
    Confidence,
    EventKind,
    EventState,
    FundingKind,
    Place,
    PlanState,
    State,
    Status,
    Unknown,
)
from data.words import Words, words
from tests.answers.build import (
    PLAN,
    commitment,
    day,
    direction,
    event,
    focus,
    measure,
    meeting,
    partial,
    plan,
    report,
    snapshot,
)

DONE, PARTLY, ONGOING, UNDER_WAY, NOT_STARTED, NOT_DONE, STOPPED = STATUS_ORDER
NO_STATUS, NO_NEWS = Unknown
TODAY = date(2026, 11, 22)


def banded(counts: dict[State, int], ended: int = 0) -> Callable[[Words], str]:
    """Say the band of so many measures by status, ``ended`` of them open when the plan ended."""
    return lambda tongue: findings.band_sentence(band(Tally(counts), ended), tongue, ended=bool(ended))


class Said(NamedTuple):
    """What is said of something in Latvian and in English."""

    say: Callable[[Words], object]
    latvian: str
    english: str


def finding(**counts: int) -> Callable[[Words], str]:
    names: dict[str, State] = {"none": Unknown.NO_NEWS, "named": Unknown.NO_STATUS} | {
        status.value: status for status in STATUS_ORDER
    }
    return lambda tongue: findings.main_finding(Tally({names[name]: n for name, n in counts.items()}), tongue)


def view(*records: object, on: date = TODAY, **given: object) -> Callable[[Words], View]:
    """A view of a snapshot of these records."""
    held = snapshot(*records)
    current = Current(held, (), None)
    return lambda tongue: View(tongue, on, TODAY, current, held.plans[0] if held.plans else None, **given)  # type: ignore[arg-type]


def who(*statuses: tuple[Status | None, Assessor]) -> Callable[[Words], str]:
    """Who says so the statuses are, of as many measures as statuses."""
    said = [report(f"1.{n}", "2024-01-01", status, by) for n, (status, by) in enumerate(statuses)]
    held = snapshot(*(measure(f"1.{n}") for n in range(len(statuses) + 1)), *said)
    return lambda tongue: findings.who_says(progress(held, PLAN, TODAY), tongue)


def lines(*records: object, on: str = "2024-06-30") -> Callable[[Words], str]:
    """The attention list in lines."""
    held = snapshot(*records)
    rows = attention(held, progress(held, PLAN, day(on)), PLAN)
    return lambda tongue: "\n".join(f"{title}: {named}" for _, title, named in findings.attention_lines(rows, tongue))


def moved(*records: object) -> Callable[[Words], str]:
    held = snapshot(*records)
    found = changes(held, PLAN, day("2024-01-01"), day("2024-12-31"))
    return lambda tongue: findings.changes_sentence(found, tongue)


def state(on: str = "2026-11-22", **given: Any) -> Callable[[Words], str]:
    seen = view(plan(**given), on=day(on))
    return lambda tongue: findings.plan_state(seen(tongue))


def several(n: int, **given: object) -> list[object]:
    return [measure(f"1.{number}", **given) for number in range(1, n + 1)]


def reported(n: int, status: Status | None, on: str = "2024-06-01", **given: object) -> list[object]:
    return [report(f"1.{number}", on, status, **given) for number in range(1, n + 1)]  # type: ignore[arg-type]


def heading(wanted: Filter, *records: object) -> Callable[[Words], Content]:
    seen = view(*records)
    return lambda tongue: plain(listing.heading(seen(tongue), wanted).content)


def expected(*records: object) -> Callable[[Words], str]:
    seen = view(*records)
    return lambda tongue: plain(timetable.heading(seen(tongue), timetable.Wanted()).content)


TWENTY = ", ".join(f"1.{n}" for n in range(1, 21))
COMING = {"state": EventState.PLANNED, "kind": EventKind.OGP}
INSTITUTION, PUBLIC, IRM, NGO = Assessor

SENTENCES: dict[str, Said] = {
    # The finding: 0, 1, 2, 10, 11, 21 things, lists of one, two and three
    "nothing": Said(finding(), "Šī plāna pasākumi vēl nav zināmi.", "No measures of this plan are known yet."),
    "one unknown": Said(
        finding(none=1), "Par plāna 1 pasākumu nav ziņu.", "Nothing is known of the plan’s 1 measure."
    ),
    "two unknown": Said(
        finding(none=2), "Ne par vienu no plāna 2 pasākumiem nav ziņu.",
        "Nothing is known of any of the plan’s 2 measures.",
    ),
    "eleven unknown": Said(
        finding(none=11), "Ne par vienu no plāna 11 pasākumiem nav ziņu.",
        "Nothing is known of any of the plan’s 11 measures.",
    ),
    "21 unknown": Said(
        finding(none=21), "Par plāna 21 pasākumu nav ziņu.", "Nothing is known of any of the plan’s 21 measures."
    ),
    "one done": Said(finding(done=1), "No 1 pasākuma 1 ir izpildīts.", "Of 1 measure, 1 is done."),
    "two done": Said(finding(done=2), "No 2 pasākumiem 2 ir izpildīti.", "Of 2 measures, 2 are done."),
    "ten done": Said(finding(done=10), "No 10 pasākumiem 10 ir izpildīti.", "Of 10 measures, 10 are done."),
    "21 done": Said(finding(done=21), "No 21 pasākuma 21 ir izpildīts.", "Of 21 measures, 21 are done."),
    "two statuses": Said(
        finding(done=1, under_way=10), "No 11 pasākumiem 1 ir izpildīts un 10 tiek īstenoti.",
        "Of 11 measures, 1 is done and 10 are under way.",
    ),
    "three statuses and unknown": Said(
        finding(done=2, under_way=7, not_started=1, named=14, none=16),
        "No 40 pasākumiem 2 ir izpildīti, 7 tiek īstenoti un 1 nav uzsākts; 30 pasākumiem statuss nav zināms "
        "(ziņas bez statusa – 14 un ziņu nav – 16).",
        "Of 40 measures, 2 are done, 7 are under way and 1 has not started; the status of 30 is not known "
        "(news without a status – 14 and no news – 16).",
    ),
    "every status once": Said(
        finding(done=1, partly_done=1, ongoing=1, under_way=1, not_started=1, not_done=1, stopped=1, none=1),
        "No 8 pasākumiem 1 ir izpildīts, 1 ir izpildīts daļēji, 1 tiek īstenots pastāvīgi, 1 tiek īstenots, 1 nav "
        "uzsākts, 1 nav izpildīts un 1 ir pārtraukts; 1 pasākumam statuss nav zināms (ziņu nav – 1).",
        "Of 8 measures, 1 is done, 1 is partly done, 1 is carried out continuously, 1 is under way, 1 has not started, "
        "1 is not done and 1 is stopped; the status of 1 is not known (no news – 1).",
    ),
    "every status more than once": Said(
        finding(done=2, partly_done=3, ongoing=4, under_way=10, not_started=11, not_done=22, stopped=21, none=21),
        "No 94 pasākumiem 2 ir izpildīti, 3 ir izpildīti daļēji, 4 tiek īstenoti pastāvīgi, 10 tiek īstenoti, 11 nav "
        "uzsākti, 22 nav izpildīti un 21 ir pārtraukts; 21 pasākumam statuss nav zināms (ziņu nav – 21).",
        "Of 94 measures, 2 are done, 3 are partly done, 4 are carried out continuously, 10 are under way, 11 have not "
        "started, 22 are not done and 21 are stopped; the status of 21 is not known (no news – 21).",
    ),
    "thousands": Said(
        finding(done=1234, none=8766),
        "No 10 000 pasākumiem 1 234 ir izpildīti; 8 766 pasākumiem statuss nav zināms (ziņu nav – 8 766).",
        "Of 10,000 measures, 1,234 are done; the status of 8,766 is not known (no news – 8,766).",
    ),
    "after the plan's end": Said(
        lambda tongue: findings.main_finding(
            Tally({DONE: 2, Status.ONGOING: 1, UNDER_WAY: 7, Status.NOT_STARTED: 1, NO_NEWS: 30}), tongue, ended=True
        ),
        "Pēc pēdējām ziņām no 41 pasākuma 2 ir izpildīti, 1 tika īstenots pastāvīgi, 7 vēl tika īstenoti un 1 vēl "
        "nebija uzsākts; 30 pasākumiem statuss nav zināms (ziņu nav – 30).",
        "According to the latest news, of 41 measures, 2 are done, 1 was carried out continuously, 7 were "
        "still under way and 1 had not started; the status of 30 is not known (no news – 30).",
    ),
    "settled after the plan's end": Said(
        lambda tongue: findings.main_finding(Tally({DONE: 2, Status.NOT_DONE: 1}), tongue, ended=True),
        "No 3 pasākumiem 2 ir izpildīti un 1 nav izpildīts.", "Of 3 measures, 2 are done and 1 is not done.",
    ),
    # Who says so
    "nobody's": Said(
        who((None, PUBLIC), (DONE, IRM)),
        "Institūciju ziņojumu šajos datos nav, un arī pēc publiskiem avotiem statuss nav zināms.",
        "These data contain no reports from institutions, and public sources give no status.",
    ),
    "public sources'": Said(
        who((DONE, PUBLIC)),
        "Statusi noteikti pēc pēdējām ziņām publiskos avotos; institūciju ziņojumu šajos datos nav.",
        "The statuses are those of the latest news in public sources; these data contain no reports from institutions.",
    ),
    "one institution's": Said(
        who((DONE, INSTITUTION)), "Institūcijas ziņojušas par 1 pasākumu.",
        "Institutions have reported on 1 measure.",
    ),
    "both": Said(
        who((DONE, INSTITUTION), (None, INSTITUTION), (DONE, PUBLIC)),
        "Institūcijas ziņojušas par 2 pasākumiem; par 1 ir tikai publiski pieejamas ziņas.",
        "Institutions have reported on 2 measures; for 1 the status comes from public sources.",
    ),
    # The band
    "band": Said(
        banded({DONE: 2, UNDER_WAY: 8, NO_STATUS: 14, NO_NEWS: 16}),
        "Zināms, ka izpildīti 5 % pasākumu; ja izpildīti būtu arī visi, kuru statuss nav zināms, tie būtu 80 %.",
        "Known to be done: 5% of measures; if all whose status is not known were done too, 80%.",
    ),
    "band after the end": Said(
        banded({DONE: 2, UNDER_WAY: 8, NO_NEWS: 30}, ended=8),
        "Zināms, ka izpildīti 5 % pasākumu; ja izpildīti būtu arī visi, kuru iznākums nav zināms, tie būtu 100 %.",
        "Known to be done: 5% of measures; if all whose outcome is not known were done too, 100%.",
    ),
    "band of nothing known": Said(
        banded({UNDER_WAY: 1, NO_NEWS: 3}),
        "Ja izrādītos izpildīti visi, kuru statuss nav zināms, izpildīti būtu 75 % pasākumu.",
        "If all whose status is not known turned out to be done, 75% of measures would be done.",
    ),
    "no band": Said(
        banded({DONE: 1, UNDER_WAY: 2}),
        "Izpildīto pasākumu daļa ir 33 %.", "The share done is 33%.",
    ),
    "nothing to share": Said(lambda tongue: findings.band_sentence(Band(None, None), tongue, ended=False), "", ""),
    # The plan
    "ended": Said(state(), "Plāns noslēdzies 31.12.2025.", "The plan ended on 31 December 2025."),
    "ends in a month": Said(
        state(end="2025-02"), "Plāns noslēdzies 28.02.2025.", "The plan ended on 28 February 2025."
    ),
    "runs": Said(
        state("2025-12-31"), "Plāns ir spēkā līdz 31.12.2025.", "The plan runs until 31 December 2025."
    ),
    "being drafted": Said(
        state(state=PlanState.DRAFTING), "Pēc pēdējām ziņām plāns vēl bija izstrādē; apstiprināts teksts nav atrasts.",
        "According to the latest news the plan was being drafted; no approved text was found.",
    ),
    "end unknown": Said(state(end=None), "Plāna beigu datums nav zināms.", "The plan’s end is not known."),
    # What needs attention, each rule with one, and some with more
    "one late": Said(
        lines(*several(1, deadline="2023"), *reported(1, NOT_STARTED)),
        "1 pasākumam ar zināmu statusu pagājis tam noteiktais termiņš: 1.1",
        "1 measure with a known status is past its deadline: 1.1"
    ),
    "two late": Said(
        lines(*several(2, deadline="2023"), *reported(2, NOT_STARTED)),
        "2 pasākumiem ar zināmu statusu pagājis tiem noteiktais termiņš: 1.1, 1.2",
        "2 measures with a known status are past their deadlines: 1.1, 1.2"
    ),
    "21 late": Said(
        lines(*several(21, deadline="2023"), *reported(21, NOT_STARTED)),
        f"21 pasākumam ar zināmu statusu pagājis tam noteiktais termiņš: {TWENTY} un vēl 1",
        f"21 measures with a known status are past their deadlines: {TWENTY} and 1 more",
    ),
    "one past its deadline of unknown status": Said(
        lines(*several(1, deadline="2023")),
        "1 pasākumam termiņš pagājis, statuss nav zināms: 1.1",
        "1 measure past its deadline has no known status: 1.1",
    ),
    "some past their deadline of unknown status": Said(
        lines(*several(2, deadline="2023")),
        "2 pasākumiem termiņš pagājis, statuss nav zināms: 1.1, 1.2",
        "2 measures past their deadlines have no known status: 1.1, 1.2",
    ),
    "one near": Said(
        lines(*several(1, deadline="2024-07")), "1 pasākumam termiņš tuvojas: 1.1", "1 deadline is near: 1.1"
    ),
    "eleven near": Said(
        lines(*several(11, deadline="2024-07")),
        f"11 pasākumiem termiņš tuvojas: {', '.join(f'1.{n}' for n in range(1, 12))}",
        f"11 deadlines are near: {', '.join(f'1.{n}' for n in range(1, 12))}",
    ),
    "the council is asked": Said(
        lines(*several(2), *reported(2, UNDER_WAY, needed_from_council="x")),
        "par 2 pasākumiem institūcija lūdz padomes lēmumu vai rīcību: 1.1, 1.2",
        "2 measures have a request to the council: 1.1, 1.2",
    ),
    "one report unheard of": Said(
        lines(event("2024-01", end="2024-03", kind=EventKind.REPORT, state=EventState.PROMISED)),
        "gaidītie pārskati nav atrasti (1 ieraksts): Notikums (solīts: 2024. gada janvāris–marts)",
        "expected reports were not found (1 entry): report (promised for January–March 2024)",
    ),
    "reports unheard of": Said(
        lines(*(event(on, kind=EventKind.REPORT, state=EventState.DEADLINE) for on in ("2023", "2024-03-01"))),
        "gaidītie pārskati nav atrasti (2 ieraksti): Notikums (termiņš: 2023. gads), Notikums (termiņš: 01.03.2024.)",
        "expected reports were not found (2 entries): report (deadline 2023), report (deadline 1 March 2024)",
    ),
    "institutions silent": Said(
        lines(plan(end="2023"), measure("1.1", responsible=("VK", "TM"))),
        "šajos datos nav gala ziņojuma no 2 institūcijām: TM, VK",
        "these data contain no final report from 2 institutions: TM, VK",
    ),
    "one institution silent": Said(
        lines(plan(end="2023"), measure("1.1", responsible=("VK",))),
        "šajos datos nav gala ziņojuma no 1 institūcijas: VK",
        "these data contain no final report from 1 institution: VK",
    ),
    "one item of special attention": Said(
        lines(measure("1.1"), measure("1.2"), focus(2024, "1", "P1/1")),
        "par 1 īpašās uzmanības saraksta (2024. gads) punktu nav zināms, "
        "ka tas būtu izpildīts: 1. punkts (1. apņemšanās)",
        "1 item on the 2024 special-attention list is not known to be done: item 1 (commitment 1)",
    ),
    "items of special attention": Said(
        lines(measure("1.1"), focus(2024, "1", "P1-1.1"), focus(2024, "2")),
        "par 2 īpašās uzmanības saraksta (2024. gads) punktiem nav zināms, "
        "ka tie būtu izpildīti: 1. punkts (1.1), 2. punkts",
        "2 items on the 2024 special-attention list are not known to be done: item 1 (1.1), item 2",
    ),
    "stopped": Said(
        lines(*several(1), *reported(1, STOPPED)), "1 pasākums ir pārtraukts: 1.1", "1 measure is stopped: 1.1"
    ),
    "not done": Said(
        lines(*several(10), *reported(10, NOT_DONE)),
        f"10 pasākumi nav izpildīti: {', '.join(f'1.{n}' for n in range(1, 11))}",
        f"10 measures are not done: {', '.join(f'1.{n}' for n in range(1, 11))}",
    ),
    "stale": Said(
        lines(*several(2), *reported(2, UNDER_WAY, on="2023-01-01")), "2 ziņojumi ir novecojuši: 1.1, 1.2",
        "2 reports are stale: 1.1, 1.2",
    ),
    "without evidence": Said(
        lines(*several(1), *reported(1, DONE)), "1 pasākumam, kas ziņots kā izpildīts, nav pierādījuma: 1.1",
        "1 measure is reported as done, without evidence: 1.1",
    ),
    # What moved
    "nothing moved": Said(
        moved(measure("1.1")), "Kopš tā laika šajos datos nav ziņu ar datumu.",
        "These data contain no dated news since then."
    ),
    "one report": Said(
        moved(measure("1.1"), report("1.1", "2024-02-01")), "1 jauna ziņa par pasākumiem.", "1 news item."
    ),
    "reports and statuses": Said(
        moved(*several(2), *reported(2, DONE)), "2 jaunas ziņas par pasākumiem (kļuva zināmi 2 statusi).",
        "2 news items (2 statuses became known).",
    ),
    "a status that changed": Said(
        moved(measure("1.1"), report("1.1", "2023-12-01", UNDER_WAY), report("1.1", "2024-02-01", DONE)),
        "1 jauna ziņa par pasākumiem (mainījās 1 statuss).", "1 news item (1 status changed).",
    ),
    "reports, statuses and measures": Said(
        moved(*several(1), *reported(1, DONE), measure("1.9", added="2024-03")),
        "1 jauna ziņa par pasākumiem (kļuva zināms 1 statuss) un 1 pievienots pasākums.",
        "1 news item (1 status became known) and 1 added measure.",
    ),
    "ten of each": Said(
        moved(*several(10), *reported(10, DONE), *(measure(f"2.{n}", added="2024-03") for n in range(10))),
        "10 jaunu ziņu par pasākumiem (kļuva zināmi 10 statusi) un 10 pievienotu pasākumu.",
        "10 news items (10 statuses became known) and 10 added measures.",
    ),
    "only measures": Said(
        moved(measure("1.9", added="2024-03"), measure("1.8", added="2024")), "2 pievienoti pasākumi.",
        "2 added measures.",
    ),
    # The list of measures
    "all of them": Said(
        heading(Filter(), *several(2)), "2 pasākumi; 2 pasākumiem atbildīgā institūcija nav zināma",
        "2 measures; for 2 no responsible institution is known",
    ),
    "one of one institution": Said(
        heading(Filter(), *several(1, responsible=("VK",))), "1 pasākums, par ko atbild 1 institūcija",
        "1 measure, with 1 responsible institution",
    ),
    "eleven and 21 institutions": Said(
        heading(Filter(), *several(11, responsible=tuple(f"I{n}" for n in range(21)))),
        "11 pasākumu, par ko atbild 21 institūcija", "11 measures, with 21 responsible institutions",
    ),
    "none of them": Said(
        heading(Filter(words="x"), *several(2)), "Šiem filtriem neatbilst neviens pasākums.",
        "No measure fits these filters.",
    ),
    "one of two": Said(
        heading(Filter(states=frozenset({DONE})), *several(2), *reported(1, DONE)),
        "1 no 2 pasākumiem: izpildīts", "1 of 2 measures: done",
    ),
    "eleven of 21": Said(
        heading(Filter(words="1.1"), *several(21), *reported(2, DONE)),
        "11 no 21 pasākuma: „1.1”", "11 of 21 measures: “1.1”",
    ),
    "of unknown status": Said(
        heading(Filter(states=frozenset(Unknown), direction="1"), *several(3), *reported(1, DONE)),
        "2 no 3 pasākumiem: statuss nav zināms, 1. rīcības virziens",
        "2 of 3 measures: status not known, action direction 1",
    ),
    # The calendar
    "nothing to come": Said(
        expected(), "Kalendārā nav neviena gaidāma notikuma.", "The calendar lists no upcoming events."
    ),
    "one to come": Said(
        expected(event("2027", **COMING)),
        "1 notikums ir gaidāms; nākamais – 2027. gads.", "1 event is upcoming; the next: 2027.",
    ),
    "two to come and one unheard of": Said(
        expected(event("2027-02-03", **COMING), event("2028", **COMING), event("2024", **COMING)),
        "1 notikums bija gaidāms vai solīts, bet vēlākas ziņas par to nav atrastas; nākamais – 03.02.2027.",
        "1 event was due or promised, and no later news of it is known; the next one: 3 February 2027.",
    ),
    "eleven to come": Said(
        expected(*[event("2027", str(n), **COMING) for n in range(11)]),
        "11 notikumi ir gaidāmi; nākamais – 2027. gads.", "11 events are upcoming; the next: 2027.",
    ),
    "ten unheard of and none to come": Said(
        expected(*[event("2024", str(n), **COMING) for n in range(10)]),
        "10 notikumi bija gaidāmi vai solīti, bet vēlākas ziņas par tiem nav atrastas; gaidāmu notikumu kalendārā nav.",
        "10 events were due or promised, and no later news of them is known; the calendar lists no upcoming events.",
    ),
    # Dates, money, shares
    "a day": Said(lambda tongue: tongue.date(date(2024, 11, 7)), "07.11.2024.", "7 November 2024"),
    "a month": Said(lambda tongue: tongue.date(partial("2025-02")), "2025. gada februāris", "February 2025"),
    "a year": Said(lambda tongue: tongue.date(partial("2025")), "2025. gads", "2025"),
    "euro": Said(lambda tongue: amounts.euro(30000, tongue), "30 000 €", "€30,000"),
    "cents": Said(lambda tongue: amounts.euro(104996.52, tongue), "104 996,52 €", "€104,996.52"),
    "no euro": Said(lambda tongue: amounts.euro(0, tongue), "0 €", "€0"),
    "percent": Said(lambda tongue: amounts.percent(0.05, tongue), "5 %", "5%"),
    "a half is rounded up": Said(lambda tongue: amounts.percent(29 / 40, tongue), "73 %", "73%"),
    "nothing is 0 percent": Said(lambda tongue: amounts.percent(0, tongue), "0 %", "0%"),
    "a little is more than 0 percent": Said(lambda tongue: amounts.percent(1 / 10000, tongue), "1 %", "1%"),
    "all is 100 percent": Said(lambda tongue: amounts.percent(1, tongue), "100 %", "100%"),
    "nearly all is less": Said(lambda tongue: amounts.percent(9999 / 10000, tongue), "99 %", "99%"),
    # What stands under every screen
    "data line": Said(
        lambda tongue: " · ".join(provenance.data_line(view(plan())(tongue))).rpartition(" ")[0],
        "Stāvoklis 22.11.2026. · Avots: iebūvētie dati, no publiskiem avotiem apkopoti 21.11.2026. · Datu versija",
        "As of 22 November 2026 · Source: embedded data, compiled from public sources on 21 November 2026 · Snapshot",
    ),
    "issues": Said(
        lambda tongue: [tongue.count("{n} data issue", "{n} data issues", n) for n in (0, 1, 2, 10, 11, 21)],
        "['0 ierakstu par datu kvalitāti', '1 ieraksts par datu kvalitāti', '2 ieraksti par datu kvalitāti', "
        "'10 ierakstu par datu kvalitāti', '11 ierakstu par datu kvalitāti', '21 ieraksts par datu kvalitāti']",
        "['0 data issues', '1 data issue', '2 data issues', '10 data issues', '11 data issues', '21 data issues']",
    ),
    "measures": Said(
        lambda tongue: [tongue.count("{n} measure", "{n} measures", n) for n in (0, 1, 2, 10, 11, 21)],
        "['0 pasākumu', '1 pasākums', '2 pasākumi', '10 pasākumu', '11 pasākumu', '21 pasākums']",
        "['0 measures', '1 measure', '2 measures', '10 measures', '11 measures', '21 measures']",
    ),
    "no banner": Said(lambda tongue: write(banner(view(plan())(tongue))), "", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_sentence(name: str) -> None:
    said = SENTENCES[name]
    found = [str(said.say(words(language))).replace("\u00a0", " ") for language in ("lv", "en")]
    assert found == [said.latvian, said.english]


def test_there_are_enough_of_them() -> None:
    assert len(SENTENCES) >= 40


# The closed words


@pytest.mark.parametrize(
    ("status", "latvian", "english"),
    [
        (DONE, "izpildīts", "done"), (PARTLY, "izpildīts daļēji", "partly done"),
        (ONGOING, "īsteno pastāvīgi", "carried out continuously"), (UNDER_WAY, "tiek īstenots", "under way"),
        (NOT_STARTED, "nav uzsākts", "not started"), (NOT_DONE, "nav izpildīts", "not done"),
        (STOPPED, "pārtraukts", "stopped"), (NO_STATUS, "ziņas bez statusa", "news without a status"),
        (NO_NEWS, "ziņu nav", "no news"),
    ],
)  # fmt: skip
def test_the_name_of_a_status(status: State, latvian: str, english: str) -> None:
    assert terms.status_name(status, words("lv")) == latvian
    assert terms.status_name(status, words("en")) == english


def test_what_one_report_says() -> None:
    reports = [
        report(number, "2024-05-01", one) for number, one in (("1.1", DONE), ("1.2", Status.UNCHANGED), ("1.3", None))
    ]
    reports.append(report("1.4", "2024-05-01", None))
    held = snapshot(*(measure(one.measure.removeprefix("P1-")) for one in reports), *reports)
    key = BY_CODE["updates"].key_of(reports[-1])
    held = replace(held, places={("updates", key): Place(5, frozenset(["status"]))})
    seen = View(words("lv"), TODAY, TODAY, Current(held, (), None), None)
    said = [marks.report_status(seen, one) for one in reports]
    assert said == ["izpildīts", "bez izmaiņām", "ziņas bez statusa", "statusu nevar nolasīt"]
    aside = replace(reports[-1], assessor=Assessor.PUBLIC_SOURCES)
    assert marks.report_said(seen, aside, dated=True) == "ziņas bez statusa (publiski avoti, 01.05.2024.)", (
        "its own row"
    )


@pytest.mark.parametrize("language", ["lv", "en"])
def test_every_closed_word_has_a_name(language: str) -> None:
    tongue = words("lv" if language == "lv" else "en")
    assert set(terms.STATUS_NAMES) == set(slugs.STATUS_SLUGS) == set(STATE_ORDER)
    assert set(terms.ASSESSOR_NAMES) == set(Assessor)
    assert set(terms.CONFIDENCE) == set(Confidence)
    names = [
        *(terms.event_kind(kind, tongue) for kind in EventKind),
        *(terms.funding_kind(kind, tongue) for kind in (*FundingKind, None)),
        *(tongue.say(name) for name in terms.ASSESSOR_NAMES.values()),
        *(tongue.say(name) for name in terms.CONFIDENCE.values()),
    ]
    assert all(names)
    assert terms.event_kind(None, tongue) == ""


def test_an_older_address_of_the_unknown_names_both_kinds() -> None:
    assert slugs.current_slugs(["nav-zinu", "izpildits", "zinu-nav"]) == [
        "zinas-bez-statusa",
        "zinu-nav",
        "izpildits",
    ]


def test_the_address_names_statuses_the_same_in_both_languages() -> None:
    assert {slugs.STATUS_BY_SLUG[slug]: slug for slug in slugs.STATUS_BY_SLUG} == dict(slugs.STATUS_SLUGS)
    assert all(slug.isascii() for slug in slugs.STATUS_BY_SLUG)


def test_a_meeting_gives_the_overview_its_heading() -> None:
    from components.screens.overview.news import since_last_meeting

    seen = view(plan(), direction(), commitment(), measure("1.1"), meeting("2024-11-07"))(words("lv"))
    assert ">Kopš 07.11.2024. padomes sēdes</a></h2>" in write(since_last_meeting(seen))
    assert state_of(seen).tally.unknown == 1


@pytest.mark.parametrize(
    ("group", "latvian", "english"),
    [
        ("līdz 10 000", "līdz 10\N{NO-BREAK SPACE}000", "up to 10,000"),
        ("40\N{NO-BREAK SPACE}000 un vairāk", "40\N{NO-BREAK SPACE}000 un vairāk", "40,000 and more"),
        ("20 000–40 000", "20\N{NO-BREAK SPACE}000–40\N{NO-BREAK SPACE}000", "20,000–40,000"),
        ("mazās", "mazās", "mazās"),
    ],
)
def test_a_size_group_is_said_in_the_language_of_the_screen(group: str, latvian: str, english: str) -> None:
    assert [openness.size_group(group, words("lv")), openness.size_group(group, words("en"))] == [latvian, english]


def test_what_a_quotation_quotes_stands_in_marks_of_the_second_rank() -> None:
    assert words("lv").within_quotes("Aptauja, „Mana balss”") == "Aptauja, «Mana balss»"
    assert words("en").within_quotes("A survey, “My voice”") == "A survey, ‘My voice’"
