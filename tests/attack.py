"""``make attack``: what strangers try on a running dashboard, and a soak of visitors and edits, on this machine alone.

Prints what was tried and how much of it held; ends with 1 where something did not. ``--soak MINUTES`` lets visitors
come and go while the data change, and prints memory, handles, threads and lines of the log each minute. What is quick
is part of ``make test`` too (``tests/test_bounds.py``, ``tests/live/test_silent.py``).
"""

import argparse
import csv
import fcntl
import http.client
import itertools
import random
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from components.frame.shell import SCREENS
from data.sources import EMBEDDED
from tests.serving import Server, serve
from tests.session import session

MOST = 12
"""Sessions that the attacked server takes."""


class Tried(NamedTuple):
    """One kind of attack: how often it was tried, how often it held, and what is worth knowing."""

    name: str
    tried: int
    held: int
    note: str = ""


def _ask(server: Server, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> int:
    """Return the status of an answer; 0 where the connection was cut."""
    wire = http.client.HTTPConnection("localhost", server.port, timeout=30)
    try:
        wire.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = wire.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        wire.close()


def _visit(server: Server, origin: str | None = None) -> ClientConnection:
    return connect(
        f"ws://localhost:{server.port}/_stcore/stream",
        origin=Origin(origin or server.origin),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        legacy=True,
    )


def _memory(server: Server) -> int:
    """Return the megabytes that the server takes."""
    text = Path(f"/proc/{server.process.pid}/status").read_text("ascii")
    return int(next(line for line in text.splitlines() if line.startswith("VmRSS")).split()[1]) // 1000


def _count(folder: Path) -> int:
    return sum(1 for _ in folder.iterdir())


def _closed_with(server: Server, message: str | bytes) -> int | None:
    """Send one message; return the code by which the server closed the connection."""
    with _visit(server) as wire:
        try:
            wire.send(message)
            while True:
                wire.recv(30)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006
        except TimeoutError:
            return None


def _slowest_health(server: Server, work: Callable[[], object]) -> float:
    """Return the longest that the health had to be waited for while something was done, in seconds."""
    done, longest = threading.Event(), [0.0]

    def watch() -> None:
        while not done.is_set():
            begun = time.perf_counter()
            _ask(server, "/healthz")
            longest[0] = max(longest[0], time.perf_counter() - begun)
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        work()
    finally:
        done.set()
        watcher.join()
    return longest[0]


def _messages(server: Server) -> Iterator[Tried]:
    for name, message, code in (
        ("messages of 50 MB that travel as 50 kB", bytes(50_000_000), 1009),
        ("texts instead of bytes", "hello \x1b[2J", 1003),
        ("bytes that are no message", b"\xff\x00\x1b[31m" * 50, 1002),
    ):
        before, lines, held = _memory(server), server.said().count("\n"), 0
        for _ in range(30):
            held += _closed_with(server, message) == code
        more = f"+{max(0, _memory(server) - before)} MB, {server.said().count(chr(10)) - lines} lines of log"
        yield Tried(name, 30, held, more)


def _crowd(server: Server) -> Iterator[Tried]:
    with ExitStack() as stack:
        inside, turned_away = 0, 0
        for _ in range(MOST * 3):
            try:
                stack.callback(_visit(server).close)
                inside += 1
            except InvalidHandshake:
                turned_away += 1
        pages = [_ask(server, f"/{screen.address}") for screen in SCREENS]
        health = _ask(server, "/healthz")
    held = inside <= MOST * 1.1 and turned_away == MOST * 3 - inside and health == 200
    yield Tried("more visitors than there is room for", MOST * 3, MOST * 3 * held, f"{inside} inside")
    yield Tried("pages of the visitor too many", len(pages), pages.count(503))
    time.sleep(1)

    def open_and_drop(_: int) -> None:
        with suppress(InvalidHandshake, OSError, EOFError):
            _visit(server).socket.close()

    with ThreadPoolExecutor(8) as pool:
        waited = _slowest_health(server, lambda: list(pool.map(open_and_drop, range(200))))
    time.sleep(2)
    yield Tried("visits opened and dropped", 200, 200 * (_ask(server, "/") == 200), f"health within {waited:.2f} s")


def _strangers(server: Server) -> Iterator[Tried]:
    foreign = ("https://evil.example", "null", "http://localhost.evil.example", f"http://localhost:{server.port + 1}")
    held = 0
    for origin in foreign:
        try:
            _visit(server, origin).close()
        except InvalidHandshake:
            held += 1
    yield Tried("WebSockets of foreign pages", len(foreign), held)
    paths = ("/../app.py", "/%2e%2e/app.py", "/static/..%2f..%2fapp.py", "/_stcore/metrics", "/media/../../etc/passwd",
             "/uzturetajiem", "/dati%00", "/_stcore/component/x", "//etc/passwd", "/app/static/x")  # fmt: skip
    said = [_ask(server, path) for path in paths]
    yield Tried(
        "paths that lead out, and addresses that are not there", len(said), sum(400 <= one < 500 for one in said)
    )
    methods = ("POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "OPTIONS")
    said = [_ask(server, "/", method) for method in methods]
    yield Tried("other methods", len(said), sum(one in (400, 404, 405, 501) for one in said), str(said))
    longest = _ask(server, f"/?q={'a' * 60_000}")
    yield Tried("an address of 60 kB", 1, int(longest in (200, 400, 414, 431)), str(longest))


def _uploads(server: Server) -> Iterator[Tried]:
    body, before = bytes(5_000_000), _memory(server)
    said = [
        _ask(server, f"/_stcore/upload_file/{number}/{number}", "PUT", body, Content_Type="multipart/form-data")
        for number in range(20)
    ]
    more = f"+{max(0, _memory(server) - before)} MB"
    yield Tried("uploads into sessions that are not there", len(said), sum(400 <= one < 500 for one in said), more)
    said = [_ask(server, "/_stcore/upload_file/x/y", "PUT", None) for _ in range(5)]
    yield Tried("uploads without a size", len(said), sum(400 <= one < 500 for one in said))


def _locked() -> Iterator[Tried]:
    """Start with the history's file locked by somebody else: the port must open all the same."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "h.sqlite3"
        with file.with_name("h.sqlite3.lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            begun = time.perf_counter()
            with serve(alive="/healthz", env={"HISTORY_URL": f"sqlite:///{file}"}) as server:
                waited = time.perf_counter() - begun
                page = _ask(server, "/")
    yield Tried("a start with a locked history", 1, int(page == 200), f"answered after {waited:.1f} s")


def attack() -> bool:
    """Try everything and print the table; return whether all of it held."""
    tried: list[Tried] = []
    with serve(alive="/readyz", env={"MOST_SESSIONS": str(MOST)}) as server:
        for kind in (_messages, _crowd, _strangers, _uploads):
            tried += kind(server)
        alive = _ask(server, "/healthz") == 200
        tried.append(Tried("alive afterwards, without control characters in the log", 1,
                           int(alive and "\x1b" not in server.said())))  # fmt: skip
    tried += _locked()
    for one in tried:
        print(f"{'held' if one.held == one.tried else 'DID NOT HOLD':<13} {one.held:>4} of {one.tried:<4} {one.name}"
              f"{f' ({one.note})' if one.note else ''}")  # fmt: skip
    total = sum(one.tried for one in tried)
    print(f"{total} tried, {sum(one.held for one in tried)} held")
    return all(one.held == one.tried for one in tried)


@contextmanager
def _edited(folder: Path) -> Iterator[None]:
    """Change a cell of the reports every five seconds."""
    done, file = threading.Event(), folder / "updates.csv"

    def edit() -> None:
        for number in itertools.count():
            with file.open(encoding="utf-8", newline="") as text:
                rows = list(csv.reader(text))
            rows[1 + number % (len(rows) - 1)][4] = f"Paveiktais, {number}. redakcija"
            new = folder.with_name("new.csv")
            with new.open("w", encoding="utf-8", newline="") as text:
                csv.writer(text).writerows(rows)
            new.replace(file)
            if done.wait(5):
                return

    editor = threading.Thread(target=edit)
    editor.start()
    try:
        yield
    finally:
        done.set()
        editor.join()


def soak(minutes: float) -> None:
    """Let twenty visitors come, look around and leave while the data change; print a line a minute."""
    chance, faults = random.Random(1), list[str]()
    with tempfile.TemporaryDirectory() as own:
        folder = Path(own) / "sheet"
        shutil.copytree(EMBEDDED, folder)
        env = {"SPREADSHEET": str(folder), "REFRESH_SECONDS": "2", "HISTORY_URL": f"sqlite:///{own}/h.sqlite3"}
        with serve(alive="/readyz", env=env) as server, _edited(folder):
            end, runs, visits = time.monotonic() + minutes * 60, 0, 0

            def look(_: int) -> int:
                own_runs = 0
                try:
                    with session(server) as visitor:
                        for _ in range(chance.randrange(1, 6)):
                            screen = chance.choice(SCREENS).address
                            visitor.run(screen, chance.choice(["", "lang=en", "datums=2024-11-07"]))
                            own_runs += 1
                            time.sleep(chance.uniform(0, 1))
                except Exception as error:
                    faults.append(repr(error)[:200])
                return own_runs

            print("minute  visits   runs  faults  MB  handles  threads  log lines  history MB", flush=True)
            with ThreadPoolExecutor(20) as pool:
                for minute in itertools.count(1):
                    until = min(end, time.monotonic() + 60)
                    while time.monotonic() < until:
                        done = list(pool.map(look, range(20)))
                        visits, runs = visits + len(done), runs + sum(done)
                    process = Path(f"/proc/{server.process.pid}")
                    size = sum(path.stat().st_size for path in Path(own).glob("h.sqlite3*"))
                    print(
                        f"{minute:>6} {visits:>7} {runs:>6} {len(faults):>7} {_memory(server):>4} "
                        f"{_count(process / 'fd'):>7} {_count(process / 'task'):>8} "
                        f"{server.said().count(chr(10)):>10} {size / 1e6:>10.1f}",
                        flush=True,
                    )
                    if time.monotonic() >= end:
                        break
    for fault in dict.fromkeys(faults):
        print(fault)


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    parser.add_argument("--soak", type=float, metavar="MINUTES", help="let visitors come and go for so long instead")
    options = parser.parse_args()
    if options.soak:
        soak(options.soak)
        return 0
    return int(not attack())


if __name__ == "__main__":
    sys.exit(main())
