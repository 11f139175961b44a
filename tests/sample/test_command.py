"""``python -m data sample``: what it writes, its weeks, its mistakes, and what it refuses in one line."""

import itertools
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from data import __main__ as command
from data import live, settings
from data.answers.difference import drifts
from data.contract.tables import TABLES
from data.intake.issues import TEXTS
from data.live import source_key
from data.model import PlanState
from data.sample import mistakes, past
from data.sample.country import sample
from data.sample.sizes import DAY, WEEKS
from data.store.store import Store


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("SPREADSHEET", "HISTORY_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(settings, "SECRETS", tmp_path / "nav.toml")


def ran(caplog: pytest.LogCaptureFixture, *arguments: object) -> tuple[int, list[str]]:
    """The exit code and the lines said."""
    caplog.set_level("INFO", logger="data")
    caplog.clear()
    code = command.main(["--lang", "en", "sample", *map(str, arguments)])
    return code, [record.getMessage() for record in caplog.records]


def test_a_country_is_written(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    folder = tmp_path / "zeme"
    assert ran(caplog, folder) == (0, [f"The folder “{folder}” is ready."])
    assert {path.stem for path in folder.glob("*.csv")} == {table.code for table in TABLES}
    assert (folder / "outlines.geojson").is_file()
    assert command.main(["check", str(folder)]) == 0


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--seed", "abc"], "--seed takes a whole number, not “abc”."),
        (["--seed", "1.5"], "--seed takes a whole number, not “1.5”."),
        (["--measures", "0"], "--measures takes 60 to 10,000, not 0."),
        (["--measures", "1"], "--measures takes 60 to 10,000, not 1."),
        (["--municipalities", "2001"], "--municipalities takes 9 to 2,000, not 2001."),
        (["--indicators", "61"], "--indicators takes 7 to 60, not 61."),
        (["--reports", "120"], "--reports takes 189 to 30,348, not 120."),
        (["--reports", "-1"], "--reports takes 120 to 100,000, not -1."),
        (["--measures", "daudz"], "--measures takes a whole number, not “daudz”."),
    ],
)
def test_what_makes_no_country_is_refused_in_one_line(
    caplog: pytest.LogCaptureFixture, tmp_path: Path, options: list[str], line: str
) -> None:
    assert ran(caplog, tmp_path / "zeme", *options) == (1, [line])
    assert not (tmp_path / "zeme").exists()


def test_nothing_is_written_over(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    (tmp_path / "mans.txt").write_text("mans", "utf-8")
    assert ran(caplog, tmp_path) == (1, [f"“{tmp_path}” is not empty. Name a new folder."])
    assert ran(caplog, tmp_path / "mans.txt") == (1, [f"“{tmp_path / 'mans.txt'}” is a file. Name a new folder."])
    assert [path.name for path in tmp_path.iterdir()] == ["mans.txt"]


def test_a_history_that_holds_anything_is_left_alone(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    file = tmp_path / "vesture.sqlite3"
    store = Store(f"sqlite:///{file}")
    past.fill(store, sample(1), 1, "zeme", weeks=1)
    code, lines = ran(caplog, tmp_path / "zeme", "--history", file)
    assert (code, lines) == (
        1,
        ["This history already contains reads, and nothing can be removed from it. Name a new file."],
    )
    assert len(store.entries()) == 1
    assert not (tmp_path / "zeme").exists()


def test_the_weeks_of_the_history(tmp_path: Path) -> None:
    made = sample(1)
    weeks = list(past.states(made, 1))
    assert len(weeks) == WEEKS == 200
    days = [read.date() for read, _ in weeks]
    assert (days[0], days[-1]) == (date(2023, 2, 1), date(2026, 11, 25))
    assert days[-1] < DAY
    assert weeks[-1][1] is made.snapshot
    counts = [len(state.updates) for _, state in weeks]
    assert counts[-1] > counts[0]
    assert any(later < earlier for earlier, later in itertools.pairwise(counts)), "some are withdrawn"
    first = weeks[0][1]
    assert [(plan.id, plan.state) for plan in first.plans] == [("Z1", PlanState.IN_FORCE)]
    assert not {measure.plan for measure in first.measures} - {"Z1"}
    moved = drifts((read.date(), state) for read, state in weeks)
    assert sum(len(own.deadlines) > 1 for own in moved.values()) == 6
    assert sum(len(own.wordings) > 1 for own in moved.values()) == 24
    assert sorted(own.measure for own in moved.values() if own.gone) == ["Z2-1.90", "Z2-4.90"]


def test_a_store_takes_each_week_and_then_the_folder_itself_brings_nothing_new(tmp_path: Path) -> None:
    made, folder = sample(1), tmp_path / "zeme"
    from data.sample.country import write
    from data.sources.csv_folder import CsvFolder
    from data.store import grid

    write(made, folder)
    store = Store(f"sqlite:///{tmp_path / 'vesture.sqlite3'}")
    assert past.fill(store, made, 1, str(folder), weeks=5) == 5
    newest = store.newest(source_key(str(folder)))
    book = CsvFolder(folder).read()
    checked = live.read(str(folder))
    assert newest
    assert newest.id == checked.snapshot.id
    assert store.put(grid.redacted(book), checked, newest.taken_at, source_key(str(folder))) is None
    assert store.verify() == ()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_exactly_the_planted_mistakes_are_found(caplog: pytest.LogCaptureFixture, tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "zeme"
    code, lines = ran(caplog, folder, "--mistakes", "--seed", seed)
    listed = json.loads((folder / mistakes.PLANTED).read_text("utf-8"))
    assert code == 0
    assert lines[-2:] == [f"{len(listed['planted'])} mistakes are planted.", "planted.json lists them."]
    wanted = Counter((one["code"], one["tab"], one["row"], one["column"]) for one in listed["planted"])
    found = live.read(str(folder)).issues
    assert Counter((issue.code, issue.tab, issue.row, issue.column) for issue in found) == wanted
    assert {one["code"] for one in listed["planted"]} | set(listed["not_planted"]) == set(TEXTS)
    assert not {one["code"] for one in listed["planted"]} & set(listed["not_planted"])
    assert len({one["code"] for one in listed["planted"]}) > 60
    assert all(listed["not_planted"].values())
