"""A step of a meeting as HTML, the same on the screen and in the offline page."""

import io
from collections.abc import Sequence

import segno

from components.blocks import figures
from components.blocks.escape import html
from components.blocks.html import write
from components.blocks.tables import table
from components.blocks.vocabulary import Column, Row
from components.charts import plan_charts, signs
from components.charts.palette import INK, PAPER
from components.meeting import layout
from components.meeting.blocks import Bars, Block, Cell, Code, Grid, Prose, Sheet, Step
from components.meeting.steps import address
from components.view import View
from components.wording import provenance, terms
from data.answers.progress import Tally
from data.model import STATE_ORDER, Meeting
from data.words import Words

_PHONE = (346, 36)
"""The width and height of a bar on a telephone."""


def slide(view: View, step: Step, number: int, total: int, root: str | None = "") -> str:
    """Return one step as HTML: where we are, the finding as the one h1, the blocks, the foot with day and snapshot.

    ``root`` comes before the addresses inside the dashboard; None leaves the links out.
    """
    words = view.words
    part = f" ({step.part}/{step.parts})" if step.parts > 1 else ""
    foot = " · ".join([f"{number} / {total}", *provenance.data_line(view)])
    mark = html(f"{made_up} · ") if (made_up := provenance.invented(view)) else ""
    code = next((block for block in step.blocks if isinstance(block, Code)), None)
    body = "".join(block_html(block, view, root) for block in step.blocks if block is not code)
    if code:
        body = f'<div class="beside"><div>{body}</div>{block_html(code, view)}</div>'
    return (
        f'<section class="slide" aria-live="polite"><p class="kicker">{mark}{_kicker(step, words)}{part}</p>'
        f'<h1>{said(step.title, words)}</h1>{body}<p class="foot">{html(foot)}</p></section>'
    )


def block_html(block: Block, view: View, root: str | None = "") -> str:
    """Return one block as HTML; ``root`` as for `slide`."""
    match block:
        case Prose():
            quiet = ' class="muted"' if block.quiet else ""
            return f"<p{quiet}>{said(block.text, view.words)}</p>"
        case Grid():
            columns = [Column(heading.text, twelfths=heading.twelfths) for heading in block.headings]
            rows = [Row([_cell(cell, view, root) for cell in row]) for row in block.rows]
            return table(columns, rows, block.caption, seen=False)
        case Bars():
            return _bars(block, view)
        case Code():
            drawn = figures.as_data(code_drawing(block.address))
            return f'<p class="code"><img src="{drawn}" alt="">{html(block.says)}</p>'


def code_drawing(address: str) -> str:
    """Return an address as a QR code (ISO/IEC 18004, error correction M), made here, as SVG."""
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", xmldecl=False, border=2, dark=INK, light=PAPER)
    return out.getvalue().decode()


def said(text: str, words: Words) -> str:
    """Return a text as HTML; the spreadsheet's own is marked as Latvian on a screen that speaks another language."""
    foreign = isinstance(text, Sheet) and words.language != "lv"
    return f'<span lang="lv">{html(text)}</span>' if foreign and text else html(text)


def _kicker(step: Step, words: Words) -> str:
    before, quoted, after = step.kicker.partition(step.quoted) if step.quoted else (step.kicker, "", "")
    return html(before) + said(Sheet(quoted), words) + html(after)


def _cell(cell: Cell, view: View, root: str | None) -> str:
    text = said(cell.text, view.words)
    if cell.address and root is not None:
        text = f'<a href="{html(root + cell.address)}" target="_self">{text}</a>'
    if cell.marked:
        text = f"{write(signs.mark(cell.status, view.palette))} {text}"
    return f'{text} <span class="muted">{said(cell.detail, view.words)}</span>' if cell.detail else text


def _bars(block: Bars, view: View) -> str:
    longest = max((tally.total for _, tally in block.rows), default=1)
    total = {status: sum(tally.of(status) for _, tally in block.rows) for status in STATE_ORDER}
    key = "".join(
        f"<li>{write(signs.mark(status, view.palette))} {html(terms.status_name(status, view.words))} <b>{n}</b></li>"
        for status, n in total.items()
        if n
    )
    rows = "".join(
        f"<p>{said(label, view.words)}</p>{_bar(tally, longest, view.palette)}" for label, tally in block.rows
    )
    return f'<div role="img" aria-label="{html(block.alt)}"><ul class="legend">{key}</ul>{rows}</div>'


def _bar(tally: Tally, longest: int, palette: str) -> str:
    sizes = {"wide": (layout.WIDTH - 2 * layout.MARGIN, layout.BAR), "narrow": _PHONE}
    drawn = {
        name: plan_charts.status_bar(tally.parts, longest, width, height, palette)
        for name, (width, height) in sizes.items()
    }
    return "".join(f'<img class="picture {name}" src="{figures.as_data(bar)}" alt="">' for name, bar in drawn.items())


def contents(view: View, meeting: Meeting, own: Sequence[Step]) -> str:
    """Return the list of steps as HTML, each leading to its first part."""
    items = [
        f'<li><a href="{html(address(view, meeting, number))}" target="_self">{_kicker(step, view.words)}</a>'
        f": {said(step.title, view.words)}</li>"
        for number, step in enumerate(own, start=1)
        if step.part == 1
    ]
    return f'<ol class="steps">{"".join(items)}</ol>'
