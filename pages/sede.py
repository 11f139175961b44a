"""A meeting: prepared on one page, then shown step by step, frozen to the snapshot in the address."""

from functools import partial

import streamlit as st

from components.documents import job
from components.frame import building, filters, presenter, shell
from components.frame.placing import place
from components.meeting import parts
from components.view import View, public_address
from data import live
from data.model import Meeting

view: View = shell.view()
address, origin = filters.bound(*parts.NAMES), public_address(st.context.url)
asked = st.query_params.get("snapshot", "")
if parts.find(view, address) and view.current.compared and asked != view.snapshot.id:
    shell.freeze(view.snapshot.id, instead_of=asked)
    st.rerun()


def pack(meeting: Meeting) -> None:
    """Offer the meeting's pack."""
    order = job.order(view, meeting, origin)
    building.offer(view, partial(job.find, order), partial(job.begin, order), job.busy)


whole = parts.screen(view, address, origin, live.current().snapshot.id, shell.missing())
place(view, whole, {"update": presenter.update, "pack": pack})
