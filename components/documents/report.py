"""The draft of the execution report: where a plan stands, by direction, commitment and measure, and who says so.

The form such a report must have in law is not known; the document says that its arrangement is our own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from components.blocks import figures
from components.blocks.vocabulary import (
    Column,
    Content,
    Facts,
    Heading,
    Items,
    Paragraph,
    Quoted,
    Row,
    Table,
    Text,
    joined,
)
from components.documents import paper
from components.documents.blocks import Drawn, Said, on_paper
from components.documents.brief import GROWTH, brief
from components.documents.paper import Document
from components.frame.questions import attention_rows, state_of
from components.frame.squares import of_direction
from components.memo import cached_by_view
from components.screens.about.sources import package
from components.screens.measures.facts import chosen, facts_of, report_facts, status_of
from components.screens.measures.measures import after_end, irm_view, outcome_unknown
from components.screens.overview import overview
from components.view import View
from components.wording import findings, marks, provenance, terms
from components.wording.naming import institution_names, number, short, title
from components.wording.sheet import TABLE_NAMES
from data.answers import dossier as dossiers
from data.answers.dossier import Dossier
from data.answers.progress import CommitmentProgress, DirectionProgress, Standing, tally
from data.answers.schedule import Schedule, schedule
from data.model import Assessor, Commitment, Confidence, Measure, Meeting, Unknown, Update
from data.words import N_, Words, latvian_order

_TABLES = ("plans", "directions", "commitments", "measures", "updates", "calendar", "focus", "institutions")
"""The tables whose rows stand in the report."""


def report(view: View, meeting: Meeting | None = None) -> Document:
    """Return the draft of the execution report of the view's plan on its day; the brief of a ``meeting`` precedes it.

    Pictures stand at its chapters. What nobody has reported is one table by institution and no row of a measure's own.
    A report has an end that somebody reads: of a very large plan it describes what needs attention and counts the rest.
    """
    words = view.words
    _ = words.say
    form = N_(
        "It is not known here whether the law prescribes a form for this report; this draft and its layout are the "
        "dashboard’s own."
    )
    before = brief(view, meeting) if view.plan else ()
    blocks: list[Said] = [*before, Paragraph(plan_name(view)), Paragraph(words.say(form), "muted")]
    if view.plan is None:
        blocks.append(Paragraph(findings.plan_state(view)))
    else:
        blocks += [*_plan(view), *_standing(view), *_attention(view)]
        for direction in state_of(view).directions:
            blocks += _direction(view, direction)
        blocks += [*_homeless(view), *_unknown(view), *_silent(view)]
    blocks += _sources(view)
    name = _("Draft implementation report")
    return document(view, name, plan_name(view), on_paper(tuple(blocks), words.language))


def brief_alone(view: View, meeting: Meeting | None) -> Document:
    """Return the brief as a document of its own; of no plan it says only that."""
    words = view.words
    said: tuple[Said, ...] = brief(view, meeting) if view.plan else (Paragraph(findings.plan_state(view)),)
    return document(view, words.say(N_("Brief for the council")), plan_name(view), on_paper(said, words.language))


def document(view: View, name: str, subject: str, blocks: Iterable[paper.Block]) -> Document:
    """Return a document of the pack: plan, day, source and snapshot stand at the head of every page."""
    _ = view.words.say
    return Document(
        title=name,
        subject=subject,
        language=view.words.language,
        day=view.day,
        head=(f"{name}. {plan_name(view)}".rstrip(". "), provenance.source_line(view)),
        page=_("Page {n} of {total}"),
        blocks=tuple(blocks),
    )


def plan_name(view: View) -> str:
    """Return the name of the view's plan, "" where there is none."""
    plan = view.plan
    return (view.words.pick(plan.title, plan.title_en) or plan.id) if plan else ""


def _plan(view: View) -> Iterable[Content]:
    words, plan = view.words, view.plan
    _ = words.say
    assert plan is not None
    unknown = _("not known")
    period = " – ".join(words.date(day) if day else unknown for day in (plan.start, plan.end))
    yield Facts(
        (
            (_("Period"), period),
            (_("Order"), Quoted(plan.order) or unknown),
            (_("Approved"), words.date(plan.approved) if plan.approved else unknown),
            (_("Address"), Quoted(plan.link) or unknown),
        )
    )
    if plan.note:
        yield Paragraph(Quoted(plan.note), "muted")


def _standing(view: View) -> Iterable[Said]:
    """Say where the plan stands, in words, as a picture, as the table that the overview shows, and over time."""
    words, state = view.words, state_of(view)
    _ = words.say
    yield Heading(1, _("Where the plan stands"))
    yield Paragraph(Text(findings.main_finding(state.tally, words, ended=findings.has_ended(view)), strong=True))
    yield Paragraph(overview.lead(view))
    if not state.tally.total:
        return
    figure = overview.directions_figure(view)
    yield Drawn(figure)
    statuses = [status for status in (*state.tally.parts,) if state.tally.of(status)]
    total = [_("Total"), *(words.number(state.tally.of(status)) for status in statuses)]
    shown = figures.numbers(figure)
    yield replace(shown, rows=[*shown.rows, Row([*total, str(state.tally.total)], group=True)])
    if growth := overview.burn_up_figure(view, GROWTH):
        yield Paragraph(f"{growth.title}.")
        yield Drawn(growth)


def _attention(view: View) -> Iterable[Content]:
    words = view.words
    _ = words.say
    yield Heading(1, _("Needs attention"))
    lines = findings.attention_lines(attention_rows(view), words)
    if lines:
        yield Items([(Text(f"{terms.capital(name)}: ", strong=True), named) for _, name, named in lines])
    else:
        yield Paragraph(_("Nothing is listed under “Needs attention” at present."))


def _direction(view: View, progress: DirectionProgress) -> Iterable[Said]:
    words, direction = view.words, progress.direction
    yield Heading(1, _numbered(words, direction.number, direction.title, direction.title_en, N_("Action direction")))
    yield Paragraph(
        findings.main_finding(progress.tally, words, ended=findings.has_ended(view))
        if progress.tally.total
        else _none(words)
    )
    if own := of_direction(view, direction.number):
        yield Drawn(own)
    for branch in progress.commitments:
        yield from _commitment(view, branch)


def _none(words: Words) -> Content:
    _ = words.say
    return _("No measure is counted here.")


def _numbered(words: Words, number: str, latvian: str, english: str | None, kind: str = "") -> Content:
    before = f"{words.say(kind)} {number}. " if words.language == "en" and kind else f"{number}. "
    if kind and words.language == "lv":
        before += f"{words.say(kind).lower()}: "
    return before, _picked(words, latvian, english)


def _picked(words: Words, latvian: str | None, english: str | None) -> Content:
    """Return sheet text in the document's language; what has no English is marked as Latvian."""
    return english if words.language == "en" and english else Quoted(latvian)


def _commitment(view: View, branch: CommitmentProgress) -> Iterable[Content]:
    words, commitment = view.words, branch.commitment
    _ = words.say
    yield Heading(2, _numbered(words, commitment.number, commitment.title, commitment.title_en, N_("Commitment")))
    responsible = institution_names(view, commitment.responsible) or _("not known")
    yield Facts(((_("Responsible"), responsible), *_irm(commitment, words)))
    if not branch.standings:
        yield Paragraph(_none(words))
    yield from _told(view, branch.standings)


def _told(view: View, items: Sequence[Standing]) -> Iterable[Content]:
    """Give the measures that the report tells of in full; of the others how they stand and where they are found."""
    full = _in_full(view)
    told = [item.measure for item in items if item.measure.id in full]
    if rest := [item for item in items if item.measure.id not in full]:
        left = view.words.count(
            "{n} measure is not described here: {statuses}. It is in the list of measures and among the tables.",
            "{n} measures are not described here: {statuses}. They are in the list of measures and among the tables.",
            len(rest),
            statuses=findings.statuses_said(tally(rest), view.words),
        )
        yield Paragraph(left)
    yield from _measures(view, told)


MOST_TOLD, MOST_WATCHED = 600, 200
"""Of plans with more measures the report describes only those that need attention, so many of them."""
MOST_NAMED = 60
"""Measures that a cell names by number."""


@cached_by_view
def _in_full(view: View) -> frozenset[str]:
    """Return the ids of the measures that the report describes: all, of a very large plan those that need attention."""
    standings = state_of(view).standings
    if len(standings) > MOST_TOLD:
        standings = tuple(row.standing for row in attention_rows(view) if row.standing)
        return frozenset([*dict.fromkeys(item.measure.id for item in standings)][:MOST_WATCHED])
    return frozenset(item.measure.id for item in standings)


def _irm(commitment: Commitment, words: Words) -> Iterable[tuple[str, Content]]:
    """Give what the Independent Reporting Mechanism has said of a commitment."""
    _ = words.say
    for name, value, closed in irm_view(commitment, words):
        if value:
            named = name if "IRM" in name else _("IRM: {what}", what=name)
            yield named, value if closed else Quoted(value)
    if commitment.link:
        yield _("IRM: {what}", what=_("Address")), Quoted(commitment.link)


def _measures(view: View, listed: Sequence[Measure]) -> Iterable[Content]:
    """Give counted measures in full, those that are parts below the heading of what they are parts of."""
    every = {measure.id: measure for measure in view.snapshot.measures}
    shown: set[str] = set()
    for measure in listed:
        parent = every.get(measure.parent or "")
        if parent and parent.id not in shown:
            shown.add(parent.id)
            yield from _measure(view, parent, 3)
        yield from _measure(view, measure, 4 if parent else 3)


def _measure(view: View, measure: Measure, level: int) -> Iterable[Content]:
    words = view.words
    dossier = dossiers.dossier(view.snapshot, measure, view.day)
    name = title(measure, words) if measure.title_en else _picked(words, measure.title, None)
    yield Heading(level, (f"{number(measure, words)}. ", name or title(measure, words)))
    if not dossier.counts:
        parts = words.count(
            "Counted by its {n} part, not as a whole.", "Counted by its {n} parts, not as a whole.", len(dossier.parts)
        )
        yield Paragraph(parts)
        return
    yield _facts(view, dossier)
    yield from _voices(view, dossier.standing)


def _facts(view: View, dossier: Dossier) -> Facts:
    """Give a measure's status, who answers for it, its deadline, how it is reported, and what is asked of it."""
    words, known = view.words, facts_of(view, dossier)
    known["Status"] = Text(_status(view, dossier.standing), strong=True)
    known["Deadline"] = joined((known["Deadline"], known["Schedule"])) if dossier.deadlines else ""
    known["Location in the data"] = marks.row(view, dossier.measure)
    measure = dossier.measure
    if not measure.responsible:
        known["Responsible"] = view.words.say(N_("not known"))
    # What nobody has said of most measures is a table of its own.
    said = {
        "Report": dossier.standing.reported,
        "Expected result": measure.expected_result,
    }
    known |= {name: "" for name, there in said.items() if not there}
    return chosen(_MEASURE, known, words)


_MEASURE = (
    N_("Status"),
    N_("Responsible"),
    N_("Co-responsible"),
    N_("Deadline"),
    N_("Report"),
    N_("Expected result"),
    N_("Note"),
    N_("Source"),
    N_("Confidence"),
    N_("Location in the data"),
)


def _status(view: View, item: Standing) -> str:
    words = view.words
    said = ", ".join(part for part in status_of(item, words) if part)
    if item.decisive and item.status:
        said = f"{said} ({words.date(item.decisive.day)})"
    parts = [said, findings.caveat(item, words), after_end(view, item)]
    line = "; ".join(part for part in parts if part)
    return ". ".join([line, *(mark.rstrip(".") for mark in marks.doubts(view, item))])


def _voices(view: View, item: Standing) -> Iterable[Table]:
    """Give who says what of a measure: a column for each that has spoken, a row for what any of them has said."""
    words = view.words
    _ = words.say
    names = {assessor: words.say(terms.ASSESSOR_NAMES[assessor]).capitalize() for assessor in Assessor}
    spoken = [(names[assessor], item.newest[assessor]) for assessor in Assessor if assessor in item.newest]
    lines = [_voice(view, update) for _, update in spoken]
    rows = [name for name in _VOICE if any(line.get(name) for line in lines)]
    if rows:
        yield Table(
            [
                Column(_("Assessor"), twelfths=3),
                *(Column(f"{name}, {words.date(update.day)}") for name, update in spoken),
            ],
            [Row([words.say(name), *(line.get(name, "") for line in lines)]) for name in rows],
            _("Latest news from each source"),
        )


_VOICE = (
    N_("Status"),
    N_("What was done"),
    N_("Obstacles"),
    N_("Request to the council"),
    N_("Evidence"),
    N_("New deadline"),
    N_("Reported by"),
    N_("Confidence"),
    N_("Location in the data"),
)


def _voice(view: View, update: Update) -> dict[str, Content]:
    """Return what one report says, by name; its confidence where it is not the ordinary high."""
    known = report_facts(view, update) | {"Location in the data": marks.row(view, update)}
    return known if update.confidence is not Confidence.HIGH else known | {"Confidence": ""}


def _silent(view: View) -> Iterable[Content]:
    """Give by institution which measures nobody has reported on, which without a status, and which not it itself."""
    words = view.words
    _ = words.say
    by_institution: dict[str | None, list[Standing]] = {}
    for item in state_of(view).standings:
        for name in item.measure.responsible or (None,):
            by_institution.setdefault(name, []).append(item)
    rows = []
    for name in sorted(by_institution, key=lambda one: (one is None, latvian_order(one or ""))):
        items = by_institution[name]
        news = [_numbers(view, [item for item in items if item.state is state]) for state in Unknown]
        unreported = _numbers(view, [item for item in items if not item.reported])
        if any((*news, unreported)):
            named = institution_names(view, [name]) if name else _("Institution not known")
            rows.append(Row([named, *news, unreported]))
    if not rows:
        return
    heads = (N_("News without a status"), N_("No news at all"), N_("No report from the institution in these data"))
    yield Heading(1, _("Measures without a report, by institution"))
    columns = [
        Column(_("Responsible institution"), twelfths=3),
        *(Column(words.say(head), twelfths=3) for head in heads),
    ]
    yield Table(columns, rows, _("A measure with several institutions is listed under each."))


def _numbers(view: View, items: Iterable[Standing]) -> str:
    numbers = [short(view, item.measure) for item in items]
    if not numbers:
        return ""
    counted = view.words.count("{n} measure", "{n} measures", len(numbers))
    return f"{counted}: {findings.few(sorted(numbers, key=latvian_order), MOST_NAMED, view.words)}"


def _homeless(view: View) -> Iterable[Content]:
    """Give the counted measures whose commitment or direction the data do not hold: nothing is left out."""
    _ = view.words.say
    state = state_of(view)
    placed = {
        item.measure.id
        for direction in state.directions
        for branch in direction.commitments
        for item in branch.standings
    }
    orphans = [item for item in state.standings if item.measure.id not in placed]
    if orphans:
        yield Heading(1, _("Measures whose commitment is not known"))
        yield Heading(2, view.words.count("{n} measure", "{n} measures", len(orphans)))
        yield from _told(view, orphans)


def _unknown(view: View) -> Iterable[Content]:
    """Say what is not known, each with its count of the whole."""
    words, state = view.words, state_of(view)
    _ = words.say
    standings, total = state.standings, len(state.standings)
    if not total:
        return
    counts = (
        (N_("News without a status"), state.tally.of(Unknown.NO_STATUS)),
        (N_("No news at all"), state.tally.of(Unknown.NO_NEWS)),
        (N_("No report from the institution in these data"), sum(not item.reported for item in standings)),
        (N_("Deadline not known"), sum(schedule(item, view.day) is Schedule.UNKNOWN for item in standings)),
        (N_("Responsible institution not known"), sum(not item.measure.responsible for item in standings)),
        (N_("The plan has ended; the outcome is not known"), sum(outcome_unknown(view, item) for item in standings)),
    )
    yield Heading(1, _("What is not known"))
    yield Table(
        [Column(_("What")), Column(_("Measures"), number=True)],
        [
            Row([words.say(name), _("{n} of {total}", n=words.number(n), total=words.number(total))])
            for name, n in counts
        ],
        _("What is not known"),
    )
    yield Paragraph(_("What is not known stays in every total; it is never counted as not done."), "muted")


def _sources(view: View) -> Iterable[Content]:
    _ = view.words.say
    yield Heading(1, _("Sources and licences"))
    yield Paragraph(provenance.source_line(view))
    embedded = view.snapshot.embedded if view.current.source else frozenset(_TABLES)
    sources = [table for table in package()["resources"] if _code(table) in embedded.intersection(_TABLES)]
    if sources:
        yield Items(
            [
                (Text(f"{_(TABLE_NAMES[_code(table)])}: ", strong=True), _named(table["sources"], view.words))
                for table in sources
            ]
        )
    yield Paragraph(_named(package()["licenses"], view.words), "muted")


def _code(table: Mapping[str, Any]) -> str:
    return str(table["name"]).replace("-", "_")


def _named(sources: Sequence[Mapping[str, str]], words: Words) -> Content:
    """Return sources, or licences, by title with their address; in English by the name that the register has for them.

    A name of the register without an English one is English itself.
    """
    english = {one["title"]: one.get("title_en", one["title"]) for one in package()["sources"]}
    named: list[Content] = []
    for source in sources:
        title = source["title"]
        translated = source.get("title_en") or english.get(title)
        said = title if words.language == "lv" else translated or Quoted(title)
        named.append((said, f" {source['path']}" if "path" in source else ""))
    return joined(named, "; ")
