"""*Par datiem* in short: what this is, how fresh, whose, and how to take it."""

from components.blocks.vocabulary import Content, Facts, Heading, Link, joined
from components.screens.about import sections
from components.screens.about.sections import link_to, ways
from components.screens.about.sources import LICENCE
from components.view import View
from components.wording import provenance, terms
from data import settings
from data.contract.addresses import Page
from data.words import N_


def brief(view: View) -> Content:
    """Return what this is, how fresh, whose, and how to take it, each with the way on."""
    return _heading(view), ways(view, sections.BRIEF), Facts(_answers(view))


def _heading(view: View) -> Heading:
    text = N_("What is known about the open government action plan, municipalities’ openness and trust in institutions")
    return Heading(1, view.words.say(text))


def _answers(view: View) -> list[tuple[str, Content]]:
    _ = view.words.say
    return [
        (_("What this is"), _what(view)),
        (_("How up to date it is"), _fresh(view)),
        (
            _("Whose data these are"),
            (" ".join([_whose(view), *_published(view)]), " ", link_to(view, sections.SOURCES)),
        ),
        (
            _("How it is counted"),
            (_("What is unknown stays unknown, in every total."), " ", link_to(view, sections.METHOD)),
        ),
        (
            _("How to download it"),
            (_("As tables (XLSX, CSV) and as charts (SVG, PNG) with their data (CSV)."), " ", _downloads(view)),
        ),
        (_("How to cite it"), _citation(view)),
        (_("Errors in the data"), _faults(view)),
    ]


def _what(view: View) -> str:
    _ = view.words.say
    plan = view.words.pick(view.plan.title, view.plan.title_en) if view.plan else ""
    if not plan:
        return _("An open government dashboard. Its data contain no plan.")
    text = N_(
        "What has been done under “{plan}”, what has not, and what is unknown; also what municipalities do "
        "to be open, and whom people trust."
    )
    return _(text, plan=plan)


def _fresh(view: View) -> str:
    words, current = view.words, view.current
    _ = words.say
    lines = []
    if current.source and current.read_at:
        lines.append(_("Last read {when}.", when=terms.moment(current.read_at, words)))
    if current.source and current.changed_at:
        lines.append(_("Last changed {when}.", when=terms.moment(current.changed_at, words)))
    if not current.source:
        lines.append(_("Compiled on {day}", day=words.date(provenance.EMBEDDED_DAY)))
    newest = max((report.day for report in view.snapshot.updates if report.day <= view.day), default=None)
    lines.append(
        _("The latest news about any measure dates from {day}", day=words.date(newest))
        if newest
        else _("There is no news on any measure.")
    )
    lines.append(_("Snapshot {id}", id=view.snapshot.id))
    return " ".join(line if line.endswith(".") else f"{line}." for line in lines)


def _whose(view: View) -> str:
    _ = view.words.say
    if provenance.invented(view):
        return _("The data shown are invented and have no other source.")
    if view.current.source:
        return _("Kept in “{source}”; the rows name their sources.", source=view.current.source)
    text = N_(
        "Compiled from public sources, a few of them named in general terms only; the compilation is licensed under "
        "{licence}."
    )
    return _(text, licence=LICENCE)


def _published(view: View) -> list[str]:
    return [f"{fact}." for fact in provenance.published_by(view)]


def _downloads(view: View) -> Link:
    return link_to(view, sections.DOWNLOADS)


def _citation(view: View) -> str:
    words = view.words
    _ = words.say
    cited = _(
        "{name}, snapshot {id}, as of {day}",
        name=terms.dashboard(words),
        id=view.snapshot.id,
        day=words.date(view.day),
    )
    return " · ".join(filter(None, [cited, provenance.invented(view)]))


def _faults(view: View) -> Content:
    words = view.words
    recipient = settings.corrections_to()
    tell = words.say(N_("Send corrections to {recipient}"), recipient=recipient) if recipient else ""
    return joined(
        [terms.capital(provenance.issues(view)), Link(words.say(N_("Data quality")), view.address(Page.QUALITY)), tell],
        " · ",
    )
