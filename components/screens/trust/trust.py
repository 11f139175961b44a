"""The screen of trust: its sections, the finding of each, answers country by country, and the figures."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from components.blocks import figures
from components.blocks.figures import Figure
from components.blocks.vocabulary import (
    Banner,
    Column,
    Content,
    Group,
    Heading,
    Items,
    Link,
    Nav,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from components.memo import cached_by_view
from components.screens.trust import trust_figures, whose
from components.screens.trust.trust_figures import Told, known
from components.view import View
from components.wording import provenance, slugs, surveys
from components.wording.surveys import country, points, question, value
from data.answers import trust
from data.answers.trust import Topic
from data.contract.addresses import Page
from data.model import AVERAGES, Response
from data.words import N_, country_codes, latvian_order

NAMES = ("valstis", "gads", "skats")
"""The parameters of the address that the screen reads: countries or a preset, the wave, and the section."""
BY_COUNTRY = "valstis"
SECTIONS: Mapping[str, str] = {
    BY_COUNTRY: N_("Countries"),
    "iestades": N_("Institutions"),
    "jautajumi": N_("Questions"),
    "grupas": N_("Groups"),
    "laiks": N_("Other surveys over time"),
    "plans": N_("The plan’s directions"),
}
"""The sections by their word in the address; the first is shown where none is named."""
EVERY = "visas"
PRESETS: Mapping[str, str] = {
    EVERY: N_("All countries"),
    "baltija": N_("Baltic states"),
    "ziemelvalstis": N_("Nordic countries"),
    "es": N_("European Union"),
}
"""The presets by their word in the address."""
MOST_SAID = 10
"""Chosen countries of which each is answered in a sentence of its own."""


@dataclass(frozen=True)
class Choice:
    """What the address asks for: a section, a wave, the countries (none means all), the preset if one.

    ``kept`` is what of the countries and the wave could be followed, as the address says it; ``unknown`` is the rest.
    """

    section: str
    year: int | None
    wanted: frozenset[str]
    preset: str
    kept: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]


@cached_by_view
def choice(view: View, countries: str, wave: str, section: str) -> Choice:
    """Read the address' parameters; what they name that is no country, preset, wave or section is left out and told."""
    years = {str(year): year for year in trust.waves(known(view))}
    tokens = [token for token in countries.split(slugs.SEPARATOR) if token]
    codes = country_codes()
    unknown = [token for token in tokens if token not in PRESETS and token not in codes]
    unknown += [word for word, offer in ((wave, years), (section, sections(view))) if word and word not in offer]
    wanted = {token for token in tokens if token in codes}.union(*(trust.PRESETS.get(token, ()) for token in tokens))
    preset = tokens[0] if len(tokens) == 1 and tokens[0] in PRESETS else ""
    every = EVERY in tokens or not wanted
    return Choice(
        section if section in sections(view) else BY_COUNTRY,
        years.get(wave, trust.latest(known(view))),
        frozenset() if every else frozenset(wanted),
        EVERY if every else preset,
        (
            ("valstis", slugs.joined([token for token in tokens if token not in unknown])),
            ("gads", wave if wave in years else ""),
        ),
        tuple(unknown),
    )


@cached_by_view
def sections(view: View) -> tuple[str, ...]:
    """Return the sections that can be chosen; the plan's is one where the sheet says what its directions aim at."""
    return tuple(code for code in SECTIONS if code != "plans" or drivers(view))


@cached_by_view
def waves(view: View) -> dict[str, str]:
    """Return the waves that can be chosen, the newest first."""
    return {str(year): str(year) for year in trust.waves(known(view))}


@cached_by_view
def offered(view: View, chosen: Choice) -> dict[str, str]:
    """Return the countries that can be picked, by code, in Latvian order; chosen ones are always among them.

    One that only other surveys speak of is found in the list too, and says there that it has no figure here.
    """
    with_figure, words = trust.countries(known(view)), view.words
    codes = with_figure | {row.country for row in view.snapshot.trust} - AVERAGES | chosen.wanted
    names = {
        code: country(code, words) + ("" if code in with_figure else f" ({words.say(N_('no data'))})") for code in codes
    }
    return dict(sorted(names.items(), key=lambda item: latvian_order(item[1])))


def banner(view: View, chosen: Choice) -> Content:
    """Return what of the address could not be followed; "" where all was."""
    _ = view.words.say
    if not chosen.unknown:
        return ""
    named = ", ".join(token[:20] for token in chosen.unknown[:MOST_SAID])
    return Banner(_("Not known here and left out: “{named}”.", named=named))


def heading(view: View, chosen: Choice) -> Content:
    """Return the finding of the section chosen and, under it, the way to the others."""
    _ = view.words.say
    if chosen.section == BY_COUNTRY:
        return _national(view), _ways(view, chosen)
    all_parts = parts(view, chosen.section)
    nothing = _("No Latvian figure on this is known on this day.")
    return Heading(1, all_parts[0].title if all_parts else nothing), _ways(view, chosen)


def _ways(view: View, chosen: Choice) -> Nav:
    """Return the links to the sections; the countries and the wave chosen go with them."""
    _ = view.words.say
    links = []
    for code in sections(view):
        section_address = dict(chosen.kept) | {"skats": "" if code == BY_COUNTRY else code}
        name, address = view.words.say(SECTIONS[code]), view.address(Page.TRUST, **section_address)
        links.append(Link(name, address, current=code == chosen.section))
    return Nav(_("Sections of this screen"), links)


@cached_by_view
def _national(view: View) -> Content:
    """Return the finding: Latvia's newest figure beside the average, how it moved, and what is not known yet."""
    words, figures = view.words, known(view)
    _ = words.say
    year = trust.latest(figures)
    if year is None:
        return Heading(1, _("No figure of the OECD’s trust survey is known on this day."))
    home, average = (
        figures.find(year, country, trust.NATIONAL, Response.HIGH) for country in (trust.HOME, trust.AVERAGE)
    )
    if home is None:
        title = _("No Latvian figure on trust in the national government is known.")
    else:
        title = (
            _(
                "{year}: {home} of people in Latvia have high or moderately high trust in the government; "
                "the OECD average is {average}",
                year=year,
                home=value(home, words),
                average=value(average, words),
            )
            + "."
        )
    lines = [_moved(view, year)] if home else []
    for wave in reversed([wave for wave in trust.waves(figures) if wave > year]):
        average_said = value(figures.find(wave, trust.AVERAGE, trust.NATIONAL, Response.HIGH), words)
        text = N_("In the wave of {year} there is no Latvian figure yet; the OECD average is {average}.")
        lines.append(words.say(text, year=wave, average=average_said))
    lead = " ".join(line for line in lines if line)
    return Heading(1, provenance.made_up(view, title, "trust")), Paragraph(lead, "lead")


def _moved(view: View, year: int) -> str:
    words, figures = view.words, known(view)
    _ = words.say
    first = trust.before(figures, year)
    moved = trust.change(figures, trust.HOME, first, year) if first else None
    if not first or not moved:
        return ""
    shared = trust.same_countries(figures, first, year)
    sentence = _("Change since {year} in percentage points: Latvia {points}", year=first, points=_based(view, moved))
    if not shared:
        return f"{sentence}."
    text = N_("{said}, OECD average of the countries in both waves {points}.")
    return words.say(text, said=sentence, points=_based(view, shared))


def _based(view: View, moved: trust.Change) -> str:
    """Return a change with the word for whether its source gives it or it is the difference of two figures."""
    return f"{points(moved.points, view.words)} ({surveys.basis(moved.published, view.words)})"


# Country by country


def gaps(view: View, year: int, wanted: frozenset[str]) -> Paragraph:
    """Return which wanted countries have no figure in a wave or only an approximate one, and what the signs mean."""
    _ = view.words.say
    signs = _("* derived. The light middle is neutral; what is blank is “does not know” or not known.")
    return Paragraph(f"{trust_figures.gaps(view, year, wanted)} {signs}".strip(), "small")


@cached_by_view
def answers(view: View, wanted: frozenset[str]) -> Content:
    """Return, for each of a few chosen countries, how far it is from Latvia in every wave, and whether that shrinks."""
    _ = view.words.say
    others = sorted(wanted - {trust.HOME}, key=lambda code: latvian_order(country(code, view.words)))
    if not others or len(others) > MOST_SAID:
        return ""
    name = provenance.made_up(view, _("The chosen countries beside Latvia"), "trust")
    return Section((Heading(2, name), Items([_distance(view, code) for code in others])))


def _distance(view: View, code: str) -> str:
    """Say a country's figures beside Latvia's by wave, then whether the distance between them has shrunk."""
    words, survey_figures = view.words, known(view)
    _ = words.say
    name = country(code, words)
    sentences, distances, silent = [], {}, 0
    for year in reversed(trust.waves(survey_figures)):
        home, other = (
            survey_figures.find(year, country, trust.NATIONAL, Response.HIGH) for country in (trust.HOME, code)
        )
        if home and other:
            distances[year] = trust.difference(other, home)
            text = N_("{year}: {value} (Latvia {home}; difference {points}, derived)")
            sentences.append(
                words.say(
                    text,
                    year=year,
                    value=value(other, words),
                    home=value(home, words),
                    points=points(distances[year], words),
                )
            )
        elif other:
            sentences.append(_("{year}: {value}, Latvia has no figure", year=year, value=value(other, words)))
        elif home:
            silent = year
            sentences.append(_("{year}: no figure", year=year))
    if code not in trust.countries(survey_figures):
        return _("{country}: no figure in any wave.", country=name)
    verdict = _verdict(view, distances)
    if silent and not verdict:
        text = N_("Whether the difference shrinks is not known: the figure for {year} is missing.")
        verdict = words.say(text, year=silent)
    return f"{name}: {'; '.join(sentences)}. {verdict}".strip()


def _verdict(view: View, distances: Mapping[int, float]) -> str:
    """Say whether the distance has shrunk between the last two waves in which it is known; "" if it is known once."""
    if len(distances) < 2:
        return ""
    first, last = sorted(distances)[-2:]
    closer = abs(distances[last]) - abs(distances[first])
    text = N_("The difference did not change from {first} to {last}.")
    if closer:
        text = (
            N_("The difference shrank from {first} to {last}.")
            if closer < 0
            else N_("The difference grew from {first} to {last}.")
        )
    return view.words.say(text, first=first, last=last)


# Figures


@dataclass(frozen=True)
class Part:
    """A part of a section: the finding or name over it, what stands under it, and its figure if it has one."""

    title: str
    shown: Content
    figure: Figure | None = None


def _part(told: Told | None, note: Content = "") -> Part | None:
    """Make a part of a figure; ``said`` belongs to its drawing."""
    if not told:
        return None
    return Part(told.figure.title, (_drawn(told, note), figures.numbers(told.figure)), told.figure)


def _drawn(told: Told, note: Content = "") -> Content:
    return figures.drawing(told.figure), note, told.about


def _by_country(view: View, chosen: Choice) -> list[Told]:
    """Return the countries of the wave chosen and how they moved since the one before."""
    if not chosen.year:
        return []
    sides = (trust_figures.countries, trust_figures.changes)
    return [told for side in sides if (told := side(view, chosen.year, chosen.wanted))]


def _compared(view: View, chosen: Choice) -> Content:
    """Return the figures by country, drawn side by side, then as tables; gaps are told with the first or alone."""
    told = _by_country(view, chosen)
    missing_said = gaps(view, chosen.year, chosen.wanted) if chosen.year else ""
    if not told:
        return missing_said
    sides = tuple(
        Group(Section((Heading(2, one.figure.title), _drawn(one, missing_said if one is told[0] else ""))))
        for one in told
    )
    return Group(sides, "grid two"), *(figures.numbers(one.figure) for one in told)


def _topic(view: View, topic: Topic) -> Part | None:
    """Return a topic's questions; where none has a Latvian figure, what is said of that stands alone."""
    told, missing_said = trust_figures.items(view, topic), missing(view, topic)
    if not told and missing_said:
        return Part(view.words.say(trust_figures.TOPICS[topic]), missing_said)
    return _part(told, missing_said)


@cached_by_view
def missing(view: View, topic: Topic) -> Content:
    """Return a topic's questions without a Latvian figure, named with the OECD average; "" where there is none."""
    words = view.words
    _ = words.say
    pairs = [pair for pair in trust.items(known(view), topic) if pair.home is None]
    if not pairs:
        return ""
    named = [
        f"{question(pair.subject, words)} ({pair.subject.year}, OECD: {value(pair.average, words)})" for pair in pairs
    ]
    text = _(
        "{topic}, no Latvian figure: {named}.", topic=words.say(trust_figures.TOPICS[topic]), named="; ".join(named)
    )
    return Paragraph(text, "small")


@cached_by_view
def published(view: View) -> Part | None:
    """Return changes of other indicators that a source gives for Latvia; there is nothing to draw beside them."""
    words = view.words
    _ = words.say
    items: list[Content] = []
    for row in trust.published_changes(known(view)):
        if row.value is None:
            continue
        moved = _(
            "{question}: {points} percentage points ({year}, as published)",
            question=question(row, words),
            points=points(row.value, words),
            year=row.year,
        )
        note: Content = (" ", Text(row.note, lang="lv", kind="muted small")) if row.note else ""
        items.append((f"{moved} · ", whose.source_link(row), note))
    if not items:
        return None
    return Part(_("Other changes published for Latvia"), Items(items))


@cached_by_view
def lone(view: View) -> Part | None:
    """Return the figures of other surveys that stand alone as a table: each its own wording, none on an axis."""
    words, rows = view.words, trust_figures.lone(view)
    _ = words.say
    if not rows:
        return None
    lines = [
        Row(
            [
                question(row, words),
                surveys.survey_name(row.survey, words),
                str(row.year),
                value(row, words),
                Text("; ".join(part for part in (row.fieldwork, row.sample) if part), lang="lv"),
                whose.source_link(row),
            ]
        )
        for row in rows
    ]
    columns = [
        Column(_("Asked about")),
        Column(_("Survey")),
        Column(_("Year")),
        Column(_("Latvia"), number=True),
        Column(_("Asked and sample")),
        Column(_("Source")),
    ]
    name = _("Other surveys: questions with a single Latvian figure")
    return Part(name, Table(columns, lines, name, captioned=False))


@cached_by_view
def drivers(view: View) -> Part | None:
    """Return which trust indicators the plan's directions mean to move; None where the sheet names none."""
    words, plan = view.words, view.plan
    _ = words.say
    driven = trust.drivers(view.snapshot, plan.id, view.day) if plan else ()
    if not driven:
        return None
    lines = []
    for driver in driven:
        record = driver.direction
        name = f"{record.number}. {words.pick(record.title, record.title_en) or ''}"
        for code, row in driver.indicators:
            asked = question(row, words) if row else code
            lines.append(Row([name, asked, str(row.year) if row else "", value(row, words)]))
    columns = [
        Column(_("Action direction")),
        Column(_("Means to move")),
        Column(_("Year")),
        Column(_("Latvia"), number=True),
    ]
    name = _("What the plan’s directions mean to move")
    intent = _("This shows what is intended, not an effect: no measure is said to have changed a figure.")
    return Part(name, (Paragraph(intent), Table(columns, lines, name, captioned=False)))


def closing(view: View) -> Content:
    """Return what holds of all figures: the scale, that surveys stay apart, and the OECD's notice."""
    words = view.words
    _ = words.say
    scale = _(
        "OECD scale: answers of 0–10; 6–10 is high or moderately high, 5 neutral, 0–4 low or none. Figures of "
        "different surveys or wordings never share an axis. No figure says that a measure of the plan caused it."
    )
    notice = "" if provenance.invented(view, "trust") else whose.notice(words)
    return Paragraph(scale, "muted small"), notice


# Sections

_PARTS: Mapping[str, Callable[[View], Iterable[Part | None]]] = {
    "iestades": lambda view: (_part(trust_figures.institutions(view)), published(view)),
    "jautajumi": lambda view: (_topic(view, topic) for topic in trust_figures.TOPICS),
    "grupas": lambda view: (_part(trust_figures.groups(view)),),
    "laiks": lambda view: (*(_part(told) for told in trust_figures.series(view)), lone(view)),
    "plans": lambda view: (drivers(view),),
}
"""What the sections that do not depend on the countries chosen are made of."""


@cached_by_view
def parts(view: View, section: str) -> tuple[Part, ...]:
    """Return the parts of a section other than that by country; the title of the first is the screen's heading."""
    shown_parts = (part for part in _PARTS[section](view) if part)
    return tuple(
        part if part.figure else replace(part, title=provenance.made_up(view, part.title, "trust"))
        for part in shown_parts
    )


@cached_by_view
def _apart(view: View, section: str) -> Content:
    all_parts = parts(view, section)
    first = tuple(Section(part.shown) for part in all_parts[:1])
    return *first, *(Section((Heading(2, part.title), part.shown), "part") for part in all_parts[1:])


def body(view: View, chosen: Choice) -> Content:
    """Return what stands under the heading and the filters of the section chosen, and what holds of all figures."""
    if chosen.section == BY_COUNTRY:
        shown: Content = (answers(view, chosen.wanted), _compared(view, chosen))
    else:
        shown = _apart(view, chosen.section)
    return shown, Group(closing(view), "part")


def figures_of(view: View, chosen: Choice) -> list[Figure]:
    """Return the figures of the section chosen in their order, to be taken away."""
    if chosen.section == BY_COUNTRY:
        return [told.figure for told in _by_country(view, chosen)]
    return [part.figure for part in parts(view, chosen.section) if part.figure]
