"""An e-mail address, a telephone number and a personal code in every column of every tab come out nowhere.

They are planted in a folder of CSV files that a real server reads: history, screens, files, the API, papers, notices
and the log are then looked through for them, in whatever is packed too.
"""

import csv
import io
import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from components.documents.__main__ import main as make_papers
from components.web.publish.folder import fresh, opened
from components.web.publish.names import Place
from components.web.publish.site import Site as Publication
from data import live
from data.contract.tables import TABLES
from data.live import notices, reminders
from data.live.refresher import Current
from data.live.sending import FORMS, letter
from data.sources import EMBEDDED
from data.store.store import Store
from data.words import words
from tests.serving import ROOT, Server, serve

MAIL, PHONE, CODE = "Anna.Slepena@planted.example", "+371 29 876 543", "120385-11234"
PLANTED = (MAIL, f"tālr. {PHONE}", CODE)
TOKEN = "x" * 20
OUTLETS = (
    "/sitemap.xml", "/badge/0001000.svg", "/embed/pasvaldiba/0001000", "/sede.js", "/sede.html?sede=2024-11-07",
    "/feeds/izmainas.atom", "/feeds/kalendars.ics", "/feeds/iestade/VARAM/izmainas.atom",
    "/feeds/pasvaldiba/0001000/izmainas.atom", "/embed/virzieni", "/figure/virzieni.csv",
    "/embed/pasvaldibas/karte?raditajs=LAW-01",
)  # fmt: skip
"""Addresses that no screen links to in a way that is found below."""
QUIET = re.compile(r"/(healthz|readyz|favicon|assets/|metrics|uzturetajiem)")
"""Addresses that are looked at elsewhere, or hold no data."""
FOUND = re.compile(r"slepena|29.?876.?543|120385.?11234", re.IGNORECASE)
MOST_PAGES = 200


@dataclass(frozen=True)
class Site:
    """A server that reads the planted folder, the history it keeps, and what it says and gives."""

    server: Server
    folder: Path
    history: Path

    def get(self, address: str) -> tuple[str, bytes]:
        """What kind of thing is answered, and the thing; also where it is an error."""
        try:
            with urllib.request.urlopen(self.server.origin + address, timeout=60) as answer:
                return answer.headers.get_content_type(), answer.read()
        except urllib.error.HTTPError as error:
            return error.headers.get_content_type(), error.read()


def plant(folder: Path) -> int:
    """Write the embedded tables with each of the planted words behind a cell of each column; return how many."""
    number = 0
    for table in TABLES:
        with (EMBEDDED / f"{table.code}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        header = rows[0]
        for place in range(len(header)):
            for kind, secret in enumerate(PLANTED):
                if len(rows) < 2 + kind:
                    rows.append([*rows[1]] if len(rows) > 1 else [""] * len(header))
                # Each column's own row, so that few rows lose their key; in small tables several share one.
                row = rows[1 + (place * len(PLANTED) + kind) % (len(rows) - 1)]
                row[place] = f"{row[place]} {secret}".strip()
                number += 1
        rows[0] = [*header, f"Zvanīt {MAIL}"]
        with (folder / f"{table.code}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(row + [MAIL] * (len(rows[0]) - len(row)) for row in rows)
    (folder / "Piezīmes.csv").write_text(f"Vārds,Adrese\nAnna,{MAIL}\n", "utf-8")
    return number


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("planted")
    planted = folder / "land"
    planted.mkdir()
    assert plant(planted) > 3 * 150
    history = folder / "history.sqlite3"
    env = {
        "SPREADSHEET": str(planted),
        "HISTORY_URL": f"sqlite:///{history}",
        "STAFF_TOKEN": TOKEN,
        "METRICS_TOKEN": TOKEN,
    }
    with serve(alive="/readyz", env=env) as server:
        yield Site(server, planted, history)


def unpacked(kind: str, content: bytes) -> str:
    """All the text of a thing, out of archives and PDF too."""
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(unpacked("", archive.read(name)) for name in archive.namelist())
    if content[:5] == b"%PDF-":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if content[:4] == b"PAR1":
        import pyarrow.parquet as pq

        return json.dumps(pq.read_table(io.BytesIO(content)).to_pylist(), default=str, ensure_ascii=False)
    return content.decode("utf-8", "replace")


def test_the_plants_are_found_where_they_stand(site: Site) -> None:
    """The way to look is sound: it finds them in the folder itself, in every kind of file."""
    assert FOUND.search((site.folder / "updates.csv").read_text("utf-8"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x", f"a {PHONE}")
    assert FOUND.search(unpacked("", packed.getvalue()))
    assert all(FOUND.search(secret) for secret in PLANTED)


def test_the_server_reads_the_planted_folder(site: Site) -> None:
    kind, answer = site.get("/readyz")
    assert (kind, json.loads(answer)["source"]) == ("application/json", "connected")


def test_no_address_gives_them_out(site: Site) -> None:
    """What links lead to from all screens in both languages and from the API, each kind of address twice."""
    todo = ["/", "/pasakumi", "/sede", "/uzticesanas", "/pasvaldibas", "/pasvaldiba", "/kalendars", "/dati", "/par"]
    todo += [f"{address}?lang=en" for address in todo] + ["/api/v1/", "/api/v1/openapi.json", "/robots.txt", *OUTLETS]
    todo += [f"/oembed?url={site.server.origin}/embed/virzieni", "/?viegli=1", "/dati?vieta=updates.D2"]
    seen, kinds = set(todo), dict[str, int]()
    for at, address in enumerate(todo):
        if at >= MOST_PAGES:
            break
        kind, content = site.get(address)
        text = unpacked(kind, content)
        assert not FOUND.search(text), (address, FOUND.findall(text)[:3])
        for link in re.findall(r"""(?:href|src|action)=["'](/[^"'#]*)|"(/api/[^"#{]*)\"""", text):
            to = (link[0] or link[1]).replace("&amp;", "&")
            shape = re.sub(r"=[^&]*|\d+", "", to)
            if to not in seen and kinds.get(shape, 0) < 2 and not to.startswith(("/static/", "/assets/")):
                kinds[shape] = kinds.get(shape, 0) + 1
                seen.add(to)
                todo.append(to)
    assert len(seen) > 100
    looked_at = [address.partition("?")[0] for address in todo[:MOST_PAGES]]
    unseen = [pattern for pattern in outlets() if not any(re.match(pattern, path) for path in looked_at)]
    assert unseen == [], "an outlet is new: see that it is looked into"


def outlets() -> list[str]:
    """The addresses of all routes that give data, as patterns, from the application itself."""
    script = "import app, json; print(json.dumps([route.path_regex.pattern for route in app.routes]))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    patterns: list[str] = json.loads(done.stdout.splitlines()[-1])
    return [pattern for pattern in patterns if not QUIET.match(pattern.lstrip("^"))]


def test_the_site_as_files_holds_none(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each screen in both languages with what it draws, the API's tables, feeds and lists; no page of a choice."""
    checked = live.read(str(site.folder))
    current = Current(checked.snapshot, checked.issues, "land", read_at=datetime.now(UTC), held=checked.holds)
    monkeypatch.setattr(live, "current", lambda: current)
    asked = Publication._ask

    def plain(self: Publication, place: Place) -> str:
        return place.file if place.parameters else asked(self, place)

    monkeypatch.setattr(Publication, "_ask", plain)
    with opened(tmp_path) as before, fresh(tmp_path, before, "planted") as version:
        Publication(version, "https://panelis.example", "https://faili.example").write()
    files = [path for path in (tmp_path / "current").resolve().rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".html", ".json", ".csv", ".xlsx", ".parquet", ".atom", ".ics", ".svg"}
    for path in files:
        text = unpacked("", path.read_bytes())
        assert not FOUND.search(text), (path.name, FOUND.findall(text)[:3])


def test_the_history_holds_none(site: Site) -> None:
    store = Store(f"sqlite:///{site.history}")
    entries = store.entries()
    assert entries
    for entry in entries:
        told = repr((store.raw(entry), store.checked(entry)))
        assert not FOUND.search(told), FOUND.findall(told)[:3]
    for part in ("", "-wal"):
        path = site.history.with_name(site.history.name + part)
        assert not path.exists() or not FOUND.search(path.read_bytes().decode("latin-1"))
    store.close()


def test_papers_notices_and_reminders_hold_none(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    checked = live.read(str(site.folder))
    now = datetime.now(UTC)
    current = Current(checked.snapshot, checked.issues, "land", read_at=now, held=checked.holds)
    assert len([issue for issue in checked.issues if issue.severity]) > 50
    told = notices.matters(current, now, words("lv"))
    assert len(told) > 20
    for at in range(0, len(told), notices.MOST_LISTED):
        part = told[at : at + notices.MOST_LISTED]
        notice = notices.compose(part, (), words("lv"), link="https://x.example/dati", name="VK", snapshot="")
        said = [json.dumps(form(notice), ensure_ascii=False) for form in FORMS.values()]
        said.append(letter(notice, "a@x.example", "b@x.example").get_content())
        assert not FOUND.search("\n".join(said))
    for institution in checked.snapshot.institutions:
        for matter in reminders.reminders(
            checked.snapshot, institution.id, now - timedelta(days=900), 900, words("lv")
        ):
            assert not FOUND.search(matter.text)
    monkeypatch.setattr(live, "current", lambda: current)
    for meeting in [meeting.id for meeting in checked.snapshot.meetings][-1:]:
        for language in ("lv", "en"):
            assert make_papers([meeting, str(tmp_path / language), "--lang", language]) == 0
    papers = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(papers) > 8
    for paper in papers:
        assert not FOUND.search(unpacked("", paper.read_bytes())), paper.name
    assert not FOUND.search(capsys.readouterr().out)


def test_the_log_the_figures_and_the_staffs_page_hold_none(site: Site) -> None:
    password = b64encode(f":{TOKEN}".encode()).decode()
    address = f"{site.server.origin}/uzturetajiem"
    request = urllib.request.Request(address, headers={"Authorization": f"Basic {password}"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert not FOUND.search(answer.read().decode())
    bearer = urllib.request.Request(f"{site.server.origin}/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    with urllib.request.urlopen(bearer, timeout=60) as answer:
        figures = answer.read().decode()
    assert "dashboard_issues" in figures
    assert not FOUND.search(figures)
    assert not FOUND.search(site.server.said())
