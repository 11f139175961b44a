"""Axe on every section of every screen, in both languages: on a laptop as it comes, on a phone with all opened."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from components.frame.shell import SCREENS
from components.screens.about import sections as about
from components.screens.trust.trust import SECTIONS
from tests.browser.visitor import RULES, SIZES, Visitor

pytestmark = pytest.mark.browser

ADDRESSES = [
    *(screen.address for screen in SCREENS),
    *(f"uzticesanas?skats={section}" for section in SECTIONS if section),
    *(f"par?skats={section}" for section in about.NAMES if section),
    "?iestade=VK",
    "pasakumi?pasakums=3.5",
    "pasakumi?uzmaniba=1&kartot=-statuss",
    "uzticesanas?izceltas=EST",
    "pasvaldibas?skats=flizes",
    "pasvaldibas?skats=ekrans",
    "pasvaldibas?raditajs=PL-6.3a.skaitlis&kods=0001000",
    "pasvaldiba?kods=0001000",
    "pasvaldiba?kods=0055000",
    "dati?atgadinat=VK",
    "sede?sede=2024-11-07&solis=1",
]
_OPEN_ALL = "() => { for (const folded of document.querySelectorAll('details')) folded.open = true; }"


def _found(visit: Visitor) -> list[str]:
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:160]}"
        for violation in Axe().run(visit.page, options=RULES).response["violations"]
        for node in violation["nodes"][:3]
    ]


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("address", [pytest.param(address, id=address or "parskats") for address in ADDRESSES])
def test_axe_finds_nothing(page: Visitor, address: str, language: str) -> None:
    page.open(address + (f"{'&' if '?' in address else '?'}lang=en" if language == "en" else ""))
    page.resize(SIZES["laptop"])
    assert _found(page) == []
    page.resize(SIZES["phone"])
    page.page.evaluate(_OPEN_ALL)
    assert _found(page) == []
