"""About the data: method, sources, licences, privacy, limits, every column of the spreadsheet, and what changed."""

from functools import partial

import streamlit as st

from components.blocks.html import write
from components.frame import downloads, filters, shell
from components.frame.written import written
from components.screens.about import corrections, method
from components.wording import rule_changes
from data.words import N_

seen = shell.view()
address = filters.bound("skats")
if address["skats"] == rule_changes.SECTION:
    log = corrections.log()
    st.html(write(shell.banner(seen), corrections.changes(seen, log)))
    if log and log.changes:
        label = seen.words.say(N_("All changed figures: CSV"))
        downloads.offer_csv(seen, partial(corrections.as_csv, log, seen.words, seen.snapshot), label, "izmainas")
else:
    st.html(write(shell.banner(seen), written(seen, method.method)))
    downloads.offer_workbook(seen)
    downloads.offer_any(seen)
    st.html(written(seen, method.columns))
