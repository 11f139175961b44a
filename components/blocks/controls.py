"""Controls: what a screen lets a visitor choose, as plain values; a screen draws widgets of them, a page a form."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from components.wording.slugs import SEPARATOR


@dataclass(frozen=True, slots=True)
class Control:
    """One choice of the address: its parameter, what it is called, its options by code, and what is in force.

    ``kind`` tells what it looks like: "one" of a list; "many", any number of a few; "listed", any number of a long
    list, at most ``most``, with ``hint`` in its place while none is chosen; "preset", whole choices of which one may be
    in force; "yes", a yes or no, of which "1" is yes; "text", words that are typed in. The ``value`` of several is
    their codes joined as `components.wording.slugs` joins them.
    """

    name: str
    label: str
    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    value: str = ""
    kind: str = "one"
    hint: str = ""
    most: int | None = None

    @property
    def code(self) -> str:
        """The code in force of one that must have one: the first for a value that is not offered."""
        return self.value if self.value in self.options else next(iter(self.options), "")

    @property
    def codes(self) -> list[str]:
        """The codes in force of several, in the order chosen."""
        return [code for code in dict.fromkeys(self.value.split(SEPARATOR)) if code in self.options][: self.most]
