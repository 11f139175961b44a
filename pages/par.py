"""About the data, in sections: in short, method, sources, columns, accessibility, privacy, downloads, what changed."""

from components.frame import filters, shell
from components.frame.placing import place
from components.screens.about import screen

view = shell.view()
place(view, screen.screen(view, filters.bound("skats") | {"q": filters.typed("q")}))
