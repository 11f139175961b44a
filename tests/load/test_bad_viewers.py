"""Viewers who behave badly cost the others nothing, and what they took comes back: handles, threads, sessions."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.helpers import finished
from tests.load import bad
from tests.load.taken import TOKEN, Taken, taken
from tests.load.viewer import Viewer
from tests.serving import PATIENCE, Server, serve

BURST = 40
HUGE = 200_000_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that asks its visitors every second whether they are there, and believes a silence of a second."""
    folder = tmp_path_factory.mktemp("impatient")
    said = "from components.web import silent\nsilent.SECONDS = 0.5\n"
    (folder / "sitecustomize.py").write_text(said, "utf-8")
    env = {
        "METRICS_TOKEN": TOKEN,
        "PYTHONPATH": f"{folder}:{Path(__file__).resolve().parents[2]}",
        "STREAMLIT_SERVER_WEBSOCKET_PING_INTERVAL": "1",
        "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "1",
    }
    with serve(alive="/readyz", env=env) as own:
        _look(own)
        yield own


def _look(server: Server, times: int = 1) -> None:
    """Let a viewer who behaves look at two screens."""

    async def looked() -> None:
        viewer = Viewer(server.origin)
        await viewer.open()
        for address in ("", "pasvaldibas") * times:
            assert (await viewer.run(address)).messages > 5
        await viewer.close()

    finished(looked())


def _until(true: Callable[[], object], what: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, what()
        time.sleep(0.1)


def _back(server: Server, before: Taken) -> None:
    """Wait until nothing more is open than before: pooled threads and what they hold may stay, for all."""
    more = 6

    def is_back() -> bool:
        now = taken(server)
        return not now.sessions and now.handles <= before.handles + more and now.threads <= before.threads + more

    _until(is_back, lambda: f"{before} -> {taken(server)}")


class _Peak:
    """The most memory that a server has taken since."""

    def __init__(self, server: Server) -> None:
        self._process = Path(f"/proc/{server.process.pid}")
        (self._process / "clear_refs").write_text("5", "ascii")

    def megabytes(self) -> float:
        lines = (self._process / "status").read_text("ascii").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def test_sessions_opened_and_dropped_in_bursts_leave_nothing(server: Server) -> None:
    def burst() -> None:
        for number in range(BURST):
            wire = bad.dial(server)
            if number % 4 > 0:
                wire.sendall(bad.handshake(server))
            if number % 4 > 1:
                wire.recv(200)
                wire.sendall(bad.question("pasakumi"))
            if number % 4 > 2:
                wire.recv(20_000)
            bad.leave_at_once(wire)

    burst()
    _look(server)
    before = taken(server)
    for _ in range(5):
        burst()
        _look(server)
    _back(server, before)


def test_a_viewer_who_never_reads_is_let_go(server: Server) -> None:
    before = taken(server)
    wires = [bad.visit(server, least_read=True) for _ in range(3)]
    with suppress(ConnectionError):
        for number in range(60):
            for wire in wires:
                wire.sendall(bad.question(("", "pasvaldibas", "pasakumi")[number % 3]))
            time.sleep(0.02)
    _look(server)
    _back(server, before)
    for wire in wires:
        wire.close()


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost: x"])
def test_half_a_request_is_not_waited_for_for_good(server: Server, begun: bytes) -> None:
    with bad.dial(server) as wire:
        wire.sendall(begun)
        with suppress(ConnectionError):
            assert not wire.recv(1), "nothing is answered, the connection is ended"


def test_answers_that_are_never_taken_are_not_kept_for_good(server: Server) -> None:
    before = taken(server)
    asked = f"GET /pasvaldibas HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n".encode()
    wires = [bad.dial(server, least_read=True) for _ in range(20)]
    with suppress(ConnectionError):
        for wire in wires:
            wire.sendall(asked * 50)
    _look(server)
    _back(server, before)
    for wire in wires:
        wire.close()


def _pour(wire: socket.socket, part: bytes, size: int) -> None:
    """Send so many bytes, or as many as are taken."""
    with suppress(OSError):
        for _ in range(size // len(part) + 1):
            wire.sendall(part)


@pytest.mark.parametrize("way", ["in one frame", "in parts", "in empty parts", "as a request"])
def test_200_megabytes_are_refused_and_never_held(server: Server, way: str) -> None:
    before, peak = taken(server), _Peak(server)
    wire = bad.dial(server) if way == "as a request" else bad.visit(server)
    with wire:
        if way == "in one frame":
            wire.sendall(bad.head(HUGE))
            _pour(wire, bytes(1_000_000), HUGE)
        elif way == "in parts":
            wire.sendall(bad.head(0, last=False))
            _pour(wire, bad.head(100_000, bad.CONTINUED, last=False) + bytes(100_000), HUGE)
        elif way == "in empty parts":
            wire.sendall(bad.head(0, last=False))
            _pour(wire, bad.head(0, bad.CONTINUED, last=False) * 100_000, HUGE // 10)
        else:
            wire.sendall(f"POST /par HTTP/1.1\r\nHost: x\r\nContent-Length: {HUGE}\r\n\r\n".encode())
            _pour(wire, bytes(1_000_000), HUGE)
        _look(server)
        assert peak.megabytes() < before.memory + 60
    _back(server, before)
