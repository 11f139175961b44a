"""The map of municipalities: what it sends, how soon a choice is drawn, and the same with 2,000 invented squares.

``python -m tests.bench_map``, or as a part of ``make bench``. Medians.
"""

import csv
import json
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.charts.palette import FILLS
from data.sources import EMBEDDED
from tests.browser.visitor import SIZES, Visitor, launch
from tests.serving import ROOT, Server, serve
from tests.session import session

SQUARES = 2_000
ACROSS = 50
TIMES = 15
SCREEN = "pasvaldibas"
BEFORE = """
import sys
from pathlib import Path

sys.path.insert(0, {root!r})
from data import outlines

outlines.IMPORTED = Path(__file__).parent
__file__ = {app!r}
"""
"""What comes before this project's own application, so that it shows outlines that lie elsewhere."""


def code(number: int) -> str:
    return f"9{number:06d}"


def squares() -> list[dict[str, Any]]:
    """Squares in rows where Latvia lies, each 0.14 by 0.05 degrees, meeting edge to edge."""
    found = []
    for number in range(SQUARES):
        west, south = 21 + number % ACROSS * 0.14, 55.7 + number // ACROSS * 0.05
        east, north = west + 0.14, south + 0.05
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        ring = [[round(x, 5), round(y, 5)] for x, y in ring]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        properties = {"code": code(number), "name": f"Kvadrāts {number}"}
        found.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return found


def invent(folder: Path) -> Path:
    """Write 2,000 municipalities with four measures each, their outlines, and an application that shows them."""
    sheet = folder / "tabula"
    sheet.mkdir()
    with (EMBEDDED / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        head = csv.DictReader(file).fieldnames or []
    rows = [
        {"Kods": code(number), "Nosaukums": f"Kvadrāta {number} novads", "Īsais nosaukums": f"Kv {number}",
         "Veids": "novads", "Platums": 55.725 + number // ACROSS * 0.05, "Garums": 21.07 + number % ACROSS * 0.14,
         "Plānošanas reģions": f"{number % 5}. reģions"}
        for number in range(SQUARES)
    ]  # fmt: skip
    _write(sheet / "municipalities.csv", head, rows)
    with (EMBEDDED / "indicator_values.csv").open(encoding="utf-8", newline="") as file:
        head = csv.DictReader(file).fieldnames or []
    said = ("ir", "daļēji", "nav", "nav ziņu")
    values = [
        {"Pašvaldība": code(number), "Rādītājs": f"PL-6.3{letter}", "Atbilde": said[(number + place) % 4],
         "Kopš gada": 2019 + number % 7}
        for number in range(SQUARES)
        for place, letter in enumerate("abcd")
    ]  # fmt: skip
    _write(sheet / "indicator_values.csv", head, values)
    document = {"type": "FeatureCollection", "metadata": {"source": "invented squares"}, "features": squares()}
    (folder / f"outlines-{SQUARES}.geojson").write_text(json.dumps(document), "utf-8")
    own = ROOT / "app.py"
    program = BEFORE.format(root=str(ROOT), app=str(own)) + own.read_text("utf-8")
    (folder / "squares.py").write_text(program, "utf-8")
    return sheet


def _write(path: Path, head: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, head)
        writer.writeheader()
        writer.writerows(rows)


def kinds(messages: Sequence[ForwardMsg]) -> dict[str, int]:
    """Return the bytes of a run's messages: of the map, and of all."""
    of_map = [one for one in messages if one.delta.new_element.WhichOneof("type") == "deck_gl_json_chart"]
    return {"map": sum(one.ByteSize() for one in of_map), "all": sum(one.ByteSize() for one in messages)}


def sent(server: Server, chosen: str) -> Iterator[str]:
    """Tell the messages and the milliseconds of the first run, of a rerun and of one with another choice."""
    with session(server) as visit:
        began = time.perf_counter()
        first = kinds(visit.run(SCREEN))
        took = (time.perf_counter() - began) * 1000
        yield (f"first run: map {first['map']:,} bytes, all {first['all']:,} bytes, {took:.0f} ms")
        for name, query in (("rerun", ""), ("another choice", f"kods={chosen}")):
            taken = []
            for _ in range(TIMES):
                began = time.perf_counter()
                messages = visit.run(SCREEN, query)
                taken.append((time.perf_counter() - began) * 1000)
            yield (f"{name}: {kinds(messages)['all']:,} bytes, {statistics.median(taken):.0f} ms")


DRAWN = """([query, across, down, wanted]) => new Promise(done => {
    const board = document.createElement('canvas'), began = performance.now();
    board.width = board.height = 1;
    const ink = board.getContext('2d', { willReadFrequently: true });
    history.pushState(null, '', query);
    dispatchEvent(new PopStateEvent('popstate'));
    (function look() {
        const map = document.querySelector('.st-key-map canvas');
        if (map) {
            ink.clearRect(0, 0, 1, 1);
            ink.drawImage(map, map.width * across, map.height * down, 1, 1, 0, 0, 1, 1);
        }
        if ([...ink.getImageData(0, 0, 1, 1).data].join() === wanted) done(performance.now() - began);
        else requestAnimationFrame(look);
    })();
})"""
"""Milliseconds from a link followed until a pixel of the map has a colour, as each frame has it."""
TALSI = 0.26, 0.25
"""Where Talsu novads lies on the map, as shares of its width and height."""
INDICATORS = (("PL-6.3a", "yes"), ("PL-6.3a.skaitlis", "shade0"))
"""Two indicators, and the fill that Talsu novads has by each."""


def redrawn(server: Server) -> Iterator[str]:
    """Tell the time from a click on the map to the address that names what was picked out, and to another indicator."""
    width, height = SIZES["laptop"]
    with ExitStack() as stack:
        browser = stack.enter_context(launch(stack.enter_context(sync_playwright())))
        context = stack.enter_context(browser.new_context(viewport={"width": width, "height": height}))
        visit = Visitor(server.origin, context)
        visit.open(SCREEN)
        visit.page.wait_for_timeout(3000)
        box = visit.page.locator(".st-key-map canvas").bounding_box()
        assert box
        named, drawn = [], []
        for turn in range(TIMES):
            before = visit.parameters().get("kods")
            x, y = box["x"] + box["width"] * (0.5 + turn % 5 * 0.07), box["y"] + box["height"] * 0.5
            visit.page.mouse.move(x, y)
            visit.page.wait_for_timeout(500)
            began = time.perf_counter()
            visit.page.mouse.click(x, y)
            visit.page.wait_for_function("old => new URL(location).searchParams.get('kods') !== old", arg=before)
            named.append((time.perf_counter() - began) * 1000)
            visit.page.wait_for_timeout(500)
        for turn in range(TIMES):
            shown, fill = INDICATORS[1 - turn % 2]
            colour = FILLS[fill].colour
            wanted = ",".join([*(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5)), "255"])
            drawn.append(visit.page.evaluate(DRAWN, [f"/{SCREEN}?raditajs={shown}", *TALSI, wanted]))
            visit.page.wait_for_timeout(700)
        yield (
            f"click to address {statistics.median(named):.0f} ms, another indicator {statistics.median(drawn):.0f} ms"
        )


@contextmanager
def invented() -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        sheet = invent(folder)
        with serve(folder / "squares.py", alive="/readyz", env={"SPREADSHEET": str(sheet)}) as server:
            yield server


def run() -> Iterator[str]:
    """Measure; give lines of text."""
    with serve(alive="/readyz") as server:
        yield "42 municipalities"
        yield from sent(server, "0053000")
        yield from redrawn(server)
    with invented() as server:
        yield f"{SQUARES:,} invented squares"
        yield from sent(server, code(1))


if __name__ == "__main__":
    for line in run():
        print(line, flush=True)
