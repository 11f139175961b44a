"""The web application: Streamlit's server with this project's screens behind this project's web edge.

The folder beside the script is not called ``pages/``: with ``pages/router.py`` as the script, a first visit by deep
link to a freshly started server is served right (see README.md, "How the house is laid out").
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from components.failure import show_failure
from components.shell import SCREENS
from components.web.edge import Edge
from components.web.pages import Address, Pages
from components.web.routes import ROUTES, assets
from components.web.static import Static
from components.web.warm import lifespan

_FOLDER = Path(st.__file__).with_name("static")

static = Static(_FOLDER)
screens = [Address(screen.address, screen.name) for screen in SCREENS]
pages = Pages(_FOLDER / "index.html", screens, assets()["icon.png"].address)

app = st.App(
    Path(__file__).with_name("pages") / "router.py",
    routes=ROUTES,
    middleware=[Middleware(Edge, pages=pages, static=static, routes=ROUTES)],
    lifespan=lifespan(static, pages.linked),
    on_script_error=show_failure,
)
