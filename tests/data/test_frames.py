"""The tables as DataFrames, against hand counts of the embedded files and against the records they are made of."""

import contextlib
import io
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import frames as room
from data import live
from data.contract.columns import Column, Kind, Table
from data.contract.tables import BY_CODE, TABLES
from data.frames import UNITS, columns_of, frames
from data.model import Answer, IndicatorValue, PartialDate, Place, Snapshot, Status
from tests.answers.build import plan, report, snapshot
from tests.helpers import ROOT


@pytest.fixture(scope="module")
def tables() -> room.Frames:
    return frames(live.embedded().snapshot)


def named(table: str) -> dict[str, room.FrameColumn]:
    return {told.name: told for told in columns_of(table)}


# What is in the embedded files


def test_every_table_is_a_frame_with_its_rows(tables: room.Frames) -> None:
    assert list(tables) == [table.code for table in TABLES]
    assert {code: len(frame) for code, frame in tables.items()} == {
        **{"updates": 28, "indicator_values": 614},
        **{"meetings": 4, "agenda": 5, "decisions": 0, "focus": 9, "approvals": 0},
        **{"plans": 2, "directions": 3, "commitments": 6, "measures": 42, "calendar": 61, "funding": 9},
        **{"institutions": 11, "indicators": 62, "municipalities": 43, "trust": 444},
    }
    assert "updates" in tables
    assert "outlines" not in tables
    with pytest.raises(KeyError):
        tables["outlines"]
    with pytest.raises(KeyError):
        columns_of("outlines")


def test_a_report_reads_as_its_row(tables: room.Frames) -> None:
    """The second row of the file: P5-1.2, 15.10.2024, public sources, done."""
    row = tables["updates"].iloc[1]
    assert (row["measure"], row["day"], row["assessor"], row["status"]) == (
        *("P5-1.2", pd.Timestamp(2024, 10, 15)),
        *("public_sources", "done"),
    )
    assert row[["obstacles", "new_deadline", "new_deadline_precision", "reported_by"]].isna().all()
    assert (row["row"], row["kept"], row["doubtful"]) == (3, False, ())


def test_statuses_stand_in_the_order_of_every_screen(tables: room.Frames) -> None:
    status = tables["updates"]["status"]
    assert list(status.cat.categories) == [member.value for member in Status]
    assert status.cat.ordered
    assert status.value_counts(sort=False).to_dict() == {
        **{"done": 2, "partly_done": 0, "ongoing": 0, "under_way": 7, "not_started": 1, "not_done": 0},
        **{"stopped": 0, "unchanged": 0},
    }
    assert status.isna().sum() == 18
    assert named("updates")["status"].words["under_way"] == "Tiek īstenots"


def test_what_is_unknown_is_missing_and_never_zero(tables: room.Frames) -> None:
    """Two of nine sums are not known: 90 000, 117 000, 95 000, 30 000, 2 400 000, 49 997 and 104 996.52 are."""
    amount = tables["funding"].sort_values("row")["amount"]
    assert amount.isna().tolist() == [True, False, False, False, False, True, False, False, False]
    assert amount.sum() == pytest.approx(2_886_993.52)
    assert not (amount == 0).any()
    values = tables["indicator_values"]
    assert values["number"].notna().sum() == 30
    assert values["source_date"].isna().sum() == 324
    assert tables["plans"]["invented"].isna().all()


def test_a_date_is_the_last_day_of_its_period(tables: room.Frames) -> None:
    calendar = tables["calendar"].set_index("row")
    assert calendar["start_precision"].value_counts().to_dict() == {"day": 31, "year": 16, "month": 14}
    first = calendar.loc[[2, 4, 5, 6], ["start", "start_precision"]]
    assert list(first.itertuples(index=False, name=None)) == [
        (pd.Timestamp(2011, 12, 31), "year"),
        (pd.Timestamp(2014, 5, 26), "day"),
        (pd.Timestamp(2014, 12, 31), "month"),
        (pd.Timestamp(2016, 3, 31), "month"),
    ]
    assert calendar["end_precision"].value_counts(sort=False).to_dict() == {"day": 0, "month": 6, "year": 3}
    assert calendar["end"].isna().sum() == calendar["end_precision"].isna().sum() == 52
    values = tables["indicator_values"]["source_date_precision"]
    assert list(values.cat.categories) == ["day", "month", "year"]
    assert values.value_counts().to_dict() == {"year": 128, "day": 135, "month": 27}


def test_answers_and_the_words_of_bands_stand_apart(tables: room.Frames) -> None:
    values = tables["indicator_values"]
    assert values["answer"].value_counts(sort=False).to_dict() == {
        **{"yes": 127, "partly": 39, "no": 0, "planned": 1, "not_reported": 304, "not_applicable": 0},
    }
    assert values["band"].value_counts().to_dict() == {
        **{"nav augsts": 73, "nebija izlasē": 32, "augsts": 13, "bija izlasē": 11},
    }
    assert (values["answer"].notna() & values["band"].notna()).sum() == 0


def test_lists_are_tuples_and_codes_keep_their_zeros(tables: room.Frames) -> None:
    measures = tables["measures"].set_index("id")
    assert measures.loc["P5-1.1", "responsible"] == ("VK", "VAS")
    assert [*measures["responsible"]].count(()) == 10
    assert Counter(name for names in measures["responsible"] for name in names) == {
        "VK": 31,
        "VARAM": 15,
        "VAS": 10,
        "VID": 11,
        "TM": 5,
        "FM": 5,
    }
    municipalities = tables["municipalities"].set_index("code")
    assert municipalities.loc["0001000", "short_title"] == "Rīga"
    assert municipalities["population"].sum() == 1_872_778
    assert municipalities.loc[["0055000"], "valid_to"].tolist() == [pd.Timestamp(2025, 6, 30)]
    assert municipalities["kind"].value_counts().to_dict() == {"district": 36, "state_city": 7}


def test_times_of_day_are_read_as_they_are_written(tables: room.Frames) -> None:
    meetings = tables["meetings"]
    council = meetings[meetings["kind"] == "council"]
    assert [*zip(council["id"], council["starts"], council["ends"], strict=True)] == [("2024-11-07", "13:00", "14:30")]
    assert meetings["starts"].isna().sum() == 3


# What a column is


DTYPES = {
    "category": pd.CategoricalDtype,
    "string": pd.StringDtype,
    "Int64": pd.Int64Dtype,
    "Float64": pd.Float64Dtype,
    "boolean": pd.BooleanDtype,
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_the_documentation_is_what_the_frame_holds(tables: room.Frames, table: Table) -> None:
    for told, (name, column) in zip(columns_of(table.code), tables[table.code].items(), strict=True):
        assert (told.name, told.dtype) == (name, str(column.dtype))
        assert told.help
        assert told.dtype not in DTYPES or isinstance(column.dtype, DTYPES[told.dtype])
        assert bool(told.allowed) is (told.dtype == "category")
        if told.allowed:
            assert list(column.cat.categories) == list(told.allowed)
            assert column.cat.ordered
        assert set(told.words) <= set(told.allowed)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_no_field_of_a_record_is_left_out(table: Table) -> None:
    names = [told.name for told in columns_of(table.code)]
    assert len(set(names)) == len(names)
    added = {"row", "kept", "doubtful", *(f"{name}_precision" for name in names)}
    assert [name for name in names if name not in added] == [own.name for own in fields(table.record)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_every_member_of_a_closed_word_has_its_category(table: Table) -> None:
    for column in table.columns:
        if column.choices:
            kind = type(next(iter(column.choices.values())))
            assert set(named(table.code)[column.name].allowed) == {member.value for member in kind}


def test_units_are_told_of_what_is_measured() -> None:
    assert all(column in BY_CODE[table].by_name for table, column in UNITS)
    assert named("funding")["amount"].unit == "EUR"
    assert named("municipalities")["area_km2"].unit == "km²"
    assert named("trust")["year"].unit == "year"
    measured = {(table.code, column.name) for table in TABLES for column in table.columns if column.kind is Kind.NUMBER}
    assert measured <= set(UNITS)


def test_a_column_of_the_sheet_is_told_as_in_the_sheet() -> None:
    told = named("updates")["measure"]
    assert (told.header, told.key, told.ref) == ("Pasākums", True, "measures")
    assert named("updates")["row"].header is None


# Where a row comes from


def test_a_row_names_its_place_and_what_was_doubtful() -> None:
    own = report("1.1", "2024-01-31", Status.DONE)
    place = Place(7, frozenset(["status", "evidence"]), kept=True)
    key = ("updates", (own.measure, own.day, own.assessor))
    made = replace(snapshot(own), places={key: place}, embedded=frozenset(["trust"]))
    row = frames(made)["updates"].iloc[0]
    assert (row["row"], row["kept"], row["doubtful"]) == (7, True, ("evidence", "status"))
    without = frames(replace(made, places={}))["updates"].iloc[0]
    assert (pd.isna(without["row"]), without["kept"], without["doubtful"]) == (True, False, ())
    assert frames(made)["trust"].attrs == {"snapshot": made.id, "table": "trust", "embedded": True, "invented": ()}
    assert frames(made)["updates"].attrs["embedded"] is False


def test_a_frame_of_an_invented_country_says_so() -> None:
    """What its sheet lacks comes from the embedded files and is true."""
    made = snapshot(plan(invented=True), embedded=frozenset(["trust"]))
    assert frames(made)["measures"].attrs["invented"] == ("P1",)
    assert frames(made)["trust"].attrs["invented"] == ()


# Kept, and nobody's but the caller's


def test_a_callers_changes_reach_nobody_else() -> None:
    tables = frames(live.embedded().snapshot)
    before = tables["funding"]
    mine = tables["funding"]
    mine["amount"] = 0.0
    mine.attrs["invented"] = ("P5",)
    mine.index.name = mine.columns.name = "changed"
    other: Any = tables["funding"]
    other.loc[:, "purpose"] = ""
    other["first_year"].array[0] = 1
    other["kind"].array[0] = "need"
    other["measures"].array[0] = ("P5-1.1",)
    municipalities: Any = tables["municipalities"]
    municipalities["valid_from"].array[0] = pd.Timestamp(1900, 1, 1)
    after = tables["funding"]
    pd.testing.assert_frame_equal(after, before)
    assert after.attrs == before.attrs
    assert (after.index.name, after.columns.name) == (None, None)
    assert tables["municipalities"]["valid_from"][0] == pd.Timestamp(2021, 7, 1)


def test_a_table_is_made_once_for_a_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    make = room._frame

    def noted(snapshot: Snapshot, table: str) -> pd.DataFrame:
        made.append(table)
        return make(snapshot, table)

    monkeypatch.setattr(room, "_frame", noted)
    monkeypatch.setattr(room, "_kept", type(room._kept)())
    embedded = live.embedded().snapshot
    assert made == []
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda code: frames(embedded)[code], ["trust", "updates"] * 20))
    assert sorted(made) == ["trust", "updates"]
    assert {len(frame) for frame in found} == {444, 28}


def test_only_the_newest_snapshots_frames_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_kept", type(room._kept)())
    made = [Snapshot(id=str(number)) for number in range(room.KEPT + 1)]
    first = frames(made[0])
    assert frames(made[0]) is first
    for one in made[1:-1]:
        frames(one)
    assert frames(made[0]) is first
    frames(made[-1])
    assert [key[0] for key in room._kept] == ["2", "3", "0", "4"]
    moved = replace(made[0], embedded=frozenset(["trust"]))
    assert frames(moved) is not first


def test_pandas_is_not_imported_before_a_frame_is_asked_for() -> None:
    program = "import sys, data, data.frames as f; f.columns_of('trust'); sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


# Nothing is lost


def _partial(day: date, parts: int) -> PartialDate:
    return PartialDate(*(day.year, day.month, day.day)[:parts])


PARTIAL = st.builds(_partial, st.dates(), st.integers(1, 3))


@cache
def records(code: str) -> st.SearchStrategy[Any]:
    table = BY_CODE[code]
    return st.builds(table.record, **{own.name: _of(table, own.name) for own in fields(table.record)})


def _of(table: Table, name: str) -> st.SearchStrategy[Any]:
    if name == "band":
        return st.none() | st.text()
    column = table.by_name[name]
    made: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.DAY: st.dates(),
        Kind.DATE: PARTIAL,
        Kind.TIME: st.builds(time, st.integers(0, 23), st.integers(0, 59)),
        Kind.INTEGER: st.integers(-(2**63) + 1, 2**63 - 1),
        Kind.NUMBER: st.floats(allow_nan=False),
        Kind.CHOICE: st.deferred(lambda: st.sampled_from([*column.choices.values()])),
        Kind.FLAG: st.booleans(),
    }
    if column.many or column.kind is Kind.LIST:
        return st.lists(st.text(), max_size=3).map(tuple)
    return st.none() | made.get(column.kind, st.text())


def back(row: pd.Series, table: Table) -> Any:
    """The record that a row of a frame was made of."""
    read = {column.name: _read(row, column) for column in table.columns}
    if table.record is IndicatorValue:
        read["band"] = None if pd.isna(row["band"]) else row["band"]
    return table.record(**read)


def _read(row: pd.Series, column: Column) -> Any:
    value = row[column.name]
    if isinstance(value, tuple):
        return value
    if pd.isna(value):
        return None
    if column.kind is Kind.DATE:
        return _partial(value.date(), {"year": 1, "month": 2, "day": 3}[row[f"{column.name}_precision"]])
    if column.kind is Kind.DAY:
        return value.date()
    if column.kind is Kind.TIME:
        return time.fromisoformat(value)
    if column.choices:
        return type(next(iter(column.choices.values())))(value)
    return value


def rows(frame: pd.DataFrame) -> list[pd.Series]:
    """The rows with each cell as its column gives it: a row taken as a Series may turn whole numbers into others."""
    return [pd.Series({name: frame[name].iloc[number] for name in frame}, dtype=object) for number in range(len(frame))]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_record_can_be_read_back_from_its_frame(table: Table, data: st.DataObject) -> None:
    made = tuple(data.draw(st.lists(records(table.code), max_size=4)))
    frame = room.Frames(Snapshot(id="0", **{table.code: made}))[table.code]  # type: ignore[arg-type]
    assert [back(row, table) for row in rows(frame)] == list(made)
    assert [str(column.dtype) for _, column in frame.items()] == [told.dtype for told in columns_of(table.code)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_the_embedded_records_can_be_read_back(tables: room.Frames, table: Table) -> None:
    frame = tables[table.code]
    assert [back(row, table) for row in rows(frame)] == list(getattr(tables.snapshot, table.code))


def test_an_answer_in_the_frame_is_a_plain_word() -> None:
    values = frames(live.embedded().snapshot)["indicator_values"]
    assert type(values["answer"].dropna().iloc[0]) is str
    assert not isinstance(values["answer"].dropna().iloc[0], Answer)


# The example in the README


def test_the_readmes_example_says_what_stands_below_it() -> None:
    text = (ROOT / "README.md").read_text("utf-8").split("## The tables in pandas\n")[1].split("\n## ")[0]
    program, printed = (re.search(rf"```{kind}\n(.*?)```", text, re.DOTALL) for kind in ("python", "text"))
    assert program
    assert printed
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(program[1], str(Path("README.md")), "exec"), {})
    trimmed = [line.rstrip() for line in said.getvalue().splitlines()]
    assert trimmed == printed[1].splitlines()
