"""Downloads: the one way of data out of a screen, with formulas escaped and the snapshot in the file's name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape
from types import MappingProxyType
from urllib.parse import urlencode

from components.blocks import figures
from components.blocks.figures import Figure
from components.blocks.html import Html
from components.blocks.vocabulary import Details, Facts, Group, Link, Offer, Text
from components.charts import pictures
from components.frame.parts import File, Files, OneOf
from components.view import View
from components.wording import provenance, sheet, terms
from data.contract.tables import BY_CODE
from data.model import IndicatorValue, Snapshot
from data.publish import tables, workbook

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def of_table(view: View, code: str) -> Files:
    """Return one table of the snapshot as CSV and XLSX."""
    return _table(view, view.snapshot, code, view.words.say(sheet.TABLE_NAMES[code]), code)


def of_values(view: View, values: Sequence[IndicatorValue], label: str, name: str) -> Files:
    """Return some municipalities' answers under a label, as the whole table is; ``name`` begins the file's name."""
    return _table(view, replace(view.snapshot, indicator_values=tuple(values)), "indicator_values", label, name)


def _table(view: View, snapshot: Snapshot, code: str, label: str, name: str) -> Files:
    words, stem = view.words, provenance.stem(view, name, snapshot.id, tables=[code])
    _ = words.say

    def as_csv() -> bytes:
        return tables.as_csv(snapshot, code)

    def as_xlsx() -> bytes:
        return workbook.table_workbook(snapshot, code)

    return Files(
        f"download_{name}",
        (
            File(_("{table}: CSV", table=label), as_csv, f"{stem}.csv", CSV, f"csv_{name}"),
            File(_("{table}: XLSX", table=label), as_xlsx, f"{stem}.xlsx", XLSX, f"xlsx_{name}"),
        ),
    )


def of_any_table(view: View) -> OneOf:
    """Return any one table, chosen by its tab."""
    _ = view.words.say
    names = {code: _(sheet.TABLE_NAMES[code]) for code in BY_CODE}
    return OneOf(_("Table"), "download", names, lambda code: (of_table(view, code),))


def of_workbook(view: View) -> Files:
    """Return every table of the snapshot as one workbook."""
    snapshot, words = view.snapshot, view.words
    _ = words.say
    line = provenance.source_line(view)
    name = f"{provenance.stem(view, 'ogp', snapshot.id)}.xlsx"
    label = _("All tables: XLSX")
    return Files(
        "", (File(label, lambda: workbook.whole_workbook(snapshot, words.language, line), name, XLSX, "xlsx_all"),)
    )


def of_list(view: View, make: Callable[[], bytes], label: str, name: str) -> Files:
    """Return a list of a screen's own as CSV; ``name`` begins the file's name."""
    file = f"{provenance.stem(view, name, view.snapshot.id)}.csv"
    return Files("", (File(label, make, file, CSV, f"csv_{name}"),))


def of_rows(view: View, make: Callable[[], Sequence[Sequence[tables.Value]]], label: str, name: str) -> Files:
    """Return lines of a screen's own, the heading first, as CSV and XLSX under a label; ``name`` begins the names."""
    _, stem = view.words.say, provenance.stem(view, name, view.snapshot.id)

    def as_csv() -> bytes:
        return tables.written([tables.plain_cell(value) for value in line] for line in make())

    return Files(
        f"download_{name}",
        (
            File(_("{table}: CSV", table=label), as_csv, f"{stem}.csv", CSV, f"csv_{name}"),
            File(
                _("{table}: XLSX", table=label),
                lambda: workbook.list_workbook(label, make()),
                f"{stem}.xlsx",
                XLSX,
                f"xlsx_{name}",
            ),
        ),
    )


def of_figure(view: View, figure: Figure) -> Offer:
    """Return a figure's menu, to stand right after it: the link to its screen, how to cite it, picture and data.

    All of it are links to what the server draws when asked (`components.web.figures`), so it needs no program. Where
    the screen is, is filled in by `placed`.
    """
    _ = view.words.say
    query = urlencode(dict(view.chosen) | {"datums": view.day.isoformat(), "snapshot": view.snapshot.id})

    def way(kind: str, name: str = "", of: str = "") -> Link:
        label = f"{of}: {kind.upper()}" if of else ""
        return Link(name or kind.upper(), f"/figure/{_FOLDER}{figure.name}.{kind}?{_OWN}{query}", label=label)

    picture, data, framed = _("Picture"), _("Data"), f"/embed/{_FOLDER}{figure.name}?{_OWN}{urlencode(view.chosen)}"
    facts = (
        (_("Link"), Link(_("This view with its day and snapshot"), f"/{_SCREEN}?{_OWN}{query}", kind="share")),
        (_("How to cite"), (Text(cited(view, figure), kind="cited"), " ", way("txt", _("with the address")))),
        (picture, (way("png", of=picture), " · ", way("svg", of=picture))),
        (data, way("csv", of=data)),
        (_("Embed"), Link(_("Page for other sites, with its embed code"), framed, outside=True)),
    )
    return Offer(Details(_("Copy, cite, download"), Group(Facts(facts), "panel")), figure)


def cited(view: View, figure: Figure) -> str:
    """Return how to cite a figure, without its address: the finding, where it stands, source, day and snapshot.

    Of what else its source line says, as much goes along as is read in one breath (`CITED` letters).
    """
    _ = view.words.say
    facts = [*provenance.data_line(view, *figure.tables), *provenance.published_by(view)]
    for fact in [fact for fact in figure.source.split(" · ") if fact and fact not in facts]:
        if len(" · ".join([*facts, fact])) > CITED:
            break
        facts.append(fact)
    name, source = terms.dashboard(view.words), " · ".join(facts)
    finding = view.words.within_quotes(figure.headline.rstrip("."))
    return _("“{finding}”. {name}. {source}", finding=finding, name=name, source=source)


def drawn(view: View, figure: Figure, kind: str, address: str) -> tuple[bytes, str, str]:
    """Return a figure as a file of a kind of `KINDS`: what it holds, its name and its media type.

    ``address`` is that of its screen; it stands in a picture and in what is cited.
    """
    make, media_type = KINDS[kind]
    stem = provenance.stem(view, figure.name, view.day.isoformat(), view.snapshot.id, tables=figure.tables)
    return make(view, figure, address), f"{stem}.{kind}", media_type


KINDS: Mapping[str, tuple[Callable[[View, Figure, str], bytes], str]] = MappingProxyType(
    {
        "svg": (lambda _view, figure, address: pictures.as_svg(figure, address), "image/svg+xml"),
        "png": (lambda _view, figure, address: pictures.as_png(figure, address), "image/png"),
        "csv": (lambda _view, figure, _address: figures.as_csv(figure), CSV),
        "txt": (lambda view, figure, address: f"{cited(view, figure)} · {address}\n".encode(), "text/plain"),
    }
)
"""How a figure is taken along, by the ending of the file."""
CITED = 300
"""Letters of the source of what is cited."""
# Content is made for a view and kept, whatever the address says beside it, so that where it stands is filled in last.
# No text holds these: they are no characters.
_SCREEN, _FOLDER, _OWN = "\ufdd0", "\ufdd1", "\ufdd2"


def unplaced(html: str) -> bool:
    """Tell whether there are menus in HTML whose addresses do not say yet where they stand."""
    return _SCREEN in html


def placed(html: Html, path: str, own: Mapping[str, str]) -> Html:
    """Return HTML in which the menus lead to the screen at a path with these parameters of its own."""
    parameters = {name: value for name, value in sorted(own.items()) if value}
    chosen = escape(f"{urlencode(parameters)}&") if parameters else ""
    filled = str(html).replace(_SCREEN, escape(path)).replace(_FOLDER, escape(f"{path}/") if path else "")
    return Html(filled.replace(_OWN, chosen))
