"""Overview: where the plan stands, what is known of its close, what needs attention and what moved."""

from components.frame import filters, shell
from components.frame.placing import place
from components.screens.overview import screen

view = shell.view()
place(view, screen.screen(view, filters.bound(*screen.NAMES)))
