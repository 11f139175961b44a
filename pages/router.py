"""The frame around every screen: what is bound to the address, the menu, the screen, the footer."""

import streamlit as st

from components.frame import shell

menu = shell.open_frame()
page = st.navigation(shell.screens(), position="hidden")
shell.name_page(page)
menu.html(shell.menu_written(shell.view(), page.url_path))
page.run()
shell.close_frame()
