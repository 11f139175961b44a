"""What needs attention, what moved since the council met, and what is known of the plan's close."""

from collections.abc import Iterator

from components.blocks.vocabulary import Content, Details, Heading, Items, Link, Paragraph, Section, Text, joined
from components.charts import signs
from components.frame.links import measure_link
from components.frame.questions import attention_rows, state_of
from components.view import View
from components.wording import findings, marks, terms
from components.wording.naming import short
from data.answers import attention, changes, events
from data.answers.attention import Attention, Rule
from data.answers.changes import Changes
from data.answers.progress import reports_by_measure
from data.contract.addresses import Page
from data.model import Assessor, Event, EventState, Plan, Status, Unknown, Update

MOST_OPEN, MOST_FOLDED = 8, 200
"""Changes since a meeting that are listed, and those that stand folded below; it is said how many more there are."""


def close(view: View, *, folded: bool = False) -> Content:
    """Return what is known of the plan's close: reports promised or planned, and the next plan."""
    words, plan, snapshot = view.words, view.plan, view.snapshot
    _ = words.say
    assert plan is not None
    unheard = [
        event for event in events.unheard_reports(snapshot, view.day, plan.id) if event.state is not EventState.DEADLINE
    ]
    items: list[Content] = [_named(view, event) for event in unheard[: findings.MOST_NAMED]]
    if len(unheard) > findings.MOST_NAMED:
        items.append(findings.and_more(len(unheard) - findings.MOST_NAMED, words))
    items += [_next_plan(view, other) for other in events.next_plans(snapshot, plan)]
    if not items:
        return ""
    ended = findings.has_ended(view)
    name = _("What is known about the plan’s end") if ended else _("What is known about what comes next")
    return Details(name, Items(items)) if folded else Section((Heading(2, name), Items(items)))


def _named(view: View, event: Event) -> str:
    return view.words.pick(event.title, event.title_en) or ""


def _next_plan(view: View, other: Plan) -> Content:
    """Say what is known of the next plan: its name and the periods its sources give, and whether these contradict."""
    words = view.words
    _ = words.say
    name = words.pick(other.title, other.title_en) or other.id
    timetable = events.calendar(view.snapshot, view.day, other.id, view.today)
    stated = [*timetable.coming, *(event for group in timetable.open_questions for event in group)]
    periods = [event for event in stated if event.plan == other.id and events.states_period(event)]
    stated_so = ". ".join(_named(view, event) for event in periods)
    if len(periods) > 1:
        text = _("The sources contradict each other on its period. {stated}", stated=stated_so)
    else:
        text = stated_so or _("According to the latest news it was being drafted; no approved text was found")
    return Link(name, view.address(Page.CALENDAR)), f". {text}."


def needs_attention(view: View, institution: str = "") -> Section:
    """Return what needs attention, a line a rule: each leads to its list, and each thing it names to that thing.

    With an ``institution`` it is what concerns that one.
    """
    words, plan, rows = view.words, view.plan, attention_rows(view)
    _ = words.say
    assert plan is not None
    if institution:
        rows = attention.of_institution(rows, view.snapshot, state_of(view), plan.id, institution)
    heading = Heading(2, Link(_("Needs attention"), _listed(view, institution)))
    if not rows:
        return Section((heading, Paragraph(_("Nothing is listed under “Needs attention” at present."))))
    items = []
    for rule, title, of_rule in findings.attention_by_rule(rows, words):
        named: list[Content] = [_subject(view, row) for row in of_rule[: findings.MOST_NAMED]]
        rest = len(of_rule) - findings.MOST_NAMED
        more = (" ", Link(findings.and_more(rest, words), _listed(view, institution))) if rest > 0 else ""
        where = view.address(_PLACES[rule]) if rule in _PLACES else _listed(view, institution)
        items.append((Link(Text(terms.capital(title), strong=True), where, kind="quiet"), ": ", joined(named), more))
    return Section((heading, Items(items)))


_PLACES = {Rule.REPORT_UNHEARD: Page.CALENDAR, Rule.NO_FINAL_REPORT: Page.QUALITY}
"""The screens on which a rule's things are listed, where that is not the list of measures."""


def _listed(view: View, institution: str) -> str:
    return view.address(Page.MEASURES, uzmaniba="1", iestade=institution)


def _subject(view: View, row: Attention) -> Content:
    """Return what a row speaks of as a link to it: an institution by its name."""
    named = findings.subject(row, view.words)
    if row.institution:
        known = {item.id: item for item in view.snapshot.institutions}.get(row.institution)
        name = view.words.pick(known.title, known.title_en) if known else None
        return Link(name or row.institution, view.address(Page.MEASURES, iestade=row.institution))
    if row.standing:
        return measure_link(view, row.standing.measure, named)
    if row.event:
        return Link(named, view.address(Page.CALENDAR))
    commitments = [target.rpartition("/")[2] for target in row.focus.targets if "/" in target] if row.focus else []
    return Link(
        named, view.address(Page.MEASURES, **{"apnemsanas": commitments[0]} if commitments else {"uzmaniba": "1"})
    )


def since_last_meeting(view: View, institution: str = "") -> Section:
    """Return what moved since the last council meeting, of an ``institution``'s measures alone where one is named."""
    words, plan, snapshot = view.words, view.plan, view.snapshot
    _ = words.say
    assert plan is not None
    meeting = events.last_meeting(snapshot, view.day, plan.id)
    if meeting is None or meeting.day is None:
        unknown = _("No earlier council meeting is in these data.")
        return Section((Heading(2, _("Since the last council meeting")), Paragraph(unknown)))
    difference = changes.changes(snapshot, None, meeting.day, view.day)
    if institution:
        own = {item.id for item in snapshot.measures if institution in item.responsible}
        difference = changes.of_measures(difference, own)
    items = [*_changed(view, difference), *_reported(view, difference)]
    since = _("Since the council meeting of {day}", day=words.date(meeting.day))
    shown, rest = items[:MOST_OPEN], items[MOST_OPEN:]
    listed: list[Content] = [Items(shown)] if shown else []
    if rest:
        more = _("{n} more", n=words.number(len(rest)))
        listed.append(Details(more, Items(rest[:MOST_FOLDED])))
    if len(rest) > MOST_FOLDED:
        left = findings.and_more(len(rest) - MOST_FOLDED, words)
        listed.append(Paragraph(Link(left, view.address(Page.MEASURES))))
    return Section(
        (
            Heading(2, Link(since, view.address(Page.MEETING, sede=meeting.id))),
            Paragraph(findings.changes_sentence(difference, words)),
            *listed,
            Paragraph(_("Counted from dated news."), "muted small"),
        )
    )


def _changed(view: View, difference: Changes) -> Iterator[Content]:
    """Give a line a measure whose status is not what it was, marked where no institution says so, or that was added."""
    words = view.words
    _ = words.say
    standings = {item.measure.id: item for item in state_of(view).standings}
    for change in difference.statuses:
        before, after = (terms.status_name(status, words) for status in (change.before, change.after))
        source = ""
        if change.report and isinstance(change.after, Status) and change.report.assessor is not Assessor.INSTITUTION:
            source = f", {_('according to public sources')}"
        left = findings.caveat_of(change.after, standings.get(change.measure.id), words)
        said = "; ".join(filter(None, [f"{after}{source}", left]))
        move = (f"{before} → ", signs.mark(change.after, view.palette), f" {said}")
        yield _line(view, short(view, change.measure), move, change.report)
    for measure in difference.added:
        yield _line(view, short(view, measure), _("added to the plan"))


def _reported(view: View, difference: Changes) -> Iterator[Content]:
    """Give a line a report that no line on a changed status tells: an assessor's finding is named as that."""
    told = {change.measure.id: change.report.assessor if change.report else None for change in difference.statuses}
    numbers = {measure.id: short(view, measure) for measure in view.snapshot.measures}
    every = reports_by_measure(view.snapshot)
    for report in difference.reports:
        if report.measure not in told or told[report.measure] is not report.assessor:
            number = numbers.get(report.measure, report.measure)
            first = report.day == min(one.day for one in every[report.measure])
            before = f"{terms.status_name(Unknown.NO_NEWS, view.words)} → " if first else ""
            said = [
                f"{before}{marks.report_said(view, report, dated=True)}",
                findings.report_caveat(report, view.words),
            ]
            yield _line(view, number, "; ".join(filter(None, said)))


def _line(view: View, number: str, content: Content, report: Update | None = None) -> Content:
    day = f" ({view.words.date(report.day)})" if report else ""
    return Link(number, view.address(Page.MEASURES, pasakums=number)), ": ", content, day
