"""The brief: a plan on two pages, for whoever reads no more. Where it stands, what changed, what needs the council.

On the second page trust, municipalities and money. It stands in front of the report, and alone. Whatever is too much
for two pages is counted here and stands whole in the report.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from components.blocks.vocabulary import Content, Heading, Items, Paragraph, Quoted, SquareRow, Squares, Text, joined
from components.documents.blocks import Drawn, Page, Said
from components.frame.money import money_figure
from components.frame.questions import anybody_reported, attention_rows, state_of
from components.frame.squares import squares
from components.meeting.layout import shortened
from components.meeting.steps import kind_of, next_unknown
from components.screens.municipalities import choice, municipalities, municipality_figures
from components.screens.overview import overview
from components.screens.trust import trust_figures
from components.view import View
from components.wording import findings, provenance, terms
from components.wording.naming import institution_names, short, title
from data.answers import attention, changes, events, trust
from data.answers import meeting as meetings
from data.answers.attention import Rule
from data.model import Measure, Meeting, Unknown

MOST_MOVED, MOST_ASKED, MOST_RULES, MOST_NAMED = 5, 4, 5, 6
"""Changes, requests and kinds of what needs attention that are told, and things that each kind names."""
_LETTERS = 170
"""Letters of a request, or of what stands behind a change, that are told."""
_LONGEST_NAME = 110
_MAPS = (4, 168)
"""Small maps a row, and their width in pixels: four fill the paper."""
GROWTH = (720, 190)
"""The size of the drawing of growth, so wide that its letters stay as large as the others'."""
_NEIGHBOURS = trust.PRESETS["baltija"] | trust.PRESETS["ziemelvalstis"]
"""The countries that Latvia is shown beside."""


def brief(view: View, meeting: Meeting | None) -> tuple[Said, ...]:
    """Return the two pages of the view's plan, as of a meeting that oversees it; the view must have a plan."""
    first = (*_opening(view, meeting), *_standing(view), *_changed(view, meeting), *_needed(view))
    second = (*_trust(view), *_municipalities(view), *_money(view), *_coming(view, meeting))
    return Page(first), Page(second)


def _opening(view: View, meeting: Meeting | None) -> Iterator[Said]:
    words, plan = view.words, view.plan
    assert plan is not None
    name = words.pick(plan.title, plan.title_en) or plan.id
    named: Content = Quoted(name) if words.language != "lv" and not plan.title_en else name
    made_up = provenance.invented(view)
    met = f"{kind_of(meeting, words)}, {words.date(meeting.day)}" if meeting and meeting.day else ""
    yield Paragraph(joined([made_up, named, met], " · "), "muted")


def _standing(view: View) -> Iterator[Said]:
    """Say where the plan stands: the finding, a square a measure, and whose word it is."""
    words, state = view.words, state_of(view)
    yield Paragraph(
        Text(findings.main_finding(state.tally, words, ended=findings.has_ended(view)), strong=True), "lead"
    )
    if not state.tally.total:
        return
    yield Drawn(overview.directions_figure(view) if _many(view) else _by_direction(view))
    key: list[Content] = [
        (f"{terms.status_name(status, words)} – ", Text(str(n), strong=True)) for status, n in state.tally.ordered
    ]
    hatched = words.say("Hatching: sparse – news without a status, dense – no news.")
    tell = hatched if any(map(state.tally.of, Unknown)) else ""
    yield Paragraph((joined(key, " · "), f". {tell}" if tell else "."), "muted")
    yield Paragraph(overview.lead(view))


def _many(view: View) -> bool:
    return not isinstance(squares(view), Squares)


def _by_direction(view: View) -> Squares:
    """Return the squares of the overview, those of a direction together: there is no room for the commitments."""
    every = squares(view)
    assert isinstance(every, Squares)
    groups = [
        (label, [SquareRow("", [square for row in rows for square in row.squares])]) for label, rows in every.groups
    ]
    return replace(every, groups=groups, named=True)


def _changed(view: View, meeting: Meeting | None) -> Iterator[Said]:
    """Say what moved since the council met, up to the meeting and after it, and in which measures a status did."""
    words = view.words
    _ = words.say
    yield Heading(1, _("What changed"))
    periods = list(_periods(view, meeting))
    if not periods:
        yield Paragraph(_("No earlier council meeting is in these data."))
    lines: list[Content] = []
    for since, until in periods:
        difference = changes.changes(view.snapshot, None, since, until)
        told = findings.changes_sentence(difference, words)
        period = _("From {since} to {until}", since=words.date(since), until=words.date(until))
        yield Paragraph((Text(f"{period}: ", strong=True), told))
        for change in difference.statuses:
            move = " → ".join(terms.status_name(status, words) for status in (change.before, change.after))
            day = f" ({words.date(change.report.day)})" if change.report else ""
            left = findings.report_caveat(change.report, words) if change.report else ""
            name = Text(f"{short(view, change.measure)} ", strong=True), _named(view, change.measure)
            lines.append((*name, f": {move}{day}", f"; {left}" if left else ""))
    yield from _few(view, lines[::-1], MOST_MOVED)
    room = len(lines) + len(attention.asked(attention_rows(view))) <= MOST_ASKED
    if room and (growth := overview.burn_up_figure(view, GROWTH)):
        yield Paragraph(f"{growth.title}.")
        yield Drawn(growth)


def _periods(view: View, meeting: Meeting | None) -> Iterator[tuple[date, date]]:
    """Give from the meeting before a meeting to it, and from it to the view's day; without one since the last."""
    if meeting is None or meeting.day is None:
        last = events.last_meeting(view.snapshot, view.day, view.plan.id if view.plan else None)
        if last and last.day:
            yield last.day, view.day
        return
    before = meetings.previous_meeting(view.snapshot, meeting)
    if before and before.day and before.day < min(meeting.day, view.day):
        yield before.day, min(meeting.day, view.day)
    if meeting.day < view.day:
        yield meeting.day, view.day


def _named(view: View, measure: Measure) -> Content:
    """Return a measure's name as far as a line has room; one that has no English is Latvian."""
    name = shortened(title(measure, view.words), _LONGEST_NAME)
    return Quoted(name) if view.words.language != "lv" and not measure.title_en else name


def _few(view: View, lines: Sequence[Content], most: int) -> Iterator[Said]:
    """Give the first of these lines, and how many more there are."""
    shown: list[Content] = list(lines[:most])
    if len(lines) > most:
        shown.append(findings.and_more(len(lines) - most, view.words))
    if shown:
        yield Items(shown)


def _needed(view: View) -> Iterator[Said]:
    """Say what needs the council: what it is asked for, what is open of its decisions, and the rest by kind."""
    words, rows = view.words, attention_rows(view)
    _ = words.say
    yield Heading(1, _("What needs the council’s attention"))
    asked: list[Content] = [
        (
            Text(f"{item.measure.number} ", strong=True),
            f"{institution_names(view, item.measure.responsible)}: " if item.measure.responsible else "",
            Quoted(shortened(" ".join(text.split()), _LETTERS)),
        )
        for item, text in attention.asked(rows)
    ]
    if asked:
        yield Paragraph(Text(_("Requests to the council:"), strong=True))
        yield from _few(view, asked, MOST_ASKED)
    else:
        yield Paragraph(findings.asks_nothing(words, reported=anybody_reported(view)))
    lines = [*_decisions(view), *_by_rule(view, rows)]
    yield from _few(view, lines, MOST_RULES)


def _decisions(view: View) -> Iterator[Content]:
    words = view.words
    every = [row for row in meetings.decisions(view.snapshot, view.day) if row.open]
    late = sum(row.overdue for row in every)
    if not every:
        return
    told = words.count("{n} decision is open", "{n} decisions are open", len(every))
    if late:
        told += f"; {words.count('{n} of them is past its due date', '{n} of them are past their due date', late)}"
    yield Text(f"{terms.capital(told)}.", strong=True)


def _by_rule(view: View, rows: Sequence[attention.Attention]) -> Iterator[Content]:
    words = view.words
    for rule, heading, of_rule in findings.attention_by_rule(tuple(rows), words):
        if rule is Rule.COUNCIL_ASKED:
            continue
        subjects = [
            institution_names(view, [row.institution]) if row.institution else findings.subject(row, words)
            for row in of_rule
        ]
        named = findings.few(subjects, MOST_NAMED, words)
        yield Text(f"{terms.capital(heading)}: ", strong=True), named


def _trust(view: View) -> Iterator[Said]:
    _ = view.words.say
    yield Heading(1, _("Trust"))
    year = trust.latest(trust_figures.known(view))
    told = trust_figures.countries(view, year, _NEIGHBOURS) if year else None
    if told is None:
        yield Paragraph(_("There are no data on trust."))
        return
    yield Paragraph(f"{told.figure.title}.")
    yield Drawn(told.figure)


def _municipalities(view: View) -> Iterator[Said]:
    _ = view.words.say
    yield Heading(1, _("Municipalities"))
    shown = next(iter(choice.offered(view).values()), None)
    if shown is None:
        yield Paragraph(_("There is no information on the participation measures."))
        return
    chosen = choice.Chosen(shown)
    figure = municipality_figures.small_figure(view, chosen, _MAPS)
    if figure is None:  # there are answers, and no outlines to draw them on
        yield Paragraph(
            joined([municipalities.finding(view, chosen), municipalities.coverage_line(view, chosen)], ". ")
        )
        return
    yield Paragraph(f"{figure.title}.")
    yield Drawn(figure)


def _money(view: View) -> Iterator[Said]:
    words = view.words
    _ = words.say
    yield Heading(1, _("Funding"))
    figure = money_figure(view)
    if figure is None:
        yield Paragraph(_("No amount for this plan is known."))
        return
    yield Paragraph(f"{figure.title}.")
    yield Drawn(figure)


def _coming(view: View, meeting: Meeting | None) -> Iterator[Said]:
    """Say when the council meets next and what else is to come, and where each figure is from."""
    words = view.words
    _ = words.say
    after = meetings.next_meeting(view.snapshot, meeting) if meeting else None
    known = (
        _("Next council meeting: {day}", day=words.date(after.day))
        if after and after.day
        else next_unknown(view, meeting)
    )
    yield Paragraph((Text(f"{_('What comes next')}: ", strong=True), known))
    yield Paragraph(provenance.source_line(view), "muted")
