"""The draft of the execution report: where a plan stands, by direction, commitment and measure, and who says so.

The form such a report must have in law is not known; the document says that its arrangement is our own.
"""

from collections.abc import Iterable, Sequence

from components.documents.paper import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Run,
    Table,
    Text,
    quoted,
    said,
)
from components.frame.questions import attention_rows, state_of
from components.screens.about.method import package
from components.screens.measures.measures import after_end, irm_view, outcome_unknown
from components.screens.overview import overview
from components.view import View
from components.wording import findings, marks, provenance, terms
from components.wording.findings import REPORTING
from components.wording.naming import institution_names, number, title
from data.answers import dossier as dossiers
from data.answers.dossier import Dossier
from data.answers.progress import CommitmentProgress, DirectionProgress, Standing
from data.answers.schedule import Schedule, schedule
from data.model import Assessor, Commitment, Confidence, Measure, StatedAt, Status, Unknown, Update
from data.words import N_, Words

_TABLES = ("plans", "directions", "commitments", "measures", "updates", "calendar", "focus", "institutions")
"""The tables whose rows stand in the report."""


def report(view: View) -> Document:
    """Return the draft of the execution report of the view's plan on its day."""
    words = view.words
    blocks: list[Block] = [
        Paragraph(said(plan_name(view))),
        Paragraph(
            said(
                words.say(
                    N_(
                        "The form that such a report must have in law is not known to us: "
                        "this draft and its arrangement are our own."
                    )
                )
            ),
            quiet=True,
        ),
    ]
    if view.plan is None:
        blocks.append(Paragraph(said(findings.plan_state(view))))
    else:
        blocks += [*_plan(view), *_standing(view), *_attention(view)]
        for direction in state_of(view).directions:
            blocks += _direction(view, direction)
        blocks += [*_homeless(view), *_unknown(view)]
    blocks += _sources(view)
    return document(view, words.say(N_("Draft of the execution report")), plan_name(view), blocks)


def document(view: View, name: str, subject: str, blocks: Iterable[Block]) -> Document:
    """Return a document of the pack: plan, day, source and snapshot stand at the head of every page."""
    return Document(
        title=name,
        subject=subject,
        language=view.words.language,
        day=view.day,
        head=(f"{name}. {plan_name(view)}".rstrip(". "), provenance.source_line(view)),
        page=view.words.say(N_("Page {n} of {total}")),
        blocks=tuple(blocks),
    )


def plan_name(view: View) -> str:
    """Return the name of the view's plan, "" where there is none."""
    plan = view.plan
    return (view.words.pick(plan.title, plan.title_en) or plan.id) if plan else ""


def _heading(level: int, name: str) -> Heading:
    return Heading(level, said(name))


def _plan(view: View) -> Iterable[Block]:
    words, plan = view.words, view.plan
    assert plan is not None
    unknown = words.say(N_("not known"))
    period = " – ".join(words.date(day) if day else unknown for day in (plan.start, plan.end))
    yield Facts(
        (
            (words.say(N_("Period")), said(period)),
            (words.say(N_("Order")), quoted(plan.order, words.language) or said(unknown)),
            (words.say(N_("Approved")), said(words.date(plan.approved) if plan.approved else unknown)),
            (words.say(N_("Address")), quoted(plan.link, words.language) or said(unknown)),
        )
    )
    if plan.note:
        yield Paragraph(quoted(plan.note, words.language), quiet=True)


def _standing(view: View) -> Iterable[Block]:
    """Say where the plan stands, in words and as the table that the overview shows."""
    words, state = view.words, state_of(view)
    yield _heading(1, words.say(N_("Where the plan stands")))
    yield Paragraph(said(findings.main_finding(state.tally, words, ended=findings.has_ended(view)), bold=True))
    yield Paragraph(said(overview.lead(view)))
    if not state.tally.total:
        return
    figure = overview.directions_figure(view)
    statuses = [status for status in (*state.tally.parts,) if state.tally.of(status)]
    total = (words.say(N_("Total")), *(words.number(state.tally.of(status)) for status in statuses))
    yield Table(
        caption=figure.caption,
        columns=tuple(Column(own.heading, 1.3 if own.number else 5, own.number) for own in figure.columns),
        rows=tuple(tuple(said(cell) for cell in row) for row in (*figure.rows, (*total, str(state.tally.total)))),
        groups=figure.groups | {len(figure.rows)},
    )


def _attention(view: View) -> Iterable[Block]:
    words = view.words
    yield _heading(1, words.say(N_("Needs attention")))
    lines = findings.attention_lines(attention_rows(view), words)
    if lines:
        yield Listing(tuple((Run(f"{terms.capital(name)}: ", bold=True), Run(named)) for _, name, named in lines))
    else:
        yield Paragraph(said(words.say(N_("Nothing stands under “Needs attention” at present."))))


def _direction(view: View, own: DirectionProgress) -> Iterable[Block]:
    words, direction = view.words, own.direction
    yield Heading(1, _numbered(words, direction.number, direction.title, direction.title_en, N_("Action direction")))
    yield Paragraph(
        said(findings.main_finding(own.tally, words, ended=findings.has_ended(view)))
        if own.tally.total
        else _none(words)
    )
    for branch in own.commitments:
        yield from _commitment(view, branch)


def _none(words: Words) -> Text:
    return said(words.say(N_("No measure is counted here.")))


def _numbered(words: Words, own: str, latvian: str, english: str | None, kind: str = "") -> Text:
    before = f"{words.say(kind)} {own}. " if words.language == "en" and kind else f"{own}. "
    if kind and words.language == "lv":
        before += f"{words.say(kind).lower()}: "
    return (Run(before), *_picked(words, latvian, english))


def _picked(words: Words, latvian: str | None, english: str | None) -> Text:
    """Return sheet text in the document's language; what has no English is marked as Latvian."""
    return said(english) if words.language == "en" and english else quoted(latvian, words.language)


def _commitment(view: View, branch: CommitmentProgress) -> Iterable[Block]:
    words, commitment = view.words, branch.commitment
    yield Heading(2, _numbered(words, commitment.number, commitment.title, commitment.title_en, N_("Commitment")))
    responsible = institution_names(view, commitment.responsible) or words.say(N_("not known"))
    yield Facts(((words.say(N_("Responsible")), said(responsible)), *_irm(commitment, words)))
    if not branch.standings:
        yield Paragraph(_none(words))
    yield from _measures(view, [item.measure for item in branch.standings])


def _irm(commitment: Commitment, words: Words) -> Iterable[tuple[str, Text]]:
    """Give the Independent Reporting Mechanism's view of a commitment, what it has not said included."""
    for name, value, own in irm_view(commitment, words):
        text = quoted(value, "lv" if own else words.language) or said(words.say(N_("not reported")))
        yield words.say(N_("IRM: {what}"), what=name), text
    if commitment.link:
        yield words.say(N_("IRM: {what}"), what=words.say(N_("Address"))), quoted(commitment.link, words.language)


def _measures(view: View, own: Sequence[Measure]) -> Iterable[Block]:
    """Give counted measures in full, those that are parts below the heading of what they are parts of."""
    every = {measure.id: measure for measure in view.snapshot.measures}
    shown: set[str] = set()
    for measure in own:
        parent = every.get(measure.parent or "")
        if parent and parent.id not in shown:
            shown.add(parent.id)
            yield from _measure(view, parent, 3)
        yield from _measure(view, measure, 4 if parent else 3)


def _measure(view: View, measure: Measure, level: int) -> Iterable[Block]:
    words = view.words
    own = dossiers.dossier(view.snapshot, measure, view.day)
    name = said(title(measure, words)) if measure.title_en else _picked(words, measure.title, None)
    yield Heading(level, (Run(f"{number(measure, words)}. "), *(name or said(title(measure, words)))))
    if not own.counts:
        parts = words.count("Counted through its {n} part.", "Counted through its {n} parts.", len(own.parts))
        yield Paragraph(said(parts))
        return
    yield Facts(tuple(_facts(view, own)))
    yield _voices(view, own.standing)


def _facts(view: View, own: Dossier) -> Iterable[tuple[str, Text]]:
    """Give a measure's status, who answers for it, its deadline, how it is reported, and what is asked of it."""
    words, measure = view.words, own.measure
    unknown = words.say(N_("not known"))
    yield words.say(N_("Status")), said(_status(view, own.standing), bold=True)
    responsible = institution_names(view, measure.responsible) or unknown
    if measure.responsible and measure.stated_at is StatedAt.COMMITMENT:
        responsible = f"{responsible} ({words.say(N_('named for its commitment, not for the measure'))})"
    yield words.say(N_("Responsible")), said(responsible)
    if measure.co_responsible:
        yield words.say(N_("Co-responsible")), said(institution_names(view, measure.co_responsible))
    yield words.say(N_("Deadline")), said(_deadline(own, words))
    yield words.say(N_("Report")), said(words.say(REPORTING[own.reporting]))
    yield words.say(N_("Expected result")), quoted(measure.expected_result, words.language) or said(unknown)
    if measure.note:
        yield words.say(N_("Note")), quoted(measure.note, words.language)
    if measure.source:
        yield words.say(N_("Source")), quoted(measure.source, words.language)
    if measure.confidence is not Confidence.HIGH:
        yield words.say(N_("Confidence")), said(words.say(terms.CONFIDENCE[measure.confidence]))
    if mark := marks.row(view, measure):
        yield words.say(N_("In the sheet")), said(mark)


def _status(view: View, item: Standing) -> str:
    words = view.words
    parts = [terms.status_name(item.state, words)]
    if item.status is Status.DONE and not item.proved:
        parts.append(words.say(N_("without evidence")))
    if item.from_public_sources:
        parts.append(words.say(N_("according to public sources")))
    if item.decisive and item.status:
        parts.append(words.date(item.decisive.day).rstrip("."))
    if ended := after_end(view, item):
        parts.append(ended)
    return ". ".join([", ".join(parts), *(mark.rstrip(".") for mark in marks.status(view, item))])


def _deadline(own: Dossier, words: Words) -> str:
    if not own.deadlines:
        return words.say(findings.SCHEDULES[Schedule.UNKNOWN])
    chain = [words.date(deadline) + (f" ({words.date(day)})" if day else "") for day, deadline in own.deadlines]
    return f"{' → '.join(chain)}, {words.say(findings.SCHEDULES[own.schedule])}"


def _voices(view: View, item: Standing) -> Table:
    """Return who says what of a measure: a column for each that has spoken; the institution's where nobody has."""
    words = view.words
    names = {assessor: words.say(terms.ASSESSOR_NAMES[assessor]).capitalize() for assessor in Assessor}
    spoken: list[tuple[str, Update | None]] = [
        (f"{names[assessor]}, {words.date(item.newest[assessor].day)}", item.newest[assessor])
        for assessor in Assessor
        if assessor in item.newest
    ]
    spoken = spoken or [(names[Assessor.INSTITUTION], None)]
    lines = [_voice(view, update) for _, update in spoken]
    kept = [name for name in lines[0] if name in _ALWAYS or any(line[name] for line in lines)]
    silent = said(words.say(N_("not reported")))
    return Table(
        caption=words.say(N_("Who says what: the newest word of each")),
        columns=(Column(words.say(N_("Assessor")), 4), *(Column(name, 13 / len(spoken)) for name, _ in spoken)),
        rows=tuple(
            (said(words.say(name)), *(line[name] or (silent if name in _ALWAYS else ()) for line in lines))
            for name in kept
        ),
    )


_ALWAYS = (N_("Status"), N_("Done"), N_("Obstacles"), N_("Needed from the council"), N_("Evidence"))
"""What the table of a measure names even where nobody has said it."""


def _voice(view: View, update: Update | None) -> dict[str, Text]:
    """Return what one report says, by name; empty where it does not."""
    words = view.words
    if update is None:
        return dict.fromkeys(_ALWAYS, ())
    place = marks.row(view, update)
    return {
        _ALWAYS[0]: said(terms.report_status(update.status, words)),
        _ALWAYS[1]: quoted(update.done, words.language),
        _ALWAYS[2]: quoted(update.obstacles, words.language),
        _ALWAYS[3]: quoted(update.needed_from_council, words.language),
        _ALWAYS[4]: quoted(update.evidence, words.language),
        N_("New deadline"): said(words.date(update.new_deadline) if update.new_deadline else ""),
        N_("Reported by"): said(update.reported_by or ""),
        N_("Confidence"): said(
            words.say(terms.CONFIDENCE[update.confidence]) if update.confidence is not Confidence.HIGH else ""
        ),
        N_("In the sheet"): said(place),
    }


def _homeless(view: View) -> Iterable[Block]:
    """Give the counted measures whose commitment or direction the data do not hold: nothing is left out."""
    state = state_of(view)
    placed = {
        item.measure.id
        for direction in state.directions
        for branch in direction.commitments
        for item in branch.standings
    }
    own = [item.measure for item in state.standings if item.measure.id not in placed]
    if own:
        yield _heading(1, view.words.say(N_("Measures whose commitment is not known")))
        yield _heading(2, view.words.count("{n} measure", "{n} measures", len(own)))
        yield from _measures(view, own)


def _unknown(view: View) -> Iterable[Block]:
    """Say what is not known, each with its count of the whole."""
    words, state = view.words, state_of(view)
    own, total = state.standings, len(state.standings)
    if not total:
        return
    counts = (
        (N_("News without a status"), state.tally.of(Unknown.NO_STATUS)),
        (N_("No news at all"), state.tally.of(Unknown.NO_NEWS)),
        (N_("No report of the institution in these data"), sum(not item.reported for item in own)),
        (N_("Deadline not known"), sum(schedule(item, view.day) is Schedule.UNKNOWN for item in own)),
        (N_("Responsible institution not known"), sum(not item.measure.responsible for item in own)),
        (N_("The plan has ended, the outcome is not known"), sum(outcome_unknown(view, item) for item in own)),
    )
    yield _heading(1, words.say(N_("What is not known")))
    yield Table(
        caption=words.say(N_("What is not known")),
        columns=(Column(words.say(N_("What")), 5), Column(words.say(N_("Measures")), 2, number=True)),
        rows=tuple(
            (
                said(words.say(name)),
                said(words.say(N_("{n} of {total}"), n=words.number(n), total=words.number(total))),
            )
            for name, n in counts
        ),
    )
    yield Paragraph(
        said(words.say(N_("What is not known stays in every total; it is never counted as not done."))), quiet=True
    )


def _sources(view: View) -> Iterable[Block]:
    words = view.words
    yield _heading(1, words.say(N_("Sources and licences")))
    yield Paragraph(said(provenance.source_line(view)))
    embedded = view.snapshot.embedded if view.current.source else frozenset(_TABLES)
    own = [
        table for table in package()["resources"] if table["name"].replace("-", "_") in embedded.intersection(_TABLES)
    ]
    if own:
        yield Listing(tuple((Run(f"{table['title']}: ", bold=True), *_named(words, table["sources"])) for table in own))
    yield Paragraph(_named(words, package()["licenses"]), quiet=True)


def _named(words: Words, sources: Sequence[dict[str, str]]) -> Text:
    """Return sources, or licences, by title with their address."""
    named = "; ".join(" ".join(filter(None, (source["title"], source.get("path")))) for source in sources)
    return quoted(named, words.language)
