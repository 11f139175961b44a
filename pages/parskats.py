"""Overview: where the plan stands, what is known of its close, what needs attention and what moved."""

from components.frame import filters, shell
from components.frame.placing import show
from components.screens.overview import screen

show(shell.view(), screen.screen, filters.bound(*screen.NAMES))
