"""The screen of trust: its sections, the finding of each, answers country by country, and the figures."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from components.blocks import figures
from components.blocks.figures import Figure
from components.blocks.vocabulary import (
    Banner,
    Chart,
    Column,
    Content,
    Details,
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
    joined,
    large,
)
from components.frame import downloads
from components.memo import cached_by_view
from components.screens.trust import trust_figures, whose
from components.screens.trust.trust_figures import Asked, Told, known
from components.screens.trust.whose import asked_said
from components.view import View
from components.wording import marks, provenance, slugs, surveys
from components.wording.surveys import apart, changed, country, question, value
from data.answers import trust
from data.answers.trust import Topic
from data.contract.addresses import Page
from data.model import AVERAGES, Confidence
from data.words import N_, Words, country_codes, latvian_order

NAMES = ("valstis", "gads", "skats", "raditajs", "izceltas")
"""The parameters of the address that the screen reads.

Those are: the countries that are shown or a preset, the wave, the section, the indicator, and the countries picked out.
"""
BY_COUNTRY, QUESTIONS = "valstis", "jautajumi"
SECTIONS: Mapping[str, str] = {
    BY_COUNTRY: N_("Countries"),
    "iestades": N_("Institutions"),
    QUESTIONS: N_("Questions"),
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


_FINE = frozenset(["neutral", "low", "asked", "certainty", "source"])
"""Columns of figures that stand in the small print."""
_VALUES = frozenset(["place", "high", "other", "points", "home", "average", "gap"])
"""Columns that do not: there only what a row is of stands before the fine ones."""


@dataclass(frozen=True)
class Choice:
    """What the address asks for: a section, what of which indicator is compared, the preset if one.

    ``asked`` is None where nothing is known. ``elsewhere`` is a wave that other indicators have and this one has not.
    ``kept`` is what of the address could be followed, as it says it; ``unknown`` is the rest.
    """

    section: str
    asked: Asked | None
    preset: str
    kept: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    elsewhere: str = ""


@cached_by_view
def choice(view: View, countries: str, wave: str, section: str, *, indicator: str = "", picked: str = "") -> Choice:
    """Read the address' parameters; unknown values are ignored and reported."""
    figures = known(view)
    measured = indicator if indicator in trust.indicators(figures) else trust.NATIONAL
    every_wave = {str(row.year) for row in figures.rows}
    own_waves = {str(year): year for year in trust.waves(figures, measured)}
    tokens, pins = ([token for token in text.split(slugs.SEPARATOR) if token] for text in (countries, picked))
    codes = country_codes()
    unknown = [token for token in tokens if token not in PRESETS and token not in codes]
    unknown += [token for token in pins if token not in codes]
    offers = ((wave, every_wave), (section, sections(view)), (indicator, (measured,)))
    unknown += [word for word, offer in offers if word and word not in offer]
    wanted = {token for token in tokens if token in codes}.union(*(trust.PRESETS.get(token, ()) for token in tokens))
    every = EVERY in tokens or not wanted
    chosen = tuple(dict.fromkeys(code for code in pins if code in codes))
    kept = (
        ("valstis", slugs.joined([token for token in tokens if token not in unknown])),
        ("gads", wave if wave in own_waves else ""),
        ("raditajs", measured if measured == indicator else ""),
        ("izceltas", slugs.joined(chosen)),
    )
    year = own_waves.get(wave, trust.latest(figures, measured))
    asked = Asked(year, frozenset() if every else frozenset(wanted), measured, chosen, kept) if year else None
    preset = tokens[0] if len(tokens) == 1 and tokens[0] in PRESETS else ""
    return Choice(
        section if section in sections(view) else BY_COUNTRY,
        asked,
        EVERY if every else preset,
        kept,
        tuple(unknown),
        wave if wave in every_wave and wave not in own_waves else "",
    )


@cached_by_view
def sections(view: View) -> tuple[str, ...]:
    """Return the sections that can be chosen; the plan's is one where the sheet says what its directions aim at."""
    return tuple(code for code in SECTIONS if code != "plans" or drivers(view))


@cached_by_view
def waves(view: View, indicator: str) -> dict[str, str]:
    """Return the waves of an indicator that can be chosen, the newest first."""
    return {str(year): str(year) for year in trust.waves(known(view), indicator)}


@cached_by_view
def indicators(view: View) -> dict[str, str]:
    """Return the indicators that can be compared by code, and which of them have no Latvian figure."""
    words, figures = view.words, known(view)
    _ = words.say
    names = {}
    for code, subject in trust.indicators(figures).items():
        told = trust.HOME in trust.countries(figures, code)
        name = question(subject, words)
        names[code] = name if told else _("{indicator} (no Latvian figure)", indicator=name)
    return names


@cached_by_view
def offered(view: View, indicator: str, picked: tuple[str, ...]) -> dict[str, str]:
    """Return the countries that can be picked, by code, in Latvian order; picked ones are always among them.

    One that only other indicators or surveys speak of is found in the list too, and says there that it has no figure.
    """
    with_figure, words = trust.countries(known(view), indicator), view.words
    codes = with_figure | {row.country for row in view.snapshot.trust} - AVERAGES | frozenset(picked)
    names = {
        code: country(code, words) + ("" if code in with_figure else f" ({words.say(N_('no data'))})")
        for code in codes - {trust.HOME}
    }
    return dict(sorted(names.items(), key=lambda item: latvian_order(item[1])))


def banner(view: View, chosen: Choice) -> Content:
    """Return what of the address could not be followed; "" where all was."""
    _ = view.words.say
    said: list[str] = []
    if chosen.unknown:
        named = ", ".join(token[:20] for token in chosen.unknown[:MOST_SAID])
        said.append(_("Not recognised in the address, and so ignored: “{named}”.", named=named))
    if chosen.elsewhere and chosen.asked and chosen.section == BY_COUNTRY:
        text = N_("This indicator has no figure in the {wave} wave; the {year} wave is shown.")
        said.append(view.words.say(text, wave=chosen.elsewhere, year=chosen.asked.year))
    return Banner(" ".join(said)) if said else ""


@cached_by_view
def heading(view: View, chosen: Choice) -> Content:
    """Return the finding of the section chosen and, under it, the way to the others."""
    _ = view.words.say
    if unknown := marks.absent(view, "trust"):
        return Heading(1, unknown)
    if chosen.section == BY_COUNTRY:
        told = trust_figures.compared(view, chosen.asked) if chosen.asked else None
        if not told or not chosen.asked:
            return Heading(1, _("No figure of the OECD’s trust survey is known on this day.")), _ways(view, chosen)
        lead = _lead(view, chosen.asked)
        return Heading(1, large(told.figure.title, told.number)), lead, _ways(view, chosen)
    all_parts = parts(view, chosen.section)
    nothing = _("No Latvian figure on this is known on this day.")
    opened = large(all_parts[0].title, all_parts[0].number) if all_parts else nothing
    return Heading(1, opened), _ways(view, chosen)


def _ways(view: View, chosen: Choice) -> Nav:
    """Return the links to the sections; what else is chosen goes with them."""
    _ = view.words.say
    links = []
    for code in sections(view):
        section_address = dict(chosen.kept) | {"skats": "" if code == BY_COUNTRY else code}
        name, address = view.words.say(SECTIONS[code]), view.address(Page.TRUST, **section_address)
        links.append(Link(name, address, current=code == chosen.section))
    return Nav(_("Sections of this screen"), links)


def _lead(view: View, asked: Asked) -> Content:
    """Return how Latvia's figure moved since the wave before, and what newer waves say of it."""
    words, figures = view.words, known(view)
    ranked = trust_figures.ranking(view, asked)
    latvian = ranked.of(trust.HOME)
    lines = [_moved(view, asked, latvian.moved)] if latvian and latvian.moved else []
    for wave in reversed([wave for wave in trust.waves(figures, asked.indicator) if wave > asked.year]):
        later = trust_figures.ranking(view, replace(asked, year=wave))
        if later.of(trust.HOME) is None:
            average = later.average and value(later.average.high, words)
            text = N_("For {year} these data have the OECD average, {average}, but no Latvian figure yet.")
            text = text if average else N_("For {year} there is no Latvian figure in these data yet.")
            lines.append(words.say(text, year=wave, average=average or ""))
    said: list[Content] = [" ".join(lines)] if lines else []
    if found := trust_figures.later_elsewhere(view, asked.indicator, asked.year):
        text = words.say(N_("A later figure is from another survey. {figure}"), figure=found)
        said.append(Link(f"{text}.", view.address(Page.TRUST, skats="laiks")))
    return Paragraph(joined(said, " "), "lead") if said else ""


def _moved(view: View, asked: Asked, moved: trust.Change) -> str:
    """Return by how much Latvia's figure is above or below that of the wave before, and the same countries' average."""
    first, last = moved.first.year, moved.last.year
    _ = view.words.say
    above, below, same = (
        N_("In Latvia that is up {by} from {first} ({basis})"),
        N_("In Latvia that is down {by} from {first} ({basis})"),
        N_("In Latvia that is as much as in {first} ({basis})"),
    )
    sentence = _told(view, moved, (above, below, same), first=first)
    shared = trust.same_countries(known(view), first, last) if asked.indicator == trust.NATIONAL else None
    if not shared:
        return f"{sentence}."
    above, below, same = (
        N_("{said}; across the {n} OECD countries asked both times the average rose {by} ({basis})."),
        N_("{said}; across the {n} OECD countries asked both times the average fell {by} ({basis})."),
        N_("{said}; across the {n} OECD countries asked both times the average is the same ({basis})."),
    )
    return _told(view, shared, (above, below, same), said=sentence, n=_how_many(shared, view.words))


def _how_many(shared: trust.Change, words: Words) -> str:
    """Return over how many countries a common average is taken, as its group says, or that they are the same ones."""
    found = re.search(r"\d+(?= valst)", shared.last.group or "")
    return found[0] if found else words.say("same")


def _told(view: View, moved: trust.Change, sentences: tuple[str, str, str], **values: object) -> str:
    """Say a change by the sentence for a rise, a fall or neither; whether its source gives it goes along."""
    above, below, same = sentences
    text = above if moved.points > 0 else below if moved.points < 0 else same
    by = view.words.count("by {n} percentage point", "by {n} percentage points", abs(moved.points))
    return view.words.say(text, by=by, basis=_basis(moved, view.words), **values)


def _basis(moved: trust.Change, words: Words) -> str:
    """Return whether a change is as its source gives it, and by how much its two figures differ where they do."""
    shown = abs(trust.difference(moved.last, moved.first))
    if moved.published and moved.country != trust.AVERAGE and shown != abs(moved.points):
        return words.say(N_("as published; the two figures shown differ by {points}"), points=words.number(shown))
    return surveys.basis(moved.published, words)


# Country by country


@cached_by_view
def answers(view: View, asked: Asked) -> Content:
    """Return, for each of a few chosen countries, how far it is from Latvia in every wave, and whether that shrinks.

    Behind them stands how all countries moved.
    """
    _ = view.words.say
    moved: Content = Paragraph(said) if (said := trust_figures.moves(view, asked)) else ""
    named = asked.shown.union(asked.picked) - {trust.HOME}
    others = sorted(named, key=lambda code: latvian_order(country(code, view.words)))
    if not others or len(others) > MOST_SAID:
        return moved
    name = provenance.made_up(view, _("The chosen countries beside Latvia"), "trust")
    items = Items([_distance(view, asked.indicator, code) for code in others])
    return Section((Heading(2, name), items)), moved


def _distance(view: View, indicator: str, code: str) -> str:
    """Say a country's figures beside Latvia's by wave, then whether the distance between them has shrunk."""
    words, survey_figures = view.words, known(view)
    _ = words.say
    name = country(code, words)
    figures_of = {(row.country, row.year): row for row in trust.compared(survey_figures, indicator)}
    sentences: dict[int, str] = {}
    distances, silent = {}, 0
    for year in reversed(trust.waves(survey_figures, indicator)):
        home, other = figures_of.get((trust.HOME, year)), figures_of.get((code, year))
        if home and other:
            distances[year] = trust.difference(other, home)
            sentences[year] = words.say(
                N_("{year}: {value} (Latvia {home}; difference {points}, derived)"),
                year=year,
                value=value(other, words),
                home=value(home, words),
                points=apart(distances[year], words, home.confidence, other.confidence),
            )
        elif other:
            sentences[year] = _("{year}: {value}, Latvia has no figure", year=year, value=value(other, words))
        elif home:
            silent = year
            sentences[year] = _("{year}: no figure in these data", year=year)
    if code not in trust.countries(survey_figures, indicator):
        return _("{country}: no figure of the OECD surveys in these data.", country=name)
    verdict = _verdict(view, distances)
    if silent and not verdict:
        text = N_("{year}: no figure in these data, so it is not known whether the gap has narrowed")
        sentences[silent] = words.say(text, year=silent)
    return f"{name}: {'; '.join(sentences.values())}. {verdict}".strip()


def _verdict(view: View, distances: Mapping[int, float]) -> str:
    """Say whether the distance has shrunk between the last two waves in which it is known; "" if it is known once."""
    if len(distances) < 2:
        return ""
    first, last = sorted(distances)[-2:]
    closer = abs(distances[last]) - abs(distances[first])
    text = N_("The gap did not change from {first} to {last}.")
    if closer:
        text = (
            N_("The gap narrowed from {first} to {last}.")
            if closer < 0
            else N_("The gap widened from {first} to {last}.")
        )
    return view.words.say(text, first=first, last=last)


# Figures


@dataclass(frozen=True)
class Part:
    """A part of a section: the finding or name over it, what stands under it, and its figure if it has one.

    ``number`` is what of the title a heading opens with.
    """

    title: str
    shown: Content
    figure: Figure | None = None
    number: str = ""


def _part(view: View, told: Told | None, note: Content = "", limits: Content = "") -> Part | None:
    """Make a part of a figure, its table beside the drawing; one with a ``note`` in its small print has it below.

    ``limits`` is what stands in the open before the small print: what its figures leave uncertain.
    """
    if not told:
        return None
    drawing, table = figures.drawing(told.figure), figures.numbers(told.figure, without=_FINE)
    drawing_said = drawing, downloads.of_figure(view, told.figure)
    shown: Content = (drawing_said, table) if note else Group((Group(drawing_said), Group(table)), "grid two")
    return Part(told.figure.title, (shown, limits, _small_print(view, told, note)), told.figure, told.number)


def _series(view: View, told: Told) -> Part:
    """Make a part of a survey’s question: its drawing holds every value, the table stands in the small print."""
    _ = view.words.say
    table = figures.numbers(told.figure)
    fine = Details(_("Table, confidence and sources of each figure"), (told.about, table))
    shown = figures.drawing(told.figure), downloads.of_figure(view, told.figure), fine
    return Part(told.figure.title, shown, told.figure, told.number)


def _small_print(view: View, told: Told, note: Content = "") -> Details:
    """Return a figure's survey, how sure each of its rows is and where it comes from."""
    _ = view.words.say
    fine = figures.numbers(told.figure, captioned=False, without=_VALUES)
    signs_said = "; ".join(filter(None, [told.signs, _("≈ approximate, * inferred or derived")]))
    signs = Paragraph(f"{signs_said[:1].upper()}{signs_said[1:]}.", "muted small")
    return Details(_("The survey, confidence and sources of each figure"), (note, told.about, signs, fine))


def drawn(view: View, asked: Asked) -> Content:
    """Return the drawing of what is compared, whatever it is in one place of the screen, with its menu."""
    told = trust_figures.compared(view, asked)
    if not told:
        return ""
    drawing = figures.drawing(told.figure)
    placed = replace(drawing, name=trust_figures.COUNTRIES) if isinstance(drawing, Chart) else drawing
    return placed, downloads.of_figure(view, told.figure)


def _by_country(view: View, asked: Asked) -> Content:
    """Return what stands under the drawing of what is compared: the table, and the small print."""
    told = trust_figures.compared(view, asked)
    if not told:
        return ""
    table = figures.numbers(told.figure, without=_FINE)
    codes = trust_figures.codes(trust_figures.ranking(view, asked))
    rows = [replace(row, marked=code in asked.picked) for code, row in zip(codes, table.rows, strict=True)]
    said = [Paragraph(text, "small") for text in (trust_figures.gaps(view, asked), _averages(view, asked)) if text]
    if notes := _inferred(view, asked):
        said.append(Paragraph(("* ", notes), "small"))
    return replace(table, rows=rows), _small_print(view, told, tuple(said))


def _averages(view: View, asked: Asked) -> str:
    """Return that the OECD averages of two waves are not compared, where both stand there; "" else."""
    average = trust_figures.ranking(view, asked).average
    if not average or not average.other:
        return ""
    text = N_("The two OECD averages cover different countries, so no change between them is shown.")
    return view.words.say(text)


def _waves(view: View) -> Content:
    """Return that differences from the average are not compared between waves, where institutions have several."""
    years = {pair.subject.year for pair in trust.institutions(known(view)) if pair.gap is not None}
    if len(years) < 2:
        return ""
    text = N_(
        "The OECD averages of these years cover different countries: do not compare the differences between years."
    )
    return Paragraph(view.words.say(text), "small")


def _inferred(view: View, asked: Asked) -> Content:
    """Return what the sheet notes of the figures that bear the sign of what is inferred: what all share once.

    What a note says beyond that is told with the countries that it is of; "" where nothing is noted.
    """
    parts = trust_figures.ranking(view, asked).rows
    shown = [figure for part in parts for figure in (part.high, part.neutral, part.low, part.other) if figure]
    told: dict[str, dict[str, None]] = {}
    for one in shown:
        if one.confidence is Confidence.DERIVED and one.note:
            told.setdefault(one.note, {})[country(one.country, view.words)] = None
    if not told:
        return ""
    shared = min(told, key=len)
    beyond = [(note.removeprefix(shared).strip(), list(countries)) for note, countries in told.items()]
    own = [(f"{view.words.list(of)}: ", Text(rest, lang="lv")) for rest, of in beyond if rest]
    return joined([Text(shared, lang="lv"), *own], " ")


def _topic(view: View, topic: Topic) -> Part | None:
    """Return a topic's questions; where none has a Latvian figure, what is said of that stands alone."""
    told, missing_said = trust_figures.items(view, topic), missing(view, topic)
    if not told and missing_said:
        return Part(view.words.say(trust_figures.TOPICS[topic]), missing_said)
    compared = [pair for pair in trust.items(known(view), topic) if pair.home]
    limits = whose.noted((row for pair in compared for row in (pair.home, pair.average) if row), view.words)
    return _part(view, told, missing_said, limits)


@cached_by_view
def missing(view: View, topic: Topic) -> Content:
    """Return a topic's questions without a Latvian figure, named with the OECD average; "" where there is none.

    Those of which Latvia has a figure of another wave only are named apart: there a year is missing, not the question.
    """
    words, pairs = view.words, trust.items(known(view), topic)
    _ = words.say
    of_latvia = {(pair.subject.indicator, pair.subject.group): pair.home for pair in reversed(pairs) if pair.home}
    never, apart_in_time = [], []
    for pair in pairs:
        if pair.home:
            continue
        told = {
            "question": surveys.question_of(pair.subject, words),
            "year": pair.subject.year,
            "average": value(pair.average, words),
        }
        if home := of_latvia.get((pair.subject.indicator, pair.subject.group)):
            text = N_("{question} (OECD average {average} in {year}, Latvia {home} in {other})")
            apart_in_time.append(words.say(text, home=value(home, words), other=home.year, **told))
        else:
            never.append(_("{question} ({year}, OECD average {average})", **told))
    name = words.say(trust_figures.TOPICS[topic])
    lines = [
        _("{topic}, a Latvian figure only of another year: {named}.", topic=name, named="; ".join(apart_in_time))
        if apart_in_time
        else "",
        _("{topic}, no Latvian figure: {named}.", topic=name, named="; ".join(never)) if never else "",
    ]
    return tuple(Paragraph(line, "small") for line in lines if line)


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
            "{question}: {points} ({year}, as published)",
            question=question(row, words),
            points=changed(row.value, words),
            year=row.year,
        )
        note: Content = (" · ", Text(row.note, lang="lv", kind="muted small")) if row.note else ""
        items.append((f"{moved} · ", whose.source_link(row), note))
    if not items:
        return None
    return Part(_("Changes of other indicators, published for Latvia"), Items(items))


@cached_by_view
def lone(view: View) -> Part | None:
    """Return the figures of other surveys that stand alone as a table: each its own wording, none on an axis."""
    words, rows = view.words, trust_figures.lone(view)
    _ = words.say
    if not rows:
        return None
    lines = [
        Row([question(row, words), surveys.survey_name(row.survey, words), str(row.year), value(row, words)])
        for row in rows
    ]
    columns = [Column(_("Asked about")), Column(_("Survey")), Column(_("Year")), Column(_("Latvia"), number=True)]
    name = _("Other surveys: questions with a single Latvian figure")
    asked = [
        Row(
            [
                question(row, words),
                joined([asked_said(part, words) for part in (row.fieldwork, row.sample) if part], "; "),
                whose.source_link(row),
            ]
        )
        for row in rows
    ]
    fine = Table(
        [Column(_("Asked about")), Column(_("Asked and sample")), Column(_("Source"))], asked, name, captioned=False
    )
    small_print = Details(_("The survey, confidence and sources of each figure"), fine)
    return Part(name, (Table(columns, lines, name, captioned=False), small_print))


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
        Column(_("Indicators it aims to improve")),
        Column(_("Year")),
        Column(_("Latvia"), number=True),
    ]
    name = _("Trust indicators that the plan’s directions aim to improve")
    intent = _("This shows what is intended, not an effect: no measure is said to have changed a figure.")
    return Part(name, (Paragraph(intent), Table(columns, lines, name, captioned=False)))


def closing(view: View) -> Content:
    """Return what holds of all figures: the scale, that surveys stay apart, and the OECD's notice."""
    words = view.words
    _ = words.say
    scale = _(
        "OECD scale: answers of 0–10; 6–10 is high or moderately high, 5 neutral, 0–4 low or none. Different "
        "surveys never share an axis; questions of one survey may, each in a row of its own. None of these figures "
        "shows that a measure of the plan caused a change."
    )
    notice = "" if provenance.invented(view, "trust") else whose.notice(words)
    return Details(_("The scale and the terms of use"), (Paragraph(scale, "muted small"), notice))


# Sections

_PARTS: Mapping[str, Callable[[View], Iterable[Part | None]]] = {
    "iestades": lambda view: (
        _part(view, trust_figures.institutions(view), limits=_waves(view)),
        _part(view, trust_figures.people(view)),
        published(view),
    ),
    "jautajumi": lambda view: (_topic(view, topic) for topic in trust_figures.TOPICS),
    "grupas": lambda view: (_part(view, trust_figures.groups(view)),),
    "laiks": lambda view: (*(_series(view, told) for told in trust_figures.series(view)), lone(view)),
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
    """Return what stands under the heading and the drawing of the section chosen, and what holds of all figures."""
    if chosen.section != BY_COUNTRY:
        shown = _apart(view, chosen.section)
    else:
        shown = _by_country(view, chosen.asked) if chosen.asked else ""
    return shown, Group(closing(view), "part")
