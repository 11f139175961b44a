"""Those who edit are told once of what is refused, held, unreadable or late, and once more when it is mended."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data import live, settings
from data.contract.tables import BY_CODE
from data.live import channels, notices, reminders, telling
from data.live.channels import StoreMemory
from data.live.notices import Kind, Matter, Notice
from data.live.refresher import Current, Refresher
from data.live.sending import FORMS, Mail, SendError, Webhook
from data.live.telling import Teller
from data.model import Issue, Severity, Told
from data.raw import RawBook
from data.sources import SourceError
from data.store.faults import StoreFault
from data.store.leading import GRACE, Leading, Role
from data.store.store import Store
from data.words import words
from tests.helpers import Grid, add, base_grids, book, checked, put
from tests.live.reads import NOON, SOURCE
from tests.live.receivers import Hook, MailServer, mail_server, silence, webhook
from tests.serving import PATIENCE
from tests.store.postgres import postgres

GATHER = timedelta(minutes=5)
LINK = "https://panelis.example.lv/dati"


def sheet_of(grids: dict[str, Grid]) -> RawBook:
    """A book whose tabs are called as in the spreadsheet."""
    return book({BY_CODE[code].tab: grid for code, grid in grids.items()})


class Editing:
    """A sheet that is edited, the refresher that reads it, and a clock of its own."""

    def __init__(self) -> None:
        self.now = NOON
        self.says: RawBook | SourceError = sheet_of(base_grids())
        self._read: RawBook | SourceError | None = None
        self.refresher = Refresher(self, live.embedded(), now=lambda: self.now)

    name = "tests"

    def read(self) -> RawBook:
        if isinstance(self.says, SourceError):
            raise self.says
        return self.says

    def write(self, code: str, row: int, **cells: str) -> None:
        self.says = sheet_of(put(base_grids(), code, row, **cells))

    def pass_(self, *tellers: Teller, minutes: int = 6) -> None:
        """Let minutes pass; the sheet is read and every teller looks once a minute."""
        for _ in range(minutes):
            self.now += timedelta(minutes=1)
            same = self.says is self._read and not isinstance(self.says, SourceError)
            current = replace(self.refresher.current, read_at=self.now) if same else self.refresher.step()
            self._read = self.says
            for teller in tellers:
                teller.step(current, self.now, self.now.timestamp())


class Kept:
    """A channel that keeps what it is sent, unless it is told to refuse."""

    name = "kept:1"

    def __init__(self) -> None:
        self.sent: list[Notice] = []
        self.refuses = False
        self.asked = 0

    def send(self, notice: Notice) -> None:
        self.asked += 1
        if self.refuses:
            raise SendError("HTTP 500")
        self.sent.append(notice)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    own = Store(f"sqlite:///{tmp_path / 'history.sqlite3'}")
    yield own
    own.close()


@pytest.fixture
def sheet() -> Editing:
    return Editing()


def ask(work: Callable[[], Any]) -> Any:
    return work()


def find(current: Current, now: datetime) -> tuple[Matter, ...]:
    return notices.matters(current, now, words("lv"))


def compose(new: Any, mended: Any, current: Current) -> Notice:
    return notices.compose(new, mended, words("lv"), link=LINK, name="VK", snapshot=current.snapshot.id)


def teller(channel: telling.Channel, store: Store) -> Teller:
    return Teller(channel, StoreMemory(store, SOURCE, ask), find, compose, GATHER)


def test_a_refused_cell_is_told_once_and_once_more_when_it_is_mended(sheet: Editing, store: Store) -> None:
    channel = Kept()
    own = teller(channel, store)
    sheet.pass_(own)
    assert channel.sent == []
    sheet.write("updates", 2, status="Zaļš")
    sheet.pass_(own, minutes=5)
    assert channel.sent == []
    sheet.pass_(own, minutes=60)
    (told,) = channel.sent
    assert told.subject == "VK: 1 vieta jālabo"
    assert "Nav pieņemts:" in told.text
    assert "Darblapa „Izpildes gaita”, 2. rinda, aile „Izpildes statuss”" in told.text
    assert "„Zaļš”" in told.text
    assert "Izvēlieties kādu no" in told.text
    assert LINK in told.text
    assert [(one.kind, one.tab, one.cell) for one in told.new] == [(Kind.REFUSED, "Izpildes gaita", "D2")]
    sheet.says = sheet_of(base_grids())
    sheet.pass_(own, minutes=60)
    mended = channel.sent[-1]
    assert len(channel.sent) == 2
    assert mended.subject == "VK: 1 kļūda novērsta"
    assert "Novērsts:\n– Izpildes gaita, D2" in mended.text


def test_a_matter_leads_to_its_very_cell_in_the_sheet_and_on_the_dashboard() -> None:
    tab, sheet = "Izpildes gaita", "https://docs.google.com/spreadsheets/d/abc/edit#gid=7"

    def of(severity: Severity, row: int | None, cell: str | None, named: str | None = tab) -> list[str]:
        issue = Issue(named, row, None, "key_missing", severity, None, cell)
        current = Current(live.embedded().snapshot, (issue,), "Plāns", read_at=NOON, links=((tab, sheet),))
        told = notices.compose(
            notices.matters(current, NOON, words("lv")), (), words("lv"), link=LINK, name="VK", snapshot=""
        )
        return re.findall("https://.*", told.text)

    assert of(Severity.REJECTED, 2, "D2") == [f"{sheet}&range=D2", f"{LINK}?vieta=updates.D2", LINK]
    assert of(Severity.REJECTED, 9, None) == [f"{sheet}&range=A9", f"{LINK}?vieta=updates.9", LINK]
    assert of(Severity.HELD, None, None) == [sheet, f"{LINK}?vieta=updates", LINK]
    assert of(Severity.REJECTED, 2, "D2", "updates") == [f"{LINK}?vieta=updates.D2", LINK]
    assert of(Severity.HELD, None, None, None) == [LINK]


def test_what_is_mended_before_it_is_told_is_never_told(sheet: Editing, store: Store) -> None:
    channel = Kept()
    own = teller(channel, store)
    sheet.write("updates", 2, status="Za")
    sheet.pass_(own, minutes=3)
    sheet.says = sheet_of(base_grids())
    sheet.pass_(own, minutes=60)
    assert channel.sent == []


def test_what_comes_back_at_once_is_not_told_to_be_mended(sheet: Editing, store: Store) -> None:
    channel = Kept()
    own = teller(channel, store)
    sheet.write("updates", 2, status="Zaļš")
    sheet.pass_(own, minutes=10)
    sheet.says = sheet_of(base_grids())
    sheet.pass_(own, minutes=2)
    sheet.write("updates", 2, status="Zaļš")
    sheet.pass_(own, minutes=30)
    assert len(channel.sent) == 1


def test_a_row_that_moves_is_the_same_matter(sheet: Editing, store: Store) -> None:
    channel = Kept()
    own = teller(channel, store)
    sheet.write("updates", 2, status="Zaļš")
    sheet.pass_(own, minutes=10)
    grids = put(base_grids(), "updates", 2, status="Zaļš")
    grids["updates"].insert(1, list(base_grids()["updates"][1]))
    put(grids, "updates", 2, day="01.02.2024.")
    sheet.says = sheet_of(grids)
    sheet.pass_(own, minutes=30)
    assert len(channel.sent) == 1


def test_a_restart_tells_nothing_twice(sheet: Editing, store: Store) -> None:
    channel = Kept()
    sheet.write("updates", 2, status="Zaļš")
    sheet.pass_(teller(channel, store), minutes=10)
    for _ in range(3):
        sheet.pass_(teller(channel, store), minutes=30)
    assert len(channel.sent) == 1
    sheet.says = sheet_of(base_grids())
    sheet.pass_(teller(channel, store), minutes=30)
    sheet.pass_(teller(channel, store), minutes=30)
    assert [notice.subject for notice in channel.sent[1:]] == ["VK: 1 kļūda novērsta"]


def test_while_the_store_is_silent_nothing_is_told_and_then_nothing_twice(
    sheet: Editing, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = Kept()
    sheet.write("updates", 2, status="Zaļš")
    sheet.pass_(teller(channel, store), minutes=10)
    silent = True

    def asked(work: Callable[[], Any]) -> Any:
        if silent:
            raise StoreFault("store_silent")
        return work()

    own = Teller(channel, StoreMemory(store, SOURCE, asked), find, compose, GATHER)
    sheet.pass_(own, minutes=30)
    assert len(channel.sent) == 1
    silent = False
    sheet.write("updates", 2, status="Zils")
    sheet.pass_(own, minutes=30)
    assert len(channel.sent) == 2
    silent = True
    sheet.says = sheet_of(base_grids())
    sheet.pass_(own, minutes=10)
    assert len(channel.sent) == 3
    silent = False
    sheet.pass_(own, minutes=1)
    assert store.told(SOURCE, channel.name) == ()


@pytest.mark.parametrize("jump", [timedelta(days=-3), timedelta(days=3)])
def test_a_clock_that_jumps_neither_silences_nor_hurries_anything(
    sheet: Editing, store: Store, jump: timedelta
) -> None:
    channel = Kept()
    own = teller(channel, store)

    def pass_(minutes: range, by: timedelta) -> None:
        for minute in minutes:
            own.step(sheet.refresher.step(), NOON + by + timedelta(minutes=minute), minute * 60)

    channel.refuses = True
    sheet.write("updates", 2, status="Zaļš")
    pass_(range(7), timedelta(0))
    assert channel.asked == 2, "after five minutes and one more"
    pass_(range(7, 8), jump)
    assert channel.asked == 2, "it is left alone for two"
    channel.refuses = False
    pass_(range(8, 10), jump)
    assert len(channel.sent) == 1
    sheet.write("updates", 3, status="Zils")
    pass_(range(10, 14), jump)
    assert len(channel.sent) == 1
    pass_(range(14, 17), jump)
    assert len(channel.sent) == 2


@pytest.mark.postgres
def test_of_several_processes_the_one_that_leads_tells_and_another_repeats_nothing(sheet: Editing) -> None:
    """All three take themselves for the one that leads, as after a split of the network."""
    channel, seconds = Kept(), [0.0]
    with postgres() as url, ExitStack() as stack:
        stores = [Store(url) for _ in range(3)]
        leading = [Leading(store._database, lambda: seconds[0]) for store in stores]
        for store, one in zip(stores, leading, strict=True):
            stack.callback(store.close)
            stack.callback(one.leave)
        all_of_them = [
            Teller(channel, StoreMemory(store, SOURCE, ask, one), find, compose, GATHER)
            for store, one in zip(stores, leading, strict=True)
        ]

        def lead(number: int) -> None:
            until = time.monotonic() + PATIENCE
            while leading[number].role() is not Role.LEADS:
                assert time.monotonic() < until
                seconds[0] += GRACE
                time.sleep(0.01)

        lead(0)
        sheet.write("updates", 2, status="Zaļš")
        sheet.pass_(*all_of_them, minutes=30)
        assert len(channel.sent) == 1
        leading[0].leave()
        sheet.pass_(*all_of_them, minutes=30)
        assert len(channel.sent) == 1, "nobody leads"
        lead(1)
        sheet.pass_(*all_of_them, minutes=30)
        assert len(channel.sent) == 1, "what another has told is not repeated"
        sheet.says = sheet_of(base_grids())
        sheet.pass_(*all_of_them, minutes=30)
        assert [notice.subject for notice in channel.sent[1:]] == ["VK: 1 kļūda novērsta"]
        leading[1].leave()
        lead(0)
        sheet.write("updates", 2, status="Zaļš")
        sheet.pass_(*all_of_them, minutes=30)
        assert len(channel.sent) == 3, "told anew by the first, which was not there when it was mended"
        assert stores[2].told(SOURCE, channel.name) == tuple(Told(one.key, one.place) for one in channel.sent[2].new)


def test_while_nobody_can_say_who_leads_nothing_is_told(sheet: Editing) -> None:
    channel = Kept()
    away = Store("postgresql+psycopg://tests@127.0.0.1:1/none")
    own = Teller(channel, StoreMemory(away, SOURCE, ask, Leading(away._database)), find, compose, GATHER)
    sheet.write("updates", 2, status="Zaļš")
    sheet.pass_(own, minutes=30)
    assert channel.sent == []


def test_without_a_store_the_process_remembers(sheet: Editing) -> None:
    channel = Kept()
    own = teller(channel, Store("nonsense://"))
    sheet.write("updates", 2, status="Zaļš")
    sheet.pass_(own, minutes=60)
    assert len(channel.sent) == 1


def test_a_held_tab_and_a_source_that_cannot_be_read_are_told(sheet: Editing, store: Store) -> None:
    channel = Kept()
    own = teller(channel, store)
    sheet.pass_(own)
    grids = base_grids()
    grids["updates"] = grids["updates"][:1]
    sheet.says = sheet_of(grids)
    sheet.pass_(own, minutes=20)
    held = channel.sent[-1]
    assert "Aizturēts" in held.text
    assert [(one.kind, one.tab) for one in held.new] == [(Kind.HELD, "Izpildes gaita")]
    sheet.says = SourceError("google_not_shared", "Plāns", account="reader@x.iam.gserviceaccount.com")
    sheet.pass_(own, minutes=7)
    unreadable = channel.sent[-1]
    assert [one.kind for one in unreadable.new] == [Kind.UNREADABLE]
    assert unreadable.mended == ()
    assert "reader@" not in unreadable.text
    sheet.says = sheet_of(grids)
    sheet.pass_(own, minutes=7)
    assert len(channel.sent) == 3
    assert channel.sent[-1].mended


def test_a_network_that_is_away_is_told_once_the_data_are_late(sheet: Editing, store: Store) -> None:
    channel = Kept()
    own = teller(channel, store)
    sheet.pass_(own)
    sheet.says = SourceError("network_slow", "Plāns", limit="30")
    sheet.pass_(own, minutes=9)
    assert channel.sent == []
    sheet.says = SourceError("network_failed", "Plāns")
    sheet.pass_(own, minutes=24 * 60)
    assert [[one.kind for one in notice.new] for notice in channel.sent] == [[Kind.LATE]]
    sheet.says = sheet_of(base_grids())
    sheet.pass_(own, minutes=20)
    assert len(channel.sent) == 2


def test_a_channel_that_refuses_for_a_day_is_asked_seldom_and_told_once(sheet: Editing, store: Store) -> None:
    channel, other = Kept(), Kept()
    channel.refuses = True
    other.name = "kept:2"
    own, beside = teller(channel, store), teller(other, store)
    for number in range(24):
        sheet.write("updates", 2, status=f"Krāsa {number}")
        sheet.pass_(own, beside, minutes=60)
    assert 20 <= channel.asked <= 34
    assert own.failures == channel.asked
    assert len(other.sent) == 24
    channel.refuses = False
    sheet.pass_(own, beside, minutes=65)
    (told,) = channel.sent
    assert told.subject == "VK: 1 vieta jālabo"
    assert "„Krāsa 23”" in told.text
    assert own.failures == own.waiting == 0


def test_what_a_channel_refused_is_told_after_a_restart_too(sheet: Editing, store: Store) -> None:
    channel = Kept()
    channel.refuses = True
    sheet.write("updates", 2, status="Zaļš")
    sheet.pass_(teller(channel, store), minutes=60)
    assert channel.asked > 1
    channel.refuses = False
    sheet.pass_(teller(channel, store), minutes=10)
    assert len(channel.sent) == 1


def test_many_are_named_up_to_a_number_and_counted(sheet: Editing, store: Store) -> None:
    channel = Kept()
    own = teller(channel, store)
    grids = base_grids()
    for number in range(100):
        grids["updates"].append([f"P9-{number}.1", "01.02.2024.", *[""] * (len(grids["updates"][0]) - 2)])
    sheet.says = sheet_of(grids)
    sheet.pass_(own, minutes=60)
    (told,) = channel.sent
    assert (len(told.new), told.more) == (notices.MOST_LISTED, 70)
    assert "Un vēl 70." in told.text
    assert told.text.count("\n– ") == notices.MOST_LISTED


def test_before_the_first_read_and_before_the_store_has_compared_nothing_is_told(store: Store) -> None:
    channel = Kept()
    own = teller(channel, store)
    first = Current(live.embedded().snapshot, live.embedded().issues, None)
    for minute in range(60):
        own.step(first, NOON + timedelta(minutes=minute), minute * 60)
        own.step(replace(first, read_at=NOON, compared=False), NOON + timedelta(minutes=minute), minute * 60)
    assert channel.sent == []


def test_a_fault_of_our_own_stops_nothing(sheet: Editing, store: Store, caplog: pytest.LogCaptureFixture) -> None:
    def broken(current: Current, now: datetime) -> Any:
        raise ZeroDivisionError

    own = Teller(Kept(), StoreMemory(store, SOURCE, ask), broken, compose, GATHER)
    sheet.pass_(own, minutes=2)
    assert "could not be made" in caplog.text


# By mail


def mail(port: int, to: str = "a@example.lv", **more: Any) -> Mail:
    return Mail("127.0.0.1", port, "none", "panelis@example.lv", to, **more)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as own:
        yield own


def test_a_letter_arrives_whole_in_latvian(sheet: Editing, store: Store, server: MailServer) -> None:
    sheet.write("updates", 2, status="Zaļš")
    sheet.pass_(teller(mail(server.port), store), minutes=30)
    (letter,) = server.letters
    assert server.to == [["a@example.lv"]]
    assert letter["To"] == "a@example.lv"
    assert letter["Subject"] == "VK: 1 vieta jālabo"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "lv"
    assert letter["Message-ID"].endswith("@example.lv>")
    assert letter["Date"]
    assert "Darblapa „Izpildes gaita”, 2. rinda" in letter.get_content()


def test_greylisting_is_waited_out(sheet: Editing, store: Store, server: MailServer) -> None:
    server.answer = "451 4.7.1 greylisted, try again in five minutes"
    sheet.write("updates", 2, status="Zaļš")
    own = teller(mail(server.port), store)
    sheet.pass_(own, minutes=8)
    assert own.failures >= 2
    server.answer = "250 OK"
    sheet.pass_(own, minutes=30)
    assert len(server.letters) == 1
    assert own.failures == 0


def test_who_is_refused_keeps_nobody_else_from_it(sheet: Editing, store: Store, server: MailServer) -> None:
    """And is told when the server takes a letter for it again, which is how greylisting goes too."""
    server.refused = frozenset(["a@example.lv"])
    sheet.write("updates", 2, status="Zaļš")
    both = [teller(mail(server.port, to), store) for to in ("a@example.lv", "b@example.lv")]
    sheet.pass_(*both, minutes=60)
    assert server.to == [["b@example.lv"]]
    server.refused = frozenset()
    sheet.pass_(*both, minutes=65)
    assert server.to == [["b@example.lv"], ["a@example.lv"]]


def test_a_server_that_refuses_everybody_hangs_or_is_away_is_a_failure(server: MailServer) -> None:
    notice = Notice("VK", "teksts", LINK)
    server.refused = frozenset(["a@example.lv"])
    with pytest.raises(SendError, match="SMTP 550"):
        mail(server.port).send(notice)
    server.answer, server.refused = "554 no", frozenset()
    with pytest.raises(SendError, match="SMTP 554"):
        mail(server.port).send(notice)
    with pytest.raises(SendError):
        mail(server.port, user="x", password="secret").send(notice)
    with silence() as port, pytest.raises(SendError, match="Disconnected"):
        mail(port, seconds=0.3).send(notice)
    with silence() as port, pytest.raises(SendError):
        Mail("127.0.0.1", port, "tls", "p@example.lv", "a@example.lv", seconds=0.3).send(notice)
    with pytest.raises(SendError):
        Mail("127.0.0.1", server.port, "starttls", "p@example.lv", "a@example.lv").send(notice)
    with pytest.raises(SendError, match="Refused"):
        mail(1).send(notice)
    assert server.letters == []


def test_a_sentence_of_the_sheet_cannot_write_the_letters_head(server: MailServer) -> None:
    with pytest.raises(SendError):
        mail(server.port).send(Notice("VK\r\nBcc: x@example.com", "teksts", LINK))
    assert server.letters == []


# To a webhook


@pytest.fixture
def hook() -> Iterator[Hook]:
    with webhook() as own:
        yield own


def test_the_webhook_takes_one_form(sheet: Editing, store: Store, hook: Hook) -> None:
    sheet.write("updates", 2, status="Zaļš")
    sheet.pass_(teller(Webhook(hook.address), store), minutes=60)
    (taken,) = hook.taken
    text = taken.pop("text")
    assert taken.pop("id") and taken.pop("snapshot")
    sentence = taken["new"][0].pop("text")
    assert sentence in text
    assert taken == {
        "form": "open-government-dashboard/notice/1",
        "subject": "VK: 1 vieta jālabo",
        "link": LINK,
        "new": [
            {
                "kind": "refused",
                "code": taken["new"][0]["code"],
                "tab": "Izpildes gaita",
                "cell": "D2",
                "link": f"{LINK}?vieta=updates.D2",
                "sheet": None,
            }
        ],
        "mended": [],
        "more": 0,
    }


@pytest.mark.parametrize("status", [500, 503, 404, 429, 302])
def test_whatever_is_no_success_is_tried_again(sheet: Editing, store: Store, hook: Hook, status: int) -> None:
    hook.status = status
    sheet.write("updates", 2, status="Zaļš")
    own = teller(Webhook(hook.address), store)
    sheet.pass_(own, minutes=24 * 60)
    assert 20 <= hook.asked <= 34
    hook.status = 200
    sheet.pass_(own, minutes=120)
    assert len(hook.taken) == 1


def test_a_webhook_that_hangs_or_is_away_is_a_failure() -> None:
    with silence() as port, pytest.raises(SendError, match="Timeout"):
        Webhook(f"http://127.0.0.1:{port}/", seconds=0.3).send(Notice("VK", "teksts", LINK))
    with pytest.raises(SendError):
        Webhook("http://127.0.0.1:1/").send(Notice("VK", "teksts", LINK))


def test_chats_get_what_they_take() -> None:
    """Slack (and Mattermost): one text whose &, < and > are escaped. Teams: one Adaptive Card."""
    notice = Notice("VK: 1 vieta jālabo", "– „<b>&” nav pieņemts\n\nViss", LINK)
    assert FORMS["slack"](notice) == {"text": "VK: 1 vieta jālabo\n– „&lt;b&gt;&amp;” nav pieņemts\n\nViss"}
    teams = FORMS["teams"](notice)
    assert teams["type"] == "message"
    (attachment,) = teams["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    card = attachment["content"]
    assert (card["type"], card["version"]) == ("AdaptiveCard", "1.4")
    assert [block["text"] for block in card["body"]] == ["VK: 1 vieta jālabo", "– „<b>&” nav pieņemts", "Viss"]
    assert card["actions"] == [{"type": "Action.OpenUrl", "title": LINK, "url": LINK}]


# As set


def test_the_settings_name_the_channels(monkeypatch: pytest.MonkeyPatch, store: Store, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "SECRETS", tmp_path / "none.toml")
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    memory = StoreMemory(store, SOURCE, ask)
    assert channels.tellers(memory) == []
    monkeypatch.setenv("NOTICES_WEBHOOK", "https://hooks.example/x")
    assert [fault.args for fault in settings.faults()] == [{"other": "DASHBOARD_ADDRESS"}]
    assert channels.tellers(memory) == []
    monkeypatch.setenv("DASHBOARD_ADDRESS", "https://panelis.example.lv/")
    assert len(channels.tellers(memory)) == 1
    monkeypatch.setenv("NOTICES_TO", "a@example.lv, b@example.lv")
    monkeypatch.setenv("REMINDERS", "VK=c@example.lv; VARAM=d@example.lv e@example.lv")
    monkeypatch.setenv("SMTP_HOST", "mail.example.lv")
    monkeypatch.setenv("MAIL_FROM", "panelis@example.lv")
    assert settings.faults() == ()
    assert len(channels.tellers(memory)) == 6, "two who edit, a webhook, and three of two institutions"
    assert settings.reminders() == {"VK": ("c@example.lv",), "VARAM": ("d@example.lv", "e@example.lv")}


def test_two_channels_know_nothing_of_each_other(store: Store) -> None:
    one, other = Told("a" * 16, "Izpildes gaita, D2"), Told("b" * 16, "Plāni")
    store.note(SOURCE, "mail:1", NOON, [one, other], mended=False)
    store.note(SOURCE, "mail:1", NOON, [one], mended=True)
    store.note(SOURCE, "mail:1", NOON, [], mended=True)
    assert store.told(SOURCE, "mail:1") == (other,)
    assert store.told(SOURCE, "mail:2") == store.told("csv:other", "mail:1") == ()


# Reminders


def test_an_institution_is_reminded_of_its_own_deadlines_and_of_the_meeting_once(store: Store) -> None:
    """Counted by hand: in the base tables of the tests P5-1.2 is VK's, with nothing else due in these days."""
    grids = base_grids()
    put(grids, "plans", 2, state="spēkā", start="2022-01-01", end="2027-12-31")
    put(grids, "measures", 2, deadline="30.11.2026.", responsible="VK")
    grids["updates"] = grids["updates"][:1]
    grids["meetings"] = grids["meetings"][:1]
    add(grids, "meetings", id="2026-12-03", day="2026-12-03", kind="uzraudzības padome")
    current = Current(checked(grids).snapshot, (), "tests", read_at=NOON)
    number = current.snapshot.measures[0].number
    own = sum("VK" in measure.responsible for measure in current.snapshot.measures)

    def find(current: Current, now: datetime) -> tuple[Matter, ...]:
        return reminders.reminders(current.snapshot, "VK", now, 14, words("lv"))

    def compose(new: Any, _mended: Any, current: Current) -> Notice:
        return reminders.compose(new, LINK, "VK", current.snapshot.id, words("lv"))

    channel = Kept()
    told = Teller(channel, StoreMemory(store, SOURCE, ask), find, compose, GATHER, mends=False)
    for hour in range(24 * 20):
        told.step(current, NOON + timedelta(hours=hour), hour * 3_600)
    (letter,) = channel.sent
    assert letter.subject == "VK: 2 atgādinājumi"
    first, second, *_ = letter.text.splitlines()
    assert first.startswith(f"– {number}. ")
    assert "(termiņš: 30.11.2026.)" in first
    assert "Padomes sēde notiks 03.12.2026." in second
    assert f"Jūs atbildat par {own} " in second
    again = Teller(channel, StoreMemory(store, SOURCE, ask), find, compose, GATHER, mends=False)
    for hour in range(24):
        again.step(current, NOON + timedelta(hours=hour), hour * 3_600)
    assert len(channel.sent) == 1
    assert reminders.reminders(current.snapshot, "VARAM", NOON, 14, words("lv")) == ()
    assert find(current, NOON - timedelta(days=10)) == ()
