"""What addresses call things, the same in both languages."""

from collections.abc import Iterable, Mapping, Sequence

from data.model import State, Status, Unknown

STATUS_SLUGS: Mapping[State, str] = {
    Status.DONE: "izpildits",
    Status.PARTLY_DONE: "izpildits-daleji",
    Status.ONGOING: "isteno-pastavigi",
    Status.UNDER_WAY: "tiek-istenots",
    Status.NOT_STARTED: "nav-uzsakts",
    Status.NOT_DONE: "nav-izpildits",
    Status.STOPPED: "partraukts",
    Unknown.NO_STATUS: "zinas-bez-statusa",
    Unknown.NO_NEWS: "zinu-nav",
}
"""The statuses as the address names them, the same in both languages."""

STATUS_BY_SLUG: Mapping[str, State] = {slug: state for state, slug in STATUS_SLUGS.items()}

_OLDER_SLUGS: Mapping[str, tuple[State, ...]] = {"nav-zinu": tuple(Unknown)}
"""What earlier addresses named, before the two kinds of unknown were told apart."""


def current_slugs(slugs: Iterable[str]) -> list[str]:
    """Return the statuses an address names as they are named now, each once."""
    renewed = (
        STATUS_SLUGS[state] if isinstance(state, Status | Unknown) else state
        for slug in slugs
        for state in _OLDER_SLUGS.get(slug, (slug,))
    )
    return list(dict.fromkeys(renewed))


SEPARATOR = ";"


def joined(codes: Sequence[str]) -> str:
    """Return codes as the address holds them."""
    return SEPARATOR.join(codes)
