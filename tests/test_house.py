"""The house's own rules that a list of contracts cannot say, and that the contracts would be heeded.

Which room may import which, and which library lives where, stands in pyproject.toml ([tool.importlinter]) and is
checked by `make lint`; app.py and the pages' way to be found are scripts' matters and are checked here.
"""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import streamlit.config

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("pages", "components", "data")
PAGES = {path.stem for path in (ROOT / "pages").glob("*.py")}
LINTER = Path(sys.executable).with_name("lint-imports")

# A file, an import that no rule allows there, and what is said of it.
WRONG = [
    ("components/frame/shell.py", "from pages import router", "components.frame.shell -> pages.router"),
    ("pages/dati.py", "from pages import router", "pages.dati -> pages.router"),
    ("data/model.py", "from data import words", "data.model -> data.words"),
    ("data/raw.py", "import data.model", "data.raw -> data.model"),
    ("data/settings.py", "import data.words", "data.settings -> data.words"),
    ("data/settings.py", "import components", "data.settings -> components"),
    ("data/words/__init__.py", "from data.contract import tables", "data.words -> data.contract.tables"),
    ("data/words/__init__.py", "from data.raw import RawBook", "data.words -> data.raw"),
    (
        "data/sources/google/sheet.py",
        "from data.intake.check import check",
        "data.sources.google.sheet -> data.intake.check",
    ),
    (
        "data/sources/csv_folder.py",
        "from data.contract.tables import TABLES",
        "data.sources.csv_folder -> data.contract.tables",
    ),
    ("data/intake/check.py", "from data.sources.google import sheet", "data.intake.check -> data.sources.google.sheet"),
    ("data/intake/names.py", "import data.settings", "data.intake.names -> data.settings"),
    ("data/answers/progress.py", "from ..live import current", "data.answers.progress -> data.live"),
    ("data/answers/money.py", "from data.contract import tables", "data.answers.money -> data.contract.tables"),
    (
        "data/answers/peers.py",
        "def f():\n    from components.charts import palette",
        "data.answers.peers -> components.charts.palette",
    ),
    ("data/publish/tables.py", "from data.sources import workbook", "data.publish.tables -> data.sources.workbook"),
    ("data/publish/tables.py", "from data import live", "data.publish.tables -> data.live"),
    ("data/answers/peers.py", "import data.outlines", "data.answers.peers -> data.outlines"),
    ("data/store/store.py", "from data.publish import tables", "data.store.store -> data.publish.tables"),
    ("data/store/store.py", "import data.doctor", "data.store.store -> data.doctor"),
    ("data/doctor.py", "import data.__main__", "data.doctor -> data.__main__"),
    ("data/__init__.py", "from data import model", "data -> data.model"),
    ("data/frames.py", "from data.answers import money", "data.frames -> data.answers.money"),
    ("data/frames.py", "from data import live", "data.frames -> data.live"),
    ("data/model.py", "from data import frames", "data.model -> data.frames"),
    (
        "components/wording/terms.py",
        "from components.blocks import escape",
        "components.wording.terms -> components.blocks.escape",
    ),
    (
        "components/charts/maps.py",
        "from components.frame import shell",
        "components.charts.maps -> components.frame.shell",
    ),
    (
        "components/screens/trust/trust.py",
        "from components.screens.overview import overview",
        "components.screens.trust.trust -> components.screens.overview.overview",
    ),
    ("components/screens/quality/quality.py", "import streamlit", "components.screens.quality.quality -> streamlit"),
    ("components/blocks/escape.py", "import streamlit.components", "components.blocks.escape -> streamlit"),
    ("data/words/__init__.py", "import streamlit as st", "data.words -> streamlit"),
    ("pages/par.py", "import altair as alt", "pages.par -> altair"),
    ("components/blocks/escape.py", "from google.auth import default", "components.blocks.escape -> google"),
    ("components/charts/maps.py", "import altair", "components.charts.maps -> altair"),
    ("data/live/refresher.py", "from pydantic import BaseModel", "data.live.refresher -> pydantic"),
    ("data/live/refresher.py", "import sqlalchemy", "data.live.refresher -> sqlalchemy"),
    ("components/screens/trust/trust.py", "import pandas as pd", "components.screens.trust.trust -> pandas"),
    ("components/frame/shell.py", "import tests.faults", "components.frame.shell -> tests"),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's files in a folder of their own."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return folder


def linted(folder: Path) -> str:
    command = [str(LINTER), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


@pytest.fixture(scope="module")
def said_of_wrong(copy: Path) -> str:
    """What is said when all the wrong imports stand in their files at once."""
    for file, line, _ in WRONG:
        with (copy / file).open("a", encoding="utf-8") as opened:
            opened.write(f"\n{line}\n")
    (copy / "data" / "attic.py").touch()
    return linted(copy)


def test_the_rooms_are_held_to_their_contracts() -> None:
    said = linted(ROOT)
    assert re.search(r"^Contracts: \d+ kept, 0 broken\.$", said, re.MULTILINE), said


@pytest.mark.parametrize(("file", "line", "named"), WRONG)
def test_a_wrong_import_is_named(said_of_wrong: str, file: str, line: str, named: str) -> None:
    assert (ROOT / file).is_file()
    assert re.search(rf"\b{re.escape(named)} \(l\.\d", said_of_wrong), said_of_wrong


def test_every_contract_can_be_broken(said_of_wrong: str) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert re.findall(r"^(.+) KEPT", said_of_wrong, re.MULTILINE) == []
    assert re.findall(r"^(.+) BROKEN", said_of_wrong, re.MULTILINE) == [contract["name"] for contract in contracts]


def test_a_room_without_a_place_is_named(said_of_wrong: str) -> None:
    assert "attic" in said_of_wrong


def imported(path: Path) -> set[str]:
    """The first words of everything that the script imports."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"), path.name)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in names}


def test_the_application_leaves_screens_to_the_components() -> None:
    assert imported(ROOT / "app.py") - sys.stdlib_module_names == {"components", "data", "starlette", "streamlit"}


@pytest.mark.parametrize("script", ["app.py", *(f"pages/{name}.py" for name in sorted(PAGES))])
def test_no_page_is_imported_by_its_bare_name(script: str) -> None:
    """pages/ stands first on Streamlit's path, so ``import kalendars`` there means the page."""
    assert imported(ROOT / script) & {*PAGES, "pages"} == set()


def test_no_page_is_called_like_a_package() -> None:
    """pages/ stands first on Streamlit's path: pages/data.py would be what ``import data`` finds."""
    taken = {*ROOMS, "app", "tests", "deploy", *sys.stdlib_module_names, *packages_distributions()}
    assert not PAGES & taken, f"call these pages something else: {sorted(PAGES & taken)}"


def test_streamlit_knows_every_setting() -> None:
    """An option that a new version has dropped (postScriptGC is a hidden one) would go unheeded."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    known = streamlit.config.get_config_options()
    assert [f"{part}.{key}" for part, keys in settings.items() for key in keys if f"{part}.{key}" not in known] == []
