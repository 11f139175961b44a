"""How fast the API answers beside Streamlit's own static file, and the screens' rerun while it is under that load.

``python -m tests.bench_api``, or as a part of ``make bench``. Connections are kept open as programs keep them, one for
each of `CLIENTS`; what is asked takes turns, in one run. The bound on requests is lifted for the measure.
"""

import http.client
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit

from components.web.api.registry import ROOT
from tests.serving import PATIENCE, Server, serve
from tests.session import session

CLIENTS, SECONDS, ROUNDS, RERUNS = 4, 2.0, 3, 20
GZIP = {"Accept-Encoding": "gzip"}
OWN = "Streamlit's own file"
SCREEN = "pasakumi"


def asked(server: Server) -> dict[str, tuple[str, dict[str, str]]]:
    """Return what is asked, by name: an address and headers."""
    wire = http.client.HTTPConnection("localhost", server.port, timeout=PATIENCE)
    wire.request("GET", f"{ROOT}cells.csv", headers=GZIP)
    answer = wire.getresponse()
    answer.read()
    return {
        OWN: (own_file(), {}),
        "304": (f"{ROOT}cells.csv", {**GZIP, "If-None-Match": answer.headers["ETag"]}),
        "an answer, progress.json": (f"{ROOT}progress.json", GZIP),
        "the largest table, cells.csv": (f"{ROOT}cells.csv", GZIP),
    }


def own_file() -> str:
    """Return the address of a file that Streamlit sends itself: its smallest typeface, which is not compressed."""
    folder = Path(str(streamlit.__file__)).parent / "static"
    file = min(folder.rglob("*.woff2"), key=lambda path: path.stat().st_size)
    return f"/{file.relative_to(folder).as_posix()}"


@contextmanager
def load(server: Server, address: str, headers: dict[str, str]) -> Iterator[list[int]]:
    """Ask for an address without pause from `CLIENTS` connections until the block ends; the list counts the answers."""
    over, counted = threading.Event(), [0] * CLIENTS

    def ask(number: int) -> None:
        wire = http.client.HTTPConnection("localhost", server.port, timeout=PATIENCE)
        while not over.is_set():
            wire.request("GET", address, headers=headers)
            answer = wire.getresponse()
            answer.read()
            assert answer.status in (200, 304, 429), answer.status
            counted[number] += 1
        wire.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    try:
        yield counted
    finally:
        over.set()
        for thread in threads:
            thread.join()


def a_second(server: Server, address: str, headers: dict[str, str]) -> float:
    """Return how many requests a second are answered."""
    with load(server, address, headers) as counted:
        began = time.perf_counter()
        time.sleep(SECONDS)
        answered, took = sum(counted), time.perf_counter() - began
    return answered / took


def rerun(server: Server) -> float:
    """Return the median milliseconds of a screen's rerun."""
    with session(server) as visit:
        taken = []
        for _ in range(RERUNS):
            began = time.perf_counter()
            visit.run(SCREEN)
            taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


def run() -> Iterator[str]:
    """Measure without the bound on requests, then the screens once more with it."""
    with serve(alive="/readyz", env={"MOST_REQUESTS": "1000000"}) as server:
        places = asked(server)
        found: dict[str, list[float]] = {name: [] for name in places}
        for _ in range(ROUNDS):
            for name, (address, headers) in places.items():
                found[name].append(a_second(server, address, headers))
        speeds = {name: statistics.median(rounds) for name, rounds in found.items()}
        for name, speed in speeds.items():
            yield f"{name}: {speed:.0f} requests a second, ×{speed / speeds[OWN]:.2f} of Streamlit's own file"
        yield from under_load(server, places, "without the bound on requests")
    with serve(alive="/readyz") as server:
        yield from under_load(server, asked(server), "with the bound on requests")


def under_load(server: Server, places: dict[str, tuple[str, dict[str, str]]], how: str) -> Iterator[str]:
    """Compare a rerun alone with one while something is asked without pause."""
    rerun(server)
    alone = rerun(server)
    for name, (address, headers) in places.items():
        with load(server, address, headers):
            under = rerun(server)
        yield f"rerun of /{SCREEN} {how}, under {name}: {under:.1f} ms, ×{under / alone:.2f} of {alone:.1f} ms alone"


if __name__ == "__main__":
    print("\n".join(run()))
