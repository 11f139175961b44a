"""The one list of what the API holds: tables and answers, each with its columns, its parameters and how it is made.

Routes, the OpenAPI document, the page for people, the data package, the catalogue entry and the publication as files
are all made of `DATASETS`. An answer is the screens' own: it is asked of the same functions, so the numbers are theirs.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from components.assets import assets
from components.frame import questions
from components.screens.trust.trust_figures import known
from components.view import View
from components.web.api import asked as ask
from components.web.api.asked import Asked, Parameter, ProblemError
from components.wording import provenance, sheet
from data import live
from data.answers import changes, counts, listed, openness, trust
from data.answers.difference import DIFFERENCE, difference_frame
from data.contract.tables import BY_CODE
from data.frames import FrameColumn, columns_of, frames
from data.publish import forms
from data.publish.forms import Origin
from data.publish.quality import ISSUES, SNAPSHOTS, issues_frame, snapshots_frame
from data.words import N_

if TYPE_CHECKING:
    import pandas as pd

ROOT = "/api/v1/"
MOST_SNAPSHOTS = 1_000
"""Snapshots that are listed."""


@dataclass(frozen=True)
class Dataset:
    """A table or an answer: its code, what it is called and what it is (catalogue keys), its columns and parameters.

    ``frame`` makes it. ``judged`` is what depends on the day, ``planned`` what speaks of one plan; ``tables`` are those
    of the contract that it is made of. What is ``passing`` comes of the history, and is made anew each time.
    """

    code: str
    title: str
    help: str
    columns: tuple[FrameColumn, ...]
    frame: Callable[[Asked], "pd.DataFrame"]
    parameters: tuple[Parameter, ...]
    tables: tuple[str, ...] = ()
    judged: bool = False
    planned: bool = False
    passing: bool = False

    @property
    def is_table(self) -> bool:
        """Whether it is a table of the contract, and no answer."""
        return self.code in BY_CODE

    def key(self, wanted: Asked) -> tuple[object, ...]:
        """Return what tells two of its files of a form apart."""
        view = wanted.view
        current = view.current
        own = tuple(sorted((name, value) for name, value in wanted.given.items() if name not in _LOOKED_AT))
        return (
            (self.code, view.snapshot.id, view.snapshot.arrangement, view.words.language, own),
            (current.source, current.held, wanted.given.get(ask.SNAPSHOT.name)),
            (view.plan and view.plan.id, wanted.given.get("plans")) if ask.PLANS.name in self.names else None,
            view.day if self.judged else None,
            hash(current.issues) if self.code == "issues" else None,
        )

    @property
    def names(self) -> frozenset[str]:
        """The names of its parameters."""
        return frozenset(parameter.name for parameter in self.parameters)

    def origin(self, wanted: Asked) -> Origin:
        """Return where it comes from, as its files say it."""
        view = wanted.view
        made_up = provenance.invented(view, *self.tables) if self.tables else ""
        plan = view.plan.id if self.planned and view.plan else None
        return Origin(
            self.code,
            view.words.say(self.title),
            view.snapshot.id,
            provenance.source_of(view, self.tables),
            ((plan,) if plan else view.snapshot.invented) if made_up else (),
            view.day if self.judged else None,
            plan,
            tuple(provenance.remarks(view, self.tables)),
            tuple(licence["path"] for licence in licences(view, self)),
        )


_LOOKED_AT = frozenset(["lang", "datums", "snapshot", "plans"])


@cache
def _about() -> Mapping[str, Any]:
    described: Mapping[str, Any] = json.loads(assets()["datapackage.json"].body)
    return described


def licences(view: View, dataset: Dataset) -> tuple[Mapping[str, str], ...]:
    """Return the licences of a dataset: those of the embedded data, or none where whoever owns the source says none."""
    if view.current.source and not provenance.embedded(view, dataset.tables):
        return ()
    all_of_them = tuple(_about()["licenses"])
    return all_of_them if "trust" in dataset.tables else all_of_them[:1]


# Tables


def _table(code: str) -> Dataset:
    columns = columns_of(code)
    planned = any(column.name == "plan" for column in columns)

    def frame(wanted: Asked) -> "pd.DataFrame":
        whole = frames(wanted.view.snapshot)[code]
        plan = wanted.given.get("plans")
        return whole[whole["plan"] == plan] if plan else whole

    own = (ask.OF_PLAN,) if planned else ()
    title, help_text = sheet.TABLE_NAMES[code], BY_CODE[code].help
    return Dataset(code, title, help_text, columns, frame, (*_READ, *own), (code,))


# Answers


def _with_plan(make: Callable[[View], "pd.DataFrame"]) -> Callable[[Asked], "pd.DataFrame"]:
    def frame(wanted: Asked) -> "pd.DataFrame":
        if wanted.view.plan is None:
            raise ProblemError(
                ask.NOT_THERE, N_("The snapshot has no plan."), N_("Name a snapshot that has one."), "snapshot"
            )
        return make(wanted.view)

    return frame


def _days(view: View) -> "pd.DataFrame":
    assert view.plan is not None
    return counts.by_day(changes.history_of(view.snapshot, view.plan.id, view.day))


def _coverage(view: View) -> "pd.DataFrame":
    return openness.coverage_frame(questions.cells_of(view), questions.core_of(view), questions.territory_of(view))


def _cells(wanted: Asked) -> "pd.DataFrame":
    view = wanted.view
    return openness.matrix(questions.cells_of(view), view.snapshot.indicators, questions.territory_of(view))


def _ranking(wanted: Asked) -> "pd.DataFrame":
    figures = known(wanted.view)
    indicator = wanted.given.get(ask.INDICATOR.name, trust.NATIONAL)
    if indicator not in trust.indicators(figures):
        raise ProblemError(
            ask.NOT_THERE,
            N_("The survey has no indicator “{value}” up to this day."),
            ask.INDICATOR.must,
            ask.INDICATOR.name,
            value=indicator,
        )
    waves = trust.waves(figures, indicator)
    year = wanted.given.get(ask.WAVE.name, trust.latest(figures, indicator))
    if year not in waves:
        raise ProblemError(
            ask.NOT_THERE,
            N_("The indicator has no wave of {value} up to this day."),
            N_("Name one of these: {known}."),
            ask.WAVE.name,
            value=str(year),
            known=", ".join(map(str, waves)),
        )
    return trust.ranking_frame(trust.ranking(figures, year, indicator=indicator))


def _changes(wanted: Asked) -> "pd.DataFrame":
    later = wanted.given.get(ask.LATER.name) or wanted.view.snapshot.id
    earlier = wanted.given.get(ask.EARLIER.name) or _before(later)
    before, after = ask.recorded(earlier, ask.EARLIER), ask.recorded(later, ask.LATER)
    return difference_frame(before.snapshot, after.snapshot)


def _before(snapshot: str) -> str:
    """Return the snapshot kept before one, in time."""
    kept: list[str] = list(dict.fromkeys(entry.id for entry in _entries()))
    earlier = kept[kept.index(snapshot) + 1 :] if snapshot in kept else kept
    if not earlier:
        raise ProblemError(ask.NOT_THERE, N_("No earlier snapshot is saved."), ask.EARLIER.must, ask.EARLIER.name)
    return earlier[0]


def _entries() -> tuple[Any, ...]:
    faults = live.unanswered()
    entries = live.snapshots(MOST_SNAPSHOTS)
    if live.unanswered() != faults:
        raise ask.silent()
    return entries


def _snapshots(_wanted: Asked) -> "pd.DataFrame":
    return snapshots_frame((entry.id, entry.taken_at, entry.issues) for entry in _entries())


_READ = (ask.LANG, ask.SNAPSHOT)
_JUDGED = (*_READ, ask.DATUMS)
_PLANNED = (*_JUDGED, ask.PLANS)
_OF_PLAN = ("plans", "directions", "commitments", "measures", "updates")
_OF_PLACES = ("municipalities", "indicators", "indicator_values")


def _of_plan(
    code: str,
    title: str,
    help_text: str,
    columns: tuple[FrameColumn, ...],
    make: Callable[[View], "pd.DataFrame"],
    *tables: str,
) -> Dataset:
    """Return an answer that speaks of one plan on one day, made of the tables of a plan or of those named."""
    whole = tables or _OF_PLAN
    return Dataset(code, title, help_text, columns, _with_plan(make), _PLANNED, whole, judged=True, planned=True)


_ANSWERS = (
    _of_plan(
        "progress",
        N_("Progress by measure"),
        N_("Each counted measure of a plan on a day: its status, who says so, its deadline and how it is reported on."),
        listed.BY_MEASURE,
        lambda view: listed.by_measure(questions.state_of(view)),
    ),
    _of_plan(
        "progress_directions",
        N_("Progress by direction and commitment"),
        N_("How many counted measures are in each state: one row per direction, with its commitments below it."),
        counts.BY_DIRECTION,
        lambda view: counts.by_direction(questions.state_of(view)),
    ),
    _of_plan(
        "progress_institutions",
        N_("Progress by institution"),
        N_(
            "How many of each institution’s counted measures are in each state. A measure that names several "
            "institutions counts for each of them."
        ),
        counts.BY_INSTITUTION,
        lambda view: counts.by_institution(questions.state_of(view)),
    ),
    _of_plan(
        "progress_days",
        N_("Progress over time"),
        N_("How many counted measures were in each state on the days on which something changed."),
        counts.BY_DAY,
        _days,
    ),
    _of_plan(
        "attention",
        N_("What needs attention"),
        N_("What needs the council’s attention on a day, each row with the rule that put it there."),
        listed.ATTENTION,
        lambda view: listed.attention_frame(questions.attention_rows(view)),
        *(*_OF_PLAN, "calendar", "focus", "decisions", "meetings"),
    ),
    _of_plan(
        "coverage",
        N_("Municipalities’ coverage"),
        N_("For how many of the plan’s participation measures something is known, municipality by municipality."),
        openness.COVERAGE,
        _coverage,
        *(*_OF_PLACES, "measures", "plans"),
    ),
    Dataset(
        "cells",
        N_("Answers of municipalities"),
        N_("What is known for every municipality and indicator on a day, including those with no information."),
        openness.MATRIX,
        _cells,
        _JUDGED,
        _OF_PLACES,
        judged=True,
    ),
    Dataset(
        "trust_ranking",
        N_("Trust by country"),
        N_("A wave of the OECD’s trust survey by country, the highest first, beside the wave before it."),
        trust.RANKING,
        _ranking,
        (*_JUDGED, ask.WAVE, ask.INDICATOR),
        ("trust",),
        judged=True,
    ),
    Dataset(
        "changes",
        N_("Changes between two snapshots"),
        N_("How two snapshots differ, cell by cell, and what no report explains."),
        DIFFERENCE,
        _changes,
        (ask.LANG, ask.EARLIER, ask.LATER),
        passing=True,
    ),
    Dataset(
        "issues",
        N_("Issues"),
        N_("What is wrong in the spreadsheet, at its cell and with its cure, as Data quality shows it."),
        ISSUES,
        lambda wanted: issues_frame(wanted.view.current.issues),
        _READ,
    ),
    Dataset(
        "snapshots",
        N_("Snapshots"),
        N_("The saved snapshots, the newest first, each with the ID used in addresses."),
        SNAPSHOTS,
        _snapshots,
        (ask.LANG,),
        passing=True,
    ),
)

DATASETS: Mapping[str, Dataset] = MappingProxyType(
    {dataset.code: dataset for dataset in (*map(_table, BY_CODE), *_ANSWERS)}
)
"""All of it by code: the tables in the order of the tabs, then the answers."""
PACKAGED = tuple(code for code, dataset in DATASETS.items() if not dataset.passing)
"""What the data package describes, in its order: all but what is of the history."""


@dataclass(frozen=True)
class Form:
    """A form in which every dataset is handed out, by the ending of its address."""

    ending: str
    media_type: str
    paged: bool
    make: Callable[["pd.DataFrame", Dataset, Origin, Mapping[str, Any] | None], bytes]


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        form.ending: form
        for form in (
            Form("json", "application/json", True, lambda frame, _of, origin, page: forms.as_json(frame, origin, page)),
            Form("csv", "text/csv; charset=utf-8", True, lambda frame, _of, origin, _page: forms.as_csv(frame, origin)),
            Form(
                "xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                False,
                lambda frame, _of, origin, _page: forms.as_xlsx(frame, origin),
            ),
            Form(
                "parquet",
                "application/vnd.apache.parquet",
                False,
                lambda frame, of, origin, _page: forms.as_parquet(frame, of.columns, origin),
            ),
        )
    }
)
"""All forms by ending."""


def parameters_of(dataset: Dataset, form: Form) -> tuple[Parameter, ...]:
    """Return the parameters of a dataset in a form."""
    return (*dataset.parameters, *(ask.PAGING if form.paged else ()))


@dataclass(frozen=True)
class Made:
    """A file, and the address of the page after it, "" where it is the last or the only one."""

    body: bytes
    next: str = ""


def made(dataset: Dataset, form: Form, wanted: Asked, *, whole: bool = False) -> Made:
    """Return a dataset as a file; ``whole`` is all of it whatever is asked. Raises `ProblemError`."""
    frame, origin = dataset.frame(wanted), dataset.origin(wanted)
    total, offset = len(frame), 0 if whole else wanted.given.get(ask.OFFSET.name, 0)
    limit = total if whole else wanted.given.get(ask.LIMIT.name, ask.MOST_ROWS if form.ending == "json" else total)
    following = ""
    if form.paged and offset + limit < total:
        query = urlencode({name: str(value) for name, value in (wanted.given | {"offset": offset + limit}).items()})
        following = f"{ROOT}{dataset.code}.{form.ending}?{query}"
    page = {"total": total, "offset": offset, "next": following or None}
    rows = frame.iloc[offset : offset + limit] if form.paged else frame
    return Made(form.make(rows, dataset, origin, page), following)
