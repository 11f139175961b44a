"""Data quality: the source and its health, every fault with its cure, completeness, reminders, and a dry run."""

from datetime import UTC, datetime
from uuid import uuid4

import streamlit as st

from components.blocks.html import write
from components.blocks.vocabulary import Heading
from components.frame import filters, shell
from components.frame.kept import offered
from components.frame.written import written
from components.screens.quality import dryrun, quality, snapshots
from data import live
from data.words import N_

seen = shell.view()
tongue = seen.words
address = filters.bound("no", "lidz")
head = shell.banner(seen), quality.heading(seen), quality.health(seen, datetime.now(UTC))
counted = written(seen, quality.tabs), written(seen, quality.institutions)
st.html(write(head, quality.held(seen, seen.today), quality.issues(seen), counted))
if records := quality.records(seen):
    by_name = {record.institution: record for record in records}
    label = tongue.say(N_("A reminder to copy, addressed to"))
    chosen = st.selectbox(label, list(by_name), key=f"reminder-{tongue.language}")
    st.code(quality.reminder(seen, by_name[chosen]), language=None, wrap_lines=True)

st.html(write(Heading(2, tongue.say(N_("Try a workbook before it is published")))))
upload = st.file_uploader(
    tongue.say(N_("A workbook (.xlsx) of at most 5 MB; it is judged here and not kept")), type="xlsx", max_upload_size=5
)
if upload is not None:
    mine = st.session_state
    if mine.get("judged", ("",))[0] != (key := (upload.file_id, seen.key)):
        visitor = mine.setdefault("visitor", uuid4().hex)
        said, judged = dryrun.judge(seen, visitor, upload.name, upload.getvalue(), datetime.now(UTC))
        mine["judged"] = key if judged else "", said
    st.html(mine["judged"][1])

kept = offered(seen, address["no"], address["lidz"])
st.html(write(snapshots.listing(seen, kept)))
if len(kept) > 1:
    st.html(write(Heading(2, tongue.say(N_("What two snapshots say differently")))))
    ids = list(kept)
    sides = st.columns(2)
    with sides[0]:
        earlier = filters.choose_one(
            "no", tongue.say(N_("Earlier")), kept, snapshots.chosen(ids, address["no"], otherwise=1)
        )
    with sides[1]:
        later = filters.choose_one(
            "lidz", tongue.say(N_("Later")), kept, snapshots.chosen(ids, address["lidz"], otherwise=0)
        )
    before, after = live.recorded(earlier), live.recorded(later)
    if before and after:
        st.html(write(snapshots.comparison(tongue, before.snapshot, after.snapshot)))
