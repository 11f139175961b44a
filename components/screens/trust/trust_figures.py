"""The figures of trust as bundles: countries, change, institutions, questions, groups, and other surveys' series."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.blocks.figures import Drawing, Figure, FigureColumn, Record
from components.blocks.vocabulary import Content, Paragraph, Text, joined
from components.charts import trust_charts
from components.charts.trust_charts import Bar, Dot, Line, Share, Who
from components.memo import cached_by_view
from components.screens.trust import whose
from components.view import View
from components.wording import provenance, surveys
from components.wording.surveys import points, question, value
from data.answers import trust
from data.answers.trust import Figures, Pair, Series, Topic
from data.contract.addresses import Page
from data.frames import FrameColumn, framed
from data.intake.text import fold
from data.model import Confidence, Response, TrustFigure
from data.words import N_, Words, latvian_order

if TYPE_CHECKING:
    import pandas as pd

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


@cached_by_view
def known(view: View) -> Figures:
    """Return the OECD survey's figures up to the view's day."""
    return trust.survey(view.snapshot, view.day)


@dataclass(frozen=True)
class Told:
    """A figure and what is said of its survey under it."""

    figure: Figure
    about: Content


Shares = Mapping[str, Sequence[TrustFigure | None]]
"""The figures of a table by the frame's column that holds their values, each a row's."""
_TOLD = (
    FrameColumn("certainty", "string", "How sure a row's figures are, and which are not of the newest read, in words."),
    FrameColumn("source", "string", "Where a row's figures come from."),
)
"""What is added to every frame of figures."""


def _told(
    view: View,
    name: str,
    title: str,
    draw: Callable[[int, str], Drawing],
    *,
    frame: "pd.DataFrame",
    columns: Sequence[FigureColumn],
    shares: Shares,
    caption: str,
    speakers: Iterable[TrustFigure],
    said_by: Sequence[TrustFigure] = (),
    width: int = WIDE,
    gaps: str = "",
) -> Told:
    """Bundle a figure. ``shares`` are the figures that its frame holds; certainty and source are added.

    ``speakers`` are the rows whose survey, question, dates and sample are told; ``said_by`` gives for every row of the
    frame who says so where no figure is known; ``gaps`` is what is missing, told with whatever is taken away.
    """
    words = view.words
    _ = words.say
    title = provenance.made_up(view, title, "trust")
    rows = [_present(*figures) for figures in zip(*shares.values(), strict=True)]
    rows = [figures or (other,) for figures, other in zip(rows, said_by, strict=True)] if said_by else rows
    about, kept_said = (
        whose.about(view, speakers),
        surveys.not_newest(view, (row for figures in rows for row in figures)),
    )
    links = {surveys.source_text(row): whose.source_link(row) for figures in rows for row in figures}
    sources = [tuple(dict.fromkeys(surveys.source_text(row) for row in figures)) for figures in rows]
    drawn = {
        "; ".join(figures): joined(list(dict.fromkeys(links[one] for one in figures)), "; ") for figures in sources
    }
    told: dict[str, list[str | None]] = {
        "certainty": [surveys.certainty(view, figures) or None for figures in rows],
        "source": ["; ".join(names_of) or None for names_of in sources],
    }
    columns = [
        *columns,
        *(_certainty(column, words) for column in columns if f"{column.name}_confidence" in frame),
        FigureColumn("certainty", _("Certainty"), aside=True),
        FigureColumn("source", _("Source"), aside=True, mark=lambda text: drawn[text]),
    ]
    headings = {column.full or column.heading for column in columns}
    origin = [(heading, text) for heading, text in about.facts if heading not in headings]
    return Told(
        Figure(
            name=name,
            title=title,
            wide=draw(width, title),
            narrow=draw(NARROW, title),
            alt=title,
            columns=tuple(columns),
            frame=frame.assign(**framed(_TOLD, told)),
            caption=provenance.made_up(view, caption, "trust"),
            source=" · ".join(part for part in (gaps, kept_said, about.taken) if part),
            tables=("trust",),
            taken=(*origin, *provenance.taken(view, "trust", notes=[gaps, kept_said, *about.notes])),
        ),
        (Paragraph(f"{kept_said}.", "small mark") if kept_said else "", about.shown),
    )


def _percent(name: str, heading: str, words: Words, full: str = "") -> FigureColumn:
    """Return the column of figures in percent."""

    def say(row: Record) -> str:
        return surveys.share(row[name], row[f"{name}_confidence"], words)

    return FigureColumn(name, heading, full=full, unit="%", number=True, say=say)


def _certainty(column: FigureColumn, words: Words) -> FigureColumn:
    """Return the column that says in a file how sure each figure of another column is: there are no signs there."""
    _ = words.say
    name = f"{column.name}_confidence"
    heading = _("{name}: certainty", name=column.full or column.heading)
    return FigureColumn(name, heading, say=lambda row: surveys.sureness(row[name], words), shown=False)


def _points(name: str, heading: str, words: Words) -> FigureColumn:
    """Return the column of changes or differences in percentage points."""
    return FigureColumn(
        name, heading, number=True, say=lambda row: "" if row[name] is None else points(row[name], words)
    )


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


@cached_by_view
def gaps(view: View, year: int, wanted: frozenset[str]) -> str:
    """Return which wanted countries have no figure in a wave and which only an approximate one; "" if none."""
    words, ranking = view.words, trust.ranking(known(view), year, wanted)
    _ = words.say

    def named(codes: Iterable[str]) -> str:
        return ", ".join(sorted((surveys.country(code, words) for code in codes), key=latvian_order))

    lines = []
    if ranking.missing:
        lines.append(_("No figure for {year}: {named}.", year=year, named=named(ranking.missing)))
    unsure = [part.country for part in ranking.countries if part.high.confidence is Confidence.LOW]
    if unsure:
        lines.append(_("Only approximate (≈): {named}.", named=named(unsure)))
    return " ".join(lines)


@cached_by_view
def countries(view: View, year: int, wanted: frozenset[str]) -> Told | None:
    """Return the wanted countries of a wave, ranked, the OECD average among them; None where none is known."""
    words, ranking = view.words, trust.ranking(known(view), year, wanted)
    _ = words.say
    parts = ranking.rows
    if not parts:
        return None
    bars = []
    for part in parts:
        high = _share(part.high, words)
        assert high, "only known figures are ranked"
        name = surveys.country(part.country, words)
        href = view.address(Page.TRUST, valstis=part.country)
        bars.append(Bar(name, _who(part.country), high, _share(part.neutral, words), _share(part.low, words), href))
    heads = (
        _("High or moderately high"),
        _("Neutral"),
        _("Low or none"),
    )

    def draw(width: int, description: str) -> Drawing:
        named = _("Country")
        return trust_charts.ranked(
            bars, heads, _("no data"), width, language=words.language, named=named, description=description
        )

    columns = (
        FigureColumn("country", _("Code"), shown=False),
        FigureColumn("country", _("Country"), say=lambda row: surveys.country(row["country"], words)),
        FigureColumn(
            "place",
            _("Place"),
            number=True,
            aside=True,
            say=lambda row: words.number(row["place"]) if row["place"] else "",
        ),
        _percent("high", heads[0], words, _("High or moderately high trust")),
        _percent("neutral", heads[1], words, _("Neutral answers")),
        _percent("low", heads[2], words, _("Low or no trust")),
    )
    shares: Shares = {
        "high": [part.high for part in parts],
        "neutral": [part.neutral for part in parts],
        "low": [part.low for part in parts],
    }
    caption = words.count(
        "Trust in the national government, {year}: share of answers; {n} country has a known figure",
        "Trust in the national government, {year}: share of answers; {n} countries have a known figure",
        ranking.known,
        year=year,
    )
    latvian = ranking.of(trust.HOME)
    speakers = _present(latvian.high if latvian else None, ranking.average.high if ranking.average else None) or (
        parts[0].high,
    )
    return _told(
        view,
        f"uzticesanas-{year}",
        _ranked_title(view, year, wanted),
        draw,
        columns=columns,
        frame=trust.ranking_frame(ranking),
        shares=shares,
        caption=caption,
        speakers=speakers,
        gaps=gaps(view, year, wanted),
    )


def _ranked_title(view: View, year: int, wanted: frozenset[str]) -> str:
    words, ranking = view.words, trust.ranking(known(view), year, wanted)
    _ = words.say
    latvian, average = ranking.of(trust.HOME), value(ranking.average.high if ranking.average else None, words)
    if latvian is None:
        return _("{year}: no Latvian figure yet; OECD average {average}", year=year, average=average)
    return words.count(
        "{year}: with {home} Latvia is number {place} of {n} country with a known figure; OECD average {average}",
        "{year}: with {home} Latvia is number {place} of {n} countries with a known figure; OECD average {average}",
        ranking.known,
        year=year,
        home=value(latvian.high, words),
        place=latvian.place,
        average=average,
    )


@cached_by_view
def changes(view: View, year: int, wanted: frozenset[str]) -> Told | None:
    """Return how the wanted countries moved since the wave before, as published where it is; None where none is."""
    words, figures = view.words, known(view)
    _ = words.say
    first = trust.before(figures, year)
    both_known = list(trust.changes(figures, first, year, wanted)) if first else []
    if not first or not both_known:
        return None
    shared = trust.same_countries(figures, first, year)
    shown = sorted([*both_known, *([shared] if shared else [])], key=lambda one: -one.points)
    names = {one.country: surveys.country(one.country, words) for one in shown}
    names[trust.AVERAGE] = _("OECD, same countries")

    def note(one: trust.Change) -> str:
        return points(one.points, words) + ("" if one.published else "*")

    def draw(width: int, description: str) -> Drawing:
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
        named = ("", _("Country"))
        return trust_charts.dots(lines, legend, width, language=words.language, named=named, description=description)

    columns = (
        FigureColumn("country", _("Code"), shown=False),
        FigureColumn("country", _("Country"), say=lambda row: names[row["country"]]),
        *(
            _percent(name, str(wave), words, _("High or moderately high trust, {year}", year=wave))
            for name, wave in (("first", first), ("last", year))
        ),
        _points("points", _("Change, percentage points"), words),
        FigureColumn(
            "published",
            _("The change is"),
            aside=True,
            say=lambda row: surveys.basis(row["published"], words),
        ),
    )
    shares: Shares = {
        "first": [one.first for one in shown],
        "last": [one.last for one in shown],
        "points": [one.published for one in shown],
    }
    rose = sum(one.points > 0 for one in both_known if one.published or abs(one.points) >= ROUNDING)
    title = words.count(
        "From {first} to {last} trust rose in {rose} of {n} country with both figures",
        "From {first} to {last} trust rose in {rose} of {n} countries with both figures",
        len(both_known),
        first=first,
        last=year,
        rose=rose,
    )
    if home := next((one for one in both_known if one.country == trust.HOME), None):
        title = _("{title}; Latvia: {points}", title=title, points=note(home))
    caption = _(
        "High or moderately high trust, {first} and {last}; a derived change is the difference of the two figures",
        first=first,
        last=year,
    )
    speakers = [one.last for one in both_known if one.country == trust.HOME] or [both_known[0].last]
    return _told(
        view,
        f"uzticesanas-{first}-{year}",
        title,
        draw,
        columns=columns,
        frame=trust.changes_frame(shown),
        shares=shares,
        caption=caption,
        speakers=[*speakers, *_present(shared.last if shared else None)],
        width=BESIDE,
    )


# Latvia beside the OECD average


def _pairs(
    view: View,
    name: str,
    title: str,
    pairs: Sequence[Pair],
    drawn: Sequence[Pair],
    *,
    caption: str,
    heading: str,
    measured: str = "{name}",
) -> Told:
    """Bundle pairs: the table holds them all, the drawing those given; ``measured`` says in a file what they are."""
    words = view.words
    _ = words.say

    def subject(pair: Pair) -> str:
        group = pair.subject.group
        return surveys.group_name(group, words) if group else question(pair.subject, words)

    def draw(width: int, description: str) -> Drawing:
        lines = [
            Line(
                str(pair.subject.year),
                _dot(pair.home, Who.HOME, words) + _dot(pair.average, Who.AVERAGE, words),
                heading=subject(pair),
            )
            for pair in drawn
        ]
        named = (heading, _("Year"))
        return trust_charts.dots(
            lines, _legend(words), width, language=words.language, named=named, description=description
        )

    asked = {(pair.subject.indicator, pair.subject.group): subject(pair) for pair in pairs}
    columns = (
        FigureColumn("indicator", heading, aside=True, say=lambda row: asked[row["indicator"], row["group"]]),
        FigureColumn("year", _("Year")),
        *(
            _percent(name, side_name, words, words.say(measured, name=side_name))
            for name, side_name in (("home", _("Latvia")), ("average", _("OECD average")))
        ),
        _points("gap", _("Difference, points (derived)"), words),
    )
    shares = {"home": [pair.home for pair in pairs], "average": [pair.average for pair in pairs]}
    speakers = [row for pair in drawn for row in _present(pair.home, pair.average)]
    return _told(
        view,
        name,
        title,
        draw,
        columns=columns,
        frame=trust.pairs_frame(pairs),
        shares=shares,
        said_by=[pair.subject for pair in pairs],
        caption=caption,
        speakers=speakers,
    )


def _legend(words: Words) -> list[tuple[Who, bool, str]]:
    _ = words.say
    return [(Who.HOME, False, _("Latvia")), (Who.AVERAGE, False, _("OECD average"))]


@cached_by_view
def institutions(view: View) -> Told | None:
    """Return trust by institution in the waves with Latvian figures; None where there is none."""
    words, pairs = view.words, trust.institutions(known(view))
    _ = words.say
    newest = max((pair.subject.year for pair in pairs if pair.home), default=0)
    homes = [
        pair.home for pair in pairs if pair.home and pair.subject.year == newest and pair.subject.indicator != PEOPLE
    ]
    if not homes:
        return None
    title = _(
        "{year}: of the institutions that are known for Latvia, the highest is “{high}” ({most}), "
        "the lowest “{low}” ({least})",
        year=newest,
        high=question(homes[0], words),
        most=value(homes[0], words),
        low=question(homes[-1], words),
        least=value(homes[-1], words),
    )
    caption = _("Share with high or moderately high trust, by institution and wave")
    heading = _("Institution")
    measured = N_("{name}: high or moderately high trust")
    return _pairs(
        view, "uzticesanas-iestades", title, pairs, pairs, caption=caption, heading=heading, measured=measured
    )


TOPICS = {
    Topic.COMPLEX: N_("Decision making on complex issues"),
    Topic.DAILY: N_("Everyday dealings with public services"),
    Topic.VOICE: N_("Having a say"),
}
"""What the survey's questions are about, as the OECD groups them."""


@cached_by_view
def items(view: View, topic: Topic) -> Told | None:
    """Return a topic's questions, Latvia beside the OECD average; None where no Latvian figure is known."""
    words, pairs = view.words, trust.items(known(view), topic)
    _ = words.say
    drawn = [pair for pair in pairs if pair.home]
    if not drawn:
        return None
    widest = drawn[0]
    title = words.say(
        N_("{topic}: “{question}” – Latvia {home}, OECD average {average} ({year})")
        if widest.gap is None or widest.gap >= 0
        else N_("{topic}, the widest known gap: “{question}” – Latvia {home}, OECD average {average} ({year})"),
        topic=words.say(TOPICS[topic]),
        question=question(widest.subject, words),
        home=value(widest.home, words),
        average=value(widest.average, words),
        year=widest.subject.year,
    )
    caption = _("Share that is confident or finds a good outcome likely; the widest gap first")
    heading = _("Asked about")
    return _pairs(view, f"uzticesanas-{topic}", title, pairs, drawn, caption=caption, heading=heading)


@cached_by_view
def groups(view: View) -> Told | None:
    """Return the groups with a Latvian figure, drawn, and in the table those where only the OECD average is known."""
    words, pairs = view.words, trust.groups(known(view))
    _ = words.say
    drawn = [pair for pair in pairs if pair.home]
    if not drawn:
        return None
    title = _few_groups(drawn, words) if len(drawn) <= _FEW_GROUPS else _many_groups(drawn, words)
    caption = _(
        "High or moderately high trust in the government by group; where only the OECD average is known, it is not "
        "drawn, since it says nothing of Latvia"
    )
    heading = _("Group")
    measured = N_("{name}: high or moderately high trust")
    return _pairs(view, "uzticesanas-grupas", title, pairs, drawn, caption=caption, heading=heading, measured=measured)


def _few_groups(drawn: Sequence[Pair], words: Words) -> str:
    named = "; ".join(
        f"{surveys.group_name(pair.subject.group or '', words)} – {value(pair.home, words)} ({pair.subject.year})"
        for pair in drawn
    )
    return words.count(
        "For Latvia the figure of only {n} group is known: {named}",
        "For Latvia the figures of only {n} groups are known: {named}",
        len(drawn),
        named=named,
    )


def _many_groups(drawn: Sequence[Pair], words: Words) -> str:
    """Return the range of the newest wave's groups: a heading that named them all would be a table."""
    year = max(pair.subject.year for pair in drawn)
    homes = [pair.home for pair in drawn if pair.home and pair.subject.year == year]
    ordered = sorted(homes, key=lambda figure: figure.value or 0.0)
    low, high = (surveys.group_name(ordered[at].group or "", words) for at in (0, -1))
    return words.count(
        "{year}: of {n} group known for Latvia, trust is highest in “{high}” ({most}), lowest in “{low}” ({least})",
        "{year}: of {n} groups known for Latvia, trust is highest in “{high}” ({most}), lowest in “{low}” ({least})",
        len(ordered),
        year=year,
        high=high,
        most=value(ordered[-1], words),
        low=low,
        least=value(ordered[0], words),
    )


# Other surveys


def _edition(survey: str, year: int, words: Words) -> str:
    _ = words.say
    number = trust.edition_of(survey)[1]
    if number.isdecimal():
        return _("{year}, No. {number}", year=year, number=number)
    return str(year)


@cached_by_view
def _others(view: View) -> tuple[Series, ...]:
    return trust.other_series(view.snapshot, view.day)


@cached_by_view
def series(view: View) -> tuple[Told, ...]:
    """Return every other survey's question with more than one figure, each in a figure of its own."""
    return tuple(_series(view, one) for one in _others(view) if not _lone(one))


@cached_by_view
def lone(view: View) -> tuple[TrustFigure, ...]:
    """Return the Latvian figures of other surveys that stand alone: there is nothing to draw beside them."""
    homes = [figure for one in _others(view) if _lone(one) for edition in one.editions for figure in edition.home]
    return _present(*homes)


def _lone(one: Series) -> bool:
    return sum(len(edition.figures) for edition in one.editions) == 1


def _series(view: View, one: Series) -> Told:
    words = view.words
    _ = words.say
    lines: list[Line] = []
    newest = [figure for edition in one.editions for figure in edition.home if figure]
    for edition, home, average in one.rows:
        word = words.say(surveys.RESPONSES[_present(home, average)[0].response])
        dots = _dot(home, Who.HOME, words) + _dot(average, Who.AVERAGE, words)
        lines.append(Line(_edition(edition.survey, edition.year, words), dots, heading=word))
    last = next(edition for edition in reversed(one.editions) if any(edition.home))
    shares_said = [f"{words.say(surveys.RESPONSES[row.response])} {value(row, words)}" for row in _present(*last.home)]
    title = _(
        "{survey}, “{question}”: Latvia – {figures} ({year})",
        survey=surveys.survey_name(one.name, words),
        question=question(newest[-1], words),
        figures=", ".join(shares_said),
        year=last.year,
    )
    averages = [figure.country for edition in one.editions for figure in edition.average if figure]
    mean = surveys.country(averages[0], words) if averages else _("EU average")
    columns = (
        FigureColumn("survey", _("Survey round"), say=lambda row: _edition(row["survey"], row["year"], words)),
        FigureColumn("response", _("Answer"), say=lambda row: words.say(surveys.RESPONSES[Response(row["response"])])),
        _percent("home", _("Latvia"), words),
        _percent("average", mean, words),
        FigureColumn("asked", _("Asked"), aside=True, mark=lambda text: Text(text, lang="lv")),
    )
    legend = [(Who.HOME, False, _("Latvia"))]
    legend += [(Who.AVERAGE, False, mean)] if averages else []

    def draw(width: int, description: str) -> Drawing:
        named = (_("Answer"), _("Survey round"))
        return trust_charts.dots(lines, legend, width, language=words.language, named=named, description=description)

    slug = re.sub(r"[^a-z0-9]+", "-", fold(f"{one.indicator} {one.name} {newest[-1].response}"))
    caption = _("One question of one survey, round by round, on a scale of its own")
    return _told(
        view,
        slug.replace("_", "-"),
        title,
        draw,
        columns=columns,
        frame=trust.series_frame(one),
        shares={"home": [home for _, home, _ in one.rows], "average": [average for _, _, average in one.rows]},
        caption=caption,
        speakers=newest,
    )
