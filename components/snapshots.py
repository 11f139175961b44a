"""Snapshots on screen: the list to choose from, and what two of them say differently."""

from collections.abc import Sequence
from datetime import datetime

from components import wording
from components.escape import html
from components.tables import Column, Row, table
from components.view import View
from data.intake.schema import BY_CODE
from data.words import N_

MOST_CHANGES = 200


def listing(view: View, kept: Sequence[tuple[str, datetime]]) -> str:
    """Return the snapshots (id, time taken), newest first; each leads to the overview as it was."""
    words = view.words
    name = html(words.say(N_("Snapshots kept")))
    if not kept:
        return f"<h2>{name}</h2><p>{html(words.say(N_('None is kept yet.')))}</p>"
    rows = []
    for own, taken in kept:
        address = html(view.address("", snapshot=own))
        rows.append(Row([f'<a href="{address}" target="_self">{html(own)}</a>', html(wording.moment(taken, words))]))
    columns = [Column(words.say(N_("Snapshot"))), Column(words.say(N_("Read on")))]
    return f"<h2>{name}</h2>{table(columns, rows, words.say(N_('Snapshots kept')), seen=False)}"
