"""Which page a list shows, and which ways it has to others."""

from hypothesis import given
from hypothesis import strategies as st

from components.blocks.vocabulary import Link, Nav, plain
from components.frame import paging
from tests.components.documents.test_slides import seen


@given(st.integers(0, 1_000), st.integers(1, 30))
def test_every_row_stands_on_one_page_and_where_it_is_said_to(total: int, asked: int) -> None:
    rows = list(range(total))
    _shown, _page, last = paging.cut(rows, 1)
    pages = [paging.cut(rows, number)[0] for number in range(1, last + 1)]
    assert [row for page in pages for row in page] == rows
    assert all(row in pages[paging.page_of(row) - 1] for row in rows)
    assert paging.cut(rows, asked)[1] == min(asked, last)


def test_few_pages_are_all_named_of_many_the_ends_and_those_around() -> None:
    def named(page: int, last: int) -> list[str]:
        ways = paging.ways(seen(), page, last, lambda number: f"/x?lapa={number}")
        assert isinstance(ways, Nav)
        (current,) = (one for one in ways.items if isinstance(one, Link) and one.current)
        assert plain(current) == str(page)
        return [plain(one) for one in ways.items]

    assert paging.ways(seen(), 1, 1, str) == ""
    assert named(2, 12) == [str(n) for n in range(1, 13)]
    assert named(1, 46) == ["1", "2", "3", "4", "…", "46"]
    assert named(20, 46) == ["1", "…", "17", "18", "19", "20", "21", "22", "23", "…", "46"]


def test_what_is_no_page_reads_as_the_first_and_is_told() -> None:
    assert [paging.asked(said) for said in ("", "0", "7", "007", "-1", "1e3", "99999")] == [1, 1, 7, 7, 1, 1, 1]
    assert not any(paging.odd(seen(), said) for said in ("", "0", "7"))
    assert paging.odd(seen(), "-1")
