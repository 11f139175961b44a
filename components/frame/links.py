"""Links to what has a page of its own."""

from components.blocks.vocabulary import Link
from components.view import View
from components.wording.naming import short
from data.contract.addresses import Page
from data.model import Measure, Municipality


def measure_link(view: View, measure: Measure, text: str | None = None) -> Link:
    """Return a link to one measure in full."""
    return Link(text or measure.number, view.address(Page.MEASURES, pasakums=short(view, measure)))


def municipality_link(view: View, unit: Municipality, text: str | None = None) -> Link:
    """Return a link to a municipality's page, by its name unless another text is given."""
    lang = "" if text else "lv"
    return Link(text or unit.title, view.address(Page.MUNICIPALITY, kods=unit.code), lang=lang)
