"""The list of measures and one measure in full, as HTML."""

from collections.abc import Mapping, Sequence

from components.blocks.escape import html, linked
from components.blocks.tables import Column, Row, table
from components.charts import signs
from components.frame.links import measure_link
from components.frame.questions import attention_rows, state_of
from components.frame.rows import MOST_ROWS, not_all, small
from components.memo import per_view
from components.view import View
from components.wording import amounts, findings, marks, sheet, terms
from components.wording.findings import REPORTING, deadline_word
from components.wording.naming import institution_names, number, title
from components.wording.terms import confidence
from data.answers import dossier as dossiers
from data.answers.attention import focus_items
from data.answers.progress import OUTCOMES, Standing, tally
from data.answers.schedule import plan_end
from data.answers.search import Filter, matching
from data.contract.addresses import Page
from data.model import Assessor, Commitment, Measure, Numbering, PartialDate, StatedAt, Status, Update, table_of
from data.words import N_, Words


def status_line(item: Standing, view: View) -> str:
    """Return a standing's status with shape, word and who says so."""
    words = view.words
    said = f"{signs.mark(item.state, view.palette)} {html(terms.status_name(item.state, words))}"
    if item.status is Status.DONE and not item.proved:
        said += f", {html(words.say(N_('without evidence')))}"
    if item.from_public_sources:
        said += f' <span class="muted small">{html(words.say(N_("according to public sources")))}</span>'
    return said


def sheet_place(view: View, record: object) -> tuple[str, str]:
    """Return where a record's row stands in the sheet, and what is not of this read, in words; "" where all is well."""
    words, place = view.words, view.snapshot.origin(record)
    if place is None:
        return "", ""
    where = words.say(N_("Tab “{tab}”, row {row}"), tab=sheet.tab_names([table_of(record)])[0], row=place.row)
    return where, marks.row(view, record)


def _marked(where: str, mark: str) -> str:
    return html(where) + (f'<br><b class="mark">{html(mark)}</b>' if mark else "")


def _since(item: Standing, words: Words) -> str:
    return html(words.date(item.decisive.day)) if item.decisive else ""


@per_view
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


@per_view
def heading(view: View, wanted: Filter) -> str:
    """Return the list's heading: how many fit, and where they stand."""
    words = view.words
    rows, total = found(view, wanted), state_of(view).tally.total
    if not rows:
        return f"<h1>{html(words.say(N_('No measure fits these filters.')))}</h1>"
    if len(rows) == total:
        return f"<h1>{html(findings.main_finding(tally(rows), words, ended=findings.has_ended(view)))}</h1>"
    shown = words.count("{shown} of {n} measure", "{shown} of {n} measures", total, shown=words.number(len(rows)))
    ended = findings.has_ended(view) and any(map(tally(rows).of, findings.UNFINISHED))
    known = words.list(findings.status_counts(tally(rows), words, ended=ended))
    if ended:
        known = words.say(N_("by the last word {known}"), known=known)
    parts = [part for part in (known, findings.unknown_counts(tally(rows), words)) if part]
    if wanted.measures is not None:
        shown = words.say(N_("Needing attention, {shown}"), shown=shown)
    return f"<h1>{html(words.say(N_('{shown}: {parts}.'), shown=shown, parts='; '.join(parts)))}</h1>"


@per_view
def listing(view: View, wanted: Filter) -> str:
    """Return the measures that fit as a table grouped by commitment."""
    words = view.words
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
            lines.append(Row([html(f"{group}. {name or ''}"), "", "", "", ""], group=True))
        place = f'<span class="muted small">{html(words.say(N_("provisional number")))}</span>'
        own = f"{measure_link(view, measure)} {html(title(measure, words))}"
        if measure.numbering is Numbering.PROVISIONAL:
            own += f" {place}"
        lines.append(
            Row(
                [
                    own,
                    html(", ".join(measure.responsible)) or html(words.say(N_("not known"))),
                    status_line(item, view) + small(marks.status(view, item)),
                    _since(item, words),
                    html(deadline_word(view, item)),
                ]
            )
        )
    columns = [
        Column(words.say(N_("Measure"))),
        Column(words.say(N_("Responsible"))),
        Column(words.say(N_("Status"))),
        Column(words.say(N_("Said on"))),
        Column(words.say(N_("Schedule"))),
    ]
    caption = words.say(N_("Measures by commitment, with their status, who says so and when"))
    return table(columns, lines, caption, seen=False) + not_all(len(rows), words)


@per_view
def attention_table(view: View) -> str:
    """Return the attention list as a table: what, why, since when."""
    words = view.words
    rows = attention_rows(view)
    heading_text = html(words.say(N_("Needs attention, and why")))
    if not rows:
        return (
            f"<h2>{heading_text}</h2><p>{html(words.say(N_('Nothing stands under “Needs attention” at present.')))}</p>"
        )
    institutions = {item.id: item for item in view.snapshot.institutions}
    lines = []
    for row in rows[:MOST_ROWS]:
        what = ""
        if row.standing:
            what = f"{measure_link(view, row.standing.measure)} {html(title(row.standing.measure, words))}"
        elif row.institution:
            institution = institutions.get(row.institution)
            name = words.pick(institution.title, institution.title_en) if institution else row.institution
            n = words.count("responsible for {n} measure", "responsible for {n} measures", row.measures)
            what = f"{html(name)} ({html(n)})"
        elif row.event:
            what = html(words.pick(row.event.title, row.event.title_en))
        elif row.focus:
            what = _sheet(row.focus.text)
        since = html(words.date(row.since)) if row.since else ""
        if row.event:
            since = html(words.date(row.event.end or row.event.start))
        lines.append(Row([what, html(words.say(findings.RULES[row.rule])), since]))
    columns = [Column(words.say(N_("What"))), Column(words.say(N_("Why"))), Column(words.say(N_("Day")))]
    caption = words.say(N_("Each row with the rule that put it there"))
    return f"<h2>{heading_text}</h2>{table(columns, lines, caption, seen=False)}{not_all(len(rows), words)}"


# One measure in full


def _day(value: PartialDate | None, words: Words) -> str | None:
    return words.date(value) if value else None


def institutions(view: View, ids: Sequence[str]) -> str:
    """Return institutions by abbreviation with their full names, as HTML."""
    return html(institution_names(view, ids))


def _facts(pairs: Sequence[tuple[str, str | None]]) -> str:
    rows = "".join(f"<dt>{html(name)}</dt><dd>{value}</dd>" for name, value in pairs if value)
    return f'<dl class="facts">{rows}</dl>'


@per_view
def full(view: View, measure: Measure) -> str:
    """Return everything the snapshot holds on one measure."""
    words = view.words
    own = dossiers.dossier(view.snapshot, measure, view.day)
    return (
        f"{_steps(view, own)}<h1>{html(number(measure, words))}. {html(title(measure, words))}</h1>"
        f"{_where(view, own)}"
        f"<div class='grid two'><div>{_timeline(view, own.reports)}{_definition(view, own)}</div>"
        f"<div>{_voices(view, own)}{_around(view, own)}</div></div>"
    )


def _steps(view: View, own: dossiers.Dossier) -> str:
    words = view.words
    back = f'<a href="{html(view.address(Page.MEASURES))}" target="_self">{html(words.say(N_("All measures")))}</a>'
    links = [back]
    if own.previous:
        links.append(
            measure_link(view, own.previous, words.say(N_("← previous: {number}"), number=own.previous.number))
        )
    if own.next:
        links.append(measure_link(view, own.next, words.say(N_("next: {number} →"), number=own.next.number)))
    return f'<nav class="steps" aria-label="{html(words.say(N_("Measures")))}">{" · ".join(links)}</nav>'


def _where(view: View, own: dossiers.Dossier) -> str:
    """Return the measure's state in one line: status, schedule, reporting; each a thing of its own."""
    words = view.words
    if not own.counts:
        text = words.count("Counted through its {n} part.", "Counted through its {n} parts.", len(own.parts))
        return f'<p class="lead">{html(text)}</p>'
    parts = [f"<b>{status_line(own.standing, view)}</b>"]
    if own.standing.decisive:
        parts.append(_since(own.standing, words))
    parts.append(html(words.say(findings.SCHEDULES[own.schedule])))
    parts.append(html(words.say(REPORTING[own.reporting])))
    if ended := after_end(view, own.standing):
        parts.append(html(ended))
    return f'<p class="lead">{" · ".join(parts)}{small(marks.status(view, own.standing))}</p>'


def outcome_unknown(view: View, item: Standing) -> bool:
    """Tell whether a measure's plan has ended and nobody has said how the measure came out."""
    return _is_over(view, item) and item.status not in (*OUTCOMES, Status.ONGOING)


def after_end(view: View, item: Standing) -> str:
    """Return what the end of a measure's plan leaves open, in words; "" where it leaves nothing.

    What was carried out continuously has no outcome to wait for: what is not known is whether it goes on.
    """
    if outcome_unknown(view, item):
        return view.words.say(N_("the plan has ended, the outcome is not known"))
    if _is_over(view, item) and item.status is Status.ONGOING:
        return view.words.say(N_("the plan has ended, whether it goes on is not known"))
    return ""


def _is_over(view: View, item: Standing) -> bool:
    end = plan_end(view.snapshot, item.measure.plan)
    return end is not None and end < view.day


def _definition(view: View, own: dossiers.Dossier) -> str:
    words, measure = view.words, own.measure
    direction, commitment = (
        html(f"{above.number}. {words.pick(above.title, above.title_en)}") if above else None
        for above in (own.direction, own.commitment)
    )
    unknown = html(words.say(N_("not known")))
    level = {
        StatedAt.MEASURE: words.say(N_("named for the measure")),
        StatedAt.COMMITMENT: words.say(N_("named for its commitment, not for the measure")),
    }
    responsible = institutions(view, measure.responsible) or unknown
    if measure.responsible and measure.stated_at:
        responsible += f' <span class="muted">({html(level[measure.stated_at])})</span>'
    chain = " → ".join(
        html(words.date(deadline)) + (f' <span class="muted">({html(words.date(day))})</span>' if day else "")
        for day, deadline in own.deadlines
    )
    row = _marked(*sheet_place(view, measure))
    parent = f"{measure_link(view, own.parent)} {html(title(own.parent, words))}" if own.parent else None
    parts = "".join(
        f"<li>{measure_link(view, part.measure)} {html(title(part.measure, words))}: {status_line(part, view)}"
        f"{small(marks.status(view, part))}</li>"
        for part in own.parts
    )
    sure = confidence(measure.confidence, words)
    return _facts(
        [
            (words.say(N_("Action direction")), direction),
            (words.say(N_("Commitment")), commitment),
            (words.say(N_("Part of")), parent),
            (words.say(N_("Parts")), f"<ul>{parts}</ul>" if parts else None),
            (words.say(N_("Responsible")), responsible),
            (words.say(N_("Co-responsible")), institutions(view, measure.co_responsible)),
            (words.say(N_("Start")), html(_day(measure.start, words) or "") or unknown),
            (words.say(N_("Deadline")), chain or unknown),
            (words.say(N_("Added to the plan")), html(_day(measure.added, words) or "")),
            (words.say(N_("Expected result")), _sheet(measure.expected_result) or unknown),
            (words.say(N_("Note")), _sheet(measure.note)),
            (words.say(N_("Source")), _sheet(measure.source)),
            (words.say(N_("Confidence")), html(words.say(terms.CONFIDENCE[measure.confidence])) if sure else None),
            (words.say(N_("In the sheet")), row),
        ]
    )  # fmt: skip


def _sheet(text: str | None) -> str:
    """Return Latvian sheet text with its links, told apart for screen readers."""
    return f'<span lang="lv">{linked(text)}</span>' if text else ""


def _voices(view: View, own: dossiers.Dossier) -> str:
    """Return who says what, side by side: the newest report of each assessor."""
    words = view.words
    rows = []
    for assessor in Assessor:
        report = own.standing.newest.get(assessor)
        name = html(words.say(terms.ASSESSOR_NAMES[assessor]))
        if report is None:
            rows.append(Row([name, f'<span class="muted">{html(words.say(N_("not reported")))}</span>', ""]))
            continue
        said = f"{signs.mark(report.status, view.palette)} {html(terms.report_status(report.status, words))}"
        sure = confidence(report.confidence, words)
        said += f' <span class="muted small">({html(sure)})</span>' if sure else ""
        rows.append(Row([name, said, html(words.date(report.day))]))
    columns = [Column(words.say(N_("Assessor"))), Column(words.say(N_("Status"))), Column(words.say(N_("Day")))]
    caption = words.say(N_("Who says what: the newest word of each"))
    irm = ""
    if own.commitment:
        known = [
            (name, html(value) if ours else _sheet(value))
            for name, value, ours in irm_view(own.commitment, words)
            if value
        ]
        if known:
            heading_text = words.say(N_("The IRM’s view of commitment {number}"), number=own.commitment.number)
            irm = f"<h2>{html(heading_text)}</h2>{_facts(known)}{_link(own.commitment.link)}"
    return f"<h2>{html(caption)}</h2>{table(columns, rows, caption, seen=False)}{irm}"


def irm_view(commitment: Commitment, words: Words) -> list[tuple[str, str | None, bool]]:
    """Return what the IRM says of a commitment: name, value, and whether the value is our word and not the sheet's."""
    return [
        (words.say(N_("Potential for results")), commitment.irm_potential, False),
        (words.say(N_("Promising")), _yes_no(commitment.irm_promising, words), True),
        (words.say(N_("Completion")), commitment.irm_completion, False),
        (words.say(N_("Early results")), commitment.irm_early_results, False),
    ]


def _link(address: str | None) -> str:
    return f"<p>{linked(address)}</p>" if address else ""


def _yes_no(value: bool | None, words: Words) -> str | None:
    if value is None:
        return None
    return words.say(N_("yes")) if value else words.say(N_("no"))


def _around(view: View, own: dossiers.Dossier) -> str:
    """Return what else speaks of the measure: focus lists, decisions, agenda, events, money."""
    words = view.words
    meetings = {meeting.id: meeting for meeting in view.snapshot.meetings}

    def held(meeting: str | None) -> str:
        found_meeting = meetings.get(meeting or "")
        return html(words.date(found_meeting.day)) if found_meeting and found_meeting.day else ""

    sections: Mapping[str, list[str]] = {
        words.say(N_("On the council’s list of special attention")): [
            f'{item.year}: <span lang="lv">{html(item.text)}</span>' for item in own.focus
        ],
        words.say(N_("Decisions")): [
            f'{held(item.meeting)} <span lang="lv">{html(item.text)}</span>' for item in own.decisions
        ],
        words.say(N_("On the agenda")): [
            f'{held(item.meeting)} {html(item.number)}. <span lang="lv">{html(item.question)}</span>'
            for item in own.agenda
        ],
        words.say(N_("Events")): [
            f"{html(words.date(item.start))} {html(words.pick(item.title, item.title_en))}" for item in own.events
        ],
        words.say(N_("Funding")): [
            f"{_years(item.first_year, item.last_year)} {html(terms.funding_kind(item.kind, words))}: "
            f"{html(amounts.euro(item.amount, words) if item.amount is not None else words.say(N_('sum not known')))}"
            for item in own.funding
        ],
    }
    return "".join(
        f"<h2>{html(name)}</h2><ul class='facts'>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
        for name, lines in sections.items()
        if lines
    )


def _years(first: int | None, last: int | None) -> str:
    return str(first or "") if last in (None, first) else f"{first}–{last}"


def _timeline(view: View, reports: Sequence[Update]) -> str:
    """Return all reports, newest first, each with what was done, what hinders, what is asked, and the evidence."""
    words = view.words
    heading_text = html(words.say(N_("All reports, newest first")))
    if not reports:
        return f"<h2>{heading_text}</h2><p>{html(words.say(N_('These data hold no report on this measure.')))}</p>"
    items = []
    for report in reports:
        who = words.say(terms.ASSESSOR_NAMES[report.assessor])
        if report.reported_by:
            who = f"{who}, {report.reported_by}"
        head = (
            f"<h3>{html(words.date(report.day))} · {html(who)} · "
            f"{signs.mark(report.status, view.palette)} {html(terms.report_status(report.status, words))}</h3>"
        )
        row = _marked(*sheet_place(view, report))
        facts = _facts(
            [
                (words.say(N_("Done")), _sheet(report.done)),
                (words.say(N_("Obstacles")), _sheet(report.obstacles)),
                (words.say(N_("Needed from the council")), _sheet(report.needed_from_council)),
                (words.say(N_("New deadline")), html(_day(report.new_deadline, words) or "")),
                (words.say(N_("Evidence")), _sheet(report.evidence) or html(words.say(N_("no evidence given")))),
                (words.say(N_("Confidence")), html(words.say(terms.CONFIDENCE[report.confidence]))),
                (words.say(N_("In the sheet")), row),
            ]
        )
        items.append(f"<li>{head}{facts}</li>")
    return f'<h2>{heading_text}</h2><ol class="timeline">{"".join(items)}</ol>'
