"""Official outlines taken in: what is accepted, and every fault refused with its reason; all of invented squares."""

import json
import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import mapping

from data import __main__ as command
from data import live, outlines
from data.outlines import coverage, official
from data.words import words
from tests.answers.build import municipality

ALPHA, BETA, GAMMA = "0000001", "0000002", "0000003"
UNITS = (
    municipality(ALPHA, title="Alfas novads", short_title="Alfa"),
    municipality(BETA, title="Betas novads", short_title="Beta", former_code="0000009"),
    municipality(GAMMA, title="Gammas novads", short_title="Gamma", valid_to="2025-06-30", merged_into=BETA),
)
SQUARES = {
    ALPHA: shapely.box(24.0, 56.0, 24.5, 56.5),
    BETA: shapely.box(24.5, 56.0, 25.0, 56.5),
    GAMMA: shapely.box(24.0, 56.5, 25.0, 57.0),
}
Shapes = Mapping[str, shapely.Geometry]


def feature(properties: dict[str, Any], area: shapely.Geometry) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": mapping(area)}


def collection(areas: Shapes, name: str = "kods") -> dict[str, Any]:
    features = [feature({"nr": 100 + index, name: code}, area) for index, (code, area) in enumerate(areas.items())]
    return {"type": "FeatureCollection", "features": features}


def accepted(folder: Path, document: object) -> official.Accepted:
    path = folder / "robezas.geojson"
    path.write_text(json.dumps(document), "utf-8")
    return official.accept(path, UNITS)


def refusal(folder: Path, document: object) -> official.OutlinesError:
    with pytest.raises(official.OutlinesError) as caught:
        accepted(folder, document)
    return caught.value


def metres(areas: Shapes) -> dict[str, shapely.Geometry]:
    return {code: coverage.to(coverage.METRES, shapely.segmentize(area, 0.01)) for code, area in areas.items()}


def test_codes_in_degrees_are_kept_with_the_merger_beside(tmp_path: Path) -> None:
    path = accepted(tmp_path, collection(SQUARES)).keep(tmp_path)
    assert path.name == "outlines-3.geojson"
    kept = outlines.read(path)
    assert kept.source == "robezas.geojson"
    assert {one.code for one in kept.on(date(2025, 6, 30))} == {ALPHA, BETA, GAMMA}
    assert [one.code for one in kept.on(date(2025, 7, 1))] == [ALPHA, BETA]
    ((ring,),) = kept.on(date(2025, 7, 1))[1].area
    assert shapely.Polygon(ring).area == pytest.approx(0.25 + 0.5, rel=1e-4)


@pytest.mark.parametrize(
    "names",
    [
        (ALPHA, BETA, GAMMA),
        (1, 2, 3),
        ("Alfas novads", "Betas novads", "Gammas novads"),
        ("ALFAS NOVADS", "betas nov.", "Gammas novada pašvaldība"),
        (ALPHA, "0000009", "Gamma"),
        (1.0, 2.0, 3.0),
        ("1.0", "2.00", "3"),
        (f"LV_{ALPHA}", f"LV_{BETA}", f"LV_{GAMMA}"),
        (f"LV{ALPHA}", f"ATVK:{BETA}", f"ATVK {GAMMA}.0"),
        (f"https://dati.example/atvk/{ALPHA}", f"LV.ATVK.{BETA}", f" {GAMMA} "),
    ],
)
def test_codes_old_codes_and_names_in_any_property(tmp_path: Path, names: tuple[Any, ...]) -> None:
    named = dict(zip(names, SQUARES.values(), strict=True))
    assert set(accepted(tmp_path, collection(named, "NOSAUKUMS")).areas) == {ALPHA, BETA, GAMMA}


def test_metres_are_told_from_degrees_by_where_they_lie(tmp_path: Path) -> None:
    found = accepted(tmp_path, collection(metres(SQUARES))).areas
    for code, square in SQUARES.items():
        assert found[code].symmetric_difference(square).area < 1e-3


def test_the_territory_of_today_alone_will_do(tmp_path: Path) -> None:
    today = {ALPHA: SQUARES[ALPHA], BETA: SQUARES[BETA].union(SQUARES[GAMMA])}
    assert accepted(tmp_path, collection(today)).keep(tmp_path).name == "outlines-2.geojson"


def test_borders_that_nearly_meet_are_made_one(tmp_path: Path) -> None:
    """A sliver of about 20 m between two, and one of about 20 m where two overlap."""
    ragged = SQUARES | {ALPHA: shapely.box(24.0, 56.0, 24.4997, 56.5002)}
    found = accepted(tmp_path, collection(ragged)).areas
    assert coverage.unsound(found) == []
    assert coverage.gaps(found) == 0


def test_many_vertices_become_few_with_shared_edges_kept(tmp_path: Path) -> None:
    fine = {code: shapely.segmentize(area, 10) for code, area in metres(SQUARES).items()}
    assert coverage.vertices(fine) > 3 * coverage.MAX_VERTICES
    found = accepted(tmp_path, collection(fine)).areas
    assert coverage.vertices(found) < coverage.MAX_VERTICES
    assert coverage.unsound(found) == []


def test_islands_too_small_to_see_are_left_out(tmp_path: Path) -> None:
    island = shapely.box(23.5, 56.0, 23.501, 56.001)
    with_island = SQUARES | {ALPHA: shapely.MultiPolygon([SQUARES[ALPHA], island])}
    assert accepted(tmp_path, collection(with_island)).areas[ALPHA].geom_type == "Polygon"


def test_a_hole_that_falls_into_one_point_is_left_out() -> None:
    hole = [(24.1, 56.1), (24.1000001, 56.1), (24.1, 56.1000001)]
    found = coverage._rounded(shapely.Polygon(SQUARES[ALPHA].exterior, [hole]))
    assert found.equals(SQUARES[ALPHA])
    assert coverage._rounded(shapely.Polygon(hole)).is_empty


def without(code: str) -> Shapes:
    return {own: area for own, area in SQUARES.items() if own != code}


def swapped(area: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(area, lambda points: points[:, ::-1])


BOW = shapely.Polygon([(24.0, 56.0), (24.5, 56.5), (24.5, 56.0), (24.0, 56.5)])
SPECK = shapely.Polygon([(24.0, 56.0), (24.0000001, 56.0), (24.0, 56.0000001)])
HOLLOW = SQUARES[ALPHA].difference(shapely.box(24.1, 56.1, 24.3, 56.3))
WEB = {code: shapely.transform(area, lambda points: points * 111_000) for code, area in SQUARES.items()}


@pytest.mark.parametrize(
    ("document", "code", "said"),
    [
        ([], "not_features", ""),
        ({"type": "Topology"}, "not_features", ""),
        ({"type": "FeatureCollection", "features": []}, "not_features", ""),
        ({"type": "FeatureCollection", "features": [1]}, "not_features", ""),
        (collection(SQUARES | {ALPHA: shapely.Point(24, 56)}), "no_area", "Alfas novads"),
        (collection(SQUARES | {ALPHA: SPECK}), "tiny", "Alfas novads"),
        (collection(dict.fromkeys(SQUARES, SPECK)), "tiny", "Betas novads"),
        (collection(dict(zip("abc", SQUARES.values(), strict=True))), "nameless", "ATVK"),
        (collection(SQUARES | {"Daugavas novads": shapely.box(26, 56, 27, 57)}), "unknown", "“Daugavas novads”"),
        (collection(without(ALPHA)), "missing", "Alfas novads"),
        (collection(SQUARES | {"Alfa": shapely.box(26, 56, 27, 57)}), "doubled", "Alfas novads"),
        (collection({code: swapped(area) for code, area in SQUARES.items()}), "swapped", "GeoJSON"),
        (collection({code: swapped(area) for code, area in metres(SQUARES).items()}), "swapped", "GeoJSON"),
        (collection(WEB), "projection", "EPSG:3059"),
        (collection(SQUARES | {ALPHA: BOW}), "crossing", "Alfas novads"),
        (collection(SQUARES | {ALPHA: shapely.box(24.0, 56.0, 24.8, 56.5)}), "overlap", "Betas novads"),
        (collection(SQUARES | {ALPHA: HOLLOW}), "gap", "km²"),
    ],
)  # fmt: skip
def test_a_fault_is_refused_with_its_reason(tmp_path: Path, document: object, code: str, said: str) -> None:
    fault = refusal(tmp_path, document)
    assert fault.code == code
    assert said in fault.say(words("lv")).replace("„", "“").replace("”", "”")
    assert "{" not in fault.say(words("en"))


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\ufeffnav", "\x00"])
def test_what_is_not_json_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "robezas.geojson"
    path.write_text(text, "utf-8")
    with pytest.raises(official.OutlinesError) as caught:
        official.accept(path, UNITS)
    assert caught.value.code == "not_json"


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_what_json_may_be_written_in_is_read(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "robezas.geojson"
    named = {name: SQUARES[code] for name, code in (("Alfas novads", ALPHA), ("Bēta", BETA), ("Gamma", GAMMA))}
    units = [
        unit if unit.code != BETA else municipality(BETA, title="Bētas novads", short_title="Bēta") for unit in UNITS
    ]
    path.write_bytes(json.dumps(collection(named), ensure_ascii=False).encode(charset))
    assert set(official.accept(path, units).areas) == {ALPHA, BETA, GAMMA}


@pytest.mark.parametrize(
    ("text", "charset", "name"),
    [("Ādaži, Ķegums, Mārupe", "cp1257", "Windows-1257"), ("Rïga, Bølge, Übersicht", "latin-1", "Latin-1")],
)
def test_other_letters_are_named(tmp_path: Path, text: str, charset: str, name: str) -> None:
    path = tmp_path / "robezas.geojson"
    path.write_bytes(json.dumps(collection({text: SQUARES[ALPHA]}), ensure_ascii=False).encode(charset))
    with pytest.raises(official.OutlinesError) as caught:
        official.accept(path, UNITS)
    assert (caught.value.code, caught.value.args_by_name) == ("letters", {"charset": name})


def test_a_feature_may_carry_its_code_as_its_id(tmp_path: Path) -> None:
    document = collection(SQUARES, "nosaukums")
    for feature in document["features"]:
        feature["id"] = int(feature["properties"].pop("nosaukums"))
        feature["properties"] = feature["properties"] if feature["id"] > 1 else None
    assert set(accepted(tmp_path, document).areas) == {ALPHA, BETA, GAMMA}


def test_polygons_in_a_collection_are_an_area(tmp_path: Path) -> None:
    west, east = shapely.box(24.5, 56.0, 24.7, 56.5), shapely.box(24.7, 56.0, 25.0, 56.5)
    inner = shapely.GeometryCollection([shapely.LineString([(24, 56), (25, 57)]), shapely.MultiPolygon([west])])
    island = shapely.box(25.1, 56.0, 25.3, 56.2)
    mixed = {ALPHA: shapely.GeometryCollection([SQUARES[ALPHA], shapely.Point(24, 56)]),
             BETA: shapely.GeometryCollection([inner, island]), GAMMA: SQUARES[GAMMA]}  # fmt: skip
    found = accepted(tmp_path, collection(mixed)).areas
    assert found[ALPHA].equals(SQUARES[ALPHA])
    assert found[BETA].area == pytest.approx(west.area + island.area)
    assert east.area > 0
    lines = collection(SQUARES | {BETA: shapely.GeometryCollection([shapely.LineString([(24, 56), (25, 57)])])})
    assert refusal(tmp_path, lines).code == "no_area"


FORMER = [
    "Neretas", "Pļaviņu", "Skrīveru", "Carnikavas", "Baltinavas", "Rugāju", "Viļakas", "Iecavas", "Rundāles", "Amatas",
    "Līgatnes", "Durbes",
]  # fmt: skip


def numbered(names: list[Any], name: str = "nosaukums") -> dict[str, Any]:
    area = SQUARES[ALPHA]
    return {"type": "FeatureCollection", "features": [feature({name: one}, area) for one in names]}


@pytest.mark.parametrize(
    ("document", "count"),
    [
        (numbered([f"{stem} novads" for stem in FORMER]), "12"),
        (numbered([320200 + 100 * place for place in range(119)], "ATVK"), "119"),
        (numbered([f"0{320200 + 100 * place}" for place in range(110)], "kods"), "110"),
    ],
)
@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_division_of_before_2021_is_named(tmp_path: Path, document: Any, count: str, language: Any) -> None:
    path = tmp_path / "robezas.geojson"
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(official.OutlinesError) as caught:
        official.accept(path, UNITS_OF_LATVIA)
    assert (caught.value.code, caught.value.args_by_name) == ("before_2021", {"count": count})
    assert count in caught.value.say(words(language))


def test_what_stands_in_the_file_is_quoted_as_the_language_does(tmp_path: Path) -> None:
    fault = refusal(tmp_path, collection(SQUARES | {"Daugavas novads": shapely.box(26, 56, 27, 57)}))
    assert "„Daugavas novads”" in fault.say(words("lv"))
    assert "“Daugavas novads”" in fault.say(words("en"))


@pytest.mark.parametrize("language", ["lv", "en"])
def test_why_a_file_cannot_be_read_is_said_in_the_language(tmp_path: Path, language: Any) -> None:
    said = []
    for path in (tmp_path / "nav.geojson", tmp_path, tmp_path / ("x" * 300), tmp_path / "nav" / "x"):
        with pytest.raises(official.OutlinesError) as caught:
            official.accept(path, UNITS)
        assert caught.value.code == "unreadable"
        said.append(caught.value.say(words(language)))
    assert len(set(said)) == 3
    assert not any("No such file" in text or "Is a directory" in text for text in said)


@pytest.mark.parametrize("seed", range(40))
def test_any_geometry_is_taken_or_refused_with_a_reason(tmp_path: Path, seed: int) -> None:
    """Rings that fall flat, cross themselves, repeat points or lie in one place: never a fault of the library's."""
    chance = random.Random(seed)
    document = json.loads(json.dumps(collection(SQUARES)))
    for one in document["features"]:
        for ring in one["geometry"]["coordinates"] if chance.random() < 0.8 else ():
            way = chance.randrange(6)
            place = chance.randrange(len(ring))
            if way == 0:
                ring[:] = [ring[0]] * chance.randint(0, 5)
            elif way == 1:
                ring[place] = [ring[place][0] + chance.choice([1e-9, 1e-5, 0.3]), ring[place][1]]
            elif way == 2:
                del ring[place]
            elif way == 3:
                ring.insert(place, chance.choice(ring))
            elif way == 4:
                ring[:] = [[24 + x * 1e-7, 56 + y * 1e-7] for x, y in ring]
            else:
                chance.shuffle(ring)
    try:
        assert accepted(tmp_path, document).areas
    except official.OutlinesError as fault:
        assert "{" not in fault.say(words("lv"))


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04\xff\xfe\x00", b"SQLite format 3\x00\xff", b"\x00\x00\x27\x0a\xff\xfe"]
)
def test_maps_of_other_kinds_are_no_letters(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "robezas.zip").write_bytes(content)
    with pytest.raises(official.OutlinesError) as caught:
        official.accept(tmp_path / "robezas.zip", UNITS)
    assert caught.value.code == "not_json"


LINE = [[24, 56], [25, 56]]
NOWHERE = [[24, 56], [25, None], [25, 57], [24, 56]]


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": [[1]]},
        {"type": "Polygon", "coordinates": [LINE]},
        {"type": "Polygon", "coordinates": [NOWHERE]},
        {"type": "Polygon", "coordinates": []},
    ],
)
def test_a_geometry_that_is_none_is_refused(tmp_path: Path, geometry: object) -> None:
    document = collection(SQUARES)
    document["features"][1]["geometry"] = geometry
    fault = refusal(tmp_path, document)
    assert (fault.code, fault.args_by_name) == ("no_area", {"name": "Betas novads", "number": "2"})


def test_200_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "robezas.geojson"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(official.OutlinesError) as caught:
        official.accept(path, UNITS)
    assert caught.value.args_by_name == {"megabytes": "200", "limit": "100"}


def test_the_command_says_what_is_wrong_and_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(official, "IMPORTED", tmp_path / "var")
    assert command.main(["outlines", str(tmp_path / "nav.geojson")]) == 1
    path = tmp_path / "robezas.geojson"
    path.write_text(json.dumps(collection(SQUARES)), "utf-8")
    with caplog.at_level("ERROR", "data"):
        assert command.main(["--lang", "en", "outlines", str(path)]) == 1
    assert "no municipalities" in caplog.text or "ATVK" in caplog.text
    assert not (tmp_path / "var").exists()


def test_what_was_imported_stands_before_the_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On days that it covers; on others, and where it cannot be read, the project's own stand."""
    monkeypatch.setattr(outlines, "IMPORTED", tmp_path)
    outlines.available.cache_clear()
    today = {ALPHA: SQUARES[ALPHA], BETA: SQUARES[BETA].union(SQUARES[GAMMA])}
    accepted(tmp_path, collection(today)).keep(tmp_path)
    (tmp_path / "outlines-9.geojson").write_text("{}", "utf-8")
    try:
        found = outlines.covering([ALPHA, BETA], date(2026, 1, 1))
        assert found is not None and found.source == "robezas.geojson"
        assert outlines.covering(["9999999"], date(2026, 1, 1)) is None, "no country is drawn in another's place"
        assert outlines.covering([], date(2026, 1, 1)) is None
        riga = outlines.covering(["0001000"], date(2026, 1, 1))
        assert riga is not None and riga.source.startswith("Natural Earth")
    finally:
        outlines.available.cache_clear()


RING = [[24.0, 57.0], [25.0, 57.0], [25.0, 58.0], [24.0, 57.0]]
SOUND: dict[str, Any] = {
    "metadata": {"source": "robezas.geojson"},
    "features": [
        {
            "properties": {"code": ALPHA, "name": "Alfa"},
            "geometry": {"type": "Polygon", "coordinates": [RING]},
        }
    ],
}


def with_feature(**changed: object) -> dict[str, object]:
    return {**SOUND, "features": [{**SOUND["features"][0], **changed}]}


@pytest.mark.parametrize(
    "document",
    [
        {**SOUND, "features": []},
        {**SOUND, "metadata": None},
        [],
        None,
        with_feature(properties=None),
        with_feature(properties={"code": ALPHA, "name": "Alfa", "from": "2025-07-01"}),
        with_feature(geometry=None),
        *(
            with_feature(geometry={"type": kind, "coordinates": coordinates})
            for kind, coordinates in [
                ("Polygon", []),
                ("Polygon", [[]]),
                ("MultiPolygon", []),
                ("MultiPolygon", [[]]),
                ("MultiPolygon", [[[]]]),
                ("Polygon", [RING[:2]]),
                ("Polygon", [[[float("nan"), 57.0], *RING[1:]]]),
                ("Polygon", [[[10**400, 57.0], *RING[1:]]]),
                ("Polygon", [[[500000, 300000], *RING[1:]]]),
                ("Polygon", [["ab", *RING[1:]]]),
            ]
        ),
    ],
)
def test_a_malformed_file_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, document: object
) -> None:
    monkeypatch.setattr(outlines, "IMPORTED", tmp_path)
    (tmp_path / "outlines-1.geojson").write_text(json.dumps(document), "utf-8")
    outlines.available.cache_clear()
    try:
        (own,) = outlines.available()
        assert own.source.startswith("Natural Earth")
        assert "outlines-1.geojson" in caplog.text
    finally:
        outlines.available.cache_clear()


def test_the_smallest_sound_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "outlines-1.geojson").write_text(json.dumps(SOUND), "utf-8")
    assert [one.code for one in outlines.read(tmp_path / "outlines-1.geojson").outlines] == [ALPHA]


UNITS_OF_LATVIA = live.embedded().snapshot.municipalities
DAY = {43: date(2025, 6, 30), 42: date(2025, 7, 1)}


def as_published(day: date, system: str) -> dict[str, Any]:
    """All outlines of a day as an office publishes them: finely drawn, in either system, with columns of its own."""
    features = []
    for number, one in enumerate(outlines.read(outlines.EMBEDDED).on(day), start=1):
        area = shapely.segmentize(shapely.MultiPolygon([(ring, holes) for ring, *holes in one.area]), 0.002)
        title = next(unit.title for unit in UNITS_OF_LATVIA if unit.code == one.code)
        own = {"OBJECTID": number, "ATVK": one.code, "NOSAUKUMS": title, "SHAPE_Area": area.area}
        features.append(feature(own, coverage.to(coverage.METRES, area) if system == "EPSG:3059" else area))
    named = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{system.removeprefix('EPSG:')}"}}
    return {"type": "FeatureCollection", "features": features} | ({"crs": named} if system != "WGS84" else {})


@pytest.mark.parametrize("system", ["WGS84", "EPSG:3059"])
@pytest.mark.parametrize("number", [43, 42])
def test_a_file_as_an_office_publishes_it_is_accepted(number: int, system: str, tmp_path: Path) -> None:
    path = tmp_path / "robezas.geojson"
    path.write_text(json.dumps(as_published(DAY[number], system)), "utf-8")
    found = official.accept(path, UNITS_OF_LATVIA)
    assert len(found.areas) == number
    assert coverage.vertices(found.areas) < coverage.MAX_VERTICES
    assert coverage.unsound(found.areas) == []
    kept = outlines.read(found.keep(tmp_path))
    assert len(kept.on(date(2025, 7, 1))) == 42
    assert len(kept.on(date(2025, 6, 30))) == number
    own = {one.code: one.area for one in outlines.read(outlines.EMBEDDED).on(DAY[number])}
    for one in kept.on(DAY[number]):
        before, after = (
            shapely.MultiPolygon([(ring, holes) for ring, *holes in area]) for area in (own[one.code], one.area)
        )
        assert before.symmetric_difference(after).area < 0.02 * before.area, one.code
