"""Two processes behind nginx: one reads the source, both show the same, and visitors keep what they see.

The database is cut off and comes back, its connections are broken as a fail-over breaks them, the one that reads is
killed and starts again; in between the sheet is edited each time, and in the end every edit stands in the history once.
"""

import asyncio
import json
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from data.store.store import Store
from tests.load.crowd import FAULTS, page
from tests.load.sheet import Sheet
from tests.load.viewer import Viewer
from tests.replicas.wire import Wire
from tests.serving import PATIENCE, ROOT, Server, free_port, serve
from tests.store.postgres import postgres

pytestmark = pytest.mark.postgres
CONFIGURATION = ROOT / "deploy" / "nginx-replicas.conf"
VIEWERS = 6
Seen = TypeVar("Seen")


def _state(server: Server) -> dict[str, Any]:
    with urllib.request.urlopen(f"{server.origin}/readyz", timeout=PATIENCE) as answer:
        return json.loads(answer.read())


def _until(true: Callable[[], object], what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, what
        time.sleep(0.1)


class Replicas:
    """Two processes with one database: who reads, what each shows."""

    def __init__(self, servers: list[Server], sheet: Sheet) -> None:
        self.servers, self.sheet = servers, sheet
        self.shown: list[str] = []

    def roles(self) -> list[str]:
        return [_state(server)["reads"] for server in self.servers]

    def one_reads(self) -> int:
        """Wait until one of the two reads, and return which."""
        _until(lambda: self.roles().count("itself") == 1, f"one reads: {self.roles()}")
        return self.roles().index("itself")

    def ids(self) -> list[str]:
        return [_state(server)["snapshot"] for server in self.servers]

    def both_show_an_edit(self) -> None:
        """Edit the sheet and wait until both show the same new snapshot."""
        before = set(self.ids())
        self.sheet.edit()
        _until(lambda: len(set(self.ids())) == 1 and not before & set(self.ids()), f"both show it: {self.ids()}")
        self.shown.append(self.ids()[0])


@contextmanager
def nginx(folder: Path, servers: Sequence[Server]) -> Iterator[str]:
    """Start nginx with the configuration that is handed out, before these servers; return its origin."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.fail("nginx is missing: `make system` installs it, or names the line that does")
    port, text = free_port(), CONFIGURATION.read_text("utf-8")
    for number, server in enumerate(servers, 1):
        assert f"dashboard-{number}:8501" in text
        text = text.replace(f"dashboard-{number}:8501", f"127.0.0.1:{server.port}")
    text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};")
    (folder / "site.conf").write_text(text, "utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/log;\nevents {{}}\n"
        f"http {{ access_log off; {paths} include {folder}/site.conf; }}\n",
        "utf-8",
    )
    command = [program, "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _until((folder / "pid").exists, f"nginx starts: {folder}/log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGQUIT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Visitors:
    """Those who look on through nginx, each with a cookie; they open again what breaks, as a browser does."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        # One loop for all, since what is open belongs to its loop; in a thread of its own, as `finished` has it.
        self._loop, self._thread = asyncio.new_event_loop(), ThreadPoolExecutor(1)
        self._viewers: list[Viewer] = []
        self.reopened = 0

    def come(self) -> None:
        for number in range(VIEWERS):
            self._viewers.append(Viewer(self._origin, cookie=f"replica=visitor{number}"))
        self._all(map(self._opened, self._viewers))

    async def _opened(self, viewer: Viewer) -> None:
        await viewer.open()
        run = await viewer.run("pasakumi", "pasakums=3.5")
        assert run.messages > 10, "the whole screen came"

    def look(self) -> None:
        """Let each run the screen at its address again."""

        async def one(number: int, viewer: Viewer) -> None:
            try:
                await viewer.run("pasakumi", "pasakums=3.5")
            except FAULTS:
                self.reopened += 1
                self._viewers[number] = other = Viewer(self._origin, cookie=f"replica=visitor{number}")
                await self._opened(other)

        self._all(map(one, range(VIEWERS), self._viewers))

    def go(self) -> None:
        self._all(viewer.close() for viewer in self._viewers)
        self._loop.close()
        self._thread.shutdown()

    def _all(self, work: Iterable[Coroutine[Any, Any, None]]) -> None:
        async def together() -> None:
            await asyncio.gather(*work)

        self._run(together())

    def _run(self, work: Coroutine[Any, Any, Seen]) -> Seen:
        return self._thread.submit(self._loop.run_until_complete, work).result()

    def page(self) -> bytes:
        return self._run(page(self._origin, "pasakumi?pasakums=3.5"))


def _stored(address: str) -> list[str]:
    store = Store(address)
    try:
        assert store.verify() == ()
        return [entry.id for entry in store.accepted()]
    finally:
        store.close()


def _threads(server: Server) -> int:
    return len(list(Path(f"/proc/{server.process.pid}/task").iterdir()))


def test_viewers_keep_their_screen_and_no_snapshot_is_lost_or_doubled(tmp_path: Path) -> None:
    with ExitStack() as stack:
        database = stack.enter_context(postgres())
        wire = Wire(make_url(database).port or 0)
        stack.callback(wire.cut)
        cuttable = make_url(database).set(port=wire.port).render_as_string(hide_password=False)
        sheet = Sheet(tmp_path / "sheet")
        environment = {
            "SPREADSHEET": str(tmp_path / "sheet"),
            "HISTORY_URL": cuttable,
            "REFRESH_SECONDS": "1",
            "STREAMLIT_SERVER_COOKIE_SECRET": "the same for both",
        }
        started = [stack.enter_context(ExitStack()) for _ in range(2)]
        servers = [one.enter_context(serve(alive="/readyz", env=environment)) for one in started]
        both = Replicas(servers, sheet)
        (tmp_path / "nginx").mkdir()
        visitors = Visitors(stack.enter_context(nginx(tmp_path / "nginx", servers)))
        visitors.come()

        reader = both.one_reads()
        _until(lambda: len(set(both.ids())) == 1, "both show the same")
        both.shown.append(both.ids()[0])
        both.both_show_an_edit()
        visitors.look()

        # The database is cut off: the one that reads goes on, the other keeps what it shows, and neither is lost.
        wire.cut()
        old = both.ids()[1 - reader]
        sheet.edit()
        _until(lambda: both.ids()[reader] != old, "the one that reads goes on")
        assert both.ids()[1 - reader] == old
        assert both.one_reads() == reader
        visitors.look()
        wire.mend()
        _until(lambda: len(set(both.ids())) == 1, "both show the same again")
        assert both.ids()[0] != old
        both.shown.append(both.ids()[0])
        assert both.one_reads() == reader, "the one that held what was not kept comes first"

        # Its connections are broken, as where another server takes over.
        engine = sa.create_engine(database)
        with engine.connect() as db:
            db.execute(sa.text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"))
        engine.dispose()
        both.both_show_an_edit()
        both.one_reads()
        visitors.look()
        assert visitors.reopened == 0, "no visitor has noticed anything so far"

        # The one that reads is killed: the other takes over, and visitors go to it.
        reader = both.one_reads()
        servers[reader].process.kill()
        survivor = servers[1 - reader]
        visitors.look()
        assert b"<h1" in visitors.page()
        _until(lambda: _state(survivor)["reads"] == "itself", "the other takes over")
        before = _state(survivor)["snapshot"]
        sheet.edit()
        _until(lambda: _state(survivor)["snapshot"] != before, "the other reads")
        both.shown.append(_state(survivor)["snapshot"])

        # It starts again and follows.
        again = serve(alive="/readyz", env=environment, port=servers[reader].port)
        servers[reader] = stack.enter_context(again)
        assert both.one_reads() == 1 - reader
        _until(lambda: len(set(both.ids())) == 1, "the one that is back shows the same")
        both.both_show_an_edit()
        visitors.look()
        visitors.go()
        _until(lambda: _stored(database)[-1] == both.shown[-1], "the last one is kept")
        assert _stored(database) == both.shown


def test_a_network_that_is_split_makes_two_readers_and_one_history(tmp_path: Path) -> None:
    """Each side is served and reads for its own; only the one that the database hears writes."""
    with ExitStack() as stack:
        database = stack.enter_context(postgres())
        wires = [Wire(make_url(database).port or 0) for _ in range(2)]
        sheet, servers = Sheet(tmp_path / "sheet"), []
        for wire in wires:
            stack.callback(wire.cut)
            environment = {
                "SPREADSHEET": str(tmp_path / "sheet"),
                "HISTORY_URL": make_url(database).set(port=wire.port).render_as_string(hide_password=False),
                "REFRESH_SECONDS": "1",
            }
            servers.append(stack.enter_context(serve(alive="/readyz", env=environment)))
        both = Replicas(servers, sheet)
        reader = both.one_reads()
        both.both_show_an_edit()
        wires[reader].split()
        _until(lambda: both.roles() == ["itself"] * 2, "the other side reads too")
        both.both_show_an_edit()
        both.both_show_an_edit()
        wires[reader].join()
        assert both.one_reads() == 1 - reader, "the one that has the lock goes on"
        both.both_show_an_edit()
        _until(lambda: _stored(database)[-1] == both.shown[-1], "the last one is kept")
        assert _stored(database)[-len(both.shown) :] == both.shown


def test_a_slow_database_slows_nobody_down_and_loses_nothing(tmp_path: Path) -> None:
    """Each part of what is said takes a second, so that no question is answered in time."""
    with ExitStack() as stack:
        database = stack.enter_context(postgres())
        wire = Wire(make_url(database).port or 0)
        stack.callback(wire.cut)
        sheet = Sheet(tmp_path / "sheet")
        environment = {
            "SPREADSHEET": str(tmp_path / "sheet"),
            "HISTORY_URL": make_url(database).set(port=wire.port).render_as_string(hide_password=False),
            "REFRESH_SECONDS": "1",
        }
        own = stack.enter_context(serve(alive="/readyz", env=environment))
        one = Replicas([own], sheet)
        one.one_reads()
        one.both_show_an_edit()
        _until(lambda: _stored(database)[-1] == one.shown[-1], "it is kept")
        wire.delay = 1.0
        visitors = Visitors(own.origin)
        visitors.come()
        for _ in range(3):
            one.both_show_an_edit()
            visitors.look()
            assert b"<h1" in visitors.page()
        threads = _threads(own)
        for _ in range(5):
            visitors.look()
            assert _state(own)["ready"]
        assert _threads(own) <= threads + 8, "questions that hang are bounded"
        assert visitors.reopened == 0
        visitors.go()
        wire.delay = 0.0
        _until(lambda: _stored(database)[-1] == one.shown[-1], "the last one is kept")
        assert _stored(database)[-len(one.shown) :] == one.shown
