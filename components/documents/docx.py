"""A document as DOCX: real headings, tables whose header row repeats, links, a head and a foot on every page."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from components.charts.palette import CARMINE, INK, LINE, MUTED, TINT
from components.charts.pictures import rastered
from components.documents.paper import (
    LOCALES,
    Block,
    Document,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Run,
    Sheet,
    Table,
    around_numbers,
    printable,
)
from components.fonts.files import OFFICE_FAMILY
from components.fonts.measure import OFFICE

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MARGIN = Cm(2)
_WIDTH = Cm(17)
_HEIGHT = Cm(29.7 - 2.6 - 2)
_NAMES = Cm(4.7)
"""The width of the names before facts."""
_SIZES = {"Title": 22, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11, "Heading 4": 10.5}
_QUIET = "Quiet"
_FACT = "Fact"
_CELL = "Cell"
_LOUD = "Finding"
_TAB = Run("\t")


def as_docx(document: Document) -> bytes:
    """Return the document as a .docx file."""
    word = docx.Document()
    _set_up(word, document)
    _head_and_foot(word, document)
    word.add_paragraph(printable(document.title), "Title")
    for block in document.blocks:
        _block(word, block, last=block is document.blocks[-1])
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _block(word: Word, block: Block, *, shrunk: float = 1, last: bool = False) -> None:
    match block:
        case Heading():
            _write(word.add_heading(level=block.level), block.text)
        case Paragraph():
            _write(_added(word, _QUIET if block.quiet else _LOUD if block.loud else ""), block.text)
        case Listing():
            for item in block.items:
                _write(_added(word, "List Bullet"), item)
        case Facts():
            for name, text in block.pairs:
                _write(_added(word, _FACT), (Run(name, bold=True), _TAB, *text))
        case Table():
            _table(word, block)
        case Picture():
            _picture(word, block, shrunk)
        case Sheet():
            shrunk = _fitting(block, titled=len(word.paragraphs) == 1)
            for inner in block.blocks:
                _block(word, inner, shrunk=shrunk)
                if isinstance(inner, Heading):
                    word.paragraphs[-1].paragraph_format.space_before = Pt(8)
            if not last:
                word.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)


def _fitting(sheet: Sheet, *, titled: bool) -> float:
    """Return how far a sheet's pictures are made smaller, that all of it stays on its page in the face or its twin."""
    room = _HEIGHT.pt - _SPARE - (_SIZES["Title"] * 2 if titled else 0)
    drawn = 0.0
    for block in sheet.blocks:
        if isinstance(block, Picture):
            wide, high = block.size
            drawn += _WIDTH.pt * block.width * high / wide
            room -= _LINE * _TEXT
        else:
            room -= _tall(block)
    return min(1.0, max(room, 0) / drawn) if drawn else 1.0


_TEXT, _QUIET_TEXT, _LOUD_TEXT = 10, 8.5, 12
_LINE = 1.22
"""The height of a line to the size of its letters."""
_SPARE = 36
"""Points of a sheet that are left free: the head of the page, and a text, may take a line more."""


def _tall(block: Block) -> float:
    """Return about how tall a text of a sheet is, in points."""
    match block:
        case Heading():
            size = _SIZES["Heading 1"]
            return _lines(block.text, size, bold=True) * size * _LINE + 12
        case Paragraph():
            size = _QUIET_TEXT if block.quiet else _LOUD_TEXT if block.loud else _TEXT
            return _lines(block.text, size, bold=block.loud) * size * _LINE + 6
        case Listing():
            lines = (_lines(item, _TEXT, bold=_mostly_bold(item)) for item in block.items)
            return sum(lines) * _TEXT * _LINE + 6
        case _:
            return 0


def _mostly_bold(text: Iterable[Run]) -> bool:
    """Whether a good part of a text is bold, and so wider: a number before it is not."""
    runs = list(text)
    return 5 * sum(len(run.text) for run in runs if run.bold) > sum(len(run.text) for run in runs)


def _lines(text: Iterable[Run], size: float, *, bold: bool) -> int:
    return OFFICE.line_count("".join(run.text for run in text), size, _WIDTH.pt - 20, bold=bold)


def _set_up(word: Word, document: Document) -> None:
    """Name the document, set its language and paper, and give the styles their look."""
    about = word.core_properties
    about.title, about.subject = printable(document.title)[:255], printable(document.subject)[:255]
    about.language = LOCALES[document.language]
    about.author = about.comments = about.last_modified_by = ""
    about.created = about.modified = datetime.combine(document.day, time(), UTC)
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.bottom_margin = _MARGIN
    page.top_margin, page.header_distance, page.footer_distance = Cm(2.6), Cm(1), Cm(1)
    own_language = word.styles.element.find(".//" + qn("w:rPrDefault")).find(".//" + qn("w:lang"))
    for name in ("w:val", "w:eastAsia"):
        own_language.set(qn(name), LOCALES[document.language])
    normal = _style(word, "Normal")
    _font(normal, _TEXT, INK)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.widow_control = True
    for name, size in _SIZES.items():
        style = _style(word, name)
        _font(style, size, CARMINE if name == "Heading 1" else INK)
        style.font.bold, style.font.italic = True, False
        style.paragraph_format.space_before = Pt(18 if name == "Heading 1" else 12)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
    for border in _style(word, "Title").element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    for line in word.styles["Table Grid"].element.find(".//" + qn("w:tblBorders")):
        line.set(qn("w:color"), LINE.removeprefix("#"))
    for name, size, colour in (
        (_QUIET, _QUIET_TEXT, MUTED),
        (_FACT, _TEXT, INK),
        (_CELL, 9, INK),
        (_LOUD, _LOUD_TEXT, INK),
    ):
        style = word.styles.add_style(name, 1)
        assert isinstance(style, ParagraphStyle)
        style.base_style = normal
        _font(style, size, colour)
        style.paragraph_format.space_after = Pt({_QUIET: 4, _LOUD: 6}.get(name, 2))
    fact = _style(word, _FACT).paragraph_format
    fact.left_indent, fact.first_line_indent = _NAMES, -_NAMES
    fact.tab_stops.add_tab_stop(_NAMES)


def _style(word: Word, name: str) -> ParagraphStyle:
    style = word.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _added(word: Word, style: str) -> WordParagraph:
    """Return a new paragraph at the end in a style, "" for the usual one."""
    paragraph = word.add_paragraph()
    if style:
        _look(word, paragraph, style)
    return paragraph


def _look(word: Word, paragraph: WordParagraph, style: str) -> None:
    """Give a paragraph a style. The library's own way looks each time for the usual one, which takes half a paper."""
    paragraph._p.style = _style(word, style).style_id


def _font(style: ParagraphStyle, size: float, colour: str) -> None:
    style.font.name, style.font.size = OFFICE_FAMILY, Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), OFFICE_FAMILY)


def _head_and_foot(word: Word, document: Document) -> None:
    section = word.sections[0]
    first, second = document.head
    head = section.header.paragraphs[0]
    head.style = _style(word, _QUIET)
    _write(head, (Run(first, bold=True), Run("\n" + second)))
    foot = section.footer.paragraphs[0]
    foot.style = _style(word, _QUIET)
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    fields = iter(["PAGE", "NUMPAGES", ""])
    for text in around_numbers(document.page):
        foot.add_run(text)
        field = next(fields)
        if field:
            _field(foot, field)


def _field(paragraph: WordParagraph, code: str) -> None:
    """Add a field that the word processor fills in, with 1 until it has."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run(text if kind == "text" else "")._r
        if kind == "text":
            continue
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = f" {text} "
        run.append(element)


def _write(paragraph: WordParagraph, text: Iterable[Run]) -> None:
    for piece in text:
        run = paragraph.add_run(piece.text if piece == _TAB else printable(piece.text))
        run.bold = piece.bold or None
        if piece.language:
            mark = OxmlElement("w:lang")
            mark.set(qn("w:val"), LOCALES[piece.language])
            run._r.get_or_add_rPr().append(mark)
        if piece.link:
            _link(paragraph, run, printable(piece.link))


def _link(paragraph: WordParagraph, run: WordRun, address: str) -> None:
    run.font.underline = True
    run.font.color.rgb = RGBColor.from_string(CARMINE.removeprefix("#"))
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.replace(run._r, link)
    link.append(run._r)


def _table(word: Word, block: Table) -> None:
    table = word.add_table(len(block.rows) + 1, len(block.columns), "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), printable(block.caption))
    table._tbl.tblPr.append(caption)
    whole = sum(column.share for column in block.columns)
    widths = [int(_WIDTH * column.share / whole) for column in block.columns]
    for grid, width in zip(table.columns, widths, strict=True):
        grid.width = width
    heads = tuple((Run(column.heading, bold=True, language=column.language),) for column in block.columns)
    cells = iter(table._cells)
    style = _style(word, _CELL).style_id  # looked up once: a report has a thousand cells
    for number, texts in enumerate((heads, *block.rows)):
        row = table.rows[number]._tr.get_or_add_trPr()
        row.append(OxmlElement("w:cantSplit"))
        if number == 0:
            row.append(OxmlElement("w:tblHeader"))
        elif block.roomy and not all(texts):
            height = OxmlElement("w:trHeight")
            height.set(qn("w:val"), str(Cm(1.1).twips))
            row.append(height)
        for text, column, width in zip(texts, block.columns, widths, strict=True):
            cell = next(cells)
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph._p.style = style
            if column.number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            bold = number - 1 in block.groups
            _write(paragraph, (Run(piece.text, bold or piece.bold, piece.link, piece.language) for piece in text))
            if number == 0 or (block.short and number < len(block.rows)):
                paragraph.paragraph_format.keep_with_next = True
            if number == 0:
                _shade(cell._tc)
    _added(word, _CELL)


def _picture(word: Word, block: Picture, shrunk: float) -> None:
    """Add a drawing as a picture with its text alternative."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    drawn = paragraph.add_run().add_picture(io.BytesIO(rastered(block.svg)), Cm(_WIDTH.cm * block.width * shrunk))
    drawn._inline.docPr.set("descr", printable(block.alt))


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", TINT.removeprefix("#"))):
        shade.set(qn(f"w:{name}"), value)
    cell.get_or_add_tcPr().append(shade)
