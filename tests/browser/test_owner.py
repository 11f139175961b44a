"""The owner's mark and name in the head: beside the menu at every size, in reach of nothing else."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.browser.visitor import Visitor
from tests.serving import Server, serve

pytestmark = pytest.mark.browser

NAME = "Latvijas Republikas Valsts kanceleja"
MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="120" height="40"/></svg>'
SIZES = [
    (1920, 1080),
    (1440, 900),
    (1360, 768),
    (1280, 720),
    (1181, 800),
    (1180, 800),
    (820, 1180),
    (390, 844),
    (360, 740),
]
_BOXES = """() => [".owner", "nav.row", ".st-key-menu summary", ".st-key-toolbar"]
    .map(name => [...document.querySelectorAll(`#root ${name}`)].find(own => own.checkVisibility()))
    .filter(Boolean).map(own => own.getBoundingClientRect()).map(box => [box.left, box.right, box.top, box.bottom])"""


@pytest.fixture(scope="module")
def owned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    file: Path = tmp_path_factory.mktemp("owner") / "mark.svg"
    file.write_text(MARK, "utf-8")
    with serve(alive="/readyz", env={"OWNER_NAME": NAME, "OWNER_MARK": str(file)}) as running:
        yield running


@pytest.mark.parametrize("query", ["", "?lang=en", "?palete=projektors"])
def test_it_stands_beside_the_menu_at_every_size(owned: Server, visitor: Callable[..., Visitor], query: str) -> None:
    visit = visitor(owned)
    visit.open(f"par{query}")
    assert visit.page.locator("#root .owner").inner_text().split() == NAME.split()
    for named in (True, False):
        for size in SIZES:
            visit.resize(size)
            boxes = visit.page.evaluate(_BOXES)
            assert len(boxes) == 3
            name = visit.page.locator("#root .owner .name")
            assert name.evaluate("name => name.clientWidth <= 1 || name.scrollHeight <= name.clientHeight + 1"), size
            assert boxes[0][0] >= 0
            for before, after in pairwise(boxes):
                assert before[1] <= after[0], f"one stands in the other at {size}"
            assert boxes[-1][1] <= size[0]
            assert all(top >= 0 and bottom <= 56 for _, _, top, bottom in boxes), f"they fit into the head at {size}"
        if named:  # then as if there were no mark
            visit.page.locator("#root .owner img").evaluate("image => image.remove()")
    assert visit.problems == []


def test_its_mark_is_the_servers_own_and_in_the_first_paint(owned: Server, visitor: Callable[..., Visitor]) -> None:
    visit = visitor(owned, java_script_enabled=False)
    visit.page.goto(f"{owned.origin}/par")
    mark = visit.page.locator("#paint .owner img")
    assert mark.evaluate("image => image.complete && image.naturalWidth > 0")
    assert visit.strangers() == []
    sent = visit.page.request.get(f"{owned.origin}{mark.get_attribute('src')}")
    assert sent.headers["content-type"] == "image/svg+xml"
    assert sent.headers["content-security-policy"].startswith("default-src 'none'")
    assert "OWNER_" not in owned.said()
