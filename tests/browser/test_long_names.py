"""Names of eighty letters, in many words and in one, and sums of nought and nine digits: nothing leaves the page."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.contract.tables import BY_CODE
from tests.browser.visitor import SIZES, Visitor
from tests.helpers import embedded_grids, put
from tests.serving import Server, serve

pytestmark = pytest.mark.browser

WORDS = "Ļoti garš nosaukums par līdzdalību, atklātību un pārskatatbildību visos novados."
WORD = "Nepārtrauktasavstarpējāssaskaņošanaskoordinācijasdienestapārvaldesinstitūcijasēk"
NAMED = {
    "institutions": ("title", "title_en"),
    "directions": ("title", "title_en", "short_title"),
    "commitments": ("title", "title_en"),
    "measures": ("title", "title_en"),
    "municipalities": ("title", "short_title"),
    "indicators": ("title", "title_en"),
    "calendar": ("title", "title_en"),
}
SUMS = {"funding": "amount", "indicator_values": "number"}
SCREENS = (
    "", "pasakumi", "pasakumi?pasakums=3.5", "sede", "pasvaldibas", "pasvaldibas?raditajs=PL-6.3a.skaitlis",
    "pasvaldiba?kods=0001000", "pasvaldiba?kods=0055000", "kalendars", "dati", "uzticesanas",
)  # fmt: skip
# What we have written and what reaches beyond the window. A table of many numbers may scroll by itself.
_BEYOND = """() => [...document.querySelectorAll('#root .stMain .stHtml *')].filter(part => {
    const box = part.getBoundingClientRect();
    return box.width && box.right > innerWidth + 1 && part.checkVisibility()
        && !part.closest('.unseen, .told, .tiles, .scroll:not(:has(.stacks, .folds))');
}).map(part => part.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def long_names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("long")
    grids = embedded_grids()
    for code, names in NAMED.items():
        for row in range(2, len(grids[code]) + 1):
            # Names of one tab stay apart, or a reference by name would be to two rows.
            said = (WORD if row % 2 else WORDS)[:-3] + f"{row:03}"
            put(grids, code, row, **dict.fromkeys(names, said))
    for code, name in SUMS.items():
        at = list(BY_CODE[code].by_name).index(name)
        for row, cells in enumerate(grids[code][1:], start=2):
            if cells[at]:
                put(grids, code, row, **{name: "987654321" if row % 2 else "0"})
    for code, grid in grids.items():
        with (folder / f"{code}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(grid)
    with serve(alive="/readyz", env={"SPREADSHEET": str(folder)}) as running:
        yield running


@pytest.mark.parametrize("size", SIZES)
def test_nothing_leaves_the_page(long_names: Server, visitor: Callable[..., Visitor], size: str) -> None:
    width, height = SIZES[size]
    visit = visitor(long_names, viewport={"width": width, "height": height})
    beyond = {}
    for screen in SCREENS:
        visit.open(screen)
        visit.page.wait_for_selector("#paint", state="detached")
        if found := visit.page.evaluate(_BEYOND):
            beyond[screen] = found[:3]
    assert beyond == {}
    assert visit.problems == []
