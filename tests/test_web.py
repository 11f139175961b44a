"""The web edge, asked as browsers and others ask it: over the wire, at the real server."""

import asyncio
import gzip
import html
import http.client
import json
import re
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
import streamlit
from starlette.types import Receive, Scope, Send

from components.assets import assets, outlines_asset
from components.frame import failure
from components.frame.shell import SCREENS, SHEET
from components.web.edge import _language, accepts_gzip, origin_of
from components.web.pages import Address, Pages
from components.web.static import PARTS, Static
from components.web.warm import DONE, Warm
from components.wording.terms import page_title
from data import live, outlines
from data.logs import code_of
from data.words import words
from tests.helpers import finished
from tests.serving import ROOT, Server, serve
from tests.session import session

STREAMLIT = Path(str(streamlit.__file__)).with_name("static")
ADDRESSES = [screen.address for screen in SCREENS]
WATCH = """
import os, sys

def watch(event, args):
    if event == "socket.connect":
        address = args[1]
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            open(os.environ["WATCHED"], "a").write(f"connect {address}\\n")
    if event == "socket.getaddrinfo" and args[0] not in (None, "localhost", "127.0.0.1", "::1", "::", "0.0.0.0"):
        open(os.environ["WATCHED"], "a").write(f"look up {args[0]}\\n")

sys.addaudithook(watch)
"""


@pytest.fixture(scope="session")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file in which the server's attempts to reach other machines are written."""
    folder = tmp_path_factory.mktemp("watch")
    (folder / "sitecustomize.py").write_text(WATCH, "utf-8")
    return folder / "reached"


@pytest.fixture(scope="session")
def server(watched: Path) -> Iterator[Server]:
    with serve(alive="/readyz", env={"PYTHONPATH": str(watched.parent), "WATCHED": str(watched)}) as running:
        yield running


class Answer:
    """An answer's status, headers and body."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> Answer:
    connection = http.client.HTTPConnection("localhost", server.port, timeout=30)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        return Answer(connection.getresponse())
    finally:
        connection.close()


def shake_hands(server: Server, path: str = "/_stcore/stream", **headers: str) -> int:
    """Ask for a WebSocket as a browser does; return the status of the answer."""
    lines = {
        "Host": f"localhost:{server.port}",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": b64encode(bytes(16)).decode(),
        "Sec-WebSocket-Protocol": "streamlit",
    } | headers
    request = f"GET {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n"
    with socket.create_connection(("localhost", server.port), timeout=30) as wire:
        wire.sendall(request.encode())
        return int(wire.recv(4096).split()[1])


# Pages and languages


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_screen_tells_search_engines_of_its_data(server: Server, address: str, language: str) -> None:
    """A block of data in the head, which needs no leave of the policy; each file that it names is there."""
    answer = ask(server, f"/{address}?lang={language}")
    head = answer.text.partition("</head>")[0]
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"].partition("script-src")[2].partition(";")[0]
    told = json.loads(block)
    assert told["@context"] == "https://schema.org/"
    assert {one["inLanguage"] for one in told["@graph"]} == {language}
    for one in told["@graph"]:
        assert one["@type"] == "Dataset"
        assert one["version"] == live.embedded().snapshot.id
        assert one["dateModified"] == "2026-11-21"
    files = {file["contentUrl"]: file["encodingFormat"] for one in told["@graph"] for file in one["distribution"]}
    for path, media_type in list(files.items())[:4]:
        found = ask(server, path)
        assert (found.status, found.headers["Content-Type"].partition(";")[0]) in ((200, media_type),), path


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("query", "language"), [("", "lv"), ("?lang=en", "en"), ("?lang=lv", "lv"), ("?lang=xx", "lv")]
)
def test_a_screen_starts_in_the_visitors_language(server: Server, address: str, query: str, language: str) -> None:
    answer = ask(server, f"/{address}{query}")
    name = next(screen.name for screen in SCREENS if screen.address == address)
    expected = page_title(name, words("en" if language == "en" else "lv"))
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert re.findall(r"<html[^>]*>", answer.text) == [f'<html lang="{language}">']
    assert re.findall(r"<title>(.*?)</title>", answer.text) == [expected]
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "enable JavaScript" not in answer.text
    assert "agent" not in answer.text


def test_the_last_language_said_counts(server: Server) -> None:
    assert '<html lang="en">' in ask(server, "/?lang=lv&datums=2024-01-01&lang=en").text


@pytest.mark.parametrize(
    ("query", "table", "upload"), [("", "Izlaist tabulu", "Izvēlēties failu"), ("?lang=en", "Skip the table", None)]
)
def test_a_screen_brings_the_script_of_widgets_with_its_words(
    server: Server, query: str, table: str, upload: str | None
) -> None:
    text = ask(server, f"/dati{query}").text
    (written,) = re.findall(rf'src="{assets()["widgets.js"].address}" data-words="([^"]*)"></script>', text)
    said = json.loads(html.unescape(written))
    assert (said["table"], said["texts"].get("Upload")) == (table, upload)


@pytest.mark.parametrize(
    ("query", "changed"), [("", "Skats ir mainījies: {heading}"), ("?lang=en", "The view has changed: {heading}")]
)
def test_a_screen_brings_the_script_of_links_with_its_words(server: Server, query: str, changed: str) -> None:
    text = ask(server, f"/dati{query}").text
    assert text.count(f'<script type="module" src="{assets()["links.js"].address}"></script>') == 1
    (region,) = re.findall(r'<div id="announcer"[^>]*></div>', text)
    assert f' role="status" data-changed="{changed}" ' in region
    screens = json.loads(html.unescape(region.partition('data-screens="')[2].partition('"')[0]))
    assert list(screens) == [f"/{address}" for address in ADDRESSES]
    assert {name: things for name, things in screens.items() if things} == {
        "/pasakumi": ["pasakums"], "/sede": ["sede", "solis", "mekle"], "/pasvaldiba": ["kods"],
        "/dati": ["atgadinajums"], "/par": ["skats"],
    }  # fmt: skip


@pytest.mark.parametrize("language", ["lv", "en"])
def test_titles_of_screens_differ(language: str) -> None:
    tongue = words("en" if language == "en" else "lv")
    titles = {page_title(screen.name, tongue) for screen in SCREENS}
    assert len(titles) == len(SCREENS)


def test_a_page_may_come_compressed(server: Server) -> None:
    plain = ask(server, "/", Accept_Encoding="identity")
    compressed = ask(server, "/", Accept_Encoding="br, gzip")
    assert plain.headers["Content-Encoding"] is None
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Vary"] == compressed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(compressed.body) == plain.body


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address])
def test_a_slash_too_many_is_taken_away(server: Server, address: str) -> None:
    answer = ask(server, f"/{address}/?lang=en&q=%C4%81")
    assert answer.status == 301
    assert answer.headers["Location"] == f"/{address}?lang=en&q=%C4%81"


# What does not exist

MISSING = [
    "/nav",
    "/pasakumi/3.5",
    "/index.html",
    "/manifest.json",
    "/static",
    "/static/",
    "/static/js/none.js",
    "/static/../index.html",
    "/static/%2e%2e/index.html",
    "/..%2f..%2fetc/passwd",
    "//localhost/pasakumi",
    "/pasakumi//",
    "//pasakumi/",
    "/_stcore/metrics",
    "/_stcore/agent",
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/mcp",
    "/_stcore/agent/interact",
    "/_stcore/script-health-check",
    "/_stcore/bidi-components/x",
    "/_stcore/stream",
    "/_stcore/upload_file/a/b",
    "/component/x/index.html",
    "/app/static/x.png",
    "/auth/login",
    "/oauth2callback",
    "/healthz/",
    "/datapackage.json",
    "/assets",
    "/assets/",
    "/assets/icon.png",
    "/assets/0000000000000000/icon.png",
    "/assets/0000000000000000/measures.csv",
    "/assets/0000000000000000/../../app.py",
    "/assets/0000000000000000/%2e%2e/%2e%2e/app.py",
    "/embed/pasvaldiba/0001000/x",
    "/embed/0001000",
    "/badge/0001000",
    *(f"/{address}/_stcore/{probe}" for address in ADDRESSES if address for probe in ("health", "host-config")),
]


@pytest.mark.parametrize("path", MISSING)
def test_what_does_not_exist_says_so(server: Server, path: str) -> None:
    answer = ask(server, path)
    assert answer.status == 404
    assert '<html lang="lv">' in answer.text
    assert answer.text.count("<h1>") == 1
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<script" not in answer.text


@pytest.mark.parametrize("name", ["..%2f..%2fetc/passwd", "%2e%2e/%2e%2e/app.py", "measures.json%00", "%5c%5ca", "nav"])
def test_the_api_says_it_in_its_own_form(server: Server, name: str) -> None:
    answer = ask(server, f"/api/v1/{name}")
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = json.loads(answer.text)
    assert told["status"] == 404
    assert told["cure"]


def test_the_api_says_once_what_its_answers_differ_by(server: Server) -> None:
    for packing in ("identity", "gzip"):
        answer = ask(server, "/api/v1/progress.json", Accept_Encoding=packing)
        assert answer.headers["Vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_it_does_not_exist_for_any_method(server: Server, method: str) -> None:
    answer = ask(server, "/_stcore/agent/interact", method)
    assert answer.status == 404
    assert bool(answer.body) == (method != "HEAD")


def test_the_missing_page_speaks_english_and_leads_on_in_english(server: Server) -> None:
    answer = ask(server, "/nav?lang=en")
    assert '<html lang="en">' in answer.text
    assert "There is no page at this address" in answer.text
    assert re.findall(r'<a href="(/[^"]*)"', answer.text) == [f"/{address}?lang=en" for address in ADDRESSES]


def test_the_missing_page_repeats_nothing_that_was_asked(server: Server) -> None:
    assert "alert" not in ask(server, "/%3Cscript%3Ealert(1)%3C/script%3E?lang=%22%3E%3Cscript%3Ealert(1)").text


# Headers

EVERYWHERE = [
    "/",
    "/nav",
    "/healthz",
    "/readyz",
    "/robots.txt",
    "/_stcore/health",
    "/_stcore/host-config",
    "/media/none",
]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_is_guarded(server: Server, path: str) -> None:
    headers = ask(server, path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Content-Security-Policy"].endswith("; frame-ancestors 'none'")


def test_static_files_are_guarded_too(server: Server) -> None:
    for coding in ("gzip", "identity"):
        headers = ask(server, f"/{script_of(server)}", Accept_Encoding=coding).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"]


def test_a_figure_is_taken_along_by_its_address(server: Server) -> None:
    answer = ask(server, "/figure/virzieni.csv?datums=2024-11-07&nekas=%ff", Host="plans.example")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="virzieni-2024-11-07-')
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["ETag"] == ask(server, "/figure/virzieni.csv?datums=2024-11-07").headers["ETag"]
    text = ask(server, "/figure/pasvaldibas/karte.txt?raditajs=PL-1", Host="plans.example").text
    assert "http://plans.example/pasvaldibas?" in text
    for address in (
        "/figure/nav.csv",
        "/figure/nav/virzieni.csv",
        "/figure/virzieni.exe",
        "/figure/pasvaldibas/%22.png",
    ):
        missing = ask(server, f"{address}?lang=en")
        assert missing.status == 404
        assert "There is no page at this address" in missing.text
    assert ask(server, "/figure/").status == ask(server, "/figure/a/b/c.csv").status == 404
    assert ask(server, "/figure/virzieni.csv", "POST").status == 405


@pytest.mark.parametrize("path", ["/embed/pasvaldiba/0001000", "/badge/0001000.svg"])
def test_what_municipalities_take_along(server: Server, path: str) -> None:
    answer = ask(server, path)
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    snapshot = live.embedded().snapshot.id
    assert f"atu versija {snapshot}" in answer.text
    assert "ir ziņas par 2 no 7 līdzdalības pasākumiem" in answer.text
    assert "2 of 7 participation measures known" in ask(server, f"{path}?lang=en").text
    unknown = ask(server, path.replace("0001000", "0009999"))
    assert (unknown.status, unknown.text) == (404, "Pašvaldības ar kodu „0009999” nav.")
    former = ask(server, path.replace("0001000", "0038000") + "?lang=en")
    assert former.status == 307
    assert former.headers["Location"] == path.replace("0001000", "0038001") + "?lang=en"
    assert ask(server, path, "POST").status == 405


@pytest.mark.parametrize("path", ["/embed/pasvaldiba/0001000", "/badge/0001000.svg", "/badge/0009999.svg"])
def test_only_what_is_made_for_it_may_be_framed(server: Server, path: str) -> None:
    headers = ask(server, path).headers
    assert headers["X-Frame-Options"] is None
    assert headers["Content-Security-Policy"].endswith("; frame-ancestors *")


def policy_of(server: Server) -> dict[str, list[str]]:
    rules = ask(server, "/").headers["Content-Security-Policy"].split("; ")
    return {rule.split()[0]: rule.split()[1:] for rule in rules}


def test_the_policy_allows_no_script_but_streamlits(server: Server) -> None:
    policy = policy_of(server)
    inline = re.findall(r"<script>(.*?)</script>", ask(server, "/").text, re.DOTALL)
    hashes = [f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in inline]
    assert hashes
    assert policy["script-src"] == ["'self'", "'wasm-unsafe-eval'", *hashes]
    assert policy["default-src"] == policy["connect-src"] == ["'self'"]
    assert policy["object-src"] == policy["frame-src"] == ["'none'"]


def test_the_policy_names_no_other_machine(server: Server) -> None:
    allowed = {value for values in policy_of(server).values() for value in values}
    assert all(value.startswith("'") or value in ("data:", "blob:") for value in allowed)


# Whose WebSockets


def test_a_page_of_ours_may_open_a_websocket(server: Server) -> None:
    assert shake_hands(server, Origin=server.origin) == 101


@pytest.mark.parametrize(
    "origin",
    ["https://example.org", "null", "", "http://localhost", "http://localhost:1", "file://", "javascript:1", "http://[",
     "http://localhost:{port}.example.org", "http://example.org@localhost:{port}", "ftp://localhost:{port}"],
)  # fmt: skip
def test_a_page_of_others_may_not(server: Server, origin: str) -> None:
    assert shake_hands(server, Origin=origin.format(port=server.port)) == 403


def test_what_hides_its_origin_may_not(server: Server) -> None:
    assert shake_hands(server) == 403


def test_there_is_one_websocket_only(server: Server) -> None:
    assert shake_hands(server, "/", Origin=server.origin) == 403
    assert shake_hands(server, "/pasakumi/_stcore/stream", Origin=server.origin) == 403


# Addresses for programs


@pytest.mark.parametrize("path", ["/healthz", "/_stcore/health"])
def test_it_is_alive(server: Server, path: str) -> None:
    answer = ask(server, path)
    assert (answer.status, answer.text) == (200, "ok")


def test_it_is_ready_with_a_snapshot(server: Server) -> None:
    answer = ask(server, "/readyz")
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert json.loads(answer.text) == {
        "ready": True,
        "snapshot": live.embedded().snapshot.id,
        "source": "embedded",
        "failing": False,
        "history": "kept",
        "unkept": 0,
        "reads": "itself",
    }


def test_the_warm_start_went_well(server: Server) -> None:
    assert ask(server, "/readyz").status == 200
    assert "could not be warmed" not in server.said()


def test_a_warm_start_that_fails_refuses_nobody(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DONE, "_flag", False)

    async def refusing(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "websocket.close", "code": 1008})

    async def start() -> None:
        async with Warm([("", "")], lambda: 1, Static(STREAMLIT), []).lifespan(refusing, "localhost"):
            await asyncio.to_thread(DONE.wait, 30)

    finished(start())
    assert DONE.is_set()
    assert "turned away" in caplog.text


def test_a_source_that_fails_is_told_without_its_path(tmp_path: Path) -> None:
    with serve(alive="/readyz", env={"SPREADSHEET": str(tmp_path / "none.xlsx")}) as broken:
        answer = ask(broken, "/readyz")
    assert json.loads(answer.text)["failing"] is True
    assert "source_missing" not in answer.text
    assert str(tmp_path) not in answer.text
    assert "none.xlsx" not in answer.text


@pytest.mark.parametrize("name", ["icon.png", "datapackage.json"])
def test_an_asset_never_changes(server: Server, name: str) -> None:
    asset = assets()[name]
    answer = ask(server, asset.address)
    assert answer.status == 200
    assert answer.body == asset.body
    assert answer.headers["Content-Type"] == asset.media_type
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert sha256(asset.body).hexdigest().startswith(asset.address.split("/")[2])


def test_outlines_are_sent_compressed_to_those_who_can_read_it(server: Server) -> None:
    territory = outlines.available()[-1].territories()[-1]
    asset = outlines_asset(territory)
    plain = ask(server, asset.address)
    packed = ask(server, asset.address, Accept_Encoding="gzip, br")
    assert plain.body == gzip.decompress(packed.body) == asset.body
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.body) < 40_000
    assert packed.headers["Content-Type"] == "application/geo+json"


def test_the_icon_is_the_same_wherever_it_is_looked_for(server: Server) -> None:
    icon = assets()["icon.png"]
    assert f'<link rel="icon" href="{icon.address}" />' in ask(server, "/").text
    assert ask(server, "/favicon.ico").body == ask(server, "/favicon.png").body == icon.body


def test_robots_may_read_the_screens(server: Server) -> None:
    answer = ask(server, "/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "User-agent: *" in answer.text
    assert "Disallow: /\n" not in answer.text


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/robots.txt", "/favicon.ico", "/_stcore/health", "/nav"])
def test_head_is_get_without_the_body(server: Server, path: str) -> None:
    got, head = ask(server, path), ask(server, path, "HEAD")
    assert head.status == got.status
    assert head.body == b""
    assert head.headers["Content-Length"] == str(len(got.body))


@pytest.mark.parametrize("path", ["/", "/healthz", "/robots.txt"])
def test_nothing_can_be_posted(server: Server, path: str) -> None:
    answer = ask(server, path, "POST")
    assert answer.status == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}


def test_uploads_need_a_session(server: Server) -> None:
    assert ask(server, "/_stcore/upload_file/a/b", "PUT").status == 403


# The first paint


def test_a_screen_comes_with_its_paint(server: Server) -> None:
    page = ask(server, "/pasakumi?virziens=2").text
    assert page.count('<div id="paint"') == page.count("<h1>") == 1
    assert '<div id="root" inert></div>' in page
    assert page.index('<div id="paint"') < page.index('<link rel="stylesheet"') < page.index('<div id="root"')
    # What stands in for Streamlit's own, then the sheet of every screen: the running screen sends neither.
    assert page.count(SHEET) == 1
    assert page.index('<style class="painted">') < page.index(SHEET) < page.index('<div id="paint"')
    # Streamlit's program is started by ours, once the paint stands.
    early = f'<script defer src="{assets()["paint.js"].address}" data-program="'
    assert page.count(early) == 1 and not re.search(r'<script type="module"[^>]*static/|modulepreload', page)
    assert '<span class="big">14</span> no 40 pasākumiem' in page


def test_a_page_without_a_paint_begins_as_streamlits_does() -> None:
    page = Pages(STREAMLIT / "index.html", [Address("", "Overview")], "/icon.png").screen("", words("lv"))
    assert '<div id="paint"' not in page and 'class="painted"' not in page
    assert SHEET in page
    assert '<div id="root"></div>' in page


@pytest.mark.parametrize("path", ["/kalendars", "/par?lang=en"])
def test_what_a_browser_has_is_not_sent_again(server: Server, path: str) -> None:
    first = ask(server, path)
    tag = first.headers["ETag"]
    again = ask(server, path, If_None_Match=tag)
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert again.headers["Cache-Control"] == "no-cache"
    assert ask(server, f"{path}{'&' if '?' in path else '?'}nekas=1").headers["ETag"] == tag
    other = ask(server, f"{path}{'&' if '?' in path else '?'}datums=2024-11-07")
    assert other.headers["ETag"] != tag
    head = ask(server, path, "HEAD")
    assert (head.status, head.body, head.headers["ETag"]) == (200, b"", tag)


def test_the_cookie_of_a_visitor_changes_nothing(server: Server) -> None:
    plain, known = ask(server, "/par"), ask(server, "/par", Cookie="lang=en; _streamlit_xsrf=x")
    assert plain.body == known.body
    assert known.headers["Set-Cookie"] is None


# Streamlit's own files


def script_of(server: Server) -> str:
    return programs(ask(server, "/").text)[0]


def programs(page: str) -> list[str]:
    """Return the addresses of Streamlit's program and its parts that a page starts, without their first slash."""
    (said,) = re.findall(r'data-program="([^"]*)"', page)
    return [address.removeprefix("/") for address in json.loads(html.unescape(said))]


def test_everything_the_page_links_is_served(server: Server) -> None:
    page = ask(server, "/").text
    linked = [*re.findall(r'(?:src|href)="\./(static/[^"]+)"', page), *programs(page)]
    assert len(linked) > 10
    assert {ask(server, f"/{path}", "HEAD").status for path in linked} == {200}


def test_programs_come_compressed_to_who_can_read_it(server: Server) -> None:
    path = f"/{script_of(server)}"
    plain, compressed = ask(server, path, Accept_Encoding="identity"), ask(server, path, Accept_Encoding="gzip")
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert compressed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(compressed.body) == plain.body
    assert len(compressed.body) < len(plain.body) / 2
    assert compressed.headers["Content-Type"].split(";")[0].endswith("/javascript")
    assert plain.headers["Content-Type"].split(";")[0].endswith("/javascript")
    assert "immutable" in plain.headers["Cache-Control"]
    assert "immutable" in compressed.headers["Cache-Control"]


def test_fonts_are_not_compressed_again(server: Server) -> None:
    theirs = next((STREAMLIT / "static" / "media").glob("SourceSansVF-Upright*.woff2")).name
    ours = re.findall(r'<link rel="preload" href="(/assets/[^"]+\.woff2)" as="font"', ask(server, "/").text)
    assert len(ours) == 2
    for font in (f"/static/media/{theirs}", *ours):
        answer = ask(server, font, Accept_Encoding="gzip")
        assert answer.headers["Content-Encoding"] is None
        assert answer.headers["Content-Type"] == "font/woff2"


def test_a_page_brings_our_typeface_and_asks_for_no_other(server: Server) -> None:
    page = ask(server, "/").text
    # Pictures of the paint hold it too, since an image sees nothing of its page.
    assert page.partition("</head>")[0].count("@font-face") == 2
    # Pictures of the paint hold it too, since an image sees nothing of its page.
    assert page.partition("</head>")[0].count("@font-face") == 2
    assert "SourceSans" not in page


@pytest.mark.parametrize("part", PARTS)
def test_the_parts_of_a_first_view_are_loaded_with_the_page(server: Server, part: str) -> None:
    assert any(name.startswith(f"static/js/{part}.") for name in programs(ask(server, "/").text))


def test_what_a_program_imports_is_loaded_with_it() -> None:
    static = Static(STREAMLIT)
    found = set(static.programs(["DateInput"]))
    imported = re.findall(r'from"\./([^"]+)"', "".join((STREAMLIT / name).read_text("utf-8") for name in found))
    assert {f"static/js/{name}" for name in imported} <= found
    assert static.programs(["NoSuchPart"]) == []


def test_static_knows_only_its_folder() -> None:
    static = Static(STREAMLIT)
    assert "index.html" in static.names
    with pytest.raises(KeyError):
        static.compressed("../__init__.py")


@pytest.mark.parametrize(
    ("header", "accepted"),
    [("gzip", True), ("br, GZIP;q=0.5", True), ("deflate", False), ("", False), ("gzip;q=0", False),
     ("gzip; q=0.0, br", False), ("*", False)],
)  # fmt: skip
def test_who_can_read_gzip(header: str, accepted: bool) -> None:
    assert accepts_gzip({"type": "http", "headers": [(b"accept-encoding", header.encode())]}) is accepted


@pytest.mark.parametrize(("host", "origin"), [
    ("a.example:8501", "http://a.example:8501"), ("[::1]:80", "http://[::1]:80"),
    ("", ""), ("<b>", ""), ("a.example/x", ""), ("a" * 256, ""),
])  # fmt: skip
def test_where_we_are_is_what_is_a_host(host: str, origin: str) -> None:
    assert origin_of({"type": "http", "scheme": "http", "headers": [(b"host", host.encode())]}) == origin


@pytest.mark.parametrize("query", [b"lang=lv", b"", b"lang=EN", b"lang=en&lang=", b"%ff%fe=\xff", b"lang", b"&&==;"])
def test_what_is_not_english_is_latvian(query: bytes) -> None:
    expected = "en" if query == b"lang=en&lang=" else "lv"  # an empty parameter counts as not said
    assert _language({"type": "http", "query_string": query}) == expected


# When things change or fail


@pytest.mark.parametrize(
    "lost", ['<html lang="en">', "<title>Streamlit</title>", "<noscript>", "RFC 8631", 'rel="shortcut icon"']
)
def test_a_new_streamlit_cannot_undo_it_silently(tmp_path: Path, lost: str) -> None:
    text = (STREAMLIT / "index.html").read_text("utf-8")
    assert lost in text
    (tmp_path / "index.html").write_text(text.replace(lost, "<!-- gone -->"), "utf-8")
    with pytest.raises(ValueError, match=r"0 times, not once"):
        Pages(tmp_path / "index.html", [Address("", "Overview")], "/icon.png")


def test_an_error_has_a_code_by_its_place() -> None:
    def fail(text: str) -> Exception:
        try:
            raise ValueError(text)
        except ValueError as error:
            return error

    first, second = fail("/secret/path"), fail("another")
    assert code_of(first) == code_of(second)
    assert re.fullmatch(r"[0-9A-F]{6}", code_of(first))
    assert code_of(first) != code_of(KeyError("x"))


FAILING = """
from pathlib import Path

import streamlit as st

from components.frame.failure import show_failure

app = st.App(Path(__file__).with_name("screen.py"), on_script_error=show_failure)
"""
SCREEN = """
import streamlit as st

st.write("before")
raise ValueError("a secret in /srv/secret")
"""


@pytest.mark.parametrize("query", ["", "lang=en"])
def test_a_screen_that_fails_says_so_in_its_own_words(tmp_path: Path, query: str) -> None:
    (tmp_path / "app.py").write_text(FAILING, "utf-8")
    (tmp_path / "screen.py").write_text(SCREEN, "utf-8")
    with serve(tmp_path / "app.py", env={"PYTHONPATH": str(ROOT)}) as failing:
        with session(failing) as visit:
            seen = [message.delta.new_element for message in visit.run("", query)]
        log = failing.said()
    (alert,) = (element.alert.body for element in seen if element.WhichOneof("type") == "alert")
    assert not [element for element in seen if element.WhichOneof("type") == "exception"]
    (code,) = re.findall(r"\b[0-9A-F]{6}\b", alert)
    tongue = words("en" if query else "lv")
    assert alert == tongue.say(failure.SENTENCE, code=code)
    assert "secret" not in alert
    assert f"error {code}" in log
    assert "ValueError: a secret in /srv/secret" in log.split(f"error {code}")[1]


def test_the_watch_sees_who_reaches_out(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCH, "utf-8")
    env = {"PYTHONPATH": str(tmp_path), "WATCHED": str(tmp_path / "reached")}
    reach = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
    subprocess.run([sys.executable, "-c", reach], env=env, check=False, stderr=subprocess.DEVNULL)
    assert (tmp_path / "reached").read_text("utf-8") == "connect ('192.0.2.1', 9)\n"


def test_the_server_reaches_no_other_machine(server: Server, watched: Path) -> None:
    """Last: whatever the tests above made it do."""
    assert shake_hands(server, Origin="https://example.org") == 403
    with session(server) as visit:
        for address in ADDRESSES:
            assert visit.run(address)
    assert not watched.exists() or watched.read_text("utf-8") == ""


def test_the_offline_page_of_a_meeting_is_kept_by_the_browser_and_runs_its_own_program_alone(server: Server) -> None:
    answer = ask(server, "/sede.html?sede=2024-11-07&datums=2024-11-07")
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "private, max-age=43200, immutable"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'sha256-" in policy
    assert answer.text.count('class="slide"') > 10
    assert "07.11.2024." in answer.text
    for gone in ("sede=nav", "sede=2024-11-07&snapshot=9999999999"):
        missing = ask(server, f"/sede.html?{gone}")
        assert (missing.status, missing.headers["Cache-Control"]) == (404, "no-store")
    assert '<html lang="en">' in ask(server, "/sede.html?sede=2024-11-07&lang=en").text
    assert ask(server, "/sede.html", "POST").status == 405
