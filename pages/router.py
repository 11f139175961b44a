"""The frame around every screen: what is bound to the address, the menu, the screen, the footer."""

import streamlit as st

from components.frame import shell

shell.open_frame()
page = st.navigation(shell.screens(), position="top")
shell.name_page(page)
page.run()
shell.close_frame()
