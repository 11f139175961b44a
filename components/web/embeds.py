"""A figure for other websites: a small page that stands alone, framed by anyone, and oEmbed's answer about it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from components.assets import typeface
from components.blocks import figures
from components.blocks.escape import html
from components.blocks.figures import Figure
from components.blocks.html import Html, page, write
from components.blocks.style import styled
from components.blocks.vocabulary import Details, Heading, Link, Paragraph, Verbatim, changed
from components.charts import palette
from components.fonts.files import STACK
from components.view import View
from data.words import Words

WIDTH, HEIGHT = 760, 620
"""The frame's size in pixels as it is offered; the page fits any width."""
LEAST = 240
PREFIX = "/embed/"
_VARIABLES = {**palette.VARIABLES, "face": STACK}


def address_of(path: str, name: str, query: str) -> str:
    """Return the path of a figure's page, with what is chosen."""
    below = "/".join(quote(part, safe="") for part in (path, name) if part)
    return f"{PREFIX}{below}{f'?{query}' if query else ''}"


def embedded(view: View, figure: Figure, address: str, own: str) -> str:
    """Return the page: the finding, the drawing, the same as a table, the source, and the lines that put it elsewhere.

    ``address`` is that of the figure's screen, ``own`` of this page, both whole.
    """
    words = view.words
    _ = words.say
    table = changed(figures.numbers(figure), _elsewhere)
    more = Link(_("Open in the dashboard"), address, outside=True)
    body = (
        Heading(1, figure.headline),
        figures.drawing(figure),
        Paragraph((figure.source, " · ", more), "source"),
        Details(_("The numbers"), table),
        Details(_("Embed this on your own site"), Verbatim(lines(own, figure.headline, WIDTH, HEIGHT))),
    )
    told = urlencode({"url": own, "format": "json"})
    origin = own.partition(PREFIX)[0]
    found = f'<link rel="alternate" type="application/json+oembed" href="{html(f"{origin}/oembed?{told}")}">'
    looks = styled("sheet", "embed", variables=_VARIABLES)
    return page(words.language, figure.headline, f"{typeface()}\n{found}\n{looks}", Html(write(*body)))


def _elsewhere(block: Any) -> Any:
    """Return a link that leaves the frame: no page of the dashboard may be framed."""
    return replace(block, outside=True) if isinstance(block, Link) else block


def lines(address: str, title: str, width: int, height: int) -> str:
    """Return the HTML that frames a figure's page."""
    size = f'width="{width}" height="{height}"'
    return f'<iframe src="{html(address)}" title="{html(title)}" {size} style="border:0;max-width:100%"></iframe>'


def within(url: str, origin: str) -> tuple[str, str, str] | None:
    """Return screen, name of the figure ("" for the screen's first) and query of an address; None for a foreign one."""
    try:
        parts, ours = urlsplit(url), urlsplit(origin)
    except ValueError:
        return None
    if not origin or parts.netloc != ours.netloc or parts.scheme not in ("http", "https"):
        return None
    if not parts.path.startswith(PREFIX):
        return parts.path.removeprefix("/"), "", parts.query
    path, _, name = parts.path.removeprefix(PREFIX).rpartition("/")
    return path, name, parts.query


def answer(figure: Figure, address: str, origin: str, sizes: Mapping[str, str], words: Words) -> bytes:
    """Return oEmbed's answer (oembed.com) about a figure's page; ``sizes`` may hold maxwidth and maxheight."""
    width, height = _within(sizes.get("maxwidth", ""), WIDTH), _within(sizes.get("maxheight", ""), HEIGHT)
    told = {
        "version": "1.0",
        "type": "rich",
        "title": figure.headline,
        "provider_name": words.say("Open government action plan"),
        "provider_url": origin,
        "width": width,
        "height": height,
        "html": lines(address, figure.headline, width, height),
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _within(asked: str, most: int) -> int:
    return max(LEAST, min(most, int(asked))) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else most


def parameters(query: str) -> dict[str, str]:
    """Return the parameters of an address of oEmbed."""
    return dict(parse_qsl(query, errors="replace"))
