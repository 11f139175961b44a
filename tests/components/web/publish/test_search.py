"""The words of the publication's search, and its index."""

import json

import pytest

from components.web.publish import search


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pašvaldībām ŪDENS, Ģimene", ["pasvaldibam", "udens", "gimene"]),
        ("3.5. pasākums (5.n1)", ["3.5", "pasakums", "5.n1"]),
        ("“e-adrese” 39,3 %", ["e", "adrese", "39", "3"]),
        ("", []),
    ],
)
def test_words_are_small_and_without_marks(text: str, words: list[str]) -> None:
    assert search.words_in(text) == words


def test_an_entry_is_what_the_page_says_itself() -> None:
    said = (
        '<nav><a>Izvēlne</a></nav><style>p { color: red }</style><h1 class="x">A &amp; Ķekava</h1><p>nav<b>ziņu</b></p>'
    )
    made = search.entry("x" * 300, said)
    assert made.words == {"a", "kekava", "nav", "zinu"}
    assert len(made.about) <= search.LONGEST


def test_the_index_says_of_each_word_on_which_pages_it_stands() -> None:
    words = [{"a", "b"}, {"a"}, {"a", "c"}, {"c"}, {"a"}]
    made = search.index([search.Entry(f"</script> {number}", frozenset(one)) for number, one in enumerate(words)])
    text = made.decode()
    assert text.startswith("const searched = {")
    told = json.loads(text.removeprefix("const searched = ").removesuffix(";\n"))
    assert told["words"] == {"a": "0-2 4", "b": "0", "c": "2-3"}
    assert told["about"][4] == "</script> 4"
