"""What has changed in what is known of a municipality: by the dates of sources, and between snapshots.

A change is what a reader sees differently: a row in which only a note, the source or the certainty differs is counted,
never listed as if its value had changed.
"""

from collections.abc import Mapping
from datetime import datetime

from components.blocks.vocabulary import (
    Column,
    Content,
    Details,
    Group,
    Heading,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
    joined,
)
from components.frame import answers
from components.frame.kept import offered
from components.frame.questions import cells_of
from components.screens.municipality.profile import title
from components.view import View
from components.wording import terms
from components.wording.openness import in_unit
from components.wording.rule_changes import SECTION
from data import live
from data.answers.corrections import Shown, Value
from data.answers.openness import Cell, cells
from data.contract.addresses import Page
from data.live.corrections import Log, Logged, log_of
from data.model import Answer, Indicator, IndicatorValue, Municipality, Snapshot

MOST_SNAPSHOTS = 5
"""Earlier snapshots offered to compare with, the newest."""
MOST_CHANGES = 8
"""Corrections listed, the newest; the log on the page about the data holds all."""


def changes(view: View, unit: Municipality, address: Mapping[str, str]) -> Group:
    """Return the changes, each kind with what it rests on.

    ``address`` are the parameters of the page: "kops" is the id of an earlier snapshot or "", links keep the others.
    """
    _ = view.words.say
    name = Heading(2, _("What has changed"))
    parts = (
        _corrected(view, unit, log_of(unit.code)),
        _by_source(view, unit),
        _by_snapshot(view, unit, address),
    )
    return Group((name, *parts), "full")


# From one snapshot to the next


def _corrected(view: View, unit: Municipality, log: Log | None) -> Content:
    """Return the newest changes of the municipality's answers, each with its value before and after; None: no history.

    A page of an earlier snapshot knows of none that came after it.
    """
    words = view.words
    _ = words.say
    if log is None:
        return Paragraph(_("The history cannot be read, so it is not known what changed between snapshots."))
    if log.compared < 2 or log.since is None:
        return ""
    changed = _together(view, log)
    if not changed:
        since = terms.moment(log.since, words)
        return Paragraph(_("No answer has changed between the snapshots saved since {moment}.", moment=since))
    indicators = {indicator.id: indicator for indicator in view.snapshot.indicators}
    rows: list[Row] = []
    sides: object = None
    for facets in changed[:MOST_CHANGES]:
        before, after = facets[0].before, facets[0].after
        if sides != (before, after):
            sides = before, after
            rows.append(Row([(_page_of(view, unit, *before), " → ", _page_of(view, unit, *after)), "", ""], group=True))
        name = facets[0].change.figure.of[1]
        indicator = indicators.get(name)
        was = {one.change.figure.shown: one.change.before for one in facets}
        became = {one.change.figure.shown: one.change.after for one in facets}
        said = (_said(view, indicator, values) for values in (was, became))
        rows.append(Row([title(indicator, words) if indicator else name, *said]))
    rest: Content = ""
    if len(changed) > MOST_CHANGES:
        rest = Paragraph(Link(_("All changed figures"), view.address(Page.ABOUT, skats=SECTION)))
    columns = [Column(_("Indicator")), Column(_("Before")), Column(_("After"))]
    caption = _("Between snapshots, the newest first")
    return Details(caption, Table(columns, rows, caption), narrow=True), rest


def _together(view: View, log: Log) -> list[list[Logged]]:
    """Return what changed of the municipality's answers, the newest first: all of one cell in one change together."""
    until = None if view.snapshot.id == live.current().snapshot.id else view.current.read_at
    together: dict[tuple[object, object, str], list[Logged]] = {}
    for one in log.changes:
        if until is None or one.after[1] <= until:
            together.setdefault((one.before, one.after, one.change.figure.of[1]), []).append(one)
    return list(together.values())


def _page_of(view: View, unit: Municipality, snapshot_id: str, at: datetime) -> Link:
    """Return a link to the page as it was in a snapshot."""
    address = view.address(Page.MUNICIPALITY, kods=unit.code, snapshot=snapshot_id)
    return Link(f"{terms.moment(at, view.words)} · {snapshot_id}", address)


def _said(view: View, indicator: Indicator | None, facets: Mapping[Shown, Value]) -> Content:
    """Return what the facets of a cell said; one without an answer says that, and no more."""
    if facets.get(Shown.ANSWER, "") is None:
        return terms.answer_name(None, view.words)
    return joined([_facet(view, indicator, shown, value) for shown, value in facets.items()], " · ")


def _facet(view: View, indicator: Indicator | None, shown: Shown, value: Value) -> Content:
    """Return what one facet of a cell said: its answer, stage, year or number."""
    words = view.words
    _ = words.say
    if value is None:
        absent = {
            Shown.STAGE: _("stage not known"),
            Shown.SINCE: _("year not known"),
            Shown.NUMBER: _("number not known"),
        }
        return absent.get(shown) or terms.answer_name(None, words)
    if shown is Shown.ANSWER:
        return terms.answer_name(value, words) if isinstance(value, Answer) else Text(str(value), lang="lv")
    if shown is Shown.STAGE:
        return answers.stage_name(str(value), words)
    if shown is Shown.SINCE:
        return _("since {year}", year=str(value))
    number = float(value) if isinstance(value, int | float) else 0.0
    return in_unit(indicator, number, words) if indicator else words.number(number)


# By the dates of sources


def _by_source(view: View, unit: Municipality) -> Content:
    """Return the newest two values of each cell that differ, told apart by the dates of their sources."""
    _ = view.words.say
    rows = []
    for indicator in view.snapshot.indicators:
        cell = cells_of(view).get((unit.code, indicator.id))
        if cell and cell.earlier and _stated(view, indicator, cell.earlier[0]) != _stated(view, indicator, cell.value):
            sides = (_dated(view, indicator, value) for value in (cell.earlier[0], cell.value))
            rows.append(Row([title(indicator, view.words), *sides]))
    if not rows:
        return Paragraph(_("Going by the dates of the sources, no answer has changed."))
    columns = [Column(_("Indicator")), Column(_("Earlier")), Column(_("Latest known"))]
    opens = view.words.count(
        "Going by the dates of the sources, {n} answer has changed",
        "Going by the dates of the sources, {n} answers have changed",
        len(rows),
    )
    return Details(opens, Table(columns, rows, _("By the dates of the sources, within this snapshot"), captioned=False))


def _stated(view: View, indicator: Indicator, value: IndicatorValue | None) -> Content:
    """Return all that a reader is shown of a value."""
    words = view.words
    if value is None:
        return terms.answer_name(None, words)
    said = answers.plain(value, words)
    since = words.say("since {year}", year=str(value.since_year)) if value.since_year else ""
    amount = answers.number(indicator, value, words)
    return joined([said, answers.stage(value, words), since, amount], " · ")


def _dated(view: View, indicator: Indicator, value: IndicatorValue | None) -> Content:
    _ = view.words.say
    said = _stated(view, indicator, value)
    if value is None or (value.answer is Answer.NOT_REPORTED and not value.source_date):
        return said
    when = view.words.date(value.source_date) if value.source_date else _("undated")
    return said, " ", Text(f"({when})", kind="muted small")


# Beside a snapshot that the visitor chooses


def _by_snapshot(view: View, unit: Municipality, address: Mapping[str, str]) -> Content:
    _ = view.words.say
    versions = {identifier: when for identifier, when in offered(view).items() if identifier != view.snapshot.id}
    if not versions:
        return Paragraph(_("There is no other saved snapshot to compare with."))
    links = [
        Link(when, view.address(Page.MUNICIPALITY, **(dict(address) | {"kods": unit.code, "kops": identifier})))
        for identifier, when in list(versions.items())[:MOST_SNAPSHOTS]
    ]
    offer = Paragraph((_("Compare with another snapshot:"), " ", joined(links, " · ")))
    since = address["kops"]
    before = live.recorded(since) if since in versions else None
    return offer, _compared(view, unit, before.snapshot, versions[since]) if before else ""


def _compared(view: View, unit: Municipality, before: Snapshot, named: str) -> Content:
    words, then, now = view.words, cells(before, view.day), cells_of(view)
    _ = words.say
    rows, unseen = [], 0
    indicators = {item.id: item for item in (*before.indicators, *view.snapshot.indicators)}
    for name, indicator in indicators.items():
        sides = [_value(then.get((unit.code, name))), _value(now.get((unit.code, name)))]
        was, is_now = (_dated(view, indicator, value) for value in sides)
        if was != is_now:
            rows.append(Row([title(indicator, words), was, is_now]))
        unseen += was == is_now and sides[0] != sides[1]
    told: list[Content] = []
    if rows:
        columns = [Column(_("Indicator")), Column(_("Before")), Column(_("Now"))]
        told.append(Table(columns, rows, _("Compared with snapshot {name}", name=named)))
    else:
        told.append(Paragraph(_("Compared with snapshot {name}: no answer differs.", name=named)))
    if unseen:
        only = words.count(
            "In {n} answer only the note, the source or the confidence differs.",
            "In {n} answers only the note, the source or the confidence differs.",
            unseen,
        )
        told.append(Paragraph(only, "muted"))
    return tuple(told)


def _value(cell: Cell | None) -> IndicatorValue | None:
    return cell.value if cell else None
