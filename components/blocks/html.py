"""The one writer of HTML: blocks in, escaped HTML out. Nothing else on our pages writes a tag."""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from hashlib import sha256
from html import escape
from typing import Any

from markupsafe import Markup

from components.blocks.escape import pieces
from components.blocks.figures import as_data
from components.blocks.forms import Columns, Field, Form, Paint, Reserved, Still, Submit
from components.blocks.vocabulary import (
    Announcer,
    Banner,
    Bar,
    Bars,
    Break,
    Button,
    Chart,
    Column,
    Content,
    Details,
    Facts,
    Footer,
    Group,
    Heading,
    Items,
    Link,
    Nav,
    Note,
    Offer,
    Paragraph,
    Picture,
    Quoted,
    Row,
    Section,
    Sign,
    Square,
    SquareRow,
    Squares,
    Table,
    Text,
    Tile,
    Tiles,
    Verbatim,
)

FEW_COLUMNS = 4
"""So many columns of numbers fit beside each other on a phone; rows of wider tables stack there, unless columns that
are seldom asked for are set aside."""

LONGEST_IN_SQUARE = 7
"""Letters of a name that stand in a square; a longer one stands in what is told of it alone."""


class Html(Markup):
    """HTML that was written here. `st.html` takes it as it is; other text it would first search for indents."""

    def _repr_html_(self) -> str:
        return str(self)


def write(*content: Content) -> Html:
    """Return content as HTML; "" for nothing."""
    return Html("".join(map(_written, content)))


def page(language: str, title: str, head: str, *content: Content, program: str = "") -> Html:
    """Return a page that stands by itself and is not to be searched; ``head`` is HTML of its looks.

    A page with a ``program`` runs that one alone and asks for nothing, wherever it is opened.
    """
    policy, script = "", ""
    if program:
        policy = f'\n<meta http-equiv="Content-Security-Policy" content="{policy_of(program)}">'
        script = f"<script>{program}</script>"
    # The rules of the screens' sheet are written for the element in which Streamlit puts HTML.
    return Html(f"""<!DOCTYPE html>
<html lang="{escape(language)}">
<head>
<meta charset="UTF-8">{policy}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(title)}</title>
{head}
</head>
<body>
<main data-testid="stHtml">
{write(*content)}
</main>{script}
</body>
</html>
""")


def policy_of(program: str) -> str:
    """Return the rules of a page that runs one program of its own and asks for nothing."""
    digest = b64encode(sha256(program.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; script-src 'sha256-{digest}'"


def _written(content: Content) -> str:
    if isinstance(content, Markup):
        return str(content)
    if isinstance(content, str):
        return _said(content)
    if isinstance(content, tuple):
        return "".join(map(_written, content))
    return _WRITERS[type(content)](content)


_LONG_WORD = re.compile(r"\w{41,}")
_PIECE = re.compile(r"\w{1,16}")
"""A word that not every line holds, and its pieces."""


def _said(text: str) -> str:
    """Return text as HTML; a line may end in a word that is too long, so that no table is wider than its page by it."""
    return _LONG_WORD.sub(_opened, escape(text))


def _opened(word: re.Match[str]) -> str:
    return "<wbr>".join(_PIECE.findall(word[0]))


def _attributes(**named: str) -> str:
    """Return attributes of a tag, those that say nothing left out; a name's underscores stand for dashes."""
    return "".join(f' {name.strip("_").replace("_", "-")}="{escape(value)}"' for name, value in named.items() if value)


def _tag(name: str, content: Content, **named: str) -> str:
    return f"<{name}{_attributes(**named)}>{_written(content)}</{name}>"


def _text(text: Text) -> str:
    name, current = "b" if text.strong else "span", "true" if text.current else ""
    return _tag(name, text.content, class_=text.kind, lang=text.lang, aria_current=current)


def _link(link: Link) -> str:
    ways = {"target": "_blank", "rel": "noopener noreferrer"} if link.outside else {"target": "_self"}
    current = "page" if link.current else ""
    attributes = {"class_": link.kind, "lang": link.lang, "hreflang": link.leads_to, "href": link.address}
    return _tag("a", link.content, **attributes, **ways, aria_current=current, aria_label=link.label)


def _quoted(quoted: Quoted) -> str:
    return f'<span lang="lv">{linked(quoted.text)}</span>' if quoted.text else ""


def linked(text: str) -> str:
    """Return HTML of a text: http and https addresses are links that show their host, and line breaks are kept.

    Several addresses of one host are numbered: read aloud or on paper they would not be told apart.
    """
    parts = list(pieces(text))
    of_host: dict[str, dict[str, int]] = {}
    for piece, host in parts:
        alike = of_host.setdefault(host.removeprefix("www."), {})
        alike.setdefault(piece, len(alike) + 1)

    def name(address: str, host: str) -> str:
        alike = of_host[host.removeprefix("www.")]
        return f"{host} ({alike[address]})" if len(alike) > 1 else host

    return "".join(
        _link(Link(name(piece, host), piece, outside=True)) if host else _said(piece).replace("\n", "<br>")
        for piece, host in parts
    )


def _facts(facts: Facts) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{_written(value)}</dd>" for name, value in facts.pairs if value)
    return f'<dl class="facts">{rows}</dl>'


def _items(items: Items) -> str:
    rows = "".join(f"<li>{_written(item)}</li>" for item in items.items)
    name = "ol" if items.ordered else "ul"
    return f"<{name}{_attributes(class_=items.kind)}>{rows}</{name}>"


def _picture(picture: Picture, loading: str = "") -> str:
    images = "".join(
        f'<img{_attributes(class_=width if picture.narrow else "", src=address, loading=loading)} alt="">'
        for width, address in (("wide", picture.wide), ("narrow", picture.narrow))
        if address
    )
    return f'<div role="img" aria-label="{escape(picture.alt)}">{images}</div>'


def _drawn(chart: Chart) -> Picture:
    return Picture(as_data(chart.wide), as_data(chart.narrow), chart.alt)


def _bars(bars: Bars) -> str:
    rows = "".join(_bar(row, bars.longest) for row in bars.rows)
    return f'<div class="bars" role="group" aria-label="{escape(bars.alt)}">{_written(bars.legend)}{rows}</div>'


def _bar(stacked: Bar, longest: int) -> str:
    """Return a bar as boxes as wide as what they count; each number is a box of its own, to stand on a plate."""
    parts = "".join(f'<i class="{kind} {_width(n)}"><b>{n}</b></i>' for kind, n in stacked.parts if n)
    rest = f'<i class="{_width(longest - stacked.total)}"></i>' if stacked.total < longest else ""
    drawn = f'<div class="bar" role="img" aria-label="{escape(stacked.alt)}">{parts}{rest}</div>'
    return f'<div class="counted">{_tag("p", stacked.label)}{drawn}</div>'


def _width(n: int) -> str:
    """Return a number as classes, one a digit, that the style sheet adds up: no element has a style of its own."""
    digits = zip("mcxi", (n // 1000, n // 100 % 10, n // 10 % 10, n % 10), strict=True)
    return " ".join(f"{place}{digit}" for place, digit in digits if digit)


def _details(disclosure: Details) -> str:
    summary = _tag("summary", disclosure.summary, class_=disclosure.kind)
    opened = " open" if disclosure.opened else ""
    named = _attributes(class_="narrow" if disclosure.narrow else "")
    return f"<details{named}{opened}>{summary}{_written(disclosure.content)}</details>"


def _nav(nav: Nav) -> str:
    return _tag("nav", tuple(nav.items), class_=nav.kind, aria_label=nav.label)


def _table(table: Table) -> str:
    columns, caption = table.columns, escape(table.caption)
    head = "".join(
        f'<th role="columnheader" scope="col"{_classes(column)}'
        f"{_attributes(aria_sort=column.order, lang=column.lang)}>{_head(column)}</th>"
        for column in columns
    )
    opened = [f'<td role="cell" data-label="{escape(column.heading)}"{_classes(column)}>' for column in columns[1:]]
    first = ' class="aside"' if columns[0].aside else ""
    body = "".join([_row(row, first, opened) for row in table.rows])
    hidden = "" if table.captioned else ' class="unseen"'
    numbers = [column.number for column in columns[1:]]
    # On a phone words are read below each other, numbers beside each other, though they scroll sideways.
    beside = all(numbers) if len(columns) > FEW_COLUMNS else any(numbers)
    kind = "data" if beside else "data stacks"
    kind = "data folds" if any(column.aside for column in columns) else kind
    kind += " orders" if any(column.address for column in columns) else ""
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{caption}">'
        f'<table role="table" class="{kind}"><caption{hidden}>{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    )


_ARROWS: Mapping[str, str] = {"ascending": " ▲", "descending": " ▼"}


def _head(column: Column) -> str:
    if not column.address:
        return escape(column.heading)
    arrow = f'<span aria-hidden="true">{_ARROWS[column.order]}</span>' if column.order else ""
    return _link(Link((column.heading, Markup(arrow)), column.address, label=column.called))


def _classes(column: Column) -> str:
    width = f"w{column.twelfths}" if column.twelfths else ""
    names = [width, *(name for name, holds in (("number", column.number), ("aside", column.aside)) if holds)]
    return _attributes(class_=" ".join(filter(None, names)))


def _row(row: Row, first_kind: str, cells_opened: list[str]) -> str:
    """Return a row; roles are said aloud, since a table whose rows stack on a phone loses them in some browsers."""
    first, *rest = map(_written, row.cells)
    group = " class=group" if row.group else ' class="marked" aria-current="true"' if row.marked else ""
    if row.group and not any(rest):
        wide = len(cells_opened) + 1
        return f'<tr role="row"{group}><th role="rowheader" scope="rowgroup" colspan="{wide}">{first}</th></tr>'
    cells = "".join([f"{opened}{cell}</td>" for opened, cell in zip(cells_opened, rest, strict=True)])
    head = f'<th role="rowheader" scope="row"{first_kind}>{first}</th>' if first else '<td role="cell"></td>'
    return f'<tr role="row"{group}>{head}{cells}</tr>'


def _tiles(tiles: Tiles) -> str:
    lines = ("".join(map(_tile, row)) for row in tiles.rows)
    body = "".join(f'<div class="line">{line}</div>' for line in lines)
    return f'<nav class="tiles" aria-label="{escape(tiles.label)}">{body}</nav>'


def _tile(tile: Tile | None) -> str:
    if tile is None:
        return '<span class="tile none"></span>'
    lines = "".join(f'<b lang="lv">{escape(line)}</b>' for line in tile.name)
    named = _attributes(class_=f"tile {tile.kind}".strip(), aria_current="true" if tile.current else "")
    label = escape(tile.label)
    return (
        f'<a{named} href="{escape(tile.address)}" target="_self" title="{label}" aria-label="{label}">'
        f"{lines}<i>{escape(tile.text)}</i></a>"
    )


def _squares(squares: Squares) -> str:
    groups = "".join(
        f'<div class="of">{_tag("h2", label) if label else ""}'
        f"{''.join(_square_row(row, squares) for row in rows)}</div>"
        for label, rows in squares.groups
    )
    kind = " ".join(filter(None, ["squares", "small-ones" if squares.small else "", squares.kind]))
    return f'<nav class="{kind}" aria-label="{escape(squares.label)}">{_written(squares.legend)}{groups}</nav>'


def _square_row(row: SquareRow, squares: Squares) -> str:
    label = _tag("p", row.label) if row.label else ""
    items = "".join(f"<li>{_square(square, named=not squares.small)}</li>" for square in row.squares)
    drawn = f'<ul class="line">{items}</ul>'
    return f'<div class="row">{drawn}{label}</div>' if squares.kind == "listed" else f"{label}{drawn}"


def _square(square: Square, *, named: bool) -> str:
    """Return a square with what is told of it inside, which is its name for screen readers: the sheet hides it."""
    name = escape(square.name) if named and len(square.name) <= LONGEST_IN_SQUARE else ""
    told = "".join(f"<i>{_written(line)}</i> " for line in square.told if line)
    inner = f'<b aria-hidden="true">{name}</b><span class="told">{told}</span>'
    kind = f"square {square.state} marked" if square.marked else f"square {square.state}"
    if not square.address:
        return f'<span class="{kind}" tabindex="0">{inner}</span>'
    return f'<a class="{kind}" href="{escape(square.address)}" target="_self">{inner}</a>'


def _form(form: Form) -> str:
    carried = "".join(
        f"<input{_attributes(type='hidden', name=name, value=value)}>" for name, value in form.carried.items()
    )
    return f"<form{_attributes(id=form.name, method='get', action=form.address)}>{carried}</form>"


def _submit(submit: Submit) -> str:
    return f"<button{_attributes(class_='submit', type='submit', form=submit.form)}>{escape(submit.label)}</button>"


def _field(entry: Field) -> str:
    named = _attributes(name=entry.name, form=entry.form)
    label = f"<span>{escape(entry.label)}</span>"
    if entry.kind == "yes":
        on = " checked" if entry.value == "1" else ""
        return f'<label class="field yes"><input type="checkbox" value="1"{named}{on}>{label}</label>'
    if entry.kind == "day":
        day = _attributes(type="date", value=entry.value, min=entry.first, max=entry.last, aria_label=entry.label)
        label = f'<small aria-hidden="true">{escape(entry.label)}</small>'
        shown = f'<span aria-hidden="true">{escape(entry.shown)}</span>'
        return f'<span class="field day">{label}<input{day}{named}>{shown}</span>'
    if entry.kind == "text":
        text = _attributes(type="text", value=entry.value, autocomplete="off")
        return f'<label class="field text">{label}<input{text}{named}></label>'
    options = "".join(
        f'<option value="{escape(code)}"{" selected" if code == entry.value else ""}>{escape(label_said)}</option>'
        for code, label_said in entry.options.items()
    )
    return f'<label class="field one">{label}<select{named}>{options}</select></label>'


def _reserved(room: Reserved) -> str:
    sizes = " ".join(
        f"--{kind}: {width:g} / {height:g}; --{kind}-across: {width:g}px;"
        for kind, (width, height) in (("wide", room.wide), ("narrow", room.narrow))
    )
    return f'<div class="chart" style="{sizes}">{_picture(_drawn(room.chart), "lazy")}</div>'


def _columns(beside: Columns) -> str:
    whole = sum(beside.widths)
    columns = "".join(
        f'<div class="stColumn" style="flex: 1 1 calc({100 * width / whole:.4f}% - 1rem)">{_written(column)}</div>'
        for width, column in zip(beside.widths, beside.columns, strict=True)
    )
    return f'<div class="stHorizontalBlock columns">{columns}</div>'


def _paint(painted: Paint) -> str:
    told = _attributes(id="paint", data_newer=painted.newer, data_snapshot=painted.snapshot)
    stays = f'<p class="why" role="status">{escape(painted.stays)}</p>'
    return f'<div{told}><main class="stMain" tabindex="0">{_blocks(stays, painted.content)}</main></div>'


def _still(still: Still) -> str:
    return f'<div id="paint" class="stays published"><main class="stMain">{_blocks("", still.content)}</main></div>'


def _blocks(first: str, content: Content) -> str:
    inner = f'<div class="stVerticalBlock">{first}{_written(content)}</div>'
    return f'<div class="stMainBlockContainer">{inner}</div>'


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    Text: _text,
    Link: _link,
    Quoted: _quoted,
    Sign: lambda sign: (
        f'<img class="shape" src="{escape(sign.address)}" alt="" width="{sign.width}" height="{sign.height}">'
    ),
    Break: lambda _: "<br>",
    Heading: lambda heading: _tag(f"h{heading.level}", heading.content),
    Paragraph: lambda paragraph: _tag(
        "p", paragraph.content, class_=paragraph.kind, role="status" if paragraph.announced else ""
    ),
    Note: lambda note: _tag("div", note.content, class_=f"small {note.kind}".strip()),
    Verbatim: lambda verbatim: _tag("pre", verbatim.text, lang=verbatim.lang),
    Banner: lambda banner: _tag("div", banner.content, class_="banner", role="status"),
    Facts: _facts,
    Items: _items,
    Table: _table,
    Tiles: _tiles,
    Squares: _squares,
    Bars: _bars,
    Picture: _picture,
    Chart: lambda chart: _picture(_drawn(chart)),
    Group: lambda group: _tag("div", group.content, class_=group.kind),
    Section: lambda section: _tag(
        "section",
        section.content,
        class_=section.kind,
        aria_label=section.label,
        aria_live="polite" if section.announced else "",
    ),
    Details: _details,
    Footer: lambda footer: _tag("footer", footer.content, class_="data-line"),
    Nav: _nav,
    Form: _form,
    Submit: _submit,
    Field: _field,
    Columns: _columns,
    Paint: _paint,
    Still: _still,
    Reserved: _reserved,
    Offer: lambda offer: _tag("div", offer.content, class_="offer", role="group", aria_label=offer.figure.title),
    Button: lambda button: _tag("button", button.content, class_=button.name, type="button"),
    Announcer: lambda announcer: _tag(
        "div",
        "",
        id="announcer",
        class_="unseen",
        role="status",
        data_changed=announcer.changed,
        data_screens=announcer.screens,
    ),
}
