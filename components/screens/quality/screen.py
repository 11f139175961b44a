"""The state of the data in its parts, as its address asks for it."""

from collections.abc import Mapping

from components.blocks.controls import Control
from components.blocks.vocabulary import Group, Heading, Text
from components.frame import shell
from components.frame.parts import Controls, Copied, OneOf, Parts, Passage, Slot
from components.screens.quality import quality, snapshots
from components.view import View
from data import live

NAMES = ("no", "lidz")
"""The parameters of the address that the screen reads."""


def screen(view: View, address: Mapping[str, str], stale: bool, versions: Mapping[str, str]) -> Parts:
    """Return the screen's parts in their order.

    ``stale`` tells that the source has not been read for long, ``versions`` are the snapshots kept, by id.
    """
    _ = view.words.say
    upload = _("A workbook (.xlsx) of at most 5 MB; it is judged here and not kept")
    return (
        (shell.banner(view), quality.heading(view), quality.health(view, stale=stale)),
        (quality.held(view, view.today), quality.issues(view)),
        Passage(quality.tabs),
        Passage(quality.institutions),
        *_reminder(view),
        Heading(2, _("Try a workbook before it is published")),
        Slot("upload", Group((Text(upload), Text("", kind="dropped")), "field one"), (upload,)),
        snapshots.listing(view, versions),
        *_compared(view, address, versions),
    )


def _reminder(view: View) -> Parts:
    _ = view.words.say
    by_name = {record.institution: record for record in quality.records(view)}
    if not by_name:
        return ()

    def reminder(name: str) -> Parts:
        return (Copied(quality.reminder(view, by_name[name])),)

    label, key = _("A reminder to copy, addressed to"), f"reminder-{view.words.language}"
    return (OneOf(label, key, {name: name for name in by_name}, reminder),)


def _compared(view: View, address: Mapping[str, str], versions: Mapping[str, str]) -> Parts:
    _ = view.words.say
    if len(versions) < 2:
        return ()
    ids = list(versions)
    earlier = snapshots.chosen(ids, address["no"], otherwise=1)
    later = snapshots.chosen(ids, address["lidz"], otherwise=0)
    sides = Control("no", _("Earlier"), versions, earlier), Control("lidz", _("Later"), versions, later)
    before, after = live.recorded(earlier), live.recorded(later)
    return (
        Heading(2, _("What two snapshots say differently")),
        Controls("filter_versions", sides, (1, 1)),
        snapshots.comparison(view.words, before.snapshot, after.snapshot) if before and after else "",
    )
