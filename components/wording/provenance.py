"""Where what is shown comes from: its day, source and snapshot, and whether it is invented, kept or of older rules."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from components.memo import cached_by_view
from components.view import View
from components.wording.rule_changes import changed_since
from components.wording.sheet import tab_names
from components.wording.terms import moment
from data import live, settings
from data.contract.tables import BY_CODE, TABLES
from data.live import Current
from data.riga import RIGA
from data.words import N_, Words


def source_name(current: Current, words: Words) -> str:
    """Return what the reader should know of where the data come from."""
    _ = words.say
    return current.source or _("embedded data, compiled from public sources on {day}", day=words.date(EMBEDDED_DAY))


EMBEDDED_DAY = date(2026, 11, 21)


def invented(view: View, *tables: str) -> str:
    """Return the mark of invented data, "" for a true plan: it stands wherever figures of the view's plan do.

    Where no plan is shown, one invented plan among the data is enough. What comes from ``tables`` that the source
    lacks is embedded, and so never invented.
    """
    _ = view.words.say
    made_up = view.plan.invented if view.plan else view.snapshot.invented
    return _("Invented data") if made_up and not embedded(view, tables) else ""


def embedded(view: View, tables: Iterable[str]) -> bool:
    """Tell whether what is shown of these tables is embedded beside a source that lacks them; of none it is not."""
    return frozenset() < frozenset(tables) <= view.snapshot.embedded


def true_tabs(view: View) -> list[str]:
    """Return the tabs whose rows are embedded, since the connected source lacks them: true beside invented ones."""
    codes = view.snapshot.embedded if view.current.source else ()
    return tab_names(code for code in codes if getattr(view.snapshot, code))


def made_up(view: View, text: str, *tables: str) -> str:
    """Return a heading or caption that speaks of real places, told to be of invented figures where it is."""
    _ = view.words.say
    return f"{_('Invented figures')}. {text}" if text and invented(view, *tables) else text


def stem(view: View, *parts: str, tables: Iterable[str] = ()) -> str:
    """Return a download's name without its ending: its parts, and that it is invented where it is."""
    return "-".join([*parts, *(["izdomati"] if invented(view, *tables) else [])])


MOST_TABS = 3
"""Tabs not of the newest read that the data line names; of more it says how many."""


def issues(view: View) -> str:
    """Return in words how many faults of the data are known."""
    n = len(view.current.issues)
    return (
        view.words.count("{n} data issue", "{n} data issues", n) if n else view.words.say("no formatting errors found")
    )


def data_line(view: View, *tables: str, source: bool = True, when: str = "") -> list[str]:
    """Return the facts that stand under every screen and on every download, or under a figure of some ``tables``.

    Invented or not, the day (as `as_of` has it, or else as ``when`` does), the source (unless ``source`` is false), the
    snapshot, that its figures are counted by newer rules than when it was taken, and what is not of the newest read.
    """
    words = view.words
    _ = words.say
    return [
        *filter(None, [invented(view, *tables)]),
        *_true_beside(view, tables),
        when or as_of(view),
        *([_("Source: {source}", source=source_of(view, tables))] if source else []),
        _("Snapshot {id}", id=view.snapshot.id),
        *_of_when(view),
    ]


def as_of(view: View) -> str:
    """Return the day the view is of."""
    return view.words.say("As of {day}", day=view.words.date(view.day))


def taken(view: View, *tables: str, notes: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    """Return the data line as the last columns of a file, headings and what stands in every row; days are ISO 8601.

    ``notes`` are a figure's own.
    """
    words, made_up = view.words, invented(view, *tables)
    _ = words.say
    said = [*remarks(view, tables), *filter(None, notes)]
    return (
        *([(_("Notes"), " · ".join(said))] if said else []),
        (_("Source of the data"), source_of(view, tables)),
        (_("Snapshot"), view.snapshot.id),
        (_("As of"), view.day.isoformat()),
        *([(made_up, _("yes"))] if made_up else []),
    )


def remarks(view: View, tables: Iterable[str]) -> list[str]:
    """Return what a reader must know of figures of some tables: of newer rules, not of the newest read, or embedded."""
    return [*_true_beside(view, tables), *_of_when(view)]


def source_of(view: View, tables: Iterable[str]) -> str:
    """Return the name of the source of what is shown of some tables: the embedded data where it lacks all of them."""
    return source_name(replace(view.current, source=None) if embedded(view, tables) else view.current, view.words)


def _true_beside(view: View, tables: Iterable[str]) -> list[str]:
    """Say which tabs are embedded and so true beside invented ones, where not some tables alone are spoken of."""
    _ = view.words.say
    true = true_tabs(view) if invented(view) and not tables else []
    return [_("embedded and not invented: {tabs}", tabs=view.words.list(true))] if true else []


def _of_when(view: View) -> list[str]:
    """Say that figures are counted by newer rules than when the snapshot was taken, and what is of an earlier read."""
    words, changed = view.words, rejudged(view)
    _ = words.say
    by_rules = [_("counted by the rules of {day}", day=words.date(changed[1]))] if changed else []
    return [*by_rules, *last_good(view), *_lost(view)]


def _lost(view: View) -> list[str]:
    """Say of which tabs, and how many rows, errors keep out of what is counted; none where there are none."""
    words, rows = view.words, dict(view.current.lost)
    if not rows:
        return []
    what = ", ".join(
        words.count("{tab} ({n} row)", "{tab} ({n} rows)", n, tab=BY_CODE[code].tab) for code, n in rows.items()
    )
    if len(rows) > MOST_TABS:
        tabs = words.count("in {n} tab", "in {n} tabs", len(rows))
        what = f"{words.count('{n} row', '{n} rows', sum(rows.values()))} {tabs}"
    return [words.say("Left out because of errors: {what}", what=what)]


@cached_by_view
def rejudged(view: View) -> tuple[date, date] | None:
    """Return, of a frozen snapshot taken before a rule changed, the day it was taken and the newest day of a change.

    None where the address names no snapshot, where it is newer than the rules, and where no store knows its age.
    """
    if dict(view.chosen).get("snapshot") != view.snapshot.id:
        return None
    taken_at = live.taken_at(view.snapshot.id)
    day = taken_at.astimezone(RIGA).date() if taken_at else None
    changed = changed_since(day) if day else None
    return (day, changed) if day and changed else None


@cached_by_view
def last_good(view: View) -> tuple[str, ...]:
    """Return the tabs shown in whole or in part in an earlier, good version as one fact, those held without any as one.

    None where there is none.
    """
    words = view.words
    _ = words.say
    rows = Counter(code for (code, _), place in view.snapshot.places.items() if place.kept)
    held = {hold.table: hold for hold in view.current.held}
    held_tabs, without = [], []
    for table in TABLES:
        if table.code in view.current.absent:
            without.append(table.tab)
        elif hold := held.get(table.code):
            when = moment(hold.since, words)
            held_tabs.append(_("{tab} (held since {when})", tab=table.tab, when=when))
        elif n := rows[table.code]:
            held_tabs.append(words.count("{tab} ({n} row)", "{tab} ({n} rows)", n, tab=table.tab))
        elif table.code in given_up(view):
            held_tabs.append(_("{tab} (removed with approval, empty)", tab=table.tab))
    facts = (
        (N_("Not from the latest read: {tabs}"), held_tabs),
        (N_("Held and without data: {tabs}"), without),
    )
    return tuple(words.say(text, tabs=_few(tabs, words)) for text, tabs in facts if tabs)


def _few(tabs: list[str], words: Words) -> str:
    """Return tabs by name, or how many they are where a line has no room for them."""
    return words.count("{n} tab", "{n} tabs", len(tabs)) if len(tabs) > MOST_TABS else ", ".join(tabs)


def given_up(view: View) -> list[str]:
    """Return the tables that are empty because their tab was removed with approval."""
    gone = {fault.tab for fault in view.current.issues if fault.code == "hold_removed"}
    return [table.code for table in TABLES if table.tab in gone]


def source_line(view: View, *tables: str) -> str:
    """Return the data line as one sentence of the source of a figure, which shows ``tables``."""
    return " · ".join([*data_line(view, *tables), *published_by(view)])


def published_by(view: View) -> list[str]:
    """Return who publishes all of this, as one fact; none where no setting says so."""
    _ = view.words.say
    owner = settings.owner().name
    return [_("Published by {owner}", owner=owner)] if owner else []
