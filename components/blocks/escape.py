"""The one way of sheet text onto a screen: escaped for HTML or for Streamlit's Markdown.

Markdown is an injection channel even without HTML: an image link in a cell would make the visitor's browser call
whoever wrote it. Nothing from the sheet reaches a Streamlit text or label but through here.
"""

import html as _html
import re
from collections.abc import Iterator
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
