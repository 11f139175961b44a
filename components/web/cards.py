"""What a municipality puts into its own website: a badge and a small page, drawn here without Streamlit.

Both say how much is known and never a score, and carry the day and the snapshot. They are the only pages that may
be framed, so they hold no script and ask for nothing from elsewhere.
"""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from components.assets import owner_mark, typeface
from components.blocks.escape import html
from components.blocks.html import page
from components.blocks.style import styled
from components.blocks.vocabulary import Content, Heading, Items, Link, Paragraph, Sign
from components.charts import palette
from components.charts.palette import CARMINE, INK, LINE, MUTED, PAPER
from components.fonts.files import STACK
from components.fonts.seal import sealed
from components.frame import answers, locating
from components.frame.questions import cells_of, core_of
from components.screens.municipality import profile
from components.view import View
from components.web.crowd import everyone
from components.web.pages import PLAIN_POLICY
from components.wording import provenance
from data import settings
from data.contract.addresses import Page
from data.model import Municipality

WIDTH, HEIGHT = 340, 66
"""The badge's size in pixels."""
MARK = 24
"""How high the owner's mark is on the small page."""
_VARIABLES = {**palette.VARIABLES, "face": STACK}


def badge(view: View, unit: Municipality) -> str:
    """Return the badge as SVG: the name, what is known, and of what day and snapshot."""
    words = view.words
    _ = words.say
    state = profile.state(view, unit)
    footing = _("{day} · snapshot {id}", day=words.date(view.day), id=view.snapshot.id)
    footing = " · ".join(filter(None, [provenance.invented(view), footing]))
    texts = (
        (unit.title, 21, 15, INK, ' font-weight="600"'),
        (state, 40, 13, INK, ""),
        (footing, 57, 11, MUTED, ""),
    )
    lines = "".join(
        f'<text x="14" y="{y}" font-family="{STACK}" font-size="{size}" fill="{colour}"{more}>{html(text)}</text>'
        for text, y, size, colour, more in texts
    )
    name = html(f"{unit.title}: {state}. {footing}")
    return sealed(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" lang="{words.language}"><title>{name}</title>'
        f'<rect x=".5" y=".5" width="{WIDTH - 1}" height="{HEIGHT - 1}" fill="{PAPER}" stroke="{LINE}"/>'
        f'<rect width="5" height="{HEIGHT}" fill="{CARMINE}"/>{lines}</svg>\n'
    )


def card(view: View, unit: Municipality) -> str:
    """Return the small page: the finding, each participation measure with its answer, and the way to the rest."""
    words, cells = view.words, cells_of(view)
    _ = words.say
    measures = core_of(view) if profile.in_force(view, unit) else ()
    listed = [
        (f"{profile.title(measure, words)}: ", answers.short_answer(cells.get((unit.code, measure.id)), words))
        for measure in measures
    ]
    finding = profile.finding(view, unit)
    address = view.address(Page.MUNICIPALITY, kods=unit.code, lang="" if words.language == "lv" else words.language)
    more = Link(_("All that is known, with evidence"), address, outside=True)
    return page(
        words.language,
        " · ".join(filter(None, [provenance.invented(view), finding])),
        f"{typeface()}\n{styled('card', variables=_VARIABLES)}",
        Heading(1, finding),
        Items(listed, kind="") if listed else "",
        Paragraph(more),
        Paragraph(provenance.source_line(view)),
        _mark(),
    )


def _mark() -> Content:
    """Return the owner's mark, whose name the line above it says; "" where none is set."""
    mark, ratio = owner_mark(), settings.owner().ratio
    return Paragraph(Sign(mark.address, round(MARK * ratio), height=MARK), "mark") if mark else ""


def _route(address: str, draw: Callable[[View, Municipality], str], media_type: str) -> Route:
    """Answer an address that names a municipality by its code; an older code or a name leads on to the code."""

    def drawn(request: Request) -> Response:
        view = everyone("en" if request.query_params.get("lang") == "en" else "lv")
        _ = view.words.say
        wanted = request.path_params["code"]
        unit = locating.locate(view, wanted).unit
        if unit is None:
            missing = _("There is no municipality with the code “{code}”.", code=wanted[:60])
            return PlainTextResponse(missing, 404, {"Cache-Control": "no-store"})
        if unit.code != wanted:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(address.format(code=unit.code) + query)
        headers = {"Cache-Control": "public, max-age=300", "Content-Security-Policy": PLAIN_POLICY}
        return Response(draw(view, unit), media_type=media_type, headers=headers)

    async def answered(request: Request) -> Response:
        return await run_in_threadpool(drawn, request)

    return Route(address, answered)


ROUTES = (
    _route("/badge/{code}.svg", badge, "image/svg+xml"),
    _route(f"/embed/{Page.MUNICIPALITY}/{{code}}", card, "text/html"),
)
"""Where municipalities fetch the two from."""
