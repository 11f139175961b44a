"""``make pictures``: the pictures of README.md and docs/roles/, taken anew, so that they show what is; or those named.

Each is the first view on a laptop; that of *Datu kvalitāte* is of the invented country with its mistakes.
"""

import io
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from data.__main__ import main as data
from tests.browser.visitor import Visitor, launch
from tests.serving import ROOT, serve

FOLDER = ROOT / "deploy" / "pictures"
SIZE = (1280, 720)
MOST = 1_200_000
"""Bytes that all of them may take."""
EMBEDDED = {
    "parskats": "",
    "sede": "sede?solis=3",
    "uzticesanas": "uzticesanas",
    "pasvaldibas": "pasvaldibas?raditajs=PL-6.3a.skaitlis",
}
"""Each picture with the address that it is of."""


def packed(picture: bytes) -> bytes:
    """Return a picture in 256 colours, as small as it can be."""
    out = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


def main() -> int:
    """Take them all; return 1 where a screen had a problem."""
    wrong, wanted = 0, sys.argv[1:]
    with ExitStack() as stack:
        land = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "land"
        data(["sample", str(land), "--mistakes"])
        browser = stack.enter_context(launch(stack.enter_context(sync_playwright())))
        for addresses, env in ((EMBEDDED, {}), ({"dati": "dati"}, {"SPREADSHEET": str(land)})):
            with serve(alive="/readyz", env=env) as server:
                for name, address in addresses.items():
                    if wanted and name not in wanted:
                        continue
                    context = browser.new_context(viewport={"width": SIZE[0], "height": SIZE[1]})
                    visit = Visitor(server.origin, context)
                    visit.open(address)
                    (FOLDER / f"{name}.png").write_bytes(packed(visit.page.screenshot()))
                    print(f"{name}.png", *visit.problems, sep="  ")
                    wrong += bool(visit.problems)
                    context.close()
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
