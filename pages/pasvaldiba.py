"""One municipality: what is known of it, what it could do next, who does it already, and what to take along."""

import streamlit as st

from components.frame import filters, shell
from components.frame.placing import place
from components.screens.municipality import screen
from components.view import public_address

view = shell.view()
place(view, screen.screen(view, filters.bound(*screen.NAMES), public_address(st.context.url)))
