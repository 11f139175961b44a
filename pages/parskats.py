"""Overview: where the plan stands, by direction and commitment."""

import streamlit as st

from components import shell, wording
from components.escape import html
from components.tables import Column, Row, table
from data.answers.progress import progress
from data.model import STATUS_ORDER
from data.words import N_

seen = shell.view()
tongue = seen.words
if seen.plan is None:
    st.html(f"<h1>{html(tongue.say(N_('No plan is known')))}</h1>")
    st.stop()

state = progress(seen.snapshot, seen.plan.id, seen.day)
st.html(f"<h1>{html(tongue.pick(seen.plan.title, seen.plan.title_en))}</h1>")
shown = [status for status in (*STATUS_ORDER, None) if state.tally.of(status)]
columns = [Column(tongue.say(N_("Action direction and commitment")))]
columns += [Column(wording.status_name(status, tongue).capitalize(), number=True) for status in shown]
columns.append(Column(tongue.say(N_("Measures")), number=True))
rows = []
for direction in state.directions:
    name = tongue.pick(direction.direction.title, direction.direction.title_en)
    counts = [str(direction.tally.of(status)) for status in shown]
    rows.append(Row([html(f"{direction.direction.number}. {name}"), *counts, str(direction.tally.total)], group=True))
    for branch in direction.commitments:
        name = tongue.pick(branch.commitment.title, branch.commitment.title_en)
        counts = [str(branch.tally.of(status)) for status in shown]
        rows.append(Row([html(f"{branch.commitment.number}. {name}"), *counts, str(branch.tally.total)]))
caption = tongue.count("{n} counted measure by status", "{n} counted measures by status", state.tally.total)
st.html(table(columns, rows, caption))
