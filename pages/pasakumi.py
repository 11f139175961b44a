"""Measures: the list with its filters, or one measure in full; everything is in the address."""

from components.frame import filters, shell
from components.frame.placing import place
from components.screens.measures import choice, screen

view = shell.view()
place(view, screen.screen(view, filters.bound(*choice.NAMES) | {"q": filters.typed("q")}))
