"""What is known, without a screen: from the spreadsheet's cells to small frozen answers.

Nothing in this package draws or knows Streamlit; README.md says which room may import which.
"""
