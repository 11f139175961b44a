"""Feeds, calendars, pages of figures for other sites, and what search engines ask for, over the wire."""

import json
import re
from html import unescape
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from starlette.applications import Starlette

from components.frame import shell
from components.view import View
from components.web import fed, feeds, found
from components.web.crowd import everyone
from components.web.figures import Figures
from components.web.head import Told, head
from components.web.pages import PLAIN_POLICY, Address, Pages
from components.web.paint import Paints
from data.words import words
from tests.asgi import Got, ask
from tests.publish.test_feeds import read
from tests.test_web import STREAMLIT

HERE = "https://plans.example"


PAGES = Pages(
    STREAMLIT / "index.html", [Address(one.address, one.name, one.things) for one in shell.SCREENS], "/icon.png"
)


class Client:
    """Asks an application over ASGI."""

    def __init__(self) -> None:
        self._app = Starlette(routes=[*fed.ROUTES, *found.ROUTES, *Figures(PAGES).routes])

    def get(self, address: str, headers: dict[str, str] | None = None) -> Got:
        return ask(self._app, address, headers={"Host": "plans.example"} | (headers or {}), scheme="https")


@pytest.fixture(scope="module")
def client() -> Client:
    return Client()


@pytest.fixture(scope="module")
def view() -> View:
    return everyone("lv")


# Feeds


def test_a_feed_holds_every_report(client: Client, view: View) -> None:
    answer = client.get("/feeds/izmainas.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    reports = read(answer.body)
    assert len(reports) == len(view.snapshot.updates) == 28
    assert len({item["id"] for item in reports}) == 28
    again = client.get("/feeds/izmainas.atom", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status == 304


def test_an_institution_has_its_own_measures_alone(client: Client, view: View) -> None:
    own = {
        measure.id for measure in view.snapshot.measures if "VARAM" in (*measure.responsible, *measure.co_responsible)
    }
    expected = sum(report.measure in own for report in view.snapshot.updates)
    assert 0 < expected < 25
    assert len(read(client.get("/feeds/iestade/VARAM/izmainas.atom").body)) == expected


def test_a_municipality_has_its_own_answers(client: Client, view: View) -> None:
    rows = [row for row in view.snapshot.indicator_values if row.municipality == "0001000" and row.source_date]
    assert len(read(client.get("/feeds/pasvaldiba/0001000/izmainas.atom").body)) == len(rows) > 0


def test_a_calendar_holds_every_meeting_with_its_hours(client: Client, view: View) -> None:
    body = client.get("/feeds/kalendars.ics?lang=en").body
    events = {str(event["URL"]): event for event in Calendar.from_ical(body).walk("VEVENT")}
    council = events[f"{HERE}/sede?lang=en&sede=2024-11-07"]
    assert council.decoded("DTSTART").isoformat() == "2024-11-07T11:00:00+00:00"
    assert council.decoded("DTEND").isoformat() == "2024-11-07T12:30:00+00:00"
    assert len([address for address in events if "/sede?" in address]) == len(view.snapshot.meetings)


@pytest.mark.parametrize(
    "path",
    ["nav.atom", "iestade/NAV/izmainas.atom", "pasvaldiba/%2e%2e/kalendars.ics", "nav/VK/izmainas.atom", "%00.ics",
     "iestade/" + quote("<script>", safe="") + "/izmainas.atom", "pasvaldiba//izmainas.atom", "iestade/VK/../../x"],
)  # fmt: skip
def test_no_such_feed_is_said(client: Client, path: str) -> None:
    answer = client.get(f"/feeds/{path}")
    assert answer.status == 404
    assert "<" not in answer.text or "<html" in answer.text


def test_every_feed_there_is_can_be_read(view: View) -> None:
    for one in feeds.everybody(view):
        ElementTree.fromstring(feeds.CHANGES.make(view, one, HERE))
        assert Calendar.from_ical(feeds.CALENDAR.make(view, one, HERE)).walk("VEVENT")
        assert feeds.address_of(feeds.CHANGES, one, "lv").startswith("/feeds/")


# Figures for other sites


def test_a_figure_stands_alone(client: Client) -> None:
    answer = client.get("/embed/virzieni?lang=en")
    text = answer.text
    assert answer.headers["content-security-policy"] == PLAIN_POLICY
    assert "content-disposition" not in answer.headers
    assert '<html lang="en">' in text
    assert "<script" not in text
    assert "Snapshot" in text or "snapshot" in text
    assert unescape(text).count("<iframe") == 1, "the lines that put it elsewhere"
    assert f'src="{HERE}/embed/virzieni?lang=en"' in unescape(text)
    inside = [link for link in re.findall(r"<a [^>]*>", text) if 'target="_blank"' not in link]
    assert not inside, "no link stays in the frame: what it leads to may not be framed"


def test_the_choice_of_the_address_is_in_it(client: Client) -> None:
    one, other = (client.get(f"/embed/pasvaldibas/karte?raditajs={code}").text for code in ("LAW-01", "LAW-03"))
    heading = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
    assert heading.findall(one) != heading.findall(other)


@pytest.mark.parametrize(
    "path", ["nav", "nav/nav", "pasvaldibas/nav", "pasvaldibas/%3Cb%3E", "uzticesanas/..%2f..", "."]
)
def test_no_such_figure_is_said(client: Client, path: str) -> None:
    assert client.get(f"/embed/{path}").status == 404
    assert client.get("/figure/virzieni.html").status == 404


def oembed(client: Client, **asked: str) -> dict[str, object]:
    answer = client.get(f"/oembed?{urlencode(asked)}")
    assert answer.status == 200
    told: dict[str, object] = json.loads(answer.body)
    return told


def test_oembed_frames_the_figure_that_is_asked_for(client: Client) -> None:
    told = oembed(client, url=f"{HERE}/embed/pasvaldibas/karte?raditajs=LAW-01", maxwidth="500")
    assert (told["version"], told["type"], told["width"], told["height"]) == ("1.0", "rich", 500, 620)
    assert f'src="{HERE}/embed/pasvaldibas/karte?raditajs=LAW-01"' in unescape(str(told["html"]))
    first = oembed(client, url=f"{HERE}/uzticesanas?lang=en", maxwidth="-1", maxheight="9" * 50)
    assert first["width"] == 760
    assert "/embed/uzticesanas/" in str(first["html"])


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 404), ("url=https://elsewhere.example/", 404), ("url=//plans.example", 404), (f"url={HERE}/par", 404),
     (f"url={HERE}/nav", 404), ("url=javascript:alert(1)", 404), (f"url={HERE}/&format=xml", 501),
     ("url=http://[", 404)],
)  # fmt: skip
def test_oembed_refuses_what_it_has_not(client: Client, query: str, status: int) -> None:
    assert client.get(f"/oembed?{query}").status == status


# Being found


def test_the_sitemap_names_every_measure_and_municipality_in_both_languages(client: Client, view: View) -> None:
    root = ElementTree.fromstring(client.get("/sitemap.xml").body)
    listed = [element.text or "" for element in root.iter() if element.tag.endswith("loc")]
    assert len(listed) == len(set(listed))
    assert all(address.startswith(f"{HERE}/") for address in listed)
    for part, count in (("pasakums=", len(view.snapshot.measures)), ("kods=", len(view.snapshot.municipalities))):
        assert sum(part in address for address in listed) == 2 * count
    assert f"Sitemap: {HERE}/sitemap.xml" in client.get("/robots.txt").text


@pytest.mark.parametrize("screen", [screen.address for screen in shell.SCREENS])
def test_a_page_tells_what_it_shows(screen: str) -> None:
    written = Paints(PAGES.screen).find(screen, "lang=en&datums=2026-11-22", HERE)
    assert written
    text = written.body.decode()
    told = text.partition("</head>")[0]
    assert f'<link rel="canonical" href="{HERE}/{screen}?lang=en">' in told, "whatever the day"
    assert f'<link rel="alternate" hreflang="lv" href="{HERE}/{screen}">' in told
    assert 'type="application/atom+xml"' in told
    assert 'type="text/calendar"' in told
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    assert heading
    first = re.sub(r"<[^>]*>", " ", heading[1]).split()[0]
    assert re.findall(r'<meta name="description" content="([^"]*)"', told)[0].startswith(first)


def test_the_picture_of_a_page_is_its_first_figure() -> None:
    written = Paints(PAGES.screen).find("pasvaldibas", "", HERE)
    assert written
    (picture,) = re.findall(r'<meta property="og:image" content="([^"]*)"', written.body.decode())
    assert picture.startswith(f"{HERE}/figure/pasvaldibas/karte.png?")


def test_a_hostile_name_is_text_in_a_head() -> None:
    hostile = '"><script>alert(1)</script>'
    told = head(
        Told(hostile, hostile, hostile, {hostile: hostile}, hostile, ((hostile, hostile, hostile),)), words("lv")
    )
    assert "<script" not in told
    assert told.count("<") == told.count(">")
