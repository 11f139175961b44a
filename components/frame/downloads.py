"""Downloads: the one way of data out of a screen, with formulas escaped and the snapshot in the file's name."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from components.blocks import figures
from components.blocks.figures import Figure
from components.charts import pictures
from components.frame.parts import File, Files, OneOf
from components.view import View
from components.wording import provenance, sheet
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
    return Files("", (File(label, lambda: workbook.workbook(snapshot, words, line), name, XLSX, "xlsx_all"),))


def of_list(view: View, make: Callable[[], bytes], label: str, name: str) -> Files:
    """Return a list of a screen's own as CSV; ``name`` begins the file's name."""
    file = f"{provenance.stem(view, name, view.snapshot.id)}.csv"
    return Files("", (File(label, make, file, CSV, f"csv_{name}"),))


def of_figures(view: View, offered: Sequence[Figure]) -> OneOf:
    """Return any one of a screen's figures, chosen by its title: many buttons would make every run of it slow."""
    _ = view.words.say
    by_name = {figure.name: figure for figure in offered}
    titles = {name: figure.title for name, figure in by_name.items()}
    return OneOf(_("Figure to take away"), "figure", titles, lambda name: (of_figure(view, by_name[name]),))


def of_figure(view: View, figure: Figure) -> Files:
    """Return a figure as SVG, PNG and CSV; each carries its title, source, day and snapshot."""
    _ = view.words.say
    stem = provenance.stem(view, figure.name, view.day.isoformat(), view.snapshot.id, tables=figure.tables)
    makers: dict[str, tuple[Callable[[], bytes], str]] = {
        "SVG": (lambda: pictures.as_svg(figure), "image/svg+xml"),
        "PNG": (lambda: pictures.as_png(figure), "image/png"),
        "CSV": (lambda: figures.as_csv(figure), CSV),
    }
    files = [
        File(_("This figure: {kind}", kind=kind), make, f"{stem}.{kind.lower()}", mime, f"{kind}_{figure.name}")
        for kind, (make, mime) in makers.items()
    ]
    return Files(f"figure_{figure.name}", tuple(files))
