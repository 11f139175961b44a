"""Who owns the dashboard: nothing unless a setting says so; then every screen, its paint, pictures and cards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from components import assets
from components.blocks.html import write
from components.charts import pictures
from components.frame import addressed, downloads, shell
from components.screens.overview import overview
from components.web import cards, paint
from components.wording import provenance
from data import settings
from tests.screens.conftest import TODAY, Visit
from tests.screens.reading import Node, read

DAY = {"datums": "2026-11-19"}
"""A day of its own: what is kept of a view here is not for other tests."""
NAME = "Valsts <kanceleja>"
MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 32"><path d="M0 0h96v32z"/></svg>'


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    for kept in (settings.owner, assets.assets):
        kept.cache_clear()
    yield
    for kept in (settings.owner, assets.assets):
        kept.cache_clear()


def set_owner(monkeypatch: pytest.MonkeyPatch, folder: Path, mark: str = MARK) -> None:
    (folder / "mark.svg").write_text(mark, "utf-8")
    monkeypatch.setenv("OWNER_NAME", NAME)
    monkeypatch.setenv("OWNER_MARK", str(folder / "mark.svg"))


def owner_of(tree: Node) -> tuple[str, list[dict[str, str]]]:
    (found,) = tree.all("div", of="owner")
    return found.words(), [image.attributes for image in found.all("img")]


def painted(path: str) -> str:
    view = addressed.view_of(DAY, TODAY)
    return paint.paint(path, view, DAY, paint.entering(path, view, DAY))


def test_nothing_is_said_where_nothing_is_set() -> None:
    assert shell.owner() == ""
    view = addressed.view_of(DAY, TODAY)
    assert provenance.published_by(view) == []
    assert 'class="owner"' not in write(shell.menu(view, ""))


@pytest.mark.parametrize("path", ["", "sede", "kalendars"])
def test_it_stands_before_the_menu_of_a_screen_and_of_its_paint(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str
) -> None:
    set_owner(monkeypatch, tmp_path)
    mark = assets.owner_mark()
    assert mark is not None
    shown = {"class": "shape", "src": mark.address, "alt": "", "width": "96", "height": "32"}
    view = addressed.view_of(DAY, TODAY)
    assert owner_of(read(write(shell.menu(view, path)))) == (NAME, [shown])
    html = painted(path)
    assert html.index('class="owner"') < html.index("<nav")
    assert "Publicē: Valsts &lt;kanceleja&gt;" in html
    assert mark.body == MARK.encode()


def test_a_screen_has_it_in_its_foot(monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    monkeypatch.setenv("OWNER_NAME", NAME)
    page = visit("kalendars", lang="en", **DAY)
    assert f"Published by {NAME}" in page.footer
    assert owner_of(page.tree) == (NAME, [])


def test_a_mark_that_cannot_be_shown_leaves_the_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_owner(monkeypatch, tmp_path, "<svg>")
    assert assets.owner_mark() is None
    assert owner_of(read(write(shell.owner()))) == (NAME, [])


def test_what_is_taken_along_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_owner(monkeypatch, tmp_path)
    view = addressed.view_of(DAY | {"lang": "en"}, TODAY)
    figure = overview.burn_up_figure(view)
    assert figure is not None
    assert "Published by Valsts &lt;kanceleja&gt;" in pictures.as_svg(figure).decode()
    assert downloads.cited(view, figure).endswith(f" · Published by {NAME}")
    unit = view.snapshot.municipalities[0]
    card = read(cards.card(view, unit).split("\n", 1)[1])
    assert f"Published by {NAME}" in card.words()
    (line,) = card.all("p", of="mark")
    (image,) = line.all("img")
    assert (image.attributes["width"], image.attributes["height"]) == ("72", "24")
    assert provenance.source_line(view).endswith(f" · Published by {NAME}")
