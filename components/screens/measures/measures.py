"""One measure in full: where it stands and on whose word, what is next, the evidence; small print is folded."""

from collections.abc import Mapping, Sequence

from components.blocks.vocabulary import (
    BREAK,
    Column,
    Content,
    Details,
    Facts,
    Group,
    Heading,
    Items,
    Link,
    Nav,
    Note,
    Paragraph,
    Quoted,
    Row,
    Table,
    Text,
    joined,
)
from components.charts import signs
from components.frame.links import measure_link, reminder_link
from components.frame.rows import named, small
from components.memo import cached_by_view
from components.screens.measures.facts import chosen, facts_of, report_facts, status_of
from components.view import View
from components.wording import amounts, findings, marks, sheet, terms
from components.wording.findings import REPORTING
from components.wording.naming import number, title
from components.wording.terms import confidence
from data.answers import attention
from data.answers import dossier as dossiers
from data.answers.progress import OUTCOMES, Standing
from data.answers.schedule import Reporting, plan_end
from data.contract.addresses import Page
from data.model import Assessor, Commitment, Confidence, DecisionState, Measure, Status, Update, table_of
from data.words import N_, Words


def status_line(item: Standing, view: View) -> Content:
    """Return a standing's status with shape, word and who says so."""
    status_said, public = status_of(item, view.words)
    if not public:
        return joined((signs.mark(item.state, view.palette), status_said), " ")
    return joined((signs.mark(item.state, view.palette), f"{status_said},", Text(public, kind="muted small")), " ")


def left_open(item: Standing, words: Words) -> Content:
    """Return what a measure's status leaves open as a line below it; "" where it leaves nothing."""
    caveat = findings.caveat(item, words)
    return Note(caveat, "muted") if caveat else ""


def sheet_place(view: View, record: object) -> Content:
    """Return a row's location in the sheet and what was carried over from an earlier read; "" where it has none."""
    words, place = view.words, view.snapshot.origin(record)
    _ = words.say
    if place is None:
        return ""
    where = _("Tab “{tab}”, row {row}", tab=sheet.tab_names([table_of(record)])[0], row=place.row)
    mark = marks.row(view, record)
    return (where, BREAK, Text(mark, kind="mark", strong=True)) if mark else where


def titled(view: View, measure: Measure) -> Content:
    """Return a measure's number, which leads to it, and its title."""
    return measure_link(view, measure), " ", _title(measure, view.words)


def _title(measure: Measure, words: Words) -> Content:
    return named(measure.title, measure.title_en, words) or title(measure, words)


def said_on(item: Standing, words: Words) -> str:
    """Return the day of the report that a standing rests on; "" where there is none."""
    return words.date(item.decisive.day) if item.decisive else ""


@cached_by_view
def _dossier(view: View, measure: Measure) -> dossiers.Dossier:
    return dossiers.dossier(view.snapshot, measure, view.day)


def full(view: View, measure: Measure) -> Content:
    """Return everything the snapshot holds on one measure."""
    words = view.words
    _ = words.say
    dossier = _dossier(view, measure)
    name = Heading(1, (f"{number(measure, words)}. ", _title(measure, words)))
    more = Details(_("More on the measure: plan, notes, sources"), chosen(_DEFINITION, _known(view, dossier), words))
    left = Group((_first(view, dossier), _timeline(view, dossier.reports), more))
    right = Group((_voices(view, dossier), _around(view, dossier)))
    return _steps(view, dossier), name, _where(view, dossier), Group((left, right), "grid two")


def _first(view: View, dossier: dossiers.Dossier) -> Facts:
    """Return what is asked first of a measure: who answers for it, by when, what is next, on what evidence."""
    words = view.words
    _ = words.say
    decisive = dossier.standing.decisive
    known = _known(view, dossier) | {"What next": _next(view, dossier) if dossier.counts else ""}
    if dossier.counts and decisive:
        known["Evidence"] = Quoted(decisive.evidence) or _("no evidence given")
    return chosen(_FIRST, {"Evidence": ""} | known, words)


_FIRST = (
    N_("What next"),
    N_("Responsible"),
    N_("Deadline"),
    N_("Evidence"),
    N_("Expected result"),
    N_("Parts"),
)


def _next(view: View, dossier: dossiers.Dossier) -> Content:
    """Return what is awaited of a measure, the most pressing first: asked, decided, to come, to be reported."""
    words, item = view.words, dossier.standing
    _ = words.say
    lines: list[Content] = []
    answers = attention.answered(view.snapshot, view.day)
    if request := attention.request(item, answers.get(item.measure.id)):
        lines.append((f"{_('The institution asks the council')}: ", Quoted(request.needed_from_council)))
    for decision in dossier.decisions:
        if decision.state in (DecisionState.OPEN, None):
            due = f"{words.date(decision.due)} – " if decision.due else ""
            lines.append((f"{_('A decision to be carried out')}: {due}", Text(decision.text, lang="lv")))
    for event in dossier.events:
        if event.start.first > view.day:
            lines.append((f"{words.date(event.start)} ", named(event.title, event.title_en, words)))
    return Items([*lines, _awaited(view, dossier)]) if lines else _awaited(view, dossier)


def _awaited(view: View, dossier: dossiers.Dossier) -> Content:
    """Return what must still be said of a measure, and the reminder to whoever is to say it."""
    words, item = view.words, dossier.standing
    _ = words.say
    if item.status in OUTCOMES or item.status is Status.STOPPED:
        if item.from_public_sources:
            said = _("These data contain no confirmation from any responsible institution.")
        elif item.status is Status.DONE and not item.proved:
            said = _("The evidence is to be given.")
        else:
            return _("Nothing more is expected.")
    elif outcome_unknown(view, item):
        said = _("The outcome has still to be reported.")
    elif ended := after_end(view, item):
        said = f"{terms.capital(ended)}."
    elif dossier.deadlines:
        deadline = words.date(dossier.deadlines[-1][1]).rstrip(".")
        said = _("To be completed by: {deadline}.", deadline=deadline)
    elif dossier.reporting in (Reporting.NEVER, Reporting.STALE):
        said = _("The institution is to report.")
    else:
        return _("The next step is not known.")
    links = joined([reminder_link(view, name) for name in item.measure.responsible])
    return (said, f" {_('Remind')}: ", links) if links else said


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
        text = words.count(
            "Counted by its {n} part, not as a whole.", "Counted by its {n} parts, not as a whole.", len(dossier.parts)
        )
        return Paragraph(text, "lead")
    parts: list[Content] = [
        Text(status_line(dossier.standing, view), strong=True),
        findings.caveat(dossier.standing, words),
        said_on(dossier.standing, words),
        words.say(findings.SCHEDULES[dossier.schedule]),
        words.say(REPORTING[dossier.reporting]),
        after_end(view, dossier.standing),
    ]
    return Paragraph((joined(parts, " · "), small(marks.doubts(view, dossier.standing))), "lead")


def outcome_unknown(view: View, item: Standing) -> bool:
    """Tell whether a measure's plan has ended and nobody has said how the measure came out."""
    return _is_over(view, item) and item.status not in (*OUTCOMES, Status.ONGOING)


def after_end(view: View, item: Standing) -> str:
    """Return what the end of a measure's plan leaves open, in words; "" where it leaves nothing.

    What was carried out continuously has no outcome to wait for: what is not known is whether it goes on.
    """
    _ = view.words.say
    if outcome_unknown(view, item):
        return _("the plan has ended; the outcome is not known")
    if _is_over(view, item) and item.status is Status.ONGOING:
        return _("the plan has ended; whether it goes on is not known")
    return ""


def _is_over(view: View, item: Standing) -> bool:
    end = plan_end(view.snapshot, item.measure.plan)
    return end is not None and end < view.day


def _known(view: View, dossier: dossiers.Dossier) -> dict[str, Content]:
    """Return what is known of a measure by name, its place in the plan and in the sheet included."""
    words = view.words
    above = {
        name: (f"{item.number}. ", named(item.title, item.title_en, words)) if item else ""
        for name, item in (("Action direction", dossier.direction), ("Commitment", dossier.commitment))
    }
    parts = [
        (
            titled(view, part.measure),
            ": ",
            status_line(part, view),
            left_open(part, words),
            small(marks.doubts(view, part)),
        )
        for part in dossier.parts
    ]
    return (
        facts_of(view, dossier)
        | above
        | {
            "Part of": titled(view, dossier.parent) if dossier.parent else "",
            "Parts": Items(parts, kind="") if parts else "",
            "Location in the data": sheet_place(view, dossier.measure),
        }
    )


_DEFINITION = (
    N_("Action direction"),
    N_("Commitment"),
    N_("Part of"),
    N_("Co-responsible"),
    N_("Start"),
    N_("Added to the plan"),
    N_("Note"),
    N_("Source"),
    N_("Confidence"),
    N_("Location in the data"),
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
            rows.append(Row([name, Text(_("no news in these data"), kind="muted"), ""]))
            continue
        sure = confidence(report.confidence, words)
        doubt = Text(f"({sure})", kind="muted small") if sure else ""
        rows.append(Row([name, joined((_reported(view, report), doubt), " "), words.date(report.day)]))
    columns = [Column(_("Assessor")), Column(_("Status")), Column(_("Day"))]
    caption = _("Latest news from each source")
    return Heading(2, caption), Table(columns, rows, caption, captioned=False), _irm(dossier.commitment, words)


def _reported(view: View, report: Update) -> Content:
    """Return the status that a report gives, with its sign."""
    return signs.mark(report.status, view.palette), " ", marks.report_status(view, report)


def _irm(commitment: Commitment | None, words: Words) -> Content:
    _ = words.say
    if commitment is None:
        return ""
    known = [(name, value if ours else Quoted(value)) for name, value, ours in irm_view(commitment, words) if value]
    if not known:
        return ""
    name = Heading(2, _("The IRM’s view of commitment {number}", number=commitment.number))
    note = Paragraph(Quoted(commitment.note), "muted") if commitment.note else ""
    return name, Facts(known), note, Paragraph(Quoted(commitment.link)) if commitment.link else ""


def irm_view(commitment: Commitment, words: Words) -> list[tuple[str, str | None, bool]]:
    """Return what the IRM says of a commitment: name, value, and whether the value is our word and not the sheet's."""
    _ = words.say
    return [
        (_("Potential for results"), *_irm_word(commitment.irm_potential, words)),
        (_("Promising"), _yes_no(commitment.irm_promising, words), True),
        (_("Completion"), *_irm_word(commitment.irm_completion, words)),
        (_("Early results"), *_irm_word(commitment.irm_early_results, words)),
        *_how_sure(commitment, words),
    ]


def _how_sure(commitment: Commitment, words: Words) -> list[tuple[str, str | None, bool]]:
    """Return how far a commitment's row can be relied on, and the note that says why; nothing where it is certain."""
    if commitment.confidence is Confidence.HIGH:
        return []
    sure = words.say(terms.CONFIDENCE[commitment.confidence])
    return [(words.say(N_("Confidence")), sure, True), (words.say(N_("Note")), commitment.note, False)]


_AWAITED = N_("no IRM assessment in these data")
_IRM_WORDS: Mapping[str, str] = {
    "augsts": N_("high"),
    "vidējs": N_("moderate"),
    "zems": N_("low"),
    "gaida irm vērtējumu": _AWAITED,
    "nav pierādījumu": N_("no evidence available"),
    "nav sākta": N_("not begun"),
    "ierobežota": N_("limited completion"),
    "būtiska": N_("substantial completion"),
    "pabeigta": N_("complete"),
    "nav ievērojamu rezultātu": N_("no notable results"),
    "mēreni rezultāti": N_("moderate results"),
    "ievērojami rezultāti": N_("significant results"),
}
"""The IRM's own scales as the sheet writes them; other words of the sheet stay as they are."""


def _irm_word(value: str | None, words: Words) -> tuple[str | None, bool]:
    """Return a word of the sheet in the visitor's language, and whether it is one that is known here.

    That an assessment is awaited was so on the day it was entered: what holds today is that there is none here.
    """
    known = _IRM_WORDS.get((value or "").strip().casefold())
    return (words.say(known), True) if known and (words.language != "lv" or known is _AWAITED) else (value, False)


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
        _("On the council’s special-attention list"): [
            (_("For {year}:", year=item.year), " ", Text(item.text, lang="lv")) for item in dossier.focus
        ],
        _("Decisions"): [(held(item.meeting), " ", Text(item.text, lang="lv")) for item in dossier.decisions],
        _("On the agenda"): [
            (
                _("{day}, agenda item {number}:", day=held(item.meeting), number=item.number),
                " ",
                Text(item.question, lang="lv"),
            )
            for item in dossier.agenda
        ],
        _("Events"): [
            (f"{words.date(item.start)} ", named(item.title, item.title_en, words)) for item in dossier.events
        ],
        _("Funding"): [
            f"{words.years(item.first_year, item.last_year) if item.first_year else ''} · "
            f"{terms.funding_kind(item.kind, words)}: "
            f"{amounts.euro(item.amount, words) if item.amount is not None else _('amount not known')}"
            for item in dossier.funding
        ],
    }
    return tuple((Heading(2, name), Items(lines)) for name, lines in sections.items() if lines)


def _timeline(view: View, reports: Sequence[Update]) -> Content:
    """Return all reports, newest first, each with what was done, what hinders, what is asked, and the evidence."""
    _ = view.words.say
    name = Heading(2, _("All news, newest first"))
    if not reports:
        return name, Paragraph(_("These data contain no news of this measure."))
    return name, Items([_report(view, report) for report in reports], "timeline", ordered=True)


def _report(view: View, report: Update) -> Content:
    words = view.words
    _ = words.say
    who = joined((words.say(terms.ASSESSOR_NAMES[report.assessor]), report.reported_by or ""))
    known = report_facts(view, report) | {"Location in the data": sheet_place(view, report)}
    known["Evidence"] = known["Evidence"] or _("no evidence given")
    name = joined((words.date(report.day), who, _reported(view, report)), " · ")
    more = Details(_("Confidence, and location in the data"), chosen(_MORE, known, words))
    return Heading(3, name), chosen(_REPORT, known, words), more


_REPORT = (
    N_("What was done"),
    N_("Obstacles"),
    N_("Request to the council"),
    N_("New deadline"),
    N_("Evidence"),
)
_MORE = (N_("Confidence"), N_("Location in the data"))
