"""Every row on money, with its purpose and source; the sums by year stand above, as a picture."""

from components.blocks import figures
from components.blocks.vocabulary import (
    Column,
    Content,
    Details,
    Group,
    Heading,
    Items,
    Paragraph,
    Quoted,
    Row,
    Section,
    Table,
    joined,
)
from components.frame import downloads, money
from components.frame.rows import MOST_ROWS, not_all, of_row
from components.frame.squares import begun
from components.view import View
from components.wording import amounts, marks, terms
from components.wording.findings import MOST_NAMED, and_more
from data.answers.money import stated
from data.model import Funding, FundingKind
from data.words import N_, Words


def sums(view: View) -> Content:
    """Return need and known allocation by year as a picture, and in a line each what is no year's sum."""
    words, rows = view.words, money.rows(view)
    _ = words.say
    if not rows:
        return Section((Heading(2, _("Funding")), Paragraph(_("There is no information on the plan’s funding."))))
    summed = {row for *_year, row in stated(rows)}
    others = [row for row in rows if row not in summed]
    lines = [
        joined(
            [
                _years(row, words),
                terms.funding_kind(row.kind, words),
                _sum(view, row, _("amount not known")),
                Quoted(begun(row.purpose)),
            ],
            " · ",
        )
        for row in others
    ]
    more = Paragraph(and_more(len(lines) - MOST_NAMED, words), "muted") if len(lines) > MOST_NAMED else ""
    beside = (Items(lines[:MOST_NAMED]), more) if lines else ""
    figure = money.money_figure(view)
    if figure is None:
        return Section((Heading(2, _("Funding")), Paragraph(_("No amount for a single year is known.")), beside))
    given, more_given = ([row for row in own if row.kind is FundingKind.ALLOCATED] for own in (summed, others))
    only = given and not any(row.amount is not None for row in more_given)
    silent = _("No other allocation to this plan with a stated amount is known.") if only else ""
    offer = downloads.of_figure(view, figure)
    return Group(
        (money.money_picture(view), offer, Paragraph(f"{figure.caption} {silent}".rstrip(), "muted small"), beside)
    )


def funding(view: View) -> Content:
    """Return every row on money as a table that is folded, after the sums by year; "" where nothing is known."""
    words, rows = view.words, money.rows(view)
    _ = words.say
    if not rows:
        return ""
    lines = [
        Row(
            [
                _years(row, words),
                terms.funding_kind(row.kind, words),
                _sum(view, row, _("no information")),
                (Quoted(row.purpose), of_row(view, row)),
                Quoted(row.source or ""),
            ]
        )
        for row in rows[:MOST_ROWS]
    ]
    columns = [
        Column(_("Years")),
        Column(_("Kind")),
        Column(_("Amount"), number=True),
        Column(_("Purpose")),
        Column(_("Source")),
    ]
    caption = _("All funding entries; related projects are not added up")
    table = Table(columns, lines, caption, captioned=False), not_all(len(rows), words)
    figure = money.money_figure(view)
    by_year = figures.numbers(figure) if figure else ""
    summary = words.count("{n} funding entry", "{n} funding entries", len(rows))
    return Section((Heading(2, _("Funding")), Details(f"{summary}. {caption}", (by_year, table))), "part")


def _sum(view: View, row: Funding, unknown: str) -> str:
    if row.amount is not None:
        return amounts.euro(row.amount, view.words)
    return view.words.say(N_("amount cannot be read")) if marks.unread(view, row, "amount") else unknown


def _years(row: Funding, words: Words) -> str:
    return words.years(row.first_year, row.last_year) if row.first_year else ""
