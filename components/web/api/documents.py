"""What tells of the datasets, and with them `RESOURCES`: the one list of the API's addresses."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType

from components.assets import assets
from components.view import View
from components.web.api import entries, openapi, page
from components.web.api.asked import LANG, SNAPSHOT, Asked
from components.web.api.registry import DATASETS, FORMS, PACKAGED, ROOT, Made, licences
from components.web.api.resources import OF_DATASETS, Resource
from data.model import Snapshot
from data.publish import sdmx
from data.publish.forms import dumped, flat
from data.publish.schemas import table_schema
from data.words import N_

JSON, HTML, CSV = "application/json", "text/html; charset=utf-8", "text/csv; charset=utf-8"


def _document(
    path: str,
    media_types: tuple[str, ...],
    title: str,
    help_text: str,
    make: Callable[[View, str], bytes],
) -> Resource:
    def key(wanted: Asked, origin: str) -> tuple[object, ...]:
        view, current = wanted.view, wanted.view.current
        return path, view.snapshot.id, current.source, current.changed_at, view.words.language, view.day, origin

    return Resource(
        path,
        media_types,
        title,
        help_text,
        (LANG, SNAPSHOT),
        lambda wanted, origin, _whole: Made(make(wanted.view, origin)),
        key,
    )


def _index(view: View, _origin: str) -> bytes:
    """Return what there is, as JSON: every dataset with the addresses of its forms and the names of its parameters."""
    _ = view.words.say
    datasets = [
        {
            "name": one.code,
            "title": _(one.title),
            "description": _(one.help),
            "kind": "table" if one.is_table else "answer",
            "parameters": [parameter.name for parameter in one.parameters],
            "files": {ending: f"{ROOT}{one.code}.{ending}" for ending in FORMS},
        }
        for one in DATASETS.values()
    ]
    documents = {one.path: {"title": _(one.title), "href": ROOT + one.path} for one in _DOCUMENTS if one.path}
    return dumped({"snapshot": view.snapshot.id, "datasets": datasets, "documents": documents})


def _package(view: View, _origin: str) -> bytes:
    """Return the Frictionless Data Package of the datasets' CSV files, which stand beside it."""
    _ = view.words.say
    about = json.loads(assets()["datapackage.json"].body)
    resources = [
        {
            "name": one.code.replace("_", "-"),
            "title": _(one.title),
            "description": _(one.help),
            "path": f"{one.code}.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ","},
            "licenses": list(licences(view, one)),
            "schema": table_schema(flat(one.columns, judged=one.judged), view.words),
        }
        for one in (DATASETS[code] for code in PACKAGED)
    ]
    package = {
        "profile": "tabular-data-package",
        "name": "ogp-api",
        "title": _("Open government action plan"),
        "description": _("Every table and every answer of the dashboard, for programs. Reading needs no key."),
        "version": view.snapshot.id,
        "notice": about["notice"],
        "resources": [{name: value for name, value in one.items() if value or name != "licenses"} for one in resources],
    }
    return dumped(package)


def _openapi(view: View, _origin: str) -> bytes:
    return dumped(openapi.document(RESOURCES.values(), view.words))


def _catalogue(view: View, origin: str, ending: str) -> bytes:
    return entries.as_dcat(view, origin, ending)


def _sdmx(view: View, _origin: str, make: Callable[[Snapshot], bytes]) -> bytes:
    return make(view.snapshot)


_RDF: Mapping[str, str] = MappingProxyType(
    {"ttl": "text/turtle", "jsonld": "application/ld+json", "rdf": "application/rdf+xml"}
)
_SDMX = (
    ("trust", N_("Trust: SDMX-CSV"), N_("Every trust figure of every survey, in a structure of our own."), sdmx.trust),
    (
        "trust_oecd",
        N_("Trust, the OECD’s dataflow: SDMX-CSV"),
        N_("The figures that came from the OECD’s dataflow, in its structure; those from publications are not in it."),
        sdmx.oecd_trust,
    ),
    (
        "indicator_values",
        N_("Answers of municipalities: SDMX-CSV"),
        N_("Every answer of every municipality, in a structure of our own."),
        sdmx.openness,
    ),
)


def _page(view: View, origin: str) -> bytes:
    others = [one for one in _DOCUMENTS if one.media_type != HTML]
    return page.written(view, origin, others).encode()


_DOCUMENTS = (
    _document(
        "",
        (HTML, JSON),
        N_("API"),
        N_("What there is: a page for people, or the list as JSON for whoever does not ask for HTML."),
        _page,
    ),
    _document("index.html", (HTML,), N_("API"), N_("What there is, as a page for people."), _page),
    _document("index.json", (JSON,), N_("API"), N_("What there is, as a list for programs."), _index),
    _document(
        "openapi.json", (JSON,), N_("OpenAPI document"), N_("Every address with its parameters and answers."), _openapi
    ),
    _document(
        "datapackage.json",
        (JSON,),
        N_("Data package"),
        N_("What the columns of every CSV file are, as a Data Package."),
        _package,
    ),
    *(
        _document(
            f"catalog.{ending}",
            (media_type,),
            N_("DCAT-AP"),
            N_("What portals of open data read: all datasets as DCAT-AP."),
            partial(_catalogue, ending=ending),
        )
        for ending, media_type in _RDF.items()
    ),
    *(
        _document(f"{code}.sdmx.csv", (CSV,), title, help_text, partial(_sdmx, make=make))
        for code, title, help_text, make in _SDMX
    ),
)

RESOURCES: Mapping[str, Resource] = MappingProxyType({one.path: one for one in (*_DOCUMENTS, *OF_DATASETS)})
"""Every address below `ROOT`."""


def files(view: View, origin: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield every file of the API as it stands without parameters: its path without a slash, and what makes it.

    ``origin`` is where the dashboard is. A maker raises `ProblemError` where there is nothing to be had: no history,
    no earlier snapshot.
    """
    wanted = Asked(view, {})
    for one in RESOURCES.values():
        if one.path:
            yield ROOT[1:] + one.path, _maker(one, wanted, origin)


def _maker(one: Resource, wanted: Asked, origin: str) -> Callable[[], bytes]:
    return lambda: one.make(wanted, origin, True).body
