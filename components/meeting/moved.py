"""The steps on what moved: since the previous council meeting, and after a meeting that is over."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from components.blocks.vocabulary import Bar, Bars, Content, Items, Paragraph, SquareRow, Squares, Text, plain
from components.charts import signs
from components.frame.questions import state_of
from components.frame.rows import MOST_ROWS
from components.frame.squares import legend, square
from components.meeting.cells import brief, cell, cut, direction_name, grid, in_latvian, measure_name, named, short
from components.meeting.step import Step, Whole
from components.view import View
from components.wording import differences, findings, marks, sheet, terms
from components.wording.naming import title as measure_title
from data import live
from data.answers import meeting as meetings
from data.answers import moves
from data.answers.moves import Kind, Move, Moved
from data.answers.progress import OPEN, PlanProgress, Standing, reports_by_measure, standing
from data.contract.addresses import Page
from data.contract.tables import BY_CODE
from data.model import Assessor, Meeting, Snapshot, Unknown, Update
from data.words import N_, Words

KINDS: Mapping[Kind, str] = {
    Kind.FINISHED: N_("finished"),
    Kind.STARTED: N_("started"),
    Kind.STATUS: N_("status changed"),
    Kind.LEARNED: N_("status known now"),
    Kind.LATE: N_("the deadline has passed"),
    Kind.PASSED: N_("the deadline has passed"),
    Kind.DEADLINE: N_("deadline moved"),
    Kind.ADDED: N_("new"),
    Kind.REWORDED: N_("reworded"),
    Kind.REMOVED: N_("removed"),
    Kind.REPORTED: N_("news without a new status"),
    Kind.CORRECTED: N_("cell changed"),
}
"""What a council calls a move."""
FEW = 4
"""So many moves that are alike are listed one by one; more are told together."""
AROUND = 12
"""Letters that two texts share beside where they differ, as a step shows them."""
MOST_SAID = 3
"""Kinds that a title names where it cannot name them all; the table below has the rest."""


def since_previous(view: View, meeting: Meeting, *, stored: bool = True) -> list[Step]:
    """Return what moved since the council meeting before this one, up to it or, where it is to come, up to the day.

    Without ``stored`` no earlier snapshot is looked for: the history cannot be read. Raises `StoreFault`.
    """
    words = view.words
    _ = words.say
    kicker = _("What changed since the previous meeting")
    if meeting.day and meeting.day <= view.day:
        kicker = _("What changed from the previous meeting to that of {day}", day=words.date(meeting.day))
    before = meetings.previous_meeting(view.snapshot, meeting)
    if before is None or before.day is None:
        tab = sheet.tab_names(["meetings"])[0]
        unsaid = _("So we cannot tell what has changed since then. Enter meetings in the tab “{tab}”.", tab=tab)
        unknown = (
            _("Not known, since these data contain no council meeting before {day}.", day=words.date(meeting.day))
            if meeting.day
            else _("Not known, since these data contain no earlier council meeting.")
        )
        return [Step("izmainas", kicker, unknown, (Paragraph(unsaid),))]
    until = min(meeting.day or view.day, view.day)
    if before.day > until:
        title = _("The council meeting of {day} comes first.", day=words.date(before.day))
        return [Step("izmainas", kicker, title)]
    title = _("Since the council meeting of {day}", day=words.date(before.day))
    return _period(view, Step("izmainas", kicker, title), before.day, until, stored=stored)


def after_meeting(view: View, day: date, *, stored: bool = True) -> list[Step]:
    """Return what moved after the day of a meeting that is over; ``stored`` as for `since_previous`."""
    words = view.words
    _ = words.say
    kicker = _("What has happened since this meeting")
    title = _("After {day}", day=words.date(day))
    return _period(view, Step("pec-sedes", kicker, title), day, view.day, stored=stored)


def _period(view: View, draft: Step, since: date, until: date, *, stored: bool) -> list[Step]:
    """Complete a draft, whose title names the period, with what moved in it: before and after, then one by one."""
    if view.plan is None:
        return [replace(draft, title=view.words.say(N_("No plan is known.")))]
    words = view.words
    before, after = (_stood(view, day) if stored else None for day in (since, until))
    difference = moves.moved(view.snapshot, None, since, until, before=before, after=after)
    nothing = (
        words.say(N_("the data show no change"))
        if difference.compared
        else words.say(N_("these data contain no dated news"))
    )
    told: list[Move] = []
    small: list[Move] = []
    for move in difference.moves:
        (small if _is_small(view, move) else told).append(move)
    if len(small) <= FEW:
        told, small = list(difference.moves), []
    title = f"{draft.title}: {words.list(_counted(told, small, words)) or nothing}."
    more: list[Whole] = []
    if told:
        headings = (
            (words.say(N_("What happened")), 2),
            (words.say(N_("Measure or row")), 4),
            (words.say(N_("Was → is")), 3),
            (words.say(N_("Evidence")), 3),
        )
        groups = list(_together(view, told))
        more += [grid(title, headings, [_move_row(view, group) for group in groups[:MOST_ROWS]])]
        more += cut(view, len(groups), kartot="-zinas")
    if small:
        more += _small_edits(view, small, difference)
    basis = Paragraph(_basis(difference, words), "muted")
    notes = tuple(
        f"{short(view, report.measure)}: {report.evidence}"
        for move in difference.moves
        for report in move.reports
        if report.evidence
    )
    complete = replace(draft, title=title, notes=notes)
    if not more:
        return [replace(complete, blocks=(basis,))]
    changed = [move for move in told if move.measure]
    screens = _pictures(view, complete, changed, since, until)
    screens += _named(
        view, complete if not screens and len(changed) <= ON_A_SCREEN else draft, changed, counted=not screens
    )
    if not screens:
        counted = words.count("{n} row or cell", "{n} rows or cells", len(told) + len(small))
        screens = [replace(complete, blocks=(Paragraph(counted),))]
    return [replace(screens[0], more=(*more, basis)), *screens[1:]]


MOST_COMPARED = 160
"""Measures that are drawn twice as squares; the statuses of more are drawn as two bars."""


def _pictures(view: View, draft: Step, moves_of: Sequence[Move], since: date, until: date) -> list[Step]:
    """Return the statuses of the two days beside each other, the changed ones marked; nothing if none changed."""
    changed = {move.measure.id for move in moves_of if move.status and move.measure}
    if not changed:
        return []
    words = view.words
    states = [(day, state_of(replace(view, day=day))) for day in (since, until)]
    if max(state.tally.total for _, state in states) > MOST_COMPARED:
        bars = [
            Bar(words.date(day), state.tally.ordered, findings.statuses_said(state.tally, words))
            for day, state in states
        ]
        return [
            replace(draft, blocks=(Bars(plain(draft.title), bars, bars[-1].alt, legend(view, states[-1][1].tally)),))
        ]
    groups = [(words.date(day), _compared(view, state, changed)) for day, state in states]
    last_day, last_state = states[-1]
    day = Text(words.say("As known on {day}:", day=words.date(last_day)), kind="muted")
    key = Items([day, *legend(view, last_state.tally).items], "legend")
    return [replace(draft, blocks=(Squares(plain(draft.title), groups, key, kind="beside", named=False),))]


def _compared(view: View, state: PlanProgress, changed: Container[str]) -> list[SquareRow]:
    """Return the measures of a day as squares, a row a direction, those of none in the last."""
    rows: list[tuple[str, list[Standing]]] = []
    placed: set[str] = set()
    for direction in state.directions:
        own = [item for commitment in direction.commitments for item in commitment.standings]
        placed.update(item.measure.id for item in own)
        rows.append((direction_name(direction.direction, view.words, brief_one=True, most=FEWEST), own))
    rows.append(("", [item for item in state.standings if item.measure.id not in placed]))
    return [
        SquareRow(label, [square(view, item, marked=item.measure.id in changed) for item in own])
        for label, own in rows
        if own
    ]


def _named(view: View, draft: Step, moves_of: Sequence[Move], *, counted: bool) -> list[Step]:
    """Return the measures in which something moved, one by one as marks with what was and what is.

    Many are told kind by kind. Mere reports are named only where nothing else moved, and of a kind the first alone: the
    list behind the step has them all. Where the draft's title has not ``counted`` what moved, their title does.
    """
    words = view.words
    weighty = [move for move in moves_of if move.kind is not Kind.REPORTED] or moves_of[:FEW]
    if len(weighty) > ON_A_SCREEN:
        screens: list[Step] = []
        for kind in Kind:
            own = [move for move in weighty if move.kind is kind]
            if own:
                title = f"{plain(draft.title)}: {_counted(own, (), words)[0]}."
                screens += _listed(view, draft, title, own[:MOST_LISTED])
        return screens
    if counted:
        return _listed(view, draft, plain(draft.title), weighty)
    title = words.say(
        N_("{period}, measure by measure: {moves}."),
        period=plain(draft.title),
        moves=words.list(_counted(weighty, (), words)),
    )
    return _listed(view, draft, title, weighty)


ON_A_SCREEN, MOST_LISTED = 8, 16
"""Moves that one screen lists, and moves of a kind that are listed at all."""


def _listed(view: View, draft: Step, title: str, moves_of: Sequence[Move]) -> list[Step]:
    """Return the measures that moved as marks with what is known of them now."""
    rows = []
    for move in moves_of:
        if now := _now(view, move):
            said = Text(_briefly(view, move, now), kind="muted")
            rows.append(SquareRow((measure_name(now, view.words, SHORT), " – ", said), [square(view, now)]))
    listed = Squares(title, (("", rows),), kind="listed")
    return [replace(draft, title=title, blocks=(listed,), listing=True)] if rows else []


FEWEST = 4
"""Words of a direction's name over its squares."""
SHORT = 12
"""Words of a measure's name beside what moved in it."""


def _now(view: View, move: Move) -> Standing | None:
    """Return how the measure that moved stands on the view's day; None where it was no measure."""
    reports = reports_by_measure(view.snapshot)
    return standing(move.measure, reports.get(move.measure.id, ()), view.day) if move.measure else None


def _briefly(view: View, move: Move, now: Standing) -> str:
    """Return what moved in a measure in a few words: was and is with what is left open now, or what was reported."""
    words = view.words
    if move.status is not None:
        before, after = (terms.status_name(status, words) for status in move.status)
        return "; ".join(filter(None, [f"{before} → {after}", findings.caveat_of(move.status[1], now, words)]))
    what = _what(move, words)
    if move.deadline is not None and move.deadline[1]:
        return f"{what}: {words.date(move.deadline[1])}"
    if move.reports:
        report = _decisive(move)
        return f"{what} {words.date(report.day)}"
    return what


def _plan_of(move: Move) -> str | None:
    """Return the plan that a move is about, None where it names none."""
    record = move.row and (move.row.after or move.row.before)
    return move.measure.plan if move.measure else getattr(record, "plan", None)


def _elsewhere(view: View, move: Move) -> bool:
    """Whether a move is about another plan than the one looked at."""
    return view.plan is not None and _plan_of(move) not in (None, view.plan.id)


_PAPERS = frozenset(["meetings", "agenda"])
"""The tables in which a meeting is made ready: what changes there is the meeting's own."""
_OWN_STEP = frozenset(["decisions"])
"""The tables whose new rows a step of their own shows."""


def _is_small(view: View, move: Move) -> bool:
    """Whether a move is of no weight beside the statuses and deadlines of the plan: it is summed up, and comes last.

    Such are corrected cells, the papers of meetings, new decisions, and what was written into or reported on another
    plan, as long as no report changes a status there.
    """
    table = move.row.table if move.row else ""
    if move.kind is Kind.CORRECTED or table in _PAPERS or (move.kind is Kind.ADDED and table in _OWN_STEP):
        return True
    return _elsewhere(view, move) and (move.row is not None or move.kind is Kind.REPORTED)


def _small_edits(view: View, small: Sequence[Move], difference: Moved) -> Iterable[Whole]:
    """Give what is of little weight by tab, then by other plan, and a way to each of the cells that were compared."""
    words = view.words
    _ = words.say
    tabs: dict[str, list[Move]] = {}
    plans: dict[str, list[Move]] = {}
    for move in small:
        if _elsewhere(view, move):
            plans.setdefault(_plan_of(move) or "", []).append(move)
        else:
            tabs.setdefault(_tab(move), []).append(move)
    address = (
        view.address(Page.QUALITY, no=difference.compared[0], lidz=difference.compared[1])
        if difference.compared
        else ""
    )
    order = [table.tab for table in BY_CODE.values()]
    rows = [
        (cell(tab, address=address), words.list(list(_edits(tabs[tab], words, _column))))
        for tab in sorted(tabs, key=order.index)
    ]
    for plan, moves_there in plans.items():
        name = _("Plan {plan}, any tab", plan=plan)
        rows.append((cell(name, address=address), words.list(list(_edits(moves_there, words, _tab)))))
    yield Paragraph(words.count("{n} more small edit:", "{n} more small edits:", len(small)))
    headings = ((_("Tab"), 4), (_("What was changed in it"), 8))
    yield grid(_("Small edits"), headings, rows)


def _tab(move: Move) -> str:
    return BY_CODE[move.row.table if move.row else "updates"].tab


def _column(move: Move) -> str:
    return BY_CODE[move.row.table].by_name[move.cell.column].header if move.row and move.cell else ""


def _edits(edits: Sequence[Move], words: Words, where: Callable[[Move], str]) -> Iterable[str]:
    """Give how many rows came and went, and how many cells changed; ``where`` names the place of each cell."""
    added = sum(move.kind in (Kind.ADDED, Kind.REPORTED) for move in edits)
    removed = sum(move.kind is Kind.REMOVED for move in edits)
    if added:
        yield words.count("{n} new row", "{n} new rows", added)
    if removed:
        yield words.count("{n} removed row", "{n} removed rows", removed)
    places = Counter(where(move) for move in edits if move.cell)
    if places:
        cells_changed = words.count("{n} changed cell", "{n} changed cells", places.total())
        yield f"{cells_changed} ({', '.join(f'{place} {n}' for place, n in places.most_common())})"


def _together(view: View, moves_of_all: Sequence[Move]) -> Iterable[Sequence[Move]]:
    """Give the moves that are told in one row: one by one, or as one those that are many and alike.

    Alike are reports without a change of status that say the same, and rows of one tab that belong to no measure.
    """
    groups: dict[object, list[Move]] = {}
    for place, move in enumerate(moves_of_all):
        key: object = place
        if move.kind is Kind.REPORTED and move.row is None:
            key = _reported(view, move)
        elif move.measure is None and move.row is not None:
            key = (move.kind, move.row.table)
        groups.setdefault(key, []).append(move)
    reported = sum(move.kind is Kind.REPORTED for move in moves_of_all)
    for group in groups.values():
        many = reported if group[0].kind is Kind.REPORTED else len(group)
        yield from [group] if many > FEW else ([move] for move in group)


def _stood(view: View, day: date) -> Snapshot | None:
    """Return the snapshot that stood at the end of a day, never one that is newer than what is looked at."""
    if day >= view.today:
        return view.snapshot
    stored = live.at(day)
    newest = view.current.read_at
    if stored is None or (newest and stored.read_at and stored.read_at > newest):
        return None
    return stored.snapshot


def _counted(told: Sequence[Move], small: Sequence[Move], words: Words) -> list[str]:
    """Return how many things moved, a phrase a kind in the order they are told; of many kinds the first alone."""
    n = Counter(move.kind for move in told)
    phrases = {
        Kind.FINISHED: words.count("{n} measure finished", "{n} measures finished", n[Kind.FINISHED]),
        Kind.STARTED: words.count("{n} measure started", "{n} measures started", n[Kind.STARTED]),
        Kind.STATUS: words.count("{n} changed its status", "{n} changed their status", n[Kind.STATUS]),
        Kind.LEARNED: words.count("{n} status has become known", "{n} statuses have become known", n[Kind.LEARNED]),
        Kind.LATE: words.count(
            "{n} measure with a known status passed its deadline",
            "{n} measures with a known status passed their deadlines",
            n[Kind.LATE],
        ),
        Kind.PASSED: words.count(
            "{n} measure without a known status passed its deadline",
            "{n} measures without a known status passed their deadlines",
            n[Kind.PASSED],
        ),
        Kind.DEADLINE: words.count("{n} deadline was moved", "{n} deadlines were moved", n[Kind.DEADLINE]),
        Kind.ADDED: words.count("{n} measure was added", "{n} measures were added", n[Kind.ADDED]),
        Kind.REWORDED: words.count("{n} text was reworded", "{n} texts were reworded", n[Kind.REWORDED]),
        Kind.REMOVED: words.count("{n} row was removed", "{n} rows were removed", n[Kind.REMOVED]),
        Kind.REPORTED: words.count(
            "{n} measure had news but no new status or deadline",
            "{n} measures had news but no new status or deadline",
            n[Kind.REPORTED],
        ),
        Kind.CORRECTED: words.count("{n} other cell was changed", "{n} other cells were changed", n[Kind.CORRECTED]),
    }
    kinds = [kind for kind in Kind if n[kind]]
    named = kinds
    if len(kinds) + bool(small) > MOST_SAID + 1:  # news without a new status is no change: it is named, never summed up
        news: list[Kind] = [kind for kind in kinds if kind is Kind.REPORTED]
        named = [kind for kind in kinds if kind not in news][: MOST_SAID - len(news)] + news
    rest = sum(n[kind] for kind in kinds if kind not in named) + len(small)
    others = [words.count("there was {n} other change", "there were {n} other changes", rest)] if rest else []
    return [phrases[kind] for kind in named] + others


def _basis(difference: Moved, words: Words) -> str:
    _ = words.say
    if difference.compared is None:
        return _(
            "Basis: dated news only. No snapshot of {day} was saved, so reworded texts, removed rows and deadlines "
            "moved without news cannot be seen.",
            day=words.date(difference.since),
        )
    first, second = difference.compared
    return _(
        "Basis: dated news, and every cell of the snapshots {first} and {second} compared.",
        first=first,
        second=second,
    )


def _move_row(view: View, group: Sequence[Move]) -> tuple[Content, ...]:
    words, move = view.words, group[0]
    _ = words.say
    if len(group) > 1:
        return _one_row(view, group)
    change: Content = ""
    if move.status is not None:
        before, after = (terms.status_name(status, words) for status in move.status)
        left = findings.caveat_of(move.status[1], _now(view, move), words)
        change = cell(f"{before} → {after}", left, sign=signs.mark(move.status[1], view.palette))
    elif move.deadline is not None:
        before, after = ((words.date(day) if day else _("not specified")) for day in move.deadline)
        change = _overdue(view, move) if move.kind in (Kind.LATE, Kind.PASSED) else f"{before} → {after}"
    elif move.cell is not None and move.row is not None:
        header = BY_CODE[move.row.table].by_name[move.cell.column].header
        before, after = differences.differing(move.cell.before, move.cell.after, AROUND)
        nothing = _("(empty)")
        change = f"{header}: {before or nothing} → {after or nothing}"
    elif move.reports:
        told = brief(_decisive(move).done or "", TOLD)
        left = findings.report_caveat(_decisive(move), words)
        beside = left or (in_latvian(told, words) if told else "")
        change = cell(f"{_was_silent(view, move)}{_reported(view, move)}", beside)
    elif report := _report(move):
        change = marks.report_said(view, report)
    return _what(move, words), _row_name(view, move), change, _evidence(view, move)


TOLD = 14
"""Words of what was reported that stand beside what it changes."""


def _overdue(view: View, move: Move) -> str:
    """Return when a measure was due, and of what day its latest news is that says that it was not yet done, if any."""
    assert move.deadline and move.deadline[1]
    words, due, now = view.words, move.deadline[1], _now(view, move)
    if now and now.status in OPEN and now.decisive:
        text = N_("due {day}; according to the news of {news}, not yet done")
        return words.say(text, day=words.date(due), news=words.date(now.decisive.day))
    return words.say(N_("due {day}, not known to be done"), day=words.date(due))


def _was_silent(view: View, move: Move) -> str:
    """Return that there was no news of a measure before these reports, as what was before an arrow; "" otherwise."""
    every = [report for report in view.snapshot.updates if move.measure and report.measure == move.measure.id]
    first = min((report.day for report in every), default=None)
    silent = first is not None and any(report.day == first for report in move.reports)
    return f"{terms.status_name(Unknown.NO_NEWS, view.words)} → " if silent else ""


def _one_row(view: View, group: Sequence[Move]) -> tuple[Content, ...]:
    """Return several moves that are alike as one row: which, how many, and the newest word."""
    words, move = view.words, group[0]
    _ = words.say
    what = _what(move, words)
    if move.row is not None:
        change = words.count("{n} row or cell", "{n} rows or cells", len(group))
        return what, BY_CODE[move.row.table].tab, change, _("the two snapshots differ")
    numbers = ", ".join(short(view, one.measure.id) for one in group if one.measure)
    newest = max(report.day for one in group for report in one.reports)
    measures_said = words.count("{n} measure", "{n} measures", len(group))
    when = _("newest news {day}", day=words.date(newest))
    return what, numbers, _reported(view, move), f"{measures_said}; {when}"


_OF_A_REPORT: Mapping[Kind, str] = {Kind.REMOVED: N_("news removed"), Kind.STATUS: N_("news changed")}
"""What a council calls it where a report was removed or its status rewritten: the measure itself is as it was."""


def _what(move: Move, words: Words) -> str:
    of_report = _report(move) and _OF_A_REPORT.get(move.kind)
    return words.say(of_report or KINDS[move.kind])


def _report(move: Move) -> Update | None:
    """Return the report that a changed or removed row is, None for other rows."""
    record = move.row and (move.row.after or move.row.before)
    return record if isinstance(record, Update) else None


def _reported(view: View, move: Move) -> str:
    """Return what the newest report of each assessor says, the institution's first, findings named as such."""
    newest = {report.assessor: report for report in move.reports}
    return "; ".join(marks.report_said(view, newest[who]) for who in Assessor if who in newest)


def _row_name(view: View, move: Move) -> Content:
    _ = view.words.say
    if move.measure is not None:
        number, report = short(view, move.measure.id), _report(move)
        detail = named(measure_title(move.measure, view.words), move.measure.title, view.words)
        if report:
            day = view.words.date(report.day)
            detail = _("news of {day}, {who}", day=day, who=_speaker(report, view.words))
        return cell(number, detail, address=view.address(Page.MEASURES, pasakums=number))
    if move.row is None:
        return ""
    return f"{BY_CODE[move.row.table].tab}: {sheet.row_name(move.row.table, move.row.key)}"


def _speaker(report: Update, words: Words) -> str:
    """Return who says a report: the institution by its name, anybody else by what they are."""
    who = words.say(terms.ASSESSOR_NAMES[report.assessor])
    if report.assessor is Assessor.INSTITUTION:
        return report.reported_by or who
    return f"{who} ({report.reported_by})" if report.reported_by else who


def _evidence(view: View, move: Move) -> Content:
    words = view.words
    _ = words.say
    if move.reports:
        report = _decisive(move)
        reported = f"{words.date(report.day)}, {_speaker(report, words)}"
        if report.evidence:
            return cell(f"{reported}:", in_latvian(report.evidence, words))
        return f"{reported}: {_('no evidence given')}"
    if move.row is not None:
        return _("the two snapshots differ")
    return _("the deadline compared with {day}", day=words.date(view.day))


def _decisive(move: Move) -> Update:
    """Return the report to name: the newest one of the assessor who comes first in their order."""
    first = min((report.assessor for report in move.reports), key=list(Assessor).index)
    return next(report for report in reversed(move.reports) if report.assessor is first)
