"""Municipalities: one thing shown of all as map, tiles and table, which pick out together, and seven small maps."""

from components.frame import filters, shell
from components.frame.placing import show
from components.screens.municipalities import screen

show(shell.view(), screen.screen, filters.bound(*screen.NAMES))
