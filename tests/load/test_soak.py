"""What a soak prints is counted right, and a short one runs through."""

from collections import Counter

from tests.load import soak
from tests.load.crowd import Look
from tests.load.soak import Soak
from tests.load.taken import Taken


def test_a_slope_is_by_the_hour_and_of_the_last_two_thirds() -> None:
    """In the first ten minutes 100 MiB a minute, then half a MiB a minute; handles fall by one a minute."""
    taken = [
        (minute * 60.0, Taken(1_000 + min(minute, 10) * 100 + max(0, minute - 10) * 0.5, 100 - minute, 14, 40))
        for minute in range(31)
    ]
    memory, handles, threads, sessions = soak.rows(Soak(taken, Taken(900, 30, 12, 0), 7, 3, Counter()))
    assert memory == ("memory, MiB", "1,000", "2,000", "2,010", "900", "+30.0", "2,010")
    assert (handles[0], handles[5]) == ("handles", "-60.0")
    assert (threads[0], threads[4:]) == ("threads", ("12", "+0.0", "14"))
    assert (sessions[1], sessions[4]) == ("40", "0")


def test_viewers_come_and_go_while_the_sheet_is_edited(monkeypatch) -> None:
    monkeypatch.setattr(soak, "STAYS", (0.5, 1.0))
    monkeypatch.setattr(soak, "EDITED", 2.0)
    monkeypatch.setattr(soak, "LOOKED", 0.5)
    seen = soak.run(0.1, [Look(""), Look("pasakumi", typed=("q", "atvērt"))], viewers=4, after=1.0)
    assert seen.faults == Counter()
    assert seen.visits >= 4
    assert seen.edits >= 2
    assert len(seen.taken) > 4
    assert seen.after.sessions == 0
    assert "no fault" in soak.said(seen)
