"""Downloads: the one way of data out of a screen, with formulas escaped and the snapshot in the file's name."""

import streamlit as st

from components import figures
from components.figures import Figure
from components.view import View
from data.intake.schema import BY_CODE
from data.publish import tables, workbook
from data.words import N_


def offer_table(view: View, code: str, label: str | None = None) -> None:
    """Offer one table of the snapshot as CSV and XLSX, built on click."""
    snapshot, words = view.snapshot, view.words
    name = label or BY_CODE[code].tab
    with st.container(horizontal=True, key=f"download_{code}"):
        st.download_button(
            words.say(N_("{table}: CSV"), table=name),
            lambda: tables.as_csv(snapshot, code),
            f"{code}-{snapshot.id}.csv",
            "text/csv",
            on_click="ignore",
            key=f"csv_{code}",
        )
        st.download_button(
            words.say(N_("{table}: XLSX"), table=name),
            lambda: workbook.table_workbook(snapshot, code),
            f"{code}-{snapshot.id}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
            key=f"xlsx_{code}",
        )


def offer_any(view: View) -> None:
    """Offer any one table, chosen by its tab."""
    tabs = {code: table.tab for code, table in BY_CODE.items()}
    code = st.selectbox(view.words.say(N_("Table")), list(tabs), format_func=lambda code: tabs[code], key="download")
    offer_table(view, code)


def offer_workbook(view: View) -> None:
    """Offer every table of the snapshot as one workbook, built on click."""
    snapshot, words = view.snapshot, view.words
    st.download_button(
        words.say(N_("All tables: XLSX")),
        lambda: workbook.workbook(snapshot, words),
        f"ogp-{snapshot.id}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        key="xlsx_all",
    )


def offer_figure(view: View, figure: Figure) -> None:
    """Offer a figure as SVG, PNG and CSV; each carries its title, source, day and snapshot."""
    words = view.words
    stem = f"{figure.name}-{view.day.isoformat()}-{view.snapshot.id}"
    makers = {
        "SVG": (lambda: figures.as_svg(figure), "image/svg+xml"),
        "PNG": (lambda: figures.as_png(figure), "image/png"),
        "CSV": (lambda: figures.as_csv(figure), "text/csv"),
    }
    with st.container(horizontal=True, key=f"figure_{figure.name}"):
        for kind, (make, mime) in makers.items():
            label = words.say(N_("This figure: {kind}"), kind=kind)
            key = f"{kind}_{figure.name}"
            st.download_button(label, make, f"{stem}.{kind.lower()}", mime, on_click="ignore", key=key)
