"""The names of things on screen: statuses, assessors, confidence, and the data line."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from components.memo import per_view
from components.palette import answer_shape_address, shape_address
from components.rule_changes import changed_since
from components.view import View
from data import live
from data.contract.tables import BY_CODE, TABLES
from data.contract.written import format_value
from data.live import Current
from data.model import Answer, Assessor, Confidence, EventKind, FundingKind, Key, State, Status, Unknown, Update
from data.riga import RIGA
from data.words import N_, Words

STATUS_NAMES: Mapping[State, str] = {
    Status.DONE: N_("done"),
    Status.PARTLY_DONE: N_("partly done"),
    Status.ONGOING: N_("carried out continuously"),
    Status.UNDER_WAY: N_("under way"),
    Status.NOT_STARTED: N_("not started"),
    Status.NOT_DONE: N_("not done"),
    Status.STOPPED: N_("stopped"),
    Unknown.NO_STATUS: N_("news without a status"),
    Unknown.NO_NEWS: N_("no news"),
}
ASSESSOR_NAMES: Mapping[Assessor, str] = {
    Assessor.INSTITUTION: N_("institution"),
    Assessor.PUBLIC_SOURCES: N_("public sources"),
    Assessor.IRM: N_("IRM"),
    Assessor.NGO: N_("NGO"),
}


def capital(text: str) -> str:
    """Return a sentence's words with a capital first letter."""
    return text[:1].upper() + text[1:]


def status_name(state: State, words: Words) -> str:
    """Return a state in words, lower case."""
    return words.say(STATUS_NAMES[state])


def source_name(current: Current, words: Words) -> str:
    """Return what the reader should know of where the data come from."""
    return current.source or words.say(N_("embedded data, gathered {day}"), day=words.date(EMBEDDED_DAY))


EMBEDDED_DAY = date(2026, 11, 21)


EVENT_KINDS: Mapping[EventKind, str] = {
    EventKind.REPORT: N_("report"),
    EventKind.IRM: N_("IRM"),
    EventKind.OGP: N_("OGP"),
    EventKind.DRAFTING: N_("drafting of the plan"),
    EventKind.IMPLEMENTATION: N_("implementation"),
    EventKind.SUCCESS: N_("success"),
    EventKind.CONTEXT: N_("context"),
}


def event_kind(kind: EventKind | None, words: Words) -> str:
    """Return what sort of event it is, in words."""
    return words.say(EVENT_KINDS[kind]) if kind else ""


def percent(share: float, words: Words) -> str:
    """Return a share of 1 as whole percent with a no-break space before the sign in Latvian: "5 %".

    Only nothing is 0 % and only everything is 100 %.
    """
    return in_percent(min(max(round(share * 100), 1), 99) if 0 < share < 1 else share * 100, words, 0)


def in_percent(value: float, words: Words, decimals: int | None = None) -> str:
    """Return a figure of 0–100 with its sign, with as many digits as it has unless ``decimals`` are said: "24,5 %"."""
    number = words.number(value, decimals)
    return f"{number}\u00a0%" if words.language == "lv" else f"{number}%"


def euro(amount: float, words: Words) -> str:
    """Return an amount with its sign: "30 000 €" or "€30,000"; cents only where there are any."""
    number = words.number(amount, 0 if amount == int(amount) else 2)
    return f"{number}\u00a0€" if words.language == "lv" else f"€{number}"


ANSWER_NAMES: Mapping[Answer, str] = {
    Answer.YES: N_("in place"),
    Answer.PARTLY: N_("partly in place"),
    Answer.NO: N_("not in place"),
    Answer.PLANNED: N_("planned"),
    Answer.NOT_REPORTED: N_("not reported"),
    Answer.NOT_APPLICABLE: N_("not applicable"),
}


def answer_name(answer: Answer | None, words: Words) -> str:
    """Return a municipality's answer in words; None is "not reported"."""
    return words.say(ANSWER_NAMES[answer or Answer.NOT_REPORTED])


def answer_mark(answer: Answer | None) -> str:
    """Return an answer's shape as an image that screen readers pass over; the word stands beside it."""
    return _image(answer_shape_address(answer))


def mark(state: State | None, palette: str = "") -> str:
    """Return a state's shape as an image that screen readers pass over; the word stands beside it."""
    return _image(shape_address(state, palette))


def _image(address: str) -> str:
    return f'<img class="shape" src="{address}" alt="" width="16" height="16">'


def row_name(code: str, key: Key) -> str:
    """Return what tells a row apart, in the sheet's words; where its table has no key, whatever may not be empty."""
    table = BY_CODE[code]
    named = zip(key, table.key_columns or table.columns, strict=False)
    parts = [format_value(part, column) for part, column in named if table.key or column.required]
    return " · ".join(filter(None, parts))


def tab_names(codes: Iterable[str]) -> list[str]:
    """Return the tabs of tables by code name, in the order of the workbook."""
    wanted = set(codes)
    return [table.tab for table in TABLES if table.code in wanted]


CONFIDENCE: Mapping[Confidence, str] = {
    Confidence.HIGH: N_("high"),
    Confidence.MEDIUM: N_("medium"),
    Confidence.LOW: N_("low: uncertain"),
    Confidence.DERIVED: N_("derived"),
}
FUNDING_KINDS: Mapping[FundingKind, str] = {
    FundingKind.NEED: N_("need"),
    FundingKind.ALLOCATED: N_("allocated"),
    FundingKind.EXISTING_BUDGET: N_("existing budget"),
    FundingKind.RELATED_PROJECT: N_("related project"),
}


def funding_kind(kind: FundingKind | None, words: Words) -> str:
    """Return what sort of money a row speaks of, in words."""
    return words.say(FUNDING_KINDS[kind]) if kind else words.say(N_("kind not known"))


def report_status(status: Status | None, words: Words) -> str:
    """Return what one report says; an empty one is news of that day without a status."""
    if status is None:
        return status_name(Unknown.NO_STATUS, words)
    if status is Status.UNCHANGED:
        return words.say(N_("without change"))
    return status_name(status, words)


_FINDINGS: Mapping[Assessor, str] = {
    Assessor.PUBLIC_SOURCES: N_("public sources"),
    Assessor.IRM: N_("the IRM’s finding"),
    Assessor.NGO: N_("an NGO’s finding"),
}


def report_said(report: Update, words: Words) -> str:
    """Return what one report says, and whose finding it is where it is not the institution's own word."""
    said = report_status(report.status, words)
    if report.assessor not in _FINDINGS:
        return said
    return words.say(N_("{finding} – {status}"), finding=words.say(_FINDINGS[report.assessor]), status=said)


STATUS_SLUGS: Mapping[State, str] = {
    Status.DONE: "izpildits",
    Status.PARTLY_DONE: "izpildits-daleji",
    Status.ONGOING: "isteno-pastavigi",
    Status.UNDER_WAY: "tiek-istenots",
    Status.NOT_STARTED: "nav-uzsakts",
    Status.NOT_DONE: "nav-izpildits",
    Status.STOPPED: "partraukts",
    Unknown.NO_STATUS: "zinas-bez-statusa",
    Unknown.NO_NEWS: "zinu-nav",
}
"""The statuses as the address names them, the same in both languages."""
STATUS_BY_SLUG: Mapping[str, State] = {slug: state for state, slug in STATUS_SLUGS.items()}
_OLDER_SLUGS: Mapping[str, tuple[State, ...]] = {"nav-zinu": tuple(Unknown)}
"""What earlier addresses named, before the two kinds of unknown were told apart."""


def current_slugs(slugs: Iterable[str]) -> list[str]:
    """Return the statuses an address names as they are named now, each once."""
    renewed = (
        STATUS_SLUGS[state] if isinstance(state, Status | Unknown) else state
        for slug in slugs
        for state in _OLDER_SLUGS.get(slug, (slug,))
    )
    return list(dict.fromkeys(renewed))


def invented(view: View, *tables: str) -> str:
    """Return the mark of invented data, "" for a true plan: it stands wherever figures of the view's plan do.

    Where no plan is shown, one invented plan among the data is enough. What comes from ``tables`` that the source
    lacks is embedded, and so never invented.
    """
    made_up = view.plan.invented if view.plan else view.snapshot.invented
    return view.words.say(N_("Invented data")) if made_up and not embedded(view, tables) else ""


def embedded(view: View, tables: Iterable[str]) -> bool:
    """Tell whether what is shown of these tables is embedded beside a source that lacks them; of none it is not."""
    return frozenset() < frozenset(tables) <= view.snapshot.embedded


def true_tabs(view: View) -> list[str]:
    """Return the tabs whose rows are embedded, since the connected source lacks them: true beside invented ones."""
    found = view.snapshot.embedded if view.current.source else ()
    return tab_names(code for code in found if getattr(view.snapshot, code))


def made_up(view: View, text: str, *tables: str) -> str:
    """Return a heading or caption that speaks of real places, told to be of invented figures where it is."""
    return f"{view.words.say(N_('Invented figures'))}. {text}" if text and invented(view, *tables) else text


def stem(view: View, *parts: str, tables: Iterable[str] = ()) -> str:
    """Return a download's name without its ending: its parts, and that it is invented where it is."""
    return "-".join([*parts, *(["izdomati"] if invented(view, *tables) else [])])


MOST_TABS = 3
"""Tabs not of the newest read that the data line names; of more it says how many."""


def data_line(view: View, *tables: str, source: bool = True) -> list[str]:
    """Return the facts that stand under every screen and on every download, or under a figure of some ``tables``.

    Invented or not, the day, the source (unless ``source`` is false), the snapshot, that its figures are counted by
    newer rules than when it was taken, and what is not of the newest read.
    """
    words, changed = view.words, rejudged(view)
    true = true_tabs(view) if invented(view) and not tables else []
    said = source_name(replace(view.current, source=None) if embedded(view, tables) else view.current, words)
    return [
        *filter(None, [invented(view, *tables)]),
        *([words.say(N_("embedded and not invented: {tabs}"), tabs=words.list(true))] if true else []),
        words.say(N_("Judged on {day}"), day=words.date(view.day)),
        *([words.say(N_("Source: {source}"), source=said)] if source else []),
        words.say(N_("Snapshot {id}"), id=view.snapshot.id),
        *([words.say(N_("counted by the rules of {day}"), day=words.date(changed[1]))] if changed else []),
        *last_good(view),
    ]


@per_view
def rejudged(view: View) -> tuple[date, date] | None:
    """Return, of a frozen snapshot taken before a rule changed, the day it was taken and the newest day of a change.

    None where the address names no snapshot, where it is newer than the rules, and where no store knows its age.
    """
    if dict(view.chosen).get("snapshot") != view.snapshot.id:
        return None
    taken = live.taken(view.snapshot.id)
    day = taken.astimezone(RIGA).date() if taken else None
    changed = changed_since(day) if day else None
    return (day, changed) if day and changed else None


@per_view
def last_good(view: View) -> tuple[str, ...]:
    """Return one fact that names the tabs shown in whole or in part in an earlier, good version; none where none is."""
    words = view.words
    rows = Counter(code for (code, _), place in view.snapshot.places.items() if place.kept)
    held = {hold.table: hold for hold in view.current.held}
    said = []
    for table in TABLES:
        if hold := held.get(table.code):
            when = moment(hold.since, words)
            said.append(words.say(N_("{tab} (held since {when})"), tab=table.tab, when=when))
        elif n := rows[table.code]:
            said.append(words.count("{tab} ({n} row)", "{tab} ({n} rows)", n, tab=table.tab))
        elif table.code in given_up(view):
            said.append(words.say(N_("{tab} (removed with approval, empty)"), tab=table.tab))
    if len(said) > MOST_TABS:
        said = [words.count("{n} tab", "{n} tabs", len(said))]
    return (words.say(N_("Not of the newest read: {tabs}"), tabs=", ".join(said)),) if said else ()


def given_up(view: View) -> list[str]:
    """Return the tables that are empty because their tab was removed with approval."""
    gone = {fault.tab for fault in view.current.issues if fault.code == "hold_removed"}
    return [table.code for table in TABLES if table.tab in gone]


def source_line(view: View, *tables: str) -> str:
    """Return the data line as one sentence of the source of a figure, which shows ``tables``."""
    return " · ".join(data_line(view, *tables))


def moment(when: datetime, words: Words) -> str:
    """Return a moment in Riga: "21.11.2026. 14.05"."""
    local = when.astimezone(RIGA)
    return f"{words.date(local.date())} {words.time(local.time())}"
