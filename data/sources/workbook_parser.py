"""Inside the child process: an .xlsx file as JSON on standard output. See `data.sources.workbook`.

Only the parts are opened that cells come from: the list of tabs, the texts, the number formats and the tabs themselves,
wherever the package says they lie and in either form of Office Open XML. So nothing that a program writes beside them
(styles, pictures, properties, links to other files, defined names) can cost the read (decision 0010).
"""

import io
import json
import posixpath
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite
from typing import IO, Any, cast
from xml.etree.ElementTree import Element, ParseError

from openpyxl.styles.numbers import BUILTIN_FORMATS, STRIP_RE, is_date_format, is_timedelta_format
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel
from openpyxl.utils.escape import unescape
from openpyxl.xml.functions import iterparse

from data.raw import CellKind

MAX_COLUMNS = 60
"""Far more than any tab of the contract has; cells beyond are no part of it."""
_LAST_ROW = 1_048_576
_SHEET_SPACES = tuple(
    f"{{{name}}}"
    for name in (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
)
"""The usual form of Office Open XML and the strict one: the same elements under two names."""
_ROWS, _MERGES, _LINKS, _FILTERS = (
    {f"{space}{name}": space for space in _SHEET_SPACES} for name in ("row", "mergeCell", "hyperlink", "autoFilter")
)
SCATTERED = 3
"""So many separate runs of hidden rows within a filter are its work."""
_HYPERLINK = re.compile(r'\s*HYPERLINK\s*\(\s*(?:"((?:[^"]|"")*)"\s*[,;)])?', re.IGNORECASE)
_ESCAPED = re.compile(r"\\.")
_SURROGATE = re.compile("[\ud800-\udfff]")

Filled = str | list[Any]
"""Text, or kind, value and what is shown."""


class TooMuchTextError(Exception):
    """The cells hold more text than may be handed over, be the file ever so small."""


def main(content: bytes, most_text: int) -> None:
    """Print the tabs as JSON; raises as `tabs_of` does."""
    sys.stdout.buffer.write(json.dumps(tabs_of(content, most_text), ensure_ascii=False).encode())


def tabs_of(content: bytes, most_text: int) -> list[dict[str, Any]]:
    """Return the tabs: title, rows of cells (text, or kind, value and shown), merges, hidden rows and links.

    Raises `TooMuchTextError` when the cells hold more than ``most_text`` characters, and anything else for a file that
    is not a workbook.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = _Book(_Package(archive))
        left = most_text
        tabs = []
        for title, part in book.sheets():
            sheet = _Sheet(book, part, left)
            tabs.append(sheet.tab(title))
            left = sheet.left
    return tabs


class _Package:
    """The parts of a file and what they say of each other."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}

    def open(self, part: str) -> IO[bytes]:
        """Open a part. Raises `KeyError` when there is none of that name."""
        return self._archive.open(self._names[part.lower()])

    def tree(self, part: str) -> Element:
        with self.open(part) as file:
            *_, (_, root) = iterparse(file)
            return cast(Element, root)

    def relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """Return by id what a part ("" is the package itself) relates to: the kind, the target, whether outside."""
        folder, name = posixpath.split(part)
        try:
            root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        except KeyError:
            return {}
        related = {}
        for one in root:
            target, outside = one.get("Target", ""), one.get("TargetMode") == "External"
            path = target if outside else posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/")))
            related[one.get("Id", "")] = (
                one.get("Type", "").rpartition("/")[2],
                path if outside else path[1:],
                outside,
            )
        return related


class _Book:
    """What all tabs share: their list, the texts, the number formats, and from which day days are counted."""

    def __init__(self, package: _Package) -> None:
        self.package = package
        main = (path for kind, path, _ in package.relations("").values() if kind == "officeDocument")
        self._part = next(main, "xl/workbook.xml")
        self._root = package.tree(self._part)
        if _local(self._root) != "workbook":
            raise ValueError("another kind of document")
        self._relations = package.relations(self._part)
        properties = next((one for one in self._root if _local(one) == "workbookPr"), None)
        self.from_1904 = properties is not None and properties.get("date1904") in ("1", "true", "on")
        calculation = next((one for one in self._root if _local(one) == "calcPr"), None)
        self.uncalculated = calculation is not None and calculation.get("fullCalcOnLoad") in ("1", "true", "on")
        """Whether a program that does not calculate wrote it: XlsxWriter gives each formula the result 0."""
        self.epoch = MAC_EPOCH if self.from_1904 else WINDOWS_EPOCH
        self.texts = self._texts()
        self.formats = self._formats()

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Give title and part of every tab that has cells."""
        for sheets in (one for one in self._root if _local(one) == "sheets"):
            for sheet in sheets:
                kind, part, _ = self._relations.get(_relation(sheet), ("", "", False))
                if kind == "worksheet":
                    yield _plain(sheet.get("name", "")), part

    def _related(self, kind: str) -> str:
        return next((part for kind_here, part, _ in self._relations.values() if kind_here == kind), "")

    def _texts(self) -> list[str]:
        """Return the shared texts. Each stands once, however many cells show it."""
        part, texts = self._related("sharedStrings"), []
        if not part:
            return []
        with self.package.open(part) as file:
            for _, element in iterparse(file):
                if _local(element) == "si":
                    texts.append(_text(element))
                    element.clear()
        return texts

    def _formats(self) -> list[str]:
        """Return the number format of every style; none where the styles cannot be read."""
        try:
            styles = self.package.tree(self._related("styles"))
            codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in _within(styles, "numFmts")}
            ids = [one.get("numFmtId", "0") for one in _within(styles, "cellXfs")]
            return [codes.get(one) or BUILTIN_FORMATS.get(int(one), "General") for one in ids]
        except (KeyError, ValueError, ParseError):
            return []


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _within(root: Element, name: str) -> Iterator[Element]:
    return (inner for one in root if _local(one) == name for inner in one)


def _relation(element: Element) -> str:
    """Return the id of the relation that an element names, in either form."""
    return next((value for name, value in element.items() if name.endswith("/relationships}id")), "")


def _text(element: Element) -> str:
    """Return the text of a string item: its own or that of its runs, not the reading aids above them."""
    pieces = []
    for one in element:
        name = _local(one)
        if name == "t":
            pieces.append(one.text or "")
        elif name == "r":
            pieces += (inner.text or "" for inner in one if _local(inner) == "t")
    return _plain("".join(pieces))


def _plain(text: str) -> str:
    """Undo the escapes "_xHHHH_" of characters that XML cannot hold, as Excel does."""
    if "_x" not in text:
        return text
    text = unescape(text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _SURROGATE.search(text) else text


@dataclass
class _Sheet:
    """One tab while it is read. ``left`` is how many characters its cells may still hold."""

    book: _Book
    part: str
    left: int
    cells: dict[int, dict[int, Filled]] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    _shared_links: set[str] = field(default_factory=set)

    def tab(self, title: str) -> dict[str, Any]:
        """Read the tab up to its last filled cell; cells that only carry a format do not count."""
        row, areas, filters = 0, list[Element](), list[Element]()
        with self.book.package.open(self.part) as file:
            for _, element in iterparse(file):
                if element.tag in _ROWS:
                    row = self._row(element, _ROWS[element.tag], row)
                    element.clear()
                elif element.tag in _MERGES:
                    self._merge(element.get("ref", ""))
                elif element.tag in _LINKS:
                    areas.append(element)
                elif element.tag in _FILTERS:
                    filters.append(element)
        if areas:
            self._link(areas)
        self._under_merges()
        hidden = {number for number in self.hidden if number in self.cells}
        filtered = _filtered([*filters, *self._of_tables()], hidden)
        rows: list[list[Filled]] = []
        for number in sorted(self.cells):
            rows += ([] for _ in range(number - len(rows)))
            for column in sorted(self.cells[number]):
                rows[-1] += [""] * (column - 1 - len(rows[-1]))
                rows[-1].append(self.cells[number][column])
        return {
            "title": title,
            "rows": rows,
            "merges": [
                [top - 1, bottom - 1, left - 1, right - 1] for left, top, right, bottom in sorted(set(self.merges))
            ],
            "hidden_rows": len(hidden - filtered),
            "filtered_rows": len(filtered),
            "links": [[row - 1, column - 1, address] for (row, column), address in sorted(self.links.items())],
            "from_1904": self.book.from_1904,
        }

    def _of_tables(self) -> Iterator[Element]:
        """Give the filters of the tables on this tab; a table that cannot be read has none."""
        for kind, part, _ in self.book.package.relations(self.part).values():
            if kind == "table":
                with suppress(KeyError, ParseError):
                    yield from (one for one in self.book.package.tree(part) if _local(one) == "autoFilter")

    def _row(self, element: Element, space: str, before: int) -> int:
        number = int(element.get("r") or before + 1)
        if not 0 < number <= _LAST_ROW:
            raise ValueError("a row outside every sheet")
        cells: dict[int, Filled] = {}
        column = 0
        for cell in element:
            address = cell.get("r")
            column = coordinate_to_tuple(address)[1] if address else column + 1
            if len(cell) and column <= MAX_COLUMNS and (filled := self._cell(cell, space, number, column)) != "":
                self.left -= len(filled if isinstance(filled, str) else filled[2])
                cells[column] = filled
        if cells:
            self.left -= max(cells)  # what stands empty before a cell is handed over too
            self.cells.setdefault(number, {}).update(cells)
        if self.left < 0:
            raise TooMuchTextError
        if number > 1 and element.get("hidden") in ("1", "true", "on"):
            self.hidden.append(number)
        return number

    def _cell(self, cell: Element, space: str, row: int, column: int) -> Filled:
        kind, value, formula = cell.get("t", "n"), cell.findtext(f"{space}v"), cell.find(f"{space}f")
        if formula is not None:
            self._formula(formula, row, column)
            if (not value and kind != "str") or (value == "0" and kind == "n" and self.book.uncalculated):
                return [CellKind.NOT_CALCULATED, None, f"={formula.text or ''}"]
        if kind == "inlineStr":
            inline = cell.find(f"{space}is")
            return "" if inline is None else _text(inline)
        if not value:
            return ""
        if kind == "s":
            place = int(value) if value.strip().isdecimal() else len(self.book.texts)
            return self.book.texts[place] if place < len(self.book.texts) else [CellKind.ERROR, None, "#REF!"]
        if kind == "n":
            return self._number(value, cell.get("s") or "0")
        if kind == "b":
            flag = value.strip() in ("1", "true")
            return [CellKind.FLAG, flag, "PATIESS" if flag else "APLAMS"]
        if kind == "d":
            return _of_iso(value)
        return [CellKind.ERROR, None, value] if kind == "e" else _plain(value)

    def _number(self, text: str, style: str) -> Filled:
        try:
            value = float(text)
        except ValueError:
            return [CellKind.ERROR, None, text]
        if not isfinite(value):
            return [CellKind.ERROR, None, text]
        formats, place = self.book.formats, int(style) if style.isdecimal() else 0
        number_format = formats[place] if place < len(formats) else "General"
        if _is_date(number_format):
            try:
                return _moment(from_excel(value, self.book.epoch, timedelta=_is_span(number_format)))
            except (OverflowError, ValueError):
                return [CellKind.ERROR, None, "#VALUE!"]
        percent = _percent(number_format)
        if percent:
            share = round(value * percent, 10)
            return [CellKind.PERCENT, share, f"{share:.10g} %"]
        return [CellKind.NUMBER, value, f"{value:.15g}"]

    def _formula(self, formula: Element, row: int, column: int) -> None:
        """Keep the address of a HYPERLINK(); "" where it is worked out, be it in the formula that others share."""
        match = _HYPERLINK.match(formula.text or "")
        shared = formula.get("si") if formula.get("t") == "shared" else None
        if match:
            self.links[row, column] = (match[1] or "").replace('""', '"')
            if shared is not None:
                self._shared_links.add(shared)
        elif shared in self._shared_links and not formula.text:
            self.links[row, column] = ""

    def _merge(self, area: str) -> None:
        if (place := _area(area)) is not None:
            self.merges.append(place)

    def _link(self, areas: Sequence[Element]) -> None:
        """Keep the addresses behind cells that hold something; places inside the workbook are no addresses."""
        relations = self.book.package.relations(self.part)
        for element in areas:
            _, target, outside = relations.get(_relation(element), ("", "", False))
            place = _plain(element.get("location", ""))
            address = _plain(target) if outside else ""
            if address and place:
                address = f"{address}#{place}"
            if not address and "://" in place:
                address = place
            area = _area(element.get("ref", ""))
            if address and area:
                left, top, right, bottom = area
                for row in _between(self.cells, top, bottom):
                    for column in _between(self.cells[row], left, right):
                        self.links[row, column] = address

    def _under_merges(self) -> None:
        """Drop what stands unseen under merged cells: only their first one is shown."""
        for left, top, right, bottom in self.merges:
            for row in _between(self.cells, top, bottom):
                for column in _between(self.cells[row], left, right):
                    if (row, column) != (top, left):
                        del self.cells[row][column]
                if not self.cells[row]:
                    del self.cells[row]


def _filtered(filters: Iterable[Element], hidden: set[int]) -> set[int]:
    """Return the hidden rows that a filter hides: it has a criterion, or its rows are scattered as no hand hides them.

    Programs that write a filter without its criterion leave only the rows; within a filter, nobody can tell more.
    """
    rows_hidden: set[int] = set()
    for one_filter in filters:
        area = _area(one_filter.get("ref", ""))
        if area is None:
            continue
        within = {number for number in hidden if area[1] <= number <= area[3]}
        runs = sum(number - 1 not in within for number in within)
        if any(_local(one) == "filterColumn" for one in one_filter) or runs >= SCATTERED:
            rows_hidden |= within
    return rows_hidden


def _between(places: Mapping[int, Any], first: int, last: int) -> list[int]:
    """Return the places of a part of a sheet that are there."""
    if last - first < len(places):
        return [place for place in range(first, last + 1) if place in places]
    return [place for place in places if first <= place <= last]


def _area(text: str) -> tuple[int, int, int, int] | None:
    """Return the first column and row and the last of an area, None where it is none."""
    try:
        left, top, right, bottom = range_boundaries(text.replace("$", ""))
    except (ValueError, TypeError):
        return None
    return left or 1, top or 1, right or 16_384, bottom or _LAST_ROW


_is_date = lru_cache(maxsize=1024)(is_date_format)
_is_span = lru_cache(maxsize=1024)(is_timedelta_format)


@lru_cache(maxsize=1024)
def _percent(number_format: str) -> int:
    """Return by what a format multiplies a number that it shows as percent: 1 where the sign is only text, else 0."""
    first = number_format.partition(";")[0]
    if "%" in _ESCAPED.sub("", STRIP_RE.sub("", first)):
        return 100
    return int("%" in first)


def _of_iso(text: str) -> Filled:
    for read in (datetime.fromisoformat, time.fromisoformat):
        with suppress(ValueError):
            return _moment(read(text))
    return text


def _moment(value: datetime | date | time | timedelta) -> Filled:
    if isinstance(value, datetime) and value.time() != time():
        return [CellKind.DATE, value.date().isoformat(), f"{value:%d.%m.%Y. %H:%M}"]
    if isinstance(value, date):
        return [CellKind.DATE, f"{value:%Y-%m-%d}", f"{value:%d.%m.%Y.}"]
    if isinstance(value, time):
        return [CellKind.TIME, f"{value:%H:%M}", f"{value:%H:%M}"]
    minutes = int(value.total_seconds() // 60) % 1440
    return [CellKind.TIME, f"{minutes // 60:02d}:{minutes % 60:02d}", str(value)]
