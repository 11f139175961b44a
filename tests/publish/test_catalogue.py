"""The catalogue entry, the data package and SDMX-CSV, read as those for whom they are made read them."""

import csv
import io
import json
from pathlib import Path

import pytest
from frictionless import Package
from frictionless.resources import TableResource
from rdflib import Graph
from rdflib.namespace import DCAT, DCTERMS, RDF

from components.view import View, today
from components.web.api import entries
from components.web.api.asked import everyone
from components.web.api.documents import files
from components.web.api.registry import DATASETS, FORMS
from data import live, settings
from data.intake.sdmx import trust_rows
from data.publish import sdmx
from tests.helpers import base_grids, checked
from tests.intake.test_sdmx import file, line
from tests.publish.dcat_rules import broken

HERE = "https://ogp.example.lv"


@pytest.fixture
def view() -> View:
    return everyone("lv", today())


@pytest.fixture
def owned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "owner", lambda: settings.Owner("Valsts kanceleja"))


def graph(view: View, ending: str) -> Graph:
    form = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}[ending]
    return Graph().parse(data=entries.as_dcat(view, HERE, ending), format=form)


@pytest.mark.usefixtures("owned")
@pytest.mark.parametrize("ending", ["ttl", "jsonld", "rdf"])
def test_the_catalogue_keeps_the_rules_of_dcat_ap(view: View, ending: str) -> None:
    read = graph(view, ending)
    assert [*broken(read)] == []
    assert len([*read.subjects(RDF.type, DCAT.Dataset)]) == len(DATASETS)
    assert len([*read.subjects(RDF.type, DCAT.Distribution)]) == len(DATASETS) * len(FORMS)
    titles = {str(title.language) for title in read.objects(None, DCTERMS.title)}  # type: ignore[attr-defined]
    assert titles == {"lv", "en"}


@pytest.mark.usefixtures("owned")
def test_a_file_of_rows_leads_to_the_description_of_its_columns(view: View) -> None:
    """A distribution's schema is at the address that is named: the place within the document, by JSON pointer."""
    made = {path.rpartition("/")[2]: make for path, make in files(view, HERE)}
    documents = {name: json.loads(made[name]()) for name in ("openapi.json", "datapackage.json")}
    read = graph(view, "ttl")
    columns = {}
    for node, schema in read.subject_objects(DCTERMS.conformsTo):
        document, _, pointer = str(schema).removeprefix(f"{HERE}/api/v1/").partition("#/")
        found = documents[document]
        for step in pointer.split("/"):
            found = found[int(step)] if isinstance(found, list) else found[step]
        if document == "openapi.json":
            columns[str(node)] = [*found["properties"]["rows"]["items"]["properties"]]
        else:
            columns[str(node)] = [field["name"] for field in found["fields"]]
            (head,) = csv.reader([made[str(node).rpartition("/")[2]]().decode("utf-8-sig").splitlines()[0]])
            assert columns[str(node)] == head[: len(columns[str(node)])], node
    assert len(columns) == 2 * len(DATASETS) - 2  # changes and snapshots, of the history, have no Table Schema
    assert all(columns.values())


def test_a_publisher_that_is_not_known_is_not_made_up(view: View) -> None:
    assert [*broken(graph(view, "ttl"))] == [f"{HERE}/api/v1/: no {DCTERMS.publisher}"]


def test_its_addresses_are_those_at_which_visitors_find_it(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_ADDRESS", "https://public.example.lv/")
    assert {str(node).partition("/api/")[0] for node in graph(view, "ttl").subjects(RDF.type, DCAT.Dataset)} == {
        "https://public.example.lv"
    }


@pytest.mark.usefixtures("owned")
def test_the_rules_would_notice(view: View) -> None:
    read = graph(view, "ttl")
    for name in (DCTERMS.title, DCAT.accessURL):
        read.remove((None, name, None))
    said = [*broken(read)]
    assert any(rule.endswith(f"no {DCTERMS.title}") for rule in said)
    assert any(rule.endswith(f"no {DCAT.accessURL}") for rule in said)


def test_the_three_forms_of_the_catalogue_say_the_same(view: View) -> None:
    sizes = {len(graph(view, ending)) for ending in ("ttl", "jsonld", "rdf")}
    assert len(sizes) == 1


def test_frictionless_finds_every_csv_as_its_package_describes_it(view: View, tmp_path: Path) -> None:
    for path, make in files(view, HERE):
        name = path.rpartition("/")[2]
        if name == "datapackage.json" or (name.endswith(".csv") and name.count(".") == 1 and "changes" not in name):
            (tmp_path / name).write_bytes(make())
    package = Package(str(tmp_path / "datapackage.json"))
    assert len(package.resources) == len(DATASETS) - 2  # changes and snapshots are of the history
    report = package.validate()
    assert report.valid, report.flatten(["type", "note", "place"])
    trust = package.get_resource("trust")
    assert isinstance(trust, TableResource)
    assert trust.read_rows()[0]["survey"]


def test_a_cell_that_its_description_does_not_allow_is_found(view: View, tmp_path: Path) -> None:
    for path, make in files(view, HERE):
        if path.endswith(("datapackage.json", "/plans.csv")):
            (tmp_path / path.rpartition("/")[2]).write_bytes(make())
    plans = tmp_path / "plans.csv"
    plans.write_bytes(plans.read_bytes().replace(b"ended", b"over"))
    described = json.loads((tmp_path / "datapackage.json").read_bytes())
    described["resources"] = [one for one in described["resources"] if one["name"] == "plans"]
    (tmp_path / "datapackage.json").write_text(json.dumps(described), "utf-8")
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


# SDMX


def test_figures_of_the_oecds_dataflow_come_back_as_they_went() -> None:
    rows = trust_rows(
        file(line(), line("OECD_REP", value="39.3"), line(scale="L", value="53.8"), line(measure="TRUST_PE_EXT"))
    )
    grids = base_grids()
    grids["trust"] = [list(row) for row in rows]
    snapshot = checked(grids).snapshot
    assert len(snapshot.trust) == 4
    again = trust_rows(sdmx.oecd_trust(snapshot).decode("utf-8-sig"))
    assert again[0] == rows[0]
    assert sorted(again[1:]) == sorted(rows[1:])


def test_what_did_not_come_from_the_dataflow_is_not_said_to() -> None:
    """The embedded figures are from publications: in our own structure all of them, in the OECD's none."""
    snapshot = live.embedded().snapshot
    own = [*csv.DictReader(io.StringIO(sdmx.trust(snapshot).decode("utf-8-sig")))]
    assert len(own) == len(snapshot.trust)
    assert {row["STRUCTURE_ID"] for row in own} == {"LV_OGP:DF_TRUST(1.0)"}
    assert [float(row["OBS_VALUE"]) for row in own] == [figure.value for figure in snapshot.trust]
    assert sdmx.oecd_trust(snapshot).decode("utf-8-sig").count("\r\n") == 1


def test_answers_of_municipalities_stand_with_their_period() -> None:
    snapshot = live.embedded().snapshot
    rows = [*csv.DictReader(io.StringIO(sdmx.openness(snapshot).decode("utf-8-sig")))]
    assert len(rows) == len(snapshot.indicator_values)
    assert [row["TIME_PERIOD"] for row in rows] == [
        value.source_date.iso if value.source_date else "" for value in snapshot.indicator_values
    ]
    assert {row["ANSWER"] for row in rows} <= {"", "yes", "partly", "no", "planned", "not_reported", "not_applicable"}
