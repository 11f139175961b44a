"""Downloads: the one way of data out of a screen, with formulas escaped and the snapshot in the file's name."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from components.blocks import figures
from components.blocks.figures import Figure
from components.charts import pictures
from components.view import View
from components.wording import provenance
from data.contract.tables import BY_CODE
from data.model import IndicatorValue, Snapshot
from data.publish import tables, workbook

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _button(label: str, make: Callable[[], bytes], name: str, mime: str, key: str) -> None:
    """Show a button whose file is built on click, without running the screen again."""
    st.download_button(label, make, name, mime, on_click="ignore", key=key)


def offer_table(view: View, code: str) -> None:
    """Offer one table of the snapshot as CSV and XLSX, built on click."""
    _offer(view, view.snapshot, code, BY_CODE[code].tab, code)


def offer_values(view: View, values: Sequence[IndicatorValue], label: str, name: str) -> None:
    """Offer some municipalities' answers under a label, as the whole table is; ``name`` begins the file's name."""
    _offer(view, replace(view.snapshot, indicator_values=tuple(values)), "indicator_values", label, name)


def _offer(view: View, snapshot: Snapshot, code: str, label: str, name: str) -> None:
    words, stem = view.words, provenance.stem(view, name, snapshot.id, tables=[code])
    _ = words.say
    with st.container(horizontal=True, key=f"download_{name}"):
        text = _("{table}: CSV", table=label)
        _button(text, lambda: tables.as_csv(snapshot, code), f"{stem}.csv", CSV, f"csv_{name}")
        text = _("{table}: XLSX", table=label)
        _button(text, lambda: workbook.table_workbook(snapshot, code), f"{stem}.xlsx", XLSX, f"xlsx_{name}")


def offer_any(view: View) -> None:
    """Offer any one table, chosen by its tab."""
    _ = view.words.say
    tabs = {code: table.tab for code, table in BY_CODE.items()}
    code = st.selectbox(_("Table"), list(tabs), format_func=lambda code: tabs[code], key="download")
    offer_table(view, code)


def offer_workbook(view: View) -> None:
    """Offer every table of the snapshot as one workbook, built on click."""
    snapshot, words = view.snapshot, view.words
    _ = words.say
    label = _("All tables: XLSX")
    line = provenance.source_line(view)
    _button(
        label,
        lambda: workbook.workbook(snapshot, words, line),
        f"{provenance.stem(view, 'ogp', snapshot.id)}.xlsx",
        XLSX,
        "xlsx_all",
    )


def offer_csv(view: View, make: Callable[[], bytes], label: str, name: str) -> None:
    """Offer a list of a screen's own as CSV, built on click; ``name`` begins the file's name."""
    _button(label, make, f"{provenance.stem(view, name, view.snapshot.id)}.csv", CSV, f"csv_{name}")


def offer_figures(view: View, offered: Sequence[Figure]) -> None:
    """Offer any one of a screen's figures, chosen by its title: many buttons would make every run of it slow."""
    _ = view.words.say
    by_name = {figure.name: figure for figure in offered}
    label = _("Figure to take away")
    with st.container(key="filter_figure"):
        name = st.selectbox(label, list(by_name), format_func=lambda name: by_name[name].title, key="figure")
    offer_figure(view, by_name[name])


def offer_figure(view: View, figure: Figure) -> None:
    """Offer a figure as SVG, PNG and CSV; each carries its title, source, day and snapshot."""
    _ = view.words.say
    stem = provenance.stem(view, figure.name, view.day.isoformat(), view.snapshot.id, tables=figure.tables)
    makers: dict[str, tuple[Callable[[], bytes], str]] = {
        "SVG": (lambda: pictures.as_svg(figure), "image/svg+xml"),
        "PNG": (lambda: pictures.as_png(figure), "image/png"),
        "CSV": (lambda: figures.as_csv(figure), CSV),
    }
    with st.container(horizontal=True, key=f"figure_{figure.name}"):
        for kind, (make, mime) in makers.items():
            label = _("This figure: {kind}", kind=kind)
            _button(label, make, f"{stem}.{kind.lower()}", mime, f"{kind}_{figure.name}")
