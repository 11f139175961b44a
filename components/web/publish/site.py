"""All of the publication's files: pages found by following links from the screens on, and what they need."""

import json
import re
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from components.assets import Asset, assets
from components.blocks.forms import Still
from components.blocks.html import Html, write
from components.blocks.vocabulary import Content, Group, Heading, Items, Link, Paragraph
from components.charts.pictures import as_svg
from components.fonts import files as fonts
from components.frame import downloads, shell
from components.frame.addressed import view_of
from components.frame.parts import File
from components.view import View, today
from components.web import feeds, figures
from components.web.api import documents
from components.web.api.asked import ProblemError
from components.web.api.entries import published
from components.web.crowd import everyone
from components.web.found import sitemap
from components.web.head import Told, head, told_of
from components.web.publish import search
from components.web.publish.folder import Fresh
from components.web.publish.names import PLAN, Place, place_of, relative
from components.web.publish.screens import ALL, SHEETS, Outlet, Shown, screen
from components.web.publish.steady import steady
from components.web.writing import held
from components.wording.terms import page_title
from data.contract.addresses import Page
from data.contract.tables import BY_CODE
from data.words import LANGUAGES, N_, Language, latvian_order, words

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_ANCHOR = re.compile(r"<a( [^>]*)>(.*?)</a>", re.DOTALL)
_HREF = re.compile(r' href="([^"]*)"')
_KEPT = re.compile(r' (?:class|lang)="[^"]*"')
_DRAWING = re.compile(r'src="data:image/svg\+xml,([^"]*)"')
# A picture of pixels takes up to a second to draw and up to two megabytes. The screens without a choice have it; where
# something is chosen the dashboard draws it, or, where no dashboard is known, the SVG stands alone.
_PNG = re.compile(r'<a [^>]*href="/figure/[^"?]*\.png[^"]*"[^>]*>[^<]*</a> · ')
_DATA = (".csv", ".json", ".xlsx", ".parquet")
# Neither form has a place for a text in two languages.
_DESCRIBED = ("openapi.json", "datapackage.json", "index.json")
# Pages for other sites are the dashboard's.
_FRAMED = re.compile(r'<dt>[^<]*</dt><dd><a [^>]*href="/embed/[^>]*>[^<]*</a></dd>')
SMALL = 1_500
"""Letters of a drawing that stays in its page: a file of its own would cost more than it saves."""
LISTS: Mapping[Language, str] = {"lv": "visas-lapas.html", "en": "en/visas-lapas.html"}
"""The list of all pages, by name, in each language."""
ASSETS, DRAWINGS, FIGURES, FILES = "assets", "drawings", "figures", "files"


@dataclass
class Site:
    """Writes the publication into a version; ``live`` is where the dashboard is, ``at`` where the publication will be.

    Both are addresses without a slash at the end, "" where they are not known. ``every_picture`` draws figures as PNG
    also where something is chosen.
    """

    version: Fresh
    live: str = ""
    at: str = ""
    every_picture: bool = False
    titles: dict[Place, str] = field(default_factory=dict)
    _entries: dict[Place, search.Entry] = field(default_factory=dict)
    _pictures: dict[tuple[str, Language], str] = field(default_factory=dict)
    _tables: dict[tuple[str, str, str], str] = field(default_factory=dict)
    _seen: set[Place] = field(default_factory=set)
    _waiting: deque[Place] = field(default_factory=deque)

    def write(self) -> None:
        """Write all files. Raises what the disk raises."""
        self._api()
        self._feeds()
        for screen_ in shell.SCREENS:
            for language in LANGUAGES:
                self._ask(Place(screen_.address, language))
        while self._waiting:
            self._page(self._waiting.popleft())
        for language in LANGUAGES:
            self._list(language)
        if self.at:
            pages = sorted((*(place.file for place in self.titles), *LISTS.values()))
            self.version.put("sitemap.xml", sitemap(f"{self.at}/{quote(page)}" for page in pages))
            self.version.put("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {self.at}/sitemap.xml\n".encode())

    def _api(self) -> None:
        """Write the tables and answers of the API as they stand, but for what there is not, such as no history.

        What describes them, in words of one language, stands beside them in every language.
        """
        for language in LANGUAGES:
            for name, make in documents.files(everyone(language), self.live):
                file = _described_in(name, language)
                if name.endswith(_DATA) and (language == LANGUAGES[0] or file != name):
                    with suppress(ProblemError):
                        self.version.put(file, steady(make()))

    def _feeds(self) -> None:
        """Write calendars, and where the dashboard is known, to which their entries lead, feeds."""
        for language in LANGUAGES:
            view = view_of({"lang": language}, today())
            for one in feeds.everybody(view):
                for feed in feeds.FEEDS.values():
                    if self.live or feed is feeds.CALENDAR:
                        self.version.put(_feed_file(feed, one, language), feed.make(view, one, self.live))

    def _ask(self, place: Place) -> str:
        """Return the file of a page, which will be written."""
        if place not in self._seen:
            self._seen.add(place)
            self._waiting.append(place)
        return place.file

    def _page(self, place: Place) -> None:
        def drawn(name: str, key: str, make: Callable[[], bytes]) -> str:
            self.version.draw(name, key, lambda: steady(make()))
            return f"/{name}"

        shown = screen(place, Outlet(self.live, self._add, drawn))
        name = next(one.name for one in shell.SCREENS if one.address == place.path)
        thing = bool(place.parameters)
        title, about = told_of(name, shown.view.words, shown.html, thing=thing)
        self.titles[place] = title
        self._entries[place] = search.entry(about, shown.said)
        picture = self._picture(shown, place)
        self._write(place, Told(title, about, picture=picture), shown)

    def _write(self, place: Place, told: Told, shown: Shown) -> None:
        file, view = place.file, shown.view
        base = self.at or self.live
        there = {language: Place(place.path, language, place.parameters) for language in LANGUAGES}
        known: dict[str, str] = {
            language: (f"{self.at}/{other.file}" if self.at else self.live + other.address)
            for language, other in there.items()
            if base
        }
        picture = f"{self.at}/{told.picture}" if self.at and told.picture else ""
        told = Told(told.title, told.about, known.get(place.language, ""), known, picture)
        text = str(shown.html)
        sheets: list[str] = [self._style(match[1]) for match in _STYLE.finditer(text)]
        if place.parameters and not (self.every_picture or self.live):
            text = _PNG.sub("", text)
        if not self.live:
            text = _FRAMED.sub("", text)
        text = _DRAWING.sub(lambda match: self._drawing(match, file), _STYLE.sub("", text))
        plan = everyone(place.language).plan
        means = (("datums", view.day.isoformat()), ("snapshot", view.snapshot.id), ("plans", plan.id if plan else ""))
        text = _ANCHOR.sub(lambda match: self._anchor(match, place, means, shown), text)
        told_of_it = head(told, view.words)
        if not place.parameters:
            told_of_it = Html(f"{told_of_it}\n{self._described(place, told.address, view)}")
        self._put(file, place.language, told_of_it, sheets, text)

    def _described(self, place: Place, address: str, view: View) -> str:
        """Return what a screen shows as datasets for search engines: the files beside it, or the dashboard's."""
        folder = PurePosixPath(relative("index.html", place.file)).parent.as_posix()
        if self.live and not self.at:
            return published(view, place.path, address, self.live)
        return published(
            view, place.path, address or PurePosixPath(place.file).name, self.at or folder, self.version.files
        )

    def _put(self, file: str, language: Language, told: Html, sheets: list[str], body: str) -> None:
        linked = dict.fromkeys([self._faces(), *sheets])
        links = "\n".join(f'<link rel="stylesheet" href="{relative(sheet, file)}">' for sheet in linked)
        icon = relative(self._put_asset(assets()["icon.png"]), file)
        page = (
            f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="UTF-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'{told}\n<link rel="icon" href="{icon}">\n{links}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
        )
        self.version.put(file, page.encode())

    def _faces(self) -> str:
        there = {name: self._put_asset(assets()[f"{name}.woff2"]) for name in fonts.WEIGHTS}
        return self._style(fonts.faces({name: relative(file, f"{ASSETS}/x.css") for name, file in there.items()}))

    def _style(self, text: str) -> str:
        return self._hashed(ASSETS, "css", text.encode())

    def _hashed(self, folder: str, kind: str, body: bytes) -> str:
        name = f"{folder}/{sha256(body).hexdigest()[:16]}.{kind}"
        self.version.put(name, body)
        return name

    def _put_asset(self, asset: Asset) -> str:
        name = asset.address.removeprefix("/")
        self.version.put(name, asset.body)
        return name

    def _drawing(self, match: re.Match[str], file: str) -> str:
        if len(match[1]) <= SMALL:
            return match[0]
        drawing = unquote(unescape(match[1])).encode()
        return f'src="{relative(self._hashed(DRAWINGS, "svg", drawing), file)}"'

    def _add(self, view: View, file: File) -> str:
        """Add a file that a view offers; a whole table, which stands on many pages, is made once."""
        whole = file.key.partition("_")[2] in {*BY_CODE, "all"}
        key = file.key, file.name, view.words.language
        if whole and key in self._tables:
            return self._tables[key]
        body = steady(file.make())
        there = f"{FILES}/{sha256(body).hexdigest()[:12]}/{figures.safe(file.name)}"
        self.version.put(there, body)
        if whole:
            self._tables[key] = f"/{there}"
        return f"/{there}"

    def _anchor(self, match: re.Match[str], place: Place, means: tuple[tuple[str, str], ...], shown: Shown) -> str:
        attributes, inner = match[1], match[2]
        href = _HREF.search(attributes)
        address = unescape(href[1]) if href else "#"
        if address.startswith("#") or (urlsplit(address).scheme and not address.startswith("/")):
            return match[0]
        leads = self._leads(address, place, means, shown)
        if leads is None:  # nothing here is there, and no dashboard is known: what it says stays, a choice does not
            if 'class="pill"' in attributes and "aria-current" not in attributes:
                return ""
            return f"<span{''.join(_KEPT.findall(attributes))}>{inner}</span>"
        written = f' href="{escape(leads)}"'
        return f"<a{_HREF.sub(lambda _: written, attributes)}>{inner}</a>"

    def _leads(self, address: str, place: Place, means: tuple[tuple[str, str], ...], shown: Shown) -> str | None:
        """Return where a link leads in the publication, or in the dashboard; None where it leads nowhere."""
        path, name = urlsplit(address).path, unquote(urlsplit(address).path).removeprefix("/")
        anchor = urlsplit(address).fragment
        own: str | None = None
        if name.startswith("feeds/") and place.language == "en":
            name = f"en/{name}"
        name = _described_in(name, place.language)
        if name == ALL:
            own = LISTS[place.language]
        elif name in self.version.files:
            own = name
        elif path.startswith("/figure/"):
            own = self._figure(name, place, shown)
        elif asset := next((asset for asset in assets().values() if asset.address == path), None):
            own = self._put_asset(asset)
        elif found := place_of(address, place.path, means):
            to, exactly = found
            # A choice of this very screen that no page shows is none here.
            if exactly or not (self.live or to.path == place.path):
                own = self._ask(to)
        if own:
            return relative(own, place.file) + (f"#{anchor}" if anchor else "")
        return self.live + (address if path else f"/{place.path}{address}") if self.live else None

    def _figure(self, name: str, place: Place, shown: Shown) -> str | None:
        """Return the file of a figure of this page, by the name it has in the dashboard; None where there is none."""
        stem, _, kind = PurePosixPath(name).name.rpartition(".")
        figure = shown.figure(stem)
        if figure is None or kind not in downloads.KINDS:
            return None
        if kind == "png" and place.parameters and not self.every_picture:
            return None
        address = self.live + place.address if self.live else ""
        folder = f"{FIGURES}/{place.path or 'parskats'}"
        if kind == "png":
            of = sha256(as_svg(figure, address)).hexdigest()
            there = f"{folder}/{figures.safe(stem)}-{of[:12]}.png"
            self.version.draw(there, of, lambda: downloads.drawn(shown.view, figure, kind, address)[0])
            return there
        body = downloads.drawn(shown.view, figure, kind, address)[0]
        there = f"{folder}/{figures.safe(stem)}-{sha256(body).hexdigest()[:12]}.{kind}"
        self.version.put(there, body)
        return there

    def _picture(self, shown: Shown, place: Place) -> str:
        """Return the file of the first figure of a page's screen as a picture, "" where it has none."""
        key = place.path, place.language
        if key not in self._pictures and not place.parameters:
            found = re.search(r'href="/(figure/[^"?]*\.png)', str(shown.html))
            self._pictures[key] = (self._figure(found[1], place, shown) or "") if found else ""
        return self._pictures.get(key, "")

    def _called(self, place: Place) -> str:
        """Return what a page is called in the list: a number in front would put places in its order, not in theirs."""
        title = self.titles[place]
        if place.path == Page.MUNICIPALITY and place.parameters:
            title = re.sub(r"^\d+ \w+ \d+ ", "", title)
        plan = dict(place.parameters).get(PLAN)
        return f"{title} ({plan})" if plan else title

    def _list(self, language: Language) -> None:
        """Write the list of all pages in a language, by name, and the search in it."""
        said = words(language)
        _ = said.say
        file = LISTS[language]
        whole = f" · {_('Open government action plan')}"
        listed: list[Content] = []
        entries: list[search.Entry] = []
        for one in shell.SCREENS:
            pages = [
                (self._called(place).removesuffix(whole), place)
                for place in sorted(self.titles)
                if place.language == language and place.path == one.address
            ]
            pages.sort(key=lambda page: latvian_order(page[0]))
            links = [Link(name, relative(place.file, file)) for name, place in pages]
            listed += [Heading(2, _(one.name)), Items(links)]
            entries += [self._entries[place] for _name, place in pages]
        home = Link(_("Overview"), relative(Place("", language).file, file))
        switch = shell.language_switch(said, {})
        other = next(there for there in LISTS if there != language)
        ways = Paragraph((home, " · ", replace(switch, address=relative(LISTS[other], file))))
        listing = ways, Heading(1, _("All pages by name")), Group(tuple(listed), search.LIST)
        sheets = [self._style(match[1]) for match in _STYLE.finditer(SHEETS)]
        known: dict[str, str] = {there: f"{self.at}/{LISTS[there]}" for there in LISTS if self.at}
        told = head(Told(page_title(N_("All pages by name"), said), "", known.get(language, ""), known), said)
        index, program = (
            relative(self._hashed(ASSETS, "js", body), file)
            for body in (search.index(entries), search.PROGRAM.read_bytes())
        )
        texts = escape(json.dumps(search.texts(said), ensure_ascii=False))
        scripts = f'<script defer src="{index}"></script>\n<script defer src="{program}" data-words="{texts}"></script>'
        self._put(file, language, Html(f"{told}\n{scripts}"), sheets, str(write(Still(held(listing)))))


def _described_in(name: str, language: Language) -> str:
    """Return the file of a description of the data in a language; any other file is the same in all."""
    described = language != LANGUAGES[0] and PurePosixPath(name).name in _DESCRIBED and name.startswith("api/")
    return f"{name.removesuffix('.json')}.{language}.json" if described else name


def _feed_file(feed: feeds.Feed, one: feeds.One, language: Language) -> str:
    """Return the file of a feed: as its address is, names that could be anything told by a hash too."""
    path = feeds.address_of(feed, one, "lv").removeprefix("/")
    parts = [figures.safe(unquote(part)) for part in path.split("/")]
    if parts != path.split("/"):
        parts = [*parts[:-1], sha256(path.encode()).hexdigest()[:8], parts[-1]]
    return f"{'en/' if language == 'en' else ''}{'/'.join(part.lstrip('.') or 'x' for part in parts)}"
