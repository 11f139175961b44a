"""What stands in the head of a screen for search engines, and for whoever is sent its address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from textwrap import shorten

from components.blocks.escape import html
from components.blocks.html import Html
from components.wording.terms import page_title
from data.words import LANGUAGES, Words

_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_LEAD = re.compile(r'<p class="lead[^"]*"[^>]*>(.*?)</p>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
LONGEST_TITLE, LONGEST_ABOUT = 90, 300
"""Letters of a title and of a description; search engines show fewer."""


@dataclass(frozen=True)
class Told:
    """What is told of a page: its title, what it says, and addresses, each left out where it is "".

    ``address`` is the one that it is known by, ``languages`` the same page's by language, ``picture`` one of a figure,
    ``alternates`` are further forms of it: their titles and addresses by media type.
    """

    title: str
    about: str = ""
    address: str = ""
    languages: Mapping[str, str] = field(default_factory=dict, hash=False)
    picture: str = ""
    alternates: tuple[tuple[str, str, str], ...] = ()


def told_of(name: str, words: Words, paint: str, *, thing: bool) -> tuple[str, str]:
    """Return the title and the description of a page: what its heading says, and what stands under it.

    ``name`` is the screen's (a catalogue key), ``thing`` tells that the page is of one thing, whose name begins the
    title then.
    """
    found, lead = _HEADING.search(paint), _LEAD.search(paint)
    heading, more = (_plain(match[1]) if match else "" for match in (found, lead))
    title = page_title(name, words)
    if thing and heading:
        title = f"{shorten(heading, LONGEST_TITLE, placeholder=' …')} · {title}"
    return title, shorten(" ".join(filter(None, (heading, more))), LONGEST_ABOUT, placeholder=" …")


def _plain(written: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", written)).split()).replace(" .", ".").replace(" ,", ",")


def head(told: Told, words: Words) -> Html:
    """Return the part of a page's head that tells of it, its title and description among it."""
    _ = words.say
    lines = [f"<title>{html(told.title)}</title>"]
    if told.about:
        lines.append(f'<meta name="description" content="{html(told.about)}">')
    if told.address:
        lines.append(f'<link rel="canonical" href="{html(told.address)}">')
    lines += [
        f'<link rel="alternate" hreflang="{html(language)}" href="{html(address)}">'
        for language, address in told.languages.items()
    ]
    lines += [
        f'<link rel="alternate" type="{html(kind)}" title="{html(title)}" href="{html(address)}">'
        for kind, title, address in told.alternates
    ]
    shown = {
        "og:type": "website",
        "og:site_name": _("Open government action plan"),
        "og:title": told.title,
        "og:description": told.about,
        "og:url": told.address,
        "og:image": told.picture,
        "og:locale": _LOCALES[words.language],
    }
    lines += [f'<meta property="{name}" content="{html(text)}">' for name, text in shown.items() if text]
    if told.picture:
        lines.append('<meta name="twitter:card" content="summary_large_image">')
    return Html("\n".join(lines))


_LOCALES = dict(zip(LANGUAGES, ("lv_LV", "en_GB"), strict=True))
