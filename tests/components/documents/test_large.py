"""The papers of a very large plan: what somebody reads to its end, with all that is left out counted."""

from datetime import date

from components.documents.minutes import minutes, to_send
from components.documents.paper import Document, Heading, Listing, Paragraph, Table, Text
from components.documents.report import report
from components.view import View, plan_of
from data.live import Current
from data.model import Snapshot, Status
from data.words import words
from tests.answers.build import institution, measure, meeting, snapshot
from tests.answers.build import report as told

DAY = date(2024, 11, 26)


def seen(held: Snapshot) -> View:
    return View(words("lv"), DAY, DAY, Current(held, (), None), plan_of(held, None))


def said(text: Text) -> str:
    return "".join(run.text for run in text)


def paragraphs(document: Document) -> list[str]:
    return [said(block.text) for block in document.blocks if isinstance(block, Paragraph)]


def held(total: int, stopped: int) -> Snapshot:
    """A plan of so many measures of one institution, the first of which are stopped and ask for something."""
    numbers = [f"1.{n}" for n in range(1, total + 1)]
    return snapshot(
        institution("A"),
        meeting("2024-12-15"),
        *(measure(n, responsible=("A",)) for n in numbers),
        *(told(n, "2024-05-01", Status.STOPPED, needed_from_council=f"Lūgums {n}.") for n in numbers[:stopped]),
    )


def test_the_report_describes_what_needs_attention_and_counts_the_rest() -> None:
    made = report(seen(held(700, 250)))
    described = [said(block.text) for block in made.blocks if isinstance(block, Heading) and block.level == 3]
    assert [name.partition(" ")[0] for name in described] == [f"1.{n}." for n in range(1, 201)]
    left = "500 pasākumi šeit nav aprakstīti: pārtraukts 50; ziņu nav 450. Tie ir pasākumu sarakstā un tabulās."
    assert left in paragraphs(made)


def test_the_report_of_a_plan_that_is_not_so_large_describes_all_of_it() -> None:
    made = report(seen(held(600, 250)))
    assert sum(isinstance(block, Heading) and block.level == 3 for block in made.blocks) == 600
    assert not any("šeit nav" in line for line in paragraphs(made))


def test_a_cell_names_sixty_measures_and_counts_the_rest() -> None:
    made = to_send(seen(one := held(700, 250)), one.meetings[0])
    rows = [row for block in made.blocks if isinstance(block, Table) for row in block.rows]
    cells = [said(cell) for row in rows for cell in row]
    (numbers,) = (cell for cell in cells if cell.startswith("1.251, "))
    assert numbers.count(",") == 59 and numbers.endswith(" un vēl 390")


def test_the_minutes_repeat_a_hundred_requests_and_count_the_rest() -> None:
    made = minutes(seen(one := held(700, 250)), one.meetings[0])
    (requests,) = (
        [said(item) for item in block.items]
        for block in made.blocks
        if isinstance(block, Listing) and said(block.items[0]) == "1.1: Lūgums 1.1."
    )
    assert len(requests) == 101 and requests[-1] == "un vēl 150"
