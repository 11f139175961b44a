"""Calendar and funding: what is to come, what was promised, what has happened, and the money."""

import streamlit as st

from components.blocks.html import write
from components.frame import downloads, filters, shell
from components.frame.written import written
from components.screens.calendar import timetable
from data.contract.addresses import Page
from data.words import N_

seen = shell.view()
address = filters.bound("veids")
top = st.container()
label = seen.words.say(N_("Kind"))
with st.container(key="filter_kinds"):
    kinds = frozenset(filters.choose_many("veids", label, timetable.kinds_offered(seen), address["veids"]))
head = shell.banner(seen, Page.CALENDAR), shell.plan_switch(seen, Page.CALENDAR)
top.html(write(head, timetable.heading(seen, kinds)))
st.html(written(seen, timetable.listing, kinds))
downloads.offer_table(seen, "calendar")
st.html(written(seen, timetable.funding))
downloads.offer_table(seen, "funding")
