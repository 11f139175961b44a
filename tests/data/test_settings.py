"""The settings of an installation: what counts as a recipient of corrections, and that each setting is written of."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import doctor, settings
from data.words import words

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(settings, "SECRETS", tmp_path / ".streamlit" / "none.toml")
    for name in ("CORRECTIONS_TO", "OWNER_NAME", "OWNER_MARK"):
        monkeypatch.delenv(name, raising=False)
    settings.owner.cache_clear()
    yield
    settings.owner.cache_clear()


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
    assert f"up to {settings.LONGEST_OWNER} characters" in (ROOT / "deploy" / "settings.md").read_text("utf-8")
    assert f"up to {settings.LARGEST_MARK // 1000} kB" in (ROOT / "deploy" / "settings.md").read_text("utf-8")


# The owner's name and mark

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0h120v40z"/></svg>'
PNG = (ROOT / "components" / "icon.png").read_bytes()


def owned(
    monkeypatch: pytest.MonkeyPatch, folder: Path, mark: bytes | str, name: str = "Valsts kanceleja"
) -> settings.Owner:
    (folder / "zīme.file").write_bytes(mark.encode() if isinstance(mark, str) else mark)
    monkeypatch.setenv("OWNER_MARK", "zīme.file")
    monkeypatch.setenv("OWNER_NAME", "Valsts kanceleja")
    settings.owner.cache_clear()
    return settings.owner()


def test_nothing_is_said_of_an_owner_where_nothing_is_set() -> None:
    assert settings.owner() == settings.Owner()
    assert doctor.owner_fault(words("lv")) == ""


def test_a_name_needs_no_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNER_NAME", " Valsts kanceleja ")
    assert settings.owner() == settings.Owner("Valsts kanceleja")


@pytest.mark.parametrize(("mark", "kind", "ratio"), [
    (SVG, "svg", 3),
    (f'\ufeff<?xml version="1.0"?>\n<!-- a > b -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD" "http://x/y">{SVG}', "svg", 3),
    (SVG.replace('viewBox="0 0 120 40"', 'width="60px" height=\'30\''), "svg", 2),
    (SVG.replace("<path", '<image href="data:image/png;base64,AA"/><use href="#a" fill="url(#b)"/><path'), "svg", 3),
    (PNG, "png", 1),
])  # fmt: skip
def test_a_mark_is_an_svg_or_a_png(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mark: bytes | str, kind: str, ratio: float
) -> None:
    found = owned(monkeypatch, tmp_path, mark)
    assert (found.name, found.kind, found.ratio, found.fault) == ("Valsts kanceleja", kind, ratio, "")
    assert found.mark == (mark.encode() if isinstance(mark, str) else mark)


@pytest.mark.parametrize(("mark", "fault"), [
    ("", "owner_no_picture"), ("<html><svg></svg></html>", "owner_no_picture"), (b"\xff\xd8", "owner_no_picture"),
    (PNG[:20], "owner_no_picture"), (SVG + " " * settings.LARGEST_MARK, "owner_large"),
    (SVG.replace("viewBox", "box"), "owner_no_size"), (SVG.replace("120 40", "120 1"), "owner_no_size"),
    (SVG.replace("120 40", "0 40"), "owner_no_size"), (SVG.replace("120 40", "1.2.3 40"), "owner_no_size"),
    (SVG.replace("<path", "<script>alert(1)</script><path"), "owner_not_alone"),
    (SVG.replace("<path", '<path onload="x()"'), "owner_not_alone"),
    (SVG.replace("<path", '<image xlink:href="https://x.example/a.png"/><path'), "owner_not_alone"),
    (SVG.replace("<path", "<style>@import 'x.css'; a { fill: url(//x.example) }</style><path"), "owner_not_alone"),
    (f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{SVG}", "owner_no_picture"),
])  # fmt: skip
def test_what_is_no_mark_is_not_shown_and_told_with_its_cure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mark: bytes | str, fault: str
) -> None:
    found = owned(monkeypatch, tmp_path, mark)
    assert found == settings.Owner("Valsts kanceleja", fault=fault)
    for language in ("lv", "en"):
        said = doctor.owner_fault(words(language))
        assert "OWNER_MARK" in said
        assert "{" not in said
        assert str(tmp_path) not in said
    assert [finding.text for finding in doctor._settings(words("lv")) if "OWNER_" in finding.text] == [
        doctor.owner_fault(words("lv"))
    ]


def test_a_mark_that_is_not_there_or_has_no_name_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OWNER_MARK", str(tmp_path / "none.svg"))
    assert settings.owner() == settings.Owner(fault="owner_nameless")
    for name, fault in (("VK", "owner_unreadable"), ("Š" * 61, "owner_name"), ("V\u202eK", "owner_name")):
        monkeypatch.setenv("OWNER_NAME", name)
        settings.owner.cache_clear()
        assert settings.owner().fault == fault
        assert "OWNER_" in doctor.owner_fault(words("lv"))


def test_each_fault_has_its_sentence() -> None:
    source = (ROOT / "data" / "settings.py").read_text("utf-8")
    assert set(re.findall(r'fault="(\w+)"', source)) == set(doctor.OWNER_FAULTS)
