"""Where tables come from: a folder of CSV files or a workbook, each giving an uninterpreted `RawBook`."""

from pathlib import Path
from typing import Protocol

from data.raw import RawBook

EMBEDDED = Path(__file__).resolve().parents[1] / "embedded"
"""The folder of the data that the project ships."""
MEGABYTE = 1_000_000
MAX_FILE = 10 * MEGABYTE
MAX_UNPACKED = 100 * MEGABYTE


class SourceError(Exception):
    """A source that cannot be read at all; ``code`` is an issue code of `data.intake.issues`."""

    def __init__(self, code: str, shown: str, **args: str) -> None:
        super().__init__(code, shown)
        self.code = code
        self.shown = shown
        self.args_by_name = args


class Source(Protocol):
    """One place the tables come from. ``name`` is what a person calls it; it never holds a path."""

    @property
    def name(self) -> str:
        """The name shown beside the data."""

    def read(self) -> RawBook:
        """Read everything now. Raises `SourceError` when nothing can be read."""


def open_source(setting: str | None) -> Source:
    """Return the source that the setting SPREADSHEET names: nothing, a folder, or an .xlsx file.

    Raises `SourceError` when it names neither.
    """
    from data.sources.csv_folder import CsvFolder
    from data.sources.workbook import Workbook

    if setting is None:
        return CsvFolder(EMBEDDED)
    try:
        path = Path(setting).expanduser()
        if path.is_dir():
            return CsvFolder(path)
        if not path.exists():
            raise SourceError("source_missing", path.name or setting)
    except (OSError, RuntimeError, ValueError) as error:
        raise SourceError("source_missing", setting[:60]) from error
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return Workbook(path)
    raise SourceError("source_kind", path.name)
