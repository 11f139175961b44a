"""A meeting in its parts, as its address asks for it: the page on which it is prepared, or one of its steps."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from components.blocks.controls import Control
from components.blocks.vocabulary import Content, Link, Paragraph, Text
from components.frame import addressed, building, shell
from components.frame.parts import Controls, Part, Parts, Slot, Styles
from components.meeting import layout, preparing
from components.meeting.asked import asked
from components.meeting.room import BACK, FIND, room
from components.meeting.screen import contents, slide
from components.meeting.step import Step
from components.meeting.step import find as find_step
from components.meeting.steps import DECIDED, deciding, for_meeting, steps
from components.meeting.steps import address as step_address
from components.view import View
from data.answers.meeting import find_meeting
from data.contract.addresses import Page
from data.model import Meeting

NAMES = ("sede", "solis", FIND, BACK, DECIDED)
"""The parameters of the address that the screen reads."""


def find(view: View, address: Mapping[str, str]) -> Meeting | None:
    """Return the meeting that an address means."""
    return find_meeting(view.snapshot, address["sede"], view.day, dict(view.chosen).get("plans"))


def screen(view: View, address: Mapping[str, str], origin: str, newest: str, missing: str = "") -> Parts:
    """Return the screen's parts in their order.

    ``origin`` is where this dashboard is, as its visitors reach it, "" unknown; ``newest`` is the newest snapshot's id,
    ``missing`` one that was asked for and is not there, where the address names another by now.
    """
    asked_for = dict(view.chosen).get("snapshot", "")
    gone = missing or (asked_for if asked_for != view.snapshot.id else "")
    view = deciding(_frozen(view), address[DECIDED])
    meeting = find(view, address)
    all_steps = steps(view, meeting, origin) if meeting else ()
    if meeting and (step := find_step(all_steps, address["solis"])):
        beside = partial(room, view, meeting, all_steps, step, newest=newest, gone=gone)
        if wanted := address[FIND].strip():
            leads = partial(step_address, view, meeting)
            found = asked(for_meeting(view, meeting), wanted, all_steps, leads)
            return _step(replace(found, number=step.number, total=step.total), view, beside, wanted)
        return _step(step, view, beside)
    _ = view.words.say
    parts: list[Part] = [(shell.banner(view, Page.MEETING, gone), preparing.heading(view, meeting, address["sede"]))]
    if offered := preparing.offered(view):
        choice = Control("sede", _("Meeting"), offered, meeting.id if meeting else "")
        parts.append(Controls("filter_meeting", (choice,)))
    if view.snapshot.id != newest:
        update = _("Update to the newest snapshot {id}", id=newest)
        parts.append(Slot("update", Text(update, kind="button"), (update, newest)))
    if meeting:
        parts.append(_begin(view, meeting, find_step(all_steps, address[BACK])))
        said = preparing.advice(view, meeting), contents(view, meeting, all_steps)
        parts += [said, Slot("pack", Text(_(building.BUILD), kind="button"), (meeting,))]
        parts.append(preparing.neighbours(view, meeting))
    return *parts, preparing.register(view)


def _frozen(view: View) -> View:
    """Return the view with its snapshot in all its addresses, as the running screen writes it into its own.

    So the first paint leads where the running screen does, in the same words.
    """
    if not view.current.compared:
        return view
    chosen = dict(view.chosen) | {"snapshot": view.snapshot.id}
    return replace(view, chosen=tuple((name, chosen[name]) for name in addressed.NAMES if name in chosen))


def _begin(view: View, meeting: Meeting, left: Step | None) -> Paragraph:
    """Return the ways into the presentation: to the first step, and to the place at which it was left."""
    _ = view.words.say
    start = Link(_("Show step by step"), step_address(view, meeting, "1"), kind="button primary begin")
    if left is None or left.place == "1":
        return Paragraph(start, "begin")
    again = Link(
        _("Continue from step {n}", n=left.told_place), step_address(view, meeting, left.place), kind="button begin"
    )
    return Paragraph((again, " ", start), "begin")


def _step(shown: Step, view: View, beside: Callable[..., Content], wanted: str = "") -> Parts:
    beside_it = beside(asked=wanted, page=shown.page)
    return Styles(("slide", "presenting"), layout.VARIABLES), (slide(view, shown), beside_it)
