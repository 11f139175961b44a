"""Links to what has a page of its own."""

from components.blocks.escape import html
from components.view import View
from components.wording.naming import short
from data.contract.addresses import Page
from data.model import Measure, Municipality


def measure_link(view: View, measure: Measure, text: str | None = None) -> str:
    """Return a measure_link to one measure in full."""
    address = html(view.address(Page.MEASURES, pasakums=short(view, measure)))
    return f'<a href="{address}" target="_self">{html(text or measure.number)}</a>'


def municipality_link(view: View, unit: Municipality, text: str | None = None) -> str:
    """Return a municipality_link to a municipality's page, by its name unless another text is given."""
    own = "" if text else ' lang="lv"'
    address = html(view.address(Page.MUNICIPALITY, kods=unit.code))
    return f'<a{own} href="{address}" target="_self">{html(text or unit.title)}</a>'
