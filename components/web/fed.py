"""Where feed readers and calendars ask: `components.web.feeds` over the network."""

from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.frame.addressed import view_of
from components.view import today
from components.web.edge import origin_of
from components.web.feeds import FEEDS, whose
from components.web.pages import PLAIN_POLICY
from data.words import N_


async def _answer(request: Request) -> Response:
    return await run_in_threadpool(_fed, request)


def _fed(request: Request) -> Response:
    view = view_of({"lang": request.query_params.get("lang", "")}, today())
    path = request.path_params
    try:
        feed, one = FEEDS[path["file"]], whose(view, path.get("sort", ""), path.get("code", ""))
    except KeyError:
        missing = view.words.say(N_("There is no such feed."))
        return PlainTextResponse(missing, 404, {"Cache-Control": "no-store"})
    body = feed.make(view, one, origin_of(request.scope))
    tag = f'"{sha256(body).hexdigest()[:20]}"'
    headers = {"Cache-Control": "public, max-age=300", "ETag": tag, "Content-Security-Policy": PLAIN_POLICY}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=f"{feed.media_type}; charset=utf-8", headers=headers)


ROUTES = (Route("/feeds/{file}", _answer), Route("/feeds/{sort}/{code:path}/{file}", _answer))
"""Where feed readers and calendars ask."""
