"""The meeting as one HTML file that works without a network and without a server: steps, figures, keys, nothing else.

Without its program, and on paper, the page shows every step one below the other.
"""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from components.blocks import figures
from components.blocks.escape import html
from components.blocks.figures import Figure
from components.blocks.html import write
from components.blocks.style import styled
from components.blocks.vocabulary import Heading, Paragraph, Section
from components.charts import palette
from components.fonts.files import STACK, carried
from components.meeting import layout, screen
from components.meeting.blocks import Step
from components.view import View
from components.wording import provenance
from data.words import N_

MIME = "text/html"
_VARIABLES = {**palette.VARIABLES, **layout.VARIABLES, "face": STACK}

_PROGRAM = """
const steps = [...document.querySelectorAll(".slide")];
let at = -1;
function show(number) {
  at = Math.max(-1, Math.min(number, steps.length - 1));
  document.body.classList.toggle("presenting", at >= 0);
  steps.forEach((step, index) => step.classList.toggle("shown", index === at));
  if (at >= 0) { history.replaceState(null, "", "#" + (at + 1)); window.scrollTo(0, 0); }
  else history.replaceState(null, "", "#");
}
const moves = {
  PageDown: () => show(at + 1), ArrowRight: () => show(at + 1), " ": () => show(at + 1),
  PageUp: () => show(Math.max(at - 1, 0)), ArrowLeft: () => show(Math.max(at - 1, 0)),
  Home: () => show(0), End: () => show(steps.length - 1), Escape: () => show(-1),
};
document.addEventListener("keydown", (event) => {
  const presenting = at >= 0 || event.key === "PageDown";
  if (!presenting || !(event.key in moves) || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  moves[event.key]();
});
document.getElementById("begin").addEventListener("click", () => show(0));
document.getElementById("next").addEventListener("click", () => show(at + 1));
if (/^#[0-9]+$/.test(location.hash)) show(Number(location.hash.slice(1)) - 1);
"""


def offline(view: View, steps: Sequence[Step], title: str, drawn: Sequence[Figure], root: str | None = None) -> bytes:
    """Return the page. ``drawn`` are the figures that stand below them.

    ``root`` is the public address of the dashboard, for links; None leaves them out.
    """
    words = view.words
    total = len(steps)
    slides = "".join(screen.slide(view, step, number, total, root) for number, step in enumerate(steps, start=1))
    # A page has one h1: its own. On the screen every step is a page of its own.
    slides = slides.replace("<h1>", '<h2 class="finding">').replace("</h1>", "</h2>")
    more = write(
        *(
            Section(
                (
                    Heading(2, figure.title),
                    figures.drawing(figure),
                    figures.numbers(figure),
                    Paragraph(figure.source, "muted"),
                ),
                kind="figure",
            )
            for figure in drawn
        )
    )
    said = provenance.invented(view)
    made_up = f'<p class="banner">{html(said)}</p>' if said else ""
    keys = words.say(N_("Keys: Page Down begins and goes on, Page Up goes back, Escape leaves; F11 fills the screen."))
    begin, onward = html(words.say(N_("Show step by step"))), html(words.say(N_("Next step")))
    hashed = b64encode(sha256(_PROGRAM.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; script-src 'sha256-{hashed}'"
    )
    look = styled("sheet", "slide", "offline", variables=_VARIABLES)
    page = (
        f'<!DOCTYPE html><html lang="{words.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html(title)}</title><style>{carried()}</style>{look}</head>"
        # The sheet's rules are written for the element in which Streamlit puts HTML.
        f'<body><main data-testid="stHtml"><header><h1>{html(title)}</h1>{made_up}<p class="muted">'
        f"{html(provenance.source_line(view))}</p><p>{html(keys)}</p>"
        f'<p><button id="begin" type="button">{begin}</button></p></header>{slides}{more}'
        f'<button id="next" type="button">{onward}</button></main><script>{_PROGRAM}</script></body></html>'
    )
    return page.encode()
