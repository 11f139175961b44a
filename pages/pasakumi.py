"""Measures: the list with its filters, or one measure in full; everything is in the address."""

from components.frame import filters, shell
from components.frame.placing import show
from components.screens.measures import choice, screen

show(shell.view(), screen.screen, filters.bound(*choice.NAMES) | {"q": filters.typed("q")})
