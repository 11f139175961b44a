"""One municipality: what is known of it, what it could do next, who does it already, and what to take along."""

import streamlit as st

from components.frame import filters, shell
from components.frame.placing import show
from components.screens.municipality import screen
from components.view import public_address

show(shell.view(), screen.screen, filters.bound(*screen.NAMES), public_address(st.context.url))
