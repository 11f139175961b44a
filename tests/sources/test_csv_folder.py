"""A folder of CSV files: character sets, delimiters, names, and everything that is no CSV file."""

import os
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from data import live
from data.contract.tables import TABLES
from data.publish import tables
from data.raw import RawTab, Unreadable
from data.sources import EMBEDDED, MAX_FILE, SourceError, open_source
from data.sources.csv_folder import CsvFolder, read_csv
from tests.child import restricted
from tests.helpers import FAULTS

ROWS = (("ID", "Nosaukums", "Piezīme"), ("VK", "Valsts kanceleja, Rīga", "ķļņ; „š”\notrā rinda"), ("VAS", "", ""))
TEXT = 'ID,Nosaukums,Piezīme\nVK,"Valsts kanceleja, Rīga","ķļņ; „š”\notrā rinda"\nVAS,,\n'


def saved(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1257"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_usual_way_of_saving_reads_the_same(tmp_path: Path, encoding: str, ending: str, delimiter: str) -> None:
    quoted = [[f'"{cell}"' if any(mark in cell for mark in ",;\t\n") else cell for cell in row] for row in ROWS]
    text = "".join(delimiter.join(row) + ending for row in quoted)
    tab = read_csv(saved(tmp_path, "Institūcijas.csv", text.encode(encoding)))
    assert tab == RawTab("Institūcijas", ROWS, encoding="cp1257" if encoding == "cp1257" else "utf-8")


def test_every_field_quoted_reads_the_same(tmp_path: Path) -> None:
    text = "".join(";".join(f'"{cell}"' for cell in row) + "\r\n" for row in ROWS)
    assert read_csv(saved(tmp_path, "x.csv", text)) == RawTab("x", ROWS)


@pytest.mark.parametrize(
    "text",
    [
        'Pasākumi, 2024. gads\nID;Nosaukums;Piezīme\nA;"viens, divi, trīs";x\n',
        "ID;Nosaukums;Piezīme\nA;viens, divi, trīs, četri, pieci;x\nB;viens, divi, trīs;y\n",
        "ID;Nosaukums;Piezīme\n" + "A;a, b, c, d;\n" * 20,
    ],
)
def test_commas_in_sentences_do_not_make_a_comma_the_delimiter(tmp_path: Path, text: str) -> None:
    tab = read_csv(saved(tmp_path, "x.csv", text))
    assert isinstance(tab, RawTab)
    assert ("ID", "Nosaukums", "Piezīme") in tab.rows


def test_semicolons_in_lists_do_not_make_a_semicolon_the_delimiter(tmp_path: Path) -> None:
    tab = read_csv(saved(tmp_path, "x.csv", "Nr.,Pasākumi\n1,a; b; c; d\n2,e; f; g\n"))
    assert isinstance(tab, RawTab)
    assert tab.rows == (("Nr.", "Pasākumi"), ("1", "a; b; c; d"), ("2", "e; f; g"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_another_character_set_is_refused(tmp_path: Path, encoding: str) -> None:
    path = saved(tmp_path, "Institūcijas.csv", TEXT.encode(encoding))
    assert read_csv(path) == Unreadable("Institūcijas", "encoding_unreadable")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    assert read_csv(saved(tmp_path, "x.csv", bytes(range(128, 256)))) == Unreadable("x", "encoding_unreadable")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file_is_an_empty_tab(tmp_path: Path, content: bytes) -> None:
    assert read_csv(saved(tmp_path, "x.csv", content)) == RawTab("x", ())


def test_blank_lines_keep_the_numbers_of_rows(tmp_path: Path) -> None:
    tab = read_csv(saved(tmp_path, "x.csv", 'a,b\n\n\n"1\n2",3\n'))
    assert tab == RawTab("x", (("a", "b"), (), (), ("1\n2", "3")))


@pytest.mark.parametrize(
    ("text", "line", "letter", "stopped"),
    [
        ('a,b\n1,"nav beigu\n2,3\n', 2, "B", 3),
        ('a,b\n1,"x"y\n', 2, "B", 2),
        ('a,b\r\n"x\r\n""y""",2\r\n\r\n1,2,"trīs, ""četri"\r\n7,"8 "deviņi" 9"\r\n', 6, "B", 6),
        ('a;b\n5" caurule;1\n"3\n4;5\n"6" 7;8\n', 3, "A", 5),
        ('a\tb\n1\t"\n', 2, "B", 2),
    ],
)
def test_a_broken_quotation_is_refused_at_its_place(
    tmp_path: Path, text: str, line: int, letter: str, stopped: int
) -> None:
    place = {"line": str(line), "letter": letter, "stopped": str(stopped)}
    assert read_csv(saved(tmp_path, "x.csv", text)) == Unreadable("x", "csv_broken", place)


@pytest.mark.parametrize("copy", ["", " (1)", "(2)", " (12)", "-2", " - Copy", "-izdomati", "-izdomati (1)"])
@pytest.mark.parametrize("named", ["code", "tab"])
def test_our_own_downloads_are_read_under_their_own_names(tmp_path: Path, named: str, copy: str) -> None:
    snapshot = live.embedded().snapshot
    for table in TABLES:
        name = f"{getattr(table, named)}-{snapshot.id}{copy}"
        saved(tmp_path, f"{name}.csv", tables.as_csv(snapshot, table.code))
    found = live.read(str(tmp_path))
    assert (found.issues, found.snapshot.id) == ((), snapshot.id)


def test_a_download_beside_its_table_is_a_copy_and_two_alone_are_doubled(tmp_path: Path) -> None:
    content = (EMBEDDED / "trust.csv").read_bytes()
    for name in ("trust-0123456789 (1)", "trust"):
        saved(tmp_path, f"{name}.csv", content)
    copies = [(issue.code, issue.tab) for issue in live.read(str(tmp_path)).issues if issue.tab and "01" in issue.tab]
    assert copies == [("tab_copy", "trust-0123456789 (1)")]
    (tmp_path / "trust.csv").rename(tmp_path / "trust-abcdef0123.csv")
    (found,) = (issue for issue in live.read(str(tmp_path)).issues if issue.code == "tab_doubled")
    assert dict(found.args)["titles"] == "trust-0123456789 (1), trust-abcdef0123"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_file_names_of_either_form_are_the_tab_s(tmp_path: Path, form: Literal["NFC", "NFD"]) -> None:
    for table in TABLES:
        name = unicodedata.normalize(form, table.tab)
        saved(tmp_path, f"{name}.csv", (EMBEDDED / f"{table.code}.csv").read_bytes())
    found = live.read(str(tmp_path))
    assert (found.issues, found.snapshot.id) == ((), live.embedded().snapshot.id)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with path.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    assert read_csv(path) == Unreadable("x", "file_too_large", {"size": "10", "limit": "10"})


def test_a_folder_or_pipe_called_like_a_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    os.mkfifo(tmp_path / "b.csv")
    assert read_csv(tmp_path / "a.csv") == Unreadable("a", "file_unreadable")
    assert read_csv(tmp_path / "b.csv") == Unreadable("b", "file_unreadable")
    assert read_csv(tmp_path / "nav.csv") == Unreadable("nav", "file_unreadable")


def test_a_file_that_may_not_be_read_is_named(open_folder: Path) -> None:
    path = saved(open_folder, "x.csv", TEXT)
    path.chmod(0o444)
    assert isinstance(restricted(lambda: read_csv(path)), RawTab)
    path.chmod(0)
    assert restricted(lambda: read_csv(path)) == Unreadable("x", "file_unreadable")


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    saved(tmp_path, "Plāni.csv", "ID,Nosaukums\nP5,Plāns\n")
    saved(tmp_path, "Virzieni.CSV", "Plāns\n".encode("utf-16"))
    saved(tmp_path, ".~lock.Plāni.csv", "x")
    saved(tmp_path, "~$Plāni.csv", "x")
    saved(tmp_path, "lasi.txt", "x")
    book = CsvFolder(tmp_path).read()
    assert [tab.title for tab in book.tabs] == ["Plāni"]
    assert book.unreadable == (Unreadable("Virzieni", "encoding_unreadable"),)
    assert book.name == tmp_path.name


@pytest.mark.parametrize("path", ["nav/tāda", "~nav-tada-lietotaja/x", "a\0b", "a" * 300, ""])
def test_a_path_that_leads_nowhere_is_named(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError) as caught:
        open_source(path).read()
    assert caught.value.code == ("folder_without_tables" if path == "" else "source_missing")
    assert len(caught.value.shown) <= 300


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        open_source(str(saved(tmp_path, "dati.csv", TEXT)))
    assert (caught.value.code, caught.value.shown) == ("source_kind", "dati.csv")


def test_the_embedded_data_are_the_source_when_none_is_named() -> None:
    source = open_source(None)
    assert source.name == "embedded"
    assert len(source.read().tabs) == 17
    assert open_source(str(EMBEDDED)) == source


def test_a_source_s_name_tells_no_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FAULTS / "base")
    assert open_source(".").name == "base"
    assert open_source(str(FAULTS / "base")).name == "base"


def test_tab_names_and_code_names_give_the_same_content(tmp_path: Path) -> None:
    for table in TABLES:
        name = table.tab if table.code < "m" else table.code
        (tmp_path / f"{name}.csv").write_bytes((EMBEDDED / f"{table.code}.csv").read_bytes())
    found = live.read(str(tmp_path))
    assert found.issues == ()
    assert found.snapshot.id == live.embedded().snapshot.id
    assert found.snapshot.embedded == frozenset()
    (tmp_path / "Pasākumi.csv").write_bytes((EMBEDDED / "measures.csv").read_bytes())
    found = live.read(str(tmp_path))
    assert [(issue.code, issue.tab) for issue in found.issues] == [("tab_doubled", "Pasākumi")]
    assert dict(found.issues[0].args)["titles"] == "Pasākumi, measures"
