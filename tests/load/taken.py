"""What a server takes of the machine: memory, handles, threads, open sessions."""

import urllib.request
from dataclasses import dataclass
from pathlib import Path

from tests.load.crowd import megabytes
from tests.serving import PATIENCE, Server

TOKEN = "the token of the load driver"
"""What METRICS_TOKEN has to be, for the sessions to be told."""


@dataclass(frozen=True)
class Taken:
    """What one server takes at one moment; memory in megabytes of 2**20 bytes."""

    memory: float
    handles: int
    threads: int
    sessions: int


def taken(server: Server) -> Taken:
    """Return what a server takes now, that was started with `TOKEN`."""
    process = Path(f"/proc/{server.process.pid}")
    asked = urllib.request.Request(f"{server.origin}/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
        said = answer.read().decode().splitlines()
    sessions = next(line.split()[1] for line in said if line.startswith("dashboard_sessions "))
    handles, threads = (len(list((process / folder).iterdir())) for folder in ("fd", "task"))
    return Taken(megabytes(server.process.pid), handles, threads, int(float(sessions)))
