"""The steps of a meeting as slides (PPTX): native charts and shapes, real tables and titles, notes with the sources.

Slides are edited elsewhere, so they name a face that offices have; steps are fitted anew for it, or for what stands in
for it. An office may have its own master: then the look of titles and text is its own, and steps stand where it leaves
room for them.
"""

import io
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import segno
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from components.blocks import figures
from components.blocks.figures import Figure
from components.blocks.vocabulary import (
    Bars,
    Content,
    Items,
    Link,
    Paragraph,
    Quoted,
    Sign,
    Squares,
    Table,
    Text,
    plain,
)
from components.charts.palette import INK, LINE, MUTED, PAPER, marks
from components.charts.pictures import rastered
from components.charts.squares import said
from components.documents import native
from components.documents.native import Native, fill, inked, of_bars, of_figure
from components.documents.paper import LOCALES, printable
from components.fonts.files import OFFICE_FAMILY
from components.fonts.measure import OFFICE
from components.meeting import layout
from components.meeting.layout import Spot
from components.meeting.screen import foot_line
from components.meeting.step import Block, Step
from components.view import View
from components.wording import provenance
from data.model import Unknown
from data.words import N_, Language

log = logging.getLogger(__name__)

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_PIXEL = 9525
"""English metric units of a pixel at 96 a inch: a slide is 1280 by 720 of them."""
_LEADING, _TITLE_LEADING = 1.22, 1.15
_CORNER, _EDGE = 68, 4
"""The side of the code in a slide's corner, and the blank between it and the edges."""
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_FEET = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_TITLE_POINTS = (28, 16)
"""The largest and the smallest title on an office's own master."""


def slides(
    view: View,
    steps: Sequence[Step],
    title: str,
    lead: Callable[[Step], str] | None = None,
    template: Path | None = None,
) -> bytes:
    """Return steps, fitted with `OFFICE`, as a .pptx file; every slide carries day, source and snapshot.

    ``lead`` gives the public address of a step, drawn as a code in the slide's corner. ``template`` is a deck whose
    master and layouts are taken, and none of whose slides; one that cannot be opened is told in the log and left out.
    """
    deck = _own(template) if template else None
    own = deck is not None
    if deck is None:
        deck = Presentation()
        deck.slide_width, deck.slide_height = Emu(layout.WIDTH * _PIXEL), Emu(layout.HEIGHT * _PIXEL)
    about = deck.core_properties
    about.title, about.subject = printable(title), provenance.source_line(view)
    about.language = LOCALES[view.words.language]
    about.author = about.comments = about.last_modified_by = ""  # not those of an office's master
    about.created = about.modified = datetime.combine(view.day, time(), UTC)
    chosen = title_layout(deck)
    for before, step in zip((None, *steps), steps, strict=False):
        slide = deck.slides.add_slide(chosen)
        pen = _Pen(slide, view, own=own)
        _slide(pen, deck, step, lead(step) if lead else "", goes_on=bool(before and before.place == step.place))
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def title_layout(deck: Any) -> Any:
    """Return the layout that has a title and the least besides. Raises ValueError where no layout has a title."""
    titled = [one for one in deck.slide_layouts if any(_kind(place) in _TITLES for place in one.placeholders)]
    if not titled:
        raise ValueError("no layout has a place for a title")

    def others(one: Any) -> tuple[int, bool]:
        kinds = [_kind(place) for place in one.placeholders]
        return sum(kind not in (*_TITLES, *_FEET) for kind in kinds), PP_PLACEHOLDER.CENTER_TITLE in kinds

    return min(titled, key=others)


def _kind(place: Any) -> Any:
    return place.placeholder_format.type


def _own(template: Path) -> Any:
    """Return an office's deck without its slides; None where the library cannot read what `data.template` let pass."""
    try:
        deck = Presentation(str(template))
        title_layout(deck)
    except Exception as error:
        log.warning("The template of slides cannot be opened, so slides are made without it: %s", error)
        return None
    for one in list(deck.slides._sldIdLst):
        deck.part.drop_rel(one.rId)
        deck.slides._sldIdLst.remove(one)
    return deck


@dataclass(frozen=True)
class _Pen:
    """What draws on a slide: where the steps' own pixels lie on it, and whether the master is an office's ``own``.

    On an office's own master text has the master's face and colour, whatever its ground is.
    """

    slide: Any
    view: View
    own: bool = False
    left: float = 0
    top: float = 0
    scale: float = 1

    @property
    def language(self) -> Language:
        return self.view.words.language

    def place(self, shape: Any, left: float, top: float, width: float, height: float) -> None:
        """Put a shape where pixels of a step say."""
        shape.left, shape.top = (
            Emu(round((start + length * self.scale) * _PIXEL)) for start, length in ((self.left, left), (self.top, top))
        )
        shape.width, shape.height = (Emu(self.emu(length)) for length in (width, height))

    def emu(self, length: float) -> int:
        """Return a length in pixels of a step as the file holds it."""
        return round(length * self.scale * _PIXEL)

    def points(self, size: float) -> float:
        """Return a size of letters in pixels of a step as points, halves of them at the finest."""
        return int(size * self.scale * 0.75 * 2) / 2


def _slide(pen: _Pen, deck: Any, step: Step, address: str, *, goes_on: bool) -> None:
    """Draw a step on its slide; one that ``goes_on`` from the slide before has that one's number."""
    slide, view = pen.slide, pen.view
    for place in [one for one in slide.placeholders if _kind(one) not in _TITLES]:
        place._element.getparent().remove(place._element)
    screen = layout.Screen(layout.width_beside(step.code), OFFICE)
    told = [f"{step.part}/{step.parts}"] if step.parts > 1 else []
    told += [view.words.say(N_("continued"))] if goes_on else []
    part = f" ({', '.join(told)})" if told else ""
    kicker = _in_one_line(" · ".join(filter(None, [provenance.invented(view), step.kicker])), part)
    heading = slide.shapes.title
    if pen.own:
        pen, at, bottom = _fitted(pen, deck, step, screen)
        _title(heading, step.title, pen)
    else:
        at, bottom = screen.top(step.title, step.scale), layout.HEIGHT - layout.BELOW
        wide = screen.width + (0 if step.code else layout.MARGIN / 2)  # a little more: bold faces differ most
        size = layout.title_size(step.scale)
        pen.place(heading, layout.MARGIN, layout.MARGIN + layout.LINE, wide, size * 1.15)
        _write(heading.text_frame, step.title, pen, size=size, bold=True)
    _text(pen, kicker, at - layout.GAP - layout.LINE if pen.own else layout.MARGIN, colour=MUTED)
    _blocks(pen, step, screen, at, bottom)
    if step.code:
        _code(pen, step.code)
    # The source, too long for a line of Arial, is in the notes.
    _text(pen, foot_line(view, step), bottom + 6, colour=MUTED)
    if address:
        _corner(slide, deck, address)
    slide.notes_slide.notes_text_frame.text = printable("\n".join(_notes(step)))


def _in_one_line(text: str, after: str) -> str:
    """Return a line above a title, shortened to what fits; whoever cuts one puts the whole of it behind the step."""
    letters = len(text)
    while OFFICE.width(text + after, layout.BODY) > (layout.WIDTH - 2 * layout.MARGIN) * 0.92 and letters:
        letters -= 4
        text = layout.shortened(text, letters)
    return text + after


def _fitted(pen: _Pen, deck: Any, step: Step, screen: layout.Screen) -> tuple[_Pen, float, float]:
    """Return the pen for an office's own master, and between which heights of it the blocks stand.

    They begin below the place for the title, end above those for the foot, and are as large as there is room for.
    """
    places = list(pen.slide.slide_layout.placeholders)
    title = next(place for place in places if _kind(place) in _TITLES)
    across, whole = deck.slide_width / _PIXEL, deck.slide_height / _PIXEL
    left, top, width, height = ((length or 0) / _PIXEL for length in (title.left, title.top, title.width, title.height))
    if not (0 <= left < across / 2 and width > across / 3 and height):  # it says nowhere that could be, so ours does
        left, top, width, height = (part * across / layout.WIDTH for part in (layout.MARGIN, layout.MARGIN, 1192, 90))
        heading = pen.slide.shapes.title
        heading.left, heading.top, heading.width, heading.height = (
            Emu(round(length * _PIXEL)) for length in (left, top, width, height)
        )
    width, below = min(width, across - left - layout.MARGIN / 2), top + height
    feet = [place.top / _PIXEL for place in places if _kind(place) in _FEET and place.top]
    lowest = min([*feet, whole - _CORNER / 2], default=whole)
    if not below < lowest - whole / 3:  # a title in the middle of the slide, as on an opening
        below = whole / 4
    head, blocks = layout.LINE + layout.GAP, sum(screen.height(block) for block in step.blocks)
    foot = layout.LINE + layout.GAP
    scale = min(width / (layout.WIDTH - 2 * layout.MARGIN), (lowest - below) / (head + blocks + foot))
    fitted = _Pen(pen.slide, pen.view, own=True, left=left - layout.MARGIN * scale, top=below, scale=scale)
    return fitted, head, (lowest - below) / scale - foot


def _title(heading: Any, title: Content, pen: _Pen) -> None:
    """Write a title where and as an office's master has it, as large as fits there."""
    width, height = heading.width / Emu(12700), heading.height / Emu(12700)
    largest, least = _TITLE_POINTS
    sizes = range(largest, least, -1)
    size = next(
        (one for one in sizes if OFFICE.line_count(plain(title), one, width * 0.94) * one * 1.2 <= height), least
    )
    frame = heading.text_frame
    frame.word_wrap = True
    _runs(frame.paragraphs[0], title, pen, size=size / 0.75 / pen.scale)


def _notes(step: Step) -> Iterator[str]:
    """Give what the speaker reads: what the step says shortly, whole, and the sources."""
    yield _plainly(step.kicker)
    for block in step.more:
        if isinstance(block, Table):
            if any(_plainly(column.heading) for column in block.columns):
                yield " · ".join(_plainly(column.heading) or "–" for column in block.columns)
            yield from (" · ".join(_plainly(cell) or "–" for cell in row.cells) for row in block.rows)
        else:
            yield _plainly(block.content)
    yield from step.notes


def _plainly(content: Content) -> str:
    """Return what is said in one line; what stands in lines of its own on the screen is told apart."""
    return "; ".join(filter(None, (" ".join(line.split()) for line in plain(content).splitlines())))


def _blocks(pen: _Pen, step: Step, screen: layout.Screen, at: float, bottom: float) -> None:
    """Draw a step's blocks one below the other, larger where the step says so and the master is ours."""
    if not pen.own and step.scale != 1:
        larger = step.scale
        pen = replace(pen, left=layout.MARGIN * (1 - larger), top=at, scale=larger)
        screen, at, bottom = replace(screen, width=screen.width / larger), 0, (bottom - at) / larger
    for block in step.blocks:
        _block(pen, block, screen, at, bottom if block is step.blocks[-1] else None)
        at += screen.height(block)


def _block(pen: _Pen, block: Block, screen: layout.Screen, at: float, bottom: float | None) -> None:
    """Draw a block from a height on; the last one may grow as far as the ``bottom``."""
    match block:
        case Paragraph():
            colour = MUTED if "muted" in block.kind else INK
            _text(pen, block.content, at, screen.width, colour=colour)
        case Table():
            _table(pen, block, screen, at)
        case Bars():
            height = max(screen.height(block), bottom - at - layout.GAP if bottom else 0)
            _chart(pen, of_bars(block, pen.view.words, pen.view.palette), screen, at, height)
        case Squares():
            _squares(pen, block, screen, at)
        case Figure():
            _figure(pen, block, screen, at, bottom)


def _text(
    pen: _Pen, text: Content, top: float, width: float = layout.WIDTH - 2 * layout.MARGIN, *, colour: str
) -> None:
    box = pen.slide.shapes.add_textbox(0, 0, 0, 0)
    pen.place(box, layout.MARGIN, top, width, layout.LINE)
    _write(box.text_frame, text, pen, colour=colour)


def _write(
    frame: Any, text: Content, pen: _Pen, *, colour: str = INK, size: float = layout.BODY, bold: bool = False
) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    paragraph = frame.paragraphs[0]
    # In points, or a face that stands in for another would make the lines taller than they were fitted for.
    paragraph.line_spacing = Pt(size * pen.scale * 0.75 * (_TITLE_LEADING if size > layout.BODY else _LEADING))
    paragraph.alignment = None
    paragraph._p.get_or_add_pPr().set("algn", "l")
    _runs(paragraph, text, pen, colour=colour, size=size, bold=bold)


def _runs(
    paragraph: Any,
    content: Content,
    pen: _Pen,
    *,
    colour: str = INK,
    language: Language | None = None,
    size: float = layout.BODY,
    bold: bool = False,
) -> None:
    """Write what stands within a line; a sign is a letter in its colour, and links are their words alone."""
    match content:
        case tuple():
            for part in content:
                _runs(paragraph, part, pen, colour=colour, language=language, size=size, bold=bold)
        case Sign():
            if content.letter:
                _run(paragraph, content.letter, pen, colour=content.colour, size=size, bold=True, fixed=True)
        case Text():
            quieter = MUTED if "muted" in content.kind else colour
            other = next((one for one in LOCALES if one == content.lang), language)
            bolder = bold or content.strong
            _runs(paragraph, content.content, pen, colour=quieter, language=other, size=size, bold=bolder)
        case Link():
            quieter = MUTED if "muted" in content.kind else colour
            _runs(paragraph, content.content, pen, colour=quieter, language=language, size=size, bold=bold)
        case Quoted():
            _runs(paragraph, content.text or "", pen, colour=colour, language="lv", size=size, bold=bold)
        case str():
            _run(paragraph, content, pen, colour=colour, language=language, size=size, bold=bold)
        case _:
            raise TypeError(f"{type(content).__name__} does not stand within a line of a slide")


def _run(
    paragraph: Any,
    text: str,
    pen: _Pen,
    *,
    colour: str,
    size: float,
    bold: bool,
    language: Language | None = None,
    fixed: bool = False,
) -> None:
    """Add a stretch of text; on an office's own master only a ``fixed`` colour is ours."""
    run = paragraph.add_run()
    run.text = printable(text)
    run.font.size, run.font.bold = Pt(pen.points(size)), bold
    if not pen.own:
        run.font.name = OFFICE_FAMILY
    if fixed or not pen.own:
        run.font.color.rgb = inked(colour)
    run.font._rPr.set("lang", LOCALES[language or pen.language])


def _table(pen: _Pen, table: Table, screen: layout.Screen, at: float) -> None:
    frame = pen.slide.shapes.add_table(len(table.rows) + 1, len(table.columns), 0, 0, 0, 0)
    frame.name = printable(table.caption)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(table.caption))
    pen.place(frame, layout.MARGIN, at, screen.width, screen.height(table))
    grid = frame.table
    grid.first_row, grid.horz_banding = True, False
    _plain(frame)
    for drawn, column in zip(grid.columns, table.columns, strict=True):
        drawn.width = Emu(pen.emu(screen.width * column.twelfths / 12))
    for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
        _fill_cell(cell, column.heading, pen, bold=True)
    for line, row in zip(list(grid.rows)[1:], table.rows, strict=True):
        line.height = Emu(pen.emu(screen.row_height(table, row)))
        for cell, content in zip(line.cells, row.cells, strict=True):
            _fill_cell(cell, content, pen)


def _plain(frame: Any) -> None:
    """Take the table's style for one with nothing but lines ("No Style, Table Grid" would draw a cage)."""
    style = frame._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId"))
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def _fill_cell(cell: Any, content: Content, pen: _Pen, *, bold: bool = False) -> None:
    cell.margin_left, cell.margin_right = 0, Emu(pen.emu(8))
    cell.margin_top = cell.margin_bottom = Emu(pen.emu(5))
    frame = cell.text_frame
    frame.word_wrap = True
    _runs(frame.paragraphs[0], content, pen, bold=bold)
    _underline(cell, INK if bold else LINE, 2 if bold else 1)


def _underline(cell: Any, colour: str, pixels: int) -> None:
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(pixels * _PIXEL)})
    fill_of = line.makeelement(qn("a:solidFill"), {})
    fill_of.append(fill_of.makeelement(qn("a:srgbClr"), {"val": colour.lstrip("#")}))
    line.append(fill_of)
    properties.append(line)


def _figure(pen: _Pen, figure: Figure, screen: layout.Screen, at: float, bottom: float | None) -> None:
    """Draw a figure: as a chart that can be edited where there is one, else as a picture."""
    made = of_figure(figure, pen.view.palette)
    width, height = screen.drawn(figure, bottom - at - layout.GAP if bottom else None)
    if made:
        _chart(pen, made, screen, at, max(height, bottom - at - layout.GAP if bottom else 0))
        return
    picture = io.BytesIO(rastered(figures.as_svg(figure.wide)))
    if pen.own:  # what is drawn is meant for white, and nobody knows what the ground is
        ground = pen.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
        ground.fill.solid()
        ground.fill.fore_color.rgb = inked(PAPER)
        ground.line.fill.background()
        pen.place(ground, layout.MARGIN, at, width, height)
    shape = pen.slide.shapes.add_picture(picture, 0, 0)
    shape.name = printable(figure.title)[:120]
    shape._element.nvPicPr.cNvPr.set("descr", printable(figure.alt))
    pen.place(shape, layout.MARGIN, at, width, height)


def _chart(pen: _Pen, made: Native, screen: layout.Screen, at: float, height: float) -> None:
    few = not made.stacked and len(made.categories) * len(made.series) <= _FEW_BARS
    letters = layout.BODY * (_FEW_LARGER if few else 1)
    frame = native.draw(pen.slide, made, pen.view.palette, pen.points(letters), height * pen.scale * 0.75, own=pen.own)
    pen.place(frame, layout.MARGIN, at, screen.width, height)


_FEW_BARS, _FEW_LARGER = 8, 1.25
"""Of so few bars beside each other the letters are so many times larger: there is room for them."""


def _squares(pen: _Pen, squares: Squares, screen: layout.Screen, at: float) -> None:
    """Draw squares as shapes, those of one block as a group that says all of them in words."""
    items = squares.legend.items if isinstance(squares.legend, Items) else ()
    if items:
        keys: list[Content] = []
        for item in items:
            keys += [item, "   "]
        _text(pen, tuple(keys[:-1]), at, screen.width, colour=INK)
    placed = screen.placed(squares)
    top = at + screen.height(squares) - placed.height - layout.GAP
    for label in placed.labels:
        box = pen.slide.shapes.add_textbox(0, 0, 0, 0)
        # A letter more, since an office program may round a line up that was fitted to the last pixel.
        pen.place(box, layout.MARGIN + label.left, top + label.top, label.width + layout.BODY / 2, label.height)
        _write(box.text_frame, label.text, pen, bold=label.strong)
    if not placed.spots:
        return
    group = pen.slide.shapes.add_group_shape()
    group.name = printable(squares.label)
    group._element.nvGrpSpPr.cNvPr.set("descr", printable(said(squares)))
    for spot in placed.spots:
        _square(group, spot, pen, top, named=not squares.small)


_NAME = 24
"""The letters of a square's name, where it fits."""


def _square(group: Any, spot: Spot, pen: _Pen, top: float, *, named: bool) -> None:
    """Draw one square: colour or hatching, and its sign before its name; what stands on hatching has a plate."""
    own, mark = spot.square, marks(pen.view.palette)[spot.square.state]
    shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
    shape.shadow.inherit = False
    pen.place(shape, layout.MARGIN + spot.left, top + spot.top, spot.width, spot.height)
    told = ". ".join(filter(None, (_plainly(line) for line in own.told)))
    shape.name = printable(own.name)
    shape._element.nvSpPr.cNvPr.set("descr", printable(told))
    fill(shape.fill, own.state, pen.view.palette)
    unknown = isinstance(own.state, Unknown)
    shape.line.color.rgb = inked(INK if own.marked else mark.colour)
    shape.line.width = Pt(3 if own.marked else 0.75)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    text = own.name if unknown or not own.name else f"{mark.sign} {own.name}"
    text = text if named else "" if unknown else mark.sign
    if not text:
        return
    if OFFICE.width(text, _NAME, bold=True) > spot.width:
        text = own.name
    _run(paragraph, text, pen, colour=mark.text, size=min(_NAME, spot.height * 0.8), bold=True, fixed=True)
    if unknown:
        _plated(paragraph.runs[0])


def _plated(run: Any) -> None:
    """Set a stretch of text on a white plate: hatching would run through its letters."""
    properties = run.font._rPr
    plate = properties.makeelement(qn("a:highlight"), {})
    plate.append(plate.makeelement(qn("a:srgbClr"), {"val": PAPER.lstrip("#")}))
    properties.find(qn("a:solidFill")).addnext(plate)


def _drawn_code(address: str) -> io.BytesIO:
    picture = io.BytesIO()
    segno.make_qr(address, error="m").save(picture, kind="png", scale=8, border=2, dark=INK, light=PAPER)
    picture.seek(0)
    return picture


def _code(pen: _Pen, code: Link) -> None:
    left, top = layout.WIDTH - layout.MARGIN - layout.CODE, layout.MARGIN + layout.LINE
    shape = pen.slide.shapes.add_picture(_drawn_code(code.address), 0, 0)
    shape._element.nvPicPr.cNvPr.set("descr", printable(code.address))
    pen.place(shape, left, top, layout.CODE, layout.CODE)
    box = pen.slide.shapes.add_textbox(0, 0, 0, 0)
    pen.place(box, left, top + layout.CODE, layout.CODE, 2 * layout.LINE)
    _write(box.text_frame, code.content, pen, colour=MUTED)


def _corner(slide: Any, deck: Any, address: str) -> None:
    """Draw the way to a step as a code in the slide's right lower corner."""
    shape = slide.shapes.add_picture(_drawn_code(address), 0, 0)
    shape._element.nvPicPr.cNvPr.set("descr", printable(address))
    side, edge = _CORNER * _PIXEL, _EDGE * _PIXEL
    shape.left, shape.top = deck.slide_width - side - edge, deck.slide_height - side - edge
    shape.width = shape.height = Emu(side)
