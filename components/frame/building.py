"""What takes long to build, on a screen: the button that begins it, its progress, then its files to take away."""

from collections.abc import Callable

import streamlit as st

from components.blocks.html import write
from components.blocks.vocabulary import Paragraph
from components.frame.jobs import Job
from components.view import View
from data.words import N_

BUILD = N_("Create the meeting pack: slides, report, minutes, tables, offline page")
"""The button's label; a key of the catalogue."""
_SECONDS = 0.4
"""Between two looks at what is being built."""


def offer(view: View, find: Callable[[], Job | None], begin: Callable[[], None], busy: Callable[[], bool]) -> None:
    """Offer a meeting's pack: the button that builds it, its progress, or its files.

    ``find`` gives the job, None where it was not begun; ``busy`` tells that no other may begin now.
    """
    words, job = view.words, find()
    _ = words.say
    if job is None and busy():
        st.html(write(Paragraph(_("Other packs are being created; try again in a minute."))))
    elif job is None:
        st.button(_(BUILD), key="pack", on_click=begin)
    elif not job.finished:
        _watch(view, find)
    else:
        with st.container(horizontal=True, key="download_pack"):
            for file, content in job.done:
                if content is None:
                    st.write(_("{file} could not be created; the server’s log says why.", file=file.title))
                else:
                    key = f"pack_{file.name}"
                    st.download_button(file.title, content, file.name, file.mime, on_click="ignore", key=key)


@st.fragment(run_every=_SECONDS)
def _watch(view: View, find: Callable[[], Job | None]) -> None:
    _ = view.words.say
    job = find()
    if job is None or job.finished:
        st.rerun(scope="app")
    done, total = len(job.done), len(job.files)
    name = job.files[min(done, total - 1)].title
    label = _("{done} of {total} files are ready; now: {file}", done=done, total=total, file=name)
    st.progress(done / total, text=label)
