"""The one place that keeps sheet text from becoming a formula in a spreadsheet program.

A text that begins with ``= + - @``, a tab or a carriage return would be run as a formula when a CSV file is opened
(OWASP: CSV injection). It gets an apostrophe in front; reading it back takes the apostrophe away.
"""

_STARTS = ("=", "+", "-", "@", "\t", "\r")


def escape_formula(text: str) -> str:
    """Return text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(_STARTS) else text
