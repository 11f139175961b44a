"""Entries for catalogues of open data: DCAT-AP 3.0 as RDF, and schema.org's Dataset as JSON-LD for search engines.

What is not known (a publisher, a licence) is left out and never made up: DCAT-AP wants a publisher of its catalogue, so
whoever registers it sets one first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from data.words import Language

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_EU = "http://publications.europa.eu/resource/authority/"
_LANGUAGES: Mapping[Language, str] = {"lv": f"{_EU}language/LAV", "en": f"{_EU}language/ENG"}
_IANA = "https://www.iana.org/assignments/media-types/"
FORMS: Mapping[str, str] = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}
"""The forms of a catalogue, by the ending of the file, as rdflib calls them."""

Said = Mapping[Language, str]
"""A text in each language."""


@dataclass(frozen=True)
class Distribution:
    """One file of a dataset: where it is, ending and media type, and where its columns are described, if anywhere."""

    address: str
    ending: str
    media_type: str
    described: str | None = None


@dataclass(frozen=True)
class Entry:
    """One dataset: its code, address, title, description, licences (addresses) and files.

    ``begins`` and ``ends`` are what it speaks of, None where that has no beginning or end, or none is known.
    """

    code: str
    address: str
    title: Said
    description: Said
    licences: Sequence[str]
    files: Sequence[Distribution]
    begins: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class About:
    """What all entries share: where the dashboard is, what it is called, of what snapshot and when that changed.

    ``publisher`` and ``contact`` are None where nobody is named.
    """

    origin: str
    root: str
    title: Said
    description: Said
    snapshot: str
    modified: date
    publisher: str | None = None
    contact: str | None = None


def catalogue(about: About, entries: Sequence[Entry], ending: str) -> bytes:
    """Return the catalogue in a form of `FORMS`."""
    from rdflib.term import URIRef

    graph = _graph()
    home = URIRef(about.origin + about.root)
    _catalogue(graph, about, home)
    for entry in entries:
        _dataset(graph, about, home, entry)
    if ending == "jsonld":
        context = {prefix: str(name) for prefix, name in graph.namespaces()}
        return graph.serialize(format=FORMS[ending], encoding="utf-8", context=context, sort_keys=True)
    return graph.serialize(format=FORMS[ending], encoding="utf-8")


def _graph() -> "Graph":
    from rdflib import Graph
    from rdflib.namespace import DCAT, DCTERMS, FOAF, RDFS, XSD

    graph = Graph(bind_namespaces="none")
    for prefix, name in {"dcat": DCAT, "dct": DCTERMS, "foaf": FOAF, "rdfs": RDFS, "xsd": XSD}.items():
        graph.bind(prefix, name)
    graph.bind("vcard", "http://www.w3.org/2006/vcard/ns#")
    return graph


def _catalogue(graph: "Graph", about: About, home: "Node") -> None:
    from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF
    from rdflib.term import Literal, URIRef

    graph.add((home, RDF.type, DCAT.Catalog))
    _said(graph, home, about.title, about.description)
    for address in _LANGUAGES.values():
        graph.add((home, DCTERMS.language, URIRef(address)))
    graph.add((home, DCTERMS.modified, Literal(about.modified)))
    graph.add((home, DCTERMS.spatial, URIRef(f"{_EU}country/LVA")))
    graph.add((home, DCAT.themeTaxonomy, URIRef(f"{_EU}data-theme")))
    graph.add((home, FOAF.homepage, URIRef(f"{about.origin}/")))
    if about.publisher:
        graph.add((home, DCTERMS.publisher, _publisher(graph, about)))
    service = URIRef(f"{about.origin}{about.root}openapi.json#service")
    graph.add((home, DCAT.service, service))
    graph.add((service, RDF.type, DCAT.DataService))
    graph.add((service, DCAT.endpointURL, home))
    graph.add((service, DCAT.endpointDescription, URIRef(f"{about.origin}{about.root}openapi.json")))
    _said(graph, service, about.title, about.description)


def _publisher(graph: "Graph", about: About) -> "Node":
    from rdflib.namespace import FOAF, RDF
    from rdflib.term import Literal, URIRef

    node = URIRef(f"{about.origin}{about.root}#publisher")
    graph.add((node, RDF.type, FOAF.Agent))
    graph.add((node, FOAF.name, Literal(about.publisher)))
    return node


def _said(graph: "Graph", node: "Node", title: Said, description: Said) -> None:
    from rdflib.namespace import DCTERMS
    from rdflib.term import Literal

    for language, text in title.items():
        graph.add((node, DCTERMS.title, Literal(text, lang=language)))
    for language, text in description.items():
        graph.add((node, DCTERMS.description, Literal(text, lang=language)))


def _dataset(graph: "Graph", about: About, home: "Node", entry: Entry) -> None:
    from rdflib.namespace import DCAT, DCTERMS, RDF, XSD
    from rdflib.term import BNode, Literal, URIRef

    node = URIRef(entry.address)
    graph.add((home, DCAT.dataset, node))
    graph.add((node, RDF.type, DCAT.Dataset))
    _said(graph, node, entry.title, entry.description)
    graph.add((node, DCTERMS.identifier, Literal(entry.address)))
    graph.add((node, DCTERMS.modified, Literal(about.modified)))
    graph.add((node, DCTERMS.accessRights, URIRef(f"{_EU}access-right/PUBLIC")))
    graph.add((node, DCTERMS.spatial, URIRef(f"{_EU}country/LVA")))
    graph.add((node, DCAT.theme, URIRef(f"{_EU}data-theme/GOVE")))
    graph.add((node, URIRef(f"{DCAT}version"), Literal(about.snapshot)))
    graph.add((node, DCAT.landingPage, home))
    if about.publisher:
        graph.add((node, DCTERMS.publisher, _publisher(graph, about)))
    if about.contact:
        vcard = "http://www.w3.org/2006/vcard/ns#"
        card = URIRef(f"{about.origin}{about.root}#contact")
        graph.add((node, DCAT.contactPoint, card))
        graph.add((card, RDF.type, URIRef(f"{vcard}Kind")))
        if "@" in about.contact:
            graph.add((card, URIRef(f"{vcard}hasEmail"), URIRef(f"mailto:{about.contact}")))
        else:
            graph.add((card, URIRef(f"{vcard}fn"), Literal(about.contact)))
    if entry.begins or entry.ends:
        period = BNode(f"period-{entry.code}")
        graph.add((node, DCTERMS.temporal, period))
        graph.add((period, RDF.type, DCTERMS.PeriodOfTime))
        for term, day in ((DCAT.startDate, entry.begins), (DCAT.endDate, entry.ends)):
            if day:
                graph.add((period, term, Literal(day, datatype=XSD.date)))
    for file in entry.files:
        _distribution(graph, about, node, entry, file)


def _distribution(graph: "Graph", about: About, dataset: "Node", entry: Entry, file: Distribution) -> None:
    from rdflib.namespace import DCAT, DCTERMS, RDF, RDFS
    from rdflib.term import BNode, Literal, URIRef

    node = URIRef(file.address)
    graph.add((dataset, DCAT.distribution, node))
    graph.add((node, RDF.type, DCAT.Distribution))
    graph.add((node, DCAT.accessURL, URIRef(about.origin + about.root)))
    graph.add((node, DCAT.downloadURL, node))
    graph.add((node, DCTERMS.format, URIRef(f"{_EU}file-type/{file.ending.upper()}")))
    graph.add((node, DCAT.mediaType, URIRef(_IANA + file.media_type.partition(";")[0])))
    if file.described:
        schema = URIRef(file.described)
        graph.add((node, DCTERMS.conformsTo, schema))
        graph.add((schema, RDF.type, DCTERMS.Standard))
    for language, title in entry.title.items():
        graph.add((node, DCTERMS.title, Literal(f"{title}: {file.ending.upper()}", lang=language)))
    if len(entry.licences) == 1:
        graph.add((node, DCTERMS.license, URIRef(entry.licences[0])))
    elif entry.licences:  # a file has one licence at most; what is of several is said in words
        rights = BNode(f"rights-{entry.code}-{file.ending}")
        graph.add((node, DCTERMS.rights, rights))
        graph.add((rights, RDF.type, DCTERMS.RightsStatement))
        graph.add((rights, RDFS.label, Literal(" · ".join(entry.licences))))


def _period(entry: Entry) -> str:
    return "/".join(day.isoformat() if day else ".." for day in (entry.begins, entry.ends))


def for_search(about: About, entries: Sequence[Entry], address: str, language: Language) -> dict[str, Any]:
    """Return what a page at an address shows as schema.org's Datasets, in a language.

    https://developers.google.com/search/docs/appearance/structured-data/dataset names what is read of it.
    """
    publisher = {"@type": "Organization", "name": about.publisher} if about.publisher else None
    datasets = [
        {
            "@type": "Dataset",
            "@id": entry.address,
            "name": f"{entry.title[language]} · {about.title[language]}",
            "description": f"{entry.description[language]} {about.description[language]}",
            "url": address,
            "version": about.snapshot,
            "dateModified": about.modified.isoformat(),
            "inLanguage": language,
            "isAccessibleForFree": True,
            "spatialCoverage": "Latvija" if language == "lv" else "Latvia",
            **({"temporalCoverage": _period(entry)} if entry.begins or entry.ends else {}),
            **({"license": list(entry.licences)} if entry.licences else {}),
            **({"publisher": publisher, "creator": publisher} if publisher else {}),
            "includedInDataCatalog": {"@type": "DataCatalog", "url": about.origin + about.root},
            "distribution": [
                {
                    "@type": "DataDownload",
                    "contentUrl": file.address,
                    "encodingFormat": file.media_type.partition(";")[0],
                }
                for file in entry.files
            ],
        }
        for entry in entries
    ]
    return {"@context": "https://schema.org/", "@graph": datasets}
