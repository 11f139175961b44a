"""The one way of sheet text onto a screen: nothing is done, everything is shown letter for letter."""

import html as standard
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components.blocks.escape import html, markdown
from components.blocks.html import linked

letters = st.text(st.characters(codec="utf-8"), max_size=60)
nasty = st.lists(
    st.sampled_from(
        ["<script>", "</a>", '"', "'", "&amp;", "&", "<", ">", "https://a.lv/b?c=1&d=2", "http://x", "https://",
         "javascript:",
         "HTTPS://A.LV", " ", "\n", ".", ",", ")", ";", "”", "\\", "@", "//", "![x](https://a.lv)", "ā", "\x00"]
    ),
    max_size=8,
).map("".join)  # fmt: skip


class _Seen(HTMLParser):
    """The elements of HTML and its words as a browser would show them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.words += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.words += data


# HTML


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Ērts & labs", "Ērts &amp; labs"), ("<b>", "&lt;b&gt;"), ('"x"', "&quot;x&quot;"), ("it's", "it&#x27;s"),
        ("&lt;", "&amp;lt;"), (5, "5"), ("", ""),
    ],
)  # fmt: skip
def test_html(text: object, safe: str) -> None:
    assert html(text) == safe


@given(letters | nasty)
def test_html_holds_no_mark_and_reads_back(text: str) -> None:
    safe = html(text)
    assert not set(safe) & set("<>\"'")
    assert standard.unescape(safe) == standard.unescape(html(text))
    if "\x00" not in text:
        assert standard.unescape(safe) == text


# Markdown


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("1. pants", r"1\. pants"), ("*x*", r"\*x\*"), ("![a](b)", r"\!\[a\]\(b\)"),
        ("$x$ :red[y]", r"\$x\$ \:red\[y\]"),
        ("rinda\n\n# virsraksts", r"rinda \# virsraksts"), ("<b>", r"\<b\>"), ("a_b", r"a\_b"), ("  a  b ", "a b"),
        ("~~x~~ ==y== ^z^", r"\~\~x\~\~ \=\=y\=\= \^z\^"), ("\\", r"\\"), ("C:\\*", r"C\:\\\*"),
        ("a@b.lv", r"a\@b\.lv"),
        ("Šķēršļi", "Šķēršļi"), ("", ""),
    ],
)  # fmt: skip
def test_markdown(text: str, safe: str) -> None:
    assert markdown(text) == safe


@given(letters | nasty)
def test_every_mark_of_markdown_is_escaped_and_reads_back(text: str) -> None:
    safe = markdown(text)
    assert "\n" not in safe
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`<>\[\]()#!|~$:^=&@{}]", safe)
    assert re.sub(r"\\(.)", r"\1", safe) == " ".join(text.split())


# Links


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nr. 639: https://www.vestnesis.lv/op/2024/202.1; TAP: https://a.lv/x.",
         'Nr. 639: <a href="https://www.vestnesis.lv/op/2024/202.1" target="_blank" rel="noopener noreferrer">'
         'www.vestnesis.lv</a>; TAP: <a href="https://a.lv/x" target="_blank" rel="noopener noreferrer">a.lv</a>.'),
        ("(https://a.lv/x)", '(<a href="https://a.lv/x" target="_blank" rel="noopener noreferrer">a.lv</a>)'),
        ("https://a.lv/?b=1&c=2",
         '<a href="https://a.lv/?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">a.lv</a>'),
        ("„https://a.lv”", '„<a href="https://a.lv" target="_blank" rel="noopener noreferrer">a.lv</a>”'),
        ("https://www.a.lv/x; http://a.lv/y; https://www.a.lv/x; https://b.lv/x",
         '<a href="https://www.a.lv/x" target="_blank" rel="noopener noreferrer">www.a.lv (1)</a>; '
         '<a href="http://a.lv/y" target="_blank" rel="noopener noreferrer">a.lv (2)</a>; '
         '<a href="https://www.a.lv/x" target="_blank" rel="noopener noreferrer">www.a.lv (1)</a>; '
         '<a href="https://b.lv/x" target="_blank" rel="noopener noreferrer">b.lv</a>'),
        ("a\nb", "a<br>b"), ("<b>", "&lt;b&gt;"), ("", ""), ("https://", "https://"), ("https:///x", "https:///x"),
        ("ftp://a.lv", "ftp://a.lv"), ("javascript:alert(1)", "javascript:alert(1)"), ("www.a.lv", "www.a.lv"),
    ],
)  # fmt: skip
def test_linked(text: str, shown: str) -> None:
    assert linked(text) == shown


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://mk.gov.lv@evil.example/x", "evil.example"), ("https://evil.example?mk.gov.lv", "evil.example"),
        ("https://evil.example#@mk.gov.lv/", "evil.example"), ("https://evil.example\\@mk.gov.lv/", "evil.example"),
        ("http://a.lv:8080/x", "a.lv:8080"),
    ],
)  # fmt: skip
def test_the_host_shown_is_the_host_led_to(address: str, host: str) -> None:
    """A browser takes a backslash for a slash, and what stands before @ for a name."""
    found = re.search(r'href="([^"]+)"[^>]*>([^<]+)</a>', linked(address))
    assert found
    assert found[2] == host
    assert re.split(r"[/?#\\]", found[1])[2].rpartition("@")[2] == host


@given(letters | nasty)
@example("https://a.lv/<script>alert(1)</script>")
@example('https://a.lv/" onclick="alert(1)')
def test_links_lead_by_http_alone_and_nothing_else_is_made(text: str) -> None:
    seen = _Seen(linked(text))
    for tag, attributes in seen.elements:
        assert tag in ("a", "br", "wbr")
        if tag == "a":
            assert set(attributes) == {"href", "target", "rel"}
            assert re.match(r"https?://[^\s/?#\\]", attributes["href"] or "")
            assert attributes["rel"] == "noopener noreferrer"


@given(letters)
def test_text_without_an_address_is_shown_letter_for_letter(text: str) -> None:
    if "http" not in text and not set(text) & {"\x00", "\r"}:
        assert _Seen(linked(text)).words == text
