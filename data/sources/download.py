"""A workbook behind an https link, as SharePoint and OneDrive hand them out; fetched again only when it changed."""

import re
from datetime import datetime
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from data.raw import RawBook
from data.sources import MAX_FILE, SourceError
from data.sources.connection import Answer, SourceConnection, is_loopback, is_safe
from data.sources.workbook import parse_workbook

MAX_REDIRECTS = 5
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_SIGN_IN_HOST = re.compile(
    r"(?:^|\.)(?:login|signin|sign-in|logon|accounts|auth|oauth2?|adfs|sts|sso|idp|saml|cas|eid|vienotapieteiksanas)\."
    r"|(?:^|\.)(?:okta|onelogin|auth0|duosecurity)\.com$|(?:^|\.)latvija\.(?:gov\.)?lv$"
)
"""What hosts are called where people sign in: Microsoft's, Google's, those of organisations and of the state."""
_SIGN_IN_PATH = re.compile(
    r"/(?:adfs/ls|saml2?|sso|login|signin|sign-in|logon|oauth2?|authenticate\.aspx|accessdenied\.aspx|_forms)(?:[/.?]|$)",
    re.IGNORECASE,
)
_SIGN_IN_BODY = re.compile(
    rb"""type\s*=\s*["']?password|name\s*=\s*["']?loginfmt|SAMLRequest|/adfs/ls""", re.IGNORECASE
)
_VIEWER_HOST = re.compile(
    r"(?:^|\.)(?:officeapps\.live\.com|onedrive\.live\.com|1drv\.ms|excel\.office\.com|excel\.cloud\.microsoft"
    r"|(?:docs|drive)\.google\.com|dropbox\.com|box\.com|sharepoint\.com)$"
)
_VIEWER_BODY = re.compile(
    rb"WopiFrame|officeapps\.live|office\.net/|excel for the web|excel online|microsoft excel|_layouts/15/|wacframe"
    rb"|_spPageContextInfo",
    re.IGNORECASE,
)
_HEAD = 200_000
"""Bytes of a page that are looked at."""


class Download:
    """An .xlsx file that anybody who has the link may fetch; nothing secret is sent along."""

    def __init__(self, address: str, connection: SourceConnection | None = None) -> None:
        """Take the link. Raises `SourceError` when it is not https."""
        if not is_safe(address):
            raise SourceError("download_not_https", "SPREADSHEET")
        self._address = _direct(address)
        self._connection = connection or SourceConnection()
        self._etag: str | None = None
        self._kept: RawBook | None = None

    @property
    def name(self) -> str:
        """The file's name where the link says it, else the server's: a sharing link itself is a secret."""
        parts = urlsplit(self._address)
        last = unquote(parts.path).rpartition("/")[2]
        return last if last.lower().endswith((".xlsx", ".xlsm")) else parts.hostname or ""

    @property
    def answered_at(self) -> datetime | None:
        """What the server's clock said last."""
        return self._connection.answered_at

    def read(self) -> RawBook:
        """Fetch and parse the workbook, or return the last one where the server says that it is still the same."""
        self._connection.start()
        answer = self._connection.retrying(self._fetch)
        if answer.status == 304 and self._kept is not None:
            return self._kept
        book = parse_workbook(answer.body, self.name)
        self._etag, self._kept = answer.headers.get("ETag"), book
        return book

    def _fetch(self) -> Answer:
        address = self._address
        headers = {"If-None-Match": self._etag} if self._etag else {}
        for _ in range(MAX_REDIRECTS + 1):
            try:
                answer = self._connection.once("GET", address, MAX_FILE, headers=headers)
            except SourceError as fault:
                if address != self._address and _is_sign_in(address) and fault.code.startswith("network_"):
                    # Whoever is sent to sign in has no right to the file, whether the way there is open or not.
                    raise SourceError("download_wants_login", self.name) from None
                raise
            if answer.status not in _REDIRECTS:
                return self._judged(answer, address)
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

    def _judged(self, answer: Answer, address: str) -> Answer:
        if answer.status == 304 and self._kept is not None:
            return answer
        if answer.status in (401, 403):
            raise SourceError("download_wants_login", self.name)
        if answer.status == 200 and _is_page(answer):
            raise SourceError(_kind_of_page(answer.body, address), self.name, host=urlsplit(address).hostname or "")
        if answer.status in (404, 410):
            raise SourceError("download_missing", self.name)
        if answer.status in (408, 429) or answer.status >= 500:
            fault = SourceError("download_fault", self.name, status=str(answer.status))
            fault.retry_after = answer.retry_after
            raise fault
        if answer.status != 200:
            raise SourceError("download_odd_answer", self.name, status=str(answer.status))
        return answer


def _is_page(answer: Answer) -> bool:
    """Tell whether a page or a message came in place of a file, in whichever letters; a workbook begins with PK."""
    head = answer.body[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head[:1] in (b"<", b"{") or (head[:2] != b"PK" and "html" in answer.headers.get("Content-Type", "").lower())


def _is_sign_in(address: str) -> bool:
    """Tell whether an address is one where people sign in, by its host or its path."""
    parts = urlsplit(address)
    return bool(_SIGN_IN_HOST.search(parts.hostname or "") or _SIGN_IN_PATH.search(parts.path))


def _kind_of_page(body: bytes, address: str) -> str:
    """Return the code of what a web page in place of a workbook is."""
    head = body[:_HEAD].replace(b"\0", b"")
    if _is_sign_in(address) or _SIGN_IN_BODY.search(head):
        return "download_wants_login"
    if _VIEWER_HOST.search(urlsplit(address).hostname or "") or _VIEWER_BODY.search(head):
        return "download_viewer"
    return "download_page"


def _direct(address: str) -> str:
    """Return the link that downloads where SharePoint's sharing link would open the workbook on a page."""
    parts = urlsplit(address)
    if (parts.hostname or "").endswith(".sharepoint.com") and "/:x:/" in parts.path and "download=1" not in parts.query:
        return urlunsplit(parts._replace(query="&".join(filter(None, [parts.query, "download=1"]))))
    return address
