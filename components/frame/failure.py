"""What a visitor sees when a screen fails: our own sentence and a code, by which the log tells the rest.

Neither the message nor the place of an error is shown: it may hold paths or what stood in a cell.
"""

import logging

import streamlit as st

from data.logs import code_of
from data.words import N_, words

_LOG = logging.getLogger(__name__)
SENTENCE = N_(
    "This page could not be completed because of an error in the dashboard (code {code}). Reload it, "
    "or open another page from the menu."
)


def show_failure(error: Exception) -> bool:
    """Log an error of a screen and tell the visitor of it; True keeps Streamlit from telling it its own way."""
    code = code_of(error)
    _LOG.error("A screen failed: error %s", code, exc_info=error)
    # The address, not the session's state: the error may have come before the state was there.
    words_in = words("en" if st.query_params.get("lang") == "en" else "lv")
    st.error(words_in.say(SENTENCE, code=code))
    return True
