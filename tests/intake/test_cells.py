"""Cells by example: what people write, what is read, and which fault or notice it gives."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from data.contract.closed_words import STATUS_SYNONYMS, STATUS_WORDS
from data.contract.columns import Column
from data.contract.tables import BY_CODE
from data.intake.cells import parse, with_links
from data.intake.parsed import Bad, Ok
from data.intake.personal import redact
from data.intake.text import MAX_TEXT, shown, tidy
from data.model import Answer, Assessor, Confidence, PartialDate, Status, Unit
from data.raw import CellKind, RawCell, TypedCell

NBSP, NARROW, ZERO_WIDTH = "\u00a0", "\u202f", "\u200b"


def column(table: str, name: str) -> Column:
    return BY_CODE[table].by_name[name]


DAY = column("updates", "day")
DATE = column("measures", "deadline")
TIME = column("meetings", "starts")
STATUS = column("updates", "status")
EURO = column("funding", "amount")
SHARE = column("trust", "value")
PEOPLE = column("municipalities", "population")
AREA = column("municipalities", "area_km2")
LATITUDE = column("municipalities", "latitude")
YEAR = column("trust", "year")
LINK = column("plans", "link")
FLAG = column("commitments", "irm_promising")
TEXT = column("updates", "done")
TITLE = column("measures", "title")
LIST = column("directions", "challenges")
MEASURES = column("agenda", "measures")


def outcome(raw: RawCell, col: Column) -> tuple[Any, str | None]:
    """The value and its notice, or the fault's code as the value."""
    parsed = parse(raw, col)
    return (parsed.value, parsed.notice) if isinstance(parsed, Ok) else (parsed.code, "bad")


def typed(kind: CellKind, value: float | str | bool | None, seen: str = "") -> TypedCell:
    return TypedCell(kind, value, seen or str(value))


# Addresses behind a text

EVIDENCE, SOURCE, STATUS_LINKED = column("updates", "evidence"), column("trust", "source"), column("updates", "status")


@pytest.mark.parametrize(
    ("raw", "addresses", "col", "read"),
    [
        ("Sēdes protokols", ["https://a.lv/p"], EVIDENCE, "Sēdes protokols https://a.lv/p"),
        ("Protokols, lēmums", ["https://a.lv/p", "https://a.lv/l"], SOURCE, "Protokols, lēmums https://a.lv/p https://a.lv/l"),
        ("www.a.lv/lapa", ["http://www.a.lv/lapa/"], EVIDENCE, "www.a.lv/lapa"),
        ("Skat. https://a.lv/š un citur", ["https://a.lv/%C5%A1"], EVIDENCE, "Skat. https://a.lv/š un citur"),
        ("padome@a.lv", ["mailto:padome@a.lv"], EVIDENCE, "padome@a.lv"),
        ("Protokols", ["C:\\protokols.docx"], EVIDENCE, None),
        ("Protokols", [""], EVIDENCE, None),
        ("Protokols", ["https://janis@a.lv/p"], EVIDENCE, None),
        ("x" * 1990, ["https://a.lv/protokols"], EVIDENCE, None),
        ("Sēdes lapa", ["https://a.lv/sede"], LINK, "https://a.lv/sede"),
        ("https://a.lv", ["https://a.lv/"], LINK, "https://a.lv"),
        ("https://a.lv", ["https://b.lv/"], LINK, None),
        ("Sēdes lapa", ["sede.html"], LINK, None),
        ("Izpildīts", ["https://a.lv"], STATUS_LINKED, None),
        ("Darbs", ["https://a.lv"], TEXT, None),
        (typed(CellKind.DATE, "2024-11-07", "07.11.2024."), ["https://a.lv"], EVIDENCE, "07.11.2024. https://a.lv"),
        (typed(CellKind.ERROR, None, "#REF!"), ["https://a.lv"], EVIDENCE, typed(CellKind.ERROR, None, "#REF!")),
    ],
)  # fmt: skip
def test_an_address_behind_a_text_is_read_where_its_column_takes_addresses(
    raw: RawCell, addresses: list[str], col: Column, read: RawCell | None
) -> None:
    assert with_links(raw, addresses, col) == read


# Dates


@pytest.mark.parametrize("written", ["31.12.2024.", "31.12.2024", "2024-12-31", "31.12.2024. ", f"31.12.2024.{NBSP}"])
def test_plain_days_are_read_without_a_word(written: str) -> None:
    assert outcome(written, DATE) == (PartialDate(2024, 12, 31), None)
    assert outcome(written, DAY) == (date(2024, 12, 31), None)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("31/12/2024", "2024-12-31"),
        ("31-12-2024", "2024-12-31"),
        ("31. 12. 2024.", "2024-12-31"),
        ("31.12.2024. g.", "2024-12-31"),
        ("31.12.2024. gads", "2024-12-31"),
        ("31.12.2024 0:00", "2024-12-31"),
        ("2024/12/31", "2024-12-31"),
        ("2024.12.31.", "2024-12-31"),
        ("2024-12-31T00:00:00", "2024-12-31"),
        ("2024-12-31 00:00", "2024-12-31"),
        ("2024-1-7", "2024-01-07"),
        ("01/02/2024", "2024-02-01"),
        ("2024. gada 7. novembris", "2024-11-07"),
        ("2024. gada 7. novembrī", "2024-11-07"),
        ("2024.gada 7.novembris", "2024-11-07"),
        ("2024. g. 7. nov.", "2024-11-07"),
        ("7. novembris 2024", "2024-11-07"),
        ("7. nov. 2024", "2024-11-07"),
        ("7 nov 2024", "2024-11-07"),
        ("7. NOVEMBRIS 2024.", "2024-11-07"),
        ("2024. gada 1. marts", "2024-03-01"),
        ("2024. gada 1. maijs", "2024-05-01"),
        ("2024. gada 1. jūnijs", "2024-06-01"),
        ("2024. gada 1. julijs", "2024-07-01"),
        ("2024. gada 29. februārī", "2024-02-29"),
        ("2024. gada novembris", "2024-11"),
        ("2025. gada februāris", "2025-02"),
        ("februāris 2025", "2025-02"),
        ("02.2025", "2025-02"),
        ("2/2025", "2025-02"),
        ("2025. gads", "2025"),
        ("2025. g.", "2025"),
        ("2025.", "2025"),
    ],
)
def test_other_writings_are_read_with_a_notice(written: str, iso: str) -> None:
    parsed = parse(written, DATE)
    assert isinstance(parsed, Ok)
    assert (parsed.value.iso, parsed.notice) == (iso, "date_normalised")
    # A whole date is advised in the form that every other message advises, and what is advised is read as it stands.
    year, *rest = iso.split("-")
    advised = dict(parsed.args)["value"]
    assert advised == (".".join([*reversed(rest), year]) if len(rest) == 2 else iso)
    assert parse(advised, DATE) == Ok(parsed.value)


@pytest.mark.parametrize(("written", "value"), [("2025-02", PartialDate(2025, 2)), ("2025", PartialDate(2025))])
def test_a_month_or_year_keeps_its_precision(written: str, value: PartialDate) -> None:
    assert outcome(written, DATE) == (value, None)
    assert value.last == (date(2025, 2, 28) if value.month else date(2025, 12, 31))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2024. gada novembris", "day_needed_month"),
        ("2024-11", "day_needed_month"),
        ("11.2024", "day_needed_month"),
        ("2024", "day_needed_year"),
        ("2024. gads", "day_needed_year"),
    ],
)
def test_where_a_day_is_needed_less_is_refused_by_name(written: str, code: str) -> None:
    assert outcome(written, DAY) == (code, "bad")


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2028. gada I ceturksnis", "2028-03"),
        ("2028. gada 4. ceturksnis", "2028-12"),
        ("II cet. 2028", "2028-06"),
        ("trešais ceturksnis, 2028", "2028-09"),
        ("2028 Q1", "2028-03"),
        ("Q2/2028", "2028-06"),
        ("3Q 2028", "2028-09"),
        ("2028-Q4", "2028-12"),
        ("2028. gada pirmais pusgads", "2028-06"),
        ("2. pusgads 2028", "2028-12"),
        ("H1 2028", "2028-06"),
    ],
)
def test_a_part_of_a_year_is_refused_with_the_month_and_year_to_write(written: str, month: str) -> None:
    assert parse(written, DATE) == Bad("date_period", (("month", month), ("year", "2028")))
    assert outcome(written, DAY) == ("not_a_date", "bad")


@pytest.mark.parametrize("written", ["nav", "bez termiņa", "pastāvīgi", "2028. gada beigas", "Q5 2028", "ceturtdiena"])
def test_what_is_no_date_is_told_what_may_stand_in_its_column(written: str) -> None:
    needed = BY_CODE["calendar"].by_name["start"]
    assert [dict(parse(written, column).args) for column in (DATE, needed, DAY)] == [
        {"may": "date_or_nothing"}, {"may": "date"}, {"may": "day"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31.02.2026", "impossible_date"),
        ("29.02.2023.", "impossible_date"),
        ("12/31/2024", "impossible_date"),
        ("2024-13-01", "impossible_date"),
        ("2024-13", "impossible_date"),
        ("0.12.2024.", "impossible_date"),
        ("2024-00", "impossible_date"),
        ("2024-12-00", "impossible_date"),
        ("0000", "impossible_date"),
        ("2024. gada 31. novembris", "impossible_date"),
        ("30.06.2205.", "date_out_of_range"),
        ("1899-12-30", "date_out_of_range"),
        ("07.11.24", "not_a_date"),
        ("07.11.24.", "not_a_date"),
        ("7. novembris", "not_a_date"),
        ("2024. gada 7.", "not_a_date"),
        ("2024. gada pavasaris", "not_a_date"),
        ("7. smurfs 2024", "not_a_date"),
        ("45603", "not_a_date"),
        ("drīzumā", "not_a_date"),
        ("07.11.2024.–08.11.2024.", "date_several"),
        ("2024-11-07T13:00", "not_a_date"),
        ("November 7, 2024", "not_a_date"),
    ],
)
def test_what_is_no_date_is_refused(written: str, code: str) -> None:
    assert outcome(written, DATE) == (code, "bad")


@pytest.mark.parametrize(
    ("raw", "value", "notice"),
    [
        (typed(CellKind.DATE, "2024-11-07", "07.11.2024."), date(2024, 11, 7), None),
        (typed(CellKind.DATE, "2024-11-07T13:00:00", "07.11.2024. 13:00"), date(2024, 11, 7), None),
        (typed(CellKind.NUMBER, 45603.0, "45603"), date(2024, 11, 7), "date_normalised"),
        (typed(CellKind.NUMBER, 45603, "45603"), date(2024, 11, 7), "date_normalised"),
        (typed(CellKind.NUMBER, 2024.0, "2024"), "day_needed_year", "bad"),
        (typed(CellKind.NUMBER, 45603.5, "45603.5"), "not_a_date", "bad"),
        (typed(CellKind.NUMBER, 7.0, "7"), "not_a_date", "bad"),
        (typed(CellKind.NUMBER, 72686.0, "72686"), "date_out_of_range", "bad"),
        (typed(CellKind.DATE, "1899-12-30", "30.12.1899."), "date_out_of_range", "bad"),
        (typed(CellKind.FLAG, True, "PATIESS"), "not_a_date", "bad"),
        (typed(CellKind.ERROR, None, "#VALUE!"), "formula_error", "bad"),
        (typed(CellKind.NOT_CALCULATED, None, "=TODAY()"), "formula_not_calculated", "bad"),
    ],
)
def test_typed_dates_and_serial_numbers(raw: TypedCell, value: Any, notice: str | None) -> None:
    assert outcome(raw, DAY) == (value, notice)


def test_a_typed_year_is_a_year() -> None:
    assert outcome(typed(CellKind.NUMBER, 2025.0, "2025"), DATE) == (PartialDate(2025), None)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("13:00", time(13)),
        ("13.00", time(13)),
        ("plkst. 13.30", time(13, 30)),
        ("9:05", time(9, 5)),
        ("13:00:00", time(13)),
        (typed(CellKind.TIME, "13:00"), time(13)),
        (typed(CellKind.NUMBER, 0.5625, "0.5625"), time(13, 30)),
        ("24:00", "not_a_time"),
        ("13:60", "not_a_time"),
        ("pēcpusdienā", "not_a_time"),
        (typed(CellKind.NUMBER, 13.5, "13.5"), "not_a_time"),
    ],
)
def test_times(raw: RawCell, value: Any) -> None:
    assert outcome(raw, TIME)[0] == value


# Numbers


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("31,5", 31.5),
        ("0,5", 0.5),
        ("31.5", 31.5),
        ("1 234,50", 1234.5),
        (f"1{NBSP}234,50", 1234.5),
        (f"1{NARROW}234{NARROW}567,5", 1234567.5),
        ("1234567", 1234567.0),
        ("0.123", 0.123),
        ("1234.567", 1234.567),
        ("+7", 7.0),
        ("007", 7.0),
    ],
)
def test_numbers_are_read_the_latvian_way(written: str, value: float) -> None:
    assert outcome(written, EURO) == (value, None)


@pytest.mark.parametrize(
    ("written", "value", "notice"),
    [
        ("1.234,50", 1234.5, "number_points"),
        ("1.234.567", 1234567.0, "number_points"),
        ("1,234.50", 1234.5, "number_commas"),
        ("1,234,567", 1234567.0, "number_commas"),
        ("90 000 EUR", 90000.0, "number_unit_dropped"),
        ("90 000 €", 90000.0, "number_unit_dropped"),
        ("90 000 eiro", 90000.0, "number_unit_dropped"),
    ],
)
def test_other_styles_are_read_with_a_notice(written: str, value: float, notice: str) -> None:
    assert outcome(written, EURO) == (value, notice)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("120.000,00", "120 000,00"),
        ("1.234.567", "1 234 567"),
        ("12,500.00", "12 500,00"),
        ("-1,234,567", "-1 234 567"),
        ("2,234,567.5", "2 234 567,5"),
    ],
)
def test_the_notice_says_what_to_write_instead(written: str, said: str) -> None:
    column = replace(EURO, low=-1e9)
    read = parse(written, column)
    assert isinstance(read, Ok)
    assert dict(read.args)["value"] == said
    assert parse(said, column) == Ok(read.value)


@pytest.mark.parametrize(
    ("written", "col", "code"),
    [
        ("~45", EURO, "not_a_number"),
        ("45 gab.", EURO, "not_a_number"),
        ("ap 45", EURO, "not_a_number"),
        ("45-50", EURO, "not_a_number"),
        ("12E3", EURO, "not_a_number"),
        ("1 23,5", EURO, "not_a_number"),
        ("1,2,3", EURO, "not_a_number"),
        ("%", SHARE, "not_a_number"),
        ("Infinity", EURO, "not_a_number"),
        ("-5", EURO, "number_out_of_range"),
        ("10 000 000 001", EURO, "number_out_of_range"),
        ("100,1", SHARE, "number_out_of_range"),
        ("1.234", EURO, "number_ambiguous"),
        ("591.882", PEOPLE, "number_ambiguous"),
        ("1.234", AREA, "number_ambiguous"),
        ("90,000", EURO, "number_ambiguous"),
        ("90,000 EUR", EURO, "number_ambiguous"),
        ("49,997", PEOPLE, "number_ambiguous"),
        ("591 882,5", PEOPLE, "not_whole"),
        ("45 EUR", PEOPLE, "not_a_number"),
        ("#DIV/0!", EURO, "formula_error"),
        (" #N/A ", EURO, "formula_error"),
        ("#####", EURO, "formula_error"),
        ("Err:502", EURO, "formula_error"),
        ("Kļūda:502", EURO, "formula_error"),
        ("Loading...", EURO, "cell_loading"),
        ("Notiek ielāde…", EURO, "cell_loading"),
    ],
)
def test_what_is_no_sure_number_is_refused(written: str, col: Column, code: str) -> None:
    assert outcome(written, col) == (code, "bad")


@pytest.mark.parametrize(
    ("written", "col", "value"),
    [
        *(("56.946", LATITUDE, 56.946), ("2.023", YEAR, 2023), ("24.500", SHARE, 24.5), ("304.123", AREA, 304.123)),
        *(("56,946", LATITUDE, 56.946), ("2,023", YEAR, 2023), ("24,500", SHARE, 24.5), ("304,123", AREA, 304.123)),
    ],
)
def test_a_mark_before_three_digits_is_read_where_only_one_reading_fits(
    written: str, col: Column, value: float
) -> None:
    assert outcome(written, col) == (value, None)


@pytest.mark.parametrize(
    ("written", "whole", "decimal"),
    [
        ("90,000", "90 000", "90"),
        ("30.500", "30 500", "30,5"),
        ("1,234", "1 234", "1,2340"),
        ("2.050", "2 050", "2,05"),
    ],
)
def test_the_cures_of_a_doubtful_number_are_read_without_a_word(written: str, whole: str, decimal: str) -> None:
    refused = parse(written, EURO)
    assert isinstance(refused, Bad)
    assert dict(refused.args) == {"whole": whole, "decimal": decimal}
    digits = written.replace(",", ".")
    assert outcome(whole, EURO) == (float(digits.replace(".", "")), None)
    assert outcome(decimal, EURO) == (float(digits), None)


@pytest.mark.parametrize("minus", ["-", "−", "–"])
def test_every_minus_is_a_minus(minus: str) -> None:
    assert outcome(f"{minus}5", SHARE) == (-5.0, None)
    assert outcome(f"{minus} 1,5", SHARE) == (-1.5, None)


@pytest.mark.parametrize("written", ["n/a", "N/A", "nav datu", "Nav datu", "-", "–", "?", "…", "unknown", "nav zināms"])
def test_words_for_nothing_known_are_read_as_empty(written: str) -> None:
    for col in (EURO, DATE, STATUS, LINK, FLAG):
        assert outcome(written, col) == (None, "read_as_empty")
    assert outcome(written, column("updates", "confidence")) == (Confidence.HIGH, "read_as_default")


@pytest.mark.parametrize("blank", ["", " ", f"{NBSP}{ZERO_WIDTH}", "\n"])
def test_blank_cells_are_empty_without_a_word(blank: str) -> None:
    for col in (EURO, DATE, DAY, STATUS, LINK, FLAG, TEXT, TIME):
        assert outcome(blank, col) == (None, None)
    for col in (LIST, MEASURES):
        assert outcome(blank, col) == ((), None)


@pytest.mark.parametrize(
    ("raw", "col", "value", "notice"),
    [
        (typed(CellKind.NUMBER, 1234.5), EURO, 1234.5, None),
        (typed(CellKind.NUMBER, 0.1 + 0.2), EURO, 0.3, None),
        (typed(CellKind.NUMBER, 2023.0), YEAR, 2023, None),
        (typed(CellKind.PERCENT, 50, "50 %"), SHARE, 50.0, None),
        (typed(CellKind.PERCENT, 0.5, "0.5 %"), SHARE, 0.5, None),
        (typed(CellKind.PERCENT, 50, "50 %"), EURO, 50.0, "number_unit_dropped"),
        (typed(CellKind.NUMBER, float("nan")), EURO, None, "read_as_empty"),
        (typed(CellKind.NUMBER, float("inf")), EURO, "not_a_number", "bad"),
        (typed(CellKind.NUMBER, 10**400), EURO, "number_out_of_range", "bad"),
        (typed(CellKind.NUMBER, 2.5), PEOPLE, "not_whole", "bad"),
        (typed(CellKind.DATE, "2024-01-05", "05.01.2024."), EURO, "not_a_number", "bad"),
        (typed(CellKind.FLAG, True, "PATIESS"), EURO, "not_a_number", "bad"),
    ],
)
def test_typed_numbers(raw: TypedCell, col: Column, value: Any, notice: str | None) -> None:
    assert outcome(raw, col) == (value, notice)


@pytest.mark.parametrize(
    ("written", "value", "notice"),
    [("50 %", 50.0, None), ("50%", 50.0, None), ("0,5", 0.5, None), ("0,5 %", 0.5, None)],
)
def test_the_unit_beside_a_share_settles_what_it_means(written: str, value: float, notice: str | None) -> None:
    assert outcome(written, SHARE) == (value, notice)


# Closed words, yes and no


@pytest.mark.parametrize("word", STATUS_WORDS)
def test_the_closed_words_of_the_status_are_read_as_they_stand(word: str) -> None:
    assert outcome(word, STATUS) == (STATUS_WORDS[word], None)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("izpildīts", Status.DONE),
        ("IZPILDITS", Status.DONE),
        ("pabeigts", Status.DONE),
        ("Gatavs!", Status.DONE),
        ("OK", Status.DONE),
        ("✅", Status.DONE),
        ("100%", Status.DONE),
        (typed(CellKind.PERCENT, 100, "100 %"), Status.DONE),
        ("darbībā", Status.UNDER_WAY),
        ("procesa", Status.UNDER_WAY),
        ("tiek istenots", Status.UNDER_WAY),
        ("Tiek īstenots.", Status.UNDER_WAY),
        ("daļēji izpildīts", Status.PARTLY_DONE),
        ("nav uzsakts", Status.NOT_STARTED),
        ("Nav  izpildīts", Status.NOT_DONE),
        ("apturēts", Status.STOPPED),
        ("bez izmainam", Status.UNCHANGED),
        ("pastāvīgi", Status.ONGOING),
    ],
)
def test_other_words_for_a_status_are_read_with_a_notice(written: RawCell, status: Status) -> None:
    value, notice = outcome(written, STATUS)
    assert value is status
    assert notice == "word_normalised" or tidy(str(written)) in STATUS_WORDS


def test_every_synonym_leads_to_a_closed_word() -> None:
    for other, word in STATUS_SYNONYMS.items():
        assert outcome(other, STATUS)[0] is STATUS_WORDS[word]


def test_an_unknown_word_is_refused_with_the_nearest_one() -> None:
    near = parse("Izpildīc", STATUS)
    assert isinstance(near, Bad)
    assert (near.code, dict(near.args)["near"]) == ("unknown_word_near", "Izpildīts")
    far = parse("Zaļš", STATUS)
    assert isinstance(far, Bad)
    assert far.code == "unknown_word"
    assert all(word in dict(far.args)["allowed"] for word in STATUS_WORDS)


def test_an_empty_cell_takes_the_default_of_its_column() -> None:
    assert outcome("", column("updates", "assessor")) == (Assessor.INSTITUTION, None)
    assert outcome("", column("updates", "confidence")) == (Confidence.HIGH, None)
    assert outcome("%", column("trust", "unit")) == (Unit.PERCENT, None)


def test_an_answer_keeps_a_band_s_own_word_for_later() -> None:
    answer = column("indicator_values", "answer")
    assert outcome("nav ziņu", answer) == (Answer.NOT_REPORTED, None)
    assert outcome("nē", answer) == (Answer.NO, "word_normalised")
    assert outcome("vidēji augsta", answer) == ("vidēji augsta", None)


@pytest.mark.parametrize(
    ("raw", "value", "notice"),
    [
        ("jā", True, None),
        ("nē", False, None),
        ("Jā", True, "word_normalised"),
        ("ja", True, "word_normalised"),
        ("✓", True, "word_normalised"),
        ("x", True, "word_normalised"),
        ("TRUE", True, "word_normalised"),
        ("PATIESS", True, "word_normalised"),
        ("APLAMS", False, "word_normalised"),
        ("0", False, "word_normalised"),
        (typed(CellKind.FLAG, True, "PATIESS"), True, None),
        (typed(CellKind.FLAG, False, "APLAMS"), False, None),
        ("varbūt", "not_yes_no", "bad"),
        ("2", "not_yes_no", "bad"),
    ],
)
def test_yes_and_no(raw: RawCell, value: Any, notice: str | None) -> None:
    assert outcome(raw, FLAG) == (value, notice)


# Links


@pytest.mark.parametrize(
    ("written", "value", "notice"),
    [
        ("https://likumi.lv/ta/id/329905", "https://likumi.lv/ta/id/329905", None),
        ("http://www.mk.gov.lv/lv/29123456", "http://www.mk.gov.lv/lv/29123456", None),
        (" https://likumi.lv ", "https://likumi.lv", None),
        ("likumi.lv/ta/id/329905", "https://likumi.lv/ta/id/329905", "link_scheme_added"),
        ("www.mk.gov.lv", "https://www.mk.gov.lv", "link_scheme_added"),
        ("javascript:alert(1)", "link_scheme", "bad"),
        ("JavaScript:alert(1)", "link_scheme", "bad"),
        ("data:text/html,x", "link_scheme", "bad"),
        ("ftp://mk.gov.lv/x", "link_scheme", "bad"),
        ("mailto:anna@mk.gov.lv", "link_scheme", "bad"),
        ("file:///etc/passwd", "link_scheme", "bad"),
        ("https://", "not_a_link", "bad"),
        ("https://mk.gov.lv/divi vārdi", "not_a_link", "bad"),
        ("https://mk.gov.lv; https://likumi.lv", "not_a_link", "bad"),
        ("https://mk.gov.lv/?no=anna@mk.gov.lv", "not_a_link", "bad"),
        ("mk.gov.lv/?no=anna@mk.gov.lv", "not_a_link", "bad"),
        ("skat. tīmekļvietnē", "not_a_link", "bad"),
    ],
)
def test_links(written: str, value: str, notice: str | None) -> None:
    assert outcome(written, LINK) == (value, notice)


@pytest.mark.parametrize(
    "written", ["javascript:alert(1)", "Skat. data:text/html;base64,x", "vbscript:x", "ftp://x.lv"]
)
def test_no_text_carries_an_address_of_another_scheme(written: str) -> None:
    assert outcome(written, TEXT) == ("link_scheme", "bad")


# Text and lists


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("  divi   vārdi ", "divi vārdi"),
        (f"divi{NBSP}vārdi", "divi vārdi"),
        (f"Rī{ZERO_WIDTH}ga", "Rīga"),
        ("Ri\u0304ga", "Rīga"),
        ("viens\r\n\r\n divi", "viens\ndivi"),
        ("viens\x0bdivi", "viens\ndivi"),
        ("viens\u2028divi", "viens\ndivi"),
        ("a\tb", "a b"),
        ("„Pareizie kursi” 🎉 – “x”", "„Pareizie kursi” 🎉 – “x”"),
        ("=1+1", "=1+1"),
        ("'=1+1", "=1+1"),
        ("'-5 grādi", "-5 grādi"),
        ("'citāts'", "'citāts'"),
    ],
)
def test_text_is_tidied_without_a_word(written: str, value: str) -> None:
    assert outcome(written, TEXT) == (value, None)


def test_a_title_has_one_line_and_a_dash_is_no_text() -> None:
    assert outcome("viens\ndivi", TITLE) == ("viens divi", None)
    assert outcome("–", TEXT) == (None, None)
    assert outcome("nav datu", TEXT) == ("nav datu", None)


def test_text_over_the_limit_is_refused() -> None:
    assert outcome("a" * 2000, TEXT) == ("a" * 2000, None)
    parsed = parse("a" * 2001, TEXT)
    assert parsed == Bad("text_too_long", (("length", "2001"), ("limit", "2000")))
    assert outcome(" " * 3000 + "a", TEXT) == ("a", None)


def test_lists_part_at_semicolons() -> None:
    assert outcome("viens; divi ;; trīs;", LIST) == (("viens", "divi", "trīs"), None)
    assert outcome("P5-1.1;P5-1.2; P5-1.1", MEASURES) == (("P5-1.1", "P5-1.2"), None)
    assert outcome("3.5.; 6.", MEASURES) == (("3.5", "6"), None)
    assert outcome("viens; –; ", LIST) == (("viens",), None)
    assert outcome("viens; #REF!", LIST) == outcome("3.5; #REF!", MEASURES) == ("formula_error", "bad")
    assert outcome("P5-1.1\nP5-1.2", MEASURES) == (("P5-1.1 P5-1.2",), None)


# Identifiers


@pytest.mark.parametrize(
    ("raw", "name", "value", "notice"),
    [
        (" P5-3.5 ", "id", "P5-3.5", None),
        ("3,5", "number", "3.5", "id_normalised"),
        ("3.5.", "number", "3.5", "id_normalised"),
        ("1.n2.", "number", "1.n2", "id_normalised"),
        ("2.", "number", "2", "id_normalised"),
        (typed(CellKind.NUMBER, 3.5, "3.5"), "number", "3.5", None),
        (typed(CellKind.DATE, "2026-05-03", "03.05.2026."), "number", "id_became_date", "bad"),
        ("anna.ozola@mk.gov.lv", "id", "not_an_id", "bad"),
        ("29123456", "id", "not_an_id", "bad"),
        ("x" * 201, "id", "not_an_id", "bad"),
        ("–", "number", None, None),
    ],
)
def test_identifiers(raw: RawCell, name: str, value: Any, notice: str | None) -> None:
    assert outcome(raw, column("measures", name)) == (value, notice)


@pytest.mark.parametrize(
    ("raw", "value", "notice"),
    [
        ("2024-11-07", "2024-11-07", None),
        ("2024-11-07-2", "2024-11-07-2", None),
        ("07.11.2024.", "2024-11-07", "id_normalised"),
        ("2024. gada 7. novembris", "2024-11-07", "id_normalised"),
        (typed(CellKind.DATE, "2024-11-07", "07.11.2024."), "2024-11-07", None),
        ("2024-11", "meeting_id_form", "bad"),
        ("2024-13-41", "meeting_id_form", "bad"),
        ("S-12", "meeting_id_form", "bad"),
    ],
)
def test_a_meeting_is_known_by_its_day(raw: RawCell, value: str, notice: str | None) -> None:
    assert outcome(raw, column("meetings", "id")) == (value, notice)


# Personal data


@pytest.mark.parametrize(
    "private",
    [
        "anna.ozola@mk.gov.lv",
        "anna.ozola+atskaite@mk.gov.lv",
        "Anna.Ozola@MK.GOV.LV",
        "+371 67082800",
        "+37167082800",
        "+371 6708 2800",
        "+371 67 082 800",
        "(+371) 67082800",
        "00371 67082800",
        "67082800",
        "29123456",
        "29-123-456",
        "tālr. 67 082 800",
        "tālr.: 67082800",
        "Tālrunis 6708-2800",
        "tel. 67082800",
        "mob. 29 123 456",
        "120385-12345",
        "12038512345",
        "321234-56789",
        "32123456789",
    ],
)
def test_personal_data_are_removed_from_text(private: str) -> None:
    parsed = parse(f"Jautāt kolēģei, {private}, par 3.5. pasākumu (2024).", TEXT)
    assert isinstance(parsed, Ok)
    assert parsed.notice == "personal_data_removed"
    assert not any(part in parsed.value for part in ("@", "67", "70", "29", "85", "56"))
    assert parsed.value.startswith("Jautāt kolēģei, ")
    assert parsed.value.endswith(", par 3.5. pasākumu (2024).")
    assert private not in shown(f"Jautāt: {private}")


@pytest.mark.parametrize(
    "public",
    [
        "reģistrācijas Nr. 40003053670",
        "25 000 000 EUR",
        "25000000 EUR",
        "25000000 eiro",
        "90 000; 117 000; 95 000",
        "https://likumi.lv/ta/id/29123456-par-planu",
        "https://tapportals.mk.gov.lv/annotation/67082800",
        "https://www.mk.gov.lv/lv/media/12038512345/download",
        "rīkojums Nr. 78, 10.02.2022.",
        "noteikumi Nr. 639 (23-TA-1199), 15.10.2024.",
        "2022.–2025. gads",
        "2022-2025, 2026-2029",
        "591882 iedzīvotāji",
        "ISBN 978-9984-12-345-6",
        "@valstskanceleja",
        "LV90TREL2210000000000",
    ],
)
def test_numbers_that_are_no_personal_data_stay(public: str) -> None:
    assert redact(public) == public
    assert outcome(public, TEXT) == (public, None)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("īss", "īss"),
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 59 + "…"),
        ("divas\nrindas", "divas rindas"),
        (f"{'a' * 55} anna.ozola@mk.gov.lv", f"{'a' * 55} […]"),
        (typed(CellKind.NUMBER, 29123456.0, "29123456"), "[…]"),
    ],
)
def test_what_stood_there_is_shown_short_and_without_personal_data(raw: RawCell, expected: str) -> None:
    assert shown(raw) == expected


@pytest.mark.parametrize("unit", ["a", "a.", "a-", "a+", "ā", "a.b-", "1", "-"])
@pytest.mark.parametrize("end", ["@", "@a", "@-.", "", "@a..lv"])
def test_a_run_that_is_no_address_is_read_once_however_long(unit: str, end: str) -> None:
    """Tried by the square, each of these takes an hour; nothing else in the process runs meanwhile."""
    text = unit * (1_000_000 // len(unit)) + end
    assert redact(text) == text


@pytest.mark.parametrize("before", ["", "a", "a.", " ", "@", "..", "b@", "c@d"])
def test_an_address_is_found_behind_whatever_stands_before_it(before: str) -> None:
    assert "anna@mk" not in redact(f"{before} anna@mk.gov.lv")
    assert "mk.gov.lv" not in redact(f"{before}anna@mk.gov.lv.")


def test_what_is_longer_than_a_cell_may_be_is_not_read_to_its_end() -> None:
    assert shown("a" * MAX_TEXT + " anna.ozola@mk.gov.lv") == "a" * 59 + "…"
    assert shown("a" * 10_000_000 + "@") == "a" * 59 + "…"
    assert shown("anna@mk.lv " + "b" * 3_000, free=False) == "[…]"
    assert shown("a" * 1_990 + "@mk.lv" + " b" * 30) == "[…] b b…"
