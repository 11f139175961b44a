"""Overview: where the plan stands, what is known of its close, what needs attention and what moved."""

import streamlit as st

from components.blocks.escape import html
from components.frame import downloads, money, questions, shell
from components.screens.overview import overview
from data.contract.addresses import Page
from data.words import N_

seen = shell.view()
head = shell.banner(seen, Page.OVERVIEW) + shell.plan_switch(seen)
if seen.plan is None:
    st.html(f"{head}<h1>{html(seen.words.say(N_('No plan is known.')))}</h1>")
elif not questions.state_of(seen).tally.total:
    st.html(head + overview.finding(seen) + overview.plan_note(seen) + overview.close(seen))
else:
    st.html(
        f"{head}{overview.finding(seen)}"
        "<div class='grid two'><div>"
        f"{overview.directions(seen)}{overview.calendar_strip(seen)}{money.money_table(seen)}"
        "</div><div>"
        f"{overview.needs_attention(seen)}{overview.since_last_meeting(seen)}{overview.close(seen)}"
        f"</div></div>{overview.commitments(seen)}"
    )
    downloads.offer_figure(seen, overview.directions_figure(seen))
    if figure := overview.burn_up_figure(seen):
        st.html(overview.burn_up(seen))
        downloads.offer_figure(seen, figure)
    st.html(overview.institutions(seen))
