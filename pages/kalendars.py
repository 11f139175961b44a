"""Calendar and funding: what is to come, what was promised, what has happened, and the money."""

from components.frame import filters, shell
from components.frame.placing import show
from components.screens.calendar import screen

show(shell.view(), screen.screen, filters.bound(*screen.NAMES))
