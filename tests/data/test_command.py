"""The command line: JSON alone on standard output, messages in either language, exit codes, never a traceback."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from data import __main__ as command
from data import live, settings
from data.contract.tables import TABLES
from data.intake.issues import SEVERITIES, TEXTS
from data.words import words
from tests.faults.made import MADE
from tests.helpers import FAULTS, ROOT
from tests.intake.test_faults import EXPECTED, laid
from tests.intake.test_sdmx import file, line

KEYS = ["tab", "row", "column", "cell", "code", "severity", "shown", "message"]


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SPREADSHEET", raising=False)
    monkeypatch.setattr(settings, "SECRETS", tmp_path / "nav.toml")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it, in a process of its own."""
    environment = {key: value for key, value in os.environ.items() if key != "SPREADSHEET"}
    return subprocess.run(
        [sys.executable, "-m", "data", *arguments],
        check=False,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


def check_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = command.main([*arguments, "--json"])
    out = capsys.readouterr()
    assert "{" not in out.err
    return code, json.loads(out.out)


def test_the_embedded_data_as_json() -> None:
    done = run("check", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert list(said) == ["snapshot", "issues", "rows"]
    assert said["snapshot"] == live.embedded().snapshot.id
    assert said["issues"] == []
    assert said["rows"] == {table.code: len(getattr(live.embedded().snapshot, table.code)) for table in TABLES}


def test_an_issue_has_its_place_and_words(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = check_json(capsys, "check", str(FAULTS / "unknown_word"))
    assert code == 1
    (issue,) = [issue for issue in said["issues"] if issue["code"] == "unknown_word"]
    assert list(issue) == KEYS
    message = issue.pop("message")
    assert issue == {
        "tab": "updates",
        "row": 2,
        "column": "Izpildes statuss",
        "cell": "D2",
        "code": "unknown_word",
        "severity": "rejected",
        "shown": "Zaļš",
    }
    assert message.startswith("Darblapa „updates”, 2. rinda, aile „Izpildes statuss”")
    assert said["rows"] == {"updates": 3}


def test_the_language_of_messages_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    _, latvian = check_json(capsys, "check", str(FAULTS / "unknown_word"))
    _, english = check_json(capsys, "--lang", "en", "check", str(FAULTS / "unknown_word"))
    messages = {
        language: [one["message"] for one in said["issues"]] for language, said in (("lv", latvian), ("en", english))
    }
    assert any(one.startswith("Tab “updates”, row 2, column “Izpildes statuss”") for one in messages["en"])
    assert not set(messages["lv"]) & set(messages["en"])
    strip = [{key: value for key, value in one.items() if key != "message"} for one in latvian["issues"]]
    assert strip == [{key: value for key, value in one.items() if key != "message"} for one in english["issues"]]


def test_a_missing_path_has_no_snapshot() -> None:
    done = run("check", "/nav/tādas/mapes", "--json")
    assert (done.returncode, done.stderr) == (1, "")
    said = json.loads(done.stdout)
    assert (said["snapshot"], said["rows"]) == (None, {})
    (issue,) = said["issues"]
    assert (issue["tab"], issue["code"], issue["severity"], issue["shown"]) == (None, "source_missing", "held", "mapes")
    assert issue["message"].startswith("„mapes”")


def test_the_report_for_people_names_every_issue() -> None:
    done = run("--lang", "en", "check", str(FAULTS / "duplicate_key"))
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert sum(line.startswith("[refused] Tab “updates”, row ") for line in lines) == 2
    assert sum(line.startswith("[notice] Tab “") for line in lines) == 14
    assert [line for line in lines if line.startswith("[refused] Tab “Pasākumi”")]
    assert lines[-1].startswith("2 rows were read. ")


def test_the_report_tells_what_is_refused_first_and_a_kind_of_notice_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--lang", "en", "check", str(FAULTS / "duplicate_key")]) == 1
    marks = [line.partition("]")[0] for line in capsys.readouterr().out.splitlines() if line.startswith("[")]
    assert marks == sorted(marks, reverse=True), "refused before notice"


def test_a_folded_kind_names_its_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "lapas"
    shutil.copytree(FAULTS / "base", folder)
    rows = [f"P5-1.1,2024-{month:02}-01,,,,,,,,VK," for month in range(1, 13)]
    with (folder / "updates.csv").open("a", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    assert command.main(["--lang", "en", "check", str(folder)]) == 0
    first, more, last = capsys.readouterr().out.splitlines()
    assert first.startswith("[to be looked at] Tab “updates”, row 5, ")
    places = "D6, D7, D8, D9, D10, D11, D12, D13, D14, D15, …"
    assert more == f"  and 11 more cases like this: {places} (to list them all: --json)"
    assert last.startswith("52 rows were read. ")
    _, said = check_json(capsys, "check", str(folder))
    assert [issue["row"] for issue in said["issues"]] == list(range(5, 17))


def test_notices_alone_are_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    folder = FAULTS / "base"
    assert command.main(["check", str(folder)]) == 0
    assert capsys.readouterr().out.strip().startswith("Nolasītas 40 rindas.")
    code, said = check_json(capsys, "check", str(folder))
    assert (code, said["issues"]) == (0, [])


@pytest.mark.parametrize("code", EXPECTED)
def test_every_fault_is_reported_as_json_and_in_words_without_a_traceback(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = laid(code, tmp_path / "lapas", monkeypatch)
    refused = SEVERITIES[code] != "notice"
    exit_code, said = check_json(capsys, "check", str(path))
    assert exit_code == int(refused)
    assert {issue["code"] for issue in said["issues"]} == {code}
    assert all(list(issue) == KEYS and issue["message"] for issue in said["issues"])
    assert (said["snapshot"] is None) <= (said["rows"] == {})
    if code in MADE:
        return
    assert command.main(["--lang", "en", "check", str(path)]) == int(refused)
    assert TEXTS[code].split("“")[0].split("{")[0].strip() in capsys.readouterr().out


def test_the_setting_names_the_source_when_no_path_is_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SPREADSHEET", str(FAULTS / "base"))
    code, said = check_json(capsys, "check")
    assert (code, said["rows"]["measures"]) == (0, 5)
    assert check_json(capsys, "check", str(ROOT / "data" / "embedded"))[1]["rows"]["measures"] == 42


def test_an_empty_path_is_no_path(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a script's variable is not set: nothing else may be judged in its place."""
    monkeypatch.chdir(tmp_path)
    assert check_json(capsys, "check", "")[0] == 1


def test_a_secrets_file_that_is_no_toml_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text('SPREADSHEET = "x\n', "utf-8")
    monkeypatch.setattr(settings, "SECRETS", tmp_path / "s.toml")
    assert settings.setting("SPREADSHEET") is None
    (tmp_path / "s.toml").write_text('SPREADSHEET = " dati.xlsx "\n', "utf-8")
    assert settings.setting("SPREADSHEET") == "dati.xlsx"
    monkeypatch.setenv("SPREADSHEET", "mape")
    assert settings.setting("SPREADSHEET") == "mape"


def test_the_schema_is_printed_as_json() -> None:
    done = run("schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert set(json.loads(done.stdout)) == {table.code for table in TABLES}


def test_the_template_is_written_and_said_so(tmp_path: Path) -> None:
    done = run("template", str(tmp_path / "veidne.xlsx"))
    assert (done.returncode, done.stdout) == (0, "")
    assert "veidne.xlsx" in done.stderr
    assert json.loads(run("check", str(tmp_path / "veidne.xlsx"), "--json").stdout)["issues"] == []


def test_output_that_nobody_reads_to_the_end_makes_no_noise() -> None:
    line = f"{sys.executable} -m data check {FAULTS / 'duplicate_key'} | head -1"
    done = subprocess.run(["sh", "-c", line], check=False, cwd=ROOT, capture_output=True, timeout=60)
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


def test_the_words_of_the_report_are_latvian_unless_asked_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    command.main(["check", str(FAULTS / "unknown_word")])
    out = capsys.readouterr().out
    assert f"[{words('lv').say('refused')}]" in out


# The OECD's download as rows to paste


def test_a_download_of_the_oecd_becomes_rows(tmp_path: Path) -> None:
    path = tmp_path / "tdg.csv"
    path.write_text("\ufeff" + file(line(), line("OECD_REP", value="39.3")), "utf-8")
    done = run("trust", str(path))
    assert done.returncode == 0
    assert done.stderr == "2 rindas, ko ielīmēt lapā „Uzticēšanās”.\n"
    rows = done.stdout.splitlines()
    assert rows[0].startswith("Pētījums,Gads,Valsts,Rādītājs,")
    assert rows[1].startswith("OECD uzticēšanās pētījums,2023,LVA,trust_national_government,")
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (file(line("OECD")).encode(), "tdg.csv: 2. rinda, aile REF_AREA: „OECD” nav ne valsts, ne OECD_REP."),
        (b"\xff\xfe", "tdg.csv: fails nav UTF-8."),
        (None, "tdg.csv nevar nolasīt:"),
    ],
)
def test_what_is_not_understood_gives_no_rows(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "tdg.csv"
    if content is not None:
        path.write_bytes(content)
    done = run("trust", str(path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(said)
    assert "Traceback" not in done.stderr


def test_no_name_of_a_file_steers_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names of files may hold anything, and so may what stands in them."""
    folder = tmp_path / "a\x1b[2Jb"
    folder.mkdir()
    (folder / "Pl\x1b[31m\u0101ni\u202e kopija.csv").write_text("ID,Nosaukums\x1b\n", "utf-8")
    (folder / "x\x9b1m.csv").write_bytes(b"\xff\xfe\x00")
    (folder / "plans.csv").write_text("ID\x1b]0;x\x07,Nosaukums\nP5\x1b[2J,x\n", "utf-8")
    (folder / "odd\x1b[1m.csv").write_text("x", "utf-8")
    for arguments in (
        ["check", str(folder)], ["check", "--json", str(folder)], ["check", str(folder / "nav\x1b[1m")],
        ["trust", str(folder / "odd\x1b[1m.csv")], ["outlines", str(folder / "nav\x1b[1m")],
    ):  # fmt: skip
        command.main(arguments)
    said, logged = capsys.readouterr(), run("trust", str(folder / "nav\x1b[1m"))
    assert said.out
    assert "nav" in logged.stderr
    for sign in "\x1b\x07\x9b\u202e":
        assert sign not in said.out + said.err + logged.stderr
