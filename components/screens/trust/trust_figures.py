"""The figures of trust as bundles: countries, change, institutions, questions, groups, and other surveys' series."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from components.blocks.figures import Drawing, Figure
from components.blocks.vocabulary import Column, Content, Paragraph, Text, joined
from components.charts import trust_charts
from components.charts.trust_charts import Bar, Dot, Line, Share, Who
from components.memo import per_view
from components.screens.trust import whose
from components.view import View
from components.wording import provenance, surveys
from components.wording.surveys import points, question, value
from data.answers import trust
from data.answers.trust import Edition, Figures, Pair, Parts, Series, Topic
from data.intake.text import fold
from data.model import Confidence, TrustFigure
from data.words import N_, Words, latvian_order

WIDE, NARROW = 720, 330
"""Widths of a drawing on wide screens and on phones."""
PEOPLE = "trust_other_people"
"""Trust in other people stands beside the institutions and is none."""
_FEW_GROUPS = 4
"""So many groups are named in a heading."""
ROUNDING = 0.5
"""A derived change below this may come from rounding alone and is not called a rise."""
BESIDE = 480
"""The width of a drawing that stands beside another on wide screens."""


@per_view
def known(view: View) -> Figures:
    """Return the OECD survey's figures up to the view's day."""
    return trust.survey(view.snapshot, view.day)


@dataclass(frozen=True)
class Told:
    """A figure and what is said of its survey under it."""

    figure: Figure
    about: Content


def _told(
    view: View, name: str, title: str, draw: Callable[[int, str], Drawing], *, columns: Sequence[Column],
    lines: Sequence[tuple[Sequence[str], Sequence[TrustFigure]]], caption: str, speakers: Iterable[TrustFigure],
    width: int = WIDE, latvian: Iterable[str] = (), gaps: str = "",
) -> Told:  # fmt: skip
    """Bundle a figure. A line of its table is its cells and the figures it shows; certainty and source are added.

    ``speakers`` are the rows whose survey, question, dates and sample are told; ``latvian`` names cells that have no
    other language; ``gaps`` is what is missing, told with whatever is taken away.
    """
    words = view.words
    title = provenance.made_up(view, title, "trust")
    sources = {surveys.source_text(row): whose.source_link(row) for _, rows in lines for row in rows}
    said = whose.about(view, speakers)
    kept = surveys.kept(view, (row for _, rows in lines for row in rows))
    columns = (*columns, *(Column(words.say(name), aside=True) for name in (N_("Certainty"), N_("Source"))))
    rows = []
    markup: dict[str, Content] = {text: Text(text, lang="lv") for text in latvian}
    for cells, figures in lines:
        own = list(dict.fromkeys(surveys.source_text(row) for row in figures))
        source = "; ".join(own)
        markup[source] = joined(list(dict.fromkeys(sources[text] for text in own)), "; ")
        rows.append((*cells, surveys.certainty(view, figures), source))
    return Told(
        Figure(
            name=name, title=title, wide=draw(width, title), narrow=draw(NARROW, title), alt=title, columns=columns,
            rows=tuple(rows), groups=frozenset(), caption=provenance.made_up(view, caption, "trust"),
            source=" · ".join(part for part in (gaps, kept, said.taken) if part), markup=markup, tables=("trust",),
        ),
        (Paragraph(f"{kept}.", "small mark") if kept else "", said.shown),
    )  # fmt: skip


def _share(figure: TrustFigure | None, words: Words) -> Share | None:
    return Share(figure.value, value(figure, words)) if figure and figure.value is not None else None


def _dot(figure: TrustFigure | None, who: Who, words: Words, *, earlier: bool = False) -> tuple[Dot, ...]:
    """Return the dot of a figure, none where it is not known."""
    share = _share(figure, words)
    return (Dot(share.value, share.text, who, earlier),) if share else ()


def _who(country: str) -> Who:
    return {trust.HOME: Who.HOME, trust.AVERAGE: Who.AVERAGE}.get(country, Who.OTHER)


def _present(*figures: TrustFigure | None) -> tuple[TrustFigure, ...]:
    return tuple(figure for figure in figures if figure)


# By country


@per_view
def gaps(view: View, year: int, wanted: frozenset[str]) -> str:
    """Return which wanted countries have no figure in a wave and which only an approximate one; "" if none."""
    words, found = view.words, trust.ranking(known(view), year, wanted)

    def named(codes: Iterable[str]) -> str:
        return ", ".join(sorted((surveys.country(code, words) for code in codes), key=latvian_order))

    lines = []
    if found.missing:
        lines.append(words.say(N_("No figure for {year}: {named}."), year=year, named=named(found.missing)))
    unsure = [part.country for part in found.countries if part.high.confidence is Confidence.LOW]
    if unsure:
        lines.append(words.say(N_("Only approximate (≈): {named}."), named=named(unsure)))
    return " ".join(lines)


@per_view
def countries(view: View, year: int, wanted: frozenset[str]) -> Told | None:
    """Return the wanted countries of a wave, ranked, the OECD average among them; None where none is known."""
    words, found = view.words, trust.ranking(known(view), year, wanted)
    parts = sorted(
        [*found.countries, *([found.average] if found.average else [])], key=lambda part: -(part.high.value or 0)
    )
    if not parts:
        return None
    bars = []
    for part in parts:
        high = _share(part.high, words)
        assert high, "only known figures are ranked"
        name = surveys.country(part.country, words)
        bars.append(Bar(name, _who(part.country), high, _share(part.neutral, words), _share(part.low, words)))
    heads = (
        words.say(N_("High or moderately high")),
        words.say(N_("Neutral")),
        words.say(N_("Low or none")),
    )

    def draw(width: int, said: str) -> Drawing:
        named = words.say(N_("Country"))
        return trust_charts.ranked(
            bars, heads, words.say(N_("no data")), width, language=words.language, named=named, said=said
        )

    def line(part: Parts) -> tuple[Sequence[str], Sequence[TrustFigure]]:
        shown = (part.high, part.neutral, part.low)
        place = words.number(part.place) if part.place else ""
        cells = (surveys.country(part.country, words), place, *(value(figure, words) for figure in shown))
        return cells, _present(*shown)

    columns = (
        Column(words.say(N_("Country"))),
        Column(words.say(N_("Place")), number=True, aside=True),
        *(Column(head, number=True) for head in heads),
    )
    caption = words.count(
        "Trust in the national government, {year}: share of answers; {n} country has a known figure",
        "Trust in the national government, {year}: share of answers; {n} countries have a known figure",
        found.known, year=year,
    )  # fmt: skip
    own = found.of(trust.HOME)
    speakers = _present(own.high if own else None, found.average.high if found.average else None) or (parts[0].high,)
    return _told(view, f"uzticesanas-{year}", _ranked_title(view, year, wanted), draw, columns=columns,
                 lines=[line(part) for part in parts], caption=caption, speakers=speakers,
                 gaps=gaps(view, year, wanted))  # fmt: skip


def _ranked_title(view: View, year: int, wanted: frozenset[str]) -> str:
    words, found = view.words, trust.ranking(known(view), year, wanted)
    own, average = found.of(trust.HOME), value(found.average.high if found.average else None, words)
    if own is None:
        return words.say(N_("{year}: no Latvian figure yet; OECD average {average}"), year=year, average=average)
    return words.count(
        "{year}: with {home} Latvia is number {place} of {n} country with a known figure; OECD average {average}",
        "{year}: with {home} Latvia is number {place} of {n} countries with a known figure; OECD average {average}",
        found.known, year=year, home=value(own.high, words), place=own.place, average=average,
    )  # fmt: skip


@per_view
def changes(view: View, year: int, wanted: frozenset[str]) -> Told | None:
    """Return how the wanted countries moved since the wave before, as published where it is; None where none is."""
    words, figures = view.words, known(view)
    first = trust.before(figures, year)
    found = list(trust.changes(figures, first, year, wanted)) if first else []
    if not first or not found:
        return None
    shared = trust.same_countries(figures, first, year)
    shown = sorted([*found, *([shared] if shared else [])], key=lambda one: -one.points)
    names = {one.country: surveys.country(one.country, words) for one in shown}
    names[trust.AVERAGE] = words.say(N_("OECD, same countries"))

    def note(one: trust.Change) -> str:
        return points(one.points, words) + ("" if one.published else "*")

    def draw(width: int, said: str) -> Drawing:
        lines = [
            Line(
                names[one.country],
                (
                    *_dot(one.first, _who(one.country), words, earlier=True),
                    *_dot(one.last, _who(one.country), words),
                ),
                note=note(one),
                strong=one.country in (trust.HOME, trust.AVERAGE),
            )
            for one in shown
        ]
        legend = [(Who.OTHER, True, str(first)), (Who.OTHER, False, str(year))]
        named = ("", words.say(N_("Country")))
        return trust_charts.dots(lines, legend, width, language=words.language, named=named, said=said)

    def line(one: trust.Change) -> tuple[Sequence[str], Sequence[TrustFigure]]:
        cells = (value(one.first, words), value(one.last, words), points(one.points, words))
        rows = _present(one.first, one.last, one.published)
        return (names[one.country], *cells, surveys.basis(one, words)), rows

    columns = (
        Column(words.say(N_("Country"))),
        *(Column(str(wave), number=True) for wave in (first, year)),
        Column(words.say(N_("Change, percentage points")), number=True),
        Column(words.say(N_("The change is")), aside=True),
    )
    rose = sum(one.points > 0 for one in found if one.published or abs(one.points) >= ROUNDING)
    title = words.count(
        "From {first} to {last} trust rose in {rose} of {n} country with both figures",
        "From {first} to {last} trust rose in {rose} of {n} countries with both figures",
        len(found), first=first, last=year, rose=rose,
    )  # fmt: skip
    if own := next((one for one in found if one.country == trust.HOME), None):
        title = words.say(N_("{title}; Latvia: {points}"), title=title, points=note(own))
    caption = words.say(
        N_("High or moderately high trust, {first} and {last}; a derived change is the difference of the two figures"),
        first=first, last=year,
    )  # fmt: skip
    speakers = [one.last for one in found if one.country == trust.HOME] or [found[0].last]
    return _told(view, f"uzticesanas-{first}-{year}", title, draw, columns=columns,
                 lines=[line(one) for one in shown], caption=caption,
                 speakers=[*speakers, *_present(shared.last if shared else None)], width=BESIDE)  # fmt: skip


# Latvia beside the OECD average


def _pairs(
    view: View, name: str, title: str, pairs: Sequence[Pair], drawn: Sequence[Pair], *, caption: str, heading: str
) -> Told:
    """Bundle pairs: the table holds them all, the drawing those given."""
    words = view.words

    def subject(pair: Pair) -> str:
        group = pair.said.group
        return surveys.group_name(group, words) if group else question(pair.said, words)

    def draw(width: int, said: str) -> Drawing:
        lines = [
            Line(
                str(pair.said.year),
                _dot(pair.home, Who.HOME, words) + _dot(pair.average, Who.AVERAGE, words),
                heading=subject(pair),
            )
            for pair in drawn
        ]
        named = (heading, words.say(N_("Year")))
        return trust_charts.dots(lines, _legend(words), width, language=words.language, named=named, said=said)

    lines = [
        (
            (
                subject(pair),
                str(pair.said.year),
                value(pair.home, words),
                value(pair.average, words),
                "" if pair.gap is None else points(pair.gap, words),
            ),
            _present(pair.home, pair.average) or (pair.said,),
        )
        for pair in pairs
    ]
    columns = (
        Column(heading, aside=True),
        Column(words.say(N_("Year"))),
        Column(words.say(N_("Latvia")), number=True),
        Column(words.say(N_("OECD average")), number=True),
        Column(words.say(N_("Difference, points (derived)")), number=True),
    )
    speakers = [row for pair in drawn for row in _present(pair.home, pair.average)]
    return _told(view, name, title, draw, columns=columns, lines=lines, caption=caption, speakers=speakers)


def _legend(words: Words) -> list[tuple[Who, bool, str]]:
    return [(Who.HOME, False, words.say(N_("Latvia"))), (Who.AVERAGE, False, words.say(N_("OECD average")))]


@per_view
def institutions(view: View) -> Told | None:
    """Return trust by institution in the waves with Latvian figures; None where there is none."""
    words, pairs = view.words, trust.institutions(known(view))
    newest = max((pair.said.year for pair in pairs if pair.home), default=0)
    own = [pair.home for pair in pairs if pair.home and pair.said.year == newest and pair.said.indicator != PEOPLE]
    if not own:
        return None
    title = words.say(
        N_(
            "{year}: of the institutions that are known for Latvia, the highest is “{high}” ({most}), "
            "the lowest “{low}” ({least})"
        ),
        year=newest, high=question(own[0], words), most=value(own[0], words), low=question(own[-1], words),
        least=value(own[-1], words),
    )  # fmt: skip
    caption = words.say(N_("Share with high or moderately high trust, by institution and wave"))
    heading = words.say(N_("Institution"))
    return _pairs(view, "uzticesanas-iestades", title, pairs, pairs, caption=caption, heading=heading)


TOPICS = {
    Topic.COMPLEX: N_("Decision making on complex issues"),
    Topic.DAILY: N_("Everyday dealings with public services"),
    Topic.VOICE: N_("Having a say"),
}
"""What the survey's questions are about, as the OECD groups them."""


@per_view
def items(view: View, topic: Topic) -> Told | None:
    """Return a topic's questions, Latvia beside the OECD average; None where no Latvian figure is known."""
    words, pairs = view.words, trust.items(known(view), topic)
    drawn = [pair for pair in pairs if pair.home]
    if not drawn:
        return None
    widest = drawn[0]
    title = words.say(
        N_("{topic}: “{question}” – Latvia {home}, OECD average {average} ({year})")
        if widest.gap is None or widest.gap >= 0
        else N_("{topic}, the widest known gap: “{question}” – Latvia {home}, OECD average {average} ({year})"),
        topic=words.say(TOPICS[topic]), question=question(widest.said, words), home=value(widest.home, words),
        average=value(widest.average, words), year=widest.said.year,
    )  # fmt: skip
    caption = words.say(N_("Share that is confident or finds a good outcome likely; the widest gap first"))
    heading = words.say(N_("Asked about"))
    return _pairs(view, f"uzticesanas-{topic}", title, pairs, drawn, caption=caption, heading=heading)


@per_view
def groups(view: View) -> Told | None:
    """Return the groups with a Latvian figure, drawn, and in the table those where only the OECD average is known."""
    words, pairs = view.words, trust.groups(known(view))
    drawn = [pair for pair in pairs if pair.home]
    if not drawn:
        return None
    title = _few_groups(drawn, words) if len(drawn) <= _FEW_GROUPS else _many_groups(drawn, words)
    caption = words.say(
        N_("High or moderately high trust in the government by group; where only the OECD average is known, it is not "
           "drawn, since it says nothing of Latvia")
    )  # fmt: skip
    heading = words.say(N_("Group"))
    return _pairs(view, "uzticesanas-grupas", title, pairs, drawn, caption=caption, heading=heading)


def _few_groups(drawn: Sequence[Pair], words: Words) -> str:
    named = "; ".join(
        f"{surveys.group_name(pair.said.group or '', words)} – {value(pair.home, words)} ({pair.said.year})"
        for pair in drawn
    )
    return words.count(
        "For Latvia the figure of only {n} group is known: {named}",
        "For Latvia the figures of only {n} groups are known: {named}",
        len(drawn), named=named,
    )  # fmt: skip


def _many_groups(drawn: Sequence[Pair], words: Words) -> str:
    """Return the range of the newest wave's groups: a heading that named them all would be a table."""
    year = max(pair.said.year for pair in drawn)
    own = [pair.home for pair in drawn if pair.home and pair.said.year == year]
    ordered = sorted(own, key=lambda figure: figure.value or 0.0)
    low, high = (surveys.group_name(ordered[at].group or "", words) for at in (0, -1))
    return words.count(
        "{year}: of {n} group known for Latvia, trust is highest in “{high}” ({most}), lowest in “{low}” ({least})",
        "{year}: of {n} groups known for Latvia, trust is highest in “{high}” ({most}), lowest in “{low}” ({least})",
        len(ordered), year=year, high=high, most=value(ordered[-1], words), low=low, least=value(ordered[0], words),
    )  # fmt: skip


# Other surveys


def _edition(edition: Edition, words: Words) -> str:
    number = trust.edition_of(edition.survey)[1]
    if number.isdecimal():
        return words.say(N_("{year}, No. {number}"), year=edition.year, number=number)
    return str(edition.year)


@per_view
def _others(view: View) -> tuple[Series, ...]:
    return trust.other_series(view.snapshot, view.day)


@per_view
def series(view: View) -> tuple[Told, ...]:
    """Return every other survey's question with more than one figure, each in a figure of its own."""
    return tuple(_series(view, one) for one in _others(view) if not _lone(one))


@per_view
def lone(view: View) -> tuple[TrustFigure, ...]:
    """Return the Latvian figures of other surveys that stand alone: there is nothing to draw beside them."""
    found = [figure for one in _others(view) if _lone(one) for edition in one.editions for figure in edition.home]
    return _present(*found)


def _lone(one: Series) -> bool:
    return sum(len(edition.figures) for edition in one.editions) == 1


def _series(view: View, one: Series) -> Told:
    words = view.words
    lines: list[Line] = []
    rows: list[tuple[Sequence[str], Sequence[TrustFigure]]] = []
    newest = [figure for edition in one.editions for figure in edition.home if figure]
    for answer in (0, 1):
        for edition in one.editions:
            home, average = edition.home[answer], edition.average[answer]
            figures = _present(home, average)
            if not figures:
                continue
            word = words.say(surveys.RESPONSES[figures[0].response])
            dots = _dot(home, Who.HOME, words) + _dot(average, Who.AVERAGE, words)
            lines.append(Line(_edition(edition, words), dots, heading=word))
            asked = "; ".join(dict.fromkeys(row.fieldwork for row in figures if row.fieldwork))
            cells = (_edition(edition, words), word, value(home, words), value(average, words), asked)
            rows.append((cells, figures))
    last = next(edition for edition in reversed(one.editions) if any(edition.home))
    said = [f"{words.say(surveys.RESPONSES[row.response])} {value(row, words)}" for row in _present(*last.home)]
    title = words.say(
        N_("{survey}, “{question}”: Latvia – {figures} ({year})"),
        survey=surveys.survey_name(one.name, words), question=question(newest[-1], words),
        figures=", ".join(said), year=last.year,
    )  # fmt: skip
    averages = [figure.country for edition in one.editions for figure in edition.average if figure]
    mean = surveys.country(averages[0], words) if averages else words.say(N_("EU average"))
    columns = (
        Column(words.say(N_("Survey round"))),
        Column(words.say(N_("Answer"))),
        Column(words.say(N_("Latvia")), number=True),
        Column(mean, number=True),
        Column(words.say(N_("Asked")), aside=True),
    )
    legend = [(Who.HOME, False, words.say(N_("Latvia")))]
    legend += [(Who.AVERAGE, False, mean)] if averages else []

    def draw(width: int, said: str) -> Drawing:
        named = (words.say(N_("Answer")), words.say(N_("Survey round")))
        return trust_charts.dots(lines, legend, width, language=words.language, named=named, said=said)

    slug = re.sub(r"[^a-z0-9]+", "-", fold(f"{one.indicator} {one.name} {newest[-1].response}"))
    caption = words.say(N_("One question of one survey, round by round, on a scale of its own"))
    return _told(
        view,
        slug.replace("_", "-"),
        title,
        draw,
        columns=columns,
        lines=rows,
        caption=caption,
        speakers=newest,
        latvian=[cells[-1] for cells, _ in rows],
    )
