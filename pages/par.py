"""About the data: method, sources, licences, privacy, limits, every column of the spreadsheet, and what changed."""

import streamlit as st

from components import corrections, downloads, filters, method, rule_changes, shell
from components.escape import Finished

seen = shell.view()
address = filters.bound("skats")
if address["skats"] == rule_changes.SECTION:
    log = corrections.log()
    st.html(Finished(shell.banner(seen) + corrections.changes(seen, log) + method.ways(seen, rule_changes.SECTION)))
    if log and log.changes:
        downloads.offer_corrections(seen, log)
else:
    st.html(shell.banner(seen) + method.method(seen))
    downloads.offer_workbook(seen)
    downloads.offer_any(seen)
    st.html(method.columns(seen))
