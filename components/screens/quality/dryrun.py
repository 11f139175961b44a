"""The dry run: a workbook is judged and compared with what is shown, before anything is published. Nothing is kept.

All that reads what a visitor sent runs in a child process, of which the screens notice nothing.
"""

import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Lock

from components.blocks.html import Html, write
from components.blocks.vocabulary import Column, Content, Heading, Paragraph, Row, Table, Text
from components.screens.quality import faults as listed
from components.screens.quality import quality
from components.view import View
from components.wording import sheet
from data import live
from data.intake.issues import describe
from data.intake.result import Checked
from data.live.holding import judge as held_or_not
from data.live.refresher import source_issue
from data.sources import MAX_UPLOAD, SourceError
from data.sources.workbook import guard, in_child, parse_here
from data.words import N_

AT_ONCE = 2
"""Files judged at once in all, and one of each visitor: so much memory is set aside for them."""
_SECONDS, _MEGABYTES, _LETTERS = 20, 2, 2_000
"""Of a processor, of what is said of a file in all, and of one sentence that would change."""
_judging: set[str] = set()
_lock = Lock()


def judge(view: View, visitor: str, name: str, content: bytes, now: datetime) -> tuple[Html, bool]:
    """Return what is said of an uploaded workbook as HTML, and whether it was judged or has to wait. Never raises.

    It is judged as the next read of the connected source: held against the last one, with its last good versions.
    Where none is connected, or none was read, it would be a first read, which is held against nothing.
    """
    with _turn(visitor) as free:
        if not free:
            busy = N_("Other files are being checked now. Choose yours again in a moment.")
            return write(Paragraph(view.words.say(busy))), False
        try:
            if len(content) > MAX_UPLOAD:
                limit = str(MAX_UPLOAD // 1_000_000)
                raise SourceError("file_too_large", name, size=f"{len(content) / 1_000_000:.0f}", limit=limit)
            guard(content, name)
            asked = pickle.dumps((view, name, content, live.last_read(), now))
            return Html(in_child(__name__, asked, name, _SECONDS, _MEGABYTES).decode()), True
        except SourceError as error:
            return write(_refused(view, error)), True


@contextmanager
def _turn(visitor: str) -> Iterator[bool]:
    """Tell whether a visitor's file may be judged now, and keep the place meanwhile."""
    with _lock:
        free = visitor not in _judging and len(_judging) < AT_ONCE
        if free:
            _judging.add(visitor)
    try:
        yield free
    finally:
        if free:
            with _lock:
                _judging.discard(visitor)


def main(asked: bytes, most_text: int) -> None:
    """Inside the child process: judge what `judge` asks for, and print as HTML what is said of it.

    Raises whatever the file makes the parser raise.
    """
    view, name, content, last, now = pickle.loads(asked)  # noqa: S301 - written by `judge`, never by a visitor
    try:
        answer = verdict(view, held_or_not(parse_here(content, name, most_text), view.snapshot, last, now))
    except SourceError as error:
        answer = _refused(view, error)
    sys.stdout.buffer.write(write(answer).encode())


def _refused(view: View, error: SourceError) -> Paragraph:
    return Paragraph(describe(source_issue(error), view.words))


def _held(view: View, checked: Checked) -> Content:
    """Return which tabs would be held if this were published; why stands among the faults."""
    if not checked.holds:
        return ""
    tabs = view.words.list(sheet.tab_names(hold.table for hold in checked.holds))
    text = view.words.count(
        "If this were published, {n} tab would be held and its last good copy shown: {tabs}.",
        "If this were published, {n} tabs would be held and their last good copies shown: {tabs}.",
        len(checked.holds),
        tabs=tabs,
    )
    return Paragraph(Text(text, strong=True), "mark")


def verdict(view: View, checked: Checked) -> Content:
    """Return the faults by tab, and which sentences and figures of the overview would change."""
    words = view.words
    _ = words.say
    faults = _held(view, checked), listed.faults(checked.issues, words, {})
    heading = Heading(2, _("What would change on the overview"))
    changes = quality.would_change(words, view.day, view.snapshot, checked.snapshot, view.plan.id) if view.plan else []
    if not changes:
        return faults, heading, Paragraph(_("No sentence and no figure would change."))
    columns = [Column(_("What")), Column(_("Now")), Column(_("With this file"))]
    rows = [Row([cell if len(cell) <= _LETTERS else f"{cell[:_LETTERS]}…" for cell in change]) for change in changes]
    return faults, heading, Table(columns, rows, _("Now and with this file"), captioned=False)
