"""Need and known allocation, year by year."""

from components.blocks.vocabulary import Column, Content, Heading, Link, Row, Section, Table
from components.memo import cached_by_view
from components.view import View
from components.wording import amounts
from data.answers import money
from data.contract.addresses import Page


@cached_by_view
def money_table(view: View) -> Content:
    """Return need and known allocation side by side, by year."""
    words, plan = view.words, view.plan
    _ = words.say
    assert plan is not None
    years = money.money(view.snapshot, plan.id)
    if not years.years:
        return ""
    unknown = _("not reported")

    def line(name: str, sums: list[float | None]) -> Row:
        return Row([name, *(unknown if sum_ is None else amounts.euro(sum_, words) for sum_ in sums)])

    rows = [
        line(_("Funding needed"), [year.need for year in years.years]),
        line(_("Known allocation"), [year.allocated for year in years.years]),
    ]
    columns = [Column(_("Euro"))] + [Column(str(year.year), number=True) for year in years.years]
    heading = Link(_("Need and known allocation"), view.address(Page.CALENDAR))
    caption = _(
        "Indicative need and known allocations; the gap is not calculated, because allocations are only partly known."
    )
    return Section((Heading(2, heading), Table(columns, rows, caption, captioned=False)))
