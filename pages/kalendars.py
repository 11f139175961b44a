"""Calendar and funding: what is to come, what was promised, what has happened, and the money."""

from components.frame import filters, shell
from components.frame.placing import place
from components.screens.calendar import screen

view = shell.view()
place(view, screen.screen(view, filters.bound(*screen.NAMES)))
