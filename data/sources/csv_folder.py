"""A folder of CSV files, one a tab: UTF-8 with or without a byte order mark, or Windows-1257; comma, semicolon or tab."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from data.raw import RawBook, RawTab, Unreadable
from data.sources import MAX_FILE, MEGABYTE, SourceError

csv.field_size_limit(MAX_FILE)
_HEAD_LINES = 15


@dataclass(frozen=True)
class CsvFolder:
    """The CSV files of a folder; a file's name without its ending is the tab's name."""

    folder: Path

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.folder.name

    def read(self) -> RawBook:
        """Read every CSV file. A file that cannot be read is named in ``unreadable`` and does not stop the others."""
        try:
            files = sorted(
                path for path in self.folder.iterdir() if path.suffix.lower() == ".csv" and path.name[0] not in ".~"
            )
        except OSError as error:
            raise SourceError("file_unreadable", self.name) from error
        if not files:
            raise SourceError("folder_without_tables", self.name)
        tabs: list[RawTab] = []
        unreadable: list[Unreadable] = []
        for path in files:
            tab = read_csv(path)
            (tabs if isinstance(tab, RawTab) else unreadable).append(tab)  # type: ignore[arg-type]
        return RawBook(self.name, tuple(tabs), tuple(unreadable))


def read_csv(path: Path) -> RawTab | Unreadable:
    """Read one file; every cell is text, row 1 of the tab is the file's first record."""
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            args = {"size": f"{size / MEGABYTE:.0f}", "limit": str(MAX_FILE // MEGABYTE)}
            return Unreadable(path.stem, "file_too_large", args)
        raw = path.read_bytes()
    except OSError:
        return Unreadable(path.stem, "file_unreadable")
    text, encoding = _decode(raw)
    if text is None:
        return Unreadable(path.stem, "encoding_unreadable")
    try:
        rows = tuple(map(tuple, csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)))
    except csv.Error:
        return Unreadable(path.stem, "csv_broken")
    return RawTab(path.stem, rows, encoding=encoding)


def _decode(raw: bytes) -> tuple[str | None, str]:
    if b"\0" in raw[:4096]:
        return None, ""
    for encoding, name in (("utf-8-sig", "utf-8"), ("cp1257", "cp1257")):
        try:
            return raw.decode(encoding), name
        except UnicodeDecodeError:
            continue
    return None, ""


def _delimiter(text: str) -> str:
    """Return the delimiter that parts the fullest of the first lines into most fields."""
    head = "\n".join(text.splitlines()[:_HEAD_LINES])

    def fields(delimiter: str) -> int:
        return max((len(row) for row in csv.reader(io.StringIO(head), delimiter=delimiter)), default=0)

    header = text.partition("\n")[0]
    return max(",;\t", key=lambda delimiter: (header.count(delimiter), fields(delimiter)))
