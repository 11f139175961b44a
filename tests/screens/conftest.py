"""Visits to the screens without a browser: on one fixed day, with whatever data a test wants."""

import csv
import os
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from components.frame import shell
from data import live, settings
from data.live import Current
from data.live.refresher import Refresher
from data.model import Snapshot
from tests.helpers import Grid
from tests.screens.reading import Page

st.config.set_option("client.showErrorDetails", "full")
ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
SCREENS = [screen.address for screen in shell.SCREENS]
Visit = Callable[..., Page]


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is 22.11.2026., no source is set, no history is kept, and nothing is left over from another test."""
    monkeypatch.setattr(shell, "today", lambda: TODAY)
    monkeypatch.setattr(live, "_once", lambda: _read_once(os.environ.get("SPREADSHEET")))
    # AppTest looks through all installed packages before each run, which takes longer than the run.
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", lambda max_workers=None: [])
    monkeypatch.setattr(settings, "SECRETS", tmp_path / "none.toml")
    monkeypatch.setattr(live, "recorded", lambda wanted: None)
    monkeypatch.setattr(live, "snapshots", lambda limit=50: ())
    monkeypatch.setattr(live, "taken_at", lambda wanted: None)
    monkeypatch.setattr(live, "accepted", lambda limit: ())
    monkeypatch.setattr(live, "at", lambda day: None)
    monkeypatch.delenv("SPREADSHEET", raising=False)
    monkeypatch.delenv("CORRECTIONS_TO", raising=False)


@lru_cache(maxsize=8)
def _read_once(_source: str | None) -> Refresher:
    """What `history._once` reads, kept by the source: the embedded data and a tried folder are checked once."""
    return _REFRESHER()


_REFRESHER = live._once.__wrapped__


def _well_made(page: Page) -> Page:
    """What holds of every screen whatever the data: see the assertions."""
    tree = page.tree
    assert page.h1, "one h1 that says something"
    levels = [int(node.tag[1]) for node in tree.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), "no level is skipped"
    for table in page.tables:
        assert table.caption
        assert all(node.attributes.get("scope") in ("col", "row", "rowgroup") for node in table.node.all("th"))
        widths = {len(row) for row in table.rows}
        assert widths <= {1, len(table.headings)}, "a row has a cell for each column, or is the heading of a group"
    for node in tree.all("img"):
        assert "alt" in node.attributes
        assert node.attributes["src"].startswith("data:image/svg+xml"), "no image from elsewhere"
    for node in tree.all("a"):
        assert node.words(), "a link says where it leads"
        assert re.match(r"https?://|mailto:|[/?]", node.attributes["href"])
    assert not tree.all("script", "iframe", "object", "embed", "link", "meta", "svg", "style")
    for node in tree.all("form"):
        assert node.attributes["method"] == "get", "what is asked for is an address"
        assert node.attributes["action"].startswith("/")
    for node in tree.everything():
        assert not [name for name in node.attributes if name.startswith("on") or name in ("style", "srcdoc")]
    english = "Latviski" in page.links
    assert english or not re.search(r"\b(?:None|nan|True|False)\b", page.text), "no value of the program shows through"
    assert "{" not in page.text.replace("{x}", ""), "every place of a sentence is filled"
    return page


@pytest.fixture
def visit() -> Visit:
    """Open a screen by its address and parameters, and read it."""

    def come(screen: str = "", *, same: AppTest | None = None, **parameters: str) -> Page:
        run = same or AppTest.from_file(ROOT / "pages" / "router.py", default_timeout=60)
        for name, value in parameters.items():
            run.query_params[name] = value
        if screen:
            (file,) = (item.file for item in shell.SCREENS if item.address == screen)
            run.switch_page(file)
        run.run()
        assert not run.exception, "\n".join(line for item in run.exception for line in item.stack_trace[-3:])
        assert not run.error
        bodies = [element.proto.body for element in run.get("html")]
        return _well_made(Page(run, "\n".join(body for body in bodies if not body.startswith("<style>"))))

    return come


_seen: dict[tuple[str, ...], Page] = {}


@pytest.fixture
def seen(visit: Visit) -> Visit:
    """`visit` of the embedded data as they are, kept for every test that asks again: to be read, never clicked in."""

    def come(screen: str = "", **parameters: str) -> Page:
        assert live.current() is _read_once(None).current, "what a test has changed is not for other tests"
        key = (screen, *(f"{name}={value}" for name, value in sorted(parameters.items())))
        if key not in _seen:
            _seen[key] = visit(screen, **parameters)
        return _seen[key]

    return come


@pytest.fixture
def shows(monkeypatch: pytest.MonkeyPatch) -> Callable[[Snapshot], None]:
    """Make a snapshot the one that every screen shows."""

    def show(snapshot: Snapshot) -> None:
        monkeypatch.setattr(live, "current", lambda: Current(snapshot, (), "Plāna tabula"))

    return show


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the folders that stood in for a sheet."""
    return tmp_path_factory.mktemp("sources")


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch, sources: Path) -> Callable[[Mapping[str, Grid]], None]:
    """Write tables as a folder of CSV files and connect it as the source; the same tables are the same folder."""

    def connect(grids: Mapping[str, Grid]) -> None:
        folder = sources / sha256(repr(grids).encode()).hexdigest() / "tabula"
        if not folder.exists():
            folder.mkdir(parents=True)
            for code, grid in grids.items():
                with (folder / f"{code}.csv").open("w", encoding="utf-8", newline="") as file:
                    csv.writer(file).writerows(grid)
        monkeypatch.setenv("SPREADSHEET", str(folder))

    return connect
