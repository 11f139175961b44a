"""A crowd of viewers who come at once, look around and leave, and what it took of a server meanwhile."""

import asyncio
import gzip
import random
import resource
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from websockets.exceptions import WebSocketException

from tests.load.viewer import PATIENCE, MissError, Run, Viewer

PAUSE = 10.0
"""Seconds that a viewer looks at what is there, on the average, before doing something."""
FAULTS = (WebSocketException, OSError, EOFError, TimeoutError, MissError)


class Look(NamedTuple):
    """A thing to look at: a screen, the parameters of its address, and what is typed into which of its boxes."""

    address: str
    query: str = ""
    typed: tuple[str, str] | None = None


@dataclass
class Seen:
    """What a crowd has seen: seconds until painted, live and run again; bytes and references; faults by name."""

    viewers: int
    painted: list[float] = field(default_factory=list)
    live: list[float] = field(default_factory=list)
    reruns: list[Run] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lag: list[float] = field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0
    memory: float = 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """Return the least value that so many of all do not exceed; 0 of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def more_handles() -> None:
    """Let this process hold a connection a viewer."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def megabytes(process: int) -> float:
    """Return the megabytes (of 2**20 bytes) of memory that a process takes."""
    lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


async def page(origin: str, path: str) -> bytes:
    """Return a page as a browser asks for it, unpacked; raises `OSError` where it is not there."""
    parts = urlsplit(origin)
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        try:
            head = f"GET /{path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
            writer.write(head.encode())
            answer = await reader.read()
        finally:
            writer.close()
    said, _, body = answer.partition(b"\r\n\r\n")
    if not said.startswith(b"HTTP/1.1 200"):
        raise OSError(said[:40].decode("latin-1"))
    return gzip.decompress(body) if b"content-encoding: gzip" in said.lower() else body


class Crowd:
    """So many viewers of a server, each with a chance of its own that is the same in every run."""

    def __init__(self, origin: str, looks: Sequence[Look], viewers: int) -> None:
        """Let them come to an origin, to look at what ``looks`` names."""
        self._origin, self._looks = origin, looks
        self._viewers = [Viewer(origin) for _ in range(viewers)]
        self._here: list[Viewer] = []
        self.seen = Seen(viewers)

    async def come(self) -> None:
        """Open the dashboard, all at once: the page, then the session, until its first run is over."""

        async def one(number: int, viewer: Viewer) -> None:
            look = self._looks[number % len(self._looks)]
            began = time.perf_counter()
            try:
                await page(self._origin, f"{look.address}?{look.query}")
                self.seen.painted.append(time.perf_counter() - began)
                await viewer.open()
                await viewer.run(look.address, look.query)
            except FAULTS as fault:
                self._fault(fault)
                await self._drop(viewer)
            else:
                self.seen.live.append(time.perf_counter() - began)
                self._here.append(viewer)

        await asyncio.gather(*map(one, range(len(self._viewers)), self._viewers))

    async def look(self, seconds: float) -> None:
        """Look around for so long, each doing something every ten seconds; one alone does so five times a second."""
        pause, end = min(PAUSE, 0.2 * len(self._viewers)), time.perf_counter() + seconds

        async def one(number: int, viewer: Viewer) -> None:
            chance = random.Random(number)
            await asyncio.sleep(chance.uniform(0, pause))
            try:
                while time.perf_counter() < end:
                    look = chance.choice(self._looks)
                    self.seen.reruns.append(await viewer.run(look.address, look.query))
                    if look.typed:
                        self.seen.reruns.append(await viewer.run(look.address, look.query, typed=look.typed))
                    await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)
            except FAULTS as fault:
                self._fault(fault)

        async def watch() -> None:
            while True:
                before = time.perf_counter()
                await asyncio.sleep(0.02)
                self.seen.lag.append(time.perf_counter() - before - 0.02)

        watcher = asyncio.create_task(watch())
        began = time.perf_counter()
        await asyncio.gather(*map(one, range(len(self._here)), self._here))
        self.seen.seconds = time.perf_counter() - began
        watcher.cancel()

    async def leave(self) -> None:
        """Close everything."""
        await asyncio.gather(*map(self._drop, self._here))
        self._here.clear()

    async def _drop(self, viewer: Viewer) -> None:
        with suppress(*FAULTS):
            await viewer.close()

    def _fault(self, fault: BaseException) -> None:
        self.seen.faults.append(f"{type(fault).__name__} {fault}"[:80])
