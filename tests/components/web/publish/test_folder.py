"""A publication on a disk: whole at any moment, only what changed is written, and nothing foreign is touched."""

import subprocess
import sys
from pathlib import Path

import pytest

from components.web.publish.folder import CURRENT, LIST, MARK, VERSIONS, FolderError, fresh, opened
from tests.serving import ROOT

A, B = {"index.html": b"one", "en/index.html": b"same"}, {"index.html": b"two", "en/index.html": b"same"}


def publish(folder: Path, files: dict[str, bytes], made_of: str = "x") -> int:
    with opened(folder) as before, fresh(folder, before, made_of) as version:
        for name, body in files.items():
            version.put(name, body)
    return version.written


def read(folder: Path) -> dict[str, bytes]:
    root = folder / CURRENT
    files = [file for file in root.rglob("*") if file.is_file() and file.name != LIST]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def test_only_what_has_changed_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert publish(folder, A) == 2
    kept = (folder / CURRENT / "en" / "index.html").stat().st_ino
    assert publish(folder, B) == 1
    assert read(folder) == B
    assert (folder / CURRENT / "en" / "index.html").stat().st_ino == kept, "the same file on the disk"
    assert len(list((folder / VERSIONS).iterdir())) == 1, "the version before is gone"
    assert publish(folder, {"index.html": b"two"}) == 0
    assert read(folder) == {"index.html": b"two"}, "a page that is no more is gone"


def test_a_run_that_fails_leaves_the_last_whole_one(tmp_path: Path) -> None:
    publish(tmp_path, A)
    with pytest.raises(RuntimeError), opened(tmp_path) as before, fresh(tmp_path, before, "y") as version:
        version.put("index.html", b"half")
        raise RuntimeError
    assert read(tmp_path) == A
    assert len(list((tmp_path / VERSIONS).iterdir())) == 1


_KILLED = """
import os, signal, sys
from pathlib import Path
from components.web.publish import folder
place, when = Path(sys.argv[1]), sys.argv[2]
if when == "turn":
    folder._turn = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
with folder.opened(place) as before, folder.fresh(place, before, "y") as version:
    version.put("index.html", b"half")
    if when == "writing":
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("when", ["writing", "turn"])
def test_a_run_that_is_killed_leaves_the_last_whole_one_and_the_next_one_tidies_up(tmp_path: Path, when: str) -> None:
    publish(tmp_path, A)
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path), when], cwd=ROOT, check=False)
    assert ended.returncode == -9
    assert read(tmp_path) == A
    assert len(list((tmp_path / VERSIONS).iterdir())) == 2, "what it had begun is still there"
    publish(tmp_path, B)
    assert read(tmp_path) == B
    assert len(list((tmp_path / VERSIONS).iterdir())) == 1


def test_a_folder_of_others_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(FolderError) as refused, opened(tmp_path):
        pass
    assert refused.value.code == "foreign"
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "site"
    file.write_text("mine")
    with pytest.raises(FolderError) as refused, opened(file):
        pass
    assert refused.value.code == "file"
    assert file.read_text() == "mine"


def test_two_runs_do_not_meet(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(FolderError) as refused, opened(tmp_path):
        pass
    assert refused.value.code == "busy"


def test_what_others_put_beside_the_pages_stays(tmp_path: Path) -> None:
    publish(tmp_path, A)
    version = (tmp_path / CURRENT).resolve()
    (version / "google123.html").write_text("theirs")
    publish(tmp_path, B)
    publish(tmp_path, A)
    assert (version / "google123.html").read_text() == "theirs"


@pytest.mark.parametrize(
    "name", ["../out", "/etc/x", "a/../../b", "", "a//b", ".hidden", "a/.b", LIST, "x\ny", "C:\\x"]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with opened(tmp_path) as before, pytest.raises(ValueError, match="cannot be"), fresh(tmp_path, before, "x") as new:
        new.put(name, b"")


def test_a_list_that_names_what_no_run_writes_removes_nothing(tmp_path: Path) -> None:
    publish(tmp_path / "site", A)
    (tmp_path / "precious").write_text("mine")
    told = (tmp_path / "site" / CURRENT / LIST).read_text().replace('"index.html"', '"../../../precious"')
    (tmp_path / "site" / CURRENT / LIST).write_text(told)
    publish(tmp_path / "site", B)
    assert (tmp_path / "precious").read_text() == "mine"
    assert read(tmp_path / "site") == B


def test_what_takes_long_is_made_once(tmp_path: Path) -> None:
    made: list[str] = []

    def run(of: str) -> None:
        with opened(tmp_path) as before, fresh(tmp_path, before, of) as version:
            version.draw("a.png", of, lambda: made.append(of) or of.encode())  # type: ignore[func-returns-value]

    for of in ("one", "one", "two"):
        run(of)
    assert made == ["one", "two"]
    assert (tmp_path / CURRENT / "a.png").read_bytes() == b"two"


def test_the_mark_says_that_it_is_ours(tmp_path: Path) -> None:
    publish(tmp_path, {})
    assert (tmp_path / MARK).is_file()
    assert (tmp_path / CURRENT).readlink().parts[0] == VERSIONS
