"""The command of the publication where what it is made of changes while it writes."""

from pathlib import Path

import pytest

from components.web.publish import __main__ as command
from components.web.publish import site
from components.web.publish.folder import CURRENT, VERSIONS, Fresh


class OnePage:
    """A site of one page."""

    def __init__(self, version: Fresh, *_told: object) -> None:
        self._version = version

    def write(self) -> None:
        self._version.put("index.html", b"page")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "Site", OnePage)


def keys(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    told = iter(found)
    monkeypatch.setattr(command, "made_of", lambda *_: next(told))


def test_what_changed_meanwhile_is_written_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys(monkeypatch, "a", "b", "b", "b")
    assert command.main([str(tmp_path)]) == 0
    assert (tmp_path / CURRENT / "index.html").read_bytes() == b"page"
    assert len(list((tmp_path / VERSIONS).iterdir())) == 1
    keys(monkeypatch, "b")
    assert command.main([str(tmp_path)]) == 0


def test_what_changes_all_the_time_is_refused_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    keys(monkeypatch, "a", "b", "c", "d")
    assert command.main([str(tmp_path)]) == 1
    assert "changed meanwhile" in caplog.text
    assert not (tmp_path / CURRENT).exists()
    assert not list((tmp_path / VERSIONS).iterdir())
