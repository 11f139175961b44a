"""One bad file per fault: each gives exactly its issue at its cell, and every issue code has one.

tests/faults/ holds a folder per code with the CSV files that differ from the valid ones in tests/faults/base;
what no small file can show is made by tests/faults/made.py.
"""

import re
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from data import live
from data.contract.tables import TABLES
from data.intake.issues import SEVERITIES, TEXTS, describe
from data.live import source_issue
from data.model import Issue, Severity
from data.sources import SourceError
from data.words import Language, words
from tests.faults.made import MADE
from tests.helpers import FAULTS

FOLDERS = {path.name for path in FAULTS.iterdir() if path.is_dir() and path.name not in ("base", "__pycache__")}


class Found(NamedTuple):
    """What a fault gives: the place, how far it reaches, what stood there, and how many rows of the tab still stand."""

    tab: str | None
    row: int | None
    column: str | None
    cell: str | None
    severity: str
    shown: str | None
    stands: int | None


TODAY = date(2026, 11, 26)
UPDATES, MEASURES, FUNDING = "updates", "measures", "funding"

EXPECTED: dict[str, list[Found]] = {
    # noted only
    "read_as_empty": [Found("trust", 2, "Saite", "P2", "notice", "n/a", 2)],
    "read_as_default": [Found("trust", 2, "Ticamība", "R2", "notice", "n/a", 2)],
    "date_normalised": [Found(UPDATES, 2, "Datums", "B2", "notice", "2024. gada 15. oktobris", 3)],
    "word_normalised": [Found(UPDATES, 2, "Izpildes statuss", "D2", "notice", "procesā", 3)],
    "id_normalised": [Found(UPDATES, 2, "Pasākums", "A2", "notice", "1,2", 3)],
    "link_scheme_added": [Found("trust", 3, "Saite", "P3", "notice", "www.oecd.org/trust", 2)],
    "number_points": [Found(FUNDING, 2, "Summa EUR", "D2", "notice", "90.000,00", 2)],
    "number_commas": [Found(FUNDING, 2, "Summa EUR", "D2", "notice", "90,000.00", 2)],
    "link_unread": [Found("Izpildes gaita", 2, "Paveiktais", "E2", "notice", "Sagatavots projekts.", 3)],
    "share_fraction": [Found("trust", 4, "Vērtība", "I4", "notice", "0,38", 4)],
    "number_unit_dropped": [Found(FUNDING, 2, "Summa EUR", "D2", "notice", "90 000 EUR", 2)],
    "personal_data_removed": [
        Found(UPDATES, 2, "Paveiktais", "E2", "notice", "Sagatavots projekts; jautāt: […] vai […].", 3)
    ],
    "code_zeros_added": [Found("indicator_values", 2, "Pašvaldība", "A2", "notice", "1000", 3)],
    "municipality_former": [Found("indicator_values", 4, "Pašvaldība", "A4", "notice", "Cesvaines novads", 3)],
    "municipality_ended": [Found("indicator_values", 5, "Pašvaldība", "A5", "notice", "0055000", 4)],
    "value_superseded": [Found("indicator_values", 2, "Avota datums", "K2", "notice", "2025-01-29", 6)],
    "number_without_answer": [Found("indicator_values", 2, "Skaitlis", "G2", "notice", "15", 3)],
    "merged_filled": [Found("Pasākumi", 2, "Atbildīgā institūcija", "I2", "notice", "VK; VAS", 5)],
    "rows_above_header": [Found(UPDATES, None, None, None, "notice", None, 3)],
    "header_repeated": [Found(UPDATES, 3, None, None, "notice", None, 3)],
    "totals_row": [Found(FUNDING, 4, None, "A4", "notice", "Kopā:", 2)],
    "hidden_rows": [Found("Pasākumi", None, None, None, "notice", None, 5)],
    "filtered_rows": [Found("Pasākumi", None, None, None, "notice", None, 5)],
    "rows_repeated": [Found(UPDATES, 3, "Pasākums", "A3", "notice", "P5-1.2 · 2024-10-16 · publiski avoti", 3)],
    "report_to_come": [Found(UPDATES, 2, "Datums", "B2", "notice", "2027-03-01", 3)],
    "day_to_come": [Found("indicator_values", 2, "Avota datums", "K2", "notice", "2027-02", 3)],
    "day_before_plan": [Found(UPDATES, 2, "Datums", "B2", "notice", "2021-10-15", 3)],
    "day_long_past": [Found("meetings", 4, "Datums", "C4", "notice", "2016-05-05", 3)],
    "day_far_ahead": [Found("meetings", 4, "Datums", "C4", "notice", "2036-05-05", 3)],
    "deadline_before_report": [Found(UPDATES, 2, "Jauns termiņš", "H2", "notice", "2024-06", 3)],
    "deadline_far": [Found(MEASURES, 3, "Termiņš", "M3", "notice", "2033", 5)],
    "due_before_meeting": [Found("decisions", 2, "Termiņš", "E2", "notice", "2024-03", 1)],
    "due_far": [Found("decisions", 2, "Termiņš", "E2", "notice", "2035-03-01", 1)],
    "column_alias": [Found(MEASURES, 1, "Nr.", "C1", "notice", "Numurs", 5)],
    "column_unknown": [Found(UPDATES, 1, None, "L1", "notice", "Saziņai", 3)],
    "ties_by_id": [Found("indicators", None, "Pasākumi", None, "notice", None, 4)],
    "measure_read_as": [Found(UPDATES, 2, "Pasākums", "A2", "notice", "1.1", 3)],
    "plans_in_force": [
        Found("plans", 2, "Statuss", "D2", "notice", "spēkā", 2),
        Found("plans", 3, "Statuss", "D3", "notice", "spēkā", 2),
    ],
    "column_missing_optional": [Found("trust", None, "Piezīme", None, "notice", None, 2)],
    "tab_alias": [Found("INSTITŪCIJAS", None, None, None, "notice", "INSTITŪCIJAS", 3)],
    "tab_unknown": [Found("Piezīmes", None, None, None, "notice", "Piezīmes", None)],
    "tab_copy": [Found("Pasākumi (2)", None, None, None, "notice", "Pasākumi (2)", None)],
    "report_says_nothing": [Found(UPDATES, 5, "Izpildes statuss", "D5", "notice", "", 4)],
    "tab_from_embedded": [Found("Uzticēšanās", None, None, None, "notice", None, None)],
    "encoding_cp1257": [Found("institutions", None, None, None, "notice", None, 3)],
    "done_without_evidence": [Found(UPDATES, 3, "Pierādījums", "I3", "notice", "", 3)],
    "agenda_missing": [Found("meetings", 4, "ID", "A4", "notice", "2025-05-05", 3)],
    "agenda_long": [Found("agenda", 2, "Sēde", "A2", "notice", "2024-11-07", 60)],
    "address_unknown": [Found("agenda", 2, "Dašborda lapa", "E2", "notice", "/pasakums?pasakums=1.1", 1)],
    "heading_long": [
        Found(
            "agenda",
            2,
            "Jautājums",
            "C2",
            "notice",
            f"{'Ļoti garš jautājums, kam beigu nav. '}Ļoti garš jautājums, ka…",
            1,
        )
    ],
    "meeting_id_date": [Found("meetings", 2, "ID", "A2", "notice", "2024-11-07", 2)],
    # a cell refused, the row is valid
    "formula_error": [Found(FUNDING, 2, "Summa EUR", "D2", "rejected", "#REF!", 2)],
    "formula_not_calculated": [Found("Finansējums", 2, "Summa EUR", "D2", "rejected", "=45000*2", 2)],
    "cell_loading": [Found(UPDATES, 2, "Paveiktais", "E2", "rejected", "Notiek ielāde…", 3)],
    "text_too_long": [Found(UPDATES, 2, "Paveiktais", "E2", "rejected", f"{'Ļoti gari. ' * 5}Ļoti…", 3)],
    "link_scheme": [Found("trust", 3, "Saite", "P3", "rejected", "javascript:alert(1)", 2)],
    "not_a_link": [Found("plans", 2, "Saite", "I2", "rejected", "likumi lv", 2)],
    "unknown_word": [Found(UPDATES, 2, "Izpildes statuss", "D2", "rejected", "Zaļš", 3)],
    "unknown_word_near": [Found(UPDATES, 2, "Izpildes statuss", "D2", "rejected", "Tiek istenot", 3)],
    "not_yes_no": [Found("commitments", 2, "IRM daudzsološa", "J2", "rejected", "varbūt", 3)],
    "not_a_date": [Found("calendar", 2, "Līdz", "B2", "rejected", "drīzumā", 2)],
    "date_period": [Found(MEASURES, 3, "Termiņš", "M3", "rejected", "2024. gada 3. ceturksnis", 5)],
    "date_several": [Found(MEASURES, 3, "Termiņš", "M3", "rejected", "2024/2025", 5)],
    "one_word_only": [Found(UPDATES, 2, "Izpildes statuss", "D2", "rejected", "Tiek īstenots, Nav uzsākts", 3)],
    "one_only": [Found(UPDATES, 2, "Sniedza", "J2", "rejected", "VK; VARAM", 3)],
    "list_parted": [Found(MEASURES, 2, "Atbildīgā institūcija", "I2", "rejected", "VK, VARAM", 5)],
    "number_or_list": [Found("focus", 2, "Pasākumi vai apņemšanās", "E2", "rejected", "1,2", 1)],
    "required_unsaid": [Found(FUNDING, 2, "Veids", "E2", "rejected", "?", 2)],
    "impossible_date": [Found("calendar", 2, "Līdz", "B2", "rejected", "31.02.2026", 2)],
    "date_out_of_range": [Found(UPDATES, 4, "Jauns termiņš", "H4", "rejected", "2205-06-30", 3)],
    "not_a_time": [Found("meetings", 2, "Sākums", "D2", "rejected", "pēcpusdienā", 2)],
    "not_a_number": [Found(FUNDING, 2, "Summa EUR", "D2", "rejected", "~45", 2)],
    "number_ambiguous": [Found(FUNDING, 3, "Summa EUR", "D3", "rejected", "30.500", 2)],
    "number_style_mixed": [
        Found(FUNDING, 2, "Summa EUR", "D2", "rejected", "90.000,00", 2),
        Found(FUNDING, 3, "Summa EUR", "D3", "rejected", "30,000.50", 2),
    ],
    "number_out_of_range": [Found("trust", 2, "Vērtība", "I2", "rejected", "245", 2)],
    "coordinates_swapped": [Found("municipalities", 2, "Platums", "Q2", "rejected", "24.1224", 5)],
    "not_whole": [Found("municipalities", 2, "Iedzīvotāji", "K2", "rejected", "591882,5", 5)],
    "merged_cells": [Found("Izpildes gaita", 4, "Paveiktais", "E4", "rejected", "Budžets ir 20 pašvaldībās.", 3)],
    "required_missing": [Found(MEASURES, 3, "Nosaukums", "G3", "rejected", "", 5)],
    "reference_unknown": [
        Found("commitments", 3, "Atbildīgās institūcijas", "F3", "rejected", "VK; Kultūras ministrija", 3)
    ],
    "measure_unsure": [Found(UPDATES, 2, "Pasākums", "A2", "rejected", "1.1", 2)],
    "parent_itself": [Found(MEASURES, 5, "Ietilpst pasākumā", "F5", "rejected", "P5-6.3a", 5)],
    "parent_other_plan": [Found(MEASURES, 5, "Ietilpst pasākumā", "F5", "rejected", "P6-1.1", 5)],
    "parent_of_parent": [Found(MEASURES, 3, "Ietilpst pasākumā", "F3", "rejected", "P5-6.3a", 5)],
    "stopped_without_reason": [Found(UPDATES, 2, "Izpildes statuss", "D2", "rejected", "Pārtraukts", 3)],
    "status_before_end": [Found(UPDATES, 4, "Izpildes statuss", "D4", "rejected", "Izpildīts daļēji", 3)],
    "dates_out_of_order": [Found(MEASURES, 3, "Termiņš", "M3", "rejected", "2021-12-31", 5)],
    "band_unknown": [Found("indicator_values", 3, "Atbilde", "C3", "rejected", "diezgan augsta", 3)],
    "country_unknown": [Found("trust", 3, "Valsts", "C3", "rejected", "LAT", 1)],
    "unit_of_answer": [Found("trust", 2, "Mērvienība", "J2", "rejected", "procentpunkti", 2)],
    "parts_over_whole": [
        Found("trust", 2, "Vērtība", "I2", "rejected", "24.5", 3),
        Found("trust", 4, "Vērtība", "I4", "rejected", "82.3", 3),
    ],
    "column_doubled_optional": [Found("trust", 1, "Piezīme", "S1", "rejected", None, 2)],
    # a row refused: its key or a required reference cannot be used
    "not_an_id": [Found("agenda", 2, "Nr.", "B2", "rejected", "[…]", 0)],
    "code_form": [Found("municipalities", 5, "Kods", "A5", "rejected", '0055000"><b', 4)],
    "id_became_date": [Found("Izpildes gaita", 2, "Pasākums", "A2", "rejected", "01.01.2026.", 2)],
    "meeting_id_form": [Found("meetings", 3, "ID", "A3", "rejected", "jūnija sēde", 1)],
    "day_needed_month": [Found(UPDATES, 2, "Datums", "B2", "rejected", "2024. gada oktobris", 2)],
    "day_needed_year": [Found(UPDATES, 2, "Datums", "B2", "rejected", "2024", 2)],
    "key_unsaid": [Found(UPDATES, 2, "Datums", "B2", "rejected", "?", 2)],
    "reference_unsaid": [Found(MEASURES, 4, "Apņemšanās", "E4", "rejected", "?", 4)],
    "one_only_row": [Found("indicator_values", 2, "Pašvaldība", "A2", "rejected", "Rīga, Valka", 2)],
    "reference_renamed": [
        Found("agenda", 2, "Pasākumi", "F2", "rejected", "P5-1.1; P5-1.2", 1),
        Found("decisions", 2, "Pasākumi", "G2", "rejected", "P5-1.1", 1),
        Found("focus", 2, "Pasākumi vai apņemšanās", "E2", "rejected", "P5-1.1; 6", 1),
        Found(UPDATES, 2, "Pasākums", "A2", "rejected", "P5-1.1", 2),
    ],
    "key_missing": [Found(UPDATES, 3, "Datums", "B3", "rejected", "", 2)],
    "duplicate_key": [
        Found(UPDATES, 2, "Pasākums", "A2", "rejected", "P5-1.1 · 2024-10-15", 2),
        Found(UPDATES, 5, "Pasākums", "A5", "rejected", "P5-1.1 · 2024-10-15", 2),
    ],
    "reference_missing": [Found(MEASURES, 4, "Apņemšanās", "E4", "rejected", "", 4)],
    "reference_near": [Found(UPDATES, 2, "Pasākums", "A2", "rejected", "P51.1", 2)],
    "municipality_ambiguous": [Found("indicator_values", 3, "Pašvaldība", "A3", "rejected", "Ventspils", 2)],
    # a tab held
    "tab_lookalike": [Found("Uzticēšanās 2026", None, None, None, "rejected", "Uzticēšanās 2026", None)],
    "column_unheaded": [Found("trust", 1, None, "Q1", "rejected", None, 2)],
    "tab_missing": [Found("Pasākumi", None, None, None, "rejected", None, None)],
    "workbook_unread": [Found(None, None, None, None, "held", None, None)],
    "letters_broken": [Found(UPDATES, None, None, None, "held", "PasÄ“kums", None)],
    "approvals_unread": [Found("Apstiprinājumi", None, None, None, "rejected", None, None)],
    "letters_damaged": [Found("institutions", 2, "Nosaukums", "B2", "rejected", "Valsts kanceleja â€“ VK", 3)],
    "tab_doubled": [Found("Pasākumi", None, None, None, "held", None, None)],
    "tab_empty": [Found("decisions", None, None, None, "held", None, None)],
    "header_missing": [Found("trust", None, None, None, "held", None, None)],
    "column_missing": [Found(MEASURES, None, "Apņemšanās", None, "held", None, None)],
    "column_doubled": [Found(UPDATES, 1, "Datums", "L1", "held", None, None)],
    "tab_loading": [Found(UPDATES, None, None, None, "held", None, None)],
    "too_many_rows": [Found("decisions", None, None, None, "held", None, None)],
    "encoding_unreadable": [Found("institutions", None, None, None, "held", "institutions", None)],
    "file_unreadable": [Found("decisions", None, None, None, "held", "decisions", None)],
    "csv_broken": [Found("decisions", None, None, None, "held", "decisions", None)],
    # nothing can be read
    "source_missing": [Found(None, None, None, None, "held", "nav", None)],
    "source_kind": [Found(None, None, None, None, "held", "lapas.ods", None)],
    "folder_without_tables": [Found(None, None, None, None, "held", "tukša", None)],
    "not_a_workbook": [Found(None, None, None, None, "held", "lapas.xlsx", None)],
    "file_too_large": [Found(None, None, None, None, "held", "lapas.xlsx", None)],
    "unpacks_too_large": [Found(None, None, None, None, "held", "lapas.xlsx", None)],
    "workbook_protected": [Found(None, None, None, None, "held", "lapas.xlsx", None)],
    "texts_too_large": [Found(None, None, None, None, "held", "lapas.xlsx", None)],
    "parse_waited": [Found(None, None, None, None, "held", "lapas.xlsx", None)],
    "parse_too_slow": [Found(None, None, None, None, "held", "lapas.xlsx", None)],
    "parse_too_heavy": [Found(None, None, None, None, "held", "lapas.xlsx", None)],
}


def laid(code: str, folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Lay a fault over the valid tables; a file named as a table is named anew takes that table's place."""
    shutil.copytree(FAULTS / "base", folder)
    if code in MADE:
        return MADE[code](folder, patch)
    shutil.copytree(FAULTS / code, folder, dirs_exist_ok=True)
    if code == "tab_alias":
        (folder / "institutions.csv").unlink()
    return folder


def issues_of(path: Path) -> tuple[Sequence[Issue], dict[str, int]]:
    try:
        checked = live.read(str(path), TODAY)
    except SourceError as error:
        return [source_issue(error)], {}
    return checked.issues, dict(checked.rows)


@pytest.fixture(scope="session")
def issues_by_code(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Sequence[Issue], dict[str, int]]]:
    found = {}
    for code in EXPECTED:
        with pytest.MonkeyPatch.context() as patch:
            found[code] = issues_of(laid(code, tmp_path_factory.mktemp(code) / "lapas", patch))
    return found


def test_the_valid_tables_are_valid(tmp_path: Path) -> None:
    issues, rows = issues_of(FAULTS / "base")
    assert issues == ()
    assert set(rows) == {table.code for table in TABLES}


@pytest.mark.parametrize("code", EXPECTED)
def test_a_fault_gives_exactly_its_issue(
    code: str, issues_by_code: dict[str, tuple[Sequence[Issue], dict[str, int]]]
) -> None:
    issues, rows = issues_by_code[code]
    assert [issue.code for issue in issues] == [code] * len(EXPECTED[code])
    assert [
        Found(one.tab, one.row, one.column, one.cell, str(one.severity), one.shown, rows.get(one.tab or ""))
        for one in issues
    ] == EXPECTED[code]


LIVE = frozenset(
    code for code in TEXTS if code.startswith(("guard_", "hold_", "google_", "download_", "network_", "store_", "own_"))
)
"""Faults that only a live source, the guard between two reads or the store can have: tests/google, tests/history."""


def test_every_code_has_its_fault_and_every_fault_is_used() -> None:
    assert set(TEXTS) == set(SEVERITIES)
    assert set(EXPECTED) == set(TEXTS) - LIVE
    assert not FOLDERS & set(MADE)
    assert FOLDERS | set(MADE) == set(EXPECTED)


def unsaid(issue: Issue, language: Language) -> list[str]:
    """What an issue's message does not say: its tab, row or column, what stood there, or what to do."""
    message = describe(issue, words(language))
    wrong = [
        f"{name} {part!r}"
        for name, part in (("tab", issue.tab), ("row", issue.row), ("column", issue.column))
        if part is not None and str(part) not in message
    ]
    sentences = re.split(r"[.?] (?=[A-ZĀČĒĢĪĶĻŅŠŪŽ])", message)
    if not message.endswith(".") or len(sentences) < 2 or len(sentences[-1].split()) < 2:
        wrong.append("the cure, as a sentence of its own")
    if re.search(r"[{}]|\bNone\b(?! of)", message):
        wrong.append("a value for every place")
    return [f"{issue.code}: {part} is missing in: {message}" for part in wrong]


def test_english_messages_name_place_and_cure(
    issues_by_code: dict[str, tuple[Sequence[Issue], dict[str, int]]],
) -> None:
    assert [line for issues, _ in issues_by_code.values() for issue in issues for line in unsaid(issue, "en")] == []


def test_latvian_messages_name_place_and_cure(
    issues_by_code: dict[str, tuple[Sequence[Issue], dict[str, int]]],
) -> None:
    assert [line for issues, _ in issues_by_code.values() for issue in issues for line in unsaid(issue, "lv")] == []
    same = [code for code, text in TEXTS.items() if words("lv").say(text) == text]
    assert same == [], "no Latvian in data/words/lv.po"


def test_only_what_was_refused_or_held_counts_as_refused(
    issues_by_code: dict[str, tuple[Sequence[Issue], dict[str, int]]],
) -> None:
    for code, (issues, _) in issues_by_code.items():
        assert {issue.severity for issue in issues} == {SEVERITIES[code]}
    assert {code for code, severity in SEVERITIES.items() if severity is Severity.NOTICE} >= {
        "done_without_evidence",
        "personal_data_removed",
        "tab_from_embedded",
    }
