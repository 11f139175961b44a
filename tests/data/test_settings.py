"""The settings of an installation: what counts as a recipient of corrections, and that each setting is written of."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import doctor, settings
from data.words import words

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(settings, "SECRETS", tmp_path / ".streamlit" / "none.toml")
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
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
    assert settings.faults() == ()


@pytest.mark.parametrize("named", [
    "labojumi@", "@mk.gov.lv", "labojumi@mk", "a@b.lv, c@d.lv", "a@b.lv?bcc=c@d.lv", "Kanceleja <a@b.lv>", "–", "67",
    "Valsts\nkanceleja", "Valsts\u202ekanceleja", "Š" * (settings.LONGEST_RECIPIENT + 1),
])  # fmt: skip
def test_what_cannot_be_shown_counts_as_not_set_and_is_told(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("CORRECTIONS_TO", named)
    assert settings.corrections_to() is None
    assert [fault.name for fault in settings.faults()] == ["CORRECTIONS_TO"]


def test_nobody_is_named_where_nothing_is_set() -> None:
    assert settings.corrections_to() is None
    assert settings.faults() == ()


OTHERS = {"FORWARDED_ALLOW_IPS", "HTTPS_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE"}
"""What is set for the libraries below us, and named beside our own."""


def test_every_setting_is_written_of_and_every_row_is_a_setting() -> None:
    """Each has its row in deploy/settings.md, with what holds without it, and its place in `Settings`."""
    page = (ROOT / "deploy" / "settings.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.+`) \| .+ \| .+ \|$", page, re.MULTILINE)
    written = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    named = {name.upper() for name in settings.Settings.model_fields}
    assert written - OTHERS == named
    sources = [path.read_text("utf-8") for room in ("components", "data") for path in (ROOT / room).rglob("*.py")]
    assert {name for text in sources for name in re.findall(r'\bsetting\("(\w+)"\)', text)} <= named
    for limit in (
        f"up to {settings.LONGEST_RECIPIENT} characters",
        f"up to {settings.LONGEST_OWNER} characters",
        f"up to {settings.LARGEST_MARK // 1000} kB",
        f"({settings.HISTORY_DAYS[0]} to {settings.HISTORY_DAYS[1]:,})",
        f"at least {settings.LEAST_TOKEN} characters",
    ):
        assert limit in page


WRONG = {
    "REFRESH_SECONDS": ("0", "-5", "viena minūte", "1.5", "6_0", "²", "86401"),
    "HISTORY_DAYS": ("6", "many", "99999"),
    "HISTORY_URL": ("history.sqlite3", "sqlite:/x", "sqlite://", "sqllite:///x", "postgres://x/y", "mysql://x/y"),
    "MOST_SESSIONS": ("0", "daudz"),
    "MOST_REQUESTS": ("0", "daudz"),
    "OWNER_NAME": ("Š" * 61, "V\u202eK"),
    "CORRECTIONS_TO": ("labojumi@",),
    "SLIDES_TEMPLATE": ("sagatave.ppt", "/etc"),
    "STAFF_TOKEN": ("parole",),
    "PUBLICATION_URL": ("http://plans.example", "plans.example", "javascript:alert(1)"),
    "AFFINITY_COOKIE": ("replica=1", "a b", "sīkdatne", "x" * 61),
    "METRICS_TOKEN": ("x" * 15,),
    "DASHBOARD_ADDRESS": ("panelis.example.lv",),
    "NOTICES_TO": ("nav adrese", "a@b.lv;;@", " ".join(["a@b.lv"] * 21)),
    "NOTICES_WEBHOOK": ("http://hooks.example/x",),
    "NOTICES_FORMAT": ("xml", "JSON"),
    "NOTICES_MINUTES": ("0",),
    "REMINDERS": ("VK", "VK=", "VK=nav", "=a@b.lv", "VK=a@b.lv; VK=c@b.lv"),
    "REMINDER_DAYS": ("91",),
    "SMTP_HOST": ("https://mail.example.lv", "a b", "-x"),
    "SMTP_PORT": ("0", "65536"),
    "SMTP_SECURITY": ("ssl",),
    "MAIL_FROM": ("Panelis <a@b.lv>", "a@b.lv, c@b.lv"),
    "SHEETS_ENDPOINT": (
        "http://sheets.example",
        "sheets.example",
        "https://",
        "https://a b/",
        "ftp://x/",
        "https://[x",
    ),
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in WRONG.items() for text in texts])
def test_a_wrong_setting_counts_as_not_set_and_is_named_with_its_cure(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    usual = settings.chosen()
    monkeypatch.setenv(name, text)
    assert [fault.name for fault in settings.faults()] == [name]
    assert settings.chosen() == usual
    for language in ("lv", "en"):
        (line,) = doctor.setting_faults(words(language))
        assert name in line
        assert "{" not in line
        assert line.count(". ") == 1
        assert line in [finding.text for finding in doctor.examine(words(language)) if finding.state == "to_do"]


def test_what_needs_another_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTICES_TO", "a@b.lv")
    assert [(fault.name, fault.args["other"]) for fault in settings.faults()] == [
        ("NOTICES_TO", "DASHBOARD_ADDRESS"), ("NOTICES_TO", "SMTP_HOST"), ("NOTICES_TO", "MAIL_FROM")
    ]  # fmt: skip
    assert "SMTP_HOST" in doctor.setting_faults(words("lv"))[1]
    monkeypatch.delenv("NOTICES_TO")
    monkeypatch.setenv("SMTP_USER", "panelis")
    assert [(fault.name, fault.args["other"]) for fault in settings.faults()] == [("SMTP_USER", "SMTP_PASSWORD")]


def test_nothing_secret_is_in_what_is_said_of_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {name: f"{name.lower()}-slepens-slepens" for name in ("SMTP_PASSWORD", "STAFF_TOKEN", "METRICS_TOKEN")}
    for name, text in (secrets | {"NOTICES_WEBHOOK": "https://hooks.example/slepens"}).items():
        monkeypatch.setenv(name, text)
    assert "slepens" not in repr(settings.chosen())


@pytest.mark.parametrize(("name", "text", "value"), [
    ("REFRESH_SECONDS", " 60 ", 60), ("HISTORY_DAYS", "7", 7), ("MOST_SESSIONS", "300", 300),
    ("HISTORY_URL", "sqlite:////srv/h.sqlite3", "sqlite:////srv/h.sqlite3"),
    ("HISTORY_URL", "postgresql+psycopg://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
    ("HISTORY_URL", "postgresql://h/d", "postgresql://h/d"), ("STAFF_TOKEN", "x" * 16, "x" * 16),
    ("SLIDES_TEMPLATE", "/etc/VK.PPTX", "/etc/VK.PPTX"), ("OWNER_NAME", "   ", None),
    ("PUBLICATION_URL", "https://plans.example/lv/", "https://plans.example/lv/"),
])  # fmt: skip
def test_a_right_one_is_taken(monkeypatch: pytest.MonkeyPatch, name: str, text: str, value: object) -> None:
    monkeypatch.setenv(name, text)
    assert settings.faults() == ()
    assert getattr(settings.chosen(), name.lower()) == value


def test_several_are_named_at_once_and_the_others_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in {"REFRESH_SECONDS": "0", "HISTORY_DAYS": "1", "MOST_SESSIONS": "9"}.items():
        monkeypatch.setenv(name, text)
    assert [fault.name for fault in settings.faults()] == ["REFRESH_SECONDS", "HISTORY_DAYS"]
    assert settings.chosen().most_sessions == 9


def test_the_environment_goes_before_the_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SECRETS.parent.mkdir()
    settings.SECRETS.write_text('REFRESH_SECONDS = "30"\nHISTORY_DAYS = "40"\n', "utf-8")
    monkeypatch.setenv("REFRESH_SECONDS", "20")
    monkeypatch.setenv("HISTORY_DAYS", " ")
    assert (settings.chosen().refresh_seconds, settings.chosen().history_days) == (20, 40)


def test_a_template_is_found_from_the_projects_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert settings.slides_template() is None
    monkeypatch.setenv("SLIDES_TEMPLATE", "sagatave.pptx")
    assert settings.slides_template() == tmp_path / "sagatave.pptx"
    monkeypatch.setenv("SLIDES_TEMPLATE", "/srv/sagatave.pptx")
    assert settings.slides_template() == Path("/srv/sagatave.pptx")


def test_a_wrong_setting_keeps_the_application_from_starting() -> None:
    """Every fault is named, none of what is set is repeated, and the code is that of a wrong configuration."""
    env = os.environ | {"REFRESH_SECONDS": "0", "STAFF_TOKEN": "noslepums"}
    done = subprocess.run(
        [sys.executable, "-c", "import app"], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 78
    lines = done.stderr.splitlines()
    assert [line.partition(" ")[0] for line in lines[-2:]] == ["REFRESH_SECONDS", "STAFF_TOKEN"]
    assert "noslepums" not in done.stderr


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
    for name, fault in (("VK", "owner_unreadable"), ("Š" * 61, "owner_nameless"), ("V\u202eK", "owner_nameless")):
        monkeypatch.setenv("OWNER_NAME", name)
        settings.owner.cache_clear()
        assert settings.owner().fault == fault
        assert "OWNER_" in doctor.owner_fault(words("lv"))


def test_each_fault_has_its_sentence() -> None:
    source = (ROOT / "data" / "settings.py").read_text("utf-8")
    assert set(re.findall(r'fault="(\w+)"', source)) == set(doctor.OWNER_FAULTS)
