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

view = shell.view()
words = view.words
address = filters.bound("no", "lidz")
head = shell.banner(view), quality.heading(view), quality.health(view, datetime.now(UTC))
counted = written(view, quality.tabs), written(view, quality.institutions)
st.html(write(head, quality.held(view, view.today), quality.issues(view), counted))
if records := quality.records(view):
    by_name = {record.institution: record for record in records}
    label = words.say("A reminder to copy, addressed to")
    chosen = st.selectbox(label, list(by_name), key=f"reminder-{words.language}")
    st.code(quality.reminder(view, by_name[chosen]), language=None, wrap_lines=True)

st.html(write(Heading(2, words.say("Try a workbook before it is published"))))
upload = st.file_uploader(
    words.say("A workbook (.xlsx) of at most 5 MB; it is judged here and not kept"), type="xlsx", max_upload_size=5
)
if upload is not None:
    session = st.session_state
    if session.get("judged", ("",))[0] != (key := (upload.file_id, view.key)):
        visitor = session.setdefault("visitor", uuid4().hex)
        verdict, judged = dryrun.judge(view, visitor, upload.name, upload.getvalue(), datetime.now(UTC))
        session["judged"] = key if judged else "", verdict
    st.html(session["judged"][1])

versions = offered(view, address["no"], address["lidz"])
st.html(write(snapshots.listing(view, versions)))
if len(versions) > 1:
    st.html(write(Heading(2, words.say("What two snapshots say differently"))))
    ids = list(versions)
    sides = st.columns(2)
    with sides[0]:
        earlier = filters.choose_one(
            "no", words.say("Earlier"), versions, snapshots.chosen(ids, address["no"], otherwise=1)
        )
    with sides[1]:
        later = filters.choose_one(
            "lidz", words.say("Later"), versions, snapshots.chosen(ids, address["lidz"], otherwise=0)
        )
    before, after = live.recorded(earlier), live.recorded(later)
    if before and after:
        st.html(write(snapshots.comparison(words, before.snapshot, after.snapshot)))
