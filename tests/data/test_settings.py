"""The settings of an installation: what counts as a recipient of corrections, and that each setting is written of."""

import re
from pathlib import Path

import pytest

from data import settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "SECRETS", tmp_path / "none.toml")
    monkeypatch.delenv("CORRECTIONS_TO", raising=False)


@pytest.mark.parametrize("named", [
    "labojumi@mk.gov.lv", "a.b+c-d_e@x-y.lv", "Valsts kanceleja", "VK", "Š" * settings.LONGEST_RECIPIENT,
])  # fmt: skip
def test_an_address_or_an_office_takes_corrections(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("CORRECTIONS_TO", f"  {named} ")
    assert settings.corrections_to() == named
    assert settings.is_address(named) is ("@" in named)
    assert not settings.corrections_to_broken()


@pytest.mark.parametrize("named", [
    "labojumi@", "@mk.gov.lv", "labojumi@mk", "a@b.lv, c@d.lv", "a@b.lv?bcc=c@d.lv", "Kanceleja <a@b.lv>", "–", "67",
    "Valsts\nkanceleja", "Valsts\u202ekanceleja", "Š" * (settings.LONGEST_RECIPIENT + 1),
])  # fmt: skip
def test_what_cannot_be_shown_counts_as_not_set_and_is_told(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("CORRECTIONS_TO", named)
    assert settings.corrections_to() is None
    assert settings.corrections_to_broken()


def test_nobody_is_named_where_nothing_is_set() -> None:
    assert settings.corrections_to() is None
    assert not settings.corrections_to_broken()


def test_every_setting_is_written_of() -> None:
    """Whatever the program asks for has its row in deploy/settings.md, with what holds without it."""
    rows = re.findall(r"^\| (`.+`) \| .+ \| .+ \|$", (ROOT / "deploy" / "settings.md").read_text("utf-8"), re.MULTILINE)
    written = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    sources = [path.read_text("utf-8") for room in ("components", "data") for path in (ROOT / room).rglob("*.py")]
    asked = {name for text in sources for name in re.findall(r'\bsetting\("(\w+)"\)', text)}
    assert asked | {settings.CORRECTIONS_TO} <= written
    assert len(asked) > 5
    limit = f"up to {settings.LONGEST_RECIPIENT} characters"
    assert limit in (ROOT / "deploy" / "settings.md").read_text("utf-8")
