"""What is asked for in the room and stands on no step: a measure, an institution, a municipality, a country."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from components.blocks.vocabulary import Link, Paragraph
from components.fonts.measure import OURS
from components.frame import locating
from components.frame.questions import state_of
from components.meeting import layout
from components.meeting.agenda import listed_whole, of_municipality
from components.meeting.cells import grid, marked, sources
from components.meeting.measure import measure_step
from components.meeting.step import Step
from components.screens.trust import trust_figures
from components.view import View
from components.wording import findings, surveys
from data.answers import search, trust
from data.answers.progress import Standing, tally
from data.answers.search import Filter, matching
from data.model import Response
from data.words import N_, country_codes

ASKED_FOR = N_("Search for a measure by its number or words, an institution, a municipality or a country.")
"""What can be asked for; a key of the catalogue."""
LONGEST = 80
"""Letters of what is asked for that are read."""
MOST = 8
"""Measures that a step names where many fit."""


def asked(view: View, text: str, all_steps: Sequence[Step] = (), leads: Callable[[str], str] = str) -> Step:
    """Return a step on what a text names; one that says that nothing was found where it names nothing known.

    A measure's number goes before an institution, that before a municipality and a country; other words are looked
    for in the measures of the view's plan, then in the titles of ``all_steps``: ``leads`` gives a place's address.
    """
    _ = view.words.say
    wanted = " ".join(text.split())[:LONGEST]
    kicker = _("Searched for: “{text}”", text=wanted)
    step = (
        _by_number(view, wanted)
        or _institution(view, wanted)
        or _municipality(view, wanted)
        or _country(view, wanted)
        or _by_words(view, wanted)
        or _steps(view, wanted, all_steps, leads)
        or Step("atrasts", "", _("Nothing with that name was found."), (Paragraph(_hint(view)),))
    )
    return layout.fit(replace(step, kicker=kicker), OURS)[0]


def _hint(view: View) -> str:
    return view.words.say(ASKED_FOR)


def _by_number(view: View, wanted: str) -> Step | None:
    number = wanted.rstrip(".").casefold()
    found = [
        item for item in _standings(view) if number in (item.measure.number.casefold(), item.measure.id.casefold())
    ]
    return measure_step(view, found[0], name="atrasts") if found else None


def _standings(view: View) -> Sequence[Standing]:
    return state_of(view).standings if view.plan else ()


def _institution(view: View, wanted: str) -> Step | None:
    plain = search.plain(wanted)
    names = {
        own: [search.plain(name) for name in (own.id, own.title, own.title_en) if name]
        for own in view.snapshot.institutions
    }
    called = [own for own, known in names.items() if plain in known]
    begun = [own for own, known in names.items() if plain and any(name.startswith(plain) for name in known)]
    if not called and len(begun) != 1:
        return None
    own = (called or begun)[0]
    found = matching(view.snapshot, state_of(view), Filter(institution=own.id)) if view.plan else ()
    title = f"{view.words.pick(own.title, own.title_en) or own.id} ({own.id})"
    return _several(view, title, found, iestade=own.id)


def _several(view: View, title: str, found: Sequence[Standing], **asked: str) -> Step:
    words = view.words
    if not found:
        return Step("atrasts", "", title, (Paragraph(words.say("No measure in this plan names it.")),))
    of_all = words.count("{n} measure", "{n} measures", len(found))
    statuses = findings.statuses_said(tally(found), words)
    more = f" {findings.and_more(len(found) - MOST, words)}" if len(found) > MOST else ""
    blocks = (Paragraph(f"{of_all}: {statuses}.{more}"), marked(view, title, [(item, "") for item in found[:MOST]]))
    whole = listed_whole(view, found, **asked)
    return Step("atrasts", "", title, blocks, sources(view, found[:MOST]), more=whole, listing=True)


def _by_words(view: View, wanted: str) -> Step | None:
    found = matching(view.snapshot, state_of(view), Filter(words=wanted)) if view.plan and wanted else ()
    if len(found) == 1:
        return measure_step(view, found[0], name="atrasts")
    return _several(view, view.words.say("Measures that name it"), found, q=wanted) if found else None


def _steps(view: View, wanted: str, all_steps: Sequence[Step], leads: Callable[[str], str]) -> Step | None:
    plain = search.plain(wanted)
    found = [own for own in all_steps if plain and plain in search.plain(f"{own.kicker} {own.title}")]
    if not found:
        return None
    ways = tuple(Paragraph(Link(f"{own.told_place}. {own.title}", leads(own.place))) for own in found[:MOST])
    return Step("atrasts", "", view.words.say("Steps whose title names it"), ways, listing=True)


def _municipality(view: View, wanted: str) -> Step | None:
    located = locating.locate(view, wanted)
    if located.unit is None and not located.ambiguous:
        return None
    title = located.unit.title if located.unit else locating.not_located(located, view.words)
    return Step("atrasts", "", title, tuple(of_municipality(view, located)))


def _country(view: View, wanted: str) -> Step | None:
    """Return a country's trust in the national government in every wave that has it, beside Latvia and the average."""
    words, figures = view.words, trust_figures.known(view)
    _ = words.say
    plain = search.plain(wanted)
    codes = [code for code in country_codes() if plain in (code.casefold(), search.plain(surveys.country(code, words)))]
    if not codes:
        return None
    countries = (codes[0], trust.HOME, trust.AVERAGE)
    rows = [
        (
            str(year),
            *(surveys.value(figures.find(year, one, trust.NATIONAL, Response.HIGH), words) for one in countries),
        )
        for year in sorted(trust.waves(figures), reverse=True)
    ]
    name = surveys.country(codes[0], words)
    headings = ((_("Wave"), 3), *((surveys.country(one, words), 3) for one in countries))
    title = _("{country}: high or moderately high trust in the national government", country=name)
    return Step("atrasts", "", title, (grid(title, headings, rows),))
