"""The lists of packages: what we chose, what was locked, which Pythons, and what is said where they cannot be had."""

import json
import re
import tomllib
from importlib.metadata import distributions, packages_distributions
from itertools import pairwise
from pathlib import Path

import pytest

from deploy.install import reason
from tests import audit

ROOT = Path(__file__).resolve().parents[1]
LISTS = ("requirements", "requirements-dev")
_HASH = r"\\\n    --hash=sha256:[0-9a-f]{64}"
_PINNED = re.compile(rf"^(?P<name>[a-z0-9-]+)==[^ ;\n]+(?: ; [^\\\n]+)? (?:{_HASH} ?)+$", re.MULTILINE)


def chosen(name: str) -> list[str]:
    lines = (ROOT / f"{name}.in").read_text("utf-8").splitlines()
    return [re.split(r"[\[;\s]", line)[0] for line in lines if line and line[0] not in "#-"]


@pytest.mark.parametrize("name", LISTS)
def test_what_we_chose_is_locked_with_hashes(name: str) -> None:
    """A name added to the .in without `make lock`, or a line added to the .txt by hand, is seen here."""
    text = (ROOT / f"{name}.txt").read_text("utf-8")
    locked = [found["name"] for found in _PINNED.finditer(text)]
    assert set(chosen(name)) <= set(locked)
    assert locked == re.findall(r"^([^\s#]+?)==", text, re.MULTILINE), "a package without a hash"
    assert all(earlier < later for earlier, later in pairwise(locked))


@pytest.mark.parametrize("name", LISTS)
def test_every_package_that_we_chose_has_a_word_why(name: str) -> None:
    lines = [line for line in (ROOT / f"{name}.in").read_text("utf-8").splitlines() if line and line[0] not in "#-"]
    assert [line for line in lines if not re.search(r" {2,}# \w", line)] == []
    assert len(lines) == len(set(chosen(name)))


@pytest.mark.parametrize("name", LISTS)
def test_the_lists_name_no_place(name: str) -> None:
    """Neither an index nor a folder of the machine that locked them."""
    text = (ROOT / f"{name}.txt").read_text("utf-8")
    assert "://" not in text
    assert re.findall(r"^--?[a-z-]+", text, re.MULTILINE) == []
    assert re.findall(r"-[rc] (\S+)", text) != []
    assert set(re.findall(r"-[rc] (\S+)", text)) <= {f"{one}{end}" for one in LISTS for end in (".in", ".txt")}


def test_the_same_package_has_the_same_version_in_both_lists() -> None:
    """pip would refuse to install them together."""
    runs, checks = (
        dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / f"{name}.txt").read_text("utf-8"), re.MULTILINE))
        for name in LISTS
    )
    assert {name: (runs[name], checks[name]) for name in runs.keys() & checks if runs[name] != checks[name]} == {}


def test_make_and_the_project_name_the_same_pythons() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    ((lowest, above),) = (
        (int(low), int(high))
        for low, high in re.findall(r"^>=3\.(\d+),<3\.(\d+)$", project["project"]["requires-python"])
    )
    classifiers = [one for one in project["project"]["classifiers"] if one.startswith("Programming Language")]
    assert classifiers == [f"Programming Language :: Python :: 3.{minor}" for minor in range(lowest, above)]
    assert project["tool"]["uv"]["pip"]["python-version"] == f"3.{lowest}"
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert f"(3, {lowest}) <= v < (3, {above})" in makefile
    assert f"Python 3.{lowest} to 3.{above - 1} is needed" in makefile


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError(...)'\n"
            "ERROR: Could not find a version that satisfies the requirement altair==6.3.0 (from versions: none)\n"
            "ERROR: No matching distribution found for altair==6.3.0",
            "cannot be fetched",
        ),
        (
            "ERROR: Could not find a version that satisfies the requirement numpy==2.4.6 (from versions: 2.5.2)\n"
            "ERROR: No matching distribution found for numpy==2.4.6",
            "no finished numpy==2.4.6 for Python 3.",
        ),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        (
            "WARNING: Retrying after connection broken by 'ReadTimeoutError'\n"
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "disk is full",
        ),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated",
            "not the one that was locked",
        ),
        (
            "The virtual environment was not created successfully because ensurepip is not available.  On Debian",
            "apt-get install python3-venv",
        ),
        ("Error: [Errno 13] Permission denied: '/srv/dashboard/.venv'", "cannot be written"),
        ("first\nERROR: something new {of braces}\n\n", "could not be installed: ERROR: something new {of braces}"),
        ("", "could not be installed: it said nothing"),
    ],
)
def test_what_stands_in_the_way_is_one_line(said: str, line: str) -> None:
    assert line in reason(said)
    assert "\n" not in reason(said)


USED_OTHERWISE = {
    "uvloop": "the server takes it where it is there",
    "tzdata": "zoneinfo takes it where the machine has none",
    "psycopg": "SQLAlchemy's driver of PostgreSQL",
}
"""What is shipped and imported by no line of ours, and why."""


def test_nothing_is_shipped_that_is_not_used() -> None:
    """Each name of requirements.in is imported by the program, or has its reason here."""
    modules: dict[str, set[str]] = {}
    for module, names in packages_distributions().items():
        for name in names:
            modules.setdefault(name.lower().replace("_", "-"), set()).add(module)
    sources = [
        ROOT / "app.py",
        *(path for room in ("components", "data", "pages") for path in (ROOT / room).rglob("*.py")),
    ]
    imported = {
        found for path in sources
        for found in re.findall(r"^\s*(?:from|import) (\w+)", path.read_text("utf-8"), re.MULTILINE)
    }  # fmt: skip
    unused = {name for name in chosen("requirements") if not modules.get(name, set()) & imported}
    assert unused <= USED_OTHERWISE.keys()
    assert all((ROOT / "requirements.in").read_text("utf-8").count(name) for name in USED_OTHERWISE)


def test_what_is_shipped_has_a_licence_that_may_be() -> None:
    found = audit.licences(audit.shipped())
    assert audit.refused(found) == {}
    installed = {one.metadata["Name"].lower().replace("_", "-") for one in distributions()}
    assert {*found} == {*audit.shipped()} & installed  # some may be for another system


@pytest.mark.parametrize(("licence", "right"), [
    ("MIT", True), ("BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", True), ("GPL-3.0-only", False),
    ("Apache-2.0 OR GPL-2.0", True), ("MIT AND GPL-2.0", False), ("UNKNOWN", False), ("", False),
    ("Apache Software License; MIT License", True), ("MIT License; GNU General Public License (GPL)", False),
])  # fmt: skip
def test_an_expression_is_read(licence: str, right: bool) -> None:
    assert (audit.refused({"x": licence}) == {}) is right


def test_the_list_of_parts_names_what_is_shipped(tmp_path: Path) -> None:
    assert audit.bill(tmp_path / "sbom.json") == len(audit.shipped())
    parts = json.loads((tmp_path / "sbom.json").read_text("utf-8"))["components"]
    assert {part["name"] for part in parts} == set(audit.shipped())
    assert str(ROOT) not in (tmp_path / "sbom.json").read_text("utf-8")
