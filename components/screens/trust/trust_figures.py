"""The figures of trust as bundles: countries, change, institutions, questions, groups, and other surveys' series."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from components.blocks.figures import Drawing, Figure, FigureColumn, Record
from components.blocks.vocabulary import Content, Link, Paragraph, Text
from components.charts import trust_charts
from components.charts.trust_charts import Bar, Dot, Heads, Line, Share, Who
from components.memo import cached_by_view
from components.screens.trust import whose
from components.screens.trust.whose import asked_said
from components.view import View
from components.wording import provenance, slugs, surveys, trusted
from components.wording.surveys import points, question, value
from data.answers import trust
from data.answers.trust import Edition, Figures, Pair, Series, Topic
from data.contract.addresses import Page
from data.frames import FrameColumn, framed
from data.intake.text import fold
from data.model import AVERAGES, Confidence, Response, TrustFigure
from data.words import N_, Words, latvian_order

if TYPE_CHECKING:
    import pandas as pd

WIDE, NARROW = 720, 330
"""Widths of a drawing on wide screens and on phones."""
_FEW_MOVES = 3
"""Of fewer countries it is not counted in how many a share rose: their own lines say it."""
_FEW_GROUPS = 4
"""So many groups are named in a heading."""
COUNTRIES = "uzticesanas"
"""The name of the drawing of countries, whatever it shows: the new one takes the place of the old."""
PUBLISHED = "†"
"""The sign of a change that is as its source gives it; the others are the difference of two figures."""
NO_CHANGE = f"{surveys.APPROXIMATE}0"
"""What stands for a change that rounding alone could make."""


@cached_by_view
def known(view: View) -> Figures:
    """Return the OECD survey's figures up to the view's day."""
    return trust.survey(view.snapshot, view.day)


@dataclass(frozen=True)
class Told:
    """A figure, what is said of its survey under it, and the number in its title that a heading opens with."""

    figure: Figure
    about: Content
    number: str = ""
    signs: str = ""
    """What stands at its values means, as far as that is not said of every figure."""


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
    gaps: str = "",
    number: str = "",
    signs: str = "",
    wide: int = 0,
) -> Told:
    """Bundle a figure, drawn ``wide`` or as wide as the screens have it.

    ``shares`` are the figures that its frame holds; certainty and source are added.

    ``speakers`` are the rows whose survey, question, dates and sample are told; ``said_by`` gives for every row of the
    frame who says so where no figure is known; ``gaps`` is what is missing, told with whatever is taken away.
    """
    words = view.words
    _ = words.say
    title = provenance.made_up(view, title, "trust")
    rows = [_present(*figures) for figures in zip(*shares.values(), strict=True)]
    rows = [figures or (other,) for figures, other in zip(rows, said_by, strict=True)] if said_by else rows
    about, kept_said = (
        whose.about(view, speakers, signs),
        surveys.not_newest(view, (row for figures in rows for row in figures)),
    )
    sources = [whose.source_texts(figures, words) for figures in rows]
    drawn = {text: whose.source_links(figures, words) for text, figures in zip(sources, rows, strict=True)}
    told: dict[str, list[str | None]] = {
        "certainty": [surveys.certainty(view, figures) or None for figures in rows],
        "source": [text or None for text in sources],
    }
    columns = [
        *columns,
        *(_certainty(column, words) for column in columns if f"{column.name}_confidence" in frame),
        FigureColumn("certainty", _("Confidence"), aside=True),
        FigureColumn("source", _("Source"), aside=True, mark=lambda text: drawn[text]),
    ]
    headings = {column.full or column.heading for column in columns}
    origin = [(heading, text) for heading, text in about.facts if heading not in headings]
    return Told(
        Figure(
            name=name,
            title=title,
            wide=draw(wide or WIDE, title),
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
        number,
        signs,
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
    heading = _("{name}: confidence", name=column.full or column.heading)
    return FigureColumn(name, heading, say=lambda row: surveys.sureness(row[name], words), shown=False)


def _points(name: str, heading: str, words: Words, full: str) -> FigureColumn:
    """Return the column of differences in percentage points."""

    def say(row: Record) -> str:
        if row[name] is None:
            return ""
        return points(row[name], words, row["home_confidence"], row["average_confidence"])

    return FigureColumn(name, heading, full=full, number=True, say=say)


def _share(figure: TrustFigure | None, words: Words) -> Share | None:
    return Share(figure.value, value(figure, words)) if figure and figure.value is not None else None


def _dot(figure: TrustFigure | None, who: Who, words: Words) -> tuple[Dot, ...]:
    """Return the dot of a figure, none where it is not known."""
    share = _share(figure, words)
    return (Dot(share.value, share.text, who),) if share else ()


def _who(country: str) -> Who:
    return {trust.HOME: Who.HOME, trust.AVERAGE: Who.AVERAGE}.get(country, Who.OTHER)


def _present(*figures: TrustFigure | None) -> tuple[TrustFigure, ...]:
    return tuple(figure for figure in figures if figure)


# By country


@dataclass(frozen=True)
class Asked:
    """What of an indicator is compared: its wave, the wanted countries (none: all), the picked ones.

    ``way`` is what else the screen's address holds, for the ways that pick one more or one less.
    """

    year: int
    wanted: frozenset[str] = frozenset()
    indicator: str = trust.NATIONAL
    picked: tuple[str, ...] = ()
    way: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> frozenset[str]:
        """The countries that are to be shown: the picked ones are, whichever are wanted."""
        return self.wanted | frozenset(self.picked) if self.wanted else frozenset()


@cached_by_view
def ranking(view: View, asked: Asked) -> trust.Ranking:
    """Return the ranking of what is compared, those without a place by name.

    Picked countries without any figure are among the missing.
    """
    figures = known(view)
    wanted = asked.shown or trust.countries(figures, asked.indicator) | frozenset(asked.picked)
    ranked = trust.ranking(figures, asked.year, wanted, asked.indicator)

    by_name = sorted(ranked.kept, key=lambda figure: latvian_order(surveys.country(figure.country, view.words)))
    return replace(ranked, kept=tuple(by_name))


@cached_by_view
def gaps(view: View, asked: Asked) -> str:
    """Return which wanted countries have no figure in a wave and which only an approximate one; "" if none."""
    words, ranked = view.words, ranking(view, asked)
    _ = words.say

    def named(codes: Iterable[str]) -> str:
        return ", ".join(sorted((surveys.country(code, words) for code in codes), key=latvian_order))

    lines = []
    if ranked.missing:
        lines.append(_("No figure for {year} in these data: {named}.", year=asked.year, named=named(ranked.missing)))
    unsure = [part.country for part in ranked.countries if part.high.confidence is Confidence.LOW]
    if unsure:
        lines.append(_("Only approximate (≈): {named}.", named=named(unsure)))
    return " ".join(lines)


def toggled(view: View, asked: Asked, code: str) -> str:
    """Return the address of the same screen with a country picked, or no longer picked; "" for what is no choice."""
    if code == trust.HOME or code in AVERAGES:
        return ""
    picked = [one for one in asked.picked if one != code] + ([code] if code not in asked.picked else [])
    return view.address(Page.TRUST, **dict(asked.way) | {"izceltas": slugs.joined(picked)})


def _moved(row: trust.Change | None, words: Words) -> str:
    if not row:
        return ""
    given = [row.published] if row.published else [row.first, row.last]
    return _change(row.points, words, *(figure.confidence for figure in given), published=bool(row.published))


def _change(value: float, words: Words, *confidences: str | None, published: bool) -> str:
    """Return a change: with its sign where it is as published, as none where rounding alone could make it."""
    if published:
        return points(value, words, *confidences) + PUBLISHED
    return NO_CHANGE if abs(value) < trust.ROUNDING else points(value, words, *confidences)


def _bars(view: View, asked: Asked) -> list[Bar]:
    """Return the bars of a ranking: the ranked ones, then by name those whose figure is of another wave, or of none."""
    words, ranked = view.words, ranking(view, asked)

    def bar(code: str, figure: TrustFigure | None, **more: Any) -> Bar:
        name, picked = surveys.country(code, words), code in asked.picked
        href = toggled(view, asked, code)
        return Bar(name, _who(code), _share(figure, words), picked=picked, href=href, **more)

    answers = [
        (value(part.neutral, words), value(part.low, words)) if asked.indicator == trust.NATIONAL else ()
        for part in ranked.rows
    ]
    placed = [
        bar(part.country, part.high, other=_share(part.other, words), note=_moved(part.moved, words), told=told)
        for part, told in zip(ranked.rows, answers, strict=True)
    ]
    rest = [bar(figure.country, figure, note=str(figure.year), kept=True) for figure in ranked.kept]
    rest += [bar(code, None, kept=True) for code in ranked.silent]
    return placed + rest


def countries(view: View, year: int, wanted: frozenset[str]) -> Told | None:
    """Return the wanted countries of a wave by trust in the national government; None where none is known."""
    return compared(view, Asked(year, wanted))


@cached_by_view
def compared(view: View, asked: Asked, wide: int = 0) -> Told | None:
    """Return the wanted countries of a wave, ranked, the OECD average among them; None where none is known.

    It is drawn so ``wide``, or as wide as the screens have it.
    """
    words, ranked = view.words, ranking(view, asked)
    _ = words.say
    if not ranked.rows and not ranked.kept:
        return None
    national, year, other = asked.indicator == trust.NATIONAL, asked.year, ranked.other
    subject = trust.indicators(known(view)).get(asked.indicator)
    heads = Heads(
        country=_("Country"),
        value=str(year),
        other=str(other) if other and any(part.other for part in ranked.rows) else "",
        note=_("change"),
        kept=words.say(
            N_("No figure for {year}: the last known one is shown, with its year and no rank.")
            if ranked.kept
            else N_("No figure for {year}."),
            year=year,
        ),
        last=_("The last one known"),
        unknown=_("no data"),
        told=(_("Neutral"), _("Low or none")) if national else (),
        signs=_signs(ranked, words),
    )
    bars = _bars(view, asked)

    def draw(width: int, description: str) -> Drawing:
        return trust_charts.ranked(bars, heads, width, language=words.language, description=description)

    def own(row: Record) -> str:
        """Say a figure of the wave."""
        return surveys.share(row["high"] if row["year"] == year else None, row["high_confidence"], words)

    def beside(row: Record) -> str:
        """Say the figure of the wave compared with, or else the last one known, with its year if it is another."""
        if row["year"] in (None, year):
            return surveys.share(row["other"], row["other_confidence"], words)
        share = surveys.share(row["high"], row["high_confidence"], words)
        return share if row["year"] == other else f"{share} ({row['year']})"

    def moved(row: Record) -> str:
        if row["points"] is None:
            return ""
        published = bool(row["published"])
        sure = () if published else (row["high_confidence"], row["other_confidence"])
        return _change(row["points"], words, *sure, published=published)

    def basis(row: Record) -> str:
        return "" if row["published"] is None else surveys.basis(row["published"], words)

    names = {code: surveys.country(code, words) for code in codes(ranked)}

    several = ranked.known > 1  # a country that is the only one has no place

    def placed(row: Record) -> str:
        return f"{row['place']}. {names[row['country']]}" if row["place"] and several else names[row["country"]]

    def led(text: str) -> Content:
        """Return a country with its place as a way that picks it."""
        place, space, name = text.partition(". ") if text[:1].isdigit() else ("", "", text)
        return (f"{place}{space}", ways[name]) if name in ways else text

    ways = {name: way for code, name in names.items() if (way := _way(view, asked, code, name))}
    share_name = _("High or moderately high trust")
    if subject and not national:
        share_name = question(subject, words)
    columns = [
        FigureColumn("country", _("Code"), shown=False),
        FigureColumn("country", _("Country"), say=lambda row: names[row["country"]], shown=False),
        FigureColumn("place", _("Rank"), shown=False),
        FigureColumn("country", _("Rank and country") if several else _("Country"), say=placed, mark=led, filed=False),
        FigureColumn("year", _("Wave"), shown=False),
        FigureColumn("high", str(year), full=share_name, unit="%", number=True, say=own),
    ]
    if other:
        full = _("{name}, {year}", name=share_name, year=other)
        columns.append(FigureColumn("other", str(other), full=full, unit="%", number=True, say=beside))
    if any(part.moved for part in ranked.rows):
        columns.append(FigureColumn("points", _("Change, percentage points"), number=True, say=moved))
        columns.append(FigureColumn("published", _("The change is"), aside=True, say=basis, shown=False))
    if national:
        columns += [
            _percent("neutral", _("Neutral"), words, _("Neutral answers")),
            _percent("low", _("Low or none"), words, _("Low or no trust")),
        ]
    nothing = [None] * len(ranked.silent)
    kept_nothing = [None] * (len(ranked.kept) + len(nothing))
    shares: dict[str, Sequence[TrustFigure | None]] = {
        "high": [*(part.high for part in ranked.rows), *ranked.kept, *nothing],
        "other": [*(part.other for part in ranked.rows), *kept_nothing],
        "neutral": [*(part.neutral for part in ranked.rows), *kept_nothing],
        "low": [*(part.low for part in ranked.rows), *kept_nothing],
    }
    caption = words.count(
        "{name}, {year}; {n} country has a known figure",
        "{name}, {year}; {n} countries have a known figure",
        ranked.known,
        name=question(subject, words) if subject else share_name,
        year=year,
    )
    latvian = ranked.of(trust.HOME)
    home = latvian.high if latvian else next((row for row in ranked.kept if row.country == trust.HOME), None)
    average = ranked.average
    speakers = _present(home, *((average.high, average.other) if average else ()))
    speakers = speakers or tuple(part.high for part in ranked.rows[:1]) or ranked.kept[:1]
    slug = "" if national else f"-{asked.indicator.replace('_', '-')}"
    return _told(
        view,
        f"uzticesanas{slug}-{year}",
        _ranked_title(view, asked),
        draw,
        columns=columns,
        frame=trust.ranking_frame(ranked),
        shares=shares,
        caption=caption,
        speakers=speakers,
        gaps=gaps(view, asked),
        number=value(home, words) if home else "",
        signs=_changes_are(ranked, words),
        wide=wide,
    )


def codes(ranked: trust.Ranking) -> list[str]:
    """Return the countries and averages of a ranking in the order of its frame."""
    return [
        *(part.country for part in ranked.rows), *(figure.country for figure in ranked.kept), *ranked.silent,
    ]  # fmt: skip


def _way(view: View, asked: Asked, code: str, name: str) -> Link | None:
    """Return the way that picks a country or no longer does, by its name; None for what cannot be picked.

    It is called the same before and after, so that the focus finds it again; its row says whether it is picked.
    """
    if not (href := toggled(view, asked, code)):
        return None
    return Link(name, href, label=view.words.say(N_("{country}: highlight or remove highlight"), country=name))


def _signs(ranked: trust.Ranking, words: Words) -> str:
    """Return what the signs at the figures of a ranking mean, those that stand there."""
    _ = words.say
    figures = [figure for part in ranked.rows for figure in (part.high, part.other) if figure] + [*ranked.kept]
    said = [text] if (text := _changes_are(ranked, words)) else []
    unsure = any(figure.confidence is Confidence.LOW for figure in figures)
    if unsure or any(part.moved and not part.moved.told for part in ranked.rows):
        said.append(_("≈ approximate"))
    if any(figure.confidence is Confidence.DERIVED for figure in figures):
        said.append(_("* inferred or derived"))
    whole = "; ".join(said)
    return whole[:1].upper() + whole[1:]


def _changes_are(ranked: trust.Ranking, words: Words) -> str:
    """Return what the changes of a ranking are, and the sign at those that a source publishes; "" without any."""
    _ = words.say
    moves = [part.moved for part in ranked.rows if part.moved]
    if any(one.published for one in moves):
        return _(
            "† change as published by the source, not calculated from the two figures shown; the other changes are "
            "calculated from them and, the figures being rounded, may be off by up to {limit} points",
            limit=words.number(trust.ROUNDING),
        )
    if not moves:
        return ""
    return _(
        "changes are the difference between the two figures and, these being rounded, may be off by up to {limit} "
        "points",
        limit=words.number(trust.ROUNDING),
    )


def _ranked_title(view: View, asked: Asked) -> str:
    words, ranked = view.words, ranking(view, asked)
    _ = words.say
    latvian = ranked.of(trust.HOME)
    average = _("no comparable OECD average in these data")
    if ranked.average:
        average = _("OECD average {average}", average=value(ranked.average.high, words))
    subject = trust.indicators(known(view)).get(asked.indicator)
    about = question(subject, words) if subject else asked.indicator
    if latvian is None:
        last = next((row for row in ranked.kept if row.country == trust.HOME), None)
        if last:
            text = N_("{home} in Latvia in {last}, and no figure yet for {year}: “{about}”; {average}")
        else:
            text = N_("{year}, “{about}”: no Latvian figure; {average}")
        return words.say(
            text,
            home=value(last, words),
            last=last.year if last else "",
            year=asked.year,
            about=about,
            average=average,
        )
    place = ""
    if ranked.known > 1:
        place = words.count(
            ": rank {place} of the {n} country with a figure here",
            ": rank {place} of the {n} countries with a figure here",
            ranked.known,
            place=latvian.place,
        )
    text = (
        N_("{home} of people in Latvia had high or moderately high trust in the government in {year}{place}; "
           "{average}")
        if asked.indicator == trust.NATIONAL
        else N_("{home} in Latvia in {year}, “{about}”{place}; {average}")
    )  # fmt: skip
    return words.say(text, home=value(latvian.high, words), year=asked.year, about=about, place=place, average=average)


@cached_by_view
def moves(view: View, asked: Asked) -> str:
    """Return in how many of all countries the share rose and fell between both waves, and the rule; "" of few."""
    words, figures = view.words, known(view)
    other = ranking(view, asked).other
    if other is None:
        return ""
    first, last = sorted((other, asked.year))
    found = trust.changes(figures, first, last, asked.indicator)
    if len(found) < _FEW_MOVES:
        return ""
    rose, fell = (sum(one.told and sign * one.points > 0 for one in found) for sign in (1, -1))
    said = words.count(
        "From {first} to {last}, {n} country has both figures: {rose}, {fell}",
        "From {first} to {last}, {n} countries have both figures: {rose}, {fell}",
        len(found),
        first=first,
        last=last,
        rose=words.count("a rise in {n} country", "a rise in {n} countries", rose),
        fell=words.count("a fall in {n} country", "a fall in {n} countries", fell),
    )
    same = len(found) - rose - fell
    if not same:
        return f"{said}."
    return words.count(
        "{said}; in {n} more country the change is less than {limit} points and may be due to rounding alone.",
        "{said}; in {n} more countries the change is less than {limit} points and may be due to rounding alone.",
        same,
        said=said,
        limit=words.number(trust.ROUNDING),
    )


# Latvia beside the OECD average

STEP_LINES = 88
"""How high all lines of dots of a step's drawing are at least: under few of them it would stay empty."""


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
    number: str = "",
    wide: int = 0,
) -> Told:
    """Bundle pairs: the table holds them all, the drawing those given; ``measured`` says in a file what they are.

    ``wide`` is the width of the drawing where it is not that of the screens.

    An indicator that is compared by country leads to its countries.
    """
    words = view.words
    _ = words.say

    offered = trust.indicators(known(view))
    # Of one wave each line is another institution, so its name stands beside it and not above.
    alone = bool(wide) and len({pair.subject.year for pair in drawn}) == 1 < len(drawn)

    def subject(pair: Pair) -> str:
        group = pair.subject.group
        if group and pair.subject.indicator == trust.NATIONAL:
            return surveys.group_name(group, words)
        return surveys.question_of(pair.subject, words)

    def href(pair: Pair) -> str:
        code = pair.subject.indicator
        wanted = {"raditajs": "" if code == trust.NATIONAL else code}
        return view.address(Page.TRUST, **wanted) if code in offered and not pair.subject.group else ""

    def draw(width: int, description: str) -> Drawing:
        lines = [
            Line(
                subject(pair) if alone else str(pair.subject.year),
                _dot(pair.home, Who.HOME, words) + _dot(pair.average, Who.AVERAGE, words),
                heading="" if alone else subject(pair),
                href=href(pair),
            )
            for pair in drawn
        ]
        named = (heading, _("Year"))
        return trust_charts.dots(
            lines,
            _legend(words),
            width,
            language=words.language,
            named=named,
            description=description,
            apart=max(trust_charts.APART, STEP_LINES / max(len(lines), 1)) if wide else trust_charts.APART,
        )

    asked = {(pair.subject.indicator, pair.subject.group): subject(pair) for pair in pairs}
    shown: dict[str, Content] = {subject(pair): Link(subject(pair), way) for pair in pairs if (way := href(pair))}
    for pair in pairs:
        if language := surveys.group_language(pair.subject.group or "", words):
            shown[subject(pair)] = Text(subject(pair), lang=language)
    columns = (
        FigureColumn(
            "indicator",
            heading,
            aside=True,
            say=lambda row: asked[row["indicator"], row["group"]],
            mark=lambda text: shown.get(text, text),
        ),
        FigureColumn("year", _("Year")),
        *(
            _percent(name, side_name, words, words.say(measured, name=side_name))
            for name, side_name in (("home", _("Latvia")), ("average", _("OECD average")))
        ),
        _points("gap", _("Difference*, percentage points"), words, _("Difference, points (derived)")),
    )
    shares = {"home": [pair.home for pair in pairs], "average": [pair.average for pair in pairs]}
    speakers = [row for pair in pairs for row in _present(pair.home, pair.average)]
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
        number=number,
        wide=wide,
    )


def _legend(words: Words) -> list[tuple[Who, str]]:
    _ = words.say
    return [(Who.HOME, _("Latvia")), (Who.AVERAGE, _("OECD average"))]


@cached_by_view
def institutions(view: View) -> Told | None:
    """Return trust by institution in the waves with Latvian figures; None where there is none."""
    words, pairs = view.words, trust.institutions(known(view))
    _ = words.say
    newest = max((pair.subject.year for pair in pairs if pair.home), default=0)
    homes = [pair.home for pair in pairs if pair.home and pair.subject.year == newest]
    if not homes:
        return None
    title = trusted.extremes(homes[0], homes[-1], len(homes), words)
    caption = _("Share with high or moderately high trust, by institution and wave")
    heading = _("Institution")
    measured = N_("{name}: high or moderately high trust")
    return _pairs(
        view,
        "uzticesanas-iestades",
        title,
        pairs,
        pairs,
        caption=caption,
        heading=heading,
        measured=measured,
    )


@cached_by_view
def government(view: View, wide: int) -> Told | None:
    """Return Latvia's trust in the national government beside the OECD average, a pair a wave, as a picture so wide.

    None where no Latvian figure is known. The title is the newest pair in one sentence.
    """
    words, figures = view.words, known(view)
    _ = words.say
    every = [pair for pair in trust.national(figures) if pair.home]
    if not every:
        return None
    newest = every[0]
    title = _(
        "In {year}, {home} of people in Latvia trusted the government",
        home=value(newest.home, words),
        year=newest.subject.year,
    )
    if newest.average:
        title = _(
            "In {year}, {home} of people in Latvia trusted the government; the OECD average was {average}",
            home=value(newest.home, words),
            average=value(newest.average, words),
            year=newest.subject.year,
        )
    return _pairs(
        view,
        "uzticesanas-valdibai",
        title,
        every,
        every,
        caption=_("Share with high or moderately high trust in the national government, by wave"),
        heading=_("Institution"),
        measured=N_("{name}: high or moderately high trust"),
        number=value(newest.home, words),
        wide=wide,
    )


@cached_by_view
def newest_institutions(view: View, wide: int, most: int) -> Told | None:
    """Return trust by institution in the newest wave with Latvian figures, the highest and the lowest, so wide.

    None where there is none. At most so many are drawn; the table holds them all.
    """
    told = institutions(view)
    if told is None:
        return None
    words, pairs = view.words, [pair for pair in trust.institutions(known(view)) if pair.home]
    _ = words.say
    newest = max(pair.subject.year for pair in pairs)
    of_wave = [pair for pair in pairs if pair.subject.year == newest]
    half = most // 2
    drawn = of_wave if len(of_wave) <= most else [*of_wave[: most - half], *of_wave[-half:]]
    homes = _present(of_wave[0].home, of_wave[-1].home)
    title = trusted.extremes(homes[0], homes[-1], len(of_wave), words)
    return _pairs(
        view,
        "uzticesanas-iestades-isi",
        title,
        of_wave,
        drawn,
        caption=told.figure.caption,
        heading=_("Institution"),
        measured=N_("{name}: high or moderately high trust"),
        wide=wide,
    )


@cached_by_view
def people(view: View) -> Told | None:
    """Return trust in other people, which is no institution; None where no Latvian figure is known."""
    words, pairs = view.words, trust.people(known(view))
    _ = words.say
    newest = next((pair for pair in pairs if pair.home), None)
    if not newest:
        return None
    title = _(
        "In {year}, {home} of people in Latvia trusted {whom}"
        if (name := surveys.whom(newest.subject, words))
        else "“{about}” – Latvia {home} ({year})",
        about=question(newest.subject, words),
        whom=name,
        home=value(newest.home, words),
        year=newest.subject.year,
    )
    caption = _("Share with high or moderately high trust in other people, by wave")
    heading = _("Asked about")
    measured = N_("{name}: high or moderately high trust")
    return _pairs(
        view, "uzticesanas-cilvekiem", title, pairs, pairs, caption=caption, heading=heading, measured=measured
    )


TOPICS = {
    Topic.COMPLEX: N_("Decision-making on complex issues"),
    Topic.DAILY: N_("Everyday dealings with public services"),
    Topic.VOICE: N_("Having a say"),
}
"""What the survey's questions are about, as the OECD groups them."""


@cached_by_view
def items(view: View, topic: Topic, wide: int = 0) -> Told | None:
    """Return a topic's questions, Latvia beside the OECD average; None where no Latvian figure is known.

    It is drawn so ``wide``, or as wide as the screens have it.
    """
    words, pairs = view.words, trust.items(known(view), topic)
    _ = words.say
    drawn = [pair for pair in pairs if pair.home]
    if not drawn:
        return None
    widest = drawn[0]
    title = words.say(
        N_("{topic}: “{question}” – {home} of people in Latvia in {year}; {average}")
        if widest.gap is None or widest.gap >= 0 or sum(pair.gap is not None for pair in drawn) == 1
        else N_(
            "{topic}, the widest known gap to the average: “{question}” – {home} of people in Latvia in {year}; "
            "{average}"
        ),
        topic=words.say(TOPICS[topic]),
        question=surveys.question_of(widest.subject, words),
        home=value(widest.home, words),
        average=_("OECD average {average}", average=value(widest.average, words))
        if widest.average
        else _("no comparable OECD average in these data"),
        year=widest.subject.year,
    )
    caption = _("Share who agree, think it likely or are satisfied; the widest gap to the OECD average first")
    heading = _("Asked about")
    number = value(widest.home, words)
    name = f"uzticesanas-{topic}"
    return _pairs(view, name, title, pairs, drawn, caption=caption, heading=heading, number=number, wide=wide)


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
        "drawn, since it says nothing about Latvia"
    )
    heading = _("Group")
    measured = N_("{name}: high or moderately high trust")
    return _pairs(
        view,
        "uzticesanas-grupas",
        title,
        pairs,
        drawn,
        caption=caption,
        heading=heading,
        measured=measured,
    )


def _few_groups(drawn: Sequence[Pair], words: Words) -> str:
    """Return a heading that names every group."""
    named = "; ".join(
        f"{value(pair.home, words)} ({surveys.group_name(pair.subject.group or '', words)}, "
        f"{words.years(pair.subject.year, None)})"
        for pair in drawn
    )
    return words.count(
        "Trust in the government in Latvia: {named}. A Latvian figure is known for only {n} group",
        "Trust in the government in Latvia: {named}. Latvian figures are known for only {n} groups",
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
        "Trust in the government in Latvia in {year}, the highest of {n} group with a known figure: "
        "“{high}”, {most}; the lowest: “{low}”, {least}",
        "Trust in the government in Latvia in {year}, the highest of {n} groups with a known figure: "
        "“{high}”, {most}; the lowest: “{low}”, {least}",
        len(ordered),
        year=year,
        high=high,
        most=value(ordered[-1], words),
        low=low,
        least=value(ordered[0], words),
    )


# Other surveys


@cached_by_view
def _others(view: View) -> tuple[Series, ...]:
    return trust.other_series(view.snapshot, view.day)


@cached_by_view
def series(view: View) -> tuple[Told, ...]:
    """Return every other survey's question with more than one figure, each in a figure of its own."""
    return tuple(_series(view, one) for one in _others(view) if not _lone(one))


def later_elsewhere(view: View, indicator: str, year: int) -> str:
    """Return in words what another survey found of what an indicator asks, where it has a later figure; else "".

    Its question is on the same where its id ends as the indicator's ("eb_trust_police" and "trust_police").
    """
    later = [
        one
        for one in _others(view)
        if one.indicator.endswith(f"_{indicator}") and not _lone(one)
        if any(edition.year > year and any(edition.home) for edition in one.editions)
    ]
    return _series_title(later[0], view.words) if later else ""


@cached_by_view
def lone(view: View) -> tuple[TrustFigure, ...]:
    """Return the Latvian figures of other surveys that stand alone: there is nothing to draw beside them."""
    homes = [figure for one in _others(view) if _lone(one) for edition in one.editions for figure in edition.home]
    return _present(*homes)


def _lone(one: Series) -> bool:
    return sum(len(edition.figures) for edition in one.editions) == 1


def _last(one: Series) -> Edition:
    """Return the last edition in which a question of another survey was asked in Latvia."""
    return next(edition for edition in reversed(one.editions) if any(edition.home))


def _series_title(one: Series, words: Words) -> str:
    """Return what a question of another survey found when it was last asked in Latvia."""
    return trusted.elsewhere(one.name, _present(*_last(one).home), words)


def _series(view: View, one: Series) -> Told:
    words = view.words
    _ = words.say
    lines: list[Line] = []
    newest = [figure for edition in one.editions for figure in edition.home if figure]
    for edition, home, average in one.rows:
        word = words.say(surveys.RESPONSES[_present(home, average)[0].response])
        dots = _dot(home, Who.HOME, words) + _dot(average, Who.AVERAGE, words)
        lines.append(Line(surveys.edition(edition.survey, edition.year, words), dots, heading=word))
    averages = [figure.country for edition in one.editions for figure in edition.average if figure]
    mean = surveys.country(averages[0], words) if averages else _("EU average")
    columns = (
        FigureColumn("survey", _("Survey round"), say=lambda row: surveys.edition(row["survey"], row["year"], words)),
        FigureColumn("response", _("Answer"), say=lambda row: words.say(surveys.RESPONSES[Response(row["response"])])),
        _percent("home", _("Latvia"), words),
        _percent("average", mean, words),
        FigureColumn("asked", _("Asked"), aside=True, mark=lambda text: asked_said(text, words)),
    )
    legend = [(Who.HOME, _("Latvia"))]
    legend += [(Who.AVERAGE, mean)] if averages else []

    def draw(width: int, description: str) -> Drawing:
        named = (_("Answer"), _("Survey round"))
        return trust_charts.dots(lines, legend, width, language=words.language, named=named, description=description)

    slug = re.sub(r"[^a-z0-9]+", "-", fold(f"{one.indicator} {one.name} {newest[-1].response}"))
    caption = _("One question of one survey, round by round; each question has a picture of its own")
    return _told(
        view,
        slug.replace("_", "-"),
        _series_title(one, words),
        draw,
        columns=columns,
        frame=trust.series_frame(one),
        shares={"home": [home for _, home, _ in one.rows], "average": [average for _, _, average in one.rows]},
        caption=caption,
        speakers=[figure for edition in one.editions for figure in edition.figures],
        number=value(_present(*_last(one).home)[0], words),
    )
