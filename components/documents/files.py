"""The files of a meeting's pack by name, each with what makes it."""

import re

from components.blocks.figures import Figure
from components.blocks.vocabulary import plain
from components.documents import docx, offline, pdf, slides
from components.documents.minutes import minutes
from components.documents.report import report
from components.fonts.measure import OFFICE
from components.frame.jobs import File
from components.frame.questions import state_of
from components.meeting.steps import for_meeting, name, steps
from components.screens.municipalities import choice, municipality_figures
from components.screens.overview import overview
from components.screens.trust import trust_figures
from components.view import View
from components.wording import provenance
from data.answers import trust
from data.model import Meeting
from data.publish import workbook
from data.words import N_

_UNSAFE = re.compile(r"[^0-9A-Za-z-]+")
"""What a meeting's id may hold and a file's name should not."""


def files(view: View, meeting: Meeting, base: str = "") -> tuple[File, ...]:
    """Return the pack of a meeting; ``base`` is the public address of the dashboard, "" where it is not known."""
    seen = for_meeting(view, meeting)
    words, title = seen.words, plain(name(meeting, seen.words))
    language = "" if words.language == "lv" else f"-{words.language}"
    stem = provenance.stem(seen, _UNSAFE.sub("-", meeting.id), f"{seen.snapshot.id}{language}")

    def shown() -> bytes:
        return slides.slides(seen, steps(view, meeting, base, OFFICE), title)

    def page() -> bytes:
        return offline.offline(seen, steps(view, meeting, base), title, drawn(seen), base or None)

    return (
        File(f"slaidi-{stem}.pptx", words.say(N_("Slides (PPTX)")), slides.MIME, shown),
        File(
            f"parskats-{stem}.docx",
            words.say(N_("Report (DOCX)")),
            docx.MIME,
            lambda: docx.as_docx(report(seen)),
        ),
        File(f"parskats-{stem}.pdf", words.say(N_("Report (PDF)")), pdf.MIME, lambda: pdf.as_pdf(report(seen))),
        File(
            f"protokols-{stem}.docx",
            words.say(N_("Minutes to fill in (DOCX)")),
            docx.MIME,
            lambda: docx.as_docx(minutes(seen, meeting)),
        ),
        File(
            f"tabulas-{stem}.xlsx",
            words.say(N_("All tables (XLSX)")),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda: workbook.workbook(seen.snapshot, words, provenance.source_line(seen)),
        ),
        File(f"sede-{stem}.html", words.say(N_("Offline page (HTML)")), offline.MIME, page),
    )


def drawn(view: View) -> tuple[Figure, ...]:
    """Return the figures that stand in the offline page below the steps: progress, trust, the municipalities' map."""
    found: list[Figure | None] = []
    if view.plan and state_of(view).tally.total:
        found += [overview.directions_figure(view), overview.burn_up_figure(view)]
    year = trust.latest(trust_figures.known(view))
    told = [trust_figures.countries(view, year, frozenset())] if year else []
    found += [one.figure for one in (*told, trust_figures.institutions(view)) if one]
    if shown := next(iter(choice.offered(view).values()), None):
        found.append(municipality_figures.small_figure(view, choice.Chosen(shown)))
    return tuple(figure for figure in found if figure)
