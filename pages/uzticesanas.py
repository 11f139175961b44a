"""Trust: Latvia beside other countries, by institution, question and group, and what other surveys say."""

from components.frame import filters, shell
from components.frame.placing import place
from components.screens.trust import screen

view = shell.view()
place(view, screen.screen(view, filters.bound(*screen.NAMES)))
