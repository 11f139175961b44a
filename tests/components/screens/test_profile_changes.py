"""What has changed of a municipality between the snapshots kept: values before and after, and nothing else."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from components.blocks.html import write
from components.screens.municipality import profile_changes
from components.view import View
from data import live
from data.intake.check import check
from data.live import Current
from data.live import corrections as logs
from data.model import Snapshot
from data.store.contents import Memory
from data.store.store import Store
from data.words import Language, words
from tests.helpers import add, base_grids, book, put
from tests.screens.reading import Node, read

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = date(2026, 11, 28)
RIGA = "0001000"
ADDRESS = {"kods": RIGA, "lidzigas": "", "pec": "", "vieta": "", "kops": ""}
BUDGET = {"municipality": RIGA, "indicator": "PL-6.3a", "answer": "ir", "number": "700000", "source_date": "2026-11-20"}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty history of the configured source, of which nothing is remembered."""
    own = Store(f"sqlite:///{tmp_path / 'h.sqlite3'}")
    monkeypatch.setattr(live, "archive", lambda: own)
    monkeypatch.delenv("SPREADSHEET", raising=False)
    monkeypatch.setattr(logs, "_answer_pairs", Memory(logs.MOST_ANSWERS))
    monkeypatch.setattr(logs, "_by_unit", Memory(2))
    yield own
    own.close()


def keep(store: Store, day: int, *more: dict[str, str], **first: str) -> Snapshot:
    """Store a read of the base tables, with cells of Riga's first row changed and rows added."""
    grids = put(base_grids(), "indicator_values", 2, **first)
    for row in more:
        add(grids, "indicator_values", **row)
    own = book(grids)
    found = check(own, live.embedded().snapshot)
    store.put(own, found, NOON + timedelta(days=day), live.source_key(None))
    return found.snapshot


def shown(monkeypatch: pytest.MonkeyPatch, newest: Snapshot, at: int, looked_at: Snapshot | None = None,
          language: Language = "lv", **address: str) -> Node:  # fmt: skip
    """The section of Riga's page as it is with the newest snapshot, or with an earlier one taken on a day."""
    monkeypatch.setattr(live, "current", lambda: Current(newest, (), "Tabula"))
    own = looked_at or newest
    view = View(words(language), DAY, DAY, Current(own, (), "Tabula", read_at=NOON + timedelta(days=at)), None)
    (unit,) = (unit for unit in own.municipalities if unit.code == RIGA)
    return read(write(profile_changes.changes(view, unit, ADDRESS | address)))


def rows(node: Node, caption: str) -> list[list[str]]:
    for table in node.all("table"):
        if table.all("caption")[0].words() == caption:
            return [[cell.words() for cell in row.all("th", "td")] for row in table.all("tbody")[0].all("tr")]
    return []


def test_a_correction_stands_with_its_value_before_and_after(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = keep(store, 0)
    second = keep(store, 1, answer="daļēji", stage="noteikumi")
    noted = keep(store, 2, answer="daļēji", stage="noteikumi", note="Pārbaudīts.")
    last = keep(store, 3, BUDGET, answer="daļēji", stage="noteikumi", note="Pārbaudīts.")
    node = shown(monkeypatch, last, 3)
    assert rows(node, "Starp datu versijām, jaunākās vispirms") == [
        [f"22.11.2026. plkst. 14.00 · {noted.id} → 23.11.2026. plkst. 14.00 · {last.id}"],
        ["Līdzdalības budžets", "nav ziņu", "ir · 700 000"],
        [f"20.11.2026. plkst. 14.00 · {first.id} → 21.11.2026. plkst. 14.00 · {second.id}"],
        ["Sēžu tiešraides", "ir · norisinās", "daļēji · noteikumi"],
    ]
    assert f"/pasvaldiba?kods={RIGA}&snapshot={first.id}" in [link.attributes["href"] for link in node.all("a")]


def test_a_page_of_an_earlier_snapshot_knows_of_no_later_change(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store, 0)
    second = keep(store, 1, answer="daļēji")
    last = keep(store, 2, BUDGET, answer="daļēji")
    caption = "Starp datu versijām, jaunākās vispirms"
    earlier, now = shown(monkeypatch, last, 1, second), shown(monkeypatch, last, 2)
    assert [row[0] for row in rows(earlier, caption) if row[1:]] == ["Sēžu tiešraides"]
    assert [row[0] for row in rows(now, caption) if row[1:]] == ["Līdzdalības budžets", "Sēžu tiešraides"]


def test_rows_that_say_the_same_are_counted_and_not_listed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = keep(store, 0)
    last = keep(store, 1, note="Pārbaudīts.")
    node = shown(monkeypatch, last, 1, kops=first.id)
    assert (
        "Starp datu versijām, kas saglabātas kopš 20.11.2026. plkst. 14.00, nav mainījusies neviena atbilde."
        in node.words()
    )
    compared = f"Salīdzinot ar datu versiju 20.11.2026. plkst. 14.00 · {first.id}, neviena atbilde neatšķiras."
    assert compared in node.words()
    assert "1 atbildei atšķiras tikai piezīme, avots vai ticamība." in node.words()
    changed = keep(store, 2, BUDGET, note="Pārbaudīts.")
    node = shown(monkeypatch, changed, 2, kops=first.id)
    assert rows(node, f"Salīdzinājums ar datu versiju 20.11.2026. plkst. 14.00 · {first.id}") == [
        ["Līdzdalības budžets", "nav ziņu", "ir · 700 000 (20.11.2026.)"]
    ]


def test_one_snapshot_says_nothing_of_change_and_a_lost_history_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = keep(store, 0)
    assert "Starp datu versijām" not in shown(monkeypatch, only, 0).words()
    monkeypatch.setattr(profile_changes, "log_of", lambda unit: None)
    assert "Vēsturi nevar nolasīt" in shown(monkeypatch, only, 0).words()


def test_many_changes_are_cut_and_lead_to_the_log(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    last = keep(store, 0)
    for day in range(1, profile_changes.MOST_CHANGES + 3):
        last = keep(store, day, answer=("daļēji", "ir")[day % 2], stage="")
    node = shown(monkeypatch, last, 30, language="en")
    listed = rows(node, "Between snapshots, the newest first")
    assert [row[1:] for row in listed if row[1:]][:2] == [
        ["in place", "partly in place"],
        ["partly in place", "in place"],
    ]
    assert len([row for row in listed if row[1:]]) == profile_changes.MOST_CHANGES
    assert len({row[0] for row in listed if not row[1:]}) == profile_changes.MOST_CHANGES, "each with its own days"
    links = {link.words(): link.attributes["href"] for link in node.all("a")}
    assert links["All changed figures"].startswith("/par?skats=")
