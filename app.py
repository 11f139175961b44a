"""The web application: Streamlit's server with this project's screens.

The folder beside the script is not called ``pages/``: with ``pages/router.py`` as the script, a first visit by deep
link to a freshly started server is served right (see README.md, "How the house is laid out").
"""

from pathlib import Path

import streamlit as st

app = st.App(Path(__file__).with_name("pages") / "router.py")
