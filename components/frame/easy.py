"""What a screen says in plain language (*vieglā valoda*): short sentences, abbreviations explained, its own numbers.

Who wants it chooses it beside the languages (`?viegli=1`); then a few such sentences stand at the head of every screen.
The rules are those of *Viegli lasīt*: one thing a sentence, common words, no foreign ones, numbers as digits.
"""

from collections.abc import Callable, Mapping

from components.blocks.vocabulary import Content, Paragraph
from components.frame.questions import cells_of as cells
from components.frame.questions import core_of, state_of, territory_of
from components.view import View
from components.wording import findings
from data.answers import events, openness, trust
from data.contract.addresses import Page
from data.model import Status, TrustFigure
from data.words import N_


def line(view: View, address: str | None) -> Content:
    """Return what the screen at an address says in plain language, "" where it is not asked for."""
    sentences = said(view, address) if view.easy and address is not None else []
    return Paragraph(" ".join(sentences), "easy") if sentences else ""


def said(view: View, address: str) -> list[str]:
    """Return the sentences of the screen at an address, one thing each; none for an address that is no screen."""
    say = _SAY.get(address)
    return [sentence for sentence in (*say(view), *_below(view, address)) if sentence] if say else []


def _plan(view: View) -> list[str]:
    """Return what is known of the plan's measures."""
    words = view.words
    _ = words.say
    if view.plan is None or not (tally := state_of(view).tally).total:
        return [_("We do not know yet what is in the plan.")]
    done, unknown = tally.of(Status.DONE), tally.unknown
    rest = tally.total - done - unknown
    ended = view.plan.end if findings.has_ended(view) else None
    return [
        words.count("The plan has {n} task.", "The plan has {n} tasks.", tally.total),
        words.count("We have news that {n} task is done.", "We have news that {n} tasks are done.", done)
        if done
        else _("We do not know of any task that is done."),
        _("Not every part of them was checked.") if findings.caveats(state_of(view), words) else "",
        words.count(
            "We have news of {n} task that goes on or has not begun. We do not know if it is done now.",
            "We have news of {n} tasks that go on or have not begun. We do not know if they are done now.",
            rest,
        )
        if rest
        else "",
        words.count(
            "There is {n} task we know too little about. We do not know if it is done.",
            "There are {n} tasks we know too little about. We do not know if they are done.",
            unknown,
        )
        if unknown
        else "",
        _("The plan is over. Its last day was {day}", day=words.date(ended.last)).rstrip(".") + "." if ended else "",
    ]


def _below(view: View, address: str) -> list[str]:
    """Return that what follows is said otherwise; where there are tasks to speak of, how it calls them."""
    _ = view.words.say
    tasks = address in (Page.OVERVIEW, Page.MEASURES, Page.MEETING) and view.plan and state_of(view).tally.total
    return [_("Below is the usual text."), _("It calls a task a measure.") if tasks else ""]


def _overview(view: View) -> list[str]:
    _ = view.words.say
    return [
        _("This page is about the plan for open government."),
        _("Open government means that people can see what the state does. They can also have a say."),
        *_plan(view),
    ]


def _measures(view: View) -> list[str]:
    _ = view.words.say
    return [
        _("This page is a list of the plan’s tasks."),
        *_plan(view),
        _("Choose a task to read more."),
    ]


def _trust(view: View) -> list[str]:
    words = view.words
    _ = words.say
    figures = trust.survey(view.snapshot, view.day)
    of_latvia = {
        row.year: row for row in trust.compared(figures) if row.country == trust.HOME and row.value is not None
    }
    told = [
        _("This page is about trust."),
        _("People were asked how much they trust the government."),
        _("They answered with a number from 0 to 10."),
    ]
    if not of_latvia:
        return [*told, _("We do not know yet what people in Latvia answered.")]
    year = max(of_latvia)
    average = next((row for row in trust.compared(figures) if (row.country, row.year) == (trust.AVERAGE, year)), None)
    told += [
        _("In {year}, {n} of 100 people in Latvia answered 6 or more.", year=year, n=_people(of_latvia[year])),
        _("That means that they trust the government."),
    ]
    if average and average.value is not None:
        told += [
            _("The OECD is a group of countries. Latvia is one of them."),
            _("In the OECD countries that were asked, {n} of 100 people on average answered so.", n=_people(average)),
        ]
    return told


def _people(figure: TrustFigure) -> int:
    """Return of how many whole people in a hundred a figure tells: a half is one more."""
    return int((figure.value or 0) + 0.5)


def _municipalities(view: View) -> list[str]:
    words = view.words
    _ = words.say
    units, asked = territory_of(view), core_of(view)
    known = openness.coverage(cells(view), asked, units)
    return [
        _("This page is about municipalities."),
        _("A municipality is a town or a part of the country with its own council."),
        _("The page shows how people there can have a say."),
        words.count("There is {n} municipality.", "There are {n} municipalities.", len(units)) if units else "",
        words.count(
            "Here we count {n} question about each municipality.",
            "Here we count {n} questions about each municipality.",
            len(asked),
        )
        if known.total
        else "",
        words.count("That makes {n} answer.", "That makes {n} answers.", known.total) if known.total else "",
        _("We know {n} of them.", n=words.number(known.known)) if known.total else "",
        _("If we do not know an answer, it does not mean “no”."),
    ]


def _calendar(view: View) -> list[str]:
    words = view.words
    _ = words.say
    found = events.calendar(view.snapshot, view.day, today=view.today)
    coming, unheard = len(found.coming), len(found.unheard)
    return [
        _("This page shows what happens when."),
        words.count("{n} event is still to come.", "{n} events are still to come.", coming)
        if coming
        else _("We do not know of any event to come."),
        words.count(
            "{n} event was promised or expected. We have no news of it.",
            "{n} events were promised or expected. We have no news of them.",
            unheard,
        )
        if unheard
        else "",
        _("Below is the money for the plan."),
    ]


def _fixed(*sentences: str) -> Callable[[View], list[str]]:
    return lambda view: [view.words.say(sentence) for sentence in sentences]


_SAY: Mapping[str, Callable[[View], list[str]]] = {
    Page.OVERVIEW: _overview,
    Page.MEASURES: _measures,
    Page.TRUST: _trust,
    Page.MUNICIPALITIES: _municipalities,
    Page.CALENDAR: _calendar,
    Page.MUNICIPALITY: _fixed(
        N_("This page is about one municipality."),
        N_("A municipality is a town or a part of the country with its own council."),
        N_("You can choose it from the list."),
        N_("The page shows how people there can have a say."),
        N_("If we do not know an answer, it does not mean “no”."),
    ),
    Page.MEETING: _fixed(
        N_("This page is about a meeting of the council."),
        N_("The council looks at whether the plan’s tasks are done."),
        N_("You can go through the meeting step by step."),
        N_("One step can have several pages."),
    ),
    Page.QUALITY: _fixed(
        N_("This page shows mistakes in the data."),
        N_("At each mistake it says how to correct it."),
    ),
    Page.ABOUT: _fixed(
        N_("This page tells where the data come from."),
        N_("It tells how we count."),
        N_("Here you can also download the data."),
    ),
}
