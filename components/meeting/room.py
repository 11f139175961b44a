"""What stands beside a step in the room: ways on and back, the agenda with where we are, the list, the keys.

All of it is links and native details, so it works by click and without a program; `components/web/presenting.js` lets
the keys of a keyboard and of a remote follow the same links.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.blocks.forms import Field, Form, Submit
from components.blocks.vocabulary import (
    Button,
    Content,
    Details,
    Facts,
    Group,
    Heading,
    Items,
    Link,
    Nav,
    Paragraph,
    Text,
)
from components.meeting.agenda import ITEM
from components.meeting.asked import ASKED_FOR
from components.meeting.council import DECISIONS
from components.meeting.screen import in_full
from components.meeting.step import Step
from components.meeting.steps import DECIDED, address, decided_by
from components.memo import cached_by_view
from components.screens.trust import whose
from components.view import View
from components.wording.surveys import OECD_NOTICE
from data.answers import meeting as meetings
from data.contract.addresses import Page
from data.model import Meeting
from data.words import N_, Words

FIND = "mekle"
"""The parameter of the address that asks for something beside the steps, and the name of its form."""
OFFLINE = "sede.html"
"""The address of the page that shows a meeting without a network."""
MOST_ITEMS = 5
"""So many of the agenda's items stand beside a step."""
BACK = "pie"
"""The parameter that says at which place the presentation was left."""


def room(
    view: View,
    meeting: Meeting,
    all_steps: Sequence[Step],
    step: Step,
    *,
    asked: str = "",
    page: str = "",
    newest: str = "",
    gone: str = "",
) -> Content:
    """Return what stands beside a step; beside what was ``asked`` for, both ways lead back to the step.

    ``page`` is the address of the screen that what is shown is taken from: whoever leaves comes there. ``newest`` is
    the newest snapshot's id: the decisions alone may be read from it. ``gone`` is a snapshot that was asked for and is
    not there any more.
    """
    _ = view.words.say
    at = all_steps.index(step)
    before, after = all_steps[at - 1 : at], all_steps[at + 1 : at + 2]
    back, on = _("Previous step"), _("Next step")
    if asked:
        before = after = (step,)
        back = on = _("Back to the step")
    arrows = tuple(
        Link(sign, address(view, meeting, to[0].place), label=label) if to else Text(sign, kind="no")
        for sign, to, label in (("‹", before, back), ("›", after, on))
    )
    gone_said = _("There is no snapshot “{id}”; the current one is shown.", id=gone[:20]) if gone else ""
    return Group(
        (
            Paragraph(gone_said, "gone") if gone else "",
            _renewal(view, meeting, step, newest),
            _agenda(view, meeting, all_steps, step),
            in_full(view, step),
            Details(_("List"), Group((_list(view, meeting, all_steps, step), _sources(view, step)), "panel"), "list"),
            Details(_("Find"), Group(_find(view, meeting, step, asked), "panel"), "find"),
            Details("?", Group(_keys(view), "panel"), "keys"),
            # Shown by the program where the browser can: without it, or on a telephone, it would do nothing.
            Button("whole", Text(_("Full screen"), kind="unseen")),
            Link("↓", offline_address(view, meeting, step), kind="offline", label=_("Offline page")),
            Link("×", left_for(view, meeting, step, page), kind="leave", label=_("Leave the presentation")),
            # At the edge, where they stay whatever else stands beside a step.
            Nav(_("Steps"), arrows, "arrows"),
            Link(_("Continue from step {n}", n=step.told_place), address(view, meeting, step.place), kind="again"),
            Paragraph(
                _("No connection. The step will appear when the connection is restored; press O for the offline page."),
                "waiting",
            ),
        ),
        "room",
    )


def left_for(view: View, meeting: Meeting, step: Step, page: str) -> str:
    """Return where whoever leaves comes: to the screen of what was shown, else to the meeting's own, at that step."""
    return page or address(view, meeting, **{BACK: step.place})


def offline_address(view: View, meeting: Meeting, step: Step) -> str:
    """Return the address of the page that shows the meeting without a network, at a step.

    It is one address however the visitor came, since the browser keeps the page by it.
    """
    chosen = tuple((name, value) for name, value in view.chosen if name in ("lang", "palete"))
    frozen = {"datums": view.day.isoformat(), "snapshot": view.snapshot.id}
    at = replace(view, chosen=chosen).address(OFFLINE, sede=meeting.id, **frozen)
    return f"{at}#{step.place}"


def _renewal(view: View, meeting: Meeting, step: Step, newest: str) -> Content:
    """Return the way to read the decisions alone anew, beside their step; "" where they are the newest."""
    if step.name != DECISIONS or newest in ("", decided_by(view)):
        return ""
    text = view.words.say("Reload the decisions")
    return Link(text, address(view, meeting, step.place, **{DECIDED: newest}), kind="renew")


@cached_by_view
def _places(view: View, meeting: Meeting, places: tuple[str, ...]) -> Mapping[str, str]:
    """Return where the places of a meeting's steps lead: the same beside every step."""
    return {place: address(view, meeting, place) for place in places}


def _agenda(view: View, meeting: Meeting, all_steps: Sequence[Step], step: Step) -> Content:
    """Return the agenda's items by number, each leading to its first step, with where we are; "" without an agenda.

    Of a long agenda those about where we are: more would lie over the foot. The list has them all.
    """
    leads = _places(view, meeting, tuple(own.place for own in all_steps))
    first = {own.name: own.place for own in reversed(all_steps)}
    passed = {own.name for own in all_steps[: all_steps.index(step) + 1]}
    links: list[Content] = []
    at = 0
    for item in meetings.agenda_of(view.snapshot, meeting):
        number = item.number.rstrip(".")
        name = f"{ITEM}{number}"
        if name in first:
            at = len(links) if name in passed else at
            label = f"{number}. {item.question}"
            links.append(Link(number, leads[first[name]], current=name == step.name, label=label))
    start = max(min(at - MOST_ITEMS // 2, len(links) - MOST_ITEMS), 0)
    end = start + MOST_ITEMS
    more = Text("…", kind="no")
    shown = [*([more] if start else []), *links[start:end], *([more] if links[end:] else [])]
    return Nav(view.words.say("Agenda"), shown, "agenda") if links else ""


def _list(view: View, meeting: Meeting, all_steps: Sequence[Step], step: Step) -> Content:
    leads = _places(view, meeting, tuple(own.place for own in all_steps))
    items: dict[int, list[Content]] = {}
    for own in all_steps:
        said = (
            view.words.say(N_("{place} (continued)"), place=own.told_place)
            if own.title == _first(all_steps, own).title and own.part > 1
            else (f"{own.told_place}. ", own.title)
        )
        way = Link(said, leads[own.place], current=own.place == step.place)
        items.setdefault(own.number, []).extend((way, " "))
    return Items([tuple(ways) for ways in items.values()], "steps", ordered=True)


def _first(all_steps: Sequence[Step], step: Step) -> Step:
    return all_steps[all_steps.index(step) - step.part + 1]


def _sources(view: View, step: Step) -> Content:
    _ = view.words.say
    *notes, last = step.notes
    return Heading(2, _("Sources of this step")), Items([*(_note(note, view.words) for note in notes), last])


def _note(note: str, words: Words) -> Content:
    """Return a source: of a figure a line of the screen's language, else the sheet's own words."""
    if OECD_NOTICE in note:
        return whose.noticed(note, words)
    return note if words.language == "lv" else Text(note, lang="lv")


def _find(view: View, meeting: Meeting, step: Step, asked: str) -> Content:
    _ = view.words.say
    carried = dict(view.chosen) | {"sede": meeting.id, "solis": step.place, "snapshot": view.snapshot.id}
    return (
        Paragraph(_(ASKED_FOR)),
        Form(FIND, f"/{Page.MEETING}", carried),
        Field("text", FIND, _("Find"), FIND, asked),
        Submit(_("Show"), FIND),
    )


@cached_by_view
def _keys(view: View) -> Content:
    _ = view.words.say
    keys = [
        (_("→ ↓ Page Down Space Enter"), _("next step")),
        ("← ↑ Page Up", _("previous step")),
        ("Home · End", _("first and last step")),
        (_("a number and Enter"), _("to that step")),
        ("/", _("find")),
        ("V", _("show the step in full")),
        ("L", _("list of steps")),
        ("B", _("black screen on or off")),
        ("F", _("full screen on or off")),
        ("R", _("reload the decisions")),
        ("O", _("the offline page")),
        ("?", _("show this list of keys")),
        ("Esc", _("close, then leave the presentation")),
    ]
    return Facts(keys), Field("yes", "letters", _("Single-key shortcuts (letters, digits and symbols)"), "", "1")
