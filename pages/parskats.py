"""Overview: where the plan stands, what is known of its close, what needs attention and what moved."""

import streamlit as st

from components.blocks.html import write
from components.frame import downloads, questions, shell
from components.frame.placing import place
from components.frame.written import written
from components.screens.overview import overview
from data.contract.addresses import Page

seen = shell.view()
place(seen, write(shell.banner(seen, Page.OVERVIEW), shell.plan_switch(seen)), overview.upper)
if seen.plan and questions.state_of(seen).tally.total:
    downloads.offer_figure(seen, overview.directions_figure(seen))
    if figure := overview.burn_up_figure(seen):
        place(seen, write(), overview.burn_up)
        downloads.offer_figure(seen, figure)
    st.html(written(seen, overview.institutions))
