"""Need and known allocation, year by year."""

from components.blocks.vocabulary import Column, Content, Heading, Link, Row, Section, Table
from components.memo import per_view
from components.view import View
from components.wording import amounts
from data.answers import money
from data.contract.addresses import Page
from data.words import N_


@per_view
def money_table(view: View) -> Content:
    """Return need and known allocation side by side, by year."""
    words, plan = view.words, view.plan
    assert plan is not None
    found = money.money(view.snapshot, plan.id)
    if not found.years:
        return ""
    unknown = words.say(N_("not reported"))

    def line(name: str, sums: list[float | None]) -> Row:
        return Row([name, *(unknown if sum_ is None else amounts.euro(sum_, words) for sum_ in sums)])

    rows = [
        line(words.say(N_("Funding needed")), [year.need for year in found.years]),
        line(words.say(N_("Known allocation")), [year.allocated for year in found.years]),
    ]
    columns = [Column(words.say(N_("Euro")))] + [Column(str(year.year), number=True) for year in found.years]
    heading = Link(words.say(N_("Need and known allocation")), view.address(Page.CALENDAR))
    caption = words.say(
        N_(
            "Indicative need and known allocations; the gap is not calculated, because allocations are only partly "
            "known."
        )
    )
    return Section((Heading(2, heading), Table(columns, rows, caption, seen=False)))
