"""A meeting: prepared on one page, then shown step by step, frozen to the snapshot in the address."""

from functools import partial

import streamlit as st

from components.blocks.html import write
from components.blocks.style import styled
from components.documents import job
from components.frame import building, filters, presenter, shell
from components.meeting import layout, preparing, screen
from components.meeting.steps import steps
from components.view import View, public_address
from data import live
from data.answers.meeting import find_meeting
from data.words import N_

seen: View = shell.view()
tongue = seen.words
address = filters.bound("sede", "solis")
meeting = find_meeting(seen.snapshot, address["sede"], seen.day, dict(seen.chosen).get("plans"))
if meeting and seen.current.compared and st.session_state.snapshot != seen.snapshot.id:
    shell.freeze(seen.snapshot.id, instead_of=st.session_state.snapshot)
    st.rerun()

own = steps(seen, meeting, public_address(st.context.url)) if meeting else ()
number = preparing.number(address["solis"], len(own))
if number and meeting:
    st.html(styled("slide", "presenting", variables=layout.VARIABLES))
    st.html(write(screen.slide(seen, own[number - 1], number, len(own))))
    presenter.keys(seen, number, len(own))
else:
    st.html(write(shell.banner(seen, instead_of=shell.missing()), preparing.heading(seen, meeting, address["sede"])))
    offered = preparing.offered(seen)
    if offered:
        presenter.choose_meeting(seen, offered, meeting.id if meeting else "")
    with st.container(horizontal=True, key="filter_begin"):
        if meeting:
            presenter.begin(seen)
        if seen.snapshot.id != (newest := live.current().snapshot.id):
            label = tongue.say(N_("Update to the newest snapshot {id}"), id=newest)
            st.button(label, on_click=shell.freeze, args=(newest,))
    if meeting:
        st.html(write(preparing.advice(seen, meeting), screen.contents(seen, meeting, own)))
        order = job.order(seen, meeting, public_address(st.context.url))
        building.offer(seen, partial(job.find, order), partial(job.begin, order), job.busy)
    st.html(write(preparing.register(seen)))
