"""The guard between two reads: what looks like an accident alarms, and whole rows may do as they like."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data import live
from data.contract.tables import BY_CODE, TABLES
from data.intake.check import check
from data.live.guard import PLACES_IN_A_LIST, Alarm, alarms, losses
from data.live.lastgood import with_last_good
from data.model import Snapshot
from tests.helpers import Grid, add, base_grids, book, embedded_grids, place

OWN = live.embedded()
Change = Callable[[dict[str, Grid]], object]


def found(change: Change, grids: dict[str, Grid] | None = None) -> tuple[Alarm, ...]:
    """What alarms when grids (the embedded tables) are changed between two reads."""
    before = check(book(grids or embedded_grids()), OWN.snapshot)
    grids = {code: [list(row) for row in rows] for code, rows in (grids or embedded_grids()).items()}
    change(grids)
    after = check(book(grids), OWN.snapshot)
    return alarms(before.snapshot, after, with_last_good(after, before.snapshot).snapshot)


def codes(change: Change, grids: dict[str, Grid] | None = None) -> list[tuple[str, str]]:
    return [(alarm.table, alarm.code) for alarm in found(change, grids)]


def cut(code: str, keep: int) -> Change:
    return lambda grids: grids.__setitem__(code, grids[code][: keep + 1])


# Rows that are gone


@pytest.mark.parametrize(
    ("keep", "alarm"),
    [(28, None), (23, None), (22, "guard_vanished"), (12, "guard_vanished"), (0, "guard_emptied")],
)
def test_more_than_a_fifth_of_the_rows_gone(keep: int, alarm: str | None) -> None:
    """Of 28 reports five may go at once."""
    assert codes(cut("updates", keep)) == ([("updates", alarm)] if alarm else [])


@pytest.mark.parametrize(("keep", "alarm"), [(8, None), (7, "guard_vanished"), (0, "guard_emptied")])
def test_rows_gone_from_a_table_without_a_key(keep: int, alarm: str | None) -> None:
    """Of 9 rows one may go at once: a fifth is 1.8."""
    assert codes(cut("funding", keep)) == ([("funding", alarm)] if alarm else [])


def decisions(number: int) -> dict[str, Grid]:
    grids = base_grids()
    grids["decisions"] = grids["decisions"][:1]
    for own in range(1, number + 1):
        add(grids, "decisions", id=f"L-{own}", meeting="2024-11-07", text=f"Nolemts {own}. jautājums.", state="izpildē")
    return grids


def test_the_share_counts_from_three_rows_on() -> None:
    assert codes(cut("decisions", 1), decisions(2)) == []
    assert codes(cut("decisions", 2), decisions(3)) == [("decisions", "guard_vanished")]


def test_bad_rows_are_not_gone() -> None:
    def spoil(grids: dict[str, Grid]) -> None:
        for row in grids["updates"][1:]:
            row[1] = "kaut kad"

    assert codes(spoil) == []


def test_rows_whose_key_changed_are_not_gone() -> None:
    """Nine reports dated by fill-down: told, not held."""

    def fill_down(grids: dict[str, Grid]) -> None:
        for row in grids["updates"][1:10]:
            row[1] = "2024-10-01"

    assert codes(fill_down) == []


@pytest.mark.parametrize("code", sorted(PLACES_IN_A_LIST))
def test_an_agenda_and_a_focus_list_may_be_rewritten(code: str) -> None:
    assert codes(cut(code, 1)) == []


# Rows that others refer to


def test_a_row_gone_that_another_refers_to() -> None:
    def drop(grids: dict[str, Grid]) -> None:
        grids["measures"] = [row for row in grids["measures"] if row[0] != "P5-1.2"]

    (alarm,) = found(drop)
    assert (alarm.table, alarm.code) == ("measures", "guard_referred")
    assert dict(alarm.args)["keys"] == "P5-1.2"


def test_a_row_gone_with_all_that_referred_to_it() -> None:
    def drop(grids: dict[str, Grid]) -> None:
        grids["measures"] = [row for row in grids["measures"] if row[0] != "P5-1.2"]
        for code, rows in grids.items():
            grids[code] = [row for row in rows if all("P5-1.2" not in str(cell).split("; ") for cell in row)]

    assert codes(drop) == []


def test_an_id_rewritten_names_its_heir() -> None:
    def rename(grids: dict[str, Grid]) -> None:
        row = next(row for row in grids["measures"] if row[0] == "P5-1.2")
        row[0] = "P5-1.20"

    (alarm,) = found(rename)
    assert (alarm.code, dict(alarm.args)["keys"], dict(alarm.args)["value"]) == ("guard_renamed", "P5-1.2", "P5-1.20")


def test_a_commitment_gone_that_measures_belong_to() -> None:
    def drop(grids: dict[str, Grid]) -> None:
        grids["commitments"] = grids["commitments"][:-1]

    assert codes(drop) == [("commitments", "guard_referred")]


def test_a_commitment_gone_that_the_focus_list_alone_names() -> None:
    grids = embedded_grids()
    add(grids, "commitments", plan="P5", number="9", direction="1", title="Tikai sarakstā")
    add(grids, "focus", year="2024", number="9", text="Īpaša uzmanība", targets="P5/9")

    def drop(grids: dict[str, Grid]) -> None:
        grids["commitments"] = grids["commitments"][:-1]

    assert codes(drop, grids) == [("commitments", "guard_referred")]


def test_a_row_gone_that_another_refers_to_though_a_tab_before_it_is_embedded() -> None:
    grids = base_grids()
    del grids["updates"]
    grids["decisions"] = grids["decisions"][:1]
    add(grids, "measures", id="P5-1.9", plan="P5", number="1.9", commitment="1", title="Jauns")
    add(grids, "decisions", id="L-1", meeting="2024-11-07", text="Nolemts.", measures="P5-1.9")

    def drop(grids: dict[str, Grid]) -> None:
        grids["measures"] = grids["measures"][:-1]

    assert codes(drop, grids) == [("measures", "guard_referred")]


# Columns that wandered


def shuffled(code: str, name: str, seed: int) -> Change:
    def change(grids: dict[str, Grid]) -> None:
        at = place(code, name)
        values = [row[at] for row in grids[code][1:]]
        random.Random(seed).shuffle(values)
        for row, value in zip(grids[code][1:], values, strict=True):
            row[at] = value

    return change


def moved(before: Snapshot, after: Snapshot, code: str, name: str) -> int:
    """How many different values of a keyed table's column stand in another row than before."""
    table = BY_CODE[code]
    old = {table.key_of(record): getattr(record, name) for record in getattr(before, code)}
    new = {table.key_of(record): getattr(record, name) for record in getattr(after, code)}
    changed = [key for key in old if key in new and old[key] != new[key]]
    return len(({old[key] for key in changed} & {new[key] for key in changed}) - {None, "", ()})


COLUMNS = [
    (table.code, column.name)
    for table in TABLES
    for column in table.columns
    if not table.source_only and table.code not in PLACES_IN_A_LIST and table.key and not column.key
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(COLUMNS), st.integers(0, 1000))
def test_a_column_that_wandered_always_alarms(where: tuple[str, str], seed: int) -> None:
    """Whatever the column: where three of its values moved on their own, its table is held."""
    code, name = where
    before = check(book(embedded_grids()), OWN.snapshot)
    grids = embedded_grids()
    shuffled(code, name, seed)(grids)
    after = check(book(grids), OWN.snapshot)
    merged = with_last_good(after, before.snapshot).snapshot
    assume(not any(place_.kept for place_ in merged.places.values()))
    assume(moved(before.snapshot, merged, code, name) >= 3)
    assert code in {alarm.table for alarm in alarms(before.snapshot, after, merged)}


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_whole_rows_that_move_never_alarm(chance: random.Random) -> None:
    def change(grids: dict[str, Grid]) -> None:
        for code, rows in grids.items():
            body = rows[1:]
            chance.shuffle(body)
            grids[code] = [rows[0], *body]

    assert found(change) == ()


def test_a_sorted_key_column_alarms() -> None:
    """The measures' titles stay, their IDs wander by one."""

    def shift(grids: dict[str, Grid]) -> None:
        ids = [row[0] for row in grids["measures"][1:]]
        for row, own in zip(grids["measures"][1:], [*ids[1:], ids[0]], strict=True):
            row[0] = own

    assert ("measures", "guard_wandered") in codes(shift)


@pytest.mark.parametrize(("rows", "alarm"), [(2, []), (3, [("decisions", "guard_wandered")])])
def test_three_values_have_to_move(rows: int, alarm: list[tuple[str, str]]) -> None:
    """Two decisions that change places by one cell are an edit."""

    def rotate(grids: dict[str, Grid]) -> None:
        at, some = place("decisions", "text"), grids["decisions"][1 : rows + 1]
        values = [row[at] for row in some]
        for row, value in zip(some, [*values[1:], values[0]], strict=True):
            row[at] = value

    assert codes(rotate, decisions(8)) == alarm


def test_columns_sorted_together_alarm() -> None:
    """Text and state of the decisions wander side by side, the rest of each row stays."""

    def rotate(grids: dict[str, Grid]) -> None:
        first, second = place("decisions", "text"), place("decisions", "state")
        some = grids["decisions"][1:]
        for number, row in enumerate(some):
            row[second] = ("izpildē", "izpildīts", "atcelts")[number % 3]
        pairs = [(row[first], row[second]) for row in some]
        for row, pair in zip(some, [*pairs[1:], pairs[0]], strict=True):
            row[first], row[second] = pair

    grids = decisions(6)
    for number, row in enumerate(grids["decisions"][1:]):
        row[place("decisions", "state")] = ("izpildē", "izpildīts", "atcelts")[number % 3]
        row[place("decisions", "responsible")] = f"{number}. iestāde"  # or else the IDs wandered
    (alarm,) = found(rotate, grids)
    assert alarm == Alarm("decisions", "guard_wandered", "Lēmums, Izpilde", (("count", "6"),))


def test_many_texts_mended_at_once_are_an_edit() -> None:
    def mend(grids: dict[str, Grid]) -> None:
        for row in grids["measures"][1:]:
            row[6] = f"{row[6]} (precizēts)"

    assert codes(mend) == []


def test_answers_given_anew_are_an_edit_though_their_rows_are_alike() -> None:
    """Of twelve municipalities with one indicator, four go from yes to no and four from no to yes."""
    grids = embedded_grids()
    units = [row[0] for row in grids["municipalities"][1:13]]
    grids["indicator_values"] = grids["indicator_values"][:1]
    for number, unit in enumerate(units):
        answer = "ir" if number < 6 else "nav"
        add(grids, "indicator_values", municipality=unit, answer=answer, source_date="2025")
    indicator = embedded_grids()["indicators"][1][0]
    for row in grids["indicator_values"][1:]:
        row[1] = indicator

    def anew(grids: dict[str, Grid]) -> None:
        for row in grids["indicator_values"][3:11]:
            row[2] = "nav" if row[2] == "ir" else "ir"

    assert codes(anew, grids) == []


def test_one_value_filled_down_is_an_edit() -> None:
    def fill(grids: dict[str, Grid]) -> None:
        for row in grids["decisions"][1:]:
            row[place("decisions", "responsible")] = "Valsts kanceleja"

    assert codes(fill, decisions(8)) == []


# What is told


def told(change: Change) -> dict[tuple[str, str], int]:
    before = check(book(embedded_grids()), OWN.snapshot)
    grids = embedded_grids()
    change(grids)
    after = with_last_good(check(book(grids), OWN.snapshot), before.snapshot)
    return {(loss.table, loss.code): len(loss.keys) for loss in losses(before.snapshot, after)}


def test_smaller_losses_are_counted() -> None:
    """Two reports gone, three dated anew, one restated."""

    def change(grids: dict[str, Grid]) -> None:
        rows = grids["updates"]
        for row in rows[1:4]:
            row[1] = "2024-10-01"
        statuses = [row for row in rows[4:-2] if row[3] == "Tiek īstenots"]
        statuses[0][3] = "Īsteno pastāvīgi"
        grids["updates"] = rows[:-2]

    assert told(change) == {
        ("updates", "guard_rows_gone"): 2,
        ("updates", "guard_keys_changed"): 3,
        ("updates", "guard_statuses_changed"): 1,
    }


def test_an_edit_of_a_text_tells_nothing() -> None:
    assert told(lambda grids: grids["measures"][1].__setitem__(6, "Cits nosaukums")) == {}


def test_tables_of_the_embedded_data_are_not_compared() -> None:
    before = replace(OWN.snapshot, embedded=frozenset(["updates"]))
    after = check(book({**embedded_grids(), "updates": embedded_grids()["updates"][:3]}), OWN.snapshot)
    assert alarms(before, after, after.snapshot) == ()
