"""The readers' speed: 5,000 rows from every kind of file beside a bare library, and no cell that takes ever longer.

What a reader takes is the time of a processor, its child's included; both ratios are within one run.
"""

import csv
import io
import resource
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

import openpyxl

from data.contract.columns import Column, Kind
from data.contract.tables import BY_CODE, TABLES
from data.intake import letters, tabs
from data.intake.cells import parse, with_links
from data.intake.personal import redact
from data.intake.text import MAX_TEXT, fold, shown, tidy
from data.sources import Source, csv_folder, workbook_parser
from data.sources.csv_folder import CsvFolder
from data.sources.workbook import Workbook
from tests.helpers import big_book

ROWS = 5_000
DOUBLED = 3
"""By how much the time may grow where a cell is twice as long."""
_CELL_LENGTH, _ANY_LENGTH = MAX_TEXT // 2, 32_767
"""Half the longest cell that is read, since it is doubled; and the longest that a spreadsheet holds."""
_PIECES = (
    *(
        "a",
        "ā",
        "1",
        "1 ",
        "1.",
        "1,",
        "1;",
        "-",
        " ",
        "\u00a0",
        "\u200b",
        "\n",
        '"',
        "'",
        "(",
        "?a",
        "a.",
        "a@",
        "@a.",
    ),
    *(
        "https://a.lv/",
        "www.",
        "//",
        "+371 2",
        "26",
        "2024-",
        "01.",
        "Ä",
        "Ä ",
        "Ãâ",
        "â€",
        "Дa",
        "─ü",
        "_x0",
        "_x000D_",
    ),
    *("a-0123456789", "#REF!", "Ielādē", "e\u0301", "ﬁ", "&", "%", "EUR ", "00", "x; "),
)


def busy(work: Callable[[], object], times: int = 5) -> float:
    """The least of some runs, in seconds of a processor, children included."""

    def now() -> float:
        child = resource.getrusage(resource.RUSAGE_CHILDREN)
        return process_time() + child.ru_utime + child.ru_stime

    def once() -> float:
        start = now()
        work()
        return now() - start

    return min(once() for _ in range(times))


def run() -> Iterator[str]:
    """Give the lines: each reader's time per row, then the pattern that grows most with its cell."""
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name) / "csv", Path(name) / "x.xlsx"
        folder.mkdir()
        book = openpyxl.Workbook()
        for tab in big_book(ROWS, 0.05).tabs:
            sheet = book.create_sheet(tab.title)
            with (folder / f"{tab.title}.csv").open("w", encoding="utf-8", newline="") as file:
                for row in tab.rows:
                    csv.writer(file).writerow(row)
                    sheet.append([cell or None for cell in row])
        book.save(path)
        bare = (
            lambda: [list(csv.reader(io.StringIO(one.read_text("utf-8")))) for one in folder.glob("*.csv")],
            lambda: openpyxl.load_workbook(path, data_only=True),
        )
        readers: tuple[Source, ...] = (CsvFolder(folder), Workbook(path))
        for kind, reader, library in zip(("CSV folder", "workbook"), readers, bare, strict=True):
            own, other = busy(reader.read), busy(library)
            yield f"{kind}: {own:.3f} s, {own / ROWS * 1e6:.0f} µs a row, ×{own / other:.2f} of the bare library"
    yield from patterns()


def patterns() -> Iterator[str]:
    """Give the three that grow most when their cell is twice as long, and every one that grows too much."""
    grown = sorted(((ratio(work, length), name) for name, work, length in _works()), reverse=True)
    for place, (growth, name) in enumerate(grown):
        if place < 3 or growth > DOUBLED:
            yield f"{name}, doubled: ×{growth:.2f}{' TOO MUCH' if growth > DOUBLED else ''}"


def ratio(work: Callable[[str], object], length: int) -> float:
    """By how much the time grows where a text of this length, made of the worst piece, is twice as long."""
    worst = 0.0
    for piece in _PIECES:
        grown = _grown(work, length, piece)
        if grown > DOUBLED:  # once more: the processor may have been slowed down in between
            grown = min(grown, _grown(work, length, piece))
        worst = max(worst, grown)
    return worst


def _grown(work: Callable[[str], object], length: int, piece: str) -> float:
    texts = [(piece * (size // len(piece) + 1))[:size] + "!" for size in (length, 2 * length)]
    repeats = max(1, 20_000 // length)
    short, long = (busy(partial(_repeated, work, text, repeats)) for text in texts)
    return long / short if long > 0.002 else 0.0  # below, the clock says more of itself


def _repeated(work: Callable[[str], object], text: str, times: int) -> None:
    for number in range(times):
        work(text + str(number % 10))  # so that nothing is remembered


def _works() -> Iterator[tuple[str, Callable[[str], object], int]]:
    """Give every function that looks into a cell, with the length of the cells that it is given."""
    kinds: dict[Kind, Column] = {}
    for table in TABLES:
        for column in table.columns:
            kinds.setdefault(column.kind, column)
    for kind, column in kinds.items():
        yield f"a cell of kind {kind}", partial(_parse, column), _CELL_LENGTH
    evidence = BY_CODE["updates"].by_name["evidence"]
    yield "an address behind a cell", lambda text: with_links(text, [f"https://{text}"], evidence), _CELL_LENGTH
    whole: dict[str, Callable[[str], Any]] = {
        "tidy": tidy, "fold": fold, "redact": redact, "shown": shown, "a tab's name": tabs.named,
        "broken letters": letters.maybe_broken, "a look": letters.worth_a_look, "repaired letters": letters.repaired,
        "escapes of a workbook": workbook_parser._plain,
        "a formula's address": workbook_parser._HYPERLINK.match, "a number format": workbook_parser._percent,
        "a broken CSV file": lambda text: csv_folder._opened(text, ","), "a delimiter": csv_folder._delimiter,
    }  # fmt: skip
    for name, work in whole.items():
        yield name, work, _ANY_LENGTH


def _parse(column: Column, text: str) -> object:
    return parse(text, column)
