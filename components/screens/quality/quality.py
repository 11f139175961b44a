"""Data quality: the source and its health, every fault with its cure, completeness, and who is silent."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from components.blocks.vocabulary import (
    Column,
    Content,
    Details,
    Facts,
    Heading,
    Items,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
    Verbatim,
)
from components.frame.links import reminder_link
from components.frame.questions import state_of
from components.memo import cached_by_view
from components.view import View
from components.wording import amounts, findings, provenance, terms
from data import live
from data.answers import attention, progress
from data.answers.quality import InstitutionRecord, TabCompleteness, completeness, institution_records
from data.answers.schedule import plan_end
from data.contract.tables import APPROVALS, BY_CODE
from data.intake.issues import describe, folded
from data.live.holding import TOLD, approvable
from data.model import Hold, Issue, Severity, Snapshot
from data.riga import RIGA
from data.words import N_, Words

MOST_SENTENCES = 200
"""Issues of one kind that are said each in a sentence of its own; of the others the place is named."""


@cached_by_view
def _completeness(view: View) -> tuple[TabCompleteness, ...]:
    return completeness(view.snapshot)


def heading(view: View) -> Heading:
    """Return the finding: how much stands and how much was refused, held or noted."""
    words = view.words
    _ = words.say
    counts = {severity: sum(issue.severity is severity for issue in view.current.issues) for severity in Severity}
    rows = sum(tab.rows for tab in _completeness(view))
    parts = [words.count("{n} row stands", "{n} rows stand", rows)]
    if held := len(view.current.held):
        parts.append(words.count("{n} tab is held", "{n} tabs are held", held))
    if counts[Severity.REJECTED]:
        n = counts[Severity.REJECTED]
        parts.append(words.count("{n} cell or row was refused", "{n} cells or rows were refused", n))
    if counts[Severity.NOTICE]:
        parts.append(words.count("{n} notice", "{n} notices", counts[Severity.NOTICE]))
    if len(parts) == 1:
        parts.append(_("there is nothing to mend"))
    elif counts[Severity.REJECTED] or held:
        parts.append(_("until they are mended, the last good values are shown where there are any"))
    return Heading(1, f"{terms.capital('; '.join(parts))}.")


def health(view: View, *, stale: bool) -> Content:
    """Return the source and how it is doing: its state, last read, last change, and what is wrong.

    It is ``stale`` where it has not been read for long.
    """
    words, current = view.words, view.current
    _ = words.say
    if current.source is None and current.failure is None:
        state = _("embedded data; no source is connected")
    elif current.failure is None and current.held:
        n = len(current.held)
        state = words.count(
            "the source is read; {n} tab of it is held, its last good copy is shown",
            "the source is read; {n} tabs of it are held, their last good copies are shown",
            n,
        )
    elif current.failure is None:
        state = _("the source is read as planned")
    elif current.read_at is None:
        state = _("no data from the source yet; the embedded data are shown")
    elif stale:
        state = _("stale: the source has not been read for long; the last good data are shown")
    else:
        state = _("the source fails for now; the last good data are shown")
    pairs = [
        (_("Source"), provenance.source_name(current, words)),
        (_("State"), state),
        (_("Last read"), terms.moment(current.read_at, words) if current.read_at else ""),
        (_("Since the last read"), _losses(view)),
        (_("Last change"), terms.moment(current.changed_at, words) if current.changed_at else ""),
        (_("Failing since"), terms.moment(current.failing_since, words) if current.failing_since else ""),
        # The cause names accounts and paths: it is for those who run the dashboard (components/web/staff.py).
        (
            _("What is wrong"),
            _("those who run the dashboard see it") if current.failure else "",
        ),
        (_("Snapshot"), view.snapshot.id),
        (_("History"), _unkept(view)),
    ]
    return Heading(2, _("The source")), Facts(pairs)


def _unkept(view: View) -> str:
    """Return what is wrong with keeping what was read; "" where all is kept."""
    words = view.words
    _ = words.say
    if not view.current.compared:
        return _("has not answered since the start; what is read is not kept until it does")
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


def held(view: View, today: date) -> Content:
    """Return what is held, since when and why, and the rows by which an editor approves it; "" for nothing."""
    words, holds = view.words, view.current.held
    _ = words.say
    if not holds:
        return ""
    reasons = {fault.tab: describe(fault, words) for fault in reversed(view.current.issues) if _holds(fault)}
    whole = next((describe(fault, words) for fault in view.current.issues if _holds(fault) and not fault.tab), "")
    rows = [
        Row(
            [
                Text(BY_CODE[hold.table].tab, lang="lv"),
                terms.moment(hold.since, words),
                reasons.get(_tab_of(view, hold.table), whole),
            ]
        )
        for hold in holds
    ]
    columns = [Column(_("Tab")), Column(_("Held since")), Column(_("Why"))]
    name = _("Held: the last good copy is shown")
    return Heading(2, name), Table(columns, rows, name, captioned=False), _approving(view, today)


def _holds(fault: Issue) -> bool:
    return fault.severity is Severity.HELD


def _tab_of(view: View, code: str) -> str | None:
    """Return the name by which issues speak of a table: its tab's own title, or the contract's."""
    names = {BY_CODE[code].tab, code}
    return next((fault.tab for fault in view.current.issues if _holds(fault) and fault.tab in names), None)


def _approving(view: View, today: date) -> Content:
    """Return how to say that what is held is meant: rows to paste, and how a sheet without the tab gets it."""
    _ = view.words.say
    meant = [hold for hold in view.current.held if approvable(hold.code)]
    if not meant:
        return ""
    tab = APPROVALS.tab
    headers = ", ".join(column.header for column in APPROVALS.columns)
    lines = "\n".join(
        "\t".join((today.strftime("%d.%m.%Y"), BY_CODE[hold.table].tab, _why_meant(hold))) for hold in meant
    )
    first = _(
        "If it is an accident, undo it in the sheet. If it is meant, paste the row of the tab concerned below the "
        "last row of “{tab}”:",
        tab=tab,
    )
    second = _(
        "A sheet without that tab gets it by adding one called “{tab}” with the headers {headers} in row 1; "
        "{command} writes it as a workbook.",
        tab=tab,
        headers=headers,
        command=f"python -m data template --tab {tab}",
    )
    third = _("Whoever runs the server can approve it by {command}.", command="python -m data approve")
    return Paragraph(first), Verbatim(lines, lang="lv"), Paragraph(f"{second} {third}", "muted small")


def _why_meant(hold: Hold) -> str:
    """Return a Latvian explanation that no earlier row has: a row of the same words would approve nothing."""
    return f"Domāts: aizturēts {hold.since.astimezone(RIGA):%d.%m.%Y. %H:%M}"


def issues(view: View) -> Content:
    """Return every fault, the gravest first, with what to write; where the sheet has an address, places link to it."""
    return issue_tables(view.current.issues, view.words, dict(view.current.links))


def issue_tables(listed: Sequence[Issue], words: Words, links: dict[str, str]) -> Content:
    """Return issues as two tables, what is held or refused before the notices; those of one kind are one row."""
    _ = words.say
    name = Heading(2, _("Faults and notices"))
    if not listed:
        return name, Paragraph(_("None: every cell was read as it stands."))
    kinds = folded(listed)
    grave = [alike for alike in kinds if alike[0].severity is not Severity.NOTICE]
    notices = [alike for alike in kinds if alike[0].severity is Severity.NOTICE]
    sorts = (_("Held or refused"), grave), (_("Notices"), notices)
    return name, *((Heading(3, title), _kinds(of_sort, title, words, links)) for title, of_sort in sorts if of_sort)


def _kinds(kinds: Sequence[tuple[Issue, ...]], title: str, words: Words, links: dict[str, str]) -> Table:
    _ = words.say
    severities = {
        Severity.HELD: _("held"),
        Severity.REJECTED: _("refused"),
        Severity.NOTICE: _("notice"),
    }
    columns = [
        Column(_("Place")),
        Column(_("Tab")),
        Column(_("What happened")),
        Column(_("What is wrong and what to write")),
    ]
    rows = []
    for first, *others in kinds:
        happened = severities[first.severity] + (f" × {words.number(1 + len(others))}" if others else "")
        tab = first.tab or _("the whole source")
        cure = describe(first, words), _others(others, words, links) if others else ""
        rows.append(Row([_place(first, links, words), tab, happened, cure]))
    return Table(columns, rows, title, captioned=False)


def _others(issues: Sequence[Issue], words: Words, links: dict[str, str]) -> Details:
    """Return the other issues of a kind to fold out: each in its sentence, beyond the first many by place alone."""
    n = len(issues)
    label = words.count("{n} more case like this", "{n} more cases like this", n)
    items = [(_place(issue, links, words), ": ", describe(issue, words)) for issue in issues[:MOST_SENTENCES]]
    rest = ", ".join(issue.cell or str(issue.row or "") for issue in issues[MOST_SENTENCES:])
    return Details(label, (Items(items, kind=""), rest))


def _place(issue: Issue, links: dict[str, str], words: Words) -> Content:
    _ = words.say
    text = issue.cell or issue.column or _("tab")
    base = links.get(issue.tab or "")
    if not base:
        return text
    return Link(text, f"{base}&range={issue.cell}" if issue.cell else base, outside=True)


def tabs(view: View) -> Content:
    """Return the completeness of every tab."""
    words = view.words
    _ = words.say
    rows = []
    for tab in sorted(_completeness(view), key=lambda tab: list(BY_CODE).index(tab.table)):
        share = amounts.percent(tab.filled / tab.cells, words) if tab.cells else ""
        source = _("embedded data") if tab.table in view.snapshot.embedded else _("source")
        if view.current.source is None:
            source = _("embedded data")
        rows.append(
            Row(
                [
                    BY_CODE[tab.table].tab,
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
        Column(_("Rows"), number=True),
        Column(_("Cells filled"), number=True),
        Column(_("Cells that cannot be used"), number=True),
        Column(_("Rows in an earlier version"), number=True),
        Column(_("Source")),
    ]
    name = _("Completeness by tab")
    return Heading(2, name), Table(columns, rows, name, captioned=False)


@cached_by_view
def records(view: View) -> tuple[InstitutionRecord, ...]:
    """Return what each responsible institution has reported on the view's plan."""
    return institution_records(view.snapshot, state_of(view)) if view.plan else ()


def institutions(view: View) -> Content:
    """Return who has not reported, on how many measures and since when."""
    words = view.words
    _ = words.say
    if not records(view):
        return ""
    rows = [
        Row(
            [
                institution_name(view, record.institution),
                words.number(len(record.measures)),
                words.number(record.silent),
                words.date(record.last_report) if record.last_report else _("none"),
                reminder_link(view, record.institution, _("open")),
            ]
        )
        for record in records(view)
    ]
    columns = [
        Column(_("Institution"), aside=True),
        Column(_("Measures"), number=True),
        Column(_("Without a report"), number=True),
        Column(_("Newest report")),
        Column(_("Reminder")),
    ]
    name = _("Reports received")
    return Heading(2, name), Table(columns, rows, name, captioned=False)


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
    text = _("There is no reminder to “{name}”: it answers for no measure of this plan.", name=wanted[:60])
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
    title = words.pick(plan.title, plan.title_en) if plan else ""
    lines = [
        *filter(None, [provenance.invented(view)]),
        _("To: {institution}", institution=names.get(record.institution) or record.institution),
        "",
        _("Please report on the measures of “{plan}” for which you are responsible:", plan=title),
        ", ".join(record.measures) + ".",
        _("For each write in the tab “Izpildes gaita” the day, the status, what was done and what proves it."),
        _(
            "The newest report known to us: {report} (looked up on {day}).",
            day=words.date(view.day),
            report=words.date(record.last_report) if record.last_report else _("none"),
        ),
    ]
    return "\n".join(lines)


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
        (_("Whose word"), [findings.who_says(state, words) for state in states]),
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
    open_outcomes = progress.unsettled(state, plan_end(snapshot, plan))
    return findings.band_sentence(progress.band(state.tally, open_outcomes), words)


def _parts(counts: progress.Tally, words: Words) -> list[str]:
    return [part for part in (*findings.status_counts(counts, words), findings.unknown_counts(counts, words)) if part]
