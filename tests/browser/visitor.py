"""One visitor in Chromium: opens screens, waits until they are drawn, and notes what goes wrong on the way."""

import shutil
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright

from tests.serving import PATIENCE

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"laptop": (1280, 720), "phone": (390, 844)}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], "resultTypes": ["violations"]}
"""What axe looks for."""
# A screen is drawn when its script is done, its first paint gone, and the last of its parts loaded and laid out.
DRAWN = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    return app?.dataset.testScriptState === 'notRunning' && !document.getElementById('paint')
        && !document.querySelector('[data-testid=stSkeleton], [data-testid=stAppSkeleton]')
        && [...document.images].every(image => image.complete);
}"""

# What was asked for has begun, and nothing changes any more: a run may be over before it was seen to begin, and a page
# that has not begun yet looks like one that is done.
STILL = """() => new Promise(done => {
    const still = () => { seen.disconnect(); done(true); };
    let waiting = setTimeout(still, 200);
    const seen = new MutationObserver(() => { clearTimeout(waiting); waiting = setTimeout(still, 200); });
    seen.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
})"""


def launch(playwright: Playwright, *more: str, env: Mapping[str, str] | None = None) -> Browser:
    """Start Chromium with a profile of its own; ``more`` are further arguments, ``env`` another environment."""
    return playwright.chromium.launch(
        executable_path=shutil.which("chromium"), args=[*ARGUMENTS, *more], env=dict(env) if env else None
    )


class Visitor:
    """A page of Chromium at a server's origin; ``problems`` and ``requests`` are what it has noted since it came."""

    def __init__(self, origin: str, context: BrowserContext) -> None:
        self.origin = origin
        self.page: Page = context.new_page()
        self.problems: list[str] = []
        self.requests: list[str] = []
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.problems.append(f"uncaught: {error}"))
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))
        self.page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        place = message.location.get("url", "") if message.location else ""
        if message.type == "error":
            self.problems.append(f"{message.text} ({place})")

    def open(self, address: str) -> None:
        """Open an address below the server's and wait until the screen is drawn."""
        self.page.goto(f"{self.origin}/{address}")
        self._drawn()

    def ready(self) -> None:
        """Wait until what was asked of the screen has been drawn."""
        self.page.wait_for_function(STILL)
        self._drawn()

    def _drawn(self) -> None:
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        self.page.wait_for_function(DRAWN)
        self.page.wait_for_function("() => document.fonts.ready.then(() => true)")

    def resize(self, size: tuple[int, int]) -> None:
        """Change the window and wait until the page is laid out anew."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        self._drawn()

    def parameters(self) -> dict[str, str]:
        """Return what stands in the address behind the question mark."""
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    def strangers(self) -> list[str]:
        """Return the requests that left the server's own origin."""
        own = (self.origin + "/", self.origin.replace("http", "ws", 1) + "/", "data:", "blob:")
        return [request for request in self.requests if not request.startswith(own)]
