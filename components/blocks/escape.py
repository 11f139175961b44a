"""The one way of sheet text onto a screen: escaped for HTML or for Streamlit's Markdown.

Markdown is an injection channel even without HTML: an image link in a cell would make the visitor's browser call
whoever wrote it. Nothing from the sheet reaches a Streamlit text or label but through here.
"""

import html as _html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&@^=])")
_LINK = re.compile(r"https?://[^\s<>\"'„”;\\]+[^\s<>\"'„”;\\.,)]")


def html(text: object) -> str:
    """Return text safe between HTML tags and inside quoted attributes."""
    return _html.escape(str(text), quote=True)


def markdown(text: object) -> str:
    """Return text that Streamlit's Markdown shows letter for letter, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def image_address(drawing: str) -> str:
    """Return an SVG as the address of an image, safe inside quoted attributes."""
    return "data:image/svg+xml," + quote(drawing, safe=" /:;,=()@+*!$?-._~")


def linked(text: str) -> str:
    """Return HTML in which the http and https addresses of a text are links that show their host.

    Line breaks become ``<br>``. Everything else is escaped.
    """
    return "".join(
        f'<a href="{html(piece)}" target="_blank" rel="noopener noreferrer">{html(host)}</a>' if host else html(piece)
        for piece, host in pieces(text)
    ).replace("\n", "<br>")


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Give a text piece by piece: an http or https address with its host, anything between with ""."""
    end = 0
    for link in _LINK.finditer(text):
        host = re.split(r"[/?#]", link.group())[2].rpartition("@")[2]
        if host:
            yield text[end : link.start()], ""
            yield link.group(), host
            end = link.end()
    yield text[end:], ""


@dataclass(frozen=True)
class Finished:
    """HTML that `st.html` takes as it is. Text it would first search for indents, a millisecond per 50 kB and run."""

    text: str

    def _repr_html_(self) -> str:
        return self.text
