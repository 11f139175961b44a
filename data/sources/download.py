"""A workbook behind an https link, as SharePoint and OneDrive hand them out; fetched again only when it changed."""

from datetime import datetime
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from data.raw import RawBook
from data.sources import MAX_FILE, SourceError
from data.sources.wire import Answer, Wire, is_loopback, is_safe
from data.sources.workbook import parse_workbook

MAX_REDIRECTS = 5
_REDIRECTS = frozenset([301, 302, 303, 307, 308])


class Download:
    """An .xlsx file that anybody who has the link may fetch; nothing secret is sent along."""

    def __init__(self, address: str, wire: Wire | None = None) -> None:
        """Take the link. Raises `SourceError` when it is not https."""
        if not is_safe(address):
            raise SourceError("download_not_https", "SPREADSHEET")
        self._address = _direct(address)
        self._wire = wire or Wire()
        self._etag: str | None = None
        self._kept: RawBook | None = None

    @property
    def name(self) -> str:
        """The file's name where the link says it, else the server's: a sharing link itself is a secret."""
        parts = urlsplit(self._address)
        last = unquote(parts.path).rpartition("/")[2]
        return last if last.lower().endswith((".xlsx", ".xlsm")) else parts.hostname or ""

    @property
    def heard(self) -> datetime | None:
        """What the server's clock said last."""
        return self._wire.heard

    def read(self) -> RawBook:
        """Fetch and parse the workbook, or return the last one where the server says that it is still the same."""
        self._wire.start()
        answer = self._wire.retrying(self._fetch)
        if answer.status == 304 and self._kept is not None:
            return self._kept
        book = parse_workbook(answer.body, self.name)
        self._etag, self._kept = answer.headers.get("ETag"), book
        return book

    def _fetch(self) -> Answer:
        address = self._address
        headers = {"If-None-Match": self._etag} if self._etag else {}
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._wire.once("GET", address, MAX_FILE, headers=headers)
            if answer.status not in _REDIRECTS:
                return self._judged(answer)
            address = self._next(address, answer.headers.get("Location", ""))
        raise SourceError("download_redirects", self.name)

    def _next(self, address: str, location: str) -> str:
        """Return where a redirect leads: never to an open line, nor from outside to this machine itself."""
        try:
            following = urljoin(address, location)
        except ValueError:
            following = ""
        if not location or not is_safe(following) or (is_loopback(following) and not is_loopback(address)):
            raise SourceError("download_redirects", self.name)
        return following

    def _judged(self, answer: Answer) -> Answer:
        if answer.status == 304 and self._kept is not None:
            return answer
        if answer.status in (401, 403) or (answer.status == 200 and answer.body.lstrip()[:1] == b"<"):
            raise SourceError("download_wants_login", self.name)
        if answer.status in (404, 410):
            raise SourceError("download_missing", self.name)
        if answer.status in (408, 429) or answer.status >= 500:
            raise SourceError("download_fault", self.name, status=str(answer.status))
        if answer.status != 200:
            raise SourceError("download_odd_answer", self.name, status=str(answer.status))
        return answer


def _direct(address: str) -> str:
    """Return the link that downloads where SharePoint's sharing link would open the workbook on a page."""
    parts = urlsplit(address)
    if (parts.hostname or "").endswith(".sharepoint.com") and "/:x:/" in parts.path and "download=1" not in parts.query:
        return urlunsplit(parts._replace(query="&".join(filter(None, [parts.query, "download=1"]))))
    return address
