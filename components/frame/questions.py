"""What several screens ask of a snapshot, asked once and kept."""

from components.memo import cached_by_view
from components.view import View
from data.answers import openness, progress
from data.answers.attention import Attention, attention
from data.answers.openness import Cells, Coverage
from data.answers.progress import PlanProgress
from data.model import Indicator, Municipality


def state_of(view: View, institution: str = "") -> PlanProgress:
    """Return where the view's plan stands on its day, of an ``institution``'s own measures alone where one is named.

    The view must have a plan.
    """
    return _state_of_institution(view, institution) if institution else _state(view)


@cached_by_view
def _state(view: View) -> PlanProgress:
    assert view.plan is not None
    return progress.progress(view.snapshot, view.plan.id, view.day)


@cached_by_view
def _state_of_institution(view: View, institution: str) -> PlanProgress:
    return progress.of_institution(_state(view), institution)


def anybody_reported(view: View) -> bool:
    """Tell whether an institution itself has reported on a measure of the view's plan; without a plan nobody has."""
    return view.plan is not None and any(item.reported for item in state_of(view).standings)


@cached_by_view
def attention_rows(view: View) -> tuple[Attention, ...]:
    """Return the attention list of the view's plan."""
    assert view.plan is not None
    return attention(view.snapshot, state_of(view), view.plan.id)


@cached_by_view
def cells_of(view: View) -> Cells:
    """Return what stands for every cell on the view's day."""
    return openness.cells(view.snapshot, view.day)


@cached_by_view
def territory_of(view: View) -> tuple[Municipality, ...]:
    """Return the municipalities in force on the view's day."""
    return openness.territory(view.snapshot, view.day)


@cached_by_view
def core_of(view: View) -> tuple[Indicator, ...]:
    """Return the participation measures of the view's plan."""
    return openness.core(view.snapshot, view.plan.id) if view.plan else ()


def known_of(view: View, unit: Municipality) -> Coverage:
    """Return how many participation measures are known of a municipality."""
    return openness.coverage(cells_of(view), core_of(view), [unit])
