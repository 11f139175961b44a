"""The web edge: what a browser gets before and beside Streamlit's screens.

``edge`` stands in front of everything (addresses, headers, origins), ``pages`` writes the HTML that is not drawn by
Streamlit, ``static`` compresses Streamlit's own files, ``routes`` answers the few addresses of ours, ``warm`` spends
the time at start that the first visitor would otherwise wait.
"""
