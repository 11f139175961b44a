"""One municipality: how it is found, what is known of it on what evidence, and what others have said of it."""

from collections import Counter

from components.blocks.vocabulary import (
    Banner,
    Column,
    Content,
    Details,
    Heading,
    Items,
    Paragraph,
    Quoted,
    Row,
    Table,
    Text,
)
from components.frame import paging
from components.frame.answers import answer, evidence, line, number, plain
from components.frame.links import municipality_link
from components.frame.locating import Located, not_located
from components.frame.questions import cells_of, core_of, known_of, territory_of
from components.memo import cached_by_view
from components.view import View
from components.wording import marks, naming
from components.wording.openness import KINDS, POPULATIONS, answer_text, end, ended
from components.wording.terms import answer_name, confidence
from data.answers import openness
from data.answers.openness import Cell
from data.answers.peers import asked
from data.contract.addresses import Page
from data.model import Answer, Indicator, IndicatorKind, Municipality, Origin
from data.words import Words, latvian_order

# Finding one


@cached_by_view
def offered(view: View) -> dict[str, str]:
    """Return all current and former municipalities by code, current ones first; "" means none chosen."""
    _ = view.words.say
    in_force = territory_of(view)
    codes = {unit.code for unit in in_force}
    gone = sorted(
        (unit for unit in view.snapshot.municipalities if unit.code not in codes),
        key=lambda unit: latvian_order(unit.title),
    )
    none = _("choose a municipality")
    former = {unit.code: f"{unit.title} ({end(view, unit)})" if ended(view, unit) else unit.title for unit in gone}
    return {"": none} | {unit.code: unit.title for unit in in_force} | former


def index(view: View, located: Located, asked_page: str = "") -> Content:
    """Return the page without a municipality: what could not be followed, and all there are with what is known.

    ``asked_page`` is the page of the list as the address says it.
    """
    words, units = view.words, territory_of(view)
    _ = words.say
    heading = words.count("Choose the {n} municipality", "Choose one of {n} municipalities", len(units))
    if located.wanted:
        heading = not_located(located, words)
    head: Content = Heading(1, heading)
    if located.candidates:
        links = [(municipality_link(view, unit), f" ({unit.code})") for unit in located.candidates]
        head = head, Paragraph(_("Perhaps you mean:"), "lead"), Items(links)
    if not units:
        return head, Paragraph(_("No municipality of the list was in force on this day."))
    if odd := paging.odd(view, asked_page):
        head = Banner(odd), head
    shown, page, last = paging.cut(units, paging.asked(asked_page))
    rows = [
        Row(
            [
                municipality_link(view, unit),
                naming.region(unit.region, words) if unit.region else _("not known"),
                words.number(known_of(view, unit).known),
            ]
        )
        for unit in shown
    ]
    columns = [
        Column(_("Municipality")),
        Column(_("Planning region")),
        Column(_("Known, out of {n}", n=len(core_of(view))), number=True),
    ]
    caption = _("Municipalities and how many participation measures are known for each")
    ways = paging.ways(view, page, last, lambda number: view.address(Page.MUNICIPALITY, **{paging.NAME: number}))
    return head, Table(columns, rows, caption), ways


# One in full


@cached_by_view
def heading(view: View, located: Located, unit: Municipality) -> Content:
    """Return the finding and what the municipality is; what it became where it is no more."""
    words = view.words
    _ = words.say
    notes = []
    if located.former:
        notes.append(
            _("“{name}” no longer exists; its successor is shown: {unit}.", name=located.wanted[:60], unit=unit.title)
        )
    if unit.valid_from and view.day < unit.valid_from.first:
        day = words.date(unit.valid_from.first).rstrip(".")
        notes.append(_("On this day the municipality was not there yet; it exists since {day}.", day=day))
    lead = Paragraph(_sort(view, unit), "lead"), Paragraph((_whole(view, unit), _successor(view, unit)), "lead")
    return Banner(" ".join(notes)) if notes else "", Heading(1, _opening(view, unit)), lead


def _opening(view: View, unit: Municipality) -> Content:
    """Return the finding, the municipality first and the number large, where something is known to be counted."""
    _, known = view.words.say, known_of(view, unit)
    if ended(view, unit) or not known.known:
        return finding(view, unit)
    words = view.words
    said = Counter(answer_text(cells_of(view).get((unit.code, item.id)), words) for item in core_of(view))
    yes = said.pop(answer_name(Answer.YES, words), 0)
    number_said = _("{known} of {total}", known=words.number(yes), total=words.number(known.total))
    rest = words.count("participation measures is in place", "participation measures are in place", yes)
    order = [answer_name(one, words) for one in (*Answer, None)]
    ordered = sorted(said, key=lambda name: order.index(name) if name in order else 0)
    others = "".join(f"; {name}: {words.number(said[name])}" for name in ordered)
    return f"{unit.title}: ", Text(number_said, kind="big"), f" {rest}{others}"


def finding(view: View, unit: Municipality) -> str:
    """Return the one sentence on a municipality, its name first."""
    return f"{unit.title}: {state(view, unit)}"


def state(view: View, unit: Municipality) -> str:
    """Return in a few words what is known of a municipality's participation, or what became of it."""
    _ = view.words.say
    if ended(view, unit):
        return end(view, unit)
    known = known_of(view, unit)
    if not known.total:
        return _("no participation measures of the plan are known")
    if not known.known:
        return view.words.count(
            "no news yet on the {n} participation measure", "no news yet on the {n} participation measures", known.total
        )
    return _("{n} of {total} participation measures known", n=known.known, total=known.total)


def title(indicator: Indicator, words: Words) -> str:
    """Return what an indicator is called in the visitor's language."""
    return words.pick(indicator.title, indicator.title_en) or indicator.id


def in_force(view: View, unit: Municipality) -> bool:
    """Tell whether a municipality is there on the view's day: it has peers and next steps only then."""
    return openness.exists(unit, view.day)


def _sort(view: View, unit: Municipality) -> str:
    words = view.words
    _ = words.say
    parts = [words.say(KINDS[unit.kind])] if unit.kind else []
    if unit.region:
        parts.append(_("{region} planning region", region=naming.region(unit.region, words)))
    if unit.population is not None:
        residents = words.count("{n} resident", "{n} residents", unit.population)
        of = [words.say(POPULATIONS[unit.population_kind])] if unit.population_kind else []
        of += [words.date(unit.population_date)] if unit.population_date else []
        of += [sure] if (sure := confidence(unit.confidence, words)) else []
        parts.append(f"{residents} ({', '.join(of)})" if of else residents)
    parts.append(_("code {code}", code=unit.code))
    return " · ".join(parts)


def _whole(view: View, unit: Municipality) -> str:
    words = view.words
    _ = words.say
    if ended(view, unit):
        return _("Earlier information stays with the former municipality and is not added to its successor.")
    known = openness.coverage(cells_of(view), asked(view.snapshot.indicators), [unit])
    if not known.known:
        return words.count(
            "No information was found on the {n} indicator.",
            "No information was found on any of the {n} indicators.",
            known.total,
        )
    sentence = words.count(
        "Of {n} indicator, an answer is known for {known}.",
        "Of all {n} indicators, an answer is known for {known}.",
        known.total,
        known=words.number(known.known),
    )
    unknown = _("“No information” means that nothing was found that answers the question, not that there is nothing.")
    return f"{sentence} {unknown}"


def _successor(view: View, unit: Municipality) -> Content:
    """Return a link to what a municipality became part of; "" where it is there or that is not known."""
    successor = next((one for one in territory_of(view) if one.code == unit.merged_into), None)
    return (" ", municipality_link(view, successor)) if successor and ended(view, unit) else ""


def remarks(view: View, cell: Cell) -> Content:
    """Return what is to be read with an answer: note, the municipality's own comment, what stood before."""
    words, value = view.words, cell.value
    _ = words.say
    lines = [line(Quoted(value.note), "full")]
    if value.comment:
        label = Text(_("The municipality’s comment:"), strong=True)
        lines.append(line((label, " ", Quoted(value.comment))))
    for earlier in cell.earlier:
        when = words.date(earlier.source_date) if earlier.source_date else _("undated")
        lines.append(line((f"{when}: ", plain(earlier, words)), "muted"))
    return tuple(lines)


def doubts(view: View, cell: Cell) -> Content:
    """Return what an answer must never stand without: how sure it is, and what of it is not of this read or day."""
    words = view.words
    _ = words.say
    lines = []
    if cell.known:
        lines.append(line(confidence(cell.value.confidence, words), "muted"))
    if cell.known and cell.ahead:
        lines.append(line(_("the source is later than the day chosen"), "muted"))
    if mark := marks.row(view, cell.value):
        lines.append(line(Text(mark, kind="mark", strong=True)))
    return tuple(lines)


def assessments(view: View, unit: Municipality) -> Content:
    """Return what others have assessed, apart from the answers and never counted with them."""
    words, rows = view.words, []
    _ = words.say
    for indicator in view.snapshot.indicators:
        cell = cells_of(view).get((unit.code, indicator.id))
        if indicator.origin is not Origin.EXTERNAL or cell is None or not cell.known:
            continue
        answered = (
            answer(cell, words) if indicator.kind is not IndicatorKind.NUMBER else _points(indicator, cell, words)
        )
        what = title(indicator, words), line(Quoted(indicator.note), "muted full")
        rows.append(Row([what, (answered, doubts(view, cell), remarks(view, cell)), evidence(cell.value, words)]))
    name = _("Assessments by others")
    if not rows:
        return Heading(2, name), Paragraph(_("No assessment of this municipality by others is known."))
    columns = [Column(_("Assessment")), Column(_("Result")), Column(_("Source"))]
    apart = _("These assessments use their own methods and are not included in any other figure on this page.")
    told = words.count("{n} result", "{n} results", len(rows))
    return Heading(2, name), Paragraph(apart), Details(told, Table(columns, rows, name, captioned=False), narrow=True)


def _points(indicator: Indicator, cell: Cell, words: Words) -> Content:
    return number(indicator, cell.value, words), " ", Text(Quoted(indicator.scale), kind="small muted")
