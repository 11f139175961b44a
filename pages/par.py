"""About the data: method, sources, licences, privacy, limits, and every column of the spreadsheet."""

import streamlit as st

from components import downloads, method, shell

seen = shell.view()
st.html(shell.banner(seen) + method.method(seen))
downloads.offer_workbook(seen)
downloads.offer_any(seen)
st.html(method.columns(seen))
