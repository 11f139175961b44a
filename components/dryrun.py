"""The dry run: a workbook is judged and compared with what is shown, before anything is published. Nothing is kept."""

from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from components import quality, wording
from components.escape import html
from components.tables import Column, Row, table
from components.view import View
from data import history
from data.history import holding
from data.history.refresher import source_issue
from data.intake.check import Checked
from data.intake.issues import describe
from data.model import Issue
from data.sources import SourceError
from data.sources.workbook import parse_workbook
from data.words import N_

MAX_UPLOAD = 5_000_000
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Outcome:
    """A judged upload: what the check gave, or why there was none; ``busy`` when another is being judged."""

    checked: Checked | None = None
    failure: Issue | None = None
    busy: bool = False


def judge(view: View, name: str, content: bytes, now: datetime) -> Outcome:
    """Judge an uploaded workbook in the child process with its limits; one upload at a time. Never raises.

    It is judged as the next read of the connected source: held against the last one, with its last good versions.
    Where none is connected, or none was read, it would be a first read, which is held against nothing.
    """
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        return Outcome(busy=True)
    try:
        if len(content) > MAX_UPLOAD:
            limit = str(MAX_UPLOAD // 1_000_000)
            raise SourceError("file_too_large", name, size=f"{len(content) / 1_000_000:.0f}", limit=limit)
        return Outcome(holding.judge(parse_workbook(content, name), view.snapshot, history.last_read(), now))
    except SourceError as error:
        return Outcome(failure=source_issue(error))
    finally:
        _ONE_AT_A_TIME.release()


def _held(view: View, checked: Checked) -> str:
    """Return which tabs would be held if this were published; why stands among the faults."""
    if not checked.holds:
        return ""
    tabs = view.words.list(wording.tab_names(hold.table for hold in checked.holds))
    text = view.words.count(
        "If this were published, {n} tab would be held and its last good copy shown: {tabs}.",
        "If this were published, {n} tabs would be held and their last good copies shown: {tabs}.",
        len(checked.holds),
        tabs=tabs,
    )
    return f'<p class="mark"><b>{html(text)}</b></p>'


def as_html(view: View, outcome: Outcome) -> str:
    """Return the outcome: the faults by tab, and which sentences and figures of the overview would change."""
    words = view.words
    if outcome.busy:
        return f"<p>{html(words.say(N_('Another file is being judged; try again in a moment.')))}</p>"
    if outcome.failure:
        return f"<p>{html(describe(outcome.failure, words))}</p>"
    assert outcome.checked is not None
    faults = _held(view, outcome.checked) + quality.issue_tables(outcome.checked.issues, words, {})
    heading = html(words.say(N_("What would change on the overview")))
    changes = (
        quality.would_change(words, view.day, view.snapshot, outcome.checked.snapshot, view.plan.id)
        if view.plan
        else []
    )
    if not changes:
        return f"{faults}<h2>{heading}</h2><p>{html(words.say(N_('No sentence and no figure would change.')))}</p>"
    columns = [Column(words.say(N_("What"))), Column(words.say(N_("Now"))), Column(words.say(N_("With this file")))]
    rows = [Row([html(cell) for cell in change]) for change in changes]
    return f"{faults}<h2>{heading}</h2>{table(columns, rows, words.say(N_('Now and with this file')), seen=False)}"
