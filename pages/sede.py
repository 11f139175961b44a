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

view: View = shell.view()
words = view.words
address = filters.bound("sede", "solis")
meeting = find_meeting(view.snapshot, address["sede"], view.day, dict(view.chosen).get("plans"))
if meeting and view.current.compared and st.session_state.snapshot != view.snapshot.id:
    shell.freeze(view.snapshot.id, instead_of=st.session_state.snapshot)
    st.rerun()

all_steps = steps(view, meeting, public_address(st.context.url)) if meeting else ()
number = preparing.number(address["solis"], len(all_steps))
if number and meeting:
    st.html(styled("slide", "presenting", variables=layout.VARIABLES))
    st.html(write(screen.slide(view, all_steps[number - 1], number, len(all_steps))))
    presenter.keys(view, number, len(all_steps))
else:
    st.html(write(shell.banner(view, instead_of=shell.missing()), preparing.heading(view, meeting, address["sede"])))
    offered = preparing.offered(view)
    if offered:
        presenter.choose_meeting(view, offered, meeting.id if meeting else "")
    with st.container(horizontal=True, key="filter_begin"):
        if meeting:
            presenter.begin(view)
        if view.snapshot.id != (newest := live.current().snapshot.id):
            label = words.say("Update to the newest snapshot {id}", id=newest)
            st.button(label, on_click=shell.freeze, args=(newest,))
    if meeting:
        st.html(write(preparing.advice(view, meeting), screen.contents(view, meeting, all_steps)))
        order = job.order(view, meeting, public_address(st.context.url))
        building.offer(view, partial(job.find, order), partial(job.begin, order), job.busy)
    st.html(write(preparing.register(view)))
