"""What stands beside a step in the room: ways on and back, the agenda with where we are, the list, the keys.

All of it is links and native details, so it works by click and without a program; `components/web/presenting.js` lets
the keys of a keyboard and of a remote follow the same links.
"""

from collections.abc import Sequence

from components.blocks.forms import Field, Form, Submit
from components.blocks.vocabulary import Content, Details, Facts, Group, Heading, Items, Link, Nav, Paragraph, Text
from components.meeting.agenda import ITEM
from components.meeting.screen import in_full
from components.meeting.step import Step
from components.meeting.steps import address
from components.view import View
from components.wording import provenance
from data.answers import meeting as meetings
from data.contract.addresses import Page
from data.model import Meeting

FIND = "mekle"
"""The parameter of the address that asks for something beside the steps, and the name of its form."""
BACK = "pie"
"""The parameter that says at which place the presentation was left."""


def room(view: View, meeting: Meeting, all_steps: Sequence[Step], step: Step, *, asked: str = "") -> Content:
    """Return what stands beside a step; beside what was ``asked`` for, both ways lead back to the step."""
    _ = view.words.say
    at = all_steps.index(step)
    before, after = all_steps[at - 1 : at], all_steps[at + 1 : at + 2]
    back, on = _("Previous step"), _("Next step")
    if asked:
        before = after = (step,)
        back = on = _("Back to the step")
    ways = tuple(
        Link(sign, address(view, meeting, to[0].place), label=label) if to else Text(sign, kind="no")
        for sign, to, label in (("‹", before, back), ("›", after, on))
    )
    return Group(
        (
            _agenda(view, meeting, all_steps, step),
            Nav(_("Steps"), ways, "ways"),
            in_full(view, step),
            Details(_("List"), Group((_list(view, meeting, all_steps, step), _sources(view, step)), "panel"), "list"),
            Details(_("Find"), Group(_find(view, meeting, step, asked), "panel"), "find"),
            Details("?", Group(_keys(view), "panel"), "keys"),
            Link("×", address(view, meeting, **{BACK: step.place}), kind="leave", label=_("Leave the presentation")),
            Paragraph(_("No connection. The step will appear when it is restored."), "waiting"),
        ),
        "room",
    )


def _agenda(view: View, meeting: Meeting, all_steps: Sequence[Step], step: Step) -> Content:
    """Return the agenda's items by number, each leading to its first step, with where we are; "" without an agenda."""
    links: list[Content] = []
    for item in meetings.agenda_of(view.snapshot, meeting):
        number = item.number.rstrip(".")
        first = next((own for own in all_steps if own.name == f"{ITEM}{number}"), None)
        if first:
            here = first.name == step.name
            label = f"{number}. {item.question}"
            links.append(Link(number, address(view, meeting, first.place), current=here, label=label))
    return Nav(view.words.say("Agenda"), links, "agenda") if links else ""


def _list(view: View, meeting: Meeting, all_steps: Sequence[Step], step: Step) -> Content:
    items: list[Content] = []
    for first in (own for own in all_steps if own.part == 1):
        parts = [own for own in all_steps if own.number == first.number]
        ways: list[Content] = []
        for own in parts:
            said = (f"{own.place}. ", own.title) if own is first else own.place
            ways.append(Link(said, address(view, meeting, own.place), current=own.place == step.place))
        items.append(tuple(piece for way in ways for piece in (way, " ")))
    return Items(items, "steps", ordered=True)


def _sources(view: View, step: Step) -> Content:
    _ = view.words.say
    notes = [Text(note, lang="lv" if view.words.language != "lv" else "") for note in step.notes[:-1]]
    return Heading(2, _("Sources of this step")), Items([*notes, provenance.source_line(view)])


def _find(view: View, meeting: Meeting, step: Step, asked: str) -> Content:
    _ = view.words.say
    carried = dict(view.chosen) | {"sede": meeting.id, "solis": step.place, "snapshot": view.snapshot.id}
    return (
        Paragraph(_("A measure’s number or words, an institution, a municipality, a country:")),
        Form(FIND, f"/{Page.MEETING}", carried),
        Field("text", FIND, _("Find"), FIND, asked),
        Submit(_("Show"), FIND),
    )


def _keys(view: View) -> Content:
    _ = view.words.say
    keys = [
        (_("→ ↓ Page Down Space Enter"), _("next step")),
        ("← ↑ Page Up", _("previous step")),
        ("Home · End", _("first and last step")),
        (_("a number and Enter"), _("to that step")),
        ("/", _("find a measure, an institution, a municipality, a country")),
        ("L", _("list of steps")),
        ("B", _("black screen and back")),
        ("F", _("full screen and back")),
        ("?", _("these keys")),
        ("Esc", _("close, then leave the presentation")),
    ]
    return Facts(keys), Field("yes", "letters", _("Letters, digits and signs are keys"), "", "1")
