"""No text is slow to read: twice as much of it takes at most three times as long, whatever it is made of.

Ratios within one run, of the processor's time alone, the best of five; what is over in no time at all is not compared.
"""

from collections.abc import Callable
from itertools import cycle, islice
from time import process_time

import pytest

from components.blocks.escape import html, markdown
from components.blocks.html import linked
from data import live
from data.contract.columns import Kind
from data.contract.tables import TABLES
from data.contract.written import format_value
from data.intake import letters
from data.intake.cells import _PARSERS
from data.intake.check import check
from data.intake.personal import redact
from data.intake.text import fold, shown, tidy
from data.publish.escape import escape_formula
from data.store.grid import write_cell
from tests.helpers import book, embedded_grids, place

HALF = 2_000
"""Characters, what a cell may hold; a pattern by the square takes a hundredth of a second there."""
AT_ONCE = 0.002
"""Seconds below which a clock tells nothing."""

RUNS = [
    'a', '1', '@', '.', ' ', '-', '+', '(', '%', '"', '„', '\n', '\u200b', '́', '’', ';', '/', ':', '#', '&', 'a.',
    'a@', 'a.@', 'a@a', 'a@a.', 'a at ', ' at ', '(at)', 'a(at)b.', 'a [at] ', '%40', '%2540', '%25', 'a%2E',
    '&#64;', '1 ', '12 ', '123 ', '1234 ', '12-', '12.', '1/', '29123456', '29123456 ', '29123456/', '29 123 456 ',
    '29 12 34 56 ', '+371 ', '+371', '+', '+1', '+1(2)/', '00', '0037', '00 1', '371', 'tel. ', 'tel.1', 'tālr.: ',
    't. 1', 'mob 12 ', '010190-', '010190-12345 ', '32', '321234-', 'p.k. ', 'personas kods 1 ', 'LV-', '01.01.90-',
    'kadastr 32010010012 ', 'summa 29 123 456 ', 'EUR 29 123 456; ', 'finansējums a', 'Nr. ', 'no 1 ', 'kopā ',
    'https://', 'https://a', 'https://a.lv/?m=a@', 'https://a.lv/?tel=1', 'http', 'https:// ', 'wa.me/',
    'javascript:', 'data:', '1.', '1,', '1 000', '1.000', '1.000,', '-1', '2024.', '2024. gada ', '1. janvāris ',
    '2024-01-', '00:', '00:00', '\r\n', '\t', '\u2028', ' \n', 'a \n ', '#N/A', '#REF!', 'loading', 'Loading...',
    'ielādē ', '*', '_', '[a](', '`', '<', '&amp;', '٢', '２', '②', '＠', 'ａ', '𝟐', 'ﷺ', 'ǆ', 'ß', 'İ', '=', "'=",
    "'", '€', '%1', 'a;', '; ', 'jā', 'nav datu', 'P5-1.1;',
]  # fmt: skip


def by_kind(kind: Kind) -> Callable[[str], object]:
    """Read a text as the columns of a kind do, without the limit that stands before them."""
    column = next(column for table in TABLES for column in table.columns if column.kind is kind)

    def read(text: str) -> object:
        parsed = _PARSERS[kind](text, column)
        return format_value(getattr(parsed, "value", None), column)

    return read


READERS: dict[str, Callable[[str], object]] = {
    **{f"parse {kind.value}": by_kind(kind) for kind in Kind},
    "redact": redact,
    "tidy": lambda text: tidy(text, lines=True),
    "fold": fold.__wrapped__,
    "shown": shown,
    "letters": letters.worth_a_look,
    "stored": write_cell,
    "html": html,
    "linked": linked,
    "markdown": markdown,
    "formula": escape_formula,
}


def best(work: Callable[[str], object], text: str) -> float:
    def once() -> float:
        start = process_time()
        work(text)
        return process_time() - start

    return min(once() for _ in range(5))


@pytest.mark.parametrize("name", READERS)
def test_twice_the_text_takes_at_most_three_times_as_long(name: str) -> None:
    """A ratio counts that three measurements agree on: other programs share the machine."""
    work, slow = READERS[name], {}
    for unit in RUNS:
        times = HALF // len(unit)
        short, long = (unit * size + "@a" for size in (times, 2 * times))
        start = process_time()
        work(long)
        if process_time() - start > AT_ONCE and (whole := best(work, long)) > AT_ONCE:
            ratio = whole / best(work, short)
            if ratio > 3:  # once more: the machine may have had something else to do
                ratio = min(best(work, long) / best(work, short) for _ in range(3))
            if ratio > 3:
                slow[unit] = round(ratio, 1), round(whole, 4)
    assert slow == {}


@pytest.mark.parametrize(
    ("code", "name", "wrong"),
    [
        ("indicator_values", "municipality", "Ādzu novads {}"),
        ("indicator_values", "answer", "daļēj {}"),
        ("updates", "status", "Tiek īstenot {}"),
        ("updates", "measure", "P5-1.1{}"),
        ("calendar", "measures", "P5-1.{0};P5-1.{0}a;P5-1.{0}b"),
    ],
)
def test_twice_the_wrong_words_take_at_most_three_times_as_long(code: str, name: str, wrong: str) -> None:
    """Each gets its own suggestion, or none where there are too many."""
    grids, at = embedded_grids(), place(code, name)

    def seconds(rows: int) -> float:
        head, *some = grids[code]
        own = [
            [*row[:at], wrong.format(number), *row[at + 1 :]] for number, row in enumerate(islice(cycle(some), rows))
        ]
        sheet = book({**grids, code: [head, *own]})
        return best(lambda _: check(sheet, live.embedded().snapshot), "")

    assert seconds(1_000) <= 3 * seconds(500)
