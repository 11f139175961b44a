"""The frame around every screen: what is read from the address, the menu, the screen, the footer."""

import streamlit as st

from components.frame import shell

page = st.navigation(shell.screens(), position="hidden")
shell.open_frame(page)
page.run()
shell.close_frame()
