"""The sections of the overview: finding, directions, what is known of the plan's close, attention, changes, money."""

from collections.abc import Iterator
from datetime import date

from components.blocks import figures
from components.blocks.escape import html, linked
from components.blocks.figures import Figure
from components.blocks.tables import Column, Row, table
from components.charts import pictures, plan_charts, signs
from components.frame.questions import state_of
from components.memo import per_view
from components.view import View
from components.wording import findings, marks, provenance, slugs, terms
from components.wording.naming import short
from data.answers import attention, changes, events, progress
from data.answers.changes import Changes
from data.answers.progress import DirectionProgress, Tally
from data.answers.schedule import plan_end
from data.contract.addresses import Page
from data.model import STATE_ORDER, Assessor, EventKind, EventState, Plan, Status, Update
from data.words import N_

WIDE, NARROW = 720, 330
"""Widths of a drawing on wide screens and on phones."""
MOST_STEPS = 60
"""Steps of the burn-up that are drawn and stand in its table, and events on the strip, the newest."""
MOST_FOLDED = 200
"""Further changes since a meeting that stand folded below the first; it is said how many more there are."""
MOST_CHANGES = 3
"""Changes of the denominator that are said, the newest."""


@per_view
def finding(view: View) -> str:
    """Return the heading: where the plan stands, whose word that is, and the bounds of the share done."""
    return (
        f"<h1>{html(findings.main_finding(state_of(view).tally, view.words, ended=findings.has_ended(view)))}</h1>"
        f'<p class="lead">{html(lead(view))}</p>{_unsure(view)}'
    )


def _unsure(view: View) -> str:
    """Return the measures whose status is not of the newest read or was left standing, each leading to why."""
    unsure = [item.measure for item in state_of(view).standings if marks.status(view, item)]
    if not unsure:
        return ""
    numbers = [measure.number for measure in unsure[:MOST_STEPS]]
    links = [
        f'<a href="{html(view.address(Page.MEASURES, pasakums=number))}" target="_self">{html(number)}</a>'
        for number in numbers
    ]
    more = f" {html(findings.and_more(len(unsure) - MOST_STEPS, view.words))}" if len(unsure) > MOST_STEPS else ""
    said = html(
        view.words.count(
            "The status of {n} measure stands from earlier:",
            "The statuses of {n} measures stand from earlier:",
            len(unsure),
        )
    )
    return f'<p class="small mark">{said} {", ".join(links)}{more}</p>'


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


def legend(view: View, counts: Tally) -> str:
    """Return the statuses that occur with shape, word and total, each leading to its list: key and sum at once."""
    items = []
    for status in STATE_ORDER:
        if not counts.of(status):
            continue
        address = html(view.address(Page.MEASURES, statuss=slugs.STATUS_SLUGS[status]))
        name = html(terms.status_name(status, view.words))
        said = f"{signs.mark(status, view.palette)} {name} <b>{counts.of(status)}</b>"
        items.append(f'<li><a href="{address}" target="_self">{said}</a></li>')
    return f'<ul class="legend">{"".join(items)}</ul>'


def _bar(view: View, counts: Tally, longest: int) -> str:
    alt = html(findings.statuses_said(counts, view.words))
    wide = figures.as_data(plan_charts.status_bar(counts.parts, longest, WIDE, palette=view.palette))
    narrow = figures.as_data(plan_charts.status_bar(counts.parts, longest, NARROW, palette=view.palette))
    return f'<img class="wide" src="{wide}" alt="{alt}"><img class="narrow" src="{narrow}" alt="{alt}">'


@per_view
def directions_figure(view: View) -> Figure:
    """Return the stacked bars of the directions as a bundle; its table goes down to the commitments."""
    words, state = view.words, state_of(view)
    longest = max((direction.tally.total for direction in state.directions), default=1)
    shown = [status for status in STATE_ORDER if state.tally.of(status)]
    columns = (
        Column(words.say(N_("Action direction and commitment"))),
        *(Column(terms.status_name(status, words).capitalize(), number=True) for status in shown),
        Column(words.say(N_("Measures")), number=True),
    )
    rows: list[tuple[str, ...]] = []
    groups: set[int] = set()
    parts: dict[int, list[tuple[str, str]]] = {WIDE: [], NARROW: []}

    def add(number: str, name: str | None, counts: Tally) -> None:
        rows.append((f"{number}. {name or ''}", *(str(counts.of(status)) for status in shown), str(counts.total)))

    for direction in state.directions:
        own = direction.direction
        name = words.pick(own.title, own.title_en)
        groups.add(len(rows))
        add(own.number, name, direction.tally)
        for branch in direction.commitments:
            add(branch.commitment.number, words.pick(branch.commitment.title, branch.commitment.title_en), branch.tally)
        for width, drawn in parts.items():
            said = f"{own.number}. {name or ''} – {findings.statuses_said(direction.tally, words)}"
            drawn.append((said, plan_charts.status_bar(direction.tally.parts, longest, width, palette=view.palette)))
    return Figure(
        name="virzieni",
        title=findings.main_finding(state.tally, words, ended=findings.has_ended(view)),
        wide=pictures.stack(parts[WIDE], WIDE),
        narrow=pictures.stack(parts[NARROW], NARROW),
        alt=findings.statuses_said(state.tally, words),
        columns=columns,
        rows=tuple(rows),
        groups=frozenset(groups),
        caption=words.count("{n} counted measure by status", "{n} counted measures by status", state.tally.total),
        source=provenance.source_line(view),
        mark=provenance.invented(view),
    )


@per_view
def directions(view: View) -> str:
    """Return the action directions as stacked bars of one scale; each leads to its list of measures."""
    words = view.words
    state = state_of(view)
    if not state.tally.total:
        return ""
    longest = max((direction.tally.total for direction in state.directions), default=1)
    rows = "".join(_direction(view, direction, longest) for direction in state.directions)
    return (
        f'<section aria-label="{html(words.say(N_("Progress by action direction")))}">'
        f"{legend(view, state.tally)}{rows}{_denominator(view)}</section>"
    )


def _direction(view: View, direction: DirectionProgress, longest: int) -> str:
    words = view.words
    own = direction.direction
    name = html(words.pick(own.title, own.title_en) or own.number)
    total = html(words.count("{n} measure", "{n} measures", direction.tally.total))
    address = html(view.address(Page.MEASURES, virziens=own.number))
    return (
        f'<div class="direction"><a href="{address}" target="_self"><b>{html(own.number)}. {name}</b></a>'
        f' <span class="muted">{total}</span>{_bar(view, direction.tally, longest)}</div>'
    )


def _denominator(view: View) -> str:
    assert view.plan is not None
    found = changes.denominator_changes(view.snapshot, view.plan.id, view.day)
    lines = [
        view.words.count(
            "Until {day} {n} measure was counted, since then {after}.",
            "Until {day} {n} measures were counted, since then {after}.",
            before, day=view.words.date(day), after=view.words.number(after),
        )
        for day, before, after in found
        if before
    ][-MOST_CHANGES:]  # fmt: skip
    return f'<p class="muted small">{html(" ".join(lines))}</p>' if lines else ""


@per_view
def close(view: View) -> str:
    """Return what is known of the plan's close: reports promised or planned, and the next plan."""
    words, plan, snapshot = view.words, view.plan, view.snapshot
    assert plan is not None
    unheard = [
        event for event in events.unheard_reports(snapshot, view.day, plan.id) if event.state is not EventState.DEADLINE
    ]
    items = [f"<li>{_event(view, event.title, event.title_en)}</li>" for event in unheard[: findings.MOST_NAMED]]
    if len(unheard) > findings.MOST_NAMED:
        items.append(f"<li>{html(findings.and_more(len(unheard) - findings.MOST_NAMED, words))}</li>")
    for other in events.next_plans(snapshot, plan):
        items.append(f"<li>{_next_plan(view, other)}</li>")
    if not items:
        return ""
    heading = html(words.say(N_("What is known of the plan’s close")))
    return f"<section><h2>{heading}</h2><ul class='facts'>{''.join(items)}</ul></section>"


def _event(view: View, title: str, title_en: str | None) -> str:
    return html(view.words.pick(title, title_en))


def _next_plan(view: View, other: Plan) -> str:
    """Say what is known of the next plan: its name and the periods its sources give, side by side."""
    words = view.words
    name = html(words.pick(other.title, other.title_en) or other.id)
    found = events.calendar(view.snapshot, view.day, other.id, view.today)
    stated = [*found.coming, *(event for group in found.open_questions for event in group)]
    periods = [event for event in stated if event.plan == other.id and events.states_period(event)]
    said = "; ".join(html(words.pick(event.title, event.title_en)) for event in periods)
    address = html(view.address(Page.CALENDAR))
    text = said or html(words.say(N_("being drafted; no approved text is known")))
    return f'<a href="{address}" target="_self">{name}</a>: {text}.'


@per_view
def needs_attention(view: View) -> str:
    """Return what needs attention, a line a rule, each leading to the list."""
    words, plan = view.words, view.plan
    assert plan is not None
    rows = attention.attention(view.snapshot, state_of(view), plan.id)
    heading = html(words.say(N_("Needs attention")))
    if not rows:
        nothing = html(words.say(N_("Nothing stands under “Needs attention” at present.")))
        return f"<section><h2>{heading}</h2><p>{nothing}</p></section>"
    address = html(view.address(Page.MEASURES, uzmaniba="1"))
    items = "".join(
        f"<li><b>{html(terms.capital(title))}</b>: {html(named)}</li>"
        for _, title, named in findings.attention_lines(rows, words)
    )
    return f'<section><h2><a href="{address}" target="_self">{heading}</a></h2><ul class="facts">{items}</ul></section>'


@per_view
def since_last_meeting(view: View) -> str:
    """Return what moved since the last council meeting."""
    words, plan, snapshot = view.words, view.plan, view.snapshot
    assert plan is not None
    meeting = events.last_meeting(snapshot, view.day, plan.id)
    if meeting is None or meeting.day is None:
        heading = html(words.say(N_("Since the last council meeting")))
        unknown = html(words.say(N_("The date of the previous council meeting is not known.")))
        return f"<section><h2>{heading}</h2><p>{unknown}</p></section>"
    heading = html(words.say(N_("Since the council meeting of {day}"), day=words.date(meeting.day)))
    found = changes.changes(snapshot, None, meeting.day, view.day)
    items = [*_changed(view, found), *_reported(view, found)]
    shown, rest = items[: findings.MOST_NAMED], items[findings.MOST_NAMED :]
    listed = f'<ul class="facts">{"".join(shown)}</ul>' if shown else ""
    if rest:
        more = html(words.say(N_("{n} more"), n=words.number(len(rest))))
        listed += f'<details><summary>{more}</summary><ul class="facts">{"".join(rest[:MOST_FOLDED])}</ul></details>'
    if len(rest) > MOST_FOLDED:
        address = html(view.address(Page.MEASURES))
        left = html(findings.and_more(len(rest) - MOST_FOLDED, words))
        listed += f'<p><a href="{address}" target="_self">{left}</a></p>'
    basis = html(words.say(N_("Counted from dated reports.")))
    sentence = html(findings.changes_sentence(found, words))
    return f'<section><h2>{heading}</h2><p>{sentence}</p>{listed}<p class="muted small">{basis}</p></section>'


def _changed(view: View, found: Changes) -> Iterator[str]:
    """Give a line a measure whose status is not what it was, marked where no institution says so, or that was added."""
    words = view.words
    for change in found.statuses:
        before, after = (terms.status_name(status, words) for status in (change.before, change.after))
        said = f"{html(before)} → {signs.mark(change.after, view.palette)} {html(after)}"
        if change.report and isinstance(change.after, Status) and change.report.assessor is not Assessor.INSTITUTION:
            said += f", {html(words.say(N_('according to public sources')))}"
        yield _line(view, short(view, change.measure), said, change.report)
    for measure in found.added:
        yield _line(view, short(view, measure), html(words.say(N_("added to the plan"))))


def _reported(view: View, found: Changes) -> Iterator[str]:
    """Give a line a report that no line on a changed status tells: an assessor's finding is named as that."""
    told = {change.measure.id: change.report.assessor if change.report else None for change in found.statuses}
    numbers = {measure.id: short(view, measure) for measure in view.snapshot.measures}
    for report in found.reports:
        if report.measure not in told or told[report.measure] is not report.assessor:
            number = numbers.get(report.measure, report.measure)
            yield _line(view, number, html(terms.report_said(report, view.words)), report)


def _line(view: View, number: str, said: str, report: Update | None = None) -> str:
    link = html(view.address(Page.MEASURES, pasakums=number))
    day = f" ({html(view.words.date(report.day))})" if report else ""
    return f'<li><a href="{link}" target="_self">{html(number)}</a>: {said}{day}</li>'


@per_view
def calendar_strip(view: View) -> str:
    """Return the strip of time around the day: the plan's period, meetings, reports due, and the day itself."""
    words, plan, snapshot = view.words, view.plan, view.snapshot
    assert plan is not None
    shown: list[tuple[date, str]] = []
    for event in snapshot.calendar:
        told = events.known(event, view.day, view.today)
        if told and event.plan == plan.id and event.kind in (EventKind.REPORT, EventKind.IRM) and event.start.month:
            label = terms.event_kind(event.kind, words)
            shown.append((events.last_day(event), f"{label} {words.date(event.end or event.start)}"))
    for meeting in events.council_meetings(snapshot, plan.id):
        if meeting.day:
            shown.append((meeting.day, words.say(N_("council {day}"), day=words.date(meeting.day))))
    shown = sorted(shown)[-MOST_STEPS:]
    if not shown and not plan.end:
        return ""
    period = (plan.start.first, plan.end.last) if plan.start and plan.end else None
    now = (view.day, words.date(view.day))
    drawn = (
        (name, plan_charts.strip(shown, period, now, width, words.language))
        for name, width in (("wide", WIDE), ("narrow", NARROW))
    )
    images = "".join(f'<img class="{name}" src="{figures.as_data(svg)}" alt="">' for name, svg in drawn)
    said = "; ".join(text for _, text in shown)
    heading = html(words.say(N_("Calendar")))
    link = html(view.address(Page.CALENDAR))
    return (
        f'<section><h2><a href="{link}" target="_self">{heading}</a></h2>'
        f'<div role="img" aria-label="{html(said)}">{images}</div></section>'
    )


@per_view
def burn_up_figure(view: View) -> Figure | None:
    """Return the burn-up as a bundle: counted measures by status over time; None where nothing has changed."""
    words, plan = view.words, view.plan
    assert plan is not None
    every = changes.history_of(view.snapshot, plan.id, view.day)
    steps = changes.thinned(every, MOST_STEPS)
    if not state_of(view).tally.total or len(steps) < 2:
        return None
    names = {status: terms.status_name(status, words) for status in STATE_ORDER}
    series = [(step.day, step.tally.parts) for step in steps]
    first, last = steps[0], steps[-1]
    title = words.say(
        N_("Measures with a known status: {before} ({first}) → {after} ({last})"),
        before=first.tally.total - first.tally.unknown, after=last.tally.total - last.tally.unknown,
        first=words.date(first.day), last=words.date(last.day),
    )  # fmt: skip
    shown = [status for status in STATE_ORDER if any(step.tally.of(status) for step in steps)]
    return Figure(
        name="gaita",
        title=title,
        wide=plan_charts.burn_up(series, names, words.language, 980, 240, palette=view.palette),
        narrow=plan_charts.burn_up(series, names, words.language, 210, 200, palette=view.palette),
        alt=title,
        columns=(
            Column(words.say(N_("From"))),
            *(Column(names[status].capitalize(), number=True) for status in shown),
            Column(words.say(N_("Measures")), number=True),
        ),
        rows=tuple(
            (words.date(step.day), *(str(step.tally.of(status)) for status in shown), str(step.tally.total))
            for step in steps
        ),
        groups=frozenset(),
        caption=words.say(
            N_("Counted measures by status on the days something changed, and on the day judged")
            if len(steps) == len(every)
            else N_("Counted measures by status; of many days of change, the last of each period is shown")
        ),
        source=provenance.source_line(view),
        mark=provenance.invented(view),
    )


@per_view
def burn_up(view: View) -> str:
    """Return the burn-up with the same as a table."""
    figure = burn_up_figure(view)
    if figure is None:
        return ""
    drawn = figures.drawing(figure)
    folded = f"<details><summary>{html(figure.caption)}</summary>{figures.numbers(figure, seen=False)}</details>"
    return f"<section><h2>{html(figure.title)}</h2>{drawn}{folded}</section>"


@per_view
def commitments(view: View) -> str:
    """Return the counts by direction and commitment as a table."""
    heading = html(view.words.say(N_("By action direction and commitment")))
    return f"<section><h2>{heading}</h2>{figures.numbers(directions_figure(view))}</section>"


@per_view
def institutions(view: View) -> str:
    """Return the counts by responsible institution; each leads to its list of measures."""
    words, state = view.words, state_of(view)
    shown = [status for status in STATE_ORDER if state.tally.of(status)]
    names = {item.id: words.pick(item.title, item.title_en) for item in view.snapshot.institutions}
    rows = []
    for own, counts in progress.by_institution(state):
        address = html(view.address(Page.MEASURES, iestade=own))
        name = html(f"{names[own]} ({own})" if names.get(own) else own)
        cells = [str(counts.of(status)) for status in shown]
        rows.append(Row([f'<a href="{address}" target="_self">{name}</a>', *cells, str(counts.total)]))
    nameless = [item for item in state.standings if not item.measure.responsible]
    if nameless:
        counts = progress.tally(nameless)
        cells = [str(counts.of(status)) for status in shown]
        rows.append(Row([html(words.say(N_("Institution not known"))), *cells, str(counts.total)]))
    columns = [
        Column(words.say(N_("Responsible institution"))),
        *(Column(terms.status_name(status, words).capitalize(), number=True) for status in shown),
        Column(words.say(N_("Measures")), number=True),
    ]
    heading = html(words.say(N_("By responsible institution")))
    caption = words.say(N_("A measure with several institutions counts for each, so the rows add up to more."))
    return f"<section><h2>{heading}</h2>{table(columns, rows, caption)}</section>"


@per_view
def plan_note(view: View) -> str:
    """Return what the sheet says of a plan without measures."""
    plan = view.plan
    assert plan is not None
    if not plan.note:
        return ""
    return f'<p lang="lv">{linked(plan.note)}</p>'
