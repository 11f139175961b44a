"""The files of a meeting's pack by name, each with what makes it."""

import re
from dataclasses import replace

from components.blocks.figures import Figure
from components.blocks.vocabulary import plain
from components.documents import docx, offline, pdf, slides
from components.documents.minutes import decided_at, minutes, to_send
from components.documents.report import brief_alone, report
from components.fonts.measure import OFFICE
from components.frame.jobs import File
from components.frame.questions import state_of
from components.meeting.step import Step
from components.meeting.steps import address, for_meeting, name, steps
from components.screens.municipalities import choice, municipality_figures
from components.screens.overview import overview
from components.screens.trust import trust_figures
from components.view import View
from components.wording import provenance
from data import template
from data.answers import trust
from data.model import Meeting
from data.publish import workbook
from data.words import N_

_UNSAFE = re.compile(r"[^0-9A-Za-z-]+")
"""What a meeting's id may hold and a file's name should not."""


def files(view: View, meeting: Meeting, base: str = "") -> tuple[File, ...]:
    """Return the pack of a meeting; ``base`` is the public address of the dashboard, "" where it is not known."""
    of_meeting = for_meeting(view, meeting)
    printed = replace(of_meeting, palette="")  # a lamp's colours are for what is shown by it
    words, title = of_meeting.words, plain(name(meeting, of_meeting.words))
    _ = words.say
    language = "" if words.language == "lv" else f"-{words.language}"
    stem = provenance.stem(of_meeting, _UNSAFE.sub("-", meeting.id), f"{of_meeting.snapshot.id}{language}")

    def leads(step: Step) -> str:
        """Return where a step is found on a reader's own screen, as it was on the day; "" without a public address."""
        return base.rstrip("/") + address(of_meeting, meeting, step.place) if base else ""

    def shown() -> bytes:
        return slides.slides(of_meeting, steps(view, meeting, base, OFFICE), title, leads, template.usable())

    def page() -> bytes:
        return offline.offline(of_meeting, steps(view, meeting, base), title, drawn(of_meeting), base or None)

    return (
        File(f"slaidi-{stem}.pptx", _("Slides (PPTX)"), slides.MIME, shown),
        File(
            f"kopsavilkums-{stem}.pdf",
            _("Brief of two pages (PDF)"),
            pdf.MIME,
            lambda: pdf.as_pdf(brief_alone(printed, meeting)),
        ),
        File(
            f"kopsavilkums-{stem}.docx",
            _("Brief of two pages (DOCX)"),
            docx.MIME,
            lambda: docx.as_docx(brief_alone(printed, meeting)),
        ),
        File(
            f"parskats-{stem}.docx",
            _("Report (DOCX)"),
            docx.MIME,
            lambda: docx.as_docx(report(printed, meeting)),
        ),
        File(f"parskats-{stem}.pdf", _("Report (PDF)"), pdf.MIME, lambda: pdf.as_pdf(report(printed, meeting))),
        File(
            f"protokols-{stem}.docx",
            words.say(N_("Minutes (DOCX)") if decided_at(view, meeting) else N_("Minutes to fill in (DOCX)")),
            docx.MIME,
            lambda: docx.as_docx(minutes(printed, meeting, steps(view, meeting, base), base)),
        ),
        File(
            f"pirms-sedes-{stem}.docx",
            _("Before the meeting: what each institution is asked (DOCX)"),
            docx.MIME,
            lambda: docx.as_docx(to_send(printed, meeting)),
        ),
        File(
            f"tabulas-{stem}.xlsx",
            _("All tables (XLSX)"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda: workbook.whole_workbook(of_meeting.snapshot, words.language, provenance.source_line(of_meeting)),
        ),
        File(f"sede-{stem}.html", _("Offline page (HTML)"), offline.MIME, page),
    )


def room_page(view: View, meeting: Meeting, base: str) -> bytes:
    """Return the steps of a meeting as the page that needs no network, without the figures of the pack."""
    of_meeting = for_meeting(view, meeting)
    return offline.offline(of_meeting, steps(view, meeting, base), plain(name(meeting, of_meeting.words)), (), base)


def drawn(view: View) -> tuple[Figure, ...]:
    """Return the figures that stand in the offline page below the steps: progress, trust, the municipalities' map."""
    offered: list[Figure | None] = []
    if view.plan and state_of(view).tally.total:
        offered += [overview.directions_figure(view), overview.burn_up_figure(view)]
    year = trust.latest(trust_figures.known(view))
    told = [trust_figures.countries(view, year, frozenset())] if year else []
    offered += [one.figure for one in (*told, trust_figures.institutions(view)) if one]
    if shown := next(iter(choice.offered(view).values()), None):
        offered.append(municipality_figures.small_figure(view, choice.Chosen(shown)))
    return tuple(figure for figure in offered if figure)
