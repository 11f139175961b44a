"""The steps of a meeting as slides (PPTX): native charts, real tables, notes with the sources.

Slides are edited elsewhere, so they name a face that offices have; steps are fitted anew for it, or for what stands in
for it.
"""

import io
from collections.abc import Sequence
from typing import Any

import segno
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from components.blocks.vocabulary import Bars, Content, Link, Paragraph, Sign, Table, Text, plain
from components.charts.palette import HATCH, INK, LINE, MARKS, MUTED, PAPER
from components.documents.paper import LOCALES, printable
from components.fonts.files import OFFICE_FAMILY
from components.fonts.measure import OFFICE
from components.meeting import layout
from components.meeting.step import Block, Step
from components.view import View
from components.wording import provenance, terms
from data.model import STATE_ORDER, State, Unknown
from data.words import Words

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_PIXEL = 9525
"""English metric units of a pixel at 96 a inch: a slide is 1280 by 720 of them."""
_TITLE_ONLY = 5
_LEADING, _TITLE_LEADING = 1.22, 1.15


def slides(view: View, steps: Sequence[Step], title: str) -> bytes:
    """Return steps, fitted with `OFFICE`, as a .pptx file; every slide carries day, source and snapshot."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(layout.WIDTH * _PIXEL), Emu(layout.HEIGHT * _PIXEL)
    deck.core_properties.title = printable(title)
    deck.core_properties.author = ""
    deck.core_properties.subject = provenance.source_line(view)
    deck.core_properties.language = LOCALES[view.words.language]
    for step in steps:
        _slide(deck, view, step)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _slide(deck: Any, view: View, step: Step) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    screen = layout.Screen(layout.width_beside(step.code), OFFICE)
    part = f" ({step.part}/{step.parts})" if step.parts > 1 else ""
    kicker = " · ".join(filter(None, [provenance.invented(view), step.kicker + part]))
    _text(slide, view.words, kicker, layout.MARGIN, colour=MUTED)
    heading = slide.shapes.title
    _place(heading, layout.MARGIN, layout.MARGIN + layout.LINE, screen.width, layout.TITLE * 1.15)
    _write(heading.text_frame, step.title, view.words, size=layout.TITLE, bold=True)
    at = screen.top(step.title)
    for block in step.blocks:
        _block(slide, block, view.words, screen, at, last=block is step.blocks[-1])
        at += screen.height(block)
    if step.code:
        _code(slide, step.code, view.words)
    # The source, too long for a line of Arial, is in the notes.
    foot = " · ".join([f"{step.place} / {step.total}", *provenance.data_line(view, source=False)])
    _text(slide, view.words, foot, layout.HEIGHT - layout.BELOW + 6, colour=MUTED)
    slide.notes_slide.notes_text_frame.text = printable("\n".join(step.notes))


def _block(slide: Any, block: Block, words: Words, screen: layout.Screen, at: float, *, last: bool) -> None:
    match block:
        case Paragraph():
            colour = MUTED if "muted" in block.kind else INK
            _text(slide, words, block.content, at, screen.width, colour=colour)
        case Table():
            _table(slide, block, words, screen, at)
        case Bars():
            _chart(slide, block, words, screen, at, all_that_is_left=last)


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = (
        Emu(round(length * _PIXEL)) for length in (left, top, width, height)
    )


def _text(
    slide: Any, words: Words, text: Content, top: float, width: float = layout.WIDTH - 2 * layout.MARGIN, *, colour: str
) -> None:
    box = slide.shapes.add_textbox(0, 0, 0, 0)
    _place(box, layout.MARGIN, top, width, layout.LINE)
    _write(box.text_frame, text, words, colour=colour)


def _write(
    frame: Any, text: Content, words: Words, *, colour: str = INK, size: float = layout.BODY, bold: bool = False
) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    # In points, or a face that stands in for another would make the lines taller than they were fitted for.
    frame.paragraphs[0].line_spacing = Pt(size * 0.75 * (_TITLE_LEADING if size > layout.BODY else _LEADING))
    frame.paragraphs[0].alignment = None
    frame.paragraphs[0]._p.get_or_add_pPr().set("algn", "l")
    _runs(frame.paragraphs[0], text, words, colour=colour, size=size, bold=bold)


def _runs(paragraph: Any, content: Content, words: Words, *, colour: str = INK, **look: Any) -> None:
    """Write what stands within a line; a sign is a letter in its colour, and links are their words alone."""
    match content:
        case tuple():
            for part in content:
                _runs(paragraph, part, words, colour=colour, **look)
        case Sign():
            _run(paragraph, content.letter, words, **look | {"colour": content.colour, "bold": True})
        case Text() | Link():
            quieter = MUTED if "muted" in content.kind else colour
            _runs(paragraph, content.content, words, colour=quieter, **look)
        case str():
            _run(paragraph, content, words, colour=colour, **look)
        case _:
            raise TypeError(f"{type(content).__name__} does not stand within a line of a slide")


def _run(
    paragraph: Any, text: str, words: Words, *, colour: str = INK, size: float = layout.BODY, bold: bool = False
) -> None:
    run = paragraph.add_run()
    run.text = printable(text)
    run.font.name, run.font.size, run.font.bold = OFFICE_FAMILY, Pt(size * 0.75), bold
    run.font.color.rgb = _rgb(colour)
    run.font._rPr.set("lang", LOCALES[words.language])


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.lstrip("#")))  # type: ignore[no-untyped-call]


def _table(slide: Any, table: Table, words: Words, screen: layout.Screen, at: float) -> None:
    frame = slide.shapes.add_table(len(table.rows) + 1, len(table.columns), 0, 0, 0, 0)
    frame.name = printable(table.caption)
    _place(frame, layout.MARGIN, at, screen.width, screen.height(table))
    grid = frame.table
    grid.first_row, grid.horz_banding = True, False
    _plain(frame)
    for drawn, column in zip(grid.columns, table.columns, strict=True):
        drawn.width = Emu(round(screen.width * column.twelfths / 12 * _PIXEL))
    for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
        _fill_cell(cell, column.heading, words, bold=True)
    for line, row in zip(list(grid.rows)[1:], table.rows, strict=True):
        line.height = Emu(round(screen.row_height(table, row) * _PIXEL))
        for cell, content in zip(line.cells, row.cells, strict=True):
            _fill_cell(cell, content, words)


def _plain(frame: Any) -> None:
    """Take the table's style for one with nothing but lines ("No Style, Table Grid" would draw a cage)."""
    style = frame._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId"))
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def _fill_cell(cell: Any, content: Content, words: Words, *, bold: bool = False) -> None:
    cell.margin_left, cell.margin_right = 0, Emu(8 * _PIXEL)
    cell.margin_top = cell.margin_bottom = Emu(5 * _PIXEL)
    frame = cell.text_frame
    frame.word_wrap = True
    _runs(frame.paragraphs[0], content, words, bold=bold)
    _underline(cell, INK if bold else LINE, 2 if bold else 1)


def _underline(cell: Any, colour: str, pixels: int) -> None:
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(pixels * _PIXEL)})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour.lstrip("#")}))
    line.append(fill)
    properties.append(line)


def _chart(slide: Any, bars: Bars, words: Words, screen: layout.Screen, at: float, *, all_that_is_left: bool) -> None:
    """Draw stacked bars as a chart that can be edited: a category a row, a series a status that occurs."""
    counts = [dict(row.parts) for row in bars.rows]
    shown: list[State] = [status for status in STATE_ORDER if any(tally.get(status) for tally in counts)]
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [printable(plain(row.label)) for row in bars.rows]
    for status in shown:
        data.add_series(terms.status_name(status, words), [tally.get(status, 0) for tally in counts])
    height = screen.height(bars)
    if all_that_is_left:
        height = max(height, layout.HEIGHT - layout.BELOW - at - layout.GAP)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, 0, 0, 0, 0, data)
    frame.name = printable(bars.caption)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(bars.alt))
    _place(frame, layout.MARGIN, at, screen.width, height)
    chart = frame.chart
    chart.font.size, chart.font.name = Pt(layout.BODY * 0.75), OFFICE_FAMILY
    chart.font.color.rgb = _rgb(INK)
    chart.has_title = False
    chart.has_legend, chart.legend.position = True, XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = _rgb(LINE)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    for status, series in zip(shown, plot.series, strict=True):
        _paint(series, status)
        labels = series.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = "0;;", False  # nought has no label
        font = labels.font
        font.size, font.bold, font.name, font.color.rgb = (
            Pt(layout.BODY * 0.75),
            True,
            OFFICE_FAMILY,
            _rgb(MARKS[status].text),
        )


def _paint(series: Any, status: State) -> None:
    fill = series.format.fill
    if isinstance(status, Unknown):
        fill.patterned()
        dense = status is Unknown.NO_NEWS
        fill.pattern = MSO_PATTERN.DARK_UPWARD_DIAGONAL if dense else MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = _rgb(HATCH), _rgb(PAPER)
    else:
        fill.solid()
        fill.fore_color.rgb = _rgb(MARKS[status].colour)


def _code(slide: Any, code: Link, words: Words) -> None:
    picture = io.BytesIO()
    segno.make_qr(code.address, error="m").save(picture, kind="png", scale=8, border=2, dark=INK, light=PAPER)
    picture.seek(0)
    left, top = layout.WIDTH - layout.MARGIN - layout.CODE, layout.MARGIN + layout.LINE
    shape = slide.shapes.add_picture(picture, 0, 0)
    shape._element.nvPicPr.cNvPr.set("descr", printable(code.address))
    _place(shape, left, top, layout.CODE, layout.CODE)
    box = slide.shapes.add_textbox(0, 0, 0, 0)
    _place(box, left, top + layout.CODE, layout.CODE, 2 * layout.LINE)
    _write(box.text_frame, code.content, words, colour=MUTED)
