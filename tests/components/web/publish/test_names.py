"""Names of pages and where links lead."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.web.publish.folder import _NAME
from components.web.publish.names import Place, place_of, relative


@pytest.mark.parametrize(
    ("address", "file", "exactly"),
    [
        ("/", "index.html", True),
        ("/?lang=en", "en/index.html", True),
        ("/pasakumi", "pasakumi.html", True),
        ("/pasakumi?pasakums=3.5", "pasakumi/pasakums-3.5.html", True),
        ("/pasakumi?pasakums=3.5&lang=en&datums=2026-11-27", "en/pasakumi/pasakums-3.5.html", True),
        ("/pasakumi?statuss=izpildits&q=x", "pasakumi/statuss-izpildits.html", False),
        ("/pasakumi?kartot=-zinas", "pasakumi.html", False),
        ("/sede?sede=2024-11-07&solis=2&snapshot=abc", "sede/sede-2024-11-07_solis-2.html", True),
        ("/pasvaldiba?kods=0001000&lidzigas=x", "pasvaldiba/kods-0001000.html", False),
        ("/pasvaldiba?kods=0001000&plans=P6", "pasvaldiba/kods-0001000.html", True),
        ("/pasakumi?pasakums=1.1&plans=p6", "pasakumi/pasakums-1.1_plans-p6.html", True),
        ("?lang=en", "en/index.html", True),
    ],
)
def test_an_address_has_a_page(address: str, file: str, exactly: bool) -> None:
    found = place_of(address, "", (("datums", "2026-11-27"), ("snapshot", "abc")))
    assert found
    assert (found[0].file, found[1]) == (file, exactly)


@pytest.mark.parametrize("address", ["https://example.com/", "//example.com/x", "/nekas", "/../etc/passwd", "/sede/x"])
def test_no_page_stands_for_what_is_no_screen(address: str) -> None:
    assert place_of(address, "") is None


@given(st.text(max_size=200))
def test_any_name_is_a_file_below_the_folder(text: str) -> None:
    found = place_of(f"/pasakumi?{urlencode({'pasakums': text}, errors='replace')}", "")
    assert found
    assert _NAME.fullmatch(found[0].file)
    assert len(found[0].file) < 200


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_two_things_have_two_files(one: str, other: str) -> None:
    files = {Place("pasakumi", "lv", (("pasakums", text),)).file.casefold() for text in (one, other)}
    assert len(files) == len({one, other})


def test_links_are_relative() -> None:
    assert relative("index.html", "en/pasakumi/pasakums-1.1.html") == "../../index.html"
    assert relative("pasakumi.html", "index.html") == "pasakumi.html"
