"""Links to what has a page of its own."""

from components.blocks.vocabulary import Content, Link
from components.view import View
from components.wording.naming import short
from data.contract.addresses import Page
from data.model import Measure, Municipality

REMINDER = "atgadinajums"
"""The parameter of *Datu kvalitāte* that names the institution whose reminder is asked for."""


def measure_link(view: View, measure: Measure, text: str | None = None) -> Link:
    """Return a link to one measure in full."""
    return Link(text or measure.number, view.address(Page.MEASURES, pasakums=short(view, measure)))


def municipality_link(view: View, unit: Municipality, text: str | None = None) -> Link:
    """Return a link to a municipality's page, by its name unless another text is given."""
    lang = "" if text else "lv"
    return Link(text or unit.title, view.address(Page.MUNICIPALITY, kods=unit.code), lang=lang)


def reminder_link(view: View, institution: str, text: Content = "") -> Link:
    """Return a link to the reminder to an institution, by its id unless another text is given.

    *Datu kvalitāte* has one for each institution that answers for a measure of the view's plan, and says so of others.
    """
    return Link(text or institution, view.address(Page.QUALITY, **{REMINDER: institution}))
