"""What a visitor looks at: the addresses that lead on, and what is kept of a screen."""

from dataclasses import replace
from datetime import date
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import memo
from components.memo import cached_by_view
from components.view import View, public_address
from data import live
from data.live import Current
from data.words import words
from tests.answers.build import plan, snapshot

DAY = date(2026, 11, 22)


@pytest.mark.parametrize("url", ["https://a.lv/pasvaldiba?kods=1", "https://a.lv", None, "", "/pasvaldiba", "a.lv"])
def test_an_address_is_given_out_only_where_it_is_known(url: str | None) -> None:
    assert public_address(url) == ("https://a.lv" if url and url.startswith("https") else "")


HELD = snapshot(plan(), plan("P2"))
SEEN = View(words("lv"), DAY, DAY, Current(HELD, (), None), HELD.plans[0])


# Addresses


@pytest.mark.parametrize(
    ("chosen", "screen", "parameters", "address"),
    [
        ((), "", {}, "/"), ((), "pasakumi", {}, "/pasakumi"),
        ((), "pasakumi", {"virziens": "1"}, "/pasakumi?virziens=1"),
        ((("lang", "en"),), "", {}, "/?lang=en"), ((), "pasakumi", {"virziens": ""}, "/pasakumi"),
        ((("lang", "en"), ("datums", "2025-06-30")), "par", {"x": "1"}, "/par?lang=en&datums=2025-06-30&x=1"),
        ((("plans", "P1"),), "", {"plans": "P2"}, "/?plans=P2"),
        ((("plans", "P1"), ("palete", "projektors")), "sede", {"palete": ""}, "/sede?plans=P1"),
        ((), "pasakumi", {"q": "a&b=c d/é?"}, "/pasakumi?q=a%26b%3Dc+d%2F%C3%A9%3F"),
    ],
)  # fmt: skip
def test_an_address_keeps_what_was_chosen(
    chosen: tuple[tuple[str, str], ...], screen: str, parameters: dict[str, str], address: str
) -> None:
    assert replace(SEEN, chosen=chosen).address(screen, **parameters) == address


@given(st.dictionaries(st.sampled_from("abc"), st.text(st.characters(codec="utf-8"), min_size=1)))
def test_what_goes_into_an_address_comes_out_again(parameters: dict[str, str]) -> None:
    address = SEEN.address("pasakumi", **parameters)
    assert urlsplit(address).path == "/pasakumi"
    assert dict(parse_qsl(urlsplit(address).query, keep_blank_values=True)) == parameters


# Telling views apart


def test_views_that_show_the_same_have_the_same_key() -> None:
    assert SEEN.snapshot is HELD
    assert replace(SEEN).key == SEEN.key
    hash(SEEN.key)


@pytest.mark.parametrize(
    "other",
    [
        replace(SEEN, words=words("en")), replace(SEEN, day=date(2026, 11, 21)),
        replace(SEEN, today=date(2026, 11, 23)),
        replace(SEEN, plan=HELD.plans[1]), replace(SEEN, plan=None), replace(SEEN, palette="x"),
        replace(SEEN, chosen=(("lang", "lv"),)), replace(SEEN, current=Current(HELD, (), "tabula")),
        replace(SEEN, current=Current(replace(HELD, id="0123456789"), (), None)),
    ],
)  # fmt: skip
def test_views_that_show_something_else_have_another_key(other: View) -> None:
    assert other.key != SEEN.key


# Keeping


def test_a_result_is_made_once_a_view_and_argument() -> None:
    made: list[object] = []

    @cached_by_view
    def section(view: View, /, *arguments: object, **more: object) -> str:
        """What it shows."""
        made.append((view.words.language, arguments, more))
        return f"{view.words.language} {arguments} {more}"

    assert section.__doc__ == "What it shows."
    english = replace(SEEN, words=words("en"))
    assert section(SEEN) is section(replace(SEEN)), "kept"
    assert section(english) != section(SEEN), "kept apart by key"
    assert section(SEEN, 1) != section(SEEN, 2) != section(SEEN, key=1)
    assert section(SEEN, a=1, b=2) is section(SEEN, b=2, a=1)
    assert len(made) == 1 + 1 + 3 + 1


def test_two_functions_keep_apart() -> None:
    one, other = cached_by_view(lambda view: "one"), cached_by_view(lambda view: "other")
    assert (one(SEEN), other(SEEN), one(SEEN)) == ("one", "other", "one")


def test_the_oldest_unused_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "KEPT", 3)
    made: list[int] = []

    @cached_by_view
    def section(view: View, number: int) -> int:
        made.append(number)
        return number

    for number in (1, 2, 3, 1, 4):
        section(SEEN, number)
    assert made == [1, 2, 3, 4]
    section(SEEN, 1)
    assert made == [1, 2, 3, 4], "1 was used after 2, so it stays"
    section(SEEN, 2)
    assert made == [1, 2, 3, 4, 2]


def test_results_of_snapshots_that_nobody_looks_at_are_let_go() -> None:
    made: list[str] = []

    @cached_by_view
    def section(view: View) -> str:
        made.append(view.snapshot.id)
        return view.snapshot.id

    def of_snapshot(number: int) -> View:
        return replace(SEEN, current=Current(replace(HELD, id=f"{number:010}"), (), None))

    for number in (*range(memo.SNAPSHOTS + 1), memo.SNAPSHOTS, 1):
        section(of_snapshot(number))
    assert len(made) == memo.SNAPSHOTS + 1, "the newest are kept"
    section(of_snapshot(0))
    assert len(made) == memo.SNAPSHOTS + 2


def test_nothing_is_kept_of_a_failure() -> None:
    tries: list[int] = []

    @cached_by_view
    def section(view: View) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError
        return "shown"

    with pytest.raises(ValueError):
        section(SEEN)
    assert section(SEEN) == "shown"


def test_two_visitors_at_once_are_each_served() -> None:
    @cached_by_view
    def section(view: View, number: int) -> int:
        return number

    found: list[int] = []
    threads = [Thread(target=lambda: found.extend(section(SEEN, number) for number in range(300))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted([*range(300)] * 4)


def test_a_measure_of_another_plan_is_shown_under_its_own() -> None:
    held = live.embedded().snapshot
    fifth, sixth = held.plans
    own = View(words("lv"), DAY, DAY, Current(held, (), None), sixth)
    seen = own.under("P5")
    assert seen.plan is fifth
    assert seen.address("pasakumi", virziens="1") == "/pasakumi?plans=P5&virziens=1"
    assert own.under("P6") is own
    assert own.under("P9") is own
