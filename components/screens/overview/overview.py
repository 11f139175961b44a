"""The sections of the overview: finding, directions, what is known of the plan's close, attention, changes, money."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from components.blocks import figures
from components.blocks.figures import Drawing, Figure, FigureColumn, Record
from components.blocks.vocabulary import (
    Bar,
    Bars,
    Chart,
    Column,
    Content,
    Details,
    Group,
    Heading,
    Items,
    Link,
    Paragraph,
    Quoted,
    Row,
    Section,
    Table,
    Text,
    joined,
)
from components.charts import signs, time_charts
from components.charts.bars import as_svg
from components.frame.links import measure_link
from components.frame.money import money_table
from components.frame.questions import state_of
from components.memo import cached_by_view
from components.view import View
from components.wording import findings, marks, provenance, slugs, terms
from components.wording.naming import short
from data.answers import attention, changes, events, progress
from data.answers.changes import Changes
from data.answers.counts import by_day, by_direction, by_institution
from data.answers.progress import DirectionProgress, Tally
from data.answers.schedule import plan_end
from data.contract.addresses import Page
from data.frames import records
from data.model import STATE_ORDER, Assessor, Event, EventKind, EventState, Plan, State, Status, Update
from data.words import N_

WIDE, NARROW = 720, 330
"""Widths of a drawing on wide screens and on phones."""
GROWTH_WIDE, GROWTH_NARROW = (1120, 272), (340, 236)
"""The size of the burn-up on wide screens and on phones."""
MOST_STEPS = 60
"""Steps of the burn-up that are drawn and stand in its table, and events on the strip, the newest."""
MOST_FOLDED = 200
"""Further changes since a meeting that stand folded below the first; it is said how many more there are."""
MOST_CHANGES = 3
"""Changes of the denominator that are said, the newest."""


def upper(view: View) -> Content:
    """Return all that stands above the burn-up; of a plan without measures what the sheet says of it."""
    _ = view.words.say
    if view.plan is None:
        return Heading(1, _("No plan is known."))
    if not state_of(view).tally.total:
        return finding(view), plan_note(view), close(view)
    progress_side = Group((directions(view), calendar_strip(view), money_table(view)))
    news_side = Group((needs_attention(view), since_last_meeting(view), close(view)))
    return finding(view), Group((progress_side, news_side), "grid two"), commitments(view)


@cached_by_view
def finding(view: View) -> Content:
    """Return the heading: where the plan stands, whose word that is, and the bounds of the share done."""
    sentence = findings.main_finding(state_of(view).tally, view.words, ended=findings.has_ended(view))
    return Heading(1, sentence), Paragraph(lead(view), "lead"), _unsure(view)


def _unsure(view: View) -> Content:
    """Return the measures whose status is not of the newest read or was left standing, each leading to why."""
    unsure = [item.measure for item in state_of(view).standings if marks.status(view, item)]
    if not unsure:
        return ""
    sentence = view.words.count(
        "The status of {n} measure stands from earlier:",
        "The statuses of {n} measures stand from earlier:",
        len(unsure),
    )
    links = joined([measure_link(view, measure) for measure in unsure[:MOST_STEPS]])
    more = f" {findings.and_more(len(unsure) - MOST_STEPS, view.words)}" if len(unsure) > MOST_STEPS else ""
    return Paragraph((f"{sentence} ", links, more), "small mark")


def lead(view: View) -> str:
    """Return the sentences after the finding: the plan's state, whose word it is, the bounds of the share done."""
    words, state = view.words, state_of(view)
    lines = [findings.plan_state(view)]
    if state.tally.total:
        lines += [
            findings.who_says(state, words),
            _outcomes(view),
            findings.band_sentence(progress.band(state.tally, _unsettled(view)), words),
        ]
    return " ".join(line for line in lines if line)


def _unsettled(view: View) -> int:
    assert view.plan is not None
    return progress.unsettled(state_of(view), plan_end(view.snapshot, view.plan.id))


def _outcomes(view: View) -> str:
    """Say, after the plan's end, of how many measures the last word is older than the end."""
    n = _unsettled(view)
    if not n:
        return ""
    return view.words.count(
        "The outcome of {n} measure last reported as open is not known.",
        "The outcome of {n} measures last reported as open is not known.",
        n,
    )


def legend(view: View, counts: Tally) -> Items:
    """Return the statuses that occur with shape, word and total, each leading to its list: key and sum at once."""
    items = [
        Link(
            signs.counted(status, n, view.words, view.palette),
            view.address(Page.MEASURES, statuss=slugs.STATUS_SLUGS[status]),
        )
        for status, n in counts.ordered
    ]
    return Items(items, "legend")


@cached_by_view
def directions_figure(view: View) -> Figure:
    """Return the stacked bars of the directions as a bundle; its table goes down to the commitments."""
    words, state = view.words, state_of(view)
    _ = words.say

    def name(row: Record) -> str:
        return f"{row['number']}. {words.pick(row['title'], row['title_en']) or ''}"

    def level(row: Record) -> str:
        return words.say(N_("Action direction") if row["whole"] else N_("Commitment"))

    columns = (
        FigureColumn("whole", _("Level"), say=level, shown=False),
        FigureColumn("number", _("No."), shown=False),
        FigureColumn("title", _("Action direction and commitment"), say=name),
        *_states(view, [status for status in STATE_ORDER if state.tally.of(status)]),
    )
    bars: list[Bar] = []
    for direction in state.directions:
        record, statuses = direction.direction, findings.statuses_said(direction.tally, words)
        named = f"{record.number}. {words.pick(record.title, record.title_en) or ''}"
        bars.append(Bar(f"{named} – {statuses}", direction.tally.ordered, statuses))
    caption = words.count("{n} counted measure by status", "{n} counted measures by status", state.tally.total)
    drawn = Bars(caption, bars, findings.statuses_said(state.tally, words))
    return Figure(
        name="virzieni",
        title=findings.main_finding(state.tally, words, ended=findings.has_ended(view)),
        wide=as_svg(drawn, WIDE, view.palette),
        narrow=as_svg(drawn, NARROW, view.palette),
        alt=drawn.alt,
        columns=columns,
        frame=by_direction(state),
        group="whole",
        caption=caption,
        source=provenance.source_line(view),
        taken=provenance.taken(view),
        mark=provenance.invented(view),
    )


def _states(view: View, shown: Sequence[State]) -> Iterator[FigureColumn]:
    """Return the columns of counts by status, and of the total that they add up to."""
    words = view.words
    _ = words.say
    unit = _("measures")
    for status in shown:
        heading = terms.status_name(status, words).capitalize()
        yield FigureColumn(status.value, heading, unit=unit, number=True, say=_count(status.value))
    yield FigureColumn("total", _("Measures"), number=True, say=_count("total"))


def _count(name: str) -> Callable[[Record], str]:
    return lambda row: str(row[name])


@cached_by_view
def directions(view: View) -> Content:
    """Return the action directions as stacked bars of one scale; each leads to its list of measures."""
    _ = view.words.say
    state = state_of(view)
    if not state.tally.total:
        return ""
    label = _("Progress by action direction")
    rows = [_direction(view, direction) for direction in state.directions]
    bars = Bars(label, rows, findings.statuses_said(state.tally, view.words), legend(view, state.tally))
    return Section((bars, _denominator(view)), label=label)


def _direction(view: View, direction: DirectionProgress) -> Bar:
    words, record = view.words, direction.direction
    name = Text(f"{record.number}. {words.pick(record.title, record.title_en) or record.number}", strong=True)
    total = Text(words.count("{n} measure", "{n} measures", direction.tally.total), kind="muted")
    link = Link(name, view.address(Page.MEASURES, virziens=record.number))
    return Bar((link, " ", total), direction.tally.ordered, findings.statuses_said(direction.tally, words))


def _denominator(view: View) -> Content:
    assert view.plan is not None
    steps = changes.denominator_changes(view.snapshot, view.plan.id, view.day)
    lines = [
        view.words.count(
            "Until {day} {n} measure was counted, since then {after}.",
            "Until {day} {n} measures were counted, since then {after}.",
            before,
            day=view.words.date(day),
            after=view.words.number(after),
        )
        for day, before, after in steps
        if before
    ][-MOST_CHANGES:]
    return Paragraph(" ".join(lines), "muted small") if lines else ""


@cached_by_view
def close(view: View) -> Content:
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
    return Section((Heading(2, _("What is known of the plan’s close")), Items(items)))


def _named(view: View, event: Event) -> str:
    return view.words.pick(event.title, event.title_en) or ""


def _next_plan(view: View, other: Plan) -> Content:
    """Say what is known of the next plan: its name and the periods its sources give, side by side."""
    words = view.words
    _ = words.say
    name = words.pick(other.title, other.title_en) or other.id
    timetable = events.calendar(view.snapshot, view.day, other.id, view.today)
    stated = [*timetable.coming, *(event for group in timetable.open_questions for event in group)]
    periods = [event for event in stated if event.plan == other.id and events.states_period(event)]
    periods_said = "; ".join(_named(view, event) for event in periods)
    text = periods_said or _("being drafted; no approved text is known")
    return Link(name, view.address(Page.CALENDAR)), f": {text}."


@cached_by_view
def needs_attention(view: View) -> Section:
    """Return what needs attention, a line a rule, each leading to the list."""
    words, plan = view.words, view.plan
    _ = words.say
    assert plan is not None
    rows = attention.attention(view.snapshot, state_of(view), plan.id)
    heading = _("Needs attention")
    if not rows:
        nothing = _("Nothing stands under “Needs attention” at present.")
        return Section((Heading(2, heading), Paragraph(nothing)))
    items = [
        (Text(terms.capital(title), strong=True), f": {named}")
        for _, title, named in findings.attention_lines(rows, words)
    ]
    return Section((Heading(2, Link(heading, view.address(Page.MEASURES, uzmaniba="1"))), Items(items)))


@cached_by_view
def since_last_meeting(view: View) -> Section:
    """Return what moved since the last council meeting."""
    words, plan, snapshot = view.words, view.plan, view.snapshot
    _ = words.say
    assert plan is not None
    meeting = events.last_meeting(snapshot, view.day, plan.id)
    if meeting is None or meeting.day is None:
        unknown = _("The date of the previous council meeting is not known.")
        return Section((Heading(2, _("Since the last council meeting")), Paragraph(unknown)))
    difference = changes.changes(snapshot, None, meeting.day, view.day)
    items = [*_changed(view, difference), *_reported(view, difference)]
    shown, rest = items[: findings.MOST_NAMED], items[findings.MOST_NAMED :]
    listed: list[Content] = [Items(shown)] if shown else []
    if rest:
        more = _("{n} more", n=words.number(len(rest)))
        listed.append(Details(more, Items(rest[:MOST_FOLDED])))
    if len(rest) > MOST_FOLDED:
        left = findings.and_more(len(rest) - MOST_FOLDED, words)
        listed.append(Paragraph(Link(left, view.address(Page.MEASURES))))
    return Section(
        (
            Heading(2, _("Since the council meeting of {day}", day=words.date(meeting.day))),
            Paragraph(findings.changes_sentence(difference, words)),
            *listed,
            Paragraph(_("Counted from dated reports."), "muted small"),
        )
    )


def _changed(view: View, difference: Changes) -> Iterator[Content]:
    """Give a line a measure whose status is not what it was, marked where no institution says so, or that was added."""
    words = view.words
    _ = words.say
    for change in difference.statuses:
        before, after = (terms.status_name(status, words) for status in (change.before, change.after))
        source = ""
        if change.report and isinstance(change.after, Status) and change.report.assessor is not Assessor.INSTITUTION:
            source = f", {_('according to public sources')}"
        move = (f"{before} → ", signs.mark(change.after, view.palette), f" {after}{source}")
        yield _line(view, short(view, change.measure), move, change.report)
    for measure in difference.added:
        yield _line(view, short(view, measure), _("added to the plan"))


def _reported(view: View, difference: Changes) -> Iterator[Content]:
    """Give a line a report that no line on a changed status tells: an assessor's finding is named as that."""
    told = {change.measure.id: change.report.assessor if change.report else None for change in difference.statuses}
    numbers = {measure.id: short(view, measure) for measure in view.snapshot.measures}
    for report in difference.reports:
        if report.measure not in told or told[report.measure] is not report.assessor:
            number = numbers.get(report.measure, report.measure)
            yield _line(view, number, terms.report_said(report, view.words), report)


def _line(view: View, number: str, content: Content, report: Update | None = None) -> Content:
    day = f" ({view.words.date(report.day)})" if report else ""
    return Link(number, view.address(Page.MEASURES, pasakums=number)), ": ", content, day


@cached_by_view
def calendar_strip(view: View) -> Content:
    """Return the strip of time around the day: the plan's period, meetings, reports due, and the day itself."""
    words, plan, snapshot = view.words, view.plan, view.snapshot
    _ = words.say
    assert plan is not None
    shown: list[tuple[date, str]] = []
    for event in snapshot.calendar:
        told = events.known(event, view.day, view.today)
        if told and event.plan == plan.id and event.kind in (EventKind.REPORT, EventKind.IRM) and event.start.month:
            label = terms.event_kind(event.kind, words)
            shown.append((events.last_day(event), f"{label} {words.date(event.end or event.start)}"))
    for meeting in events.council_meetings(snapshot, plan.id):
        if meeting.day:
            shown.append((meeting.day, _("council {day}", day=words.date(meeting.day))))
    shown = sorted(shown)[-MOST_STEPS:]
    if not shown and not plan.end:
        return ""
    period = (plan.start.first, plan.end.last) if plan.start and plan.end else None
    now = (view.day, words.date(view.day))
    listed = "; ".join(text for _, text in shown)
    named = _("Day"), _("Event"), _("The plan’s period")
    wide, narrow = (
        time_charts.strip(
            shown, period, now, width, language=words.language, named=named, written=words.date, description=listed
        )
        for width in (WIDE, NARROW)
    )
    heading = Link(_("Calendar"), view.address(Page.CALENDAR))
    return Section((Heading(2, heading), Chart("laiks", wide, narrow, listed)))


@cached_by_view
def burn_up_figure(view: View) -> Figure | None:
    """Return the burn-up as a bundle: counted measures by status over time; None where nothing has changed."""
    words, plan = view.words, view.plan
    _ = words.say
    assert plan is not None
    every = changes.history_of(view.snapshot, plan.id, view.day)
    steps = changes.thinned(every, MOST_STEPS)
    if not state_of(view).tally.total or len(steps) < 2:
        return None
    names = {status: terms.status_name(status, words) for status in STATE_ORDER}
    series = [(step.day, step.tally.parts) for step in steps]
    first, last = steps[0], steps[-1]
    title = _(
        "Measures with a known status: {before} ({first}) → {after} ({last})",
        before=first.tally.total - first.tally.unknown,
        after=last.tally.total - last.tally.unknown,
        first=words.date(first.day),
        last=words.date(last.day),
    )

    def draw(size: tuple[int, int]) -> Drawing:
        named = _("Period"), _("Status"), _("Measures")
        return time_charts.burn_up(
            series,
            names,
            size,
            language=words.language,
            named=named,
            written=words.date,
            description=title,
            palette=view.palette,
        )

    return Figure(
        name="gaita",
        title=title,
        wide=draw(GROWTH_WIDE),
        narrow=draw(GROWTH_NARROW),
        alt=title,
        columns=(
            FigureColumn("day", _("From"), say=lambda row: words.date(row["day"])),
            *_states(view, [status for status in STATE_ORDER if any(step.tally.of(status) for step in steps)]),
        ),
        frame=by_day(steps),
        caption=words.say(
            N_("Counted measures by status on the days something changed, and on the day judged")
            if len(steps) == len(every)
            else N_("Counted measures by status; of many days of change, the last of each period is shown")
        ),
        source=provenance.source_line(view),
        taken=provenance.taken(view),
        mark=provenance.invented(view),
    )


def burn_up(view: View) -> Content:
    """Return the burn-up with the same as a table."""
    figure = burn_up_figure(view)
    if figure is None:
        return ""
    folded = Details(figure.caption, figures.numbers(figure, captioned=False))
    return Section((Heading(2, figure.title), figures.drawing(figure), folded))


@cached_by_view
def commitments(view: View) -> Section:
    """Return the counts by direction and commitment as a table."""
    _ = view.words.say
    heading = _("By action direction and commitment")
    return Section((Heading(2, heading), figures.numbers(directions_figure(view))))


def institutions(view: View) -> Section:
    """Return the counts by responsible institution; each leads to its list of measures."""
    words, state = view.words, state_of(view)
    _ = words.say
    shown = [status for status in STATE_ORDER if state.tally.of(status)]
    names = {item.id: words.pick(item.title, item.title_en) for item in view.snapshot.institutions}

    def named(name_id: str | None) -> Content:
        if name_id is None:
            return _("Institution not known")
        name = f"{names[name_id]} ({name_id})" if names.get(name_id) else name_id
        return Link(name, view.address(Page.MEASURES, iestade=name_id))

    rows = [
        Row([named(row["institution"]), *(str(row[status]) for status in shown), str(row["total"])])
        for row in records(by_institution(state))
    ]
    columns = [
        Column(_("Responsible institution")),
        *(Column(terms.status_name(status, words).capitalize(), number=True) for status in shown),
        Column(_("Measures"), number=True),
    ]
    heading = Heading(2, _("By responsible institution"))
    caption = _("A measure with several institutions counts for each, so the rows add up to more.")
    return Section((heading, Table(columns, rows, caption)))


@cached_by_view
def plan_note(view: View) -> Content:
    """Return what the sheet says of a plan without measures."""
    assert view.plan is not None
    return Paragraph(Quoted(view.plan.note)) if view.plan.note else ""
