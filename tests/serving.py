"""The real server, started as people start it, for the tests and measurements that need more than a script."""

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60
_CHANCE = random.SystemRandom()


def free_port() -> int:
    """Return a port of the loopback address on which nothing listens.

    By chance, and from those that no system gives to whoever asks for any: between this answer and the start of a
    server another run of these tests, or a connection of a browser, is not likely to take it.
    """
    while True:
        port = _CHANCE.randrange(15_000, 32_000)
        with socket.socket() as found, suppress(OSError):
            found.bind(("127.0.0.1", port))
            return port


@dataclass(frozen=True)
class Server:
    """A running server: where it answers and what it has written so far."""

    port: int
    process: subprocess.Popen
    log: Path

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def wait(self, path: str) -> None:
        """Wait until an address answers 200."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError(f"The server stopped at once:\n{self.said()}")
            try:
                with urllib.request.urlopen(self.origin + path, timeout=PATIENCE) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError):
                pass
            time.sleep(0.05)
        raise RuntimeError(f"{path} did not answer 200 within {PATIENCE} s:\n{self.said()}")


@contextmanager
def serve(
    app: Path = ROOT / "app.py",
    *,
    alive: str = "/_stcore/health",
    env: Mapping[str, str] | None = None,
    port: int | None = None,
    cwd: Path = ROOT,
) -> Iterator[Server]:
    """Start an application under this project's settings, wait until it is alive, and stop it in the end.

    The settings of whoever runs the tests are left out: their spreadsheet and history are none of a test's business.
    ``port`` is one that was free a moment ago, else any.
    """
    port = port or free_port()
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SPREADSHEET", "HISTORY_URL", "STREAMLIT_"))
    }
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(app),
        f"--server.port={port}",
        "--server.address=localhost",
    ]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        own = {"HISTORY_URL": f"sqlite:///{folder}/history.sqlite3"} | dict(env or {})
        with log.open("wb") as out:
            process = subprocess.Popen(command, cwd=cwd, env=inherited | own, stdout=out, stderr=subprocess.STDOUT)
            server = Server(port, process, log)
            try:
                server.wait(alive)
                yield server
            finally:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
