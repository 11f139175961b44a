"""The HTML that is not drawn by Streamlit: the page its program starts in, and the page for unknown addresses.

Streamlit hard-codes ``<html lang="en">``, its own title and icon, and advertises its agent interface (closed here).
Its index.html is taken apart once, at start, which fails when a new version no longer looks as expected: nothing of
this can be lost silently.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from components.assets import assets, typeface
from components.blocks.escape import html
from components.blocks.html import Html, page, write
from components.blocks.style import sheet, styled
from components.blocks.vocabulary import Announcer, Content, Heading, Items, Link, Paragraph
from components.charts import palette
from components.fonts.files import STACK
from components.frame.shell import SHEET
from components.web.head import Told, head
from components.web.widget_words import widget_words
from components.wording.terms import page_title
from data.words import N_, Words

_LICENCE = re.compile(r"\A\s*<!--.*?-->\s*", re.DOTALL)
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_LINKED = re.compile(r'(?:src|href)="\./(static/[^"]+)"')
_STYLE = re.compile(r'<link rel="stylesheet" crossorigin href="\./static/css/[^"]*">')
_PROGRAM = re.compile(r'<script type="module" crossorigin src="\./(static/js/[^"]+)"></script>')
_PRELOADED = re.compile(r'<link rel="modulepreload" crossorigin href="\./(static/js/[^"]+)">\s*')
_TITLED = "{head}"
_REPLACED = (
    (re.compile(r'<link\s+rel="preload"\s+href="\./static/media/SourceSans[^"]*"[^>]*>'), "{typeface}"),
    (re.compile(r'<html lang="en">'), '<html lang="{language}">'),
    (re.compile(r"<title>Streamlit</title>"), _TITLED),
    (re.compile(r'<link rel="shortcut icon" href="[^"]*" />'), '<link rel="icon" href="{icon}" />'),
    (re.compile(r'<!--(?:(?!-->).)*RFC 8631.*?-->\s*<link rel="service-desc"[^>]*>\s*', re.DOTALL), ""),
    (re.compile(r"<noscript>.*?</noscript>", re.DOTALL), "{noscript}"),
    (_PROGRAM, '<script defer src="{starter}" data-program="{program}"></script>'),
    # Behind the paint, a style sheet that is still on its way does not hold the paint up.
    (re.compile(r'<link rel="stylesheet" crossorigin href="\./static/css/[^"]*">\s*'), ""),
    (re.compile(r'<div id="root"></div>'), '{sheets}{paint}{style}<div id="root"{inert}></div>\n    {region}'),
)
_STAYS = f"<style>{sheet('stays').replace('#paint.stays', '#paint')}</style>"
_VARIABLES = {**palette.VARIABLES, "face": STACK}
_PAINTED = styled("paint", "stays", variables={"face": STACK}, kind="painted")
"""What stands in for Streamlit's own sheets while a first paint is there; that of the running screen follows it."""

PLAIN_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; "
    "form-action 'none'"
)
"""The Content-Security-Policy of pages without a script."""


@dataclass(frozen=True)
class Address:
    """A screen's address without its slash ("" is the first screen) and its name (a catalogue key).

    ``things`` are the parameters that name what it shows: another value is another screen to whoever follows a link.
    """

    path: str
    name: str
    things: tuple[str, ...] = ()


class Pages:
    """Every page that exists, in both languages, and the one that stands for those that do not.

    Raises ValueError when Streamlit's index.html does not hold, exactly once, each thing that is replaced.
    """

    def __init__(self, index: Path, screens: Iterable[Address], icon: str, programs: Iterable[str] = ()) -> None:
        """Take Streamlit's index.html apart; ``icon`` is the address of the pages' icon.

        ``programs`` are loaded with the page rather than when Streamlit finds out, a second later, that it needs them.
        """
        screens = tuple(screens)
        self.names = {screen.path: screen.name for screen in screens}
        self._screens = json.dumps({f"/{screen.path}": screen.things for screen in screens})
        self._icon = icon
        text = _LICENCE.sub("", index.read_text("utf-8"))
        linked = _LINKED.findall(text)
        self.linked = (*linked, *(name for name in programs if name not in linked))
        (self._style,) = _STYLE.findall(text)
        self._program = json.dumps([f"/{name}" for name in _first_last(_PROGRAM.findall(text), self.linked)])
        self.policy = _policy(_INLINE.findall(text))
        text = _PRELOADED.sub("", text).replace("{", "{{").replace("}", "}}")
        for pattern, instead in _REPLACED:
            text, times = pattern.subn(instead, text)
            if times != 1:
                raise ValueError(f"Streamlit's index.html holds {pattern.pattern[:40]!r} {times} times, not once")
        scripts = (
            f'    <script type="module" src="{assets()["links.js"].address}"></script>\n'
            f'    <script type="module" src="{assets()["widgets.js"].address}" data-words="{{words}}"></script>\n'
            f'    <script type="module" src="{assets()["figures.js"].address}" data-offers="{{offers}}"></script>\n'
            f'    <script type="module" src="{assets()["presenting.js"].address}"></script>\n'
        )
        self._text = text.replace("</head>", f"{scripts}</head>")

    def screen(self, path: str, words: Words, paint: Html | None = None, told: Told | None = None) -> str:
        """Return the page in which the screen at an address starts, with its first paint if it has one.

        ``told`` is what its head tells of it, the screen's name and what all of this is without it.

        Raises KeyError when there is no such screen.
        """
        _ = words.say
        needed = _("The dashboard needs JavaScript, which is switched off in your browser.")
        about = _("What is known about Latvia’s open government plan: what is done, what is not, and what is not known")
        return self._text.format(
            language=words.language,
            head=head(told or Told(page_title(self.names[path], words), about), words),
            icon=self._icon,
            typeface=typeface(),
            starter=assets()["paint.js"].address,
            program=html(self._program),
            noscript=f"<noscript>{_STAYS if paint else write(needed)}</noscript>",
            region=write(self._region(words)),
            sheets=_PAINTED + SHEET if paint else SHEET,
            paint=paint or "",
            style=self._style,
            # Nobody is led into what stands behind the paint.
            inert=" inert" if paint else "",
            words=html(widget_words(words)),
            offers=html(_offers(words)),
        )

    def _region(self, words: Words) -> Announcer:
        """Return where links.js says what has changed, with all that it has to know of the page."""
        _ = words.say
        return Announcer(_("The view has changed: {heading}"), self._screens)

    def missing(self, words: Words) -> str:
        """Return the page for an address that does not exist, with the way to all that do."""
        _ = words.say
        query = "" if words.language == "lv" else f"?lang={words.language}"
        body = (
            Paragraph(_("The link may be old or mistyped. These pages exist:")),
            Items([Link(words.say(name), f"/{path}{query}") for path, name in self.names.items()], kind=""),
            Paragraph("404", "code"),
        )
        return self.plain(N_("Page not found"), _("There is no page at this address"), body, words)

    def plain(self, name: str, heading: str, body: Content, words: Words) -> str:
        """Return a page without a program: its name in the title (a catalogue key), a heading and what is under it."""
        icon = f'<link rel="icon" href="{self._icon}">'
        head = "\n".join([icon, typeface(), styled("plain", variables=_VARIABLES)])
        return page(words.language, page_title(name, words), head, Heading(1, heading), body)


def _first_last(first: Iterable[str], files: Iterable[str]) -> list[str]:
    """Return the program that starts all and the parts it is made of, of all files that are linked."""
    started = list(first)
    return started + [name for name in files if name.endswith(".js") and name not in started]


def _offers(words: Words) -> str:
    """Return, as JSON, what figures.js says in the menus of figures."""
    said = {
        "link": words.say(N_("Copy the link")),
        "citation": words.say(N_("Copy the citation")),
        "copied": words.say(N_("Copied")),
        "selected": words.say(N_("The text is selected: press Ctrl+C")),
    }
    return json.dumps(said, ensure_ascii=False)


def _policy(scripts: Iterable[str]) -> str:
    """Return the Content-Security-Policy of the screens: nothing from elsewhere, no inline script but these."""
    hashes = "".join(f" 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    rules = {
        "default-src": "'self'",
        # WebAssembly is compiled by pydeck's map alone. Vega runs on its interpreter: no 'unsafe-eval'.
        "script-src": f"'self' 'wasm-unsafe-eval'{hashes}",
        # Streamlit writes its styles into the page as it runs.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "frame-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
