"""Rows that name their source, and the hosts they link to, counted by hand."""

from data.answers.cited import Cited, cited
from tests.answers.build import event, measure, report, snapshot


def test_rows_with_a_source_and_their_hosts_are_counted_a_row_once() -> None:
    held = snapshot(
        measure("1.1", source="Rīkojums: https://likumi.lv/ta/1; https://www.likumi.lv/ta/2"),
        measure("1.2", source="Prezentācija, 09.06.2022."),
        measure("1.3", source="HTTPS://anna@Likumi.LV:443/x, http://mk.gov.lv"),
        measure("1.4"),
        event("2024-01-01", source=None),
    )
    found = {one.table: one for one in cited(held)}
    assert found["measures"] == Cited("measures", 4, 3, (("likumi.lv", 2), ("mk.gov.lv", 1)))
    assert found["calendar"] == Cited("calendar", 1, 0, ())
    assert "institutions" not in found, "its rows cannot name a source"
    assert "updates" not in found, "it has no rows"


def test_evidence_is_a_source_too() -> None:
    held = snapshot(measure("1.1"), report("1.1", "2024-01-01", evidence="https://example.org/a b"))
    assert [one for one in cited(held) if one.table == "updates"] == [Cited("updates", 1, 1, (("example.org", 1),))]
    assert not any(one.rows == 0 or one.sourced for one in cited(snapshot()))
