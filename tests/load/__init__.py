"""``make load``: many viewers at once, in real Streamlit sessions and in real Chromium."""
