"""What visitors may take in all: sessions, messages, uploads; and what the one too many sees."""

import http.client
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from components.blocks.html import write
from components.web import bounds
from components.web.bounds import FAIR_SHARE, MESSAGE, UPLOADS, UPLOADS_A_SESSION, Uploads, Visitors
from components.web.crowd import main_figures
from components.web.edge import Edge
from components.web.pages import Address, Pages
from components.web.paint import Paints
from components.web.static import Static
from tests.asgi import ask
from tests.serving import PATIENCE, Server, serve
from tests.test_web import STREAMLIT

# Sessions


def filled(visitors: Visitors, **by_address: int) -> Visitors:
    for address, number in by_address.items():
        for _ in range(number):
            visitors.enter(address)
    return visitors


def test_so_many_sessions_have_room_and_no_more() -> None:
    visitors = filled(Visitors(3), a=1, b=1)
    assert visitors.room("c")
    visitors.enter("c")
    assert len(visitors) == 3
    assert not visitors.room("d")
    visitors.leave("a")
    assert visitors.room("d")


def test_a_page_that_was_handed_out_may_still_open_its_session() -> None:
    visitors = filled(Visitors(100), a=100)
    assert not visitors.room("b")
    assert visitors.room("b", spare=bounds.SPARE)
    assert not filled(visitors, b=10).room("c", spare=bounds.SPARE)


@pytest.mark.parametrize(
    ("others", "own", "room"),
    [
        (0, 799, True),  # below four fifths nobody has a share
        (0, 999, True),  # alone: all of it is his share
        (550, FAIR_SHARE - 1, True),
        (550, FAIR_SHARE, True),  # 800 of 1 000, two addresses: half of all each
        (300, 500, False),
        (300, 499, True),
    ],
)
def test_an_address_has_its_share_once_it_gets_tight(others: int, own: int, room: bool) -> None:
    assert filled(Visitors(1000), others=others, own=own).room("own") is room


def test_the_share_is_never_smaller_than_a_ministry() -> None:
    """1 000 in all, 820 taken, by 71 addresses: a seventieth each would be 14, but a ministry is one address."""
    visitors = filled(Visitors(1000), ministry=FAIR_SHARE - 1, **{f"a{number}": 8 for number in range(70)})
    visitors = filled(visitors, b=20)
    assert len(visitors) == 829
    assert visitors.room("ministry")
    visitors.enter("ministry")
    assert not visitors.room("ministry")
    assert visitors.room("a1")


def test_the_number_of_sessions_follows_from_the_setting_else_from_memory_and_handles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("MOST_SESSIONS", raising=False)
    monkeypatch.setattr(bounds, "handles", lambda: 65_536)
    monkeypatch.setattr(bounds, "memory", lambda: 1_000_000_000)
    assert bounds.most_sessions() == 275
    monkeypatch.setattr(bounds, "memory", lambda: 10**12)
    assert bounds.most_sessions() == 5_000
    monkeypatch.setattr(bounds, "handles", lambda: 1024)
    assert bounds.most_sessions() == 206
    monkeypatch.setattr(bounds, "memory", lambda: 1)
    assert bounds.most_sessions() == 50
    monkeypatch.setenv("MOST_SESSIONS", "7")
    assert bounds.most_sessions() == 7
    for nonsense in ("0", "-3", "many", "²"):
        monkeypatch.setenv("MOST_SESSIONS", nonsense)
        assert bounds.most_sessions() == 50


@pytest.mark.parametrize(("text", "known"), [("max\n", None), ("536870912\n", 536_870_912), ("", None)])
def test_the_memory_is_the_groups_else_the_machines(
    text: str, known: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "memory.max").write_text(text, "ascii")
    monkeypatch.setattr(bounds, "_CGROUP", (tmp_path / "none", tmp_path / "memory.max"))
    assert bounds.memory() == known or (known is None and bounds.memory() > 100_000_000)


def test_as_many_handles_are_asked_for_as_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1024, 8192))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))
    assert bounds.handles() == 8192
    assert asked == [(8192, 8192)]


# Uploads


@dataclass
class File:
    data: bytes


@dataclass
class Manager:
    file_storage: dict[str, dict[str, Any]]


def test_a_session_may_hold_a_new_upload_beside_the_old_one() -> None:
    held, uploads = Manager({}), Uploads()
    assert uploads.take("s", "1", 10, held)
    held.file_storage["s"] = {"1": File(bytes(10))}
    uploads.done("s", 10)
    assert uploads.take("s", "2", 10, held)
    assert not uploads.take("s", "3", 10, held), "one is held and one on its way"
    assert uploads.take("other", "3", 10, held)
    held.file_storage["s"] |= {"2": File(bytes(10))}
    uploads.done("s", 10)
    assert not uploads.take("s", "3", 10, held)
    assert uploads.take("s", "2", 10, held), "the same file again takes its own place"
    uploads.done("s", 10)
    del held.file_storage["s"]["1"]
    assert uploads.take("s", "3", 10, held)


def test_all_uploads_together_are_bounded_and_what_is_refused_or_gone_gives_its_room_back() -> None:
    held, uploads = Manager({}), Uploads()
    size = UPLOADS // 4
    taken = [uploads.take(f"s{number}", "f", size, held) for number in range(6)]
    assert taken == [True] * 4 + [False] * 2
    uploads.done("s0", size)
    assert uploads.take("s9", "f", size, held)
    held.file_storage["s1"] = {"f": File(bytes(size))}
    uploads.done("s1", size)
    assert not uploads.take("s8", "f", size, held)


def upload(edge: Edge, path: str, **headers: str) -> int:
    """PUT a file; return the status."""
    return ask(edge, path, "PUT", {name.replace("_", "-"): value for name, value in headers.items()}, client="a").status


def test_the_edge_refuses_an_upload_too_many_and_one_that_hides_its_size() -> None:
    held = Manager({})

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        session, file = scope["path"].split("/")[-2:]
        held.file_storage.setdefault(session, {})[file] = File(bytes(100))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    pages = Pages(STREAMLIT / "index.html", [Address("", "Overview")], "/icon.png")
    edge = Edge(app, pages, Static(STREAMLIT), [], Visitors(5), lambda: held, Paints(pages.screen))
    path = "/_stcore/upload_file/session"
    found = [upload(edge, f"{path}/{number}", content_length="100") for number in range(5)]
    assert found == [204] * UPLOADS_A_SESSION + [429] * (5 - UPLOADS_A_SESSION)
    assert upload(edge, "/_stcore/upload_file/other/1") == 411
    assert upload(edge, "/_stcore/upload_file/other/1", content_length="²") == 411
    assert upload(edge, "/_stcore/upload_file/other/1", content_length=str(UPLOADS + 1)) == 429


# On the real server


MOST, REQUESTS = 4, 20


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(alive="/readyz", env={"MOST_SESSIONS": str(MOST), "MOST_REQUESTS": str(REQUESTS)}) as own:
        yield own


def visit(server: Server) -> ClientConnection:
    address = f"ws://localhost:{server.port}/_stcore/stream"
    own = Origin(server.origin)
    return connect(address, origin=own, subprotocols=[Subprotocol("streamlit")], max_size=None, legacy=True)


def page(server: Server, path: str = "/", **headers: str) -> tuple[int, str]:
    wire = http.client.HTTPConnection("localhost", server.port, timeout=PATIENCE)
    try:
        wire.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = wire.getresponse()
        return answer.status, answer.read().decode()
    finally:
        wire.close()


def test_a_burst_of_programs_is_told_to_wait_and_the_screens_go_on(server: Server) -> None:
    emptied(server)
    wire = http.client.HTTPConnection("localhost", server.port, timeout=PATIENCE)
    found = []
    for _ in range(REQUESTS * 2):
        wire.request("GET", "/api/v1/measures.json")
        answer = wire.getresponse()
        answer.read()
        found.append((answer.status, int(answer.headers.get("Retry-After", "0")) in range(1, 11)))
    wire.close()
    assert found[:REQUESTS] == [(200, False)] * REQUESTS
    assert (429, True) in found[REQUESTS:]
    status, text = page(server, "/pasakumi")
    assert (status, "<h1" in text) == (200, True)
    assert page(server, "/healthz") == (200, "ok")
    with visit(server):
        pass


def emptied(server: Server) -> None:
    """Wait until the sessions of the test before are gone."""
    end = time.monotonic() + PATIENCE
    while page(server)[0] != 200:
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize("message", [bytes(MESSAGE + 1), bytes(30_000_000), "x" * 30_000_000])
def test_a_message_larger_than_ours_ends_its_connection_before_it_is_unpacked(
    server: Server, message: bytes | str
) -> None:
    """30 MB of one letter travel as some 30 kB."""
    emptied(server)
    with visit(server) as wire:
        wire.send(message)
        with pytest.raises(ConnectionClosed) as closed:
            wire.recv(PATIENCE)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1009
    assert page(server, "/healthz") == (200, "ok")


def test_a_text_ends_its_connection_and_is_no_fault(server: Server) -> None:
    emptied(server)
    before = server.said()
    for _ in range(20):
        with visit(server) as wire:
            wire.send("hello")
            with pytest.raises(ConnectionClosed) as closed:
                wire.recv(PATIENCE)
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == 1003
    assert server.said() == before


def test_frames_of_rubbish_are_a_few_lines_in_the_log(server: Server) -> None:
    emptied(server)
    before = server.said().count("\n")
    for _ in range(30):
        with visit(server) as wire:
            wire.send(b"\xff\x1b[2J")
            with pytest.raises(ConnectionClosed):
                wire.recv(PATIENCE)
    assert server.said().count("\n") - before <= 4
    assert "\x1b" not in server.said()


def test_the_visitor_too_many_sees_the_main_figures_and_why(server: Server) -> None:
    emptied(server)
    wires = [visit(server) for _ in range(MOST)]
    try:
        status, said = page(server, "/pasvaldibas?lang=en")
        assert status == 503
        assert "Too many visitors are here at once" in said
        assert "Of 40 measures, 2 are done" in said
        assert '<html lang="en">' in said
        status, said = page(server)
        assert (status, "No 40 pasākumiem" in said) == (503, True)
        assert page(server, "/healthz")[0] == page(server, "/badge/0001000.svg")[0] == 200
        with pytest.raises(InvalidStatus) as refused:
            wires += [visit(server) for _ in range(MOST)]
        assert refused.value.response.status_code == 403
        # Whoever says of himself that he comes from elsewhere is not believed.
        assert page(server, X_Forwarded_For="203.0.113.7")[0] == 503
    finally:
        for wire in wires:
            wire.close()
    emptied(server)


def test_the_visitor_too_many_is_led_to_the_published_pages_where_there_are_some(monkeypatch) -> None:
    monkeypatch.delenv("PUBLICATION_URL", raising=False)
    assert "href" not in write(main_figures("lv")[1])
    monkeypatch.setenv("PUBLICATION_URL", "https://plans.example/")
    assert '<a href="https://plans.example/"' in write(main_figures("lv")[1])
