"""How measures fare: a handful of stories, each a deadline and what was reported when, by whom, with what.

The stories together show every status, schedule, report state and assessor that the contract knows, each at least
once in a plan of the usual size. They are told in turn, so every one has about as many measures.
"""

from dataclasses import dataclass

from data.model import Assessor, Confidence, Status

ROUNDS = {
    "Z1": ("2022-04-11", "2023-04-12", "2024-04-10", "2025-02-17"),
    "Z2": ("2025-04-09", "2025-10-08", "2026-04-08", "2026-10-07"),
}
"""When institutions report, by plan; a report comes up to `LATEST` days after. The last of Z1 is after its end."""
LATEST = 18


@dataclass(frozen=True)
class Said:
    """One report of a story: in which round of `ROUNDS`, and what it holds beside its status."""

    turn: int
    status: Status | None
    by: Assessor = Assessor.INSTITUTION
    proved: bool = False
    hindered: bool = False
    asks: bool = False
    deadline: str | None = None
    sure: Confidence = Confidence.HIGH


@dataclass(frozen=True)
class Story:
    """One way in which a measure fares."""

    name: str
    deadline: str | None
    reports: tuple[Said, ...] = ()


_DONE, _PARTLY, _ONGOING, _OPEN = Status.DONE, Status.PARTLY_DONE, Status.ONGOING, Status.UNDER_WAY
_UNBEGUN, _FAILED, _STOPPED, _SAME = Status.NOT_STARTED, Status.NOT_DONE, Status.STOPPED, Status.UNCHANGED
_PUBLIC, _IRM, _NGO = Assessor.PUBLIC_SOURCES, Assessor.IRM, Assessor.NGO

STORIES: dict[str, tuple[Story, ...]] = {
    "Z1": (
        Story("done early", "2024-06-30", (Said(0, _OPEN), Said(2, _DONE, proved=True), Said(3, _SAME))),
        Story("done at the end", "2024-12", (Said(1, _OPEN), Said(3, _DONE, proved=True))),
        Story("partly done", "2024", (Said(2, _OPEN, hindered=True), Said(3, _PARTLY, hindered=True))),
        Story("not done", "2024-09-30", (Said(2, _OPEN, hindered=True), Said(3, _FAILED, hindered=True))),
        Story("stopped", "2023-12-31", (Said(0, _OPEN), Said(1, _STOPPED, hindered=True))),
        Story("ongoing", None, (Said(1, _ONGOING), Said(3, _SAME))),
        Story("silent", "2024-12-31"),
        Story("outcome unknown", "2024", (Said(1, _OPEN),)),
        Story("news without a status", None, (Said(2, None),)),
        Story("found in public sources", "2024-03", (Said(3, _DONE, by=_PUBLIC, proved=True, sure=Confidence.MEDIUM),)),
        Story(
            "drifted, then done",
            "2023-06-30",
            (Said(1, _OPEN, deadline="2024-01"), Said(2, _OPEN, deadline="2024-12-31"), Said(3, _DONE, proved=True)),
        ),
        Story(
            "reviewed",
            "2024-12-31",
            (Said(2, _OPEN), Said(3, _PARTLY), Said(3, _UNBEGUN, by=_IRM, sure=Confidence.MEDIUM)),
        ),
    ),
    "Z2": (
        Story("done in time", "2026-06-30", (Said(0, _OPEN), Said(1, _OPEN), Said(2, _DONE, proved=True))),
        Story("done late", "2025-12-31", (Said(1, _OPEN), Said(3, _DONE, proved=True))),
        Story("under way", "2027-12", (Said(1, _OPEN), Said(3, _OPEN))),
        Story("past its deadline", "2026-06-30", (Said(1, _OPEN), Said(3, _OPEN, hindered=True))),
        Story("deadline near", "2027-01-31", (Said(2, _OPEN), Said(3, _SAME))),
        Story("ongoing", None, (Said(0, _ONGOING), Said(2, _SAME), Said(3, _SAME))),
        Story("not started", "2028", (Said(1, _UNBEGUN, hindered=True), Said(3, _SAME))),
        Story("stopped", "2026-12-31", (Said(0, _OPEN), Said(2, _STOPPED, hindered=True))),
        Story("stale", "2027-06-30", (Said(0, _OPEN),)),
        Story(
            "drifted",
            "2025-12-31",
            (
                Said(1, _OPEN, deadline="2026-06"),
                Said(2, _OPEN, deadline="2026-12-31", hindered=True),
                Said(3, _OPEN, deadline="2027-03-31", asks=True),
            ),
        ),
        Story("asks", "2027-12-31", (Said(2, _OPEN), Said(3, _OPEN, asks=True))),
        Story("done, asks", "2026-09-30", (Said(2, _OPEN), Said(3, _DONE, proved=True, asks=True))),
        Story("asked and answered", "2027", (Said(1, _OPEN, hindered=True, asks=True), Said(3, _OPEN))),
        Story("news without a status", "2026-05-31", (Said(2, None),)),
        Story("silent", "2027-12-31"),
        Story("silent, no deadline", None),
        Story("found in public sources", None, (Said(2, _OPEN, by=_PUBLIC, sure=Confidence.LOW),)),
        Story("found done", "2026-03-31", (Said(2, _DONE, by=_PUBLIC, proved=True, sure=Confidence.MEDIUM),)),
        Story("reviewed", "2027", (Said(1, _OPEN), Said(2, _UNBEGUN, by=_IRM, sure=Confidence.MEDIUM), Said(3, _SAME))),
        Story("doubted", "2026-08-31", (Said(2, _DONE, proved=True), Said(3, _OPEN, by=_NGO, sure=Confidence.DERIVED))),
        Story("done, unproved", "2026-06-30", (Said(2, _DONE),)),
        Story("unsure", "2027-12-31", (Said(3, _OPEN, sure=Confidence.LOW),)),
        Story("stopped, asks", "2027", (Said(1, _STOPPED, hindered=True, asks=True),)),
        Story("not started, asks", "2026-10-31", (Said(2, _UNBEGUN), Said(3, _SAME, hindered=True, asks=True))),
    ),
}
