"""The web application: Streamlit's server with this project's screens behind this project's web edge.

The folder beside the script is not called ``pages/``: with ``pages/router.py`` as the script, a first visit by deep
link to a freshly started server is served right (decision 0001 in docs/decisions/).
"""

import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import streamlit as st
from starlette.middleware import Middleware

from components.assets import assets
from components.frame.failure import show_failure
from components.frame.shell import SCREENS
from components.view import today
from components.web.api.served import Api
from components.web.away import Away
from components.web.bounds import Held, Visitors, bound_messages, most_sessions
from components.web.edge import Edge
from components.web.figures import Figures
from components.web.metrics import Metrics
from components.web.packing import pack_once
from components.web.pages import Address, Pages
from components.web.paint import Paints
from components.web.routes import ROUTES
from components.web.silent import bound_silence
from components.web.static import PARTS, Static
from components.web.tidy import Left, Tidy, few_heaps
from components.web.warm import Warm
from data import live, logs
from data.doctor import owner_fault, setting_faults, template_fault
from data.words import words

if wrong := setting_faults(words("en")):
    # The number is that of a wrong configuration (sysexits.h), so that whoever restarts services knows not to.
    sys.stderr.write("".join(f"{line}\n" for line in wrong))
    sys.exit(78)

_FOLDER = Path(st.__file__).with_name("static")

static = Static(_FOLDER)
pages = Pages(
    _FOLDER / "index.html",
    [Address(screen.address, screen.name, screen.things) for screen in SCREENS],
    assets()["icon.png"].address,
    static.programs(PARTS),
)
paints = Paints(pages.screen)
visitors = Visitors(most_sessions())
routes = (*ROUTES, *Figures(pages).routes, *Away(pages).routes, *Api().routes, *Metrics(visitors).routes)
warm = Warm(
    [(screen.address, query) for screen in SCREENS for query in ("", "lang=en")],
    lambda: (today(), live.current().snapshot.id),
    static,
    pages.linked,
    paints.find,
)
bound_messages()
bound_silence()
pack_once()
few_heaps()
# What a visitor says of where he comes from counts only where a proxy is named that says it.
os.environ.setdefault("FORWARDED_ALLOW_IPS", "")


def uploads() -> Held:
    """Return where Streamlit holds what was uploaded."""
    return cast("Held", st.runtime.get_instance().uploaded_file_mgr)


def disconnected() -> Left:
    """Return where Streamlit keeps the sessions of those who left (its own affair; held by a test)."""
    return cast("Left", st.runtime.get_instance()._session_mgr._session_storage._cache)  # type: ignore[attr-defined]


tidy = Tidy(visitors, disconnected)
# Where only some hosts are allowed, a visit from within must name one of them.
host = next(iter(st.get_option("server.allowedHosts")), "localhost").replace("*", "localhost")


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Keep the data fresh and the screens warm for as long as the application runs."""
    logs.install()
    for fault in filter(None, (owner_fault(words("en")), template_fault(words("en")))):
        logging.getLogger(__name__).warning("%s", fault)
    with live.refreshing():
        async with warm.lifespan(app, host), tidy.lifespan():
            yield


app = st.App(
    Path(__file__).with_name("pages") / "router.py",
    routes=routes,
    middleware=[
        Middleware(Edge, pages=pages, static=static, routes=routes, visitors=visitors, held=uploads, paints=paints)
    ],
    lifespan=lifespan,
    on_script_error=show_failure,
)
