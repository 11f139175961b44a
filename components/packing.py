"""The pack on the meeting's screen: built on click in a thread of its own, with its progress shown, then offered.

A pack is kept for the view it was built from, so all its files come from one snapshot and the next click is at once.
"""

import logging
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Lock

import streamlit as st

from components.escape import html
from components.pack.files import PackFile, files
from components.view import View
from data.model import Meeting
from data.words import N_

log = logging.getLogger(__name__)

KEPT, MOST_WAITING = 8, 4
"""Packs kept, the newest, a megabyte each; and packs that may be built or wait for it at a time."""
_SECONDS = 0.4

Key = tuple[object, ...]


@dataclass
class Job:
    """A pack being built: its files, and those that are done with their bytes, None for one that failed."""

    files: tuple[PackFile, ...]
    done: list[tuple[PackFile, bytes | None]] = field(default_factory=list)

    @property
    def finished(self) -> bool:
        """Whether every file was tried."""
        return len(self.done) == len(self.files)

    def run(self) -> None:
        """Build the files one by one; one that fails does not hold up the others."""
        for file in self.files:
            try:
                self.done.append((file, file.make()))
            except Exception:
                log.exception("%s could not be built", file.name)
                self.done.append((file, None))


_jobs: OrderedDict[Key, Job] = OrderedDict()
_lock = Lock()
_builder = ThreadPoolExecutor(1, thread_name_prefix="pack")


def _begin(key: Key, own: tuple[PackFile, ...]) -> None:
    """Build a pack unless it is there, or being built, or too many others are."""
    with _lock:
        if key in _jobs or _busy():
            return
        job = _jobs[key] = Job(own)
        for old in [key for key, job in _jobs.items() if job.finished][: max(0, len(_jobs) - KEPT)]:
            del _jobs[old]
    _builder.submit(job.run)


def _busy() -> bool:
    return sum(not job.finished for job in tuple(_jobs.values())) >= MOST_WAITING


def offer(view: View, meeting: Meeting, base: str) -> None:
    """Offer the pack of a meeting: the button that builds it, its progress, or its files.

    ``base`` is the public address of the dashboard, "" where it is not known.
    """
    words = view.words
    # All that the files are made of, and nothing else of what a visitor has chosen.
    chosen = tuple(pair for pair in view.chosen if pair[0] in ("lang", "snapshot"))
    plain = replace(view, palette="", chosen=chosen)
    key = (plain.key, meeting.id, base)
    job = _jobs.get(key)
    if job is None and _busy():
        st.html(f"<p>{html(words.say(N_('Other packs are being built; try again in a minute.')))}</p>")
    elif job is None:
        label = words.say(N_("Build the pack: slides, report, minutes, tables, offline page"))
        st.button(label, key="pack", on_click=_begin, args=(key, files(plain, meeting, base)))
    elif not job.finished:
        _watch(view, key)
    else:
        with st.container(horizontal=True, key="download_pack"):
            for file, content in job.done:
                if content is None:
                    st.write(words.say(N_("{file} could not be built; the server’s log says why."), file=file.title))
                else:
                    st.download_button(
                        file.title, content, file.name, file.mime, on_click="ignore", key=f"pack_{file.name}"
                    )


@st.fragment(run_every=_SECONDS)
def _watch(view: View, key: Key) -> None:
    job = _jobs.get(key)
    if job is None or job.finished:
        st.rerun(scope="app")
    done, total = len(job.done), len(job.files)
    name = job.files[min(done, total - 1)].title
    label = view.words.say(N_("{done} of {total} files are built; now: {file}"), done=done, total=total, file=name)
    st.progress(done / total, text=label)
