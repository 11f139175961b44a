"""Taking a text out of the history: it stands in no byte afterwards, everything else stays as it was."""

import contextlib
import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from data import live
from data.intake.check import check
from data.model import Issue, Severity
from data.raw import CellKind, RawCell, TypedCell
from data.store import deltas, grid, lines
from data.store.erase import Eraser
from data.store.faults import StoreFault
from data.store.grid import redacted
from data.store.store import HELD, KEYFRAME_EVERY, Store
from tests.helpers import base_grids, book, put
from tests.live.reads import NOON, SOURCE, Read, after, at, read

NAME = "Jānis Bērziņš"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


def everything(file: Path) -> str:
    """Every byte of the store's files as text, and every compressed body unpacked."""
    raw = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    text = raw.decode("utf-8", "replace")
    with contextlib.closing(sqlite3.connect(file)) as db:
        rows = db.execute("SELECT number, base, body FROM content ORDER BY number").fetchall()
        text += repr(db.execute("SELECT * FROM snapshot").fetchall() + db.execute("SELECT * FROM redaction").fetchall())
    unpacked: dict[int | None, list[str]] = {None: []}
    for number, base, body in rows:
        unpacked[number] = deltas.unpack(body, unpacked[base])
        text += "\n".join(unpacked[number])
    return text


def blobs(file: Path) -> bytes:
    """What lies in the file where a compressed body may begin, unpacked: also bodies that no row names any more."""
    raw = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    found = b""
    for start in range(len(raw) - 1):
        if raw[start] == 0x78 and raw[start + 1] in (0x01, 0x5E, 0x9C, 0xDA):
            opener = zlib.decompressobj()
            with contextlib.suppress(zlib.error):
                found += opener.decompress(raw[start : start + 100_000])
    return found


def test_it_stands_in_no_byte_afterwards(file: Path) -> None:
    """In cells, in issues and in what a held read gave as its reason; in whole contents and in steps."""
    store = at(file)
    kept: list[Read] = []
    for number in range(KEYFRAME_EVERY + 8):
        said = f"Atbild {NAME}, {number}. reize" if number % 3 == 0 else f"Paveikts {number}"
        kept.append(read(done=said, status=f"{NAME}?" if number == 5 else "Tiek īstenots"))
        store.put(*kept[-1], after(number), SOURCE)
    store.put(*read(done=f"Turēts {NAME}"), after(99), SOURCE, HELD, reason={"shown": [NAME, 1]})
    before = store.entries()
    assert NAME in everything(file)
    done = store.redact(NAME, "datu aizsardzības speciālists", "lūgums dzēst, 21.11.2026.")
    assert (done.unread, done.wiped) == (0, True)
    assert done.contents > 20
    store.close()
    assert "Bērziņš" not in everything(file)
    assert "Bērziņš".encode() not in blobs(file)
    fresh = at(file)
    assert fresh.verify() == ()
    entries = fresh.entries()
    assert [(entry.number, entry.id, entry.taken_at, entry.status) for entry in entries] == [
        (entry.number, entry.id, entry.taken_at, entry.status) for entry in before
    ]
    assert entries[0].reason == {"shown": ["[…]", 1]}
    for entry, (own, found) in zip(reversed(entries[1:]), kept, strict=True):
        back = fresh.checked(entry)
        said = str(found.snapshot.updates[0].done).replace(NAME, "[…]")
        assert back.snapshot.updates[0].done == said
        assert back.snapshot == replace(found.snapshot, updates=back.snapshot.updates)
        assert [issue.code for issue in back.issues] == [issue.code for issue in found.issues]
        assert fresh.raw(entry).tabs[1:] == own.tabs[1:]
        assert (entry.clean_hash == before[-entry.number].clean_hash) == (
            NAME not in f"{found.snapshot.updates[0].done}" and entry.number != 6
        )


def test_who_when_and_why_are_kept(file: Path) -> None:
    store = at(file)
    store.put(*read(done=NAME), NOON, SOURCE)
    store.redact(NAME, " speciālists ", "lūgums")
    store.redact("cits teksts", "speciālists", "lūgums, kas nekā neatrada")
    assert at(file).redactions() == (
        (NOON, "speciālists", "lūgums"),
        (NOON, "speciālists", "lūgums, kas nekā neatrada"),
    )


def test_what_follows_goes_on_as_ever(file: Path) -> None:
    store = at(file)
    store.put(*read(done=NAME), NOON, SOURCE)
    entry = store.newest()
    assert entry
    store.snapshot(entry)
    store.redact(NAME, "speciālists", "lūgums")
    (clean,) = store.entries()
    assert store.snapshot(clean).updates[0].done == "[…]"
    assert store.find(entry.id) == clean
    again = store.put(*read(done=NAME), after(1), SOURCE)  # the sheet was not mended: it is a new read, and told apart
    assert again and again.clean_hash != clean.clean_hash
    assert store.put(*read(done="cits"), after(2), SOURCE)
    assert store.verify() == ()


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        (f"Sagatavoja {NAME}.", "Sagatavoja […]."),
        ("Sagatavoja JĀNIS  BĒRZIŅŠ.", "Sagatavoja […]."),
        ("Sagatavoja Jānis\nBērziņš.", "Sagatavoja […]."),
        ("Sagatavoja Ja\u0304nis Be\u0304rzin\u0327s\u030c.", "Sagatavoja […]."),
        ("Sagatavoja Jā\u200bnis Bērz\u00adiņš.", "Sagatavoja […]."),
        ("Sagatavoja Jānis.", None),
    ],
)
def test_whatever_its_case_and_spacing(file: Path, cell: str, left: str | None) -> None:
    store = at(file)
    store.put(*read(done=cell), NOON, SOURCE)
    done = store.redact(NAME, "speciālists", "lūgums")
    assert (done.contents > 0) == (left is not None)
    (entry,) = store.entries()
    if left:
        assert store.snapshot(entry).updates[0].done == left
        assert store.raw(entry).tabs[0].rows[1][4] == left


@pytest.mark.parametrize(
    "cell",
    [
        TypedCell(CellKind.NUMBER, 31102455.0, "31102455"),
        TypedCell(CellKind.NUMBER, 31102455.0, "31 102 455"),
        TypedCell(CellKind.ERROR, None, "31102455"),
        TypedCell(CellKind.NOT_CALCULATED, "31102455", "x"),
    ],
)
def test_a_number_that_a_program_holds_goes_too(file: Path, cell: RawCell) -> None:
    own = put(base_grids(), "updates", 2, done=cell)
    store = at(file)
    store.put(redacted(book(own)), check(book(own), live.embedded().snapshot), NOON, SOURCE)
    assert "31102455" in everything(file)
    store.redact("31102455", "speciālists", "lūgums")
    store.close()
    assert "31102455" not in everything(file)


def test_a_word_that_is_also_the_contract_s_leaves_the_contract_alone(file: Path) -> None:
    """Headers, closed words, dates and numbers are no one's personal data, and a row must stay a row."""
    store = at(file)
    own = read(done="under_way updates measure 2024-10-15 book")
    store.put(*own, NOON, SOURCE)
    for text in ("under_way", "updates", "measure", "2024-10-15", "book", "snapshot", "rows", "places"):
        store.redact(text, "speciālists", "lūgums")
    (entry,) = store.entries()
    back = store.snapshot(entry)
    assert back.updates[0].done == "[…] […] […] […] […]"
    assert back == replace(own[1].snapshot, updates=(back.updates[0], *own[1].snapshot.updates[1:]))
    assert store.verify() == ()


def test_what_an_issue_shows_is_cut_off_in_the_middle_of_it(file: Path) -> None:
    store = at(file)
    long = "Šis nav statuss, bet gan ļoti garš teikums, ko raksta Jānis Bērziņš no iestādes"
    own = read(status=long)
    assert own[1].issues[0].shown and own[1].issues[0].shown.endswith("Jānis…")
    store.put(*own, NOON, SOURCE)
    store.redact(NAME, "speciālists", "lūgums")
    (entry,) = store.entries()
    assert store.checked(entry).issues[0].shown == "Šis nav statuss, bet gan ļoti garš teikums, ko raksta […]"


def test_ids_and_lists_follow_each_other(file: Path) -> None:
    """Where a text is an id, it goes from every place that names it: what belonged together still does."""
    grids = base_grids()
    grids["institutions"][1][0] = "Bērziņš"
    own = book(
        {code: [["Bērziņš" if cell == "VK" else cell for cell in row] for row in rows] for code, rows in grids.items()}
    )
    found = check(own)
    store = at(file)
    store.put(redacted(own), found, NOON, SOURCE)
    store.redact("bērziņš", "speciālists", "lūgums")
    store.close()
    assert "Bērziņš" not in everything(file)
    (entry,) = store.entries()
    back = store.snapshot(entry)
    assert "[…]" in {institution.id for institution in back.institutions}
    assert back.updates[0].reported_by == "[…]"


@pytest.mark.parametrize(
    ("text", "by", "why", "code"),
    [
        ("abc", "kāds", "kāpēc", "redact_short"),
        (" a  b ", "kāds", "kāpēc", "redact_short"),
        ("", "kāds", "kāpēc", "redact_short"),
        (NAME, " ", "kāpēc", "redact_named"),
        (NAME, "kāds", "", "redact_named"),
        (NAME, "kāds", f"lūdza {NAME}", "redact_named"),
        (NAME, "jānis bērziņš", "kāpēc", "redact_named"),
    ],
)
def test_what_cannot_be_meant_is_refused(file: Path, text: str, by: str, why: str, code: str) -> None:
    store = at(file)
    store.put(*read(done=NAME), NOON, SOURCE)
    with pytest.raises(StoreFault) as caught:
        store.redact(text, by, why)
    assert caught.value.code == code
    assert NAME in everything(file)
    assert store.redactions() == ()


def test_a_damaged_content_is_counted_not_passed_over_in_silence(file: Path) -> None:
    store = at(file)
    store.put(*read(done="viens"), NOON, SOURCE)
    store.put(*read(done=NAME), after(1), SOURCE)
    store.close()
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute("DROP TRIGGER content_no_update")
        db.execute("UPDATE content SET body = x'00' WHERE number = 4")
        db.commit()
    done = at(file).redact(NAME, "speciālists", "lūgums")
    assert done.unread == 1


def test_another_process_that_reads_does_not_keep_the_old_bytes_for_long(file: Path) -> None:
    store = at(file)
    store.put(*read(done=NAME), NOON, SOURCE)
    other = at(file)
    assert other.newest()
    assert store.redact(NAME, "speciālists", "lūgums").wiped
    (entry,) = other.entries()
    assert other.snapshot(entry).updates[0].done == "[…]"


def test_when_it_fails_in_the_middle_nothing_has_changed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = at(file)
    store.put(*read(done=NAME), NOON, SOURCE)
    before = store.entries()

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("cut off")

    with monkeypatch.context() as patch, pytest.raises(StoreFault):
        patch.setattr("data.store.store.redact_snapshots", fail)
        store.redact(NAME, "speciālists", "lūgums")
    assert Store(f"sqlite:///{file}").entries() == before
    assert store.verify() == ()
    with sqlite3.connect(file) as db, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute("DELETE FROM content")


def test_the_eraser_leaves_all_else_alone() -> None:
    own = live.embedded()
    issue = Issue("Tabs", 1, None, "csv_broken", Severity.HELD, None, None, (("a", "b…"),))
    text = lines.to_lines(replace(own, issues=(issue,)))
    assert Eraser("teksts, kura nav").lines(text) is text


# What earlier versions let pass

OLD = ("26 411 873", "150687–11234", "liga (at) vide.gov.lv", "26411873/67408155", "＋３７１ ２６４１１８７３")


@pytest.fixture
def kept_by_an_earlier_version(file: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store of many reads in which personal data stand in text, lists, links, issues, a held read and its reason."""
    store = at(file)
    with monkeypatch.context() as patch:
        patch.setattr("data.store.grid.redact", lambda text: text)
        patch.setattr("data.intake.cells.redact", lambda text: text)
        patch.setattr("data.intake.text.redact", lambda text: text)
        grid._clean.cache_clear()
        for number in range(KEYFRAME_EVERY + 5):
            grids = put(
                base_grids(), "updates", 2, done=f"{number}. reize: {OLD[number % len(OLD)]}", status="26411873"
            )
            grids = put(grids, "funding", 2, amount="29123456", purpose="Vajag 29 123 456 EUR")
            grids = put(
                grids,
                "measures",
                2,
                note=OLD[0],
                expected_result=f"viens; {OLD[1]}",
                source="https://a.lv/?tel=26411873",
            )
            own = book(grids)
            store.put(redacted(own), check(own, live.embedded().snapshot), after(number), SOURCE)
        store.put(*read(done=f"Turēts {OLD[1]}"), after(99), SOURCE, HELD, reason={"shown": [OLD[2], 1]})
    grid._clean.cache_clear()
    store.close()
    assert all(text in everything(file) for text in OLD)
    return at(file)


def test_all_personal_data_go_from_every_snapshot(kept_by_an_earlier_version: Store, file: Path) -> None:
    store = kept_by_an_earlier_version
    before = store.entries()
    sums = [store.snapshot(entry).funding for entry in before]
    done = store.redact(None, "speciālists", "jauni noteikumi")
    assert (done.unread, done.wiped, done.left) == (0, True, 0)
    assert done.snapshots == len(before)
    store.close()
    fresh = at(file)
    assert not any(text in everything(file) for text in (*OLD, "26411873"))
    assert not any(text.encode() in blobs(file) for text in OLD)
    assert fresh.verify() == ()
    assert [(entry.number, entry.id) for entry in fresh.entries()] == [(entry.number, entry.id) for entry in before]
    assert [fresh.snapshot(entry).funding for entry in fresh.entries()] == sums
    assert sums[-1][0].amount == 29123456.0
    assert "29123456" in everything(file)
    assert "[…]" in (fresh.snapshot(fresh.entries()[-1]).updates[0].done or "")
    again = fresh.redact(None, "speciālists", "vēlreiz")
    assert (again.contents, again.snapshots, again.left) == (0, 0, 0)


def test_what_is_stored_today_holds_none(file: Path) -> None:
    store = at(file)
    for number, done in enumerate(OLD):
        store.put(*read(done=done), after(number), SOURCE)
    assert store.redact(None, "speciālists", "pārbaude").contents == 0
