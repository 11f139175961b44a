"""A square a measure by direction and commitment: how it stands, who answers for it, and the last word on it."""

import re
from collections.abc import Sequence
from textwrap import shorten

from components.blocks.vocabulary import Bar, Bars, Content, Items, Link, Square, SquareRow, Squares, Text, joined
from components.charts import signs
from components.frame.questions import state_of
from components.view import View
from components.wording import findings, marks, slugs, terms
from components.wording.naming import responsible, short, title
from data.answers.progress import CommitmentProgress, DirectionProgress, Standing, Tally
from data.contract.addresses import Page
from data.model import Assessor, State, Unknown, Update

LONGEST_WORD = 120
"""Letters of the last word on a measure that are told at its square."""
_CLAUSE = re.compile(r"(?<!\d)[.;](?= )| \(|, ")
MOST_SQUARES = 600
"""Measures of more than so many are bars by commitment."""


def squares(view: View, institution: str = "") -> Bars | Squares:
    """Return a square a measure; of an ``institution``'s own alone where one is named. The view's plan has measures."""
    words, state = view.words, state_of(view, institution)
    label = view.words.say("Measures by action direction and commitment")
    key = legend(view, state.tally, institution)
    if state.tally.total > MOST_SQUARES:
        rows = [
            Bar(_named(view, branch, institution), branch.tally.ordered, findings.statuses_said(branch.tally, words))
            for direction in state.directions
            for branch in direction.commitments
        ]
        return Bars(label, rows, findings.statuses_said(state.tally, words), key)
    placed = [item for direction in state.directions for branch in direction.commitments for item in branch.standings]
    groups = [
        (_direction(view, direction, institution), _rows(view, direction, institution))
        for direction in state.directions
        if direction.tally.total
    ]
    if homeless := [square(view, item) for item in state.standings if item not in placed]:
        groups.append((view.words.say("Commitment not known"), [SquareRow("", homeless)]))
    return Squares(label, groups, key)


def of_direction(view: View, number: str) -> Squares | None:
    """Return the squares of one direction's measures by commitment; None where none is counted or they are too many."""
    state = state_of(view)
    (direction,) = (one for one in state.directions if one.direction.number == number)
    if not 0 < direction.tally.total <= MOST_SQUARES:
        return None
    rows = _rows(view, direction, "")
    return Squares(view.words.say("Measures by action direction and commitment"), [("", rows)])


def _rows(view: View, direction: DirectionProgress, institution: str) -> list[SquareRow]:
    return [
        SquareRow(_named(view, branch, institution), [square(view, item) for item in branch.standings])
        for branch in direction.commitments
        if branch.standings
    ]


def legend(view: View, counts: Tally, institution: str = "", *, totals: bool = True) -> Items:
    """Return the statuses that occur with shape and word, each leading to its list.

    With their ``totals`` it is key and sum at once; without, where what is drawn is not what those count.
    """

    def said(status: State, n: int) -> Content:
        if totals:
            return signs.counted(status, n, view.words, view.palette)
        return signs.named(status, view.words, view.palette)

    items = [
        Link(said(status, n), view.address(Page.MEASURES, statuss=slugs.STATUS_SLUGS[status], iestade=institution))
        for status, n in counts.ordered
    ]
    return Items(items, "legend")


def _direction(view: View, direction: DirectionProgress, institution: str) -> Content:
    words, record = view.words, direction.direction
    brief = record.short_title if words.language == "lv" else None
    name = f"{record.number}. {brief or words.pick(record.title, record.title_en) or record.number}"
    total = Text(words.count("{n} measure", "{n} measures", direction.tally.total), kind="muted small")
    return Link(name, view.address(Page.MEASURES, virziens=record.number, iestade=institution)), " ", total


def _named(view: View, branch: CommitmentProgress, institution: str) -> Content:
    record = branch.commitment
    name = f"{record.number}. {view.words.pick(record.title, record.title_en) or record.number}"
    return Link(name, view.address(Page.MEASURES, apnemsanas=record.number, iestade=institution))


def square(view: View, item: Standing, *, marked: bool = False, of_part: Sequence[Content] = ()) -> Square:
    """Return a measure's square; told are its name, its status and whose word that is, who answers, the last word.

    A ``marked`` one is set apart among the others. One ``of_part`` is of a part of the measure of which no status is
    known, and says so in these lines in place of the measure's status.
    """
    words, measure = view.words, item.measure
    _ = words.say
    number = short(view, measure)
    lang = "lv" if words.language != "lv" and not measure.title_en else ""
    status = terms.status_name(item.state, words)
    if item.from_public_sources:
        status = f"{status}, {_('according to public sources')}"
    told: list[Content] = [
        (f"{number} ", Text(title(measure, words), lang=lang) if lang else title(measure, words)),
        *(of_part or [joined((terms.capital(status), findings.caveat(item, words)), " – ")]),
        *marks.doubts(view, item),
        _("Responsible: {names}", names=names) if (names := responsible(view, measure)) else _("Institution not known"),
        *_latest(view, item),
    ]
    state = Unknown.NO_STATUS if of_part else item.state
    return Square(number, state, told, view.address(Page.MEASURES, pasakums=number), marked)


def _latest(view: View, item: Standing) -> list[Content]:
    """Return the last word of those whose status decides, then, a line each, how others have judged since."""
    words = view.words
    others: list[Content] = [
        f"{words.date(report.day)}: {marks.report_said(view, report)}" for report in item.latest[1:]
    ]
    return [_last_word(view, report) for report in item.latest[:1]] + others


def _last_word(view: View, report: Update) -> Content:
    """Return a report's day, its assessor where that is not the institution, and how its text begins."""
    words = view.words
    day = words.date(report.day)
    if report.assessor is not Assessor.INSTITUTION:
        day = f"{day} ({words.say(terms.ASSESSOR_NAMES[report.assessor])})"
    told = report.done or report.obstacles or report.needed_from_council or ""
    if not told:
        return day
    text = begun(told)
    return f"{day}: ", Text(text, lang="lv") if words.language != "lv" else text


def begun(told: str) -> str:
    """Return how a text begins, cut where a sentence or a clause of it ends: what follows may take it back."""
    if len(told) <= LONGEST_WORD:
        return told
    text = shorten(told, LONGEST_WORD, placeholder="")
    ends = [found.start() for found in _CLAUSE.finditer(text) if found.start() * 2 > LONGEST_WORD]
    return f"{text[: ends[-1]] if ends else text} …"
