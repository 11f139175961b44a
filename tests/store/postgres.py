"""A PostgreSQL of the tests' own: Debian's programs, in a folder and on a port that are gone again afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.serving import PATIENCE, free_port

PROGRAMS = Path("/usr/lib/postgresql")
_TRIES = 3
_SPEED = [f"--{name}=off" for name in ("fsync", "synchronous-commit", "full-page-writes", "autovacuum")]


def programs(folder: Path = PROGRAMS) -> Path:
    """Return where the newest PostgreSQL's programs lie; the test fails, with the cure, where there are none."""
    found = [path.parent for path in folder.glob("*/bin/initdb") if path.parents[1].name.isdecimal()]
    if not found:
        pytest.fail("PostgreSQL is missing: `make system` installs it, or names the line that does")
    return max(found, key=lambda path: int(path.parent.name))


def _servant() -> tuple[pwd.struct_passwd, list[str]]:
    """Who runs the server, and the words that make it so: PostgreSQL refuses to run as root.

    Whatever becomes of the tests, the server is asked to stop when the process that started it has ended.
    """
    own = pwd.getpwuid(os.geteuid())
    words = ["setpriv", "--pdeathsig", "INT"]
    if own.pw_uid:
        return own, words
    try:
        own = pwd.getpwnam("postgres")
    except KeyError:
        own = pwd.getpwnam("nobody")
    return own, [*words, "--reuid", str(own.pw_uid), "--regid", str(own.pw_gid), "--clear-groups"]


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server with one empty database and return the address of that, as HISTORY_URL names it."""
    binaries = programs()
    servant, words = _servant()
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        os.chown(folder, servant.pw_uid, servant.pw_gid)
        made = [*words, str(binaries / "initdb"), "--auth=trust", "--username=tests", "--no-sync", "--encoding=UTF8"]
        done = subprocess.run(
            [*made, "--no-locale", str(folder / "data")], cwd="/", capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        port, server = _started([*words, str(binaries / "postgres"), "-D", str(folder / "data"), *_SPEED], folder)
        try:
            yield f"postgresql+psycopg://tests@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
    finally:
        shutil.rmtree(folder)


def _started(command: list[str], folder: Path) -> tuple[int, subprocess.Popen]:
    """Start a server on a free port and wait for it; a port that another took meanwhile is left to it."""
    log = folder / "log"
    for _ in range(_TRIES):
        port = free_port()
        with log.open("wb") as out:
            server = subprocess.Popen(
                [*command, "-h", "127.0.0.1", "-p", str(port), "-k", str(folder)], cwd="/", stdout=out, stderr=out
            )
        if _is_ready(server, folder / "data" / "postmaster.pid"):
            return port, server
        server.kill()
        server.wait()
    pytest.fail(f"PostgreSQL did not start:\n{log.read_text('utf-8', 'replace')}")


def _is_ready(server: subprocess.Popen, state: Path) -> bool:
    """Wait until the server's own file says that it takes connections, or until it has ended."""
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        with suppress(OSError):
            if state.read_text("utf-8").split("\n")[7:8] == ["ready   "]:
                return True
        time.sleep(0.02)
    return False
