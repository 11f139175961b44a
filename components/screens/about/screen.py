"""What stands about the data, a section at a time, as its address asks for it."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from components.blocks.controls import Control
from components.blocks.vocabulary import Content
from components.frame import downloads, shell
from components.frame.parts import Controls, Parts, Passage
from components.screens.about import brief, columns, corrections, method, promises, sections, sources
from components.view import View
from data.contract.addresses import Page
from data.live import corrections as logs
from data.words import N_

NAMES = ("skats", "q")
"""The parameters of the address that the screen reads."""
_SAID: Mapping[str, Callable[[View], Content]] = MappingProxyType(
    {
        sections.BRIEF: brief.brief,
        sections.METHOD: method.method,
        sections.SOURCES: sources.sources,
        sections.ACCESS: promises.access,
        sections.PRIVACY: promises.privacy,
        sections.DOWNLOADS: promises.downloads,
    }
)
"""What says a section that is made of nothing but what is looked at."""


def screen(view: View, address: Mapping[str, str]) -> Parts:
    """Return the screen's parts in their order."""
    section = sections.section_of(address["skats"])
    head = shell.banner(view, Page.ABOUT), sections.not_there(view, address["skats"])
    if section == sections.CHANGES:
        return *head, *_changes(view)
    if section == sections.COLUMNS:
        return *head, *_columns(view, address["q"])
    parts: Parts = *head, Passage(_SAID[section])
    if section == sections.DOWNLOADS:
        parts = *parts, downloads.of_workbook(view), downloads.of_any_table(view)
    return parts


def _columns(view: View, wanted: str) -> Parts:
    _ = view.words.say
    text = Control("q", _("Search by word"), value=wanted, kind="text")
    return columns.heading(view), Controls("filter_columns", (text,)), Passage(columns.columns, (wanted,))


def _changes(view: View) -> Parts:
    log = logs.log()
    parts: Parts = (corrections.changes(view, log),)
    if not (log and log.changes):
        return parts
    as_csv = partial(corrections.as_csv, log, view.words, view.snapshot)
    label = view.words.say(N_("All changed figures: CSV"))
    return *parts, downloads.of_list(view, as_csv, label, sections.CHANGES)
