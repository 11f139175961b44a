"""What one visitor in real Chromium sees, alone and beside a crowd: first and largest paint, and links followed."""

import asyncio
import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.bench_web import link, paints
from tests.browser.visitor import launch
from tests.load.crowd import Crowd, Look, Seen, percentile
from tests.serving import Server

VIEWS = 8
BESIDE = 50
"""Viewers who look around meanwhile."""


@contextmanager
def crowded(server: Server, shown: Sequence[Look]) -> Iterator[Seen]:
    """Let a crowd look around until the block ends."""
    crowd, done = Crowd(server.origin, shown, BESIDE), threading.Event()
    come = threading.Event()

    async def stay() -> None:
        await crowd.come()
        come.set()
        while not done.is_set():
            await crowd.look(2)
        await crowd.leave()

    thread = threading.Thread(target=lambda: asyncio.run(stay()))
    thread.start()
    try:
        come.wait()
        yield crowd.seen
    finally:
        done.set()
        thread.join()


def _views(browser: Browser, server: Server) -> list[str]:
    """Return first and largest paint of the first screen (median, nineteen in twenty), in milliseconds."""
    found = [paints(browser, f"{server.origin}/") for _ in range(VIEWS)]
    return [f"{statistics.median(column):.0f} / {percentile(column, 0.95):.0f}" for column in zip(*found, strict=True)]


def run(ours: Server, plain: Server, shown: Sequence[Look]) -> Iterator[tuple[str, ...]]:
    """Give rows: where, first paint, largest paint, a link until its heading stands, the same by loading it."""
    with sync_playwright() as playwright, launch(playwright) as browser:
        yield ("one line, alone", *_views(browser, plain), "", "")
        yield ("dashboard, alone", *_views(browser, ours), *(f"{one:.0f}" for one in link(browser, ours.origin)))
        with crowded(ours, shown):
            row = (*_views(browser, ours), *(f"{one:.0f}" for one in link(browser, ours.origin)))
            yield (f"dashboard, beside {BESIDE} viewers", *row)


HEAD = ("Chromium", "first paint, ms: p50 / p95", "largest paint, ms", "a link, ms", "loaded instead, ms")
