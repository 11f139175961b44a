"""A folder of CSV files, one a tab: UTF-8, byte order mark or not, or Windows-1257; comma, semicolon or tab."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from data.raw import RawBook, RawTab, Unreadable, column_letters
from data.sources import MAX_FILE, MEGABYTE, SourceError

csv.field_size_limit(MAX_FILE)
_HEAD_RECORDS = 15
_QUOTATION = re.compile(r'"(?:[^"]++|"")*+"')
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True)
class CsvFolder:
    """The CSV files of a folder; a file's name without its ending is the tab's name."""

    folder: Path

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.folder.absolute().name

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
        if not path.is_file():
            return Unreadable(path.stem, "file_unreadable")
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
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = tuple(map(tuple, reader))
    except csv.Error:
        line, field = _opened(text, delimiter) or (reader.line_num, 0)
        args = {"line": str(line), "letter": column_letters(field), "stopped": str(reader.line_num)}
        return Unreadable(path.stem, "csv_broken", args)
    return RawTab(path.stem, rows, encoding=encoding)


def _opened(text: str, delimiter: str) -> tuple[int, int] | None:
    """Return the line and the 0-based field in which the quotation opens that has no proper end."""
    at, line, field = 0, 1, 0
    plain = re.compile(rf"[^\r\n{re.escape(delimiter)}]*+(\r\n?|\n|{re.escape(delimiter)})?")
    while at < len(text):
        if text[at] == '"':
            quotation = _QUOTATION.match(text, at)
            if not quotation or text[quotation.end() : quotation.end() + 1] not in ("", "\r", "\n", delimiter):
                return line, field
            line += len(_LINE_END.findall(quotation.group()))
            at = quotation.end()
        rest = plain.match(text, at)
        at, end = (rest.end(), rest[1]) if rest else (len(text), None)
        line, field = (line, field + 1) if end == delimiter else (line + 1, 0)
    return None


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
    """Return the delimiter that parts most of the first records, most evenly, into most fields.

    A title above the headers, or commas in the sentences of a file with semicolons, do not mislead it.
    """

    def parted(delimiter: str) -> tuple[int, int, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        widths = Counter(len(row) for row in islice(_records(reader), _HEAD_RECORDS) if len(row) > 1)
        width = max(widths, key=lambda width: (widths[width], width), default=0)
        return widths.total(), widths[width], width

    return max(",;\t", key=parted)


def _records(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error:
        return
