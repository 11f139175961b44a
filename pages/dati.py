"""Data quality: the source and its health, every fault with its cure, completeness, reminders, and a dry run."""

from datetime import UTC, datetime
from uuid import uuid4

import streamlit as st

from components.frame import filters, shell
from components.frame.kept import offered
from components.frame.placing import place
from components.screens.quality import dryrun, screen

view, now = shell.view(), datetime.now(UTC)
address = filters.bound(*screen.NAMES)


def upload(label: str) -> None:
    """Take a workbook and say what is judged of it, once a file and view."""
    file = st.file_uploader(label, type="xlsx", max_upload_size=5)
    if file is None:
        return
    session = st.session_state
    if session.get("judged", ("",))[0] != (key := (file.file_id, view.key)):
        visitor = session.setdefault("visitor", uuid4().hex)
        verdict, judged = dryrun.judge(view, visitor, file.name, file.getvalue(), now)
        session["judged"] = key if judged else "", verdict
    st.html(session["judged"][1])


versions = offered(view, *(address[name] for name in screen.VERSIONS))
place(view, screen.screen(view, address, view.current.stale(now), versions), {"upload": upload})
