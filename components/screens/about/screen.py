"""What stands about the data in its parts, as its address asks for it."""

from collections.abc import Mapping
from functools import partial

from components.frame import downloads, shell
from components.frame.parts import Parts, Passage
from components.screens.about import corrections, method
from components.view import View
from components.wording import rule_changes

NAMES = ("skats",)
"""The parameters of the address that the screen reads."""


def screen(view: View, address: Mapping[str, str]) -> Parts:
    """Return the screen's parts in their order."""
    if address["skats"] != rule_changes.SECTION:
        files = downloads.of_workbook(view), downloads.of_any_table(view)
        return shell.banner(view), Passage(method.method), *files, Passage(method.columns)
    _ = view.words.say
    log = corrections.log()
    parts = shell.banner(view), corrections.changes(view, log)
    if not (log and log.changes):
        return parts
    label = _("All changed figures: CSV")
    as_csv = partial(corrections.as_csv, log, view.words, view.snapshot)
    return *parts, downloads.of_list(view, as_csv, label, "izmainas")
