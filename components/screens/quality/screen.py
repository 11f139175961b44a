"""The state of the data in its parts, as its address asks for it."""

from collections.abc import Mapping

from components.blocks.controls import Control
from components.blocks.vocabulary import Group, Heading, Text
from components.frame import links, shell
from components.frame.parts import Controls, Copied, Parts, Passage, Slot
from components.screens.quality import faults, quality, snapshots
from components.view import View
from data import live
from data.contract.addresses import Page
from data.live.notices import PLACE

VERSIONS = ("no", "lidz")
"""The parameters that name two snapshots to compare."""
NAMES = (*VERSIONS, links.REMINDER, PLACE)
"""The parameters of the address that the screen reads."""


def screen(view: View, address: Mapping[str, str], stale: bool, versions: Mapping[str, str]) -> Parts:
    """Return the screen's parts in their order.

    ``stale`` tells that the source has not been read for long, ``versions`` are the snapshots kept, by id.
    """
    _ = view.words.say
    upload = _("A workbook (.xlsx) of at most 5 MB; it is checked here and not stored")
    return (
        (shell.banner(view, Page.QUALITY), quality.heading(view), quality.source_line(view, stale=stale)),
        faults.asked(view, address[PLACE]) if address[PLACE].strip() else "",
        *_reminder(view, address[links.REMINDER]),
        faults.block(view, view.today),
        Group((quality.silent(view), shell.plan_switch(view, Page.QUALITY)), "part"),
        Passage(quality.institutions),
        Group(Heading(2, _("Check a workbook before it is published")), "part"),
        Slot("upload", Group((Text(upload), Text("", kind="dropped")), "field one"), (upload,)),
        *_compared(view, address, versions),
        snapshots.listing(view, versions),
        quality.source(view),
    )


def _reminder(view: View, wanted: str) -> Parts:
    """Return the reminder that the address asks for, or that nobody is there to be reminded; nothing unasked."""
    if not wanted.strip():
        return ()
    record = quality.asked(view, wanted)
    if record is None:
        return (quality.nobody(view, wanted),)
    return quality.addressed(view, record), Copied(quality.reminder(view, record))


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
        Group(Heading(2, _("Compare two snapshots")), "part"),
        Controls("filter_versions", sides, (1, 1)),
        snapshots.comparison(view.words, before.snapshot, after.snapshot) if before and after else "",
    )
