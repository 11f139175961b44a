"""What stands and what does not: rows and cells, keys and references, tabs and headers."""

import unicodedata
from dataclasses import replace
from datetime import date
from typing import Literal

import pytest

from data import live
from data.answers.openness import core
from data.contract.addresses import page_of
from data.contract.columns import Column, Kind
from data.contract.tables import BY_CODE, LONGEST_HEADING, MOST_AGENDA_ITEMS, TABLES
from data.intake.check import check
from data.intake.issues import TEXTS
from data.intake.result import Checked, content_id
from data.intake.tabs import Earlier
from data.model import Assessor, Confidence, PartialDate, Place, Severity, Status
from data.raw import CellKind, Merge, RawBook, RawTab, TypedCell, Unreadable
from tests.helpers import add, base_grids, book, checked, embedded_grids, faults, place, put


def cut(grids: dict[str, list[list]], code: str, name: str) -> dict[str, list[list]]:
    """Take a column away."""
    where = place(code, name)
    grids[code] = [row[:where] + row[where + 1 :] for row in grids[code]]
    return grids


def ids(found: Checked, table: str, name: str = "id") -> list:
    return [getattr(record, name) for record in getattr(found.snapshot, table)]


# Rows and cells


def test_a_row_with_a_bad_cell_stands_and_the_cell_is_marked() -> None:
    found = checked(put(base_grids(), "updates", 2, status="Zaļš", new_deadline="drīzumā"))
    assert faults(found) == [("unknown_word", "D2"), ("not_a_date", "H2")]
    update = found.snapshot.updates[0]
    assert (update.measure, update.status, update.new_deadline) == ("P5-1.1", None, None)
    where = found.snapshot.places["updates", ("P5-1.1", date(2024, 10, 15), Assessor.INSTITUTION)]
    assert where.row == 2
    assert where.doubtful == {"status", "new_deadline"}


def test_a_row_of_nothing_but_bad_cells_stands_when_its_key_is_sound() -> None:
    bad = dict.fromkeys(["status", "new_deadline", "evidence", "reported_by", "confidence"], "#REF!")
    found = checked(put(base_grids(), "updates", 2, **bad))
    assert [code for code, _ in faults(found)] == ["formula_error"] * 5
    assert found.rows["updates"] == 3


def test_a_bad_cell_of_an_optional_part_of_the_key_refuses_the_row() -> None:
    found = checked(put(base_grids(), "updates", 2, assessor="kaimiņš"))
    assert faults(found) == [("unknown_word", "C2")]
    assert found.rows["updates"] == 2


def test_a_bad_optional_reference_leaves_the_row() -> None:
    found = checked(put(base_grids(), "updates", 2, reported_by="Nezināma iestāde"))
    assert faults(found) == [("reference_unknown", "J2")]
    assert found.snapshot.updates[0].reported_by is None


def test_one_unknown_item_refuses_the_whole_list_and_is_the_one_named() -> None:
    cell = "P5-1.1; P51.1; P5-1.2"
    found = checked(put(base_grids(), "agenda", 2, measures=cell))
    (issue,) = found.issues
    args = dict(issue.args)
    assert (issue.code, issue.shown, args["shown"], args["near"]) == ("reference_near", cell, "P51.1", "P5-1.1")
    assert found.snapshot.agenda[0].measures == ()
    assert found.rows["agenda"] == 1


def test_references_are_checked_against_refused_rows_too() -> None:
    grids = put(base_grids(), "measures", 2, plan="P9")
    found = checked(grids)
    assert faults(found) == [("reference_unknown", "B2")]
    assert "P5-1.1" not in ids(found, "measures")
    assert "P5-1.1" in ids(found, "updates", "measure")


def test_references_are_checked_against_doubled_rows_too() -> None:
    found = checked(add(base_grids(), "institutions", id="VAS", title="Vēl viena"))
    assert [code for code, _ in faults(found)] == ["duplicate_key", "duplicate_key"]
    assert "VAS" not in ids(found, "institutions")
    assert found.snapshot.commitments[0].responsible == ("VK", "VAS")


def test_references_are_checked_against_a_held_tab_too() -> None:
    """A measure that staff have just added is known, though the tab is held for a column that went missing."""
    grids = add(base_grids(), "measures", id="P5-1.9", plan="P5", number="1.9", commitment="1", title="Jauns")
    grids = cut(add(grids, "updates", measure="1.9", day="2025-01-02", done="Sākts."), "measures", "title")
    found = checked(grids)
    assert faults(found) == [("column_missing", None)]
    assert "P5-1.9" in ids(found, "updates", "measure")
    assert found.rows["updates"] == 4


def test_many_bad_rows_never_hold_a_tab() -> None:
    grids = base_grids()
    for row in (2, 3, 4):
        put(grids, "updates", row, day="31.02.2024", status="?!")
    found = checked(grids)
    assert found.rows["updates"] == 0
    assert not any(issue.severity is Severity.HELD for issue in found.issues)
    assert "updates" not in found.snapshot.embedded


def test_an_empty_table_with_its_headers_stands_empty() -> None:
    grids = base_grids()
    grids["decisions"] = grids["decisions"][:1]
    found = checked(grids)
    assert found.issues == ()
    assert found.rows["decisions"] == 0
    assert found.snapshot.decisions == ()


def test_an_empty_cell_means_its_default_and_a_list_is_never_none() -> None:
    found = checked(base_grids())
    update, measure = found.snapshot.updates[0], found.snapshot.measures[2]
    assert (update.assessor, update.confidence) == (Assessor.INSTITUTION, Confidence.HIGH)
    assert (measure.responsible, measure.co_responsible, measure.parent) == ((), (), None)


# Keys


def test_all_rows_of_a_doubled_key_are_refused() -> None:
    grids = base_grids()
    for status in ("Tiek īstenots", "Izpildīts"):
        add(grids, "updates", measure="1.2", day="16.10.2024.", assessor="Publiski avoti", status=status)
    found = checked(grids)
    doubled = [issue for issue in found.issues if issue.code == "duplicate_key"]
    assert [(issue.row, dict(issue.args)["rows"]) for issue in doubled] == [(row, "3, 5, 6") for row in (3, 5, 6)]
    assert ids(found, "updates", "measure") == ["P5-1.1", "P5-6.3a"]


def test_another_day_or_assessor_is_another_report() -> None:
    grids = add(base_grids(), "updates", measure="P5-1.1", day="2024-10-16", status="Bez izmaiņām")
    found = checked(add(grids, "updates", measure="P5-1.1", day="2024-10-15", assessor="NVO", status="Nav uzsākts"))
    assert found.issues == ()
    assert found.rows["updates"] == 5


def test_ids_that_differ_in_case_or_diacritics_only_are_doubled() -> None:
    found = checked(add(base_grids(), "institutions", id="vaš", title="Vēl viena"))
    assert [code for code, _ in faults(found)] == ["duplicate_key", "duplicate_key"]


def test_a_row_refused_for_its_reference_still_doubles_a_key() -> None:
    """Nobody can tell which of the two was meant, whatever else is wrong with one."""
    found = checked(add(base_grids(), "measures", id="P5-1.1", plan="P8", number="1", commitment="1", title="Cits"))
    assert [code for code, _ in faults(found)] == ["duplicate_key", "duplicate_key", "reference_unknown"]


@pytest.mark.parametrize("code", [table.code for table in TABLES])
def test_rows_that_are_pasted_twice_count_once(code: str) -> None:
    """Wholly equal rows are one, whatever the tab; what was said of the repeats goes with them."""
    grids = base_grids()
    if code == "approvals":
        add(grids, code, day="2026-11-01", table="Lēmumi")
    once = checked(grids)
    grids[code] += [list(row) for row in grids[code][1:]] + [list(grids[code][-1])]
    twice = checked(grids)
    repeated = [issue for issue in twice.issues if issue.code == "rows_repeated"]
    assert [issue for issue in twice.issues if issue.code != "rows_repeated"] == list(once.issues)
    assert [issue.row for issue in repeated] == list(range(2, 2 + once.rows[code]))
    assert twice.snapshot == once.snapshot
    count, last = once.rows[code], 1 + once.rows[code]
    assert dict(repeated[-1].args)["rows"] == f"{last}, {last + count}, {last + count + 1}"


def test_a_bad_cell_pasted_twice_is_named_once_and_another_bad_cell_is_another_row() -> None:
    grids = put(base_grids(), "updates", 2, new_deadline="drīzumā")
    grids["updates"].append(list(grids["updates"][1]))
    assert [code for code, _ in faults(checked(grids))] == ["rows_repeated", "not_a_date"]
    put(grids, "updates", 5, new_deadline="vēlāk")
    assert [code for code, _ in faults(checked(grids))].count("duplicate_key") == 2


def test_equal_rows_beside_one_that_differs_are_all_refused() -> None:
    grids = base_grids()
    grids["updates"] += [list(grids["updates"][1]), list(grids["updates"][1])]
    put(grids, "updates", 6, status="Izpildīts")
    found = checked(grids)
    assert [code for code, _ in faults(found)] == ["duplicate_key"] * 3
    assert ids(found, "updates", "measure") == ["P5-1.2", "P5-6.3a"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_figure_given_twice_from_two_sources_is_one_with_the_fuller_origin(turned: bool) -> None:
    grids = put(base_grids(), "trust", 2, source="OECD dati", link="", note="Dod arī cits avots.")
    again = list(grids["trust"][1])
    grids["trust"].append(again)
    put(grids, "trust", 4, source="OECD SDMX", note="")
    if turned:
        grids["trust"][1], grids["trust"][3] = grids["trust"][3], grids["trust"][1]
    found = checked(grids)
    assert [(fault.code, fault.row, dict(fault.args)["rows"]) for fault in found.issues] == [
        ("rows_repeated", 4 if turned else 2, "2, 4")
    ]
    assert "OECD dati" in {figure.source for figure in found.snapshot.trust}
    put(grids, "trust", 4, value="12")
    assert [fault.code for fault in checked(grids).issues] == ["duplicate_key"] * 2


def test_rows_without_a_key_that_differ_in_anything_are_two() -> None:
    grids = base_grids()
    grids["funding"].append([*grids["funding"][1]])
    put(grids, "funding", 4, source="Cits avots")
    found = checked(grids)
    assert found.issues == ()
    assert found.rows["funding"] == 3


# References


def test_a_measure_is_known_by_its_id_or_by_its_number_in_the_plan_meant() -> None:
    grids = put(base_grids(), "updates", 2, measure="p5-1.1")
    put(grids, "updates", 3, measure="1.2")
    put(grids, "calendar", 2, plan="P6", measures="1.1")
    found = checked(grids)
    assert found.issues == ()
    assert ids(found, "updates", "measure") == ["P5-1.1", "P5-1.2", "P5-6.3a"]
    assert found.snapshot.calendar[0].measures == ("P6-1.1",)


def test_a_number_that_two_measures_share_names_neither() -> None:
    found = checked(put(put(base_grids(), "measures", 3, number="1.1"), "updates", 2, measure="1.1"))
    assert faults(found) == [("measure_unsure", "A2")]
    assert dict(found.issues[0].args)["choices"] == "„P5-1.1”, „P5-1.2”, „P6-1.1”"


def two_plans() -> dict[str, list[list]]:
    """The fifth plan, ended on 31.12.2025, and a sixth in force from 1 March 2026; both have a measure 1.1."""
    return put(base_grids(), "plans", 3, state="spēkā", start="2026-03-01", end="2028-12-31")


def read_as(grids: dict[str, list[list]], **row: str) -> tuple[str | None, list[str]]:
    """What the number 1.1 of a new report was read as, and the codes said of it."""
    found = checked(add(grids, "updates", **{"measure": "1.1", "status": "Tiek īstenots"} | row))
    mine = [issue.code for issue in found.issues if issue.row == 5]
    standing = [one for one in found.snapshot.updates if one.done == row.get("done", "Jauns")]
    return (standing[0].measure if standing else None), mine


@pytest.mark.parametrize(
    ("on", "status", "plan"),
    [
        ("2025-12-31", "Tiek īstenots", "P5"),  # the last day of the fifth
        ("2026-02-28", "Izpildīts", "P5"),  # between the plans: the last that had ended
        ("2026-03-01", "Tiek īstenots", "P6"),  # the first day of the sixth
        ("2026-03-01", "Izpildīts daļēji", "P5"),  # said only of a plan that has ended
        ("2026-09-30", "Nav izpildīts", "P5"),
        ("2029-01-02", "Nav izpildīts", "P6"),  # the last that had ended
        ("2029-01-02", "Izpildīts", "P6"),
    ],
)
def test_a_number_means_the_plan_in_force_on_the_day_of_the_row(on: str, status: str, plan: str) -> None:
    row = {"day": on, "status": status, "done": "Jauns", "evidence": "https://example.lv/1"}
    assert read_as(two_plans(), **row) == (f"{plan}-1.1", ["measure_read_as"])


def test_a_plan_being_drafted_is_never_meant_on_a_day() -> None:
    grids = put(base_grids(), "plans", 3, start="2026-01-01", end="2028-12-31")
    row = {"day": "2026-06-01", "done": "Jauns"}
    assert read_as(grids, **row) == ("P5-1.1", ["measure_read_as"])
    assert read_as(put(base_grids(), "measures", 6, number="7.7"), measure="7.7", **row) == (None, ["measure_unsure"])


def test_a_number_of_no_plan_of_the_day_is_refused_with_what_it_could_be() -> None:
    assert read_as(two_plans(), day="2021-12-31", done="Jauns") == (None, ["measure_unsure"])
    assert read_as(two_plans(), day="2026-06-01", measure="1.2", done="Jauns") == (None, ["measure_unsure"])


def test_an_agenda_and_decisions_read_numbers_by_the_day_of_their_meeting() -> None:
    grids = add(two_plans(), "meetings", id="2026-05-05", day="2026-05-05", kind="cita")
    put(grids, "agenda", 2, measures="1.1; P5-1.2")
    put(grids, "decisions", 2, meeting="2026-05-05", due="2026-12", measures="1.1")
    found = checked(grids)
    assert faults(found) == [("measure_read_as", "F2"), ("measure_read_as", "G2")]
    assert [dict(fault.args)["value"] for fault in found.issues] == ["P5-1.1", "P6-1.1"]
    assert found.snapshot.agenda[0].measures == ("P5-1.1", "P5-1.2")
    assert found.snapshot.decisions[0].measures == ("P6-1.1",)


def test_years_and_months_are_read_at_their_end() -> None:
    grids = put(two_plans(), "funding", 2, plan="", measures="1.1", first_year="2026")
    put(grids, "calendar", 2, plan="", measures="1.1", start="2025")
    put(grids, "focus", 2, plan="", targets="1.1; 6", year="2025")
    found = checked(grids)
    assert [row.measures for row in found.snapshot.funding if row.first_year == 2026] == [("P6-1.1",)]
    assert [row.measures for row in found.snapshot.calendar if row.start == PartialDate(2025)] == [("P5-1.1",)]
    assert found.snapshot.focus[0].targets == ("P5-1.1", "P5/6")


def test_a_row_without_a_day_reads_a_number_only_where_one_plan_has_it() -> None:
    found = checked(put(two_plans(), "indicators", 2, measures="1.2; P6-1.1"))
    assert found.issues == ()
    assert found.snapshot.indicators[0].measures == ("P5-1.2", "P6-1.1")
    found = checked(put(two_plans(), "indicators", 2, measures="1.1"))
    assert faults(found) == [("measure_unsure", "L2")]
    assert found.snapshot.indicators[0].measures == ()


def test_a_plan_without_its_days_is_judged_by_its_state() -> None:
    grids = put(two_plans(), "plans", 2, end="")
    assert read_as(grids, day="2026-06-01", done="Jauns") == ("P6-1.1", ["measure_read_as"])
    grids = put(two_plans(), "plans", 3, start="", end="")
    assert read_as(grids, day="2026-06-01", done="Jauns") == ("P6-1.1", ["measure_read_as"])


def test_a_sheet_without_the_column_of_ties_shows_what_it_showed() -> None:
    grids = embedded_grids()
    whole = checked(embedded_grids()).snapshot
    row = next(number for number, cells in enumerate(grids["indicators"], start=1) if cells[0] == "LAW-15")
    put(grids, "indicators", row, note="Piemērs: Valkas novada nolikums.")  # as it read then
    found = checked(cut(grids, "indicators", "measures"))
    (notice,) = found.issues
    assert (dict(notice.args)["plan"], dict(notice.args)["others"]) == ("P5", "P6")
    assert (notice.code, notice.cell, notice.column) == ("ties_by_id", None, "Pasākumi")
    assert dict(notice.args)["value"].split("; ")[::6] == ["PL-6.3a → P5-6.3a", "PL-6.3g → P5-6.3g"]
    assert core(found.snapshot, "P5") == tuple(replace(one, measures=()) for one in core(whole, "P5"))
    assert found.snapshot.id == OLDER, "the id it had before the column came"


OLDER = "7bf066b05b"
"""The embedded data without the column *Pasākumi* of Rādītāji, as read before there was one."""


def test_a_number_names_nothing_in_a_row_whose_plan_cannot_be_used() -> None:
    found = checked(put(base_grids(), "calendar", 3, plan="P?", measures="1.2"))
    assert faults(found) == [("reference_unknown", "G3"), ("reference_unknown", "H3")]
    found = checked(put(base_grids(), "calendar", 3, plan="P?", measures="P5-1.2"))
    assert faults(found) == [("reference_unknown", "G3")]
    assert found.snapshot.calendar[1].measures == ("P5-1.2",)


def test_an_institution_is_known_by_its_title_too() -> None:
    found = checked(put(base_grids(), "updates", 2, reported_by="valsts kanceleja"))
    assert found.issues == ()
    assert found.snapshot.updates[0].reported_by == "VK"


def test_a_fault_names_the_tab_to_look_in_as_its_source_does() -> None:
    grids = put(base_grids(), "updates", 2, measure="9.9")
    (by_code,) = checked(grids).issues
    title = BY_CODE["measures"].tab
    (by_tab,) = checked({title if code == "measures" else code: grid for code, grid in grids.items()}).issues
    assert (dict(by_code.args)["target"], dict(by_tab.args)["target"]) == ("measures", title)


def test_a_target_is_a_commitment_or_a_measure() -> None:
    found = checked(put(base_grids(), "focus", 2, targets="P5/6; 1; P5-1.2; 1.1"))
    assert found.issues == ()
    assert found.snapshot.focus[0].targets == ("P5/6", "P5/1", "P5-1.2", "P5-1.1")


def test_many_unknown_references_are_named_without_suggestions() -> None:
    grids = base_grids()
    for number in range(51):
        add(grids, "updates", measure=f"P5{'-' * (number + 2)}1.1", day="2025-01-02", done="Sākts.")
    assert {issue.code for issue in checked(grids).issues} == {"reference_unknown"}
    grids["updates"].pop()
    assert {issue.code for issue in checked(grids).issues} == {"reference_near"}


@pytest.mark.parametrize(
    ("table", "name", "written", "code", "says"),
    [
        *(("measures", "responsible", written, "list_parted", ("value", "VK; VAS"))
          for written in ("VK, VAS", "VK,VAS", "VK / VAS", "VK un VAS", "VK & VAS", "VK VAS", "VK\nVAS", "VK + VAS")),
        ("agenda", "measures", "P5-1.1, P5-1.2", "list_parted", ("value", "P5-1.1; P5-1.2")),
        ("indicators", "measures", "P5-1.1 un P5-1.2", "list_parted", ("value", "P5-1.1; P5-1.2")),
        ("focus", "targets", "P5-1.1, 6", "list_parted", ("value", "P5-1.1; 6")),
        ("commitments", "responsible", "VK, Finanšu ministrija", "list_parted", ("value", "VK; Finanšu ministrija")),
        ("focus", "targets", "1,2", "number_or_list", ("value", "1.2")),
        ("updates", "reported_by", "VK; VAS", "one_only", ("choices", "„VK”, „VAS”")),
        ("updates", "reported_by", "VK un VAS", "one_only", ("choices", "„VK”, „VAS”")),
        ("measures", "parent", "P5-1.1; P5-6.3", "one_only", ("choices", "„P5-1.1”, „P5-6.3”")),
        ("updates", "measure", "P5-1.1, P5-1.2", "one_only_row", ("choices", "„P5-1.1”, „P5-1.2”")),
        ("indicator_values", "municipality", "Rīga un Valka", "one_only_row", ("choices", "„Rīga”, „Valka”")),
        ("updates", "status", "Izpildīts / Pārtraukts", "one_word_only", ("choices", "„Izpildīts”, „Pārtraukts”")),
        ("updates", "assessor", "IRM; NVO", "one_word_only", ("choices", "„IRM”, „NVO”")),
    ],
)  # fmt: skip
def test_several_in_one_cell_are_refused_with_what_may_stand_there(
    table: str, name: str, written: str, code: str, says: tuple[str, str]
) -> None:
    found = [issue for issue in checked(put(base_grids(), table, 2, **{name: written})).issues if issue.row == 2]
    assert [issue.code for issue in found] == [code]
    assert says in found[0].args


def test_a_full_name_with_a_comma_or_and_is_no_list() -> None:
    found = checked(
        put(base_grids(), "measures", 2, responsible="Viedās administrācijas un reģionālās attīstības ministrija")
    )
    assert found.issues == ()


@pytest.mark.parametrize(
    ("table", "name", "written", "near"),
    [
        ("updates", "measure", "P51.1", "P5-1.1"),
        ("updates", "measure", "PP5-1.1", "P5-1.1"),
        ("updates", "measure", "P5_1.2", "P5-1.2"),
        ("updates", "measure", "Mācību pasākumi", "P5-1.2"),
        ("updates", "measure", "P5-1.11", None),
        ("updates", "measure", "P5-1.n1", None),
        ("updates", "measure", "P5-6.3b", None),
        ("updates", "measure", "P4-1.1", None),
        ("updates", "reported_by", "VARMA", "VARAM"),
        ("updates", "reported_by", "Valsts kanclereja", "VK"),
        ("updates", "reported_by", "VM", None),
        ("indicator_values", "indicator", "LWA-02", "LAW-02"),
        ("indicator_values", "indicator", "LAW-22", None),
        ("indicator_values", "municipality", "Mdaonas novads", "Madonas novads"),
    ],
)
def test_a_suggestion_differs_by_a_slip_or_has_the_name(table: str, name: str, written: str, near: str | None) -> None:
    """An id with another number or ending is another id: no measure is suggested for one that is not there."""
    (issue,) = [fault for fault in checked(put(base_grids(), table, 2, **{name: written})).issues if fault.row == 2]
    assert (issue.code, dict(issue.args).get("near")) == ("reference_near" if near else "reference_unknown", near)


@pytest.mark.parametrize(
    ("table", "own", "new", "naming"),
    [
        ("measures", "P5-3.2", "P5-3.20", ("updates", "measure")),
        ("measures", "P5-6.3b", "P5-6.3z", ("updates", "measure")),
        ("indicators", "LAW-02", "LAW-20a", ("indicator_values", "indicator")),
        ("indicators", "PL-6.3c", "PL-6.33", ("indicator_values", "indicator")),
        ("institutions", "VARAM", "VRM", ("measures", "responsible")),
    ],
)
def test_an_id_that_was_renamed_is_asked_after(table: str, own: str, new: str, naming: tuple[str, str]) -> None:
    """By its title where it stood before; else by its number in the plan, or by its neighbours in the tab."""
    grids = embedded_grids()
    (row,) = [number for number, cells in enumerate(grids[table], start=1) if cells[0] == own]
    if (naming[0], own) == ("updates", "P5-6.3b"):
        add(grids, "updates", measure=own, day="2024-05-05", done="Sākts.")
    put(grids, table, row, id=new)
    before = Earlier(check(book(embedded_grids())).snapshot)
    for found in (check(book(grids), earlier=before), check(book(grids))):
        said = {(fault.code, dict(fault.args)["near"]) for fault in found.issues if "near" in dict(fault.args)}
        assert said == {("reference_renamed", new)} or (table == "institutions" and not said)


def test_another_id_is_not_asked_after_as_renamed() -> None:
    grids = add(embedded_grids(), "updates", measure="P5-9.9", day="2024-05-05", done="Sākts.")
    add(grids, "indicator_values", municipality="Rīga", indicator="LAW-99", answer="ir", source_date="2024")
    found = check(book(grids), earlier=Earlier(check(book(embedded_grids())).snapshot))
    assert {fault.code for fault in found.issues if fault.severity is not Severity.NOTICE} == {"reference_unknown"}


@pytest.mark.parametrize(
    ("table", "name", "written"),
    [
        ("decisions", "meeting", "2024-11-08"),
        ("indicator_values", "indicator", "AA-1"),
        ("updates", "measure", "P5-0.1"),
    ],
)
def test_what_only_stands_in_an_odd_place_is_not_the_heir(table: str, name: str, written: str) -> None:
    """Tabs need not be in order: a row out of order is another's heir only where it was not there before."""
    grids = base_grids()
    for code in ("meetings", "indicators", "measures"):
        grids[code][1:] = grids[code][:0:-1]
    put(grids, table, 2, **{name: written})
    found = check(book(grids), earlier=Earlier(check(book(base_grids())).snapshot))
    (issue,) = [fault for fault in found.issues if fault.row == 2 and fault.severity is Severity.REJECTED]
    assert issue.code == "reference_unknown"


@pytest.mark.parametrize(
    ("table", "cells", "code"),
    [
        ("updates", {"day": "2026-11-26"}, None),
        ("updates", {"day": "2026-11-27"}, "report_to_come"),
        ("updates", {"day": "2022-01-01"}, None),
        ("updates", {"day": "2021-12-31"}, "day_before_plan"),
        ("updates", {"new_deadline": "2024-10-14"}, "deadline_before_report"),
        ("updates", {"new_deadline": "2024-10"}, None),
        ("updates", {"new_deadline": "2024"}, None),
        ("updates", {"new_deadline": "2031"}, "deadline_far"),
        ("updates", {"new_deadline": "2030"}, None),
        ("decisions", {"due": "2024-11-06"}, "due_before_meeting"),
        ("decisions", {"due": "2024-11-07"}, None),
        ("decisions", {"due": "2024"}, None),
        ("decisions", {"due": "2030"}, "due_far"),
        ("plans", {"approved": "2027"}, "day_to_come"),
        ("calendar", {"start": "2028-03-01", "end": ""}, "day_to_come"),
        ("municipalities", {"population_date": "2062"}, None),
    ],
)
def test_days_out_of_place_are_named_and_kept(table: str, cells: dict[str, str], code: str | None) -> None:
    if table == "calendar":
        cells = cells | {"state": "noticis"}
    if table == "municipalities":
        cells = {"population_date": "2026-11-26"}
    grids = put(base_grids(), table, 2, **cells)
    found = check(book(grids), today=date(2026, 11, 26))
    assert [fault.code for fault in found.issues if fault.row == 2] == ([code] if code else [])
    assert all(fault.severity is Severity.NOTICE for fault in found.issues)
    assert check(book(grids)).snapshot == found.snapshot, "the day of the read changes no value"


def test_tables_that_are_missing_are_taken_from_the_fallback_with_their_ids() -> None:
    grids = embedded_grids()
    kept = {code: grids[code] for code in ("measures", "updates", "indicator_values")}
    found = checked(kept)
    assert {issue.code for issue in found.issues} == {"tab_from_embedded"}
    assert len(found.snapshot.embedded) == 13
    assert found.snapshot.id == live.embedded().snapshot.id
    assert set(found.rows) == set(kept)


# What must agree


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"status": "Pārtraukts", "done": "", "obstacles": ""}, [("stopped_without_reason", "D2")]),
        ({"status": "Pārtraukts", "done": "", "obstacles": "Zudusi vajadzība."}, []),
        ({"status": "Pārtraukts", "done": "Iekļauts citā pasākumā.", "obstacles": ""}, []),
        ({"status": "Pārtraukts", "done": "", "obstacles": "#REF!"}, [("formula_error", "F2")]),
        ({"status": "Izpildīts", "evidence": ""}, [("done_without_evidence", "I2")]),
        ({"status": "Izpildīts", "evidence": "#N/A"}, [("formula_error", "I2")]),
        ({"status": "Nav izpildīts"}, [("status_before_end", "D2")]),
        ({"status": "Nav izpildīts", "day": "2025-12-31"}, [("status_before_end", "D2")]),
        ({"status": "Nav izpildīts", "day": "2026-01-01"}, []),
        ({"status": "Izpildīts daļēji", "day": "2026-01-01"}, []),
        ({"status": ""}, []),
    ],
)
def test_a_report_agrees_with_itself(cells: dict[str, str], expected: list[tuple[str, str]]) -> None:
    found = checked(put(base_grids(), "updates", 2, **cells))
    assert faults(found) == expected
    assert found.rows["updates"] == 3
    refused = any(code in ("stopped_without_reason", "status_before_end") for code, _ in expected)
    assert (found.snapshot.updates[0].status is None) == (refused or not cells["status"])


@pytest.mark.parametrize(
    ("start", "end", "fault"),
    [
        ("2024-10", "2024-10-01", False),
        ("2024", "2024-03", False),
        ("2024-10-02", "2024-10", False),
        ("2024-10-02", "2024", False),
        ("2024-10-02", "2024-10-01", True),
        ("2025", "2024-12", True),
    ],
)
def test_dates_in_order_are_judged_at_the_ends_of_their_periods(start: str, end: str, fault: bool) -> None:
    found = checked(put(base_grids(), "measures", 2, start=start, deadline=end))
    assert faults(found) == ([("dates_out_of_order", "M2")] if fault else [])
    assert (found.snapshot.measures[0].deadline is None) == fault


def test_a_part_may_not_have_parts_and_both_belong_to_one_plan() -> None:
    found = checked(put(base_grids(), "measures", 4, parent="P5-1.1"))
    assert faults(found) == [("parent_of_parent", "F5")]
    assert [measure.parent for measure in found.snapshot.measures][3] is None


def test_a_band_s_word_must_stand_on_its_scale_and_takes_its_form() -> None:
    found = checked(put(base_grids(), "indicator_values", 3, answer="VIDEJA"))
    assert found.issues == ()
    assert found.snapshot.indicator_values[1].band == "vidēja"
    found = checked(put(base_grids(), "indicator_values", 2, answer="vidēja"))
    assert faults(found) == [("band_unknown", "C2")]
    assert "„ir”" in dict(found.issues[0].args)["allowed"]
    assert found.snapshot.indicator_values[0].band is None


def test_an_amount_beyond_reason_is_refused() -> None:
    found = checked(put(base_grids(), "indicator_values", 4, number="1000000000000"))
    assert faults(found) == [("number_out_of_range", "G4")]
    assert found.snapshot.indicator_values[-1].number is None


def test_a_wrong_point_is_not_taken_for_a_swapped_one() -> None:
    found = checked(put(base_grids(), "municipalities", 2, latitude="2.5", longitude="56.9"))
    assert faults(found) == [("number_out_of_range", "Q2"), ("number_out_of_range", "R2")]


def test_a_value_may_be_as_old_as_its_municipality() -> None:
    row = {"municipality": "0055000", "indicator": "LAW-02", "answer": "ir"}
    assert faults(checked(add(base_grids(), "indicator_values", **row, source_date="2025-06"))) == []
    assert faults(checked(add(base_grids(), "indicator_values", **row, source_date="2025"))) == []
    after = checked(add(base_grids(), "indicator_values", **row, source_date="2025-07"))
    assert faults(after) == [("municipality_ended", "A5")]


def test_zero_is_an_answer_where_a_number_is_asked_for() -> None:
    grids = put(base_grids(), "indicators", 2, kind="skaitlis")
    add(grids, "indicator_values", municipality="0007000", indicator=str(grids["indicators"][1][0]), number="0")
    assert faults(checked(grids)) == []


def test_the_newer_of_two_values_is_named_at_the_older() -> None:
    row = {"municipality": "0001000", "indicator": "LAW-02", "answer": "nav"}
    assert faults(checked(add(base_grids(), "indicator_values", **row))) == [("value_superseded", "K5")], "undated"
    newer = checked(add(base_grids(), "indicator_values", **row, source_date="2025"))
    assert faults(newer) == [("value_superseded", "K2")], "a year is judged at its end"
    next_year = checked(add(base_grids(), "indicator_values", **row, source_date="2026-01-10"))
    assert faults(next_year) == [], "an answer a year is a series"
    silent = checked(add(base_grids(), "indicator_values", **row | {"answer": "nav ziņu"}, source_date="2026"))
    assert faults(silent) == []


# The name of the content


def test_the_id_names_the_content_alone() -> None:
    first = checked(base_grids()).snapshot
    grids = base_grids()
    grids["updates"] = [grids["updates"][0], *reversed(grids["updates"][1:])]
    grids["trust"] = [list(reversed(row)) for row in grids["trust"]]
    assert checked(dict(reversed(grids.items()))).snapshot.id == first.id
    assert checked(put(base_grids(), "updates", 2, day="15/10/2024", measure="1,1")).snapshot.id == first.id
    assert len(first.id) == 10
    assert set(first.id) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    ("code", "row", "cells"),
    [
        ("updates", 2, {"done": "Sagatavots projekts"}),
        ("updates", 2, {"new_deadline": "2026"}),
        ("updates", 2, {"status": "Zaļš"}),
        ("indicator_values", 3, {"answer": "zema"}),
        ("indicator_values", 4, {"number": "12500,6"}),
        ("measures", 3, {"deadline": "2024-12"}),
        ("decisions", 2, {"state": "atcelts"}),
    ],
)
def test_any_change_of_content_changes_the_id(code: str, row: int, cells: dict[str, str]) -> None:
    assert checked(put(base_grids(), code, row, **cells)).snapshot.id != checked(base_grids()).snapshot.id


def test_a_marked_cell_is_another_content_than_an_empty_one() -> None:
    marked, empty = put(base_grids(), "updates", 2, status="Zaļš"), put(base_grids(), "updates", 2, status="")
    assert checked(marked).snapshot.updates == checked(empty).snapshot.updates
    assert checked(marked).snapshot.id != checked(empty).snapshot.id


# Tabs and headers


@pytest.mark.parametrize("title", ["Izpildes gaita", "updates", "izpildes gaita", "IZPILDES  GAITA", "Izpildes gaita "])
def test_a_tab_is_known_by_its_name_or_code_name(title: str) -> None:
    grids = base_grids()
    grids[title] = grids.pop("updates")
    found = checked(grids)
    assert [code for code, _ in faults(found)] == ([] if title in ("Izpildes gaita", "updates") else ["tab_alias"])
    assert found.rows[title] == 3


@pytest.mark.parametrize("title", ["Lasi vispirms", "Saraksti"])
def test_the_workbook_s_own_tabs_are_no_strangers(title: str) -> None:
    assert checked({**base_grids(), title: [["Kā aizpildīt"], ["kolonna", "teksts"]]}).issues == ()


@pytest.mark.parametrize("title", ["Pasākumi (2)", "Copy of Pasākumi", "Kopija no Pasākumi", "Pasākumi kopija"])
def test_a_copy_of_a_tab_is_not_read(title: str) -> None:
    assert [(issue.code, issue.tab) for issue in checked({**base_grids(), title: []}).issues] == [("tab_copy", title)]


def test_a_stranger_that_cannot_be_read_is_named_like_any_other() -> None:
    strange = replace(book(base_grids()), unreadable=(Unreadable("anna.ozola@mk.gov.lv", "csv_broken"),))
    (issue,) = check(strange, live.embedded().snapshot).issues
    assert (issue.code, issue.tab, issue.shown) == ("tab_unknown", "[…]", "[…]")


def test_the_order_of_columns_is_free_and_blank_ones_do_not_matter() -> None:
    grids = base_grids()
    grids["updates"] = [["", *reversed(row), ""] for row in grids["updates"]]
    found = checked(grids)
    assert found.issues == ()
    assert found.snapshot.id == checked(base_grids()).snapshot.id


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Statuss", "Izpildes statuss"),
        ("izpildes statuss", "Izpildes statuss"),
        ("Izpildes statuss (izvēlas no saraksta)", "Izpildes statuss"),
        ("Izpildes statuss:", "Izpildes statuss"),
        ("Izpildes status", "Izpildes statuss"),
        ("Izpidles statuss", "Izpildes statuss"),
        ("Sniedza (institūcija)", "Sniedza"),
        ("Pieradijums", "Pierādījums"),
    ],
)
def test_a_header_may_be_an_alias_or_one_letter_off(written: str, read_as: str) -> None:
    grids = base_grids()
    grids["updates"][0][grids["updates"][0].index(read_as)] = written
    found = checked(grids)
    assert [(issue.code, issue.column, issue.shown) for issue in found.issues] == [("column_alias", read_as, written)]
    assert found.snapshot.id == checked(base_grids()).snapshot.id


def test_a_fault_names_the_column_as_the_sheet_does() -> None:
    grids = put(base_grids(), "updates", 2, status="Zaļš")
    grids["updates"][0][3] = "Statuss"
    assert [(issue.code, issue.column) for issue in checked(grids).issues] == [
        ("column_alias", "Izpildes statuss"),
        ("unknown_word", "Statuss"),
    ]


def test_an_alias_beside_the_real_header_is_a_doubled_column() -> None:
    grids = base_grids()
    grids["updates"] = [[*row, extra] for row, extra in zip(grids["updates"], ["Statuss", "", "", ""], strict=True)]
    assert [code for code, _ in faults(checked(grids))] == [
        "column_alias",
        "column_doubled_optional",
    ]


def test_the_filled_cells_of_a_doubled_column_cannot_be_read() -> None:
    first, second, third = ["Piezīme", "", ""], ["Piezīme", "y", ""], base_grids()["trust"]
    width = third[0].index("Piezīme")
    own = [[*row[:width], *row[width + 1 :]] for row in third]
    grids = base_grids() | {"trust": [[*row, a, b] for row, a, b in zip(own, first, second, strict=False)]}
    found = checked(grids)
    assert [code for code, _ in faults(found)] == ["column_doubled_optional"]
    places = {
        place.row: sorted(place.doubtful) for (code, _), place in found.snapshot.places.items() if code == "trust"
    }
    assert places == {2: ["note"], 3: []}


@pytest.mark.parametrize("name", ["measure", "day"])
def test_a_needed_column_missing_or_doubled_holds_its_tab_and_no_other(name: str) -> None:
    found = checked(cut(base_grids(), "updates", name))
    assert [(issue.code, issue.severity) for issue in found.issues] == [("column_missing", Severity.HELD)]
    assert found.held == {"updates"}
    assert (found.snapshot.embedded, found.snapshot.updates) == (frozenset(), ())
    assert len(found.rows) == 16


def test_the_header_row_is_found_below_a_title_and_blank_rows() -> None:
    grids = put(base_grids(), "updates", 2, status="Zaļš")
    grids["updates"] = [["Izpildes gaita"], [], ["2024. gads"], *grids["updates"]]
    assert faults(checked(grids)) == [("rows_above_header", None), ("unknown_word", "D5")]


def test_headers_below_the_fifteenth_row_are_not_found() -> None:
    grids = base_grids()
    grids["updates"] = [[]] * 15 + grids["updates"]
    assert [code for code, _ in faults(checked(grids))] == ["header_missing"]


def test_blank_rows_are_passed_over_and_rows_keep_their_numbers() -> None:
    grids = put(base_grids(), "updates", 4, status="Zaļš")
    grids["updates"].insert(2, ["", "  ", "\u00a0"])
    grids["updates"].insert(2, [])
    assert faults(checked(grids)) == [("unknown_word", "D6")]


@pytest.mark.parametrize(
    "word",
    [
        "Kopā",
        "KOPĀ:",
        "Kopā 2024. gadā",
        "Summa",
        "Vidēji",
        "Pavisam:",
        "Pavisam kopā, EUR",
        "Total",
        "Summa par 2024. gadu",
    ],
)
def test_a_row_of_totals_is_passed_over(word: str) -> None:
    found = checked(add(base_grids(), "funding", plan=word, amount="120000"))
    assert [(issue.code, issue.cell) for issue in found.issues] == [("totals_row", "A4")]


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("funding", {"purpose": "Kopā", "amount": "120000"}),
        ("funding", {"purpose": "Kopā", "amount": "120000", "first_year": "2023", "kind": "vajadzība"}),
        ("funding", {"plan": "P5", "source": "KOPĀ:", "amount": "120000"}),
        ("funding", {"amount": "120000", "measures": "Kopā"}),
        ("updates", {"done": "Pavisam"}),
        ("updates", {"measure": "Kopā: 3 pasākumi"}),
        ("indicator_values", {"municipality": "Kopā", "indicator": "LAW-02", "number": "3"}),
        ("indicator_values", {"note": "Summa", "number": "3"}),
        ("decisions", {"text": "Kopā"}),
        ("institutions", {"id": "Kopā", "title": "3"}),
        ("municipalities", {"short_title": "Vidēji", "population": "40000"}),
        ("trust", {"survey": "Average", "value": "30"}),
    ],
)
def test_a_total_is_known_in_any_column_of_words(code: str, cells: dict[str, str]) -> None:
    found = checked(add(base_grids(), code, **cells))
    assert [issue.code for issue in found.issues] == ["totals_row"]
    assert found.snapshot == checked(base_grids()).snapshot


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("funding", {"purpose": "Kopā ar skolām rīkotas mācības", "first_year": "2023", "kind": "vajadzība"}),
        ("funding", {"purpose": "Summa dialoga apļiem", "first_year": "2023", "kind": "vajadzība"}),
        ("funding", {"purpose": "Mācības", "source": "Kopā", "first_year": "2023", "kind": "vajadzība"}),
        ("updates", {"measure": "P5-1.1", "day": "2025-01-10", "done": "Kopā"}),
        ("institutions", {"id": "SUMMA", "title": "Biedrība „Summa”"}),
        ("decisions", {"id": "L-2", "meeting": "2024-11-07", "text": "Kopā ar nozari sagatavot ziņojumu."}),
        ("trust", {"survey": "Kopā pētījums", "year": "2021", "country": "LVA", "indicator": "a", "title": "Kopā",
                   "group": "Kopā", "response": "daļa", "value": "30", "unit": "%"}),
    ],
)  # fmt: skip
def test_a_row_that_only_uses_the_word_is_none_of_totals(code: str, cells: dict[str, str]) -> None:
    found = checked(add(base_grids(), code, **cells))
    assert found.issues == ()
    assert found.rows[code] == checked(base_grids()).rows[code] + 1


def test_unknown_columns_are_dropped_before_anything_is_kept() -> None:
    grids = base_grids()
    secret = "anna.ozola@mk.gov.lv"
    grids["updates"] = [[*row, "Kontakti" if number == 0 else secret] for number, row in enumerate(grids["updates"])]
    found = checked(grids)
    assert [issue.code for issue in found.issues] == ["column_unknown"]
    assert secret not in repr(found)


def test_personal_data_are_neither_kept_nor_shown() -> None:
    grids = put(
        base_grids(), "updates", 2, done="jautāt: anna.ozola@mk.gov.lv", status="29123456", evidence="120385-12345"
    )
    add(grids, "institutions", id="anna@mk.gov.lv", title="29123456")
    grids["agenda"][0][2] = "Jautājums"
    grids["plans"][0].append("67082800")
    found = checked(grids)
    assert {"personal_data_removed", "unknown_word", "not_an_id"} <= {issue.code for issue in found.issues}
    assert not any(private in repr(found) for private in ("anna", "29123456", "120385", "67082800"))


# Merged and hidden cells


def merged(code: str, *merges: Merge) -> RawBook:
    tabs = book(base_grids()).tabs
    return RawBook("tests", tuple(replace(tab, merges=merges) if tab.title == code else tab for tab in tabs))


def blanked(code: str, cells: dict[tuple[int, str], str], *merges: Merge) -> Checked:
    """Check the valid tables with some cells blank, as all but the first of a merged block are."""
    grids = base_grids()
    for (row, name), text in cells.items():
        put(grids, code, row, **{name: text})
    tabs = [replace(tab, merges=merges) if tab.title == code else tab for tab in book(grids).tabs]
    return check(RawBook("tests", tuple(tabs)), live.embedded().snapshot)


def test_cells_merged_down_a_column_repeat_their_value() -> None:
    column = place("measures", "responsible")
    found = blanked("measures", {(2, "responsible"): "VK"}, Merge(1, 3, column, column))
    assert faults(found) == [("merged_filled", "I2")]
    assert [measure.responsible for measure in found.snapshot.measures][:3] == [("VK",)] * 3


def test_a_merged_key_is_repeated_too() -> None:
    found = blanked("updates", {(3, "measure"): "", (4, "measure"): ""}, Merge(1, 3, 0, 0))
    assert faults(found) == [("merged_filled", "A2")]
    assert ids(found, "updates", "measure") == ["P5-1.1"] * 3


def test_cells_merged_over_many_rows_are_refused() -> None:
    grids = base_grids()
    for number in range(60):
        add(grids, "decisions", id=f"D-{number}", meeting="2024-11-07", text="Pieņemt.")
    column = place("decisions", "responsible")
    tabs = [
        replace(tab, merges=(Merge(1, 60, column, column),)) if tab.title == "decisions" else tab
        for tab in book(grids).tabs
    ]
    found = check(RawBook("tests", tuple(tabs)), live.embedded().snapshot)
    assert [(issue.code, issue.cell, dict(issue.args)["range"]) for issue in found.issues] == [
        ("merged_cells", "D2", "D2:D61")
    ]
    assert found.rows["decisions"] == 61


def test_a_block_merged_across_the_key_refuses_its_rows() -> None:
    found = blanked("updates", {(2, "day"): ""}, Merge(1, 1, 0, 1))
    assert faults(found) == [("merged_cells", "A2")]
    assert found.rows["updates"] == 2


def test_a_block_merged_across_a_needed_reference_refuses_its_rows() -> None:
    start = place("measures", "commitment")
    found = blanked("measures", {(3, "parent"): ""}, Merge(2, 2, start, start + 1))
    assert faults(found) == [("merged_cells", "E3")]
    assert found.rows["measures"] == 4


def test_merged_titles_above_the_header_and_empty_blocks_do_not_matter() -> None:
    assert check(merged("updates", Merge(0, 0, 0, 3), Merge(1, 2, 7, 8)), live.embedded().snapshot).issues == ()


def test_loading_cells_hold_a_tab_from_the_third_on() -> None:
    grids = put(put(base_grids(), "updates", 2, done="Loading..."), "updates", 3, evidence="Ielādē…")
    assert [code for code, _ in faults(checked(grids))] == ["cell_loading", "cell_loading"]
    put(grids, "updates", 4, done="Notiek ielāde…")
    assert [code for code, _ in faults(checked(grids))] == ["tab_loading"]


def test_too_many_rows_hold_a_tab() -> None:
    found = check(book(base_grids()), live.embedded().snapshot, max_rows=4)
    held = [(issue.code, issue.tab) for issue in found.issues]
    assert held == [("too_many_rows", "measures"), ("too_many_rows", "municipalities")]
    assert found.held == {"measures", "municipalities"}
    assert found.snapshot.embedded == frozenset()


# Whole books


def test_a_book_of_nothing_says_so_once_and_serves_the_embedded_data() -> None:
    found = check(RawBook("tukša", ()), live.embedded().snapshot)
    assert [issue.code for issue in found.issues] == ["workbook_unread"]
    assert found.snapshot.id == live.embedded().snapshot.id
    assert found.refused


def test_a_check_without_anything_to_fall_back_on_stands_alone() -> None:
    found = check(RawBook("tukša", ()))
    assert found.snapshot.measures == ()
    assert found.snapshot.embedded == frozenset()


def test_every_kind_of_typed_cell_is_read_where_it_belongs() -> None:
    grids = put(base_grids(), "updates", 2, day=TypedCell(CellKind.DATE, "2024-10-15", "15.10.2024."))
    put(grids, "funding", 2, first_year=TypedCell(CellKind.NUMBER, 2023.0, "2023"))
    put(grids, "funding", 2, amount=TypedCell(CellKind.NUMBER, 90000.0, "90000"))
    put(grids, "meetings", 2, starts=TypedCell(CellKind.TIME, "13:00", "13:00"))
    put(grids, "commitments", 2, irm_promising=TypedCell(CellKind.FLAG, True, "PATIESS"))
    put(grids, "commitments", 2, number=TypedCell(CellKind.NUMBER, 1.0, "1"))
    put(grids, "indicator_values", 2, municipality=TypedCell(CellKind.NUMBER, 1000.0, "1000"))
    found = checked(grids)
    assert [code for code, _ in faults(found)] == ["code_zeros_added"]
    assert found.snapshot.id == checked(base_grids()).snapshot.id


def test_issues_stand_in_the_order_of_the_sheet() -> None:
    grids = put(base_grids(), "updates", 4, status="Zaļš")
    put(grids, "updates", 2, done="#REF!", day="2024")
    put(grids, "plans", 2, link="nav saites")
    tabs = list(grids)
    places = [(tabs.index(issue.tab or ""), issue.row, issue.cell) for issue in checked(grids).issues]
    assert places == sorted(places)
    assert len(places) == 4


def test_every_issue_of_a_broken_book_has_its_words() -> None:
    grids = {code: [[cell or "?" for cell in row] for row in grid] for code, grid in base_grids().items()}
    assert {issue.code for issue in checked(grids).issues} <= set(TEXTS)


def test_statuses_and_dates_reach_the_snapshot_as_they_were_meant() -> None:
    third = checked(base_grids()).snapshot.updates[2]
    assert (third.status, third.new_deadline) == (Status.PARTLY_DONE, PartialDate(2026, 6))
    assert RawTab("x", ()).rows == ()


# Agendas


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/", ""), ("", ""), ("?datums=2024-11-07", ""), ("/pasakumi", "pasakumi"), (" pasakumi/ ", "pasakumi"),
        ("/pasakumi?pasakums=3.5#x", "pasakumi"), ("/kalendars?veids=irm", "kalendars"),
        ("/nekas", None), ("/pasakumi/3.5", None), ("//pasakumi", "pasakumi"), ("https://mk.gov.lv/dati", None),
        ("//[x", None),
    ],
)  # fmt: skip
def test_an_agenda_may_only_lead_to_a_page_of_the_dashboard(address: str, page: str | None) -> None:
    assert page_of(address) == page
    found = checked(put(base_grids(), "agenda", 2, address=address))
    assert faults(found) == ([] if page is not None else [("address_unknown", "E2")])
    assert found.snapshot.agenda[0].address == (address.strip() or None), "it is kept as it stands"


def test_only_the_councils_meetings_await_an_agenda() -> None:
    grids = base_grids()
    add(grids, "meetings", id="2025-05-05", day="2025-05-05", kind="uzraudzības padome")
    add(grids, "meetings", id="2025-06-06", day="2025-06-06", kind="cita")
    assert faults(checked(grids)) == [("agenda_missing", "A4")]
    add(grids, "agenda", meeting="2025-05-05", number="1", question="Jautājums")
    assert faults(checked(grids)) == []


def test_without_the_tab_of_agendas_none_is_missed() -> None:
    grids = base_grids()
    del grids["agenda"]
    assert [code for code, _ in faults(checked(grids))] == ["tab_from_embedded"]


def test_thirty_items_are_an_agenda_and_one_more_looks_like_a_slip() -> None:
    grids = base_grids()
    for number in range(2, MOST_AGENDA_ITEMS + 1):
        add(grids, "agenda", meeting="2024-11-07", number=str(number), question="Jautājums")
    assert faults(checked(grids)) == []
    add(grids, "agenda", meeting="2024-11-07", number="99", question="Jautājums")
    found = checked(grids)
    assert faults(found) == [("agenda_long", "A2")]
    assert len(found.snapshot.agenda) == MOST_AGENDA_ITEMS + 1, "none is left out"


def test_a_heading_that_needs_more_than_its_place_is_noted_and_kept() -> None:
    grids = put(base_grids(), "agenda", 2, question="x" * LONGEST_HEADING)
    assert faults(checked(grids)) == []
    put(grids, "agenda", 2, question="x" * (LONGEST_HEADING + 1))
    put(grids, "meetings", 2, title="y" * 2000)
    found = checked(grids)
    assert sorted(faults(found)) == [("heading_long", "C2"), ("heading_long", "G2")]
    assert not found.refused


def test_an_agenda_that_names_an_unknown_measure_keeps_its_item_and_says_which() -> None:
    found = checked(put(base_grids(), "agenda", 2, measures="P5-1.1; P5-77.7"))
    assert faults(found) == [("reference_unknown", "F2")]
    assert found.snapshot.agenda[0].measures == ()


# Trust


def trust_rows(*rows: dict[str, str]) -> dict[str, list[list]]:
    """The base tables with these trust figures on Latvia in 2023 instead of their own."""
    grids = base_grids()
    del grids["trust"][1:]
    said = {
        "survey": "OECD uzticēšanās pētījums",
        "year": "2023",
        "country": "LVA",
        "indicator": "trust_national_government",
        "title": "Uzticēšanās valdībai",
        "unit": "%",
    }
    for row in rows:
        add(grids, "trust", **said | row)
    return grids


HIGH, NEUTRAL, LOW = "augsta vai vidēji augsta", "neitrāla", "zema vai nav"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([{"response": HIGH, "value": "29"}, {"response": LOW, "value": "53,8"}], []),
        # rounded parts may add to 101 or 102
        ([{"response": HIGH, "value": "34"}, {"response": NEUTRAL, "value": "13"}, {"response": LOW, "value": "54"}],
         []),
        (
            [{"response": HIGH, "value": "35"}, {"response": NEUTRAL, "value": "13"}, {"response": LOW, "value": "54"}],
            [("parts_over_whole", "I2"), ("parts_over_whole", "I3"), ("parts_over_whole", "I4")],
        ),
        # the parts of different groups, waves or countries are no parts of one whole
        ([{"response": HIGH, "value": "90"}, {"response": LOW, "value": "90", "group": "vecums: 18–29"}], []),
        ([{"response": HIGH, "value": "90"}, {"response": LOW, "value": "90", "year": "2021"}], []),
        ([{"response": HIGH, "value": "90"}, {"response": LOW, "value": "90", "survey": "Cits"}], []),
        (
            [{"response": "piekrīt", "value": "60"}, {"response": "nepiekrīt", "value": "42"}],
            [("parts_over_whole", "I2"), ("parts_over_whole", "I3")],
        ),
        ([{"response": "piekrīt", "value": "23"}, {"response": "nepiekrīt", "value": "77"}], []),
        ([{"response": HIGH, "value": "-1"}], [("number_out_of_range", "I2")]),
        ([{"response": HIGH, "value": "101"}], [("number_out_of_range", "I2")]),
        ([{"response": "izmaiņas", "value": "-2,4", "unit": "procentpunkti"}], []),
        ([{"response": "izmaiņas", "value": "4"}], [("unit_of_answer", "J2")]),
        ([{"response": HIGH, "value": "29", "country": "LV"}], [("country_unknown", "C2")]),
        ([{"response": HIGH, "value": "33", "country": "EU"}], []),
        ([{"response": "varbūt", "value": "29"}], [("unknown_word", "H2")]),
        # two values for one cell: nobody can tell which is right
        (
            [{"response": HIGH, "value": "29"}, {"response": HIGH, "value": "31"}],
            [("duplicate_key", "A2"), ("duplicate_key", "A3")],
        ),
    ],
)  # fmt: skip
def test_trust_figures_must_make_sense(rows: list[dict[str, str]], found: list[tuple[str, str]]) -> None:
    assert faults(checked(trust_rows(*rows))) == found


def test_a_weight_is_above_zero() -> None:
    found = checked(put(base_grids(), "indicators", 2, weight="0"))
    assert [code for code, _ in faults(found)] == ["number_out_of_range"]
    assert found.snapshot.indicators[0].weight is None


# What stands beside the cells


def test_addresses_behind_cells_are_read_or_named() -> None:
    grids = base_grids()
    evidence, done = place("updates", "evidence"), place("updates", "done")
    put(grids, "updates", 2, evidence="Protokols", done="Darbs")
    tabs = [
        replace(
            tab,
            links={
                (1, evidence): ("https://www.mk.gov.lv/protokols",),
                (1, done): ("https://www.mk.gov.lv/darbs",),
                (0, 0): ("https://www.mk.gov.lv/galva",),
                (1, 40): ("https://www.mk.gov.lv/malā",),
                (900, 0): ("https://www.mk.gov.lv/zem",),
            },
        )
        if tab.title == "updates"
        else tab
        for tab in book(grids).tabs
    ]
    found = check(RawBook("tests", tuple(tabs)), live.embedded().snapshot)
    assert faults(found) == [("link_unread", "E2")]
    written = {update.evidence for update in found.snapshot.updates}
    assert "Protokols https://www.mk.gov.lv/protokols" in written


def test_a_serial_day_is_counted_from_the_workbook_s_own_beginning() -> None:
    grids = base_grids()
    put(grids, "updates", 2, day=TypedCell(CellKind.NUMBER, 45580.0 - 1462, "44118"))
    put(grids, "measures", 3, deadline=TypedCell(CellKind.NUMBER, 2025.0, "2025"))
    tabs = tuple(replace(tab, from_1904=tab.title in ("updates", "measures")) for tab in book(grids).tabs)
    found = check(RawBook("tests", tabs), live.embedded().snapshot)
    assert ("date_normalised", "B2") in faults(found)
    assert date(2024, 10, 15) in {update.day for update in found.snapshot.updates}
    assert PartialDate(2025) in {measure.deadline for measure in found.snapshot.measures}


@pytest.mark.parametrize("title", ["Pašvaldību dati", "Pašvaldību\u00a0dati", "Pašvaldību dati\u200b"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_alike_but_in_another_form_are_the_same_name(title: str, form: Literal["NFC", "NFD"]) -> None:
    """Tabs, headings, words, municipalities and identifiers."""
    plain = base_grids()
    put(plain, "indicator_values", 2, municipality="Madonas novads", answer="nav ziņu", indicator="LAW-02")
    expected = checked(plain)
    grids = base_grids()
    put(
        grids,
        "indicator_values",
        2,
        municipality="Madonas\u00a0novads",
        answer="nav\u2009ziņu",
        indicator="ＬＡＷ‑０２",
    )
    grids[title] = grids.pop("indicator_values")
    changed = {
        unicodedata.normalize(form, name): [
            [unicodedata.normalize(form, cell) if isinstance(cell, str) else cell for cell in row] for row in rows
        ]
        for name, rows in grids.items()
    }
    found = checked(changed)
    assert found.snapshot.id == expected.snapshot.id
    assert not {"tab_alias", "column_alias", "reference_unknown"} & {issue.code for issue in found.issues}


def test_a_later_column_of_a_tab_without_a_key_renames_no_content(monkeypatch: pytest.MonkeyPatch) -> None:
    """All columns tell the rows of Finansējums apart, so an empty new one stands in the key of each marked row."""
    snapshot = live.embedded().snapshot
    tables = {table.code: getattr(snapshot, table.code) for table in TABLES}
    key, marked = BY_CODE["funding"].key_of(snapshot.funding[0]), Place(2, frozenset({"amount"}))
    before = content_id(tables, {("funding", key): marked})
    column = Column("confirmed", "Apstiprināts", Kind.DATE, "When it was last confirmed.", later=True)
    wide = replace(BY_CODE["funding"], columns=(*BY_CODE["funding"].columns, column))
    monkeypatch.setattr("data.intake.result.BY_CODE", {**BY_CODE, "funding": wide})
    assert content_id(tables, {("funding", (*key, None)): marked}) == before
    assert content_id(tables, {("funding", (*key, "2026")): marked}) != before
