"""The overview in its parts, as its address asks for it."""

from collections.abc import Mapping

from components.blocks.vocabulary import Banner, Content, Group
from components.frame import downloads, shell
from components.frame.parts import Beside, Controls, Part, Parts, Passage
from components.frame.questions import state_of
from components.frame.squares import squares
from components.screens.overview import choice, news, overview, reporting
from components.view import View
from data.contract.addresses import Page

NAMES = choice.NAMES
"""The parameters of the address that the screen reads."""


def screen(view: View, address: Mapping[str, str]) -> Parts:
    """Return the screen's parts in their order."""
    head: Content = shell.banner(view, Page.OVERVIEW), shell.plan_switch(view)
    if view.plan is None or not state_of(view).tally.total:
        return head, Passage(empty)
    wanted = choice.control(view, address["iestade"])
    shown = wanted.code
    unknown: Content = "" if wanted.value == shown else _unknown(view, wanted.value)
    chosen = Controls("filter_overview", (wanted,))
    menu = downloads.of_figure(view, overview.directions_figure(view, shown))
    squares_with_menu = Passage(plan, (shown,)), menu
    beside = Beside((1.06, 1), (squares_with_menu, (chosen, Passage(reporting.matrix, (shown,)))))
    parts: list[Part] = [head, unknown, Passage(overview.finding, (shown,)), beside]
    parts.append(Passage(below, (shown,)))
    if not shown and (figure := overview.burn_up_figure(view)):
        parts += [Passage(overview.burn_up), downloads.of_figure(view, figure), Passage(overview.burn_up_table)]
    return *parts, Passage(overview.commitments, (shown,)), Passage(overview.institutions, (shown,))


def plan(view: View, institution: str) -> Content:
    """Return a square a measure, and how their number came about."""
    return squares(view, institution), "" if institution else overview.denominator(view)


def _unknown(view: View, name: str) -> Banner:
    _ = view.words.say
    return Banner(_("No measure in this plan names “{name}” as responsible; all are shown.", name=name[:60]))


def empty(view: View) -> Content:
    """Return what is said of a plan without measures, and that no plan is known."""
    if view.plan is None:
        return overview.nothing(view)
    return overview.finding(view), overview.plan_note(view), news.close(view)


def below(view: View, institution: str) -> Content:
    """Return what stands under the squares: what needs attention and what moved; money and time."""
    left = news.needs_attention(view, institution), overview.calendar_strip(view)
    right = news.since_last_meeting(view, institution), overview.money(view)
    return Group((Group(left), Group(right)), "grid two"), news.close(view, folded=True)
