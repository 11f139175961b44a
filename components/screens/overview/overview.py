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
    Heading,
    Link,
    Paragraph,
    Quoted,
    Row,
    Table,
    Text,
    joined,
)
from components.charts import time_charts
from components.charts.bars import as_svg
from components.frame import downloads
from components.frame.links import measure_link
from components.frame.money import money_figure, money_picture
from components.frame.questions import state_of
from components.memo import cached_by_view
from components.view import View
from components.wording import findings, marks, provenance, terms
from components.wording.naming import institution_names
from data.answers import changes, events, progress
from data.answers.counts import by_day, by_direction, by_institution
from data.answers.schedule import plan_end
from data.contract.addresses import Page
from data.frames import records
from data.model import STATE_ORDER, Event, EventKind, EventState, State
from data.words import N_, Words

WIDE, NARROW = 720, 330
"""Widths of a drawing on wide screens and on phones."""
GROWTH_WIDE, GROWTH_NARROW = (1120, 272), (340, 210)
"""The size of the burn-up on wide screens and on phones."""
MOST_STEPS = 60
"""Steps of the burn-up that are drawn and stand in its table, and measures that a line names."""
MOST_EVENTS = 20
"""Events on the strip of time, those nearest to the day."""
MOST_CHANGES = 3
"""Changes of the denominator that are said, the newest."""


def finding(view: View, institution: str = "") -> Content:
    """Return the heading: where the plan stands, whose word that is, and the bounds of the share done.

    With an ``institution`` all of it is of the measures that name it responsible; that is said, with the way back.
    """
    words, counts = view.words, state_of(view, institution).tally
    if unknown := marks.absent(view, "measures", "updates"):
        return Heading(1, unknown)
    if not counts.total:
        return Heading(1, findings.main_finding(counts, words)), Paragraph(lead(view), "lead")
    big, rest = findings.opening(counts, words, ended=findings.has_ended(view))
    heading = Heading(1, (Text(big, kind="big"), f" {rest}"))
    return heading, _narrowed(view, institution), Paragraph(lead(view, institution), "lead"), _unsure(view, institution)


def _narrowed(view: View, institution: str) -> Content:
    """Say that only an institution's measures are shown, of how many; "" where all are."""
    _ = view.words.say
    if not institution:
        return ""
    every, shown = (state_of(view, name).tally.total for name in ("", institution))
    nobody = sum(not item.measure.responsible for item in state_of(view).standings)
    text = _(
        "Only the measures of one responsible institution are shown: {institution}, {shown} of the plan’s {total}. "
        "“Who has reported”, funding and dates are of the whole plan; “Needs attention” leaves out reports expected "
        "on the whole plan.",
        institution=institution_names(view, [institution]),
        shown=view.words.number(shown),
        total=view.words.number(every),
    )
    unsaid = f"{terms.capital(findings.unanswered(nobody, view.words))}." if nobody else ""
    return Paragraph((joined((text, unsaid), " "), " ", Link(_("Show all"), view.address(Page.OVERVIEW))), "picked")


def _unsure(view: View, institution: str) -> Content:
    """Return the measures whose status is not of the newest read or was left standing, each leading to why.

    One without a status has none of earlier news either.
    """
    standings = state_of(view, institution).standings
    unsure = [item.measure for item in standings if item.status is not None and marks.doubts(view, item)]
    if not unsure:
        return ""
    sentence = view.words.count(
        "The status of {n} measure is from earlier news:",
        "The statuses of {n} measures are from earlier news:",
        len(unsure),
    )
    links = joined([measure_link(view, measure) for measure in unsure[:MOST_STEPS]])
    more = f" {findings.and_more(len(unsure) - MOST_STEPS, view.words)}" if len(unsure) > MOST_STEPS else ""
    return Paragraph((f"{sentence} ", links, more), "small mark")


def lead(view: View, institution: str = "") -> str:
    """Return the sentences after the finding: the plan's state, whose word it is, the bounds of the share done."""
    words, state = view.words, state_of(view, institution)
    lines = [findings.plan_state(view)]
    if state.tally.total:
        assert view.plan is not None
        unsettled = progress.unsettled(state, plan_end(view.snapshot, view.plan.id))
        lines += [
            findings.who_says(state, words),
            findings.caveats(state, words),
            _outcomes(view, unsettled + state.tally.unknown),
            findings.band_sentence(progress.band(state.tally, unsettled), words, ended=findings.has_ended(view)),
        ]
    return " ".join(line for line in lines if line)


def _outcomes(view: View, unknown: int) -> str:
    """Say, after the plan's end, of how many measures nobody has said how they came out: open and unknown ones."""
    if not unknown or not findings.has_ended(view):
        return ""
    return view.words.count(
        "The outcome of {n} measure is not known.", "The outcome of {n} measures is not known.", unknown
    )


@cached_by_view
def directions_figure(view: View, institution: str = "") -> Figure:
    """Return the stacked bars of the directions as a bundle; its table goes down to the commitments."""
    words, state = view.words, state_of(view, institution)
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
    caption = words.count("{n} measure by status", "{n} measures by status", state.tally.total)
    drawn = Bars(caption, bars, findings.statuses_said(state.tally, words))
    found = findings.main_finding(state.tally, words, ended=findings.has_ended(view))
    return Figure(
        name="virzieni",
        title=f"{institution_names(view, [institution])}: {found}" if institution else found,
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


def _when(view: View, day: date) -> str:
    """Return a day on which something changed; of measures added in a month, or a plan begun in a year, that alone."""
    assert view.plan is not None
    added = {
        measure.added
        for measure in progress.measures_of(view.snapshot, view.plan.id)
        if measure.added and measure.added.last == day
    }
    start = view.plan.start
    if start and start.first == day:
        return view.words.date(start)
    return view.words.date(added.pop() if len(added) == 1 else day)


def denominator(view: View) -> Content:
    """Return on which days the number of counted measures changed; "" where it never did."""
    assert view.plan is not None
    steps = changes.denominator_changes(view.snapshot, view.plan.id, view.day)
    lines = [
        view.words.say(
            N_("{when}: the number of measures counted changed from {before} to {after}."),
            when=terms.capital(_when(view, day)),
            before=view.words.number(before),
            after=view.words.number(after),
        )
        for day, before, after in steps
        if before
    ][-MOST_CHANGES:]
    return Paragraph(" ".join(lines), "muted small") if lines else ""


def money(view: View) -> Content:
    """Return need against known allocation by year as a picture, its table folded; "" where no sum is known."""
    figure = money_figure(view)
    if figure is None:
        return ""
    table = Details(figure.caption, figures.numbers(figure, captioned=False), "muted small")
    offer = downloads.of_figure(view, figure)
    return money_picture(view, Link(figure.title, view.address(Page.CALENDAR))), table, offer


def calendar_strip(view: View) -> Content:
    """Return the strip of time around the day: the plan's period, meetings, reports due, and the day itself."""
    words, plan, snapshot = view.words, view.plan, view.snapshot
    _ = words.say
    assert plan is not None
    calendar = view.address(Page.CALENDAR)
    unheard = frozenset(events.calendar(snapshot, view.day, today=view.today).unheard)
    every: list[tuple[date, str, str]] = []
    for event in snapshot.calendar:
        told = events.known(event, view.day, view.today)
        if told and event.plan == plan.id and event.kind in (EventKind.REPORT, EventKind.IRM) and event.start.month:
            every.append((events.last_day(event), _dated(event, words, unheard=event in unheard), calendar))
    for meeting in events.council_meetings(snapshot, plan.id):
        if meeting.day:
            label = _("council {day}", day=words.date(meeting.day))
            every.append((meeting.day, label, view.address(Page.MEETING, sede=meeting.id)))
    shown = sorted(sorted(every, key=lambda one: abs(one[0] - view.day))[:MOST_EVENTS])
    if not shown and not plan.end:
        return ""
    period = (plan.start.first, plan.end.last) if plan.start and plan.end else None
    now = (view.day, words.date(view.day))
    listed = "; ".join(text for _, text, _ in shown)
    named = _("Day"), _("Event"), _("The plan’s period")
    wide, narrow = (
        time_charts.strip(
            [(day, text) for day, text, _ in shown],
            period,
            now,
            width,
            language=words.language,
            named=named,
            written=words.date,
            description=listed,
            places={text: place for _, text, place in shown},
        )
        for width in (WIDE, NARROW)
    )
    rest = len(every) - len(shown)
    more = Paragraph(Link(_("{n} more", n=words.number(rest)), calendar)) if rest else ""
    return Heading(2, Link(_("Calendar"), calendar)), Chart("laiks", wide, narrow, listed), more


def _dated(event: Event, words: Words, *, unheard: bool) -> str:
    """Return an event's kind and day; one that was due, or is a deadline, is not told as if it had taken place."""
    kind, day = terms.event_kind(event.kind, words), words.span(event.start, event.end)
    if event.state is EventState.DEADLINE:
        return words.say(N_("deadline ({kind}) {day}"), kind=kind, day=day)
    if event.state is EventState.PROMISED:
        return words.say(N_("{kind} promised for {day}"), kind=kind, day=day)
    if unheard:
        return words.say(N_("{kind} due {day}"), kind=kind, day=day)
    return f"{kind} {day}"


@cached_by_view
def burn_up_figure(view: View, wide: tuple[int, int] = GROWTH_WIDE) -> Figure | None:
    """Return the burn-up as a bundle: counted measures by status over time; None where nothing has changed.

    ``wide`` is the size of its wide drawing.
    """
    words, plan = view.words, view.plan
    _ = words.say
    assert plan is not None
    every = changes.history_of(view.snapshot, plan.id, view.day)
    if plan.start:  # a report dated before the plan is known at its start: no axis of years without a plan
        every = changes.since(every, plan.start.first)
    steps = changes.thinned(every, MOST_STEPS)
    if not state_of(view).tally.total or len(steps) < 2:
        return None
    names = {status: terms.status_name(status, words) for status in STATE_ORDER}
    series = [(step.day, step.tally.parts) for step in steps]
    first, last = steps[0], steps[-1]
    title = _(
        "Measures with a known status: {before} at the plan’s start, {after} on {last}",
        before=first.tally.total - first.tally.unknown,
        after=last.tally.total - last.tally.unknown,
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
        wide=draw(wide),
        narrow=draw(GROWTH_NARROW),
        alt=title,
        columns=(
            FigureColumn("day", _("Since"), say=lambda row: _when(view, row["day"])),
            *_states(view, [status for status in STATE_ORDER if any(step.tally.of(status) for step in steps)]),
        ),
        frame=by_day(steps),
        caption=words.say(
            N_("Measures by status on the days when something changed, and on the selected day")
            if len(steps) == len(every)
            else N_("Measures by status; of many days of change, the last in each period is shown")
        ),
        source=provenance.source_line(view),
        taken=provenance.taken(view),
        mark=provenance.invented(view),
    )


def burn_up(view: View) -> Content:
    """Return the burn-up under its finding; "" where nothing has changed."""
    figure = burn_up_figure(view)
    return (Heading(2, figure.title), figures.drawing(figure)) if figure else ""


def burn_up_table(view: View) -> Content:
    """Return the burn-up as a table, folded; "" where nothing has changed."""
    figure = burn_up_figure(view)
    return Details(figure.caption, figures.numbers(figure, captioned=False)) if figure else ""


def commitments(view: View, institution: str = "") -> Details:
    """Return the counts by direction and commitment as a table, folded: the squares say the same."""
    _ = view.words.say
    table = figures.numbers(directions_figure(view, institution))
    return Details(_("By action direction and commitment"), table)


def institutions(view: View, institution: str = "") -> Details:
    """Return the counts by responsible institution, folded; each leads to its list of measures."""
    words, state = view.words, state_of(view, institution)
    _ = words.say
    shown = [status for status in STATE_ORDER if state.tally.of(status)]

    def named(name_id: str | None) -> Content:
        if name_id is None:
            return _("Institution not known")
        return Link(institution_names(view, [name_id]), view.address(Page.MEASURES, iestade=name_id))

    rows = [
        Row(
            [named(row["institution"]), *(str(row[status]) for status in shown), str(row["total"])],
            marked=bool(institution) and row["institution"] == institution,
        )
        for row in records(by_institution(state))
    ]
    columns = [
        Column(_("Responsible institution")),
        *(Column(terms.status_name(status, words).capitalize(), number=True) for status in shown),
        Column(_("Measures"), number=True),
    ]
    caption = _(
        "A measure with several institutions is counted for each of them, so the rows may add up to more than "
        "the measures."
    )
    return Details(_("By responsible institution"), Table(columns, rows, caption))


def nothing(view: View) -> Heading:
    """Return that no plan is known."""
    return Heading(1, marks.absent(view, "plans") or view.words.say(N_("No plan is known.")))


def plan_note(view: View) -> Content:
    """Return what the sheet says of a plan without measures."""
    assert view.plan is not None
    return Paragraph(Quoted(view.plan.note)) if view.plan.note else ""
