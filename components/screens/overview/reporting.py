"""Who has reported what and when: responsible institutions by commitment, each leading to its reminder."""

from collections.abc import Sequence

from components.blocks.vocabulary import Column, Content, Details, Group, Heading, Link, Row, Table, Text
from components.frame.links import reminder_link
from components.frame.questions import state_of
from components.view import View
from components.wording.naming import institution_names
from data.answers import reporting
from data.answers.reporting import Heard, InstitutionHeard
from data.contract.addresses import Page
from data.words import latvian_order

MOST_COLUMNS = 8
"""Commitments beside each other; of more there are none, and the last column says when an institution reported."""


def matrix(view: View, institution: str = "") -> Content:
    """Return who has reported on which commitment and when; ``institution`` is the one that is looked at."""
    words, state = view.words, state_of(view)
    _ = words.say
    numbers = sorted({item.measure.commitment for item in state.standings}, key=latvian_order)
    numbers = numbers if len(numbers) <= MOST_COLUMNS else []
    rows = [_row(view, record, numbers, institution) for record in reporting.heard(state)]
    columns = [
        Column(_("Institution"), aside=True),
        *(Column(f"{number}.") for number in numbers),
        Column(_("Latest report")),
        Column(_("Remind")),
    ]
    caption = _(
        "By commitment: on how many of its measures the institution itself has reported, and when it last did so. "
        "Hatched: these data have no report from the institution."
    )
    # On a phone the list of what needs attention already names whose reports are missing.
    folded = Details(_("By institution and commitment"), Table(columns, rows, caption), narrow=True)
    return Group((Heading(2, _("Who has reported")), folded), "matrix")


def _row(view: View, record: InstitutionHeard, numbers: Sequence[str], looked_at: str) -> Row:
    _ = view.words.say
    name, whole = record.institution, record.whole
    cells = [_cell(view, record.commitments.get(number), number, name) for number in numbers]
    last = view.words.date(whole.last) if whole.last else Text(_("no report"), kind="muted")
    if name is None:
        return Row([_("Institution not known"), *cells, "", ""])
    named = Link(institution_names(view, [name]), view.address(Page.OVERVIEW, iestade=name))
    remind = reminder_link(view, name, _("remind"))
    return Row([named, *cells, last, remind], marked=name == looked_at)


def _cell(view: View, heard: Heard | None, commitment: str, institution: str | None) -> Content:
    """Return on how many measures of a commitment there is a report, and from which month; hatched for none."""
    _ = view.words.say
    if heard is None:
        return ""
    address = view.address(Page.MEASURES, apnemsanas=commitment, iestade=institution or "")
    if not heard.reported:
        missing = _(", no report of its own") if institution else _(", institution not known")
        unseen = Text(missing, kind="unseen")
        return Link((Text(f"0/{heard.measures}"), unseen), address, kind="silent")
    day = f"{heard.last:%m.%Y}" if heard.last else ""
    return Link((Text(f"{heard.reported}/{heard.measures}", strong=True), " ", day), address, kind="heard")
