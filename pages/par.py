"""About the data: method, sources, licences, privacy, limits, and every column of the spreadsheet."""

import streamlit as st

from components import downloads, method, shell
from data.intake.schema import TABLES

seen = shell.view()
st.html(shell.banner(seen) + method.method(seen))
downloads.offer_workbook(seen)
for one in TABLES:
    downloads.offer_table(seen, one.code)
st.html(method.columns(seen))
