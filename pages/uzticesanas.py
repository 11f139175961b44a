"""Trust: Latvia beside other countries, by institution, question and group, and what other surveys say."""

from components.frame import filters, shell
from components.frame.placing import show
from components.screens.trust import screen

show(shell.view(), screen.screen, filters.bound(*screen.NAMES))
