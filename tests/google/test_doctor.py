"""``python -m data doctor`` says what is right and what to do, in the chosen language, and never a secret."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data import live
from data.__main__ import main
from data.doctor import Finding, State, examine
from data.publish.workbook import workbook
from data.store.faults import TEXTS
from data.store.store import open_store
from data.words import words
from tests.google.server import ACCOUNT, WHOLE_DAY, FakeGoogle, from_grids, from_workbook
from tests.live.receivers import mail_server


@pytest.fixture(autouse=True)
def store(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HISTORY_URL", f"sqlite:///{bare / 'history.sqlite3'}")
    open_store().newest()


@pytest.fixture(scope="module")
def golden() -> bytes:
    return workbook(live.embedded().snapshot, words("lv"))


def said(now: datetime | None = None) -> list[Finding]:
    return list(examine(words("en"), now))


def to_do(now: datetime | None = None) -> list[str]:
    return [text for state, text in said(now) if state is State.TO_DO]


def test_nothing_to_do(google: FakeGoogle, golden: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    google.tabs = from_workbook(golden)
    assert main(["--lang", "en", "doctor"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines() == [
        f"[OK] The key comes from GOOGLE_APPLICATION_CREDENTIALS; its account is {ACCOUNT}.",
        "[OK] Only its owner may read the key file.",
        "[OK] The only permission requested from Google is to read spreadsheets.",
        f"[OK] “{google.title}” can be read.",
        "[OK] 16 of the dashboard’s 16 tabs are read.",
        "[OK] This server’s clock is correct.",
        "[OK] The history is empty: no read has been saved yet.",
    ]
    assert main(["doctor"]) == 0
    latvian = capsys.readouterr().out
    assert latvian.count("[kārtībā]") == 7
    for secret in [*google.secrets, str(Path.cwd()), "/tmp/"]:
        assert secret not in out + latvian


def test_no_spreadsheet_is_no_fault() -> None:
    assert [state for state, _ in said()] == [State.NOTE, State.RIGHT]


def test_what_access_lacks_is_said_with_the_next_click(google: FakeGoogle, capsys: pytest.CaptureFixture[str]) -> None:
    google.fail("not_shared")
    assert main(["--lang", "en", "doctor"]) == 1
    assert (
        f"[to do] “Google Sheets” is not shared with the dashboard. Open the sheet, press Share, and add {ACCOUNT}"
        in (capsys.readouterr().out)
    )


def test_a_wrong_setting_is_said(google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, bare: Path) -> None:
    monkeypatch.setenv("SHEETS_ENDPOINT", "http://sheets.example")
    monkeypatch.setenv("REFRESH_SECONDS", "viena minūte")
    (bare / "secrets.toml").write_text("SPREADSHEET = bez pēdiņām", "utf-8")
    assert [text.partition(" ")[0] for text in to_do()] == [
        ".streamlit/secrets.toml",
        "REFRESH_SECONDS",
        "SHEETS_ENDPOINT",
    ]


def test_a_key_that_others_may_read_is_said(google: FakeGoogle, golden: bytes, bare: Path) -> None:
    google.tabs = from_workbook(golden)
    (bare / "parbaude-atslega.json").chmod(0o640)
    assert to_do() == ["Others on this server may read the key file. Let only its owner read it: chmod 600."]


def test_so_is_one_in_the_secrets(
    google: FakeGoogle, golden: bytes, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    google.tabs = from_workbook(golden)
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
    lines = [f"{name} = {json.dumps(value)}" for name, value in google.key().items()]
    secrets = bare / "secrets.toml"
    secrets.write_text("\n".join(["[gcp_service_account]", *lines]), "utf-8")
    secrets.chmod(0o644)
    assert len(to_do()) == 1
    secrets.chmod(0o600)
    assert to_do() == []
    assert any("[gcp_service_account]" in text for _, text in said())


def test_an_old_key_is_worth_a_note(google: FakeGoogle, golden: bytes, bare: Path) -> None:
    google.tabs = from_workbook(golden)
    then = (datetime.now(UTC) - timedelta(days=121)).timestamp()
    os.utime(bare / "parbaude-atslega.json", (then, then))
    notes = [text for state, text in said() if state is State.NOTE]
    assert [text.partition(".")[0] for text in notes] == ["The key file is 121 days old"]
    assert to_do() == []


def test_no_key_is_said(google: FakeGoogle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
    found = said()
    assert found[0][0] is State.NOTE
    assert [text.partition(".")[0] for text in to_do()] == ["There is no key for Google"]


@pytest.mark.parametrize(("minutes", "wrong"), [(-20, True), (-4, False), (4, False), (20, True)])
def test_the_clock_is_compared_with_googles(google: FakeGoogle, golden: bytes, minutes: int, wrong: bool) -> None:
    google.tabs = from_workbook(golden)
    found = to_do(datetime.now(UTC) + timedelta(minutes=minutes))
    assert found == ["This server’s clock is 20 minutes off. Synchronise it with network time."] * wrong


def test_a_clock_that_bars_the_way_is_measured_too(google: FakeGoogle) -> None:
    google.now = lambda: datetime.now(UTC).timestamp() + WHOLE_DAY
    assert [text.partition(".")[0] for text in to_do()] == [
        "Google refuses to sign in because this server’s clock is wrong",
        "This server’s clock is 1,440 minutes off",
    ]


@pytest.mark.parametrize("said", ["Tue, 01 Dec 2026 10:00:00", "Tue, 01 Dec 99999999999 10:00:00 GMT"])
def test_a_date_without_zone_or_sense_ends_nothing(google: FakeGoogle, golden: bytes, said: str) -> None:
    google.tabs, google.headers = from_workbook(golden), {"Date": said}
    clock = [text for text in to_do(datetime(2026, 12, 1, 10, tzinfo=UTC)) if "clock" in text]
    assert clock == []


def test_the_file_of_an_oauth_client_is_not_praised(google: FakeGoogle, bare: Path) -> None:
    (bare / "parbaude-atslega.json").write_text('{"installed": {"client_id": "1", "client_secret": "x"}}', "utf-8")
    found = said()
    assert [text.partition(" (")[0] for state, text in found if state is State.TO_DO] == [
        "What GOOGLE_APPLICATION_CREDENTIALS names is not the key of a service account but of another kind"
    ]
    assert not any(text.startswith("The key comes from") for _, text in found)


def test_a_fault_of_our_own_is_a_finding(
    google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("data.doctor.check", lambda *_: 1 // 0)
    assert [text.partition(";")[0] for text in to_do()] == ["The dashboard itself failed to check what it read"]
    assert said()[-1].text.startswith("The history is empty")
    assert "Traceback" not in caplog.text
    assert "ZeroDivisionError in test_doctor.py, line" in caplog.text


def test_nothing_that_steers_a_terminal_is_said(
    google: FakeGoogle, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    for title in ("Plāni\x1b[2J", "Lēmumi\x9b31m kopija", "Cita\u202elapa\n[labi] viss"):
        google.tabs = from_grids({title: [["ID", "Nosaukums"], ["P5\x1b", "Piektais"]], "Plāni": [["\x1b]0;x\x07"]]})
        google.title = f"Plāns {title}"
        for command in (["doctor"], ["check"], ["check", "--json"]):
            main(command)
    out = capsys.readouterr()
    for text in (out.out, out.err, caplog.text):
        assert not [sign for sign in text if sign < " " and sign not in "\n\t"]
        assert not {"\x9b", "\u202e"} & set(text)
    assert "\n[labi] viss" not in out.out


def test_tabs_that_are_missing_or_broken_are_said(google: FakeGoogle, golden: bytes) -> None:
    google.tabs = from_workbook(golden)
    google.tabs.remove(google.tab("Uzticēšanās"))
    google.tab("Lēmumi").put("C1", "Ko nolēma")
    google.tab("Izpildes gaita").put("B2", "31.02.2026")
    found = said()
    assert [text.partition(":")[0] for text in to_do()] == ["Tab “Lēmumi”, column “Lēmums”"]
    notes = [text for state, text in found if state is State.NOTE]
    assert notes[0] == "14 of the dashboard’s 16 tabs are read."
    assert "Uzticēšanās" in notes[1]
    assert notes[2].endswith("python -m data check names it.")


def test_a_file_needs_no_key(golden: bytes, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare / "plans.xlsx").write_bytes(golden)
    monkeypatch.setenv("SPREADSHEET", str(bare / "plans.xlsx"))
    assert [text for _, text in said()] == [
        "“plans.xlsx” can be read.",
        "16 of the dashboard’s 16 tabs are read.",
        "The history is empty: no read has been saved yet.",
    ]
    monkeypatch.setenv("SPREADSHEET", str(bare / "nav.xlsx"))
    assert len(to_do()) == 1


def test_a_store_that_cannot_be_used_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HISTORY_URL", "nezināms://x")
    assert len(to_do()) == 1


def test_a_folder_is_no_history(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HISTORY_URL", f"sqlite:///{tmp_path}")
    assert to_do() == [words("en").say(TEXTS["store_url"])]


def test_a_history_that_is_not_there_is_said_and_not_made(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = bare / "cita"
    empty.mkdir()
    monkeypatch.setenv("HISTORY_URL", f"sqlite:///{empty / 'vesture.sqlite3'}")
    notes = [text for state, text in said() if state is State.NOTE]
    assert "There is no history “vesture.sqlite3” there" in notes[-1]
    assert to_do() == []
    monkeypatch.setenv("HISTORY_URL", f"sqlite:///{bare / 'cits' / 'vesture.sqlite3'}")
    assert to_do() == [
        "The folder that HISTORY_URL names for “vesture.sqlite3” does not exist. Check the path, or create it."
    ]
    assert list(empty.iterdir()) == []
    assert not (bare / "cits").exists()


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_what_is_no_history_is_left_as_it_is(bare: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    file = bare / "cita" / "vesture.sqlite3"
    file.parent.mkdir()
    file.write_bytes(content)
    monkeypatch.setenv("HISTORY_URL", f"sqlite:///{file}")
    assert said()[-1].state is not State.RIGHT
    assert file.read_bytes() == content
    assert list(file.parent.iterdir()) == [file]


def test_a_mistyped_path_of_the_key_is_said_with_that_word(
    google: FakeGoogle, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(bare / "parbaude-atslegs.json"))
    assert len(to_do()) == 1
    assert "GOOGLE_APPLICATION_CREDENTIALS" in to_do()[0]
    assert "Check the path" in to_do()[0]


def test_the_mail_server_is_knocked_at_and_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server() as server:
        for name, text in (("HOST", "127.0.0.1"), ("PORT", str(server.port)), ("SECURITY", "none")):
            monkeypatch.setenv(f"SMTP_{name}", text)
        assert "The mail server answers." in [finding.text for finding in said()]
        monkeypatch.setenv("SMTP_SECURITY", "starttls")
        (refused,) = to_do()
        assert refused.startswith("The mail server does not let notices in (SMTPNotSupportedError). Check SMTP_HOST")
        monkeypatch.setenv("SMTP_SECURITY", "none")
        monkeypatch.setenv("SMTP_USER", "x")
        monkeypatch.setenv("SMTP_PASSWORD", "geheim")
        assert "does not let notices in" in to_do()[0]
        assert "geheim" not in str(said())
        assert server.letters == []
    monkeypatch.delenv("SMTP_USER")
    monkeypatch.delenv("SMTP_PASSWORD")
    assert "ConnectionRefusedError" in to_do()[0]
