"""What is current: the snapshot that every screen reads.

Until a live sheet is connected the source is read once a process, at first use; the embedded data stand in when it
cannot be read, and `Current.failure` says why.
"""

from dataclasses import dataclass
from functools import cache

from data.intake.cells import shown
from data.intake.check import Checked, check
from data.intake.issues import SEVERITIES
from data.model import Issue, Snapshot
from data.settings import setting
from data.sources import EMBEDDED, SourceError, open_source
from data.sources.csv_folder import CsvFolder


@dataclass(frozen=True)
class Current:
    """The snapshot in use, its issues, the source's name (None: the embedded data), and why a source failed."""

    snapshot: Snapshot
    issues: tuple[Issue, ...]
    source: str | None
    failure: Issue | None = None


def source_issue(error: SourceError) -> Issue:
    """Return the issue that tells of a source which could not be read."""
    args = tuple(error.args_by_name.items())
    return Issue(None, None, None, error.code, SEVERITIES[error.code], shown(error.shown), args=args)


@cache
def embedded() -> Checked:
    """Return the embedded data, checked by themselves."""
    return check(CsvFolder(EMBEDDED).read())


def read(name: str | None) -> Checked:
    """Read and check the source that SPREADSHEET names; missing tabs come from the embedded data.

    Raises `SourceError` when nothing can be read.
    """
    source = open_source(name)
    if name is None:
        return embedded()
    return check(source.read(), embedded().snapshot)


@cache
def current() -> Current:
    """Return what every screen shows. Never raises: a source that fails leaves the embedded data standing."""
    name = setting("SPREADSHEET")
    try:
        checked = read(name)
    except SourceError as error:
        return Current(embedded().snapshot, embedded().issues, None, source_issue(error))
    return Current(checked.snapshot, checked.issues, open_source(name).name if name else None)
