"""A meeting in its parts, as its address asks for it: the page on which it is prepared, or one of its steps."""

from collections.abc import Mapping

from components.blocks.controls import Control
from components.blocks.vocabulary import Content, Link, Nav, Text
from components.frame import building, shell
from components.frame.parts import Controls, Part, Parts, Slot, Styles
from components.meeting import layout, preparing
from components.meeting.screen import contents, slide
from components.meeting.step import Step
from components.meeting.steps import address as step_address
from components.meeting.steps import steps
from components.view import View
from data.answers.meeting import find_meeting
from data.model import Meeting

NAMES = ("sede", "solis")
"""The parameters of the address that the screen reads."""


def find(view: View, address: Mapping[str, str]) -> Meeting | None:
    """Return the meeting that an address means."""
    return find_meeting(view.snapshot, address["sede"], view.day, dict(view.chosen).get("plans"))


def screen(view: View, address: Mapping[str, str], origin: str, newest: str, missing: str = "") -> Parts:
    """Return the screen's parts in their order.

    ``origin`` is where this dashboard is, as its visitors reach it, "" unknown; ``newest`` is the newest snapshot's id,
    ``missing`` one that was asked for and is not there, where the address names another by now.
    """
    meeting = find(view, address)
    all_steps = steps(view, meeting, origin) if meeting else ()
    number = preparing.number(address["solis"], len(all_steps))
    if meeting and number:
        return _step(view, meeting, all_steps, number)
    _ = view.words.say
    parts: list[Part] = [(shell.banner(view, instead_of=missing), preparing.heading(view, meeting, address["sede"]))]
    if offered := preparing.offered(view):
        choice = Control("sede", _("Meeting"), offered, meeting.id if meeting else "")
        parts.append(Controls("filter_meeting", (choice,)))
    start = _("Show step by step") if meeting else ""
    update = _("Update to the newest snapshot {id}", id=newest) if view.snapshot.id != newest else ""
    buttons = Text(start, kind="button primary") if start else "", Text(update, kind="button") if update else ""
    parts.append(Slot("begin", buttons, (start, update, newest)))
    if meeting:
        said = preparing.advice(view, meeting), contents(view, meeting, all_steps)
        parts += [said, Slot("pack", Text(_(building.BUILD), kind="button"), (meeting,))]
    return *parts, preparing.register(view)


def _step(view: View, meeting: Meeting, all_steps: tuple[Step, ...], number: int) -> Parts:
    shown = slide(view, all_steps[number - 1], number, len(all_steps))
    keys = Slot("keys", _ways(view, meeting, number, len(all_steps)), (number, len(all_steps)))
    return Styles(("slide", "presenting"), layout.VARIABLES), shown, keys


def _ways(view: View, meeting: Meeting, number: int, total: int) -> Content:
    """Return the ways on, back and out, for where no program comes that hears the keys."""
    _ = view.words.say
    ways = [
        (_("Previous step"), number - 1 if number > 1 else None),
        (_("Next step"), number + 1 if number < total else None),
        (_("Leave the presentation"), 0),
    ]
    links = [Link(name, step_address(view, meeting, to)) for name, to in ways if to is not None]
    return Nav(_("Steps"), links, "ways")
