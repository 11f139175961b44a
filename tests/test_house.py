"""The house's own rules: which room may import which, which library lives where, how pages may be called.

Ruff's ban on imports (TID251) names most of this while one types; it cannot tell directions between rooms,
and an exception from it opens a file to every banned library at once. So each file is held to the rules here.
"""

import ast
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import streamlit.config

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LIBRARIES: dict[str, list[str]] = PROJECT["tool"]["house"]["libraries"]
LINT: dict[str, Any] = PROJECT["tool"]["ruff"]["lint"]
BANS = {name: ban["msg"] for name, ban in LINT["flake8-tidy-imports"]["banned-api"].items()}

HOUSE = ("app", "components", "data", "pages", "tests")
BOTTOM = ("data.model", "data.raw", "data.words")

# Of the project, a file may import what stands beside the longest name here that its own name starts with.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "app": ("components", "data"),
    "pages": ("components", "data"),
    "components": ("components", "data"),
    "data": BOTTOM,
    "data.model": (),
    "data.raw": (),
    "data.words": ("data.words", "data.model"),
    "data.sources": ("data.sources", "data.settings", *BOTTOM),
    "data.intake": ("data.intake", *BOTTOM),
    "data.history": ("data.history", "data.sources", "data.intake", "data.settings", *BOTTOM),
    "data.answers": ("data.answers", "data.history.difference", "data.model", "data.words"),
    "data.publish": ("data.publish", "data.intake", "data.model", "data.words"),
    "data.outlines": ("data.outlines", "data.intake", "data.settings", "data.model", "data.words"),
    "data.outlines.make": ("data",),
    "data.sample": ("data",),
    "data.settings": (),
    "data.__main__": ("data",),
    "data.doctor": ("data",),
}


class Import(NamedTuple):
    """One import: in which file and line, of which module."""

    path: str
    line: int
    target: str


def within(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def sources() -> list[Path]:
    """Every file of the program, the tests left out."""
    folders = [path for name in HOUSE if name != "tests" for path in (ROOT / name).rglob("*.py")]
    return sorted([*ROOT.glob("*.py"), *folders])


def exists(module: str) -> bool:
    path = ROOT.joinpath(*module.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def imports_in(path: Path, text: str) -> Iterator[Import]:
    """Every import anywhere in the file; ``from data import model`` is an import of ``data.model``."""
    shown = path.relative_to(ROOT).as_posix()
    siblings = {page.stem for page in path.parent.glob("*.py")} if path.parent == ROOT / "pages" else set()
    package = module_of(path).split(".")[: None if path.name == "__init__.py" else -1]
    for node in ast.walk(ast.parse(text, shown)):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            names = [f"{module}.{alias.name}" for alias in node.names]
            inner = [name for name in names if within(module, module.split(".")[0]) and exists(name)]
            targets = inner + ([module] if len(inner) < len(names) else [])
        else:
            continue
        for target in targets:
            # pages/ stands first on Streamlit's path, so `import kalendars` there means the page.
            page = target.split(".")[0] in siblings
            yield Import(shown, node.lineno, f"pages.{target}" if page else target)


def broken_directions(path: Path, text: str) -> list[str]:
    module = module_of(path)
    rooms = [room for room in MAY_IMPORT if within(module, room)]
    if not rooms:
        return [f"{path.relative_to(ROOT)}: a new room; give it a line in MAY_IMPORT of tests/test_house.py."]
    room = max(rooms, key=len)
    allowed = MAY_IMPORT[room]
    rule = f"{room} may import {', '.join(allowed) or 'nothing'} of the project (MAY_IMPORT in test_house.py)"
    return [
        f"{found.path}:{found.line}: imports {found.target}. Rule: {rule}."
        for found in imports_in(path, text)
        if found.target.split(".")[0] in HOUSE and not any(within(found.target, name) for name in allowed)
    ]


def strangers(path: Path, text: str) -> list[str]:
    return [
        f"{found.path}:{found.line}: imports {found.target}. Rule: {BANS[library]}"
        for found in imports_in(path, text)
        for library, homes in LIBRARIES.items()
        if within(found.target, library) and not any(fnmatchcase(found.path, home) for home in homes)
    ]


def test_imports_go_one_way() -> None:
    broken = [line for path in sources() for line in broken_directions(path, path.read_text("utf-8"))]
    assert not broken, "\n" + "\n".join(broken)


def test_libraries_stay_in_their_rooms() -> None:
    broken = [line for path in sources() for line in strangers(path, path.read_text("utf-8"))]
    assert not broken, "\n" + "\n".join(broken)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("app.py", "import pages.router"),
        ("pages/dati.py", "from pages import router"),
        ("components/shell.py", "from pages import router"),
        ("data/model.py", "from data import words"),
        ("data/raw.py", "import data.model"),
        ("data/words/__init__.py", "from data.intake import schema"),
        ("data/sources/google.py", "from data.intake.schema import TABLES"),
        ("data/intake/checks.py", "from data.sources.google import read"),
        ("data/answers/progress.py", "from ..history import current"),
        ("data/answers/progress.py", "def f():\n    from components import palette"),
        ("data/publish/excel.py", "from data.sources import workbook"),
        ("data/publish/excel.py", "from data import history"),
        ("data/history/store.py", "from data.publish import excel"),
        ("data/history/store.py", "import components.shell"),
        ("data/settings.py", "import components"),
        ("data/new.py", "import data.answers"),
        ("components/shell.py", "import tests.faults"),
    ],
)
def test_a_wrong_direction_is_seen(path: str, line: str) -> None:
    found = broken_directions(ROOT / path, line)
    assert len(found) == 1
    assert f"{path}:{line.count(chr(10)) + 1}: imports" in found[0]
    assert "Rule: " in found[0]


def test_a_page_imported_by_its_bare_name_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "kalendars.py").touch()
    found = broken_directions(tmp_path / "pages" / "dati.py", "import kalendars")
    assert len(found) == 1
    assert "pages/dati.py:1: imports pages.kalendars." in found[0]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("app.py", "import components.shell, data.history"),
        ("pages/dati.py", "import data.answers\nfrom components.shell import page"),
        ("components/pack/slides.py", "from components import palette\nimport data.model"),
        ("data/words/__init__.py", "from data.model import PartialDate"),
        ("data/sources/google.py", "from data.raw import RawBook\nimport data.sources.folder"),
        ("data/publish/excel.py", "from data.intake.schema import TABLES\nimport data.publish.names"),
        ("data/history/store.py", "import data.intake, data.sources\nfrom data import model"),
        ("data/__main__.py", "import data.answers, data.settings"),
        ("data/new.py", "import datetime\nimport pandas as pd"),
    ],
)
def test_a_right_direction_passes(path: str, line: str) -> None:
    assert broken_directions(ROOT / path, line) == []


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("path", ["components/wording.py", "data/answers/peers.py", "data/model.py"])
def test_a_stranger_is_seen(path: str, library: str) -> None:
    assert strangers(ROOT / path, f"from {library}.inner import thing") == [
        f"{path}:1: imports {library}.inner. Rule: {BANS[library]}"
    ]


def test_bans_and_their_exceptions_are_no_wider_than_the_rule() -> None:
    """Ruff's table says what [tool.house.libraries] says, and each exception is made use of."""
    assert set(BANS) == {*LIBRARIES, "pages"}
    excepted = {pattern for pattern, rules in LINT["per-file-ignores"].items() if "TID251" in rules}
    assert excepted == {"tests/*.py", *(home for homes in LIBRARIES.values() for home in homes)}
    for library, homes in LIBRARIES.items():
        for home in homes:
            files = [path for path in sources() if fnmatchcase(path.relative_to(ROOT).as_posix(), home)]
            used = any(
                within(found.target, library) for path in files for found in imports_in(path, path.read_text("utf-8"))
            )
            assert used or not files, f"{home} does not use {library}: take it out of [tool.house.libraries]"


def test_no_page_is_called_like_a_package() -> None:
    """pages/ stands first on Streamlit's path: pages/data.py would be what `import data` finds."""
    taken = {*HOUSE, *sys.stdlib_module_names, *packages_distributions()}
    pages = {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert not pages & taken, f"call these pages something else: {sorted(pages & taken)}"


def test_streamlit_knows_every_setting() -> None:
    """An option that a new version has dropped (postScriptGC is a hidden one) would go unheeded."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    known = streamlit.config.get_config_options()
    assert [f"{part}.{key}" for part, keys in settings.items() for key in keys if f"{part}.{key}" not in known] == []
