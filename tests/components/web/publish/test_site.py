"""What the published pages' heads tell search engines and whoever is sent a link, and where their links lead."""

import json
import re
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

import pytest

from components.web.publish.folder import Fresh, fresh, opened
from components.web.publish.names import Place
from components.web.publish.site import Site

AT, LIVE = "https://plans.example.lv/ogp", "https://panelis.example.lv"
PLACES = (
    Place(""), Place("", "en"), Place("kalendars"), Place("kalendars", "en"), Place("par"),
    Place("par", "lv", (("skats", "metode"),)), Place("kalendars", "lv", (("veids", "irm"),)),
)  # fmt: skip
"""Screens, and pages of something chosen, small ones: papers and maps take long."""


def written(folder: Path, live: str = "", at: str = "", places: tuple[Place, ...] = PLACES) -> dict[str, str]:
    """Return pages by their files, and of all other files that they are there."""
    with opened(folder) as before, fresh(folder, before, "x") as version:
        site = Site(version, live, at)
        site._api()
        site._feeds()
        for place in places:
            site._page(place)
        return {name: _text(version, name) for name in version.files}


def _text(version: Fresh, name: str) -> str:
    return (version.folder / name).read_text("utf-8") if name.endswith(".html") else ""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return written(tmp_path_factory.mktemp("known"), LIVE, AT)


def block(text: str) -> dict[str, object]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert len(found) == 1
    told: dict[str, object] = json.loads(found[0])
    return told


def of(name: str, text: str) -> list[str]:
    return [unescape(match) for match in re.findall(name, text)]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.file)
def test_a_head_tells_what_the_page_shows_and_its_other_language(known: dict[str, str], place: Place) -> None:
    text = known[place.file]
    (title,) = of(r"<title>([^<]+)</title>", text)
    assert of(r'<meta property="og:title" content="([^"]*)">', text) == [title]
    (about,) = of(r'<meta name="description" content="([^"]*)">', text)
    assert about and len(about) <= 300
    own = f"{AT}/{place.file}"
    assert of(r'<link rel="canonical" href="([^"]*)">', text) == [own]
    assert of(r'<meta property="og:url" content="([^"]*)">', text) == [own]
    assert of(r'<meta property="og:locale" content="([^"]*)">', text) == [
        "en_GB" if place.language == "en" else "lv_LV"
    ]
    languages = dict(re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]*)">', text))
    assert languages == {
        language: f"{AT}/{Place(place.path, language, place.parameters).file}" for language in ("lv", "en")
    }
    for picture in of(r'<meta property="og:image" content="([^"]*)">', text):
        assert picture.removeprefix(f"{AT}/") in known
    assert bool(place.path == "par") != ("og:image" in text), "a screen with a figure shows its first"


@pytest.mark.parametrize("place", [place for place in PLACES if not place.parameters], ids=lambda place: place.file)
@pytest.mark.parametrize("at", [AT, ""])
def test_a_screen_tells_of_its_datasets_which_lie_beside_it(
    known: dict[str, str], tmp_path: Path, place: Place, at: str
) -> None:
    files = known if at else written(tmp_path, places=(place,))
    told = block(files[place.file])
    assert told["@context"] == "https://schema.org/"
    datasets = told["@graph"]
    assert isinstance(datasets, list)
    assert datasets
    for one in datasets:
        assert one["@type"] == "Dataset"
        assert one["name"] and one["inLanguage"] == place.language
        assert 50 <= len(one["description"]) <= 5_000, "what Google takes"
        for address in (one["includedInDataCatalog"]["url"], *(file["contentUrl"] for file in one["distribution"])):
            if at:
                assert address.removeprefix(f"{at}/") in files
            else:
                assert not urlsplit(address).scheme
                assert normpath(join(dirname(place.file), address)) in files
        assert one["url"] == (f"{AT}/{place.file}" if at else place.file.rpartition("/")[2])


def test_without_an_own_address_the_dashboard_is_told_of(tmp_path: Path) -> None:
    files = written(tmp_path, LIVE, places=(Place("kalendars", "en"),))
    text = files["en/kalendars.html"]
    assert of(r'<link rel="canonical" href="([^"]*)">', text) == [f"{LIVE}/kalendars?lang=en"]
    assert f'"contentUrl":"{LIVE}/api/v1/calendar.csv"' in text.replace('": "', '":"')


def test_a_page_of_something_chosen_tells_of_no_dataset(known: dict[str, str]) -> None:
    for place in PLACES:
        assert ("ld+json" in known[place.file]) is not bool(place.parameters), place


def test_pixels_of_what_is_chosen_are_drawn_by_the_dashboard_or_where_they_are_wanted(
    known: dict[str, str], tmp_path: Path
) -> None:
    chosen = PLACES[-1]
    pngs = r'<a [^>]*href="([^"]*\.png[^"]*)"'
    assert of(pngs, known[chosen.file])
    assert all(address.startswith(f"{LIVE}/figure/kalendars/") for address in of(pngs, known[chosen.file]))
    assert not of(pngs, written(tmp_path / "alone", places=(chosen,))[chosen.file])
    with opened(tmp_path / "all") as before, fresh(tmp_path / "all", before, "x") as version:
        site = Site(version, every_picture=True)
        site._page(chosen)
        drawn = of(pngs, (version.folder / chosen.file).read_text("utf-8"))
        assert drawn
        for address in drawn:
            body = (version.folder / normpath(join(dirname(chosen.file), address))).read_bytes()
            assert body.startswith(b"\x89PNG")


def test_descriptions_of_the_data_stand_beside_the_tables_in_both_languages(tmp_path: Path) -> None:
    with opened(tmp_path) as before, fresh(tmp_path, before, "x") as version:
        Site(version, LIVE, AT)._api()
        api = version.folder / "api" / "v1"
        said = {
            name: json.loads((api / name).read_text("utf-8"))
            for name in ("datapackage.json", "datapackage.en.json", "openapi.json", "openapi.en.json")
        }
        assert {one["path"] for one in said["datapackage.en.json"]["resources"]} <= {
            file.name for file in api.iterdir()
        }
        assert not [file.name for file in api.glob("*.en.*") if file.name.partition(".")[0] == "trust"]
    assert said["datapackage.json"]["title"] == "Atvērtās pārvaldības rīcības plāns"
    assert said["datapackage.en.json"]["title"] == "Open government action plan"
    assert said["openapi.en.json"]["info"]["title"] == "Open government action plan"
    assert said["openapi.json"]["info"]["title"] == "Atvērtās pārvaldības rīcības plāns"
