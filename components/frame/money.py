"""Need and known allocation, year by year."""

from components.blocks.escape import html
from components.blocks.tables import Column, Row, table
from components.memo import per_view
from components.view import View
from components.wording import amounts
from data.answers import money
from data.contract.addresses import Page
from data.words import N_


@per_view
def money_table(view: View) -> str:
    """Return need and known allocation side by side, by year."""
    words, plan = view.words, view.plan
    assert plan is not None
    found = money.money(view.snapshot, plan.id)
    if not found.years:
        return ""
    unknown = words.say(N_("not reported"))

    def line(name: str, sums: list[float | None]) -> Row:
        return Row([html(name), *(html(unknown if sum_ is None else amounts.euro(sum_, words)) for sum_ in sums)])

    rows = [
        line(words.say(N_("Funding needed")), [year.need for year in found.years]),
        line(words.say(N_("Known allocation")), [year.allocated for year in found.years]),
    ]
    columns = [Column(words.say(N_("Euro")))] + [Column(str(year.year), number=True) for year in found.years]
    address = html(view.address(Page.CALENDAR))
    heading = html(words.say(N_("Need and known allocation")))
    caption = words.say(
        N_(
            "Indicative need and known allocations; the gap is not calculated, because allocations are only partly "
            "known."
        )
    )
    money_rows = table(columns, rows, caption, seen=False)
    return f'<section><h2><a href="{address}" target="_self">{heading}</a></h2>{money_rows}</section>'
