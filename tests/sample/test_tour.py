"""The tour of README.md is true: its cells hold what it says, and mending them does what it says."""

import csv
import re
from pathlib import Path

import pytest

from data import live
from data.__main__ import main
from data.contract.tables import BY_CODE
from data.model import Severity
from tests.serving import ROOT

README = (ROOT / "README.md").read_text("utf-8")
STEPS = re.findall(r"^ *\| `(\w+)\.csv` \| ([A-Z])(\d+) \| `(.+?)` \| `(.+?)` \|$", README, re.MULTILINE)


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tour") / "land"
    assert main(["sample", str(folder), "--mistakes"]) == 0
    return folder


def refused(folder: Path) -> set[tuple[str | None, str | None]]:
    names = {name: table.code for table in BY_CODE.values() for name in (table.tab, table.code)}
    issues = live.read(str(folder)).issues
    return {(names.get(issue.tab or ""), issue.cell) for issue in issues if issue.severity is Severity.REJECTED}


def test_each_cell_is_refused_until_it_is_mended(land: Path) -> None:
    assert len(STEPS) == 3
    before = refused(land)
    for code, letter, number, wrong, right in STEPS:
        file = land / f"{code}.csv"
        rows = list(csv.reader(file.read_text("utf-8-sig").splitlines(keepends=True)))
        row, column = int(number) - 1, ord(letter) - ord("A")
        assert rows[row][column] == wrong
        assert (code, f"{letter}{number}") in refused(land)
        rows[row][column] = right
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(rows)
        assert (code, f"{letter}{number}") not in refused(land)
    assert len(before) - len(refused(land)) == 3


def test_mending_them_moves_a_sum_of_the_plan_that_is_shown_first(land: Path) -> None:
    """The rows are of the plan in force, and of what is summed: else there is nothing to watch."""
    rows = list(csv.DictReader((land / "funding.csv").read_text("utf-8-sig").splitlines()))
    for _, _, number, _, _ in STEPS:
        row = rows[int(number) - 2]
        assert (row["Plāns"], row["Veids"] in ("vajadzība", "piešķirts")) == ("Z2", True)


def test_the_tour_counts_the_mistakes_and_names_commands_that_are_there(land: Path) -> None:
    import json

    planted = json.loads((land / "planted.json").read_text("utf-8"))["planted"]
    kinds = len({mistake["code"] for mistake in planted})
    assert f"{len(planted)} mistakes of {kinds} kinds" in README
    assert f"{kinds} kinds that a check finds" in README
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make (\w+)`", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_pages_for_each_role_are_half_a_screen() -> None:
    """With the heading and the picture at most forty lines of a hundred letters."""
    pages = sorted((ROOT / "docs" / "roles").glob("*.md"))
    assert [page.stem for page in pages] == ["administrator", "chair", "clerk", "editor"]
    for page in pages:
        assert page.name in README
        text = page.read_text("utf-8")
        assert len(text) < 2_000
        assert text.count("](../../deploy/pictures/") == 1


def test_the_pictures_are_small_enough() -> None:
    from tests.browser.pictures import EMBEDDED, FOLDER, MOST

    assert {path.stem for path in FOLDER.glob("*.png")} == {*EMBEDDED, "dati"}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST
