"""How fast the screens are, beside an empty Streamlit page under the same settings: reruns, first views, bytes.

``python -m tests.bench_web``, or as a part of ``make bench``. Medians; the two kinds of page take turns, so that what
else the machine does weighs on both alike.
"""

import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from components.frame.shell import SCREENS
from components.screens.trust import trust
from data import live
from tests.browser.visitor import DRAWN, SIZES, Visitor, launch
from tests.serving import Server, serve
from tests.session import session, texts

RERUNS = 40
VIEWS = 7
EMPTY_APP = """
from pathlib import Path

import streamlit as st

app = st.App(Path(__file__).with_name("screen.py"))
"""
QUERIES = {"pasvaldiba": "kods=0053000"}
"""What a screen is asked for where its first view is not the one that matters."""
EMPTY_SCREEN = 'import streamlit as st\n\nst.write("Empty")\n'
_FINISHED = f"() => ({DRAWN})() && performance.now()"
_BYTES = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .reduce((sum, entry) => sum + entry.transferSize, 0)"""
_PAINTS = """async () => {
    // Chromium tells of a paint some time after it.
    const told = (type, which) => new Promise(done => new PerformanceObserver(list => {
        const found = list.getEntries().filter(which).at(-1);
        if (found) done(found.startTime);
    }).observe({type, buffered: true}));
    const first = await told('paint', entry => entry.name === 'first-contentful-paint');
    return [first, await told('largest-contentful-paint', () => true)];
}"""
_STANDS = """title => {
    const stood = document.querySelector('#root h1')?.innerText;
    return stood && stood !== title && !document.getElementById('paint') && performance.now();
}"""
LINKED = ("kalendars", "dati", "pasakumi", "par")
"""Screens that a link of the menu leads to, one from the other."""


def empty(folder: Path) -> Path:
    """Write the empty page's application into a folder and return its path."""
    (folder / "screen.py").write_text(EMPTY_SCREEN, "utf-8")
    (folder / "app.py").write_text(EMPTY_APP, "utf-8")
    return folder / "app.py"


def processor_time(server: Server) -> float:
    """Return the seconds of processor time a server has used so far."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rerun(server: Server, address: str, query: str = "") -> tuple[float, float]:
    """Return a rerun's milliseconds: until its last message is here (median), and of processor time (mean)."""
    with session(server) as visit:
        for _ in range(3):
            visit.run(address, query)
        taken = []
        before = processor_time(server)
        for _ in range(RERUNS):
            began = time.perf_counter()
            visit.run(address, query)
            taken.append(time.perf_counter() - began)
        used = processor_time(server) - before
    return statistics.median(taken) * 1000, used / RERUNS * 1000


def stepping(server: Server) -> tuple[int, float, float]:
    """Go through the default meeting step by step: how many, milliseconds a step until sent (median), the slowest.

    A first round has drawn every step, as the chair's own look through the meeting does.
    """
    with session(server) as visit:
        frozen = f"snapshot={live.embedded().snapshot.id}"
        listed = texts(visit.run("sede", f"{frozen}&solis=1")).partition('ol class=\\"steps')[2].partition("</ol>")[0]
        places = re.findall(r"solis=([\d.]+)", listed)
        assert places, "the list beside the first step names all"
        taken: list[float] = []
        for _ in range(2):
            taken = []
            for place in places:
                began = time.perf_counter()
                visit.run("sede", f"{frozen}&solis={place}")
                taken.append(time.perf_counter() - began)
    return len(places), statistics.median(taken) * 1000, max(taken) * 1000


def views(browser: Browser, address: str) -> tuple[float, float, float]:
    """View a page with an empty cache, then again: milliseconds until it is finished, cold and warm; bytes cold."""
    width, height = SIZES["laptop"]
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        taken, size = [], 0
        for _ in range(2):
            page = context.new_page()
            page.goto(address, wait_until="commit")
            taken.append(page.wait_for_function(_FINISHED).json_value())
            size = size or page.evaluate(_BYTES)
            page.close()
    return taken[0], taken[1], size


def paints(browser: Browser, address: str) -> tuple[float, float]:
    """View a page with an empty cache: milliseconds until something is read on it, and until the largest part of it."""
    width, height = SIZES["laptop"]
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.goto(address, wait_until="commit")
        page.wait_for_function(_FINISHED)
        first, largest = page.evaluate(_PAINTS)
    return first, largest


def link(browser: Browser, origin: str) -> tuple[float, float]:
    """Go from screen to screen: milliseconds until the next heading stands, by a link of the menu and by loading it."""
    width, height = SIZES["laptop"]
    linked, loaded = [], []
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        visitor = Visitor(origin, context)
        visitor.open("")
        for address in LINKED * 3:
            title = visitor.page.locator("h1").inner_text()
            began = visitor.page.evaluate("() => performance.now()")
            visitor.page.locator(f"nav.row a[href^='/{address}']").first.click()
            linked.append(float(visitor.page.wait_for_function(_STANDS, arg=title).json_value()) - began)
            visitor.ready()
        for address in LINKED * 3:
            visitor.page.goto(f"{origin}/{address}", wait_until="commit")
            loaded.append(float(visitor.page.wait_for_function(_STANDS, arg="").json_value()))
    return statistics.median(linked), statistics.median(loaded)


def redraw(visitor: Visitor, preset: str) -> float:
    """Pick a preset of countries on the screen of trust: milliseconds from the click until the new drawing is there."""
    old = visitor.page.locator("[data-testid=stVegaLiteChart] svg").first.text_content()
    began = visitor.page.evaluate("() => performance.now()")
    visitor.page.get_by_role("button", name=preset).or_(visitor.page.get_by_role("radio", name=preset)).first.click()
    changed = visitor.page.wait_for_function(
        """old => {
            const chart = document.querySelector('[data-testid=stVegaLiteChart] svg');
            return chart && chart.textContent !== old && performance.now();
        }""", arg=old,
    )  # fmt: skip
    return float(changed.json_value()) - began


def redraws(browser: Browser, origin: str) -> float:
    """Return the median of many changes of the countries on the screen of trust, in milliseconds."""
    width, height = SIZES["laptop"]
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        visitor = Visitor(origin, context)
        visitor.open("uzticesanas")
        presets = ("Ziemeļvalstis", "Eiropas Savienība", "Baltijas valstis", "Visas valstis")
        return statistics.median([redraw(visitor, preset) for _ in range(5) for preset in presets])


def median(figures: Sequence[Sequence[float]]) -> list[float]:
    return [statistics.median(column) for column in zip(*figures, strict=True)]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        print(
            "  ".join(
                cell.ljust(widths[0]) if not place else cell.rjust(widths[place]) for place, cell in enumerate(row)
            )
        )
    print()


def taking_turns(
    places: Sequence[str], measure: Callable[[str], Sequence[float]], times: int
) -> dict[str, list[float]]:
    """Measure every place in turn, several rounds; return the medians."""
    found: dict[str, list[Sequence[float]]] = {place: [] for place in places}
    for _ in range(times):
        for place in places:
            found[place].append(measure(place))
    return {place: median(figures) for place, figures in found.items()}


def run() -> None:
    """Measure and print."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        plain = stack.enter_context(serve(empty(folder)))
        ours = stack.enter_context(serve(alive="/readyz"))
        places = {"empty page": (plain, "", "")} | {
            f"/{screen.address}": (ours, screen.address, QUERIES.get(screen.address, "")) for screen in SCREENS
        }
        sections = {f"/uzticesanas?skats={code}": f"skats={code}" for code in trust.SECTIONS}

        def rerun_at(place: str) -> tuple[float, float]:
            if place in sections:
                return rerun(ours, "uzticesanas", sections[place])
            return rerun(*places[place])

        reruns = taking_turns([*places, *sections], rerun_at, 3)
        wall, processor = reruns["empty page"]
        rows = [
            [
                place,
                f"{took:.1f}",
                f"{took - wall:+.1f}",
                f"{took / wall:.2f}",
                f"{used:.1f}",
                f"{used - processor:+.1f}",
            ]
            for place, (took, used) in reruns.items()
        ]
        print("A rerun, in milliseconds, and how much more than the empty page")
        table(["", "until sent", "more", "ratio", "processor", "more"], rows)

        total, typical, slowest = stepping(ours)
        print(f"From step to step of the meeting ({total} steps), until sent, in milliseconds; the aim is under 50")
        table(["", "median", "slowest"], [["/sede", f"{typical:.1f}", f"{slowest:.1f}"]])

        browser = stack.enter_context(launch(stack.enter_context(sync_playwright())))

        def address_of(place: str) -> str:
            server, address, query = places[place]
            return f"{server.origin}/{address}?{query}"

        def view_at(place: str) -> tuple[float, float, float]:
            return views(browser, address_of(place))

        taking_turns(list(places), view_at, 1)
        seen = taking_turns(list(places), view_at, VIEWS)
        cold, warm, _ = seen["empty page"]
        rows = [
            [place, f"{first:.0f}", f"{first / cold:.2f}", f"{again:.0f}", f"{again / warm:.2f}", f"{size / 1000:.0f}"]
            for place, (first, again, size) in seen.items()
        ]
        print("From the address to the finished screen in Chromium, in milliseconds, and the ratio to the empty page")
        table(["", "cold cache", "ratio", "warm cache", "ratio", "kB cold"], rows)
        painted = taking_turns(list(places), lambda place: paints(browser, address_of(place)), VIEWS)
        begun, whole = painted["empty page"]
        rows = [
            [place, f"{first:.0f}", f"{first / begun:.2f}", f"{largest:.0f}", f"{largest / whole:.2f}"]
            for place, (first, largest) in painted.items()
        ]
        print("First and largest paint, cold, in milliseconds; the aims are 0.3 and 0.5 of the empty page")
        table(["", "first", "ratio", "largest", "ratio"], rows)
        linked, loaded = link(browser, ours.origin)
        print(
            f"A link until its heading stands: {linked:.0f} ms, of a page load ×{linked / loaded:.2f}; the aim is 0.25"
        )
        took = redraws(browser, ours.origin)
        print(f"Other countries on /uzticesanas, from click to drawing: {took:.0f} ms, ×{took / 200:.2f} of the aim")


if __name__ == "__main__":
    run()
