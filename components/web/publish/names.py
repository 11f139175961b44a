"""Which addresses have a page of their own in the publication, and what its file is called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from posixpath import dirname, relpath
from types import MappingProxyType
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from components.frame.links import REMINDER
from components.web import paint
from data.contract.addresses import Page
from data.words import Language

PAGES: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        Page.OVERVIEW: (("iestade",),),
        Page.MEASURES: (("pasakums",), ("virziens",), ("apnemsanas",), ("iestade",), ("statuss",), ("uzmaniba",)),
        Page.MEETING: (("sede", "solis"), ("sede",)),
        Page.TRUST: (("raditajs",),),
        Page.MUNICIPALITIES: (("raditajs",), ("skats",)),
        Page.MUNICIPALITY: (("kods",),),
        Page.CALENDAR: (("veids",), ("gads",)),
        Page.QUALITY: ((REMINDER,),),
        Page.ABOUT: (("skats",),),
    }
)
"""By screen, which parameters together make a page of their own, beside the screen without any."""
PLAN = "plans"
PLANNED = frozenset([Page.OVERVIEW, Page.MEASURES, Page.CALENDAR, Page.QUALITY])
"""The screens that have their pages once more for each other plan; the others have theirs for the plan meant first."""
_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,58}[A-Za-z0-9_-])?")


@dataclass(frozen=True, order=True)
class Place:
    """A page of the publication: a screen's path, its language, and the parameters that it is made for, in order."""

    path: str
    language: Language = "lv"
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def query(self) -> str:
        """What stands behind the question mark of its address in the dashboard."""
        language = (("lang", "en"),) if self.language == "en" else ()
        return urlencode((*language, *self.parameters))

    @property
    def address(self) -> str:
        """Its address in the dashboard."""
        return f"/{self.path}?{self.query}" if self.query else f"/{self.path}"

    @property
    def file(self) -> str:
        """The name of its file, below the publication's folder.

        Values of letters and digits stand in it as they are; of any other a hash does, whatever they hold. Small and
        capital letters are told apart by a hash too: some file systems do not.
        """
        name = self.path or "index"
        if self.parameters:
            name = f"{self.path or 'parskats'}/{'_'.join(f'{name}-{_part(value)}' for name, value in self.parameters)}"
        return f"{'en/' if self.language == 'en' else ''}{name}.html"


def _part(value: str) -> str:
    if _SAFE.fullmatch(value) and value == value.lower():
        return value
    readable = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:40]
    return f"{readable or 'x'}-{sha256(value.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


@lru_cache(maxsize=8192)
def place_of(address: str, here: str, means: tuple[tuple[str, str], ...] = ()) -> tuple[Place, bool] | None:
    """Return the page that an address inside the dashboard leads to, and whether it is that very one.

    ``here`` is the path of the screen on which the address stands. ``means`` are parameters that say nothing here, with
    their values: day, snapshot and plan of the publication. Where the address asks for more than any page shows, it is
    the nearest page. None where it leads to no screen.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    path = parts.path.removeprefix("/") if parts.path else here
    if path not in paint.SCREENS:
        return None
    asked = dict(parse_qsl(parts.query))
    language: Language = "en" if asked.pop("lang", "") == "en" else "lv"
    read = paint.read(urlencode(asked), path)
    for name, value in means:
        if read.get(name) == value:
            del read[name]
    plan = {PLAN: read[PLAN]} if PLAN in read and path in PLANNED else {}
    own = {name: value for name, value in read.items() if name != PLAN}
    for names in (*PAGES[path], ()):
        if all(name in own for name in names):
            chosen = tuple(sorted((plan | {name: own[name] for name in names}).items()))
            return Place(path, language, chosen), len(own) == len(names)
    raise AssertionError("every screen has a page without parameters")


def relative(file: str, here: str) -> str:
    """Return the address of a file of the publication as a link in another one of it."""
    return quote(relpath(file, dirname(here) or "."), safe="/._-")
