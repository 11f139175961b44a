"""How complete the data are, by tab and by who should have reported."""

from data.answers.progress import progress
from data.answers.quality import InstitutionRecord, completeness, institution_records
from data.contract.tables import BY_CODE
from data.model import Assessor, Place, Status
from tests.answers.build import PLAN, day, measure, report, snapshot

ON = day("2024-06-30")


def test_every_tab_is_counted_cell_by_cell() -> None:
    held = snapshot(
        measure("1.1", responsible=("VK",)), measure("1.2", note=""),
        places={
            ("measures", ("P1-1.1",)): Place(2, frozenset({"deadline", "start"})),
            ("measures", ("P1-1.2",)): Place(3, kept=True),
            ("updates", ("x",)): Place(2, frozenset({"status"})),
        },
    )  # fmt: skip
    found = {tab.table: tab for tab in completeness(held)}
    assert set(found) == set(BY_CODE)
    own = found["measures"]
    # Said of both: id, plan, number, commitment, title and confidence; of one also who is responsible.
    assert (own.rows, own.filled) == (2, 6 + 7)
    assert own.cells == 2 * len(BY_CODE["measures"].columns)
    assert (own.doubtful, own.kept) == (2, 1)
    assert (found["updates"].rows, found["updates"].cells, found["updates"].doubtful) == (0, 0, 1)


def test_who_has_reported_on_what() -> None:
    held = snapshot(
        measure("1.1", responsible=("VK", "TM")), measure("1.2", responsible=("VK",)),
        measure("1.3", responsible=("VAS",)), measure("1.4"), measure("1.5", responsible=("FM",), added="2025"),
        report("1.1", "2024-01-01", Status.UNDER_WAY), report("1.1", "2024-03-01"),
        report("1.2", "2024-02-01", Status.DONE, Assessor.PUBLIC_SOURCES), report("1.3", "2024-07-01", Status.DONE),
    )  # fmt: skip
    found = institution_records(held, progress(held, PLAN, ON))
    assert found == (
        InstitutionRecord("VAS", ("1.3",), (), None),
        InstitutionRecord("VK", ("1.2",), ("1.1",), day("2024-03-01")),
        InstitutionRecord("TM", (), ("1.1",), day("2024-03-01")),
    )
    assert [record.measures for record in found] == [1, 2, 1]
    assert institution_records(snapshot(), progress(snapshot(), PLAN, ON)) == ()
