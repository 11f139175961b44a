"""Whatever a snapshot holds, its lines give it back."""

from dataclasses import fields, replace
from datetime import UTC, date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import live
from data.answers.openness import core
from data.contract.tables import BY_CODE, TABLES
from data.intake.check import check
from data.intake.result import Checked
from data.model import Assessor, Hold, Issue, PartialDate, Place, Severity, Snapshot
from data.store import lines
from data.store.lines import UnreadableError, from_lines, lines_of, text_of, to_lines
from tests.helpers import base_grids, big_book, book, checked, place

SPECIAL = "".join(map(chr, range(32))) + "\x7f\x85\u2028\ud800„ā\U0001f600"
anything = st.text(st.one_of(st.characters(), st.sampled_from(SPECIAL)), max_size=12)


def kept(found: Checked) -> Checked:
    """What the store would give back, through the bytes."""
    return from_lines(lines_of(text_of(to_lines(found))))


def test_the_embedded_snapshot_comes_back_equal() -> None:
    found = live.embedded()
    assert kept(found) == found
    assert kept(found).snapshot.id == found.snapshot.id


def test_a_large_faulty_read_comes_back_with_its_issues_marks_and_places() -> None:
    found = check(big_book(3_000, 0.3), live.embedded().snapshot)
    assert found.refused
    assert any(where.doubtful for where in found.snapshot.places.values())
    back = kept(found)
    assert back == replace(found, refused_rows=())
    assert list(back.snapshot.places.values()) != []
    assert back.issues == found.issues
    assert back.rows == found.rows


@settings(max_examples=50)
@given(st.data())
def test_any_cells_in_any_table_come_back_equal(data: st.DataObject) -> None:
    """Whatever stands in the sheet: what the check made of it is kept exactly, and its lines are canonical."""
    grids = base_grids()
    for code in data.draw(st.lists(st.sampled_from([table.code for table in TABLES]), max_size=5)):
        column = data.draw(st.sampled_from(list(BY_CODE[code].by_name)[: len(grids[code][0])]))
        if len(grids[code]) > 1:
            row = data.draw(st.integers(1, len(grids[code]) - 1))
            grids[code][row][place(code, column)] = data.draw(anything)
    found = check(book(grids))
    assert kept(found) == replace(found, refused_rows=(), faults={})
    assert to_lines(kept(found)) == to_lines(found)


PARTIAL = st.dates(date(2000, 1, 1), date(2099, 12, 31)).flatmap(
    lambda day: st.sampled_from(
        [PartialDate(day.year), PartialDate(day.year, day.month), PartialDate(day.year, day.month, day.day)]
    )
)


def values_of(code: str, name: str) -> st.SearchStrategy[Any]:
    """Every value that a field may hold by its type, whether or not a check would make it."""
    column = BY_CODE[code].by_name.get(name)
    kind = column.kind.value if column else "text"
    if column and (column.many or kind == "list"):
        return st.lists(anything, max_size=3).map(tuple)
    by_kind: dict[str, st.SearchStrategy[Any]] = {
        "day": st.dates(),
        "date": PARTIAL,
        "time": st.times(),
        "integer": st.integers(),
        "number": st.floats(allow_nan=False),
        "flag": st.booleans(),
    }
    if column and kind == "choice":
        return st.none() | st.sampled_from(list(column.choices.values()))
    return st.none() | by_kind.get(kind, anything)


@settings(max_examples=50)
@given(st.data())
def test_any_record_comes_back_equal(data: st.DataObject) -> None:
    """Not only what today's check makes: every value of a field's type, doubled keys, places of rows that are gone."""
    tables: dict[str, tuple[Any, ...]] = {}
    places = {}
    for code in data.draw(st.lists(st.sampled_from([table.code for table in TABLES]), max_size=3, unique=True)):
        names = [field.name for field in fields(BY_CODE[code].record)]
        record = st.builds(BY_CODE[code].record, **{name: values_of(code, name) for name in names})
        drawn = data.draw(st.lists(record, max_size=4))
        tables[code] = tuple(drawn)
        for own in drawn + data.draw(st.lists(record, max_size=1)):
            if data.draw(st.booleans()):
                doubtful = frozenset(data.draw(st.lists(st.sampled_from(names), max_size=2)))
                where = Place(data.draw(st.integers(0, 20_000)), doubtful, data.draw(st.booleans()))
                places[code, BY_CODE[code].key_of(own)] = where
    issue = st.builds(
        Issue,
        *[st.none() | anything, st.none() | st.integers(0), st.none() | anything, anything.filter(str.isidentifier)],
        st.sampled_from(Severity),
        *[st.none() | anything, st.none() | anything, st.lists(st.tuples(anything, anything), max_size=2).map(tuple)],
    )
    embedded = data.draw(st.frozensets(st.sampled_from([table.code for table in TABLES])))
    snapshot = Snapshot("0123456789", **tables, embedded=embedded, places=places)
    rows = data.draw(st.dictionaries(anything, st.integers(0, 10_000), max_size=3))
    hold = st.builds(
        Hold,
        st.sampled_from([table.code for table in TABLES]),
        st.sampled_from(["guard_vanished", "column_missing"]),
        st.datetimes(timezones=st.just(UTC)),
        st.text("0123456789abcdef", min_size=16, max_size=16),
    )
    found = Checked(
        snapshot,
        tuple(data.draw(st.lists(issue, max_size=3))),
        rows,
        embedded,
        waived=data.draw(st.dictionaries(st.sampled_from(["updates", "trust"]), st.frozensets(anything, max_size=2))),
        holds=tuple(data.draw(st.lists(hold, max_size=3))),
        approvals_read=data.draw(st.frozensets(st.text("0123456789abcdef", min_size=16, max_size=16), max_size=3)),
    )
    assert kept(found) == found


def test_nothing_known_and_an_empty_text_stay_apart() -> None:
    found = live.embedded()
    measure = found.snapshot.measures[0]
    apart = tuple(replace(measure, id=own, note=note) for own, note in (("a", None), ("b", ""), ("c", "\x00")))
    snapshot = replace(found.snapshot, measures=apart)
    back = kept(replace(found, snapshot=snapshot)).snapshot
    assert [own.note for own in back.measures] == [None, "", "\x00"]


def test_a_row_put_in_above_changes_few_lines() -> None:
    """Row numbers are kept as steps, or every row below an inserted one would be stored anew."""
    grids = base_grids()
    before = to_lines(checked(grids))
    row = list(grids["updates"][1])
    row[1] = "2024-01-31"
    grids["updates"].insert(1, row)
    after = to_lines(checked(grids))
    assert len(set(after) - set(before)) <= 5


def test_a_column_that_came_later_reads_as_nothing_known() -> None:
    found = live.embedded()
    own = to_lines(found)
    head = next(at for at, line in enumerate(own) if line.startswith("table\x1fmeasures\x1f"))
    _, _, number, *names = own[head].split("\x1f")
    gone = {names.index("note"), names.index("confidence")}

    def without(line: str) -> str:
        return "\x1f".join(cell for at, cell in enumerate(line.split("\x1f")) if at not in gone)

    for at in range(head + 1, head + 1 + int(number)):
        own[at] = without(own[at])
    own[head] = "\x1f".join(["table", "measures", number, *(name for at, name in enumerate(names) if at not in gone)])
    back = from_lines(own).snapshot
    assert {measure.note for measure in back.measures} == {None}
    assert {str(measure.confidence) for measure in back.measures} == {"high"}
    assert [measure.title for measure in back.measures] == [measure.title for measure in found.snapshot.measures]


def test_a_snapshot_older_than_the_column_of_ties_asks_of_municipalities_what_it_asked() -> None:
    found = live.embedded()
    own = to_lines(found)
    head = next(at for at, line in enumerate(own) if line.startswith("table\x1findicators\x1f"))
    names = own[head].split("\x1f")[3:]
    gone = names.index("measures")
    for at in range(head + 1, head + 1 + len(found.snapshot.indicators)):
        cells = own[at].split("\x1f")
        own[at] = "\x1f".join(cells[:gone] + cells[gone + 1 :])
    own[head] = own[head].replace("\x1fmeasures", "")
    back = from_lines(own).snapshot
    assert {indicator.measures for indicator in back.indicators} == {()}
    assert [indicator.id for indicator in core(back, "P5")] == [f"PL-6.3{letter}" for letter in "abcdefg"]


def test_a_table_or_column_that_is_gone_is_passed_over() -> None:
    own = to_lines(live.embedded())
    end = next(at for at, line in enumerate(own) if line.startswith("rows\x1f"))
    own[end:end] = ["table\x1fformer\x1f1\x1fid", "x"]
    head = next(at for at, line in enumerate(own) if line.startswith("table\x1fplans\x1f"))
    own[head] += "\x1fformer_column"
    for at in range(head + 1, head + 1 + int(own[head].split("\x1f")[2])):
        own[at] += "\x1fx"
    assert from_lines(own) == live.embedded()


@pytest.mark.parametrize(
    "broken",
    [
        [""],
        ["snapshot"],
        ["book\x1f1\x1fx\x1f"],
        ["snapshot\x1f99\x1fid\x1f"],
        ["snapshot\x1f1\x1fid\x1f", "table\x1fplans\x1fx"],
    ],
)
def test_lines_that_hold_something_else_are_refused(broken: list[str]) -> None:
    with pytest.raises(UnreadableError):
        from_lines(broken)


def test_some_tables_alone_are_read_without_the_rest() -> None:
    back = from_lines(to_lines(live.embedded()), ["measures"])
    assert back.snapshot.measures == live.embedded().snapshot.measures
    assert (back.snapshot.updates, back.issues, back.rows) == ((), (), {})


def test_every_field_of_a_snapshot_and_an_issue_is_kept() -> None:
    """A field added to these must be added to the lines too; fields of records and places are kept by themselves."""
    tables = {table.code for table in TABLES}
    assert {field.name for field in fields(Snapshot)} == tables | {"id", "embedded", "places"}
    assert len(fields(Issue)) == 8
    of_this_read = {"refused_rows", "faults"}
    kept_fields = {"snapshot", "issues", "rows", "held", "waived", "holds", "approvals_read"}
    assert {field.name for field in fields(Checked)} == kept_fields | of_this_read
    assert {field.name for field in fields(Hold)} == {"table", "code", "since", "content"}
    assert lines.FORM == 1


def test_closed_words_are_kept_by_code_and_dates_as_iso() -> None:
    """The sheet's words may change; what is stored must not depend on them."""
    found = check(book(base_grids()), live.embedded().snapshot)
    line = next(line for line in to_lines(found) if line.startswith("P5-1.1\x1f2024-10-15"))
    assert line.split("\x1f")[2:4] == [Assessor.INSTITUTION.value, "under_way"]
    starts = live.embedded().snapshot.meetings[0].starts
    assert starts is None or isinstance(starts, time)


def test_a_place_of_a_tab_without_a_key_outlives_a_column_that_came_later() -> None:
    """Such a place was written with one part fewer: the whole snapshot must not become unreadable by it."""
    found = live.embedded()
    row = replace(found.snapshot.funding[0], purpose="Nav vairs lapā")
    key = BY_CODE["funding"].key_of(row)
    there = dict(found.snapshot.places) | {("funding", key): Place(99, frozenset({"amount"}))}
    own = to_lines(replace(found, snapshot=replace(found.snapshot, places=there)))
    (at,) = (at for at, line in enumerate(own) if line.startswith("place\x1ffunding\x1f"))
    own[at] = own[at].rpartition("\x1f")[0]
    back = from_lines(own).snapshot
    assert back.places["funding", (*key[:-1], None)] == Place(99, frozenset({"amount"}))
    (cut,) = (at for at, line in enumerate(own) if line.startswith("place\x1ffunding\x1f"))
    own[cut] += "\x1f" * 3
    with pytest.raises(UnreadableError):
        from_lines(own)
