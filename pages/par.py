"""About the data: method, sources, licences, privacy, limits, every column of the spreadsheet, and what changed."""

from components.frame import filters, shell
from components.frame.placing import place
from components.screens.about import screen

view = shell.view()
place(view, screen.screen(view, filters.bound(*screen.NAMES)))
