"""What search engines ask for: which addresses there are, and which are not meant for them."""

from collections.abc import Iterable
from urllib.parse import urlencode
from xml.etree import ElementTree

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.frame import shell
from components.screens.about import sections
from components.view import View
from components.web.crowd import everyone
from components.web.edge import origin_of
from components.wording.naming import short
from data.contract.addresses import Page
from data.words import LANGUAGES

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
"""Addresses of a sitemap, as its protocol has it."""
# Everything here is public; only what is made for programs has no place in a search engine. Whoever shows a link with
# its picture may fetch the picture.
_ROBOTS = """User-agent: Twitterbot
User-agent: facebookexternalhit
User-agent: LinkedInBot
Allow: /

User-agent: *
Disallow: /healthz
Disallow: /readyz
Disallow: /figure/
Disallow: /oembed
"""


def addresses(view: View) -> list[str]:
    """Return the paths of all that has a page of its own, in the view's language."""
    snapshot = view.snapshot
    shown = [screen.address for screen in shell.SCREENS if screen.address != Page.MUNICIPALITY]
    things: list[tuple[str, dict[str, str]]] = [(path, {}) for path in shown]
    things += [(Page.MEASURES, {"pasakums": short(view, measure)}) for measure in snapshot.measures]
    things += [(Page.MUNICIPALITY, {"kods": unit.code}) for unit in snapshot.municipalities]
    things += [(Page.MEETING, {"sede": meeting.id}) for meeting in snapshot.meetings]
    things += [(Page.ABOUT, {"skats": code}) for code in sections.NAMES if code]
    language = {"lang": "en"} if view.words.language == "en" else {}
    queries = [(path, urlencode(language | own)) for path, own in things]
    return [f"/{path}?{query}" if query else f"/{path}" for path, query in queries]


def sitemap(listed: Iterable[str]) -> bytes:
    """Return a sitemap of whole addresses."""
    ElementTree.register_namespace("", _SPACE)
    root = ElementTree.Element(f"{{{_SPACE}}}urlset")
    for _, address in zip(range(MOST), listed, strict=False):
        entry = ElementTree.SubElement(root, f"{{{_SPACE}}}url")
        ElementTree.SubElement(entry, f"{{{_SPACE}}}loc").text = address
    written: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return written


async def _sitemap(request: Request) -> Response:
    def made() -> bytes:
        origin = origin_of(request.scope)
        return sitemap(origin + address for language in LANGUAGES for address in addresses(everyone(language)))

    body = await run_in_threadpool(made)
    return Response(body, media_type="application/xml", headers={"Cache-Control": "public, max-age=3600"})


async def _robots(request: Request) -> Response:
    origin = origin_of(request.scope)
    text = f"{_ROBOTS}\nSitemap: {origin}/sitemap.xml\n" if origin else _ROBOTS
    return PlainTextResponse(text, headers={"Cache-Control": "public, max-age=86400"})


ROUTES = (Route("/robots.txt", _robots), Route("/sitemap.xml", _sitemap))
