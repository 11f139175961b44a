"""Asking a server within bounds: a deadline that holds, a size that holds, and three tries at most.

A timeout alone bounds one wait for bytes, not the whole answer: a server that sends a byte every nine seconds would
never be given up on. So the body is read against a clock, and at the deadline whatever is still open is cut. (Only
looking up a host's name is left to the patience of the system's resolver.)
"""

import json
import logging
import random
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from threading import Timer
from typing import Any, TypeVar
from urllib.parse import urlsplit
from weakref import WeakSet

import requests
import urllib3
from requests.adapters import HTTPAdapter

from data.sources import MEGABYTE, SourceError

CONNECT_SECONDS, READ_SECONDS = 3.05, 10.0
DEADLINE_SECONDS = 30.0
"""What one read of a source may take in all: sign-in, every request and every wait between tries."""
TRIES = 3
WAITS = (1.0, 4.0)
"""At most so many seconds pass before the second and the third try; how many is left to chance."""
QUOTA_WAITS = (4.0, 15.0)
_SECONDS_DIGITS = 9
_SANE_YEARS = range(2020, 2100)
"""A clock that says another year has lost its time or comes from a gateway that makes it up."""
_CHUNK = 1 << 16

# Its debug lines hold whole addresses, and in them the id of the spreadsheet.
logging.getLogger("urllib3").setLevel(logging.INFO)

T = TypeVar("T")


@dataclass(frozen=True)
class Answer:
    """What a server sent, whole."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """Return the body read as JSON. Raises `ValueError` when it is not, or is nested too deep to be meant."""
        try:
            return json.loads(self.body)
        except RecursionError:
            raise ValueError("nested too deep") from None

    @property
    def retry_after(self) -> float:
        """How many seconds the server asks to be left alone, by its own clock; 0 when it does not say."""
        asked = self.headers.get("Retry-After", "").strip()
        if asked.isascii() and asked.isdigit():
            return float(asked[:_SECONDS_DIGITS])
        until, now = read_date(asked), read_date(self.headers.get("Date"))
        return max((until - now).total_seconds(), 0.0) if until and now else 0.0


def read_date(text: str | None) -> datetime | None:
    """Return the moment that an HTTP header names, None when it names none that can be meant; UTC where no zone is."""
    try:
        parsed = parsedate_to_datetime(text or "")
    except (TypeError, ValueError, OverflowError):
        return None
    if parsed.year not in _SANE_YEARS:
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def is_loopback(address: str) -> bool:
    """Tell whether an address leads to this machine itself."""
    try:
        host = urlsplit(address).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def is_safe(address: str) -> bool:
    """Tell whether what is sent to an address stays secret: https, or this machine itself."""
    try:
        scheme, host = urlsplit(address).scheme, urlsplit(address).hostname
    except ValueError:
        return False
    return bool(host) and (scheme == "https" or (scheme == "http" and is_loopback(address)))


class SourceConnection:
    """One source's connections. ``start`` begins a read; what follows shares its deadline and its tries."""

    def __init__(
        self,
        seconds: float = DEADLINE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        alarm: Callable[[float, Callable[[], None]], Timer] = Timer,
    ) -> None:
        """Make a connection; a test brings its own clock, and an alarm that rings when it says so."""
        self.seconds = seconds
        self.answered_at: datetime | None = None
        """What the clock of the other side said last."""
        self._clock, self._sleep, self._alarm = clock, sleep, alarm
        self._deadline, self._failures, self._expired = 0.0, 0, False
        adapter = _Adapter()
        self._opened = adapter.opened
        self.session = requests.Session()
        self.session.mount("https://", adapter)
        self.session.mount("http://", adapter)

    def start(self) -> None:
        """Begin a read: the deadline and the tries count from here."""
        self._deadline, self._failures, self._expired = self._clock() + self.seconds, 0, False
        self.session.cookies.clear()

    def retrying(self, ask: Callable[[], T]) -> T:
        """Return what ``ask`` returns, asking again after a fault that passes while tries and time are left.

        A server that says how long to leave it alone is obeyed, be it by giving up when that is past the deadline.
        """
        while True:
            try:
                return ask()
            except SourceError as fault:
                self._failures += 1
                if not fault.transient or self._failures >= TRIES:
                    raise
                waits = QUOTA_WAITS if fault.code == "google_quota" else WAITS
                wait = max(random.uniform(0, waits[self._failures - 1]), fault.retry_after)
                if self._clock() + wait >= self._deadline:
                    raise
                self._sleep(wait)

    def once(
        self,
        method: str,
        address: str,
        limit: int,
        *,
        params: Any = None,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
        token: str | None = None,
    ) -> Answer:
        """Ask once, follow nothing, and return the whole answer, whatever its status.

        Raises `SourceError` when there is none: it names the host, never the address.
        """
        host = urlsplit(address).hostname or ""
        left = self._deadline - self._clock()
        if left <= 0:
            raise self._slow(host)
        watch = self._alarm(left, self._cut)
        watch.daemon = True
        watch.start()
        try:
            with self.session.request(
                method,
                address,
                params=params,
                data=body,
                headers=dict(headers or {}),
                auth=_Bearer(token),
                timeout=(min(CONNECT_SECONDS, left), min(READ_SECONDS, left)),
                # A token must not pass through a proxy on its way to this machine itself.
                proxies={"no_proxy": host} if is_loopback(address) else None,
                stream=True,
                allow_redirects=False,
            ) as response:
                self._note_time(response.headers.get("Date"))
                return Answer(response.status_code, response.headers, self._body(response, host, limit))
        except requests.exceptions.SSLError:
            raise (self._slow(host) if self._expired else SourceError("network_untrusted", host)) from None
        except requests.exceptions.ProxyError:
            raise (self._slow(host) if self._expired else SourceError("network_proxy", host)) from None
        except (requests.Timeout, urllib3.exceptions.TimeoutError):
            raise self._slow(host) from None
        except (requests.RequestException, OSError) as error:
            code = "network_nameless" if _is_nameless(error) else "network_failed"
            raise (self._slow(host) if self._expired else SourceError(code, host)) from None
        except (urllib3.exceptions.HTTPError, ValueError):  # in the body, or in a header that makes no sense
            raise (self._slow(host) if self._expired else SourceError("network_cut", host)) from None
        finally:
            watch.cancel()

    def _body(self, response: requests.Response, host: str, limit: int) -> bytes:
        pieces, size = [], 0
        while piece := response.raw.read1(_CHUNK, decode_content=True):
            size += len(piece)
            if size > limit:
                raise SourceError("network_too_large", host, limit=str(limit // MEGABYTE))
            if self._clock() >= self._deadline:
                raise self._slow(host)
            pieces.append(piece)
        if self._expired:  # without a length, a cut looks like the end
            raise self._slow(host)
        return b"".join(pieces)

    def _slow(self, host: str) -> SourceError:
        return SourceError("network_slow", host, limit=f"{self.seconds:.0f}")

    def _note_time(self, date: str | None) -> None:
        self.answered_at = read_date(date) or self.answered_at

    def _cut(self) -> None:
        """End every exchange that is still open: the thread that waits for it wakes up with an error."""
        self._expired = True
        for connection in list(self._opened):
            with suppress(OSError):
                if connection.sock is not None:
                    connection.sock.shutdown(socket.SHUT_RDWR)


def _is_nameless(error: BaseException) -> bool:
    """Tell whether a connection failed because nobody knows the host's name."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, urllib3.exceptions.NameResolutionError)


class _Adapter(HTTPAdapter):
    """Remembers the connections it opens, so that they can be cut from outside."""

    def __init__(self) -> None:
        self.opened: WeakSet[Any] = WeakSet()
        super().__init__()

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        if isinstance(pool.ConnectionCls, type):
            make = pool.ConnectionCls

            def remembered(**options: Any) -> Any:
                connection = make(**options)
                self.opened.add(connection)
                return connection

            pool.ConnectionCls = remembered
        return pool


class _Bearer(requests.auth.AuthBase):
    """Sends the token, or nothing: without it requests would look into the user's .netrc."""

    def __init__(self, token: str | None) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request
