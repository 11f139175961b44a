"""The live sheet end to end: the real process against a loopback Google, seen in Chromium."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data import live
from data.publish.workbook import workbook
from data.words import words
from tests.browser.visitor import Visitor
from tests.google.server import FakeGoogle, Tab, from_workbook
from tests.serving import PATIENCE, serve

pytestmark = pytest.mark.browser


def tabs() -> list[Tab]:
    return from_workbook(workbook(live.embedded().snapshot, words("lv")))


def until(visitor: Visitor, address: str, text: str) -> str:
    """Open an address again and again until its h1 or lead holds a text; return the screen's text."""
    for _ in range(PATIENCE):
        visitor.open(address)
        said = visitor.page.inner_text("[data-testid=stMain]")
        if text in said:
            return said
        visitor.page.wait_for_timeout(500)
    raise AssertionError(f"never seen: {text!r} in\n{said[:800]}")


def row_of(google: FakeGoogle, measure: str) -> int:
    """The row of the spreadsheet in which the first report on a measure stands."""
    rows = google.tab("Izpildes gaita").rows
    return next(number for number, row in enumerate(rows, start=1) if row and row[0].raw == measure)


def test_an_edit_is_seen_an_outage_is_survived_and_a_mistake_is_named(
    tmp_path: Path, visitor: Callable[..., Visitor]
) -> None:
    with FakeGoogle(tabs()) as google:
        env = {**google.environment(tmp_path), "REFRESH_SECONDS": "1", "NO_GCE_CHECK": "true"}
        with serve(alive="/readyz", env=env) as server:
            own = visitor(server)
            until(own, "?datums=2026-11-22", "2 no 40 pasākumiem ir izpildīti")
            # A cell is edited.
            sheet, row = google.tab("Izpildes gaita"), row_of(google, "P5-3.5")
            sheet.put(f"D{row}", "Izpildīts")
            until(own, "?datums=2026-11-22", "3 no 40 pasākumiem ir izpildīti")
            # The source is down: the screen stays and says of when it is.
            google.fail("500")
            said = until(own, "?datums=2026-11-22", "Avots pašlaik nav pieejams; dati nolasīti")
            assert "3 no 40 pasākumiem ir izpildīti" in said
            # The source is back, with a mistake in it: the last good value stays, and the cell is named.
            google.fail(None)
            sheet.put(f"D{row}", "gandrīz")
            said = until(own, "dati?datums=2026-11-22", "„gandrīz”")
            assert "noraidīta 1 šūna, rinda, aile vai darblapa" in said
            link = own.page.get_by_role("link", name=f"D{row}", exact=True).get_attribute("href")
            assert link is not None
            assert f"range=D{row}" in link
            until(own, "?datums=2026-11-22", "3 no 40 pasākumiem ir izpildīti")
            # Mended from there, it is gone from the list.
            sheet.put(f"D{row}", "Tiek īstenots")
            until(own, "?datums=2026-11-22", "2 no 40 pasākumiem ir izpildīti")
            until(own, "dati?datums=2026-11-22", "; 1 vieta jāpārskata.")
            assert own.strangers() == []
        log = server.log.read_text("utf-8") if server.log.exists() else ""
        assert not any(secret in log for secret in google.secrets)
        assert not google.breaches
