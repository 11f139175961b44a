"""Counts as DataFrames: by hand, against the tallies they share their rules with, and as documented."""

from datetime import date

import pandas as pd
from hypothesis import given

from data import live
from data.answers import progress
from data.answers.counts import BY_INSTITUTION, by_institution
from data.frames import records
from data.model import STATE_ORDER, Assessor, Status
from tests.answers.build import PLAN, day, measure, report, snapshot
from tests.answers.test_properties import FEW, days, snapshots

TODAY = day("2024-06-30")


def said(found: pd.DataFrame) -> dict[tuple[str | None, str], int]:
    """What is counted, without the zeros."""
    return {
        (row["institution"], state.value): row[state] for row in records(found) for state in STATE_ORDER if row[state]
    }


def totals(found: pd.DataFrame) -> list[tuple[str | None, int]]:
    return [(row["institution"], row["total"]) for row in records(found)]


def test_every_institution_has_its_measures_by_state() -> None:
    held = snapshot(
        measure("1.1", responsible=("VK", "VAS")),
        measure("1.2", responsible=("VK",)),
        measure("1.3", responsible=("ĀM",)),
        measure("1.4"),
        measure("1.5"),
        measure("1.6"),
        measure("1.7", responsible=("VK",), added="2024-07"),
        measure("1.8", plan="P9", responsible=("TM",)),
        report("1.1", "2024-01-10", Status.DONE),
        report("1.2", "2024-02-10", by=Assessor.NGO),
        report("1.4", "2024-02-10", Status.UNDER_WAY),
        report("1.5", "2024-07-10", Status.UNDER_WAY),
    )
    found = by_institution(progress.progress(held, PLAN, TODAY))
    assert said(found) == {
        ("VK", "done"): 1,
        ("VK", "no_status"): 1,
        ("VAS", "done"): 1,
        ("ĀM", "no_news"): 1,
        (None, "under_way"): 1,
        (None, "no_news"): 2,
    }
    assert totals(found) == [("VK", 2), ("ĀM", 1), ("VAS", 1), (None, 3)]


def test_the_embedded_plan_by_institution() -> None:
    """Counted by hand in test_embedded.py; VK's under way are 1.3, 3.2, 3.5, 4.1a, 5.1 and 6.3a, ten name nobody."""
    found = by_institution(progress.progress(live.embedded().snapshot, "P5", date(2026, 7, 1)))
    assert totals(found) == [("VK", 29), ("VARAM", 13), ("VAS", 10), ("VID", 10), ("TM", 5), ("FM", 4), (None, 10)]
    counts = said(found)
    assert [counts["VK", state] for state in ("done", "under_way", "not_started", "no_status", "no_news")] == [
        *(2, 6, 1, 12, 8),
    ]
    assert counts[None, "under_way"] == 1  # 2.n1


def test_the_documentation_is_what_the_frame_holds() -> None:
    for held in (snapshot(measure("1.1", responsible=("VK",))), snapshot()):
        found = by_institution(progress.progress(held, PLAN, TODAY))
        assert [(name, str(column.dtype)) for name, column in found.items()] == [
            (told.name, told.dtype) for told in BY_INSTITUTION
        ]


@FEW
@given(snapshots(), days)
def test_the_counts_are_those_of_the_tallies(held, on) -> None:
    state = progress.progress(held, PLAN, on)
    found = by_institution(state)
    tallies = dict(progress.by_institution(state))
    named = {key: count for key, count in said(found).items() if key[0]}
    assert named == {
        (name, str(part)): count for name, own in tallies.items() for part, count in own.parts.items() if count
    }
    assert [name for name, _ in totals(found) if name] == list(tallies)
    unnamed = [item for item in state.standings if not item.measure.responsible]
    assert sum(count for (name, _), count in said(found).items() if name is None) == len(unnamed)
