"""``python -m data history``: what was stored, shown, compared, verified, copied and taken out."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from data.__main__ import main
from data.store.store import HELD, Store
from tests.helpers import add, base_grids, checked, put
from tests.live.reads import SOURCE, after, at, numbered, read, read_of

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    file = tmp_path / "history.sqlite3"
    monkeypatch.setenv("HISTORY_URL", f"sqlite:///{file}")
    return at(file)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str, lang: str = "en") -> tuple[int, str]:
        code = main(["--lang", lang, "history", *arguments])
        return code, capsys.readouterr().out

    return call


def test_an_empty_history_says_so(store: Store, run: Run) -> None:
    store.newest()
    assert run("list") == (0, "The history is empty: no read has been saved yet.\n")
    assert run("list", "--json") == (0, "[]\n")
    assert run("verify") == (0, "0 stored reads were verified.\n")
    assert run("show", "0123456789") == (1, "No accepted snapshot “0123456789” is stored.\n")
    assert run("show", "2026-11-21")[0] == run("diff", "2026-11-21", "x")[0] == 1


@pytest.mark.parametrize("command", [
    ["list"], ["verify"], ["show", "0123456789"], ["backup", "copy.sqlite3"], ["thin", "--by", "administrator"],
    ["redact", "--personal", "--by", "administrator", "--why", "asked"],
])  # fmt: skip
def test_a_history_that_is_not_there_is_an_error_and_is_not_made(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HISTORY_URL", f"sqlite:///{tmp_path / 'vesture.sqlite3'}")
    code, said = run(*command)
    assert code == 1
    assert said.startswith("There is no history “vesture.sqlite3” there")
    assert list(tmp_path.iterdir()) == []


def test_list_names_every_read_the_newest_first(store: Store, run: Run) -> None:
    store.put(*numbered(1), after(0), SOURCE)
    store.put(*numbered(2), after(24 * 60), SOURCE, HELD, reason={"code": "vanished"})
    own = numbered(1)[1].snapshot.id
    code, said = run("list")
    held, accepted = said.splitlines()
    assert code == 0
    assert accepted.split() == ["1", "2026-11-21", "14:00:00", own, "accepted", SOURCE]
    assert "held" in held
    assert len(run("list", "--limit", "1")[1].splitlines()) == 1
    assert len(run("list", "--until", "2026-11-21")[1].splitlines()) == 1
    (first,) = json.loads(run("list", "--json", "--since", "2026-11-22")[1])
    assert (first["status"], first["reason"], first["number"]) == (HELD, {"code": "vanished"}, 2)


def test_show_gives_rows_and_issues_by_id_or_day(store: Store, run: Run) -> None:
    store.put(*read(status="Zaļš"), after(0), SOURCE)
    own = store.entries()[0].id
    code, said = run("show", own, lang="lv")
    assert code == 0
    assert "Izpildes gaita" in said
    assert "„Zaļš”" in said
    assert run("show", "2026-11-21", lang="lv") == (code, said)
    assert run("show", "2026-11-20")[0] == 1
    found = json.loads(run("show", own, "--json")[1])
    assert found["rows"]["Izpildes gaita"] == 3
    assert [issue["code"] for issue in found["issues"]] == ["unknown_word"]


def test_what_was_held_cannot_be_shown(store: Store, run: Run) -> None:
    store.put(*numbered(1), after(0), SOURCE, HELD)
    assert run("show", numbered(1)[1].snapshot.id)[0] == 1


def test_diff_tells_what_changed_and_what_no_report_says(store: Store, run: Run) -> None:
    store.put(*read_of({"measures": {"deadline": "2025-06"}}), after(0), SOURCE)
    grids = put(base_grids(), "measures", 2, deadline="2026-06", title="Cits nosaukums")
    grids = add(grids, "institutions", id="JAUNA", title="Jauna iestāde")
    store.put(read()[0], checked(grids), after(24 * 60), SOURCE)
    code, said = run("diff", "2026-11-21", "2026-11-22")
    lines = said.splitlines()
    assert code == 0
    assert lines[0] == "~ Pasākumi: P5-1.1 (reworded; deadline moved; not explained by a report)"
    assert "    Termiņš: „2025-06” → „2026-06”" in lines
    assert "+ Institūcijas: JAUNA" in lines
    assert lines[-1] == "2 rows differ."
    found = json.loads(run("diff", "2026-11-21", "2026-11-22", "--json")[1])
    assert [change["silent"] for change in found["changes"]] == [True, False]
    assert found["changes"][0]["meanings"] == ["reworded", "deadline_moved"]
    assert run("diff", "2026-11-21", "2026-11-21") == (0, "0 rows differ.\n")


def test_verify_names_what_is_damaged(store: Store, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    store.put(*numbered(1), after(0), SOURCE)
    assert run("verify") == (0, "1 stored read was verified.\n")
    monkeypatch.setattr("data.store.contents.Contents.find", lambda *_: None)
    code, said = run("verify")
    assert code == 1
    assert numbered(1)[1].snapshot.id in said
    assert [line.rpartition(": ")[2] for line in said.splitlines()] == [
        "the grid as read is damaged",
        "the checked rows are damaged",
    ]
    assert [one["part"] for one in json.loads(run("verify", "--json")[1])["damaged"]] == ["raw", "rows"]


def test_backup_writes_a_copy_once(store: Store, run: Run, tmp_path: Path) -> None:
    store.put(*numbered(1), after(0), SOURCE)
    assert run("backup", str(tmp_path / "copy.sqlite3")) == (0, "copy.sqlite3 is written.\n")
    assert at(tmp_path / "copy.sqlite3").entries() == store.entries()
    code, said = run("backup", str(tmp_path / "copy.sqlite3"), lang="lv")
    assert code == 1
    assert "„copy.sqlite3”" in said


def test_redact_says_what_it_did(store: Store, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    store.put(*read(done="Raksta Jānis Bērziņš."), after(0), SOURCE)
    monkeypatch.setattr("sys.stdin", io.StringIO("jānis bērziņš\n"))
    code, said = run("redact", "-", "--by", "specialist", "--why", "asked to")
    assert code == 0
    assert said.startswith("Removed from 2 stored records.\n")
    assert "Checked again: 1 stored read no longer contains it." in said
    assert "Backups" in said
    assert store.snapshot(store.entries()[0]).updates[0].done == "Raksta […]."
    code, said = run("redact", "abc", "--by", "specialist", "--why", "asked to")
    assert (code, said) == (1, "At least 4 characters are needed: a shorter text occurs in too many words.\n")


def test_redact_takes_out_all_personal_data(store: Store, run: Run) -> None:
    store.put(*read(done="Zvanīt 26 411 873"), after(0), SOURCE)
    code, said = run("redact", "--personal", "--by", "specialist", "--why", "new rules", lang="lv")
    assert code == 0
    assert "Pārbaudīts vēlreiz: 1 saglabātajā nolasījumā tā vairs nav." in said
    with pytest.raises(SystemExit):
        run("redact", "--by", "specialist", "--why", "nothing named")


def test_a_database_that_cannot_be_used_is_said_without_its_address(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HISTORY_URL", "postgresql+nodriver://user:secret@host/db")
    code, said = run("list", lang="lv")
    assert code == 1
    assert "HISTORY_URL" in said
    assert "secret" not in said
