"""The list of measures and one measure in full."""

from collections.abc import Mapping, Sequence

from components.blocks.vocabulary import (
    BREAK,
    Column,
    Content,
    Facts,
    Group,
    Heading,
    Items,
    Link,
    Nav,
    Paragraph,
    Quoted,
    Row,
    Table,
    Text,
    joined,
)
from components.charts import signs
from components.frame.links import measure_link
from components.frame.questions import attention_rows, state_of
from components.frame.rows import MOST_ROWS, not_all, small
from components.memo import cached_by_view
from components.screens.measures.facts import chosen, facts_of, report_facts, status_of
from components.view import View
from components.wording import amounts, findings, marks, sheet, terms
from components.wording.findings import REPORTING, deadline_word
from components.wording.naming import number, title
from components.wording.terms import confidence
from data.answers import dossier as dossiers
from data.answers.attention import focus_items
from data.answers.progress import OUTCOMES, Standing, tally
from data.answers.schedule import plan_end
from data.answers.search import Filter, matching
from data.contract.addresses import Page
from data.model import Assessor, Commitment, Measure, Numbering, Status, Update, table_of
from data.words import N_, Words


def status_line(item: Standing, view: View) -> Content:
    """Return a standing's status with shape, word and who says so."""
    status_said, public = status_of(item, view.words)
    whose = Text(public, kind="muted small") if public else ""
    return joined((signs.mark(item.state, view.palette), status_said, whose), " ")


def sheet_place(view: View, record: object) -> Content:
    """Return where a record's row stands in the sheet, and what is not of this read; "" where it came from none."""
    words, place = view.words, view.snapshot.origin(record)
    _ = words.say
    if place is None:
        return ""
    where = _("Tab “{tab}”, row {row}", tab=sheet.tab_names([table_of(record)])[0], row=place.row)
    mark = marks.row(view, record)
    return (where, BREAK, Text(mark, kind="mark", strong=True)) if mark else where


def _since(item: Standing, words: Words) -> str:
    return words.date(item.decisive.day) if item.decisive else ""


@cached_by_view
def found(view: View, wanted: Filter) -> tuple[Standing, ...]:
    """Return the counted measures that fit a filter."""
    return matching(view.snapshot, state_of(view), wanted)


def under_attention(view: View) -> frozenset[str]:
    """Return the ids of the measures the attention list names, those of named commitments included."""
    assert view.plan is not None
    named = [row.standing for row in attention_rows(view) if row.standing]
    for _, standings in focus_items(view.snapshot, state_of(view), view.plan.id):
        named += [item for item in standings if item.status is not Status.DONE]
    return frozenset(item.measure.id for item in named)


@cached_by_view
def heading(view: View, wanted: Filter) -> Heading:
    """Return the list's heading: how many fit, and where they stand."""
    words = view.words
    _ = words.say
    rows, total = found(view, wanted), state_of(view).tally.total
    if not rows:
        return Heading(1, _("No measure fits these filters."))
    if len(rows) == total:
        return Heading(1, findings.main_finding(tally(rows), words, ended=findings.has_ended(view)))
    shown = words.count("{shown} of {n} measure", "{shown} of {n} measures", total, shown=words.number(len(rows)))
    ended = findings.has_ended(view) and any(map(tally(rows).of, findings.UNFINISHED))
    known = words.list(findings.status_counts(tally(rows), words, ended=ended))
    if ended:
        known = _("by the last word {known}", known=known)
    parts = [part for part in (known, findings.unknown_counts(tally(rows), words)) if part]
    if wanted.measures is not None:
        shown = _("Needing attention, {shown}", shown=shown)
    return Heading(1, _("{shown}: {parts}.", shown=shown, parts="; ".join(parts)))


def listing(view: View, wanted: Filter) -> Content:
    """Return the measures that fit as a table grouped by commitment."""
    words = view.words
    _ = words.say
    rows = found(view, wanted)
    if not rows:
        return ""
    commitments = {
        branch.commitment.number: branch.commitment
        for direction in state_of(view).directions
        for branch in direction.commitments
    }
    lines: list[Row] = []
    group: str | None = None
    for item in rows[:MOST_ROWS]:
        measure = item.measure
        if measure.commitment != group:
            group = measure.commitment
            commitment = commitments.get(group)
            name = words.pick(commitment.title, commitment.title_en) if commitment else ""
            lines.append(Row([f"{group}. {name or ''}", "", "", "", ""], group=True))
        cell = _named(view, measure)
        if measure.numbering is Numbering.PROVISIONAL:
            cell = cell, " ", Text(_("provisional number"), kind="muted small")
        lines.append(
            Row(
                [
                    cell,
                    ", ".join(measure.responsible) or _("not known"),
                    _status(item, view),
                    _since(item, words),
                    deadline_word(view, item),
                ]
            )
        )
    columns = [
        Column(_("Measure")),
        Column(_("Responsible")),
        Column(_("Status")),
        Column(_("Said on")),
        Column(_("Schedule")),
    ]
    caption = _("Measures by commitment, with their status, who says so and when")
    return Table(columns, lines, caption, captioned=False), not_all(len(rows), words)


def _named(view: View, measure: Measure) -> Content:
    return measure_link(view, measure), " ", title(measure, view.words)


def _status(item: Standing, view: View) -> Content:
    return status_line(item, view), small(marks.status(view, item))


def attention_table(view: View) -> Content:
    """Return the attention list as a table: what, why, since when."""
    words = view.words
    _ = words.say
    rows = attention_rows(view)
    name = Heading(2, _("Needs attention, and why"))
    if not rows:
        return name, Paragraph(_("Nothing stands under “Needs attention” at present."))
    institutions = {item.id: item for item in view.snapshot.institutions}
    lines = []
    for row in rows[:MOST_ROWS]:
        what: Content = ""
        if row.standing:
            what = _named(view, row.standing.measure)
        elif row.institution:
            institution = institutions.get(row.institution)
            title_of = words.pick(institution.title, institution.title_en) if institution else row.institution
            n = words.count("responsible for {n} measure", "responsible for {n} measures", row.measures)
            what = f"{title_of} ({n})"
        elif row.event:
            what = words.pick(row.event.title, row.event.title_en) or ""
        elif row.focus:
            what = Quoted(row.focus.text)
        since = words.date(row.since) if row.since else ""
        if row.event:
            since = words.date(row.event.end or row.event.start)
        lines.append(Row([what, words.say(findings.RULES[row.rule]), since]))
    columns = [Column(_("What")), Column(_("Why")), Column(_("Day"))]
    caption = _("Each row with the rule that put it there")
    return name, Table(columns, lines, caption, captioned=False), not_all(len(rows), words)


# One measure in full


def full(view: View, measure: Measure) -> Content:
    """Return everything the snapshot holds on one measure."""
    words = view.words
    dossier = dossiers.dossier(view.snapshot, measure, view.day)
    left = Group((_timeline(view, dossier.reports), _definition(view, dossier)))
    right = Group((_voices(view, dossier), _around(view, dossier)))
    name = Heading(1, f"{number(measure, words)}. {title(measure, words)}")
    return _steps(view, dossier), name, _where(view, dossier), Group((left, right), "grid two")


def _steps(view: View, dossier: dossiers.Dossier) -> Nav:
    _ = view.words.say
    links = [Link(_("All measures"), view.address(Page.MEASURES))]
    if dossier.previous:
        text = _("← previous: {number}", number=dossier.previous.number)
        links.append(measure_link(view, dossier.previous, text))
    if dossier.next:
        links.append(measure_link(view, dossier.next, _("next: {number} →", number=dossier.next.number)))
    return Nav(_("Measures"), [joined(links, " · ")], "steps")


def _where(view: View, dossier: dossiers.Dossier) -> Paragraph:
    """Return the measure's state in one line: status, schedule, reporting; each a thing of its own."""
    words = view.words
    if not dossier.counts:
        text = words.count("Counted through its {n} part.", "Counted through its {n} parts.", len(dossier.parts))
        return Paragraph(text, "lead")
    parts: list[Content] = [
        Text(status_line(dossier.standing, view), strong=True),
        _since(dossier.standing, words),
        words.say(findings.SCHEDULES[dossier.schedule]),
        words.say(REPORTING[dossier.reporting]),
        after_end(view, dossier.standing),
    ]
    return Paragraph((joined(parts, " · "), small(marks.status(view, dossier.standing))), "lead")


def outcome_unknown(view: View, item: Standing) -> bool:
    """Tell whether a measure's plan has ended and nobody has said how the measure came out."""
    return _is_over(view, item) and item.status not in (*OUTCOMES, Status.ONGOING)


def after_end(view: View, item: Standing) -> str:
    """Return what the end of a measure's plan leaves open, in words; "" where it leaves nothing.

    What was carried out continuously has no outcome to wait for: what is not known is whether it goes on.
    """
    _ = view.words.say
    if outcome_unknown(view, item):
        return _("the plan has ended, the outcome is not known")
    if _is_over(view, item) and item.status is Status.ONGOING:
        return _("the plan has ended, whether it goes on is not known")
    return ""


def _is_over(view: View, item: Standing) -> bool:
    end = plan_end(view.snapshot, item.measure.plan)
    return end is not None and end < view.day


def _definition(view: View, dossier: dossiers.Dossier) -> Facts:
    words = view.words
    above = {
        name: f"{item.number}. {words.pick(item.title, item.title_en)}" if item else ""
        for name, item in (("Action direction", dossier.direction), ("Commitment", dossier.commitment))
    }
    parts = [(_named(view, part.measure), ": ", _status(part, view)) for part in dossier.parts]
    known = (
        facts_of(view, dossier)
        | above
        | {
            "Part of": _named(view, dossier.parent) if dossier.parent else "",
            "Parts": Items(parts, kind="") if parts else "",
            "In the sheet": sheet_place(view, dossier.measure),
        }
    )
    return chosen(_DEFINITION, known, words)


_DEFINITION = (
    N_("Action direction"),
    N_("Commitment"),
    N_("Part of"),
    N_("Parts"),
    N_("Responsible"),
    N_("Co-responsible"),
    N_("Start"),
    N_("Deadline"),
    N_("Added to the plan"),
    N_("Expected result"),
    N_("Note"),
    N_("Source"),
    N_("Confidence"),
    N_("In the sheet"),
)


def _voices(view: View, dossier: dossiers.Dossier) -> Content:
    """Return who says what, side by side: the newest report of each assessor."""
    words = view.words
    _ = words.say
    rows = []
    for assessor in Assessor:
        report = dossier.standing.newest.get(assessor)
        name = words.say(terms.ASSESSOR_NAMES[assessor])
        if report is None:
            rows.append(Row([name, Text(_("not reported"), kind="muted"), ""]))
            continue
        sure = confidence(report.confidence, words)
        doubt = Text(f"({sure})", kind="muted small") if sure else ""
        rows.append(Row([name, joined((_reported(view, report), doubt), " "), words.date(report.day)]))
    columns = [Column(_("Assessor")), Column(_("Status")), Column(_("Day"))]
    caption = _("Who says what: the newest word of each")
    return Heading(2, caption), Table(columns, rows, caption, captioned=False), _irm(dossier.commitment, words)


def _reported(view: View, report: Update) -> Content:
    """Return the status that a report gives, with its sign."""
    return signs.mark(report.status, view.palette), " ", terms.report_status(report.status, view.words)


def _irm(commitment: Commitment | None, words: Words) -> Content:
    _ = words.say
    if commitment is None:
        return ""
    known = [(name, value if ours else Quoted(value)) for name, value, ours in irm_view(commitment, words) if value]
    if not known:
        return ""
    name = Heading(2, _("The IRM’s view of commitment {number}", number=commitment.number))
    return name, Facts(known), Paragraph(Quoted(commitment.link)) if commitment.link else ""


def irm_view(commitment: Commitment, words: Words) -> list[tuple[str, str | None, bool]]:
    """Return what the IRM says of a commitment: name, value, and whether the value is our word and not the sheet's."""
    _ = words.say
    return [
        (_("Potential for results"), commitment.irm_potential, False),
        (_("Promising"), _yes_no(commitment.irm_promising, words), True),
        (_("Completion"), commitment.irm_completion, False),
        (_("Early results"), commitment.irm_early_results, False),
    ]


def _yes_no(value: bool | None, words: Words) -> str | None:
    _ = words.say
    if value is None:
        return None
    return _("yes") if value else _("no")


def _around(view: View, dossier: dossiers.Dossier) -> Content:
    """Return what else speaks of the measure: focus lists, decisions, agenda, events, money."""
    words = view.words
    _ = words.say
    meetings = {meeting.id: meeting for meeting in view.snapshot.meetings}

    def held(meeting: str | None) -> str:
        found_meeting = meetings.get(meeting or "")
        return words.date(found_meeting.day) if found_meeting and found_meeting.day else ""

    sections: Mapping[str, list[Content]] = {
        _("On the council’s list of special attention"): [
            (f"{item.year}: ", Text(item.text, lang="lv")) for item in dossier.focus
        ],
        _("Decisions"): [(held(item.meeting), " ", Text(item.text, lang="lv")) for item in dossier.decisions],
        _("On the agenda"): [
            (f"{held(item.meeting)} {item.number}. ", Text(item.question, lang="lv")) for item in dossier.agenda
        ],
        _("Events"): [f"{words.date(item.start)} {words.pick(item.title, item.title_en)}" for item in dossier.events],
        _("Funding"): [
            f"{_years(item.first_year, item.last_year)} {terms.funding_kind(item.kind, words)}: "
            f"{amounts.euro(item.amount, words) if item.amount is not None else _('sum not known')}"
            for item in dossier.funding
        ],
    }
    return tuple((Heading(2, name), Items(lines)) for name, lines in sections.items() if lines)


def _years(first: int | None, last: int | None) -> str:
    return str(first or "") if last in (None, first) else f"{first}–{last}"


def _timeline(view: View, reports: Sequence[Update]) -> Content:
    """Return all reports, newest first, each with what was done, what hinders, what is asked, and the evidence."""
    _ = view.words.say
    name = Heading(2, _("All reports, newest first"))
    if not reports:
        return name, Paragraph(_("These data hold no report on this measure."))
    return name, Items([_report(view, report) for report in reports], "timeline", ordered=True)


def _report(view: View, report: Update) -> Content:
    words = view.words
    _ = words.say
    who = joined((words.say(terms.ASSESSOR_NAMES[report.assessor]), report.reported_by or ""))
    known = report_facts(report, words) | {"In the sheet": sheet_place(view, report)}
    known["Evidence"] = known["Evidence"] or _("no evidence given")
    name = joined((words.date(report.day), who, _reported(view, report)), " · ")
    return Heading(3, name), chosen(_REPORT, known, words)


_REPORT = (
    N_("Done"),
    N_("Obstacles"),
    N_("Needed from the council"),
    N_("New deadline"),
    N_("Evidence"),
    N_("Confidence"),
    N_("In the sheet"),
)
