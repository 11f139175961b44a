"""Where tables come from, each giving an uninterpreted `RawBook`: CSV folder, workbook, download link, Google Sheet."""

import re
from pathlib import Path
from typing import Protocol

from data.raw import RawBook

EMBEDDED = Path(__file__).resolve().parents[1] / "embedded"
"""The folder of the data that the project ships."""
MEGABYTE = 1_000_000
MAX_FILE = 10 * MEGABYTE
MAX_UPLOAD = 5_000_000
MAX_UNPACKED = 100 * MEGABYTE
TRANSIENT = frozenset(
    [
        "network_failed",
        "network_nameless",
        "network_proxy",
        "network_slow",
        "network_cut",
        "google_quota",
        "google_fault",
        "google_being_edited",
        "google_odd_answer",
        "download_fault",
        "parse_waited",
    ]
)
"""The codes of faults that pass by themselves: trying again later is all there is to do."""
_GOOGLE = re.compile(r"(?:https?://)?(?:docs|drive|sheets)\.google\.com(?:/|$)", re.IGNORECASE)
_GOOGLE_ID = re.compile(r"/d/(?!e/)([\w-]{20,100})(?:[/?#]|$)")
_BARE_ID = re.compile(r"[\w-]{25,100}", re.ASCII)


class SourceError(Exception):
    """A source that cannot be read at all; ``code`` is an issue code of `data.intake.issues`."""

    def __init__(self, code: str, shown: str, **args: str) -> None:
        super().__init__(code, shown)
        self.code = code
        self.shown = shown
        self.args_by_name = args
        self.retry_after = 0.0
        """How many seconds the other side asks to be left alone."""

    @property
    def transient(self) -> bool:
        """Whether trying again later may help; otherwise a person has to do something."""
        return self.code in TRANSIENT


class Source(Protocol):
    """One place the tables come from. ``name`` is what a person calls it; it never holds a path."""

    @property
    def name(self) -> str:
        """The name shown beside the data."""

    def read(self) -> RawBook:
        """Read everything now. Raises `SourceError` when nothing can be read."""


def open_source(setting: str | None) -> Source:
    """Return the source that the setting SPREADSHEET names.

    That is nothing (the embedded data), the address or id of a Google Sheet, an https link to an .xlsx file, a
    folder, or an .xlsx file. Raises `SourceError` when it is none of them.
    """
    from data.sources.csv_folder import CsvFolder
    from data.sources.workbook import Workbook

    if setting is None:
        return CsvFolder(EMBEDDED)
    if _GOOGLE.match(setting):
        match = _GOOGLE_ID.search(setting)
        if not match:
            raise SourceError("google_address", "SPREADSHEET")
        return _google_sheet(match[1])
    if "://" in setting:
        from data.sources.download import Download

        return Download(setting)
    try:
        path = Path(setting).expanduser()
        if path.is_dir():
            return CsvFolder(path)
        if not path.exists():
            if _BARE_ID.fullmatch(setting):
                return _google_sheet(setting)
            raise SourceError("source_missing", path.name or setting)
    except (OSError, RuntimeError, ValueError) as error:
        raise SourceError("source_missing", setting[:60]) from error
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return Workbook(path)
    raise SourceError("source_kind", path.name)


def _google_sheet(spreadsheet_id: str) -> Source:
    from data.settings import setting
    from data.sources.google.sheet import GoogleSheets

    return GoogleSheets(spreadsheet_id, setting("SHEETS_ENDPOINT"))
