"""Municipalities: one thing shown of all as map, tiles and table, which pick out together, and seven small maps."""

from components.frame import filters, shell
from components.frame.placing import place
from components.screens.municipalities import screen

view = shell.view()
place(view, screen.screen(view, filters.bound(*screen.NAMES)))
