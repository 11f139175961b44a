"""The page for those who run the dashboard: why a source cannot be read, what is held, how the store is.

It names accounts, paths and causes, so it is there only where STAFF_TOKEN is set, and only for whoever gives it as the
password (the name does not matter). Behind a proxy every visitor comes from this machine, so that no address is proof.
"""

import hmac
import logging
from base64 import b64decode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.web.crowd import everyone
from components.wording import provenance, terms
from data import live
from data.contract.tables import BY_CODE
from data.intake.issues import describe
from data.settings import chosen

ADDRESS = "/uzturetajiem"
_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_LOG = logging.getLogger(__name__)


def _given(request: Request) -> str:
    """Return the password of a request, "" where it has none that can be read."""
    kind, _, packed = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic" or len(packed) > 1000:
        return ""
    try:
        return b64decode(packed, validate=True).decode("utf-8").partition(":")[2]
    except ValueError:
        return ""


def report(language: str) -> str:
    """Return how everything is, a fact a line."""
    view = everyone("en" if language == "en" else "lv")
    words, current = view.words, view.current
    _ = words.say
    lines = [f"{_('Source')}: {provenance.source_name(current, words)}"]
    if current.read_at:
        lines.append(f"{_('Last read')}: {terms.moment(current.read_at, words)}")
    if current.failure:
        since = terms.moment(current.failing_since, words) if current.failing_since else ""
        lines += [
            f"{_('Unavailable since')}: {since}",
            f"{_('What is wrong')}: {describe(current.failure, words)} ({current.failure.code})",
        ]
    for hold in current.held:
        when = terms.moment(hold.since, words)
        lines.append(_("Held since {when}: {tab} ({code})", when=when, tab=BY_CODE[hold.table].tab, code=hold.code))
    lines.append(f"{_('Snapshot')}: {view.snapshot.id}")
    return "\n".join([*lines, "", _("History"), *live.store_lines(words), ""])


async def _staff(request: Request) -> Response:
    secret = chosen().staff_token
    if secret is None:
        return PlainTextResponse("404", 404, _HEADERS)
    given = _given(request)
    if not hmac.compare_digest(given.encode(), secret.encode()):
        if given:
            _LOG.warning("The staff's page was asked for with a wrong token")
        return PlainTextResponse("401", 401, _HEADERS | {"WWW-Authenticate": 'Basic realm="staff", charset="UTF-8"'})
    answer = await run_in_threadpool(report, request.query_params.get("lang", "lv"))
    return PlainTextResponse(answer, headers=_HEADERS)


ROUTES = (Route(ADDRESS, _staff),)
