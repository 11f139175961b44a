"""A workbook behind a link: fetched only when it changed, within bounds, and never led astray."""

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from data import live
from data.intake.check import check
from data.intake.issues import describe
from data.live import source_issue
from data.publish.workbook import workbook
from data.sources import MAX_FILE, SourceError, open_source
from data.sources.connection import TRIES, Answer, SourceConnection
from data.sources.download import Download
from data.words import LANGUAGES, words

LOGIN = b"\r\n<!DOCTYPE html><html><title>Pieteikties</title><input type='password'>"
VIEWER = (
    b"\xef\xbb\xbf<!DOCTYPE html><title>plans.xlsx</title><script src='https://res-1.cdn.office.net/x.js'></script>"
)


class Reply(NamedTuple):
    """What the server says to one request."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


class Cloud:
    """A server that hands out files; ``reply`` decides, and every request's path and headers are kept."""

    def __init__(self) -> None:
        self.reply: Callable[[str], Reply] = lambda _: Reply(404)
        self.requests: list[tuple[str, dict[str, str]]] = []
        cloud = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                cloud.requests.append((self.path, dict(self.headers)))
                reply = cloud.reply(self.path)
                self.send_response(reply.status)
                for name, value in reply.headers:
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    cloud = Cloud()
    threading.Thread(target=cloud.server.serve_forever, args=(0.02,), daemon=True).start()
    yield cloud
    cloud.server.shutdown()
    cloud.server.server_close()


@pytest.fixture(scope="module")
def golden() -> bytes:
    return workbook(live.embedded().snapshot, words("lv"))


def link(cloud: Cloud, path: str = "/plans.xlsx") -> Download:
    return Download(cloud.origin + path, SourceConnection(sleep=lambda _: None))


def fault(source: Any) -> SourceError:
    with pytest.raises(SourceError) as caught:
        source.read()
    return caught.value


def test_the_same_content_is_the_same_snapshot(cloud: Cloud, golden: bytes) -> None:
    cloud.reply = lambda _: Reply(200, golden)
    book = link(cloud).read()
    assert book.name == "plans.xlsx"
    assert check(book).snapshot.id == live.embedded().snapshot.id


def test_an_unchanged_file_is_not_fetched_again(cloud: Cloud, golden: bytes) -> None:
    state = {"etag": '"1"'}

    def reply(_: str) -> Reply:
        same = cloud.requests[-1][1].get("If-None-Match") == state["etag"]
        return Reply(304) if same else Reply(200, golden, (("ETag", state["etag"]),))

    cloud.reply = reply
    source = link(cloud)
    first = source.read()
    assert source.read() is first
    state["etag"] = '"2"'
    assert source.read() == first
    assert source.read() is not first
    asked = [headers.get("If-None-Match") for _, headers in cloud.requests]
    assert asked == [None, '"1"', '"1"', '"2"']


def test_a_broken_file_does_not_become_the_one_that_is_kept(cloud: Cloud, golden: bytes) -> None:
    source = link(cloud)
    cloud.reply = lambda _: Reply(200, golden, (("ETag", '"1"'),))
    good = source.read()
    cloud.reply = lambda _: Reply(200, b"PK\x03\x04 half", (("ETag", '"2"'),))
    assert fault(source).code == "not_a_workbook"
    cloud.reply = lambda _: Reply(304)
    assert source.read() is good
    assert cloud.requests[-1][1]["If-None-Match"] == '"1"'


@pytest.mark.parametrize(
    ("reply", "code", "tries"),
    [
        (Reply(200, LOGIN, (("Content-Type", "text/html"),)), "download_wants_login", 1),
        (Reply(200, LOGIN.decode().encode("utf-16")), "download_wants_login", 1),
        (Reply(200, b"<form action='https://fs.example/adfs/ls/?SAMLRequest=x'>"), "download_wants_login", 1),
        (Reply(200, VIEWER), "download_viewer", 1),
        (Reply(200, b"<html><script>var _spPageContextInfo={}</script>"), "download_viewer", 1),
        (Reply(200, b"<html><title>Majaslapa</title>"), "download_page", 1),
        (Reply(200, b"<?xml version='1.0'?><Error><Code>x</Code></Error>"), "download_page", 1),
        (Reply(200, b'{"error": {"code": "accessDenied"}}'), "download_page", 1),
        (Reply(200, b"Moved.", (("Content-Type", "text/HTML; charset=utf-8"),)), "download_page", 1),
        (Reply(200, b"PK\x03\x04 half", (("Content-Type", "text/html"),)), "not_a_workbook", 1),
        (Reply(401), "download_wants_login", 1),
        (Reply(403, b"<html>"), "download_wants_login", 1),
        (Reply(404), "download_missing", 1),
        (Reply(410), "download_missing", 1),
        (Reply(429), "download_fault", TRIES),
        (Reply(503, b"<html>"), "download_fault", TRIES),
        (Reply(418), "download_odd_answer", 1),
        (Reply(304), "download_odd_answer", 1),
        (Reply(204), "download_odd_answer", 1),
        (Reply(200, b""), "not_a_workbook", 1),
        (Reply(200, b"a;b;c\n"), "not_a_workbook", 1),
        (Reply(200, b"PK", (("Content-Length", "100"),)), "network_cut", TRIES),
        (Reply(302), "download_redirects", 1),
        (Reply(302, b"", (("Location", "http://example.com/plans.xlsx"),)), "download_redirects", 1),
        (Reply(302, b"", (("Location", "file:///etc/passwd"),)), "download_redirects", 1),
        (Reply(302, b"", (("Location", "//[broken"),)), "network_cut", TRIES),
    ],
)
def test_every_other_answer_has_its_code(cloud: Cloud, reply: Reply, code: str, tries: int) -> None:
    cloud.reply = lambda _: reply
    found = fault(link(cloud, "/x/dati.xlsx"))
    assert (found.code, len(cloud.requests)) == (code, tries)
    assert found.transient == (tries == TRIES)
    assert cloud.origin not in describe(source_issue(found), words("lv"))


def test_redirects_are_followed_but_not_for_ever(cloud: Cloud, golden: bytes) -> None:
    def reply(path: str) -> Reply:
        left = int(path.strip("/").partition("?")[0])
        return (
            Reply(307, b"", (("Location", f"/{left - 1}"), ("Set-Cookie", "FedAuth=x"))) if left else Reply(200, golden)
        )

    cloud.reply = reply
    assert link(cloud, "/5").read().tabs
    assert cloud.requests[-1][1]["Cookie"] == "FedAuth=x", "SharePoint lets in who carries its cookie"
    assert fault(link(cloud, "/6")).code == "download_redirects"


@pytest.mark.parametrize(
    ("address", "body", "code"),
    [
        ("https://login.microsoftonline.com/common/oauth2/authorize", b"<html>", "download_wants_login"),
        ("https://login.live.com/login.srf", b"<html>", "download_wants_login"),
        ("https://accounts.google.com/v3/signin", b"<html>", "download_wants_login"),
        ("https://kanceleja.sharepoint.com/_layouts/15/Authenticate.aspx?Source=x", b"<html>", "download_wants_login"),
        ("https://fs.ministrija.example/adfs/ls/?x=1", b"<html>", "download_wants_login"),
        ("https://portal.example/saml/start", b"<html>", "download_wants_login"),
        ("https://kanceleja.sharepoint.com/:x:/r/Doc.aspx?sourcedoc=x", b"<html>", "download_viewer"),
        ("https://onedrive.live.com/edit.aspx?resid=x", b"<html>", "download_viewer"),
        ("https://excel.officeapps.live.com/x/_layouts/xlviewerinternal.aspx", b"<html>", "download_viewer"),
        ("https://excel.cloud.microsoft/open/x", b"<html>", "download_viewer"),
        ("https://www.dropbox.com/s/x/plans.xlsx", b"<html>", "download_viewer"),
        ("https://dati.example/logs/plans.xlsx", b"<html>", "download_page"),
        ("https://accountancy.example/plans.xlsx", b"<html>", "download_page"),
    ],
)
def test_pages_are_told_apart_by_where_they_are(
    monkeypatch: pytest.MonkeyPatch, address: str, body: bytes, code: str
) -> None:
    source = Download(address, SourceConnection(sleep=lambda _: None))
    monkeypatch.setattr(source._connection, "once", lambda *_, **__: Answer(200, {}, body))
    found = fault(source)
    assert found.code == code
    for language in LANGUAGES:
        text = describe(source_issue(found), words(language))
        assert "{" not in text
        assert text.count(". ") >= 1


@pytest.mark.parametrize("code", ["network_failed", "network_nameless", "network_untrusted", "network_slow"])
def test_who_is_sent_to_sign_in_is_told_so_though_nobody_is_there(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    source = Download("https://kanceleja.sharepoint.com/:x:/s/a/b", SourceConnection(sleep=lambda _: None))
    asked: list[str] = []

    def once(_: str, address: str, *__: Any, **___: Any) -> Answer:
        asked.append(address)
        if "login." in address:
            raise SourceError(code, "login.microsoftonline.com")
        return Answer(302, {"Location": "https://login.microsoftonline.com/common/oauth2/authorize"}, b"")

    monkeypatch.setattr(source._connection, "once", once)
    assert fault(source).code == "download_wants_login"
    assert len(asked) == 2


def test_a_host_that_is_not_there_or_has_no_name_is_told_apart(monkeypatch: pytest.MonkeyPatch, cloud: Cloud) -> None:
    cloud.server.server_close()
    assert fault(link(cloud)).code == "network_failed"

    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    found = fault(Download("https://login.nav.example/plans.xlsx", SourceConnection(sleep=lambda _: None)))
    assert (found.code, found.shown, found.transient) == ("network_nameless", "login.nav.example", True)


def test_a_proxy_that_is_in_the_way_is_told_so(monkeypatch: pytest.MonkeyPatch, cloud: Cloud) -> None:
    """It refuses to open a line, as one does that does not allow the address."""
    monkeypatch.setenv("https_proxy", cloud.origin)
    found = fault(Download("https://dati.example/plans.xlsx", SourceConnection(sleep=lambda _: None)))
    assert (found.code, found.shown, found.transient) == ("network_proxy", "dati.example", True)


def test_a_server_that_asks_to_be_left_alone_is(cloud: Cloud) -> None:
    cloud.reply = lambda _: Reply(503, b"", (("Retry-After", "600"),))
    found = fault(link(cloud))
    assert (found.code, found.retry_after, len(cloud.requests)) == ("download_fault", 600.0, 1)


def test_a_link_from_outside_does_not_lead_to_this_machine() -> None:
    source = Download("https://example.com/plans.xlsx")
    assert source._next("https://example.com/plans.xlsx", "https://b.example/x") == "https://b.example/x"
    with pytest.raises(SourceError, match="download_redirects"):
        source._next("https://example.com/plans.xlsx", "http://127.0.0.1:8501/x")
    with pytest.raises(SourceError, match="download_redirects"):
        source._next("https://example.com/plans.xlsx", "https://localhost/x")


def test_a_file_over_the_limit_is_given_up_while_it_comes(cloud: Cloud) -> None:
    sent = []

    def pieces(_: str) -> Reply:
        sent.append(1)
        return Reply(200, b"PK" + b"\0" * (MAX_FILE + 1))

    cloud.reply = pieces
    found = fault(link(cloud))
    assert (found.code, found.args_by_name, len(sent)) == ("network_too_large", {"limit": "10"}, 1)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://a.example/kopne/Pl%C4%81ns%202026.xlsx?download=1", "Plāns 2026.xlsx"),
        ("https://kanceleja.sharepoint.com/:x:/s/ogp/EaSecretToken?e=abc", "kanceleja.sharepoint.com"),
        ("https://a.example/", "a.example"),
        ("https://a.example/..%2F..%2Fetc%2Fpasswd.xlsx", "passwd.xlsx"),
    ],
)
def test_the_name_is_the_file_or_the_server_and_never_the_link(address: str, name: str) -> None:
    assert open_source(address).name == name


def test_a_sharing_link_of_sharepoint_is_turned_into_a_download() -> None:
    for query, wanted in (("?e=abc", "?e=abc&download=1"), ("", "?download=1"), ("?download=1", "?download=1")):
        source = Download(f"https://kanceleja.sharepoint.com/:x:/s/ogp/EaSecretToken{query}")
        assert source._address == f"https://kanceleja.sharepoint.com/:x:/s/ogp/EaSecretToken{wanted}"
    assert Download("https://a.example/:x:/s")._address == "https://a.example/:x:/s"


@pytest.mark.parametrize(
    "address", ["http://a.example/x.xlsx", "ftp://a.example/x.xlsx", "https://", "https:///x", "://"]
)
def test_only_secure_links_are_taken(address: str) -> None:
    with pytest.raises(SourceError) as caught:
        open_source(address)
    assert (caught.value.code, caught.value.shown) == ("download_not_https", "SPREADSHEET")


def test_a_path_is_still_a_path(tmp_path: Path, golden: bytes) -> None:
    (tmp_path / "https.xlsx").write_bytes(golden)
    assert open_source(str(tmp_path / "https.xlsx")).read().name == "https.xlsx"
