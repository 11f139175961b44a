"""The sections of *Par datiem*: their addresses, their names, and the ways between them."""

from collections.abc import Mapping

from components.blocks.vocabulary import Content, Link, Nav, Paragraph
from components.view import View
from components.wording.rule_changes import SECTION
from data.answers.search import plain
from data.contract.addresses import Page
from data.words import N_

BRIEF, METHOD, SOURCES, COLUMNS = "", "metode", "avoti", "ailes"
ACCESS, PRIVACY, DOWNLOADS, CHANGES = "pieklustamiba", "privatums", "lejupielades", SECTION
NAMES: Mapping[str, str] = {
    BRIEF: N_("In short"),
    METHOD: N_("Method"),
    SOURCES: N_("Sources and licences"),
    COLUMNS: N_("Columns"),
    ACCESS: N_("Accessibility"),
    PRIVACY: N_("Privacy"),
    DOWNLOADS: N_("Downloads"),
    CHANGES: N_("What changed"),
}
"""What each section is called, by its code in the address."""
_OTHER_NAMES: Mapping[str, str] = {"kolonnas": COLUMNS, "licences": SOURCES}


def section_of(wanted: str) -> str:
    """Return the section that an address means, whatever its letters; the first for what is none."""
    code = plain(wanted.strip())
    code = _OTHER_NAMES.get(code, code)
    return code if code in NAMES else BRIEF


def not_there(view: View, wanted: str) -> Content:
    """Return that an address names a section that there is not; "" where it names one, or none."""
    if not wanted.strip() or section_of(wanted):
        return ""
    _ = view.words.say
    return Paragraph(_("There is no section “{name}”; the first one is shown.", name=wanted.strip()[:60]), "picked")


def ways(view: View, section: str) -> Nav:
    """Return the links to the sections, of which ``section`` is the one shown."""
    _ = view.words.say
    links = [Link(_(name), link_to(view, code).address, current=code == section) for code, name in NAMES.items()]
    return Nav(_("Sections of this screen"), links)


def link_to(view: View, section: str, text: Content = "") -> Link:
    """Return a link to a section, by its name unless another text is given."""
    return Link(text or view.words.say(NAMES[section]), view.address(Page.ABOUT, skats=section))
