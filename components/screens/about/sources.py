"""Sources and licences by name, and whose word the rows of each tab are."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from components.blocks.vocabulary import (
    Column,
    Content,
    Details,
    Facts,
    Heading,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
    joined,
)
from components.screens.about import sections
from components.screens.about.sections import ways
from components.view import View
from components.wording import provenance
from components.wording.sheet import TABLE_NAMES
from components.wording.surveys import OECD_MEANING
from data.answers.cited import Cited, cited, hosts
from data.contract.tables import BY_CODE
from data.model import PartialDate
from data.sources import EMBEDDED
from data.words import N_, Words

LICENCE = "CC BY 4.0"
"""Of the compilation."""
OUTLINES = "Natural Earth 1:10 000 000"
"""What the project's own outlines are drawn after."""


@cache
def package() -> dict[str, Any]:
    """Return the description of the embedded data."""
    described: dict[str, Any] = json.loads((EMBEDDED / "datapackage.json").read_text("utf-8"))
    return described


def sources(view: View) -> Content:
    """Return the sources by name with publisher, day and licence, and what the rows of each tab name."""
    _ = view.words.say
    resources = _resources(view)
    named = _named_in(view, resources)
    return (
        _heading(view, named),
        ways(view, sections.SOURCES),
        _from_where(view),
        _register(view, named) if named else "",
        _other_sites(view, named),
        _by_tab(view),
        _also(view, named),
    )


def _resources(view: View) -> list[dict[str, Any]]:
    """Return the embedded tables that are shown; beside invented data only those that stand in for missing ones."""
    resources: list[dict[str, Any]] = package()["resources"]
    if not provenance.invented(view):
        return resources
    return [resource for resource in resources if _code(resource) in view.snapshot.embedded]


def _code(resource: Mapping[str, Any]) -> str:
    return str(resource["name"]).replace("-", "_")


def _named_in(view: View, resources: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the sources that have a name of their own by title, in the register's order, each with its tabs.

    The one of the outlines, which are no tab, has none.
    """
    tabs: dict[str, list[str]] = defaultdict(list)
    for resource in resources:
        for source in resource["sources"]:
            tabs[source["title"]].append(_code(resource))
    drawn = not provenance.invented(view)
    return {
        source["title"]: tabs[source["title"]]
        for source in package()["sources"]
        if source["title"] in tabs or (drawn and source["title"] == OUTLINES)
    }


def _heading(view: View, named: Mapping[str, list[str]]) -> Heading:
    words = view.words
    _ = words.say
    if not named:
        return Heading(1, _("The data shown are invented and have no source"))
    known = sum("license" in source for source in package()["sources"] if source["title"] in named)
    number = Text(words.number(len(named)), kind="big")
    what = words.count("named source", "named sources", len(named))
    text = words.count("the licence of {n} is known", "the licences of {n} are known", known)
    return Heading(1, (number, f" {what}; {text}"))


def _from_where(view: View) -> Content:
    """Return what the sources below are the sources of."""
    _ = view.words.say
    source = provenance.source_name(view.current, view.words)
    if provenance.invented(view):
        text = N_("The data shown come from “{source}”, are invented and have no other source.")
    elif view.current.source:
        text = N_(
            "The data shown come from “{source}”. Listed here are the sources of the embedded data that a new "
            "spreadsheet starts with; sources added since are named in its rows."
        )
    else:
        return ""
    return Paragraph(_(text, source=source))


def _register(view: View, named: Mapping[str, list[str]]) -> Table:
    words = view.words
    _ = words.say
    rows = [
        Row(
            [
                _titled(source, words),
                _published(source, words),
                _licensed(source, words) or Text(_("licence not known"), kind="muted"),
                ", ".join(_(TABLE_NAMES[code]) for code in named[source["title"]]) or _("map outlines"),
            ]
        )
        for source in package()["sources"]
        if source["title"] in named
    ]
    columns = [Column(_("Source")), Column(_("Publisher and day")), Column(_("Licence")), Column(_("Tabs"))]
    return Table(columns, rows, _("Sources by name"), captioned=False)


def _other_sites(view: View, named: Mapping[str, list[str]]) -> Content:
    """Say how many sites the rows link to beside those of the sources above: newspapers, blogs, copies; "" for none."""
    own = [source for source in package()["sources"] if source["title"] in named]
    known = hosts(" ".join(address for source in own for address in (source.get("path", ""), *source.get("also", ()))))
    linked = {host for told in cited(view.snapshot) for host, _rows in told.hosts}
    others = [host for host in linked if not any(f".{host}".endswith(f".{one}") for one in known)]
    if not others:
        return ""
    text = view.words.count(
        "The rows also link to {n} other site, named below with its tabs; these data state no licence for it.",
        "The rows also link to {n} other sites, each named below with its tabs; these data state no licences for them.",
        len(others),
    )
    return Paragraph(text)


def _titled(source: Mapping[str, str], words: Words) -> Content:
    """Return a source's name, linked where it has an address; one without an English name is in English itself."""
    title = words.pick(source["title"], source.get("title_en")) or ""
    lang = "" if "title_en" in source else "en"
    if "path" not in source:
        return Text(title, lang=lang) if lang else title
    return Link(title, source["path"], lang=lang, outside=True)


def _published(source: Mapping[str, str], words: Words) -> str:
    """Return who published a source and when: a day, month or year, or the years of several waves."""
    _ = words.say
    publisher = words.pick(source.get("publisher"), source.get("publisher_en")) or _("publisher not known")
    if not (day := source.get("date")):
        return f"{publisher}; {_('date not known')}"
    return f"{publisher}; {_dated(day, words)}"


def _dated(day: str, words: Words) -> str:
    first, between, last = day.partition("/")
    if between:
        return words.years(int(first), int(last))
    return words.date(PartialDate(*map(int, first.split("-"))))


def _licensed(source: Mapping[str, str], words: Words) -> Content:
    name = words.pick(source.get("license"), source.get("license_en")) or ""
    return Link(name, source["license_path"], outside=True) if "license_path" in source else name


def _by_tab(view: View) -> Content:
    """Return for each tab how many of its rows name a source, and folded the sites that they link to."""
    _ = view.words.say
    told = sorted(cited(view.snapshot), key=lambda one: list(BY_CODE).index(one.table))
    if not told:
        return ""
    return Heading(2, _("Sources named in the rows of each tab")), *(_tab(one, view.words) for one in told)


def _tab(told: Cited, words: Words) -> Details:
    _ = words.say
    sourced = _("{n} of {total}", n=words.number(told.sourced), total=words.number(told.rows))
    name = f"{_(TABLE_NAMES[told.table])}: {_('rows with a source: {n}', n=sourced)}"
    if not told.hosts:
        return Details(name, Paragraph(_("These columns of the rows contain no links.")))
    shown = ", ".join(f"{host} ({words.number(n)})" for host, n in told.hosts)
    sites = _("Sites that rows link to, in the columns of sources, evidence and links (in brackets, how many rows):")
    return Details(name, Paragraph(f"{sites} {shown}"))


def _also(view: View, named: Mapping[str, list[str]]) -> Content:
    """Return the licences of what is not data, and the notice that the OECD asks for."""
    _ = view.words.say
    facts: list[tuple[str, Content]] = []
    if not provenance.invented(view):
        facts.append((_("The compilation"), _titles(package()["licenses"], "; ", view.words)))
    facts.append((_("The program"), "EUPL-1.2"))
    facts.append((_("The typeface"), _("a subset of Adobe’s Source Sans 3, SIL Open Font License 1.1")))
    oecd = any(title.startswith("OECD") for title in named)
    meaning = _(OECD_MEANING) if oecd and view.words.language == "lv" else ""
    said = joined([meaning, Text(package()["notice"], lang="en")], " ")
    notice = Paragraph(said, "muted") if oecd else ""
    return Heading(2, _("Other licences and the OECD’s notice")), Facts(facts), notice


def _titles(sources: Sequence[Mapping[str, str]], between: str, words: Words) -> Content:
    """Return sources or licences by their titles, linked where they have an address."""
    named = [(words.pick(source["title"], source.get("title_en")) or "", source.get("path")) for source in sources]
    return joined([Link(title, path, outside=True) if path else title for title, path in named], between)
