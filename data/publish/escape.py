"""The one place that keeps sheet text from becoming a formula in a spreadsheet program.

A text that begins with ``= + - @``, a tab or a carriage return would be run as a formula when a CSV file is opened
(OWASP: CSV injection). It gets an apostrophe in front; reading it back takes the apostrophe away.

Where a program parts the same file at semicolons (Excel in Latvian) or tabs, what stands in the middle of a cell behind
one of them, or behind a line break, begins a field of its own. There a word joiner is put before the sign: nobody sees
it, no program takes what follows for a formula, and whatever is read back loses it as it loses all invisible signs.
"""

import re

_STARTS = ("=", "+", "-", "@", "\t", "\r")
_JOINER = "\u2060"
_WITHIN = re.compile(r'(?<![;\s"])[;\s"]++(?=[=+\-@])')
_PARTING = re.compile(r"[;\t\r\n]")


def escape_formula(text: str) -> str:
    """Return text that no spreadsheet program takes for a formula, at whatever the file around it is parted."""
    if _PARTING.search(text):
        text = _WITHIN.sub(lambda match: match[0] + (_JOINER if _PARTING.search(match[0]) else ""), text)
    return f"'{text}" if text.startswith(_STARTS) else text
