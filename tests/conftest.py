"""For all tests: room to write, and the same examples of hypothesis on every run, with no database kept."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", derandomize=True, deadline=None, max_examples=200, database=None)
settings.load_profile("house")

ROOM = 500_000_000
"""Bytes that a run may need while it lasts, most of them for what browsers and LibreOffice put aside."""


def pytest_sessionstart() -> None:
    """Say so at once where there is no room, instead of failing in a hundred ways."""
    folder = Path(tempfile.gettempdir())
    if (free := shutil.disk_usage(folder).free) < ROOM:
        pytest.exit(
            f"Only {free >> 20} MB are free in {folder}, and the tests need {ROOM >> 20}: make room, or set TMPDIR"
        )


@pytest.fixture(scope="session", autouse=True)
def _own_history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let no test see what the dashboard kept when somebody ran it here, nor leave anything there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HISTORY_URL", f"sqlite:///{tmp_path_factory.mktemp('history')}/history.sqlite3")
        yield


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user can reach; pytest's own are shut."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("*"):
        path.chmod(0o755)
    folder.chmod(0o755)
    shutil.rmtree(folder)
