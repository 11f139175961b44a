"""What DCAT-AP 3.0 demands of a catalogue, kept by hand: no package here holds its SHACL shapes.

https://semiceu.github.io/DCAT-AP/releases/3.0.0/: the mandatory properties of each class, the classes of what some of
them lead to, and how many values they may have.
"""

from collections.abc import Iterator

from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

MANDATORY = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset),
    DCAT.Dataset: (DCTERMS.title, DCTERMS.description),
    DCAT.Distribution: (DCAT.accessURL,),
    DCAT.DataService: (DCTERMS.title, DCAT.endpointURL),
    FOAF.Agent: (FOAF.name,),
}
RANGES = {
    DCTERMS.publisher: FOAF.Agent,
    DCAT.dataset: DCAT.Dataset,
    DCAT.distribution: DCAT.Distribution,
    DCAT.service: DCAT.DataService,
    DCTERMS.temporal: DCTERMS.PeriodOfTime,
    DCTERMS.rights: DCTERMS.RightsStatement,
    DCTERMS.conformsTo: DCTERMS.Standard,
}
ONCE = (DCTERMS.publisher, DCTERMS.license, DCTERMS.modified, DCTERMS.format, DCAT.mediaType, DCTERMS.accessRights)
ADDRESSES = (DCAT.accessURL, DCAT.downloadURL, DCAT.endpointURL, DCAT.landingPage, DCTERMS.license, DCAT.theme)


def broken(graph: Graph) -> Iterator[str]:
    """Every rule that a catalogue breaks, in words."""
    for kind, properties in MANDATORY.items():
        for node in graph.subjects(RDF.type, kind):
            yield from (f"{node}: no {name}" for name in properties if (node, name, None) not in graph)
    for name, kind in RANGES.items():
        for node in graph.objects(None, name):
            if (node, RDF.type, kind) not in graph:
                yield f"{node}: no {kind}"
    for name in ONCE:
        for node in set(graph.subjects(name, None)):
            if len([*graph.objects(node, name)]) > 1:
                yield f"{node}: {name} more than once"
    for name in ADDRESSES:
        for address in graph.objects(None, name):
            if not (isinstance(address, URIRef) and str(address).startswith(("http://", "https://"))):
                yield f"{name}: {address} is no address"
