"""What catalogues of open data and search engines are told: the datasets of the API, or those of one screen."""

from collections.abc import Container, Mapping, Sequence
from types import MappingProxyType

from components.view import View
from components.web.api.registry import DATASETS, FORMS, PACKAGED, ROOT, Dataset, Form, licences
from components.wording.provenance import EMBEDDED_DAY
from data import settings
from data.contract.addresses import Page
from data.publish import catalogue
from data.publish.catalogue import About, Distribution, Entry, Said
from data.publish.forms import dumped
from data.riga import RIGA
from data.words import LANGUAGES, N_, words

NOWHERE = "http://localhost"
"""Where the dashboard is said to be where whoever asks names no host: the addresses of a catalogue are whole."""
_SHOWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        Page.OVERVIEW: ("progress", "progress_directions", "progress_institutions", "progress_days", "attention"),
        Page.MEASURES: ("progress", "measures", "updates"),
        Page.MEETING: ("meetings", "agenda", "decisions", "focus"),
        Page.TRUST: ("trust_ranking", "trust"),
        Page.MUNICIPALITIES: ("coverage", "cells", "indicator_values", "indicators", "municipalities"),
        Page.MUNICIPALITY: ("cells", "indicator_values"),
        Page.CALENDAR: ("calendar", "funding"),
        Page.QUALITY: ("issues", "changes", "snapshots"),
        Page.ABOUT: (),
    }
)
"""The datasets that each screen draws, by its address; the page about the data stands for all of them."""


def _said(key: str) -> Said:
    return {language: words(language).say(key) for language in LANGUAGES}


def _about(view: View, origin: str, root: str = ROOT) -> About:
    changed = view.current.changed_at
    embedded = view.current.source is None or changed is None
    return About(
        origin,
        root,
        _said(N_("Open government action plan")),
        _said(N_("Every table and every answer of the dashboard, for programs. Reading needs no key.")),
        view.snapshot.id,
        EMBEDDED_DAY if embedded or changed is None else changed.astimezone(RIGA).date(),
        settings.owner().name or None,
        settings.corrections_to(),
    )


def _entry(view: View, origin: str, dataset: Dataset) -> Entry:
    address = origin + ROOT + dataset.code
    plan = view.plan if dataset.planned else None
    return Entry(
        dataset.code,
        address,
        _said(dataset.title),
        _said(dataset.help),
        [licence["path"] for licence in licences(view, dataset)],
        [
            Distribution(f"{address}.{form.ending}", form.ending, form.media_type, _schema(origin, dataset, form))
            for form in FORMS.values()
        ],
        plan.start.first if plan and plan.start else None,
        plan.end.last if plan and plan.end else None,
    )


def _schema(origin: str, dataset: Dataset, form: Form) -> str | None:
    """Return where the columns of a dataset in a form are described: its place in the document that describes all.

    JSON is described by JSON Schema, CSV by Table Schema; the history's CSV has none, nor have the other forms.
    """
    if form.ending == "json":
        return f"{origin}{ROOT}openapi.json#/components/schemas/{dataset.code}"
    if form.ending == "csv" and not dataset.passing:
        return f"{origin}{ROOT}datapackage.json#/resources/{PACKAGED.index(dataset.code)}/schema"
    return None


def _entries(view: View, origin: str, codes: Sequence[str]) -> list[Entry]:
    return [_entry(view, origin, DATASETS[code]) for code in codes]


def as_dcat(view: View, origin: str, ending: str) -> bytes:
    """Return the catalogue entry of all datasets as DCAT-AP, in a form of `catalogue.FORMS`.

    Whoever harvests it keeps its addresses, so they are of the one at which visitors find the dashboard where that is
    set, however it was asked for.
    """
    origin = (settings.chosen().dashboard_address or origin or NOWHERE).rstrip("/")
    return catalogue.catalogue(_about(view, origin), _entries(view, origin, list(DATASETS)), ending)


def for_search(view: View, page: str) -> str:
    """Return what a screen shows as schema.org's Datasets, as a block of data for its page's head.

    Its addresses have no host, which JSON-LD takes from the page's own: so a page is the same for whoever asks. A block
    of data is no script, so that no policy against inline scripts speaks of it.
    """
    return _block(view, page, view.address(page), _about(view, ""))


def published(view: View, page: str, address: str, origin: str, files: Container[str] | None = None) -> str:
    """Return `for_search` of a screen as a page of the publication.

    ``address`` is the page's, ``origin`` where the API's files are: an address without a slash at the end, or the way
    there from the page. Without ``files``, which are all that there are, the whole API is there.
    """
    root = ROOT if files is None else f"{ROOT}datapackage.json"
    return _block(view, page, address, _about(view, origin, root), files)


def _block(view: View, page: str, address: str, about: About, files: Container[str] | None = None) -> str:
    codes = _SHOWN[page] or tuple(DATASETS)
    there = [code for code in codes if files is None or f"{ROOT[1:]}{code}.csv" in files]
    told = catalogue.for_search(about, _entries(view, about.origin, there), address, view.words.language)
    return f'<script type="application/ld+json">{dumped(told).decode()}</script>'


def described(html: str, view: View, page: str) -> str:
    """Return a screen's page with `for_search` at the end of its head."""
    return html.replace("</head>", f"{for_search(view, page)}\n</head>", 1)
