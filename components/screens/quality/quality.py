"""Data quality: the overall state, missing reports with a reminder for each, and the health of the source."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from components.blocks.vocabulary import (
    Column,
    Content,
    Details,
    Facts,
    Group,
    Heading,
    Paragraph,
    Row,
    Table,
    Text,
)
from components.frame.links import reminder_link
from components.frame.questions import state_of
from components.frame.rows import tab_named
from components.memo import cached_by_view
from components.screens.quality import faults
from components.view import View
from components.wording import amounts, findings, provenance, terms
from data import live
from data.answers import attention, progress
from data.answers.quality import InstitutionRecord, TabCompleteness, completeness, institution_records
from data.answers.schedule import plan_end
from data.contract.tables import BY_CODE
from data.intake.issues import Gravity
from data.live.holding import TOLD
from data.model import Snapshot
from data.words import N_, Words


@cached_by_view
def _completeness(view: View) -> tuple[TabCompleteness, ...]:
    return completeness(view.snapshot)


def heading(view: View) -> Heading:
    """Return the finding: how much needs a hand now, of what sorts; or that nothing does, and what is worth a look."""
    words = view.words
    _ = words.say
    counts = faults.urgent(view)
    held, refused, failing = counts[Gravity.HELD], counts[Gravity.REFUSED], int(view.current.failure is not None)
    rows = sum(tab.rows for tab in _completeness(view))
    rest = [
        words.count("{n} place to look at", "{n} places to look at", n) if (n := counts[Gravity.SLIP]) else "",
        words.count("{n} notice", "{n} notices", n) if (n := counts[Gravity.NOTICE]) else "",
    ]
    if not (now := held + refused + failing):
        stands = words.count("{n} row can be read", "{n} rows can be read", rows)
        if any(record.silent for record in records(view)):
            said = [missing_reports(view), _("no formatting errors were found: {rows}", rows=stands), *rest]
            return Heading(1, f"{'; '.join(filter(None, said))}.")
        text = "; ".join(filter(None, [_("needs fixing: {rows}", rows=stands), *rest]))
        return Heading(1, (Text(_("Nothing"), kind="big"), f" {text}."))
    parts = [
        _("the source cannot be read") if failing else "",
        words.count("{n} tab is held", "{n} tabs are held", held) if held else "",
        words.count(
            "{n} cell, row, column or tab was refused", "{n} cells, rows, columns or tabs were refused", refused
        )
        if refused
        else "",
    ]
    until = _("Until then, the last good values are shown where there are any.")
    others = words.list([one for one in rest if one])
    also = _("Also: {others}.", others=others) if others else ""
    big = words.count("{n} correction", "{n} corrections", now)
    verb = words.count("is needed now", "are needed now", now)
    finding = f"{verb}: {words.list([one for one in parts if one])}."
    return Heading(1, (Text(big, kind="big"), " ", " ".join(filter(None, [finding, until, also]))))


def _state(view: View, *, stale: bool) -> str:
    """Return how the source is doing; it is ``stale`` where it has not been read for long."""
    words, current = view.words, view.current
    _ = words.say
    if current.source is None and current.failure is None:
        return _("embedded data; no source is connected")
    if current.failure is None and current.held:
        n = len(current.held)
        return words.count(
            "the source has been read; {n} of its tabs is held",
            "the source has been read; {n} of its tabs are held",
            n,
        )
    if current.failure is None:
        return _("the source is being read normally")
    if current.read_at is None:
        return _("no data from the source yet; the embedded data are shown")
    if stale:
        return _("stale: the source has not been read for some time; the last good data are shown")
    return _("the source is unavailable at the moment; the last good data are shown")


def source_line(view: View, *, stale: bool) -> Paragraph:
    """Return in one line where the data come from and how the source is doing."""
    words, current = view.words, view.current
    _ = words.say
    read = f"{_('Last read')}: {terms.moment(current.read_at, words)}" if current.source and current.read_at else ""
    state = _state(view, stale=stale)
    facts = [current.source, state, read] if current.source else [terms.capital(state), read]
    return Paragraph(" · ".join(filter(None, facts)), "muted")


def source(view: View) -> Content:
    """Return the source: what it lost, its last change, what is wrong, how it is kept, and how full its tabs are."""
    words, current = view.words, view.current
    _ = words.say
    pairs = [
        (_("Source"), provenance.source_name(current, words)),
        (_("Since the last read"), _losses(view)),
        # The embedded data were changed by nobody when this program first read them.
        (_("Last change"), terms.moment(current.changed_at, words) if current.changed_at and current.source else ""),
        (_("Unavailable since"), terms.moment(current.failing_since, words) if current.failing_since else ""),
        # The cause names accounts and paths: it is for those who run the dashboard (components/web/staff.py).
        (
            _("What is wrong"),
            _("visible to those who run the dashboard") if current.failure else "",
        ),
        (_("Snapshot"), view.snapshot.id),
        (_("History"), _unkept(view)),
    ]
    return Group((Heading(2, _("The source and its tabs")), Facts(pairs), _tabs(view)), "part")


def _unkept(view: View) -> str:
    """Return what is wrong with keeping what was read; "" where all is kept."""
    words = view.words
    _ = words.say
    if not view.current.compared:
        return _("has not responded since the program started; until it does, what is read is not saved")
    if n := live.unkept():
        return words.count(
            "{n} version waits in memory until the history can be written",
            "{n} versions wait in memory until the history can be written",
            n,
        )
    return ""


def _losses(view: View) -> str:
    """Return what went or changed without being held, counted over all tabs; "" where nothing did."""
    n: Counter[str] = Counter()
    for fault in view.current.issues:
        if fault.code in TOLD:
            n[fault.code] += int(dict(fault.args)["count"])
    words = view.words
    gone, keys, statuses = (n[code] for code in ("guard_rows_gone", "guard_keys_changed", "guard_statuses_changed"))
    lost = [
        words.count("{n} row gone", "{n} rows gone", gone) if gone else "",
        words.count("{n} key changed", "{n} keys changed", keys) if keys else "",
        words.count("{n} status changed", "{n} statuses changed", statuses) if statuses else "",
    ]
    return ", ".join(filter(None, lost))


def _tabs(view: View) -> Details:
    """Return the completeness of every tab, folded; it tells of faults too, which no view's key holds."""
    words = view.words
    _ = words.say
    held = {hold.table for hold in view.current.held}
    unread = any(fault.code == "approvals_unread" for fault in view.current.issues)
    rows = []
    for tab in sorted(_completeness(view), key=lambda tab: list(BY_CODE).index(tab.table)):
        share = amounts.percent(tab.filled / tab.cells, words) if tab.cells else ""
        source = _("embedded data") if tab.table in view.snapshot.embedded else _("source")
        if view.current.source is None:
            source = _("embedded data")
        if tab.table in held:
            source = _("held: the last good copy") if tab.rows else _("held: no data")
        if tab.table == "approvals" and unread:
            source = _("cannot be read")
        rows.append(
            Row(
                [
                    tab_named(tab.table, words),
                    words.number(tab.rows),
                    share,
                    words.number(tab.doubtful),
                    words.number(tab.kept),
                    source,
                ]
            )
        )
    columns = [
        Column(_("Tab")),
        Column(_("Rows read"), number=True),
        Column(_("Cells filled"), number=True),
        Column(_("Cells that cannot be read, in the rows shown"), number=True),
        Column(_("Rows shown from the last good copy"), number=True),
        Column(_("Source")),
    ]
    name = _("Completeness by tab")
    return Details(name, Table(columns, rows, name, captioned=False))


@cached_by_view
def records(view: View) -> tuple[InstitutionRecord, ...]:
    """Return what each responsible institution has reported on the view's plan."""
    return institution_records(view.snapshot, state_of(view)) if view.plan else ()


def silent(view: View) -> Heading:
    """Return the heading of the missing reports."""
    return Heading(2, missing_reports(view) if records(view) else view.words.say(N_("Reports that are missing")))


def missing_reports(view: View) -> str:
    """Return in words from how many institutions reports are missing, of all that are responsible for a measure."""
    words = view.words
    missing, total = sum(bool(record.silent) for record in records(view)), len(records(view))
    if missing == total and not any(record.last_report for record in records(view)):
        return words.count(
            "These data contain no report from the only institution known to be responsible ({n})",
            "These data contain no report from any of the {n} institutions known to be responsible",
            total,
        )
    return words.count(
        "These data lack a report on at least one measure from {n} of {total} institutions",
        "These data lack a report on at least one measure from {n} of {total} institutions",
        missing,
        total=words.number(total),
    )


def institutions(view: View) -> Content:
    """Return, for each institution, its measures without a report, the latest report and the link to its reminder."""
    words = view.words
    _ = words.say
    if not view.plan:
        return Paragraph(_("The data contain no plan, so no reports are expected."))
    if not records(view):
        return Paragraph(_("No institution is responsible for a measure in this plan."))
    rows = [
        Row(
            [
                institution_name(view, record.institution),
                words.number(record.measures),
                words.number(len(record.silent)),
                words.date(record.last_report) if record.last_report else _("none"),
                replace(
                    reminder_link(view, record.institution, _("remind")),
                    label=_("Reminder: {institution}", institution=institution_name(view, record.institution)),
                ),
            ]
        )
        for record in records(view)
    ]
    columns = [
        Column(_("Institution"), aside=True),
        Column(_("Measures"), number=True),
        Column(_("Without a report"), number=True),
        Column(_("Latest report")),
        Column(_("Reminder")),
    ]
    return Table(columns, rows, _("Reports by institution"), captioned=False)


def institution_name(view: View, wanted: str) -> str:
    """Return an institution's name with its id behind it, the id alone where it has no name."""
    names = {item.id: view.words.pick(item.title, item.title_en) for item in view.snapshot.institutions}
    return f"{names[wanted]} ({wanted})" if names.get(wanted) else wanted


def asked(view: View, wanted: str) -> InstitutionRecord | None:
    """Return what the institution that an address names has reported; None where it answers for nothing in the plan."""
    by_id = {record.institution.casefold(): record for record in records(view)}
    return by_id.get(wanted.strip().casefold())


def nobody(view: View, wanted: str) -> Paragraph:
    """Return that there is no reminder to what an address names."""
    _ = view.words.say
    text = _("There is no reminder for “{name}”: it is not responsible for any measure in this plan.", name=wanted[:60])
    return Paragraph(text, "picked")


def addressed(view: View, record: InstitutionRecord) -> Heading:
    """Return the heading of a reminder."""
    return Heading(
        2, view.words.say(N_("Reminder: {institution}"), institution=institution_name(view, record.institution))
    )


def reminder(view: View, record: InstitutionRecord) -> str:
    """Return a reminder to an institution as plain text, ready to copy."""
    words, plan = view.words, view.plan
    _ = words.say
    names = {item.id: words.pick(item.title, item.title_en) for item in view.snapshot.institutions}
    title = (words.pick(plan.title, plan.title_en) if plan else None) or ""
    asked = _("Please state the outcome of each measure.")
    over = [f"{findings.plan_state(view)} {asked}"] if findings.has_ended(view) else []
    lines = [
        *filter(None, [provenance.invented(view)]),
        _("To: {institution}", institution=names.get(record.institution) or record.institution),
        _("Subject: reports on the measures of “{plan}”", plan=title),
        "",
        *_asked_for(record, title, _titles(view), words),
        *over,
        _(
            "In reply to this letter, please state for each measure its status and the date of that status, what was "
            "done, and the evidence with a link."
        )
        if view.current.source is None
        else _(
            "For each measure, please enter its status and the date of that status, what was done, and the evidence "
            "with a link in the tab “Izpildes gaita” of the dashboard’s spreadsheet; without access to it, please "
            "reply to this letter."
        ),
        _(
            "Your latest report in the dashboard’s data, as of {day}: {report}.",
            day=words.date(view.day),
            report=words.date(record.last_report) if record.last_report else _("none"),
        ),
    ]
    return "\n".join(lines)


def _titles(view: View) -> dict[str, str]:
    """Return the titles of the plan's measures by number."""
    measures = [item.measure for item in state_of(view).standings]
    return {one.number: view.words.pick(one.title, one.title_en) or "" for one in measures}


def _asked_for(record: InstitutionRecord, plan: str, titles: Mapping[str, str], words: Words) -> list[str]:
    """Return the lines of a reminder that name measures: those without a report, then those to be told of again."""

    def listed(numbers: Iterable[str]) -> list[str]:
        return [f"– {number} {titles.get(number, '')}".rstrip() for number in numbers]

    _ = words.say
    lines: list[str] = []
    if record.silent:
        name = _(
            "Please report on the measures of “{plan}” for which the dashboard’s data contain no report from you:",
            plan=plan,
        )
        lines += [name, *listed(record.silent)]
    if record.reported:
        name = _(
            "You have reported on these measures of “{plan}”; please tell us what has changed since then:", plan=plan
        )
        lines += [name, *listed(record.reported)]
    return lines


def would_change(words: Words, day: date, before: Snapshot, after: Snapshot, plan: str) -> list[tuple[str, str, str]]:
    """Return which sentences and figures of the overview two snapshots say differently: name, before, after."""
    _ = words.say
    states = [progress.progress(snapshot, plan, day) for snapshot in (before, after)]
    pairs: list[tuple[str, list[str]]] = [
        (
            _("Finding"),
            [
                findings.main_finding(state.tally, words, ended=(plan_end(snapshot, plan) or day) < day)
                for snapshot, state in zip((before, after), states, strict=True)
            ],
        ),
        (_("Who says so"), [findings.who_says(state, words) for state in states]),
        (
            _("Share done"),
            [_band(snapshot, state, plan, words) for snapshot, state in zip((before, after), states, strict=True)],
        ),
    ]
    numbers = sorted({item.direction.number for state in states for item in state.directions})
    for number in numbers:
        lines_said = []
        for state in states:
            direction = next((item for item in state.directions if item.direction.number == number), None)
            lines_said.append(words.list(_parts(direction.tally, words)) if direction else _("none"))
        pairs.append((_("Action direction {number}", number=number), lines_said))
    lists = [
        findings.attention_lines(attention.attention(snapshot, state, plan), words)
        for snapshot, state in zip((before, after), states, strict=True)
    ]
    lines_said = ["; ".join(f"{terms.capital(title)}: {named}" for _, title, named in lines) for lines in lists]
    pairs.append((_("Needs attention"), lines_said))
    return [(name, old, new) for name, (old, new) in pairs if old != new]


def _band(snapshot: Snapshot, state: progress.PlanProgress, plan: str, words: Words) -> str:
    end = plan_end(snapshot, plan)
    bounds = progress.band(state.tally, progress.unsettled(state, end))
    return findings.band_sentence(bounds, words, ended=end is not None and state.day > end)


def _parts(counts: progress.Tally, words: Words) -> list[str]:
    return [part for part in (*findings.status_counts(counts, words), findings.unknown_counts(counts, words)) if part]
