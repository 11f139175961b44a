"""Need and known allocation, year by year."""

from components.blocks import figures
from components.blocks.figures import Figure, FigureColumn, Record
from components.blocks.vocabulary import Content, Heading, Section
from components.charts import calendar_charts
from components.charts.calendar_charts import Sum
from components.memo import cached_by_view
from components.view import View
from components.wording import amounts, marks, provenance
from data.answers import money
from data.model import Funding, FundingKind
from data.words import N_

WIDE, NARROW = 480, 340
"""Widths of the picture on wide screens and on phones."""
MOST_YEARS = 8
"""Years that are drawn, the newest; the table holds them all."""
_KINDS = {"need": N_("Indicative funding need"), "allocated": N_("Known allocation")}


@cached_by_view
def money_figure(view: View, wide: int = WIDE, most: int = MOST_YEARS) -> Figure | None:
    """Return need and known allocation by year as a bundle; None where no year's sum is known.

    It is drawn so ``wide``, with the newest years, so many at ``most``.
    """
    words = view.words
    _ = words.say
    years = money.money(view.snapshot, view.plan.id).years if view.plan else ()
    if not years:
        return None

    garbled = {(row.first_year, str(row.kind)) for row in unread(view)}

    def said(year: int, name: str, amount: float | None) -> str:
        if amount is None:
            return _("amount cannot be read") if (year, name) in garbled else _("no information")
        return amounts.euro(amount, words)

    def column(name: str) -> FigureColumn:
        heading = words.say(_KINDS[name])
        return FigureColumn(name, heading, unit="EUR", number=True, say=lambda row: said(row["year"], name, row[name]))

    def year(row: Record) -> str:
        return str(row["year"])

    drawn = [
        (
            one.year,
            [Sum(words.say(_KINDS[name]), amount, said(one.year, name, amount)) for name, amount in _amounts(one)],
        )
        for one in years[-most:]
    ]
    alt = "; ".join(f"{of}: " + ", ".join(f"{one.kind} {one.text}" for one in own) for of, own in drawn)
    named = _("Year"), _("Kind"), _("Amount")
    drawn_wide, drawn_narrow = (
        calendar_charts.sums(drawn, width, language=words.language, named=named, description=alt)
        for width in (wide, NARROW)
    )
    return Figure(
        name="finansejums",
        title=_finding(view, years),
        wide=drawn_wide,
        narrow=drawn_narrow,
        alt=alt,
        columns=(FigureColumn("year", _("Year"), say=year), column("need"), column("allocated")),
        frame=money.by_year(years),
        caption=_caption(view, years),
        source=provenance.source_line(view),
        taken=provenance.taken(view, "funding"),
        mark=provenance.invented(view, "funding"),
        tables=("funding",),
    )


def _amounts(year: money.Year) -> tuple[tuple[str, float | None], ...]:
    return ("need", year.need), ("allocated", year.allocated)


def _finding(view: View, years: tuple[money.Year, ...]) -> str:
    """Return for how many years a need is stated and an allocation known, and how much that is together.

    Where no allocation is known since what is entered cannot be read, that.
    """
    words = view.words
    _ = words.say
    needs, allocations = ([amount for amount in column if amount is not None] for column in _columns(years))
    needed, known = len(needs), len(allocations)
    together = f" ({amounts.euro(sum(allocations), words)})" if known else ""
    if not needed:
        return words.count("Known allocation of {n} year", "Known allocations of {n} years", known) + together
    stated = words.count(
        "An indicative funding need is known for {n} year", "An indicative funding need is known for {n} years", needed
    )
    given = words.count("an allocation is known for {n} year", "an allocation is known for {n} years", known)
    if not known:
        garbled = any(row.kind is FundingKind.ALLOCATED for row in unread(view))
        given = _("what is entered as allocated cannot be read") if garbled else _("no allocation is known")
    return f"{stated} ({amounts.euro(sum(needs), words)}); {given}{together}"


def _columns(years: tuple[money.Year, ...]) -> tuple[list[float | None], list[float | None]]:
    return [one.need for one in years], [one.allocated for one in years]


def _caption(view: View, years: tuple[money.Year, ...]) -> str:
    """Return what is drawn, that no gap is calculated, and how many amounts of the plan cannot be read."""
    if any(one.allocated is not None for one in years):
        text = N_("Indicative need and known allocations; no gap is calculated.")
    else:
        text = N_("Indicative need; no gap is calculated.")
    n = len(unread(view))
    left_out = view.words.count(
        "{n} amount that is entered cannot be read and is left out.",
        "{n} amounts that are entered cannot be read and are left out.",
        n,
    )
    return " ".join(filter(None, [view.words.say(text), left_out if n else ""]))


def rows(view: View) -> list[Funding]:
    """Return the rows on money of the view's plan and of none."""
    return money.of_plan(view.snapshot, view.plan.id) if view.plan else []


def unread(view: View) -> list[Funding]:
    """Return the plan's rows whose amount is entered but cannot be read."""
    return [row for row in rows(view) if marks.unread(view, row, "amount")]


def money_sources(view: View) -> tuple[str, ...]:
    """Return where the sums of years are known from, a note an amount: the year, the kind and the source."""
    return tuple(
        f"{year}, {view.words.say(_KINDS[kind.value])}: {row.source}"
        for year, kind, _amount, row in money.stated(rows(view))
        if row.source
    )


def money_picture(view: View, heading: Content = "") -> Content:
    """Return need and known allocation as a picture under its finding, or under a ``heading``; "" without a sum."""
    figure = money_figure(view)
    if figure is None:
        return ""
    return Section((Heading(2, heading or figure.title), figures.drawing(figure)))
