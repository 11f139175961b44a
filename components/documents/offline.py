"""The meeting as one HTML file that works without a network and without a server: steps, figures, keys, nothing else.

Without its program, and on paper, the page shows every step one below the other.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from components.blocks import figures
from components.blocks.figures import Figure
from components.blocks.html import page, policy_of
from components.blocks.style import styled
from components.blocks.vocabulary import (
    Banner,
    Button,
    Content,
    Group,
    Heading,
    Link,
    Paragraph,
    Section,
    Square,
    changed,
)
from components.charts import palette
from components.fonts.files import STACK, carried
from components.meeting import layout, screen
from components.meeting.step import Step
from components.view import View
from components.wording import provenance

MIME = "text/html"
_VARIABLES = {**palette.VARIABLES, **layout.VARIABLES, "face": STACK}

_PROGRAM = """
const steps = [...document.querySelectorAll(".slide")];
const places = steps.map((step) => step.querySelector(".foot").textContent.split(" / ")[0].replace("·", "."));
let at = -1;
function show(number) {
  at = Math.max(-1, Math.min(number, steps.length - 1));
  document.body.classList.toggle("presenting", at >= 0);
  steps.forEach((step, index) => step.classList.toggle("shown", index === at));
  if (at >= 0) { history.replaceState(null, "", "#" + places[at]); window.scrollTo(0, 0); }
  else history.replaceState(null, "", "#");
}
const on = () => show(at + 1), back = () => show(Math.max(at - 1, 0));
const moves = {
  PageDown: on, ArrowRight: on, ArrowDown: on, " ": on, PageUp: back, ArrowLeft: back, ArrowUp: back,
  Home: () => show(0), End: () => show(steps.length - 1), Escape: () => show(-1),
};
document.addEventListener("keydown", (event) => {
  const presenting = at >= 0 || event.key === "PageDown";
  if (!presenting || !(event.key in moves) || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  moves[event.key]();
});
document.querySelector("button.begin").addEventListener("click", () => show(0));
document.querySelector("button.next").addEventListener("click", () => show(at + 1));
if (places.includes(location.hash.slice(1))) show(places.indexOf(location.hash.slice(1)));
"""

POLICY = policy_of(_PROGRAM)
"""What the page may do, for a server that sends it."""


def offline(view: View, steps: Sequence[Step], title: str, drawn: Sequence[Figure], root: str | None = None) -> bytes:
    """Return the page. ``drawn`` are the figures that stand below them.

    ``root`` is the public address of the dashboard, for links; None leaves them out.
    """
    words = view.words
    _ = words.say
    keys = _("Keys: Page Down to start and move forward, Page Up to go back, Escape to exit, F11 for full screen.")
    made_up = provenance.invented(view)
    opening = Group(
        (
            Heading(1, title),
            Banner(made_up) if made_up else "",
            Paragraph(provenance.source_line(view), "muted"),
            Paragraph(keys),
            Paragraph(Button("begin", _("Show step by step"))),
        ),
        "opening",
    )
    # A page has one h1: its own. On the screen every step is a page of its own.
    slides = tuple(screen.slide(view, step, level=2, whole=True) for step in steps)
    onward = Button("next", _("Next step"))
    look = styled("sheet", "slide", "offline", variables=_VARIABLES, faces=carried())
    body = (opening, _rooted(slides, root), tuple(map(_figure, drawn)), onward)
    return page(words.language, title, look, body, program=_PROGRAM).encode()


def _figure(figure: Figure) -> Section:
    drawn = (figures.drawing(figure), figures.numbers(figure))
    return Section((Heading(2, figure.title), *drawn, Paragraph(figure.source, "muted")), "figure")


def _rooted(content: Content, root: str | None) -> Content:
    """Return content whose links lead to the dashboard at its public address, or without them where it has none."""

    def led(link: Any) -> Any:
        if isinstance(link, Square) and link.address:
            return replace(link, address=root + link.address if root is not None else "")
        if not isinstance(link, Link) or link.outside:
            return link
        return link.content if root is None else replace(link, address=root + link.address)

    rooted: Content = changed(content, led)
    return rooted
