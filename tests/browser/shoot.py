"""``python -m tests.browser.shoot OUTDIR [BASE_URL]``: pictures of every screen, for people to look at.

Both languages, laptop and phone, what is seen first and the full height. Without BASE_URL a server is started.
"""

import sys
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import sync_playwright

from components.frame.shell import SCREENS
from tests.browser.visitor import SIZES, Visitor, launch
from tests.serving import serve

TALLEST = 12_000


def shoot(folder: Path, base: str | None) -> int:
    """Write the pictures and return how many screens had a problem."""
    folder.mkdir(parents=True, exist_ok=True)
    wrong = 0
    with ExitStack() as stack:
        origin = base.rstrip("/") if base else stack.enter_context(serve(alive="/readyz")).origin
        browser = stack.enter_context(launch(stack.enter_context(sync_playwright())))
        for screen in SCREENS:
            for language in ("lv", "en"):
                context = stack.enter_context(browser.new_context())
                visit = Visitor(origin, context)
                visit.open(screen.address + ("?lang=en" if language == "en" else ""))
                for size, (width, height) in SIZES.items():
                    name = f"{screen.address or 'parskats'}-{language}-{size}"
                    visit.resize((width, height))
                    visit.page.screenshot(path=folder / f"{name}.png")
                    # Streamlit scrolls a part of the page: only a window as tall as that part shows all of it.
                    tall = visit.page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
                    visit.resize((width, min(max(tall, height), TALLEST)))
                    visit.page.screenshot(path=folder / f"{name}-full.png")
                    print(folder / f"{name}-full.png", f"{tall} px", *visit.problems, sep="  ")
                wrong += bool(visit.problems)
                context.close()
    return wrong


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    sys.exit(bool(shoot(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) == 3 else None)))
