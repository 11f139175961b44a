"""The API's page for people: what there is, how it is asked, examples that are run in the tests."""

from collections.abc import Sequence

from components.assets import assets, typeface
from components.blocks.html import page
from components.blocks.style import styled
from components.blocks.vocabulary import (
    Column,
    Content,
    Details,
    Facts,
    Heading,
    Items,
    Link,
    Note,
    Paragraph,
    Row,
    Table,
    Verbatim,
)
from components.charts import palette
from components.fonts.files import STACK
from components.view import View
from components.web.api import asked
from components.web.api.registry import DATASETS, FORMS, ROOT, Dataset
from components.web.api.resources import Resource
from components.wording import provenance
from components.wording.terms import page_title
from data.contract.addresses import Page
from data.publish.forms import flat
from data.publish.schemas import said
from data.words import N_, Words

NOWHERE = "https://example.org"
"""What stands in examples where it is not known where the dashboard is."""


def examples(origin: str) -> tuple[tuple[str, str], ...]:
    """Return examples, each with what it is of (a catalogue key): a shell's, then Python's with pandas."""
    root = (origin or NOWHERE) + ROOT
    return (
        (N_("On the command line"), f"curl --compressed '{root}progress.csv?datums=2025-03-31'"),
        (
            N_("In Python"),
            "import pandas as pd\n\n"
            f'measures = pd.read_parquet("{root}measures.parquet")\n'
            f'trust = pd.read_csv("{root}trust_ranking.csv?gads=2023")\n'
            'print(trust.sort_values("place")[["country", "high"]].head())',
        ),
    )


def written(view: View, origin: str, documents: Sequence[Resource]) -> str:
    """Return the page; ``origin`` is where the dashboard is, "" unknown; ``documents`` is what there is beside it."""
    words = view.words
    _ = words.say
    other = "en" if words.language == "lv" else "lv"
    ways = (
        Link(_("Downloads"), view.address(Page.ABOUT, skats="lejupielades")),
        " · ",
        Link("English" if other == "en" else "Latviski", f"{ROOT}index.html?lang={other}", leads_to=other),
    )
    body: Content = (
        Paragraph(ways),
        Paragraph(_("Every table and every answer of the dashboard, for programs. Reading needs no key.")),
        _examples(words, origin),
        _datasets(words, [one for one in DATASETS.values() if not one.is_table], _("Answers")),
        _datasets(words, [one for one in DATASETS.values() if one.is_table], _("Tables")),
        _columns(words),
        _documents(words, documents),
        _how(words),
        _parameters(words),
        _problems(words),
        Paragraph(provenance.source_line(view), "code"),
    )
    icon = f'<link rel="icon" href="{assets()["icon.png"].address}">'
    head = "\n".join([icon, typeface(), styled("plain", "api", variables={**palette.VARIABLES, "face": STACK})])
    return page(words.language, page_title(N_("API"), words), head, Heading(1, _("The data for programs")), body)


def _examples(words: Words, origin: str) -> Content:
    shown = [(Heading(3, words.say(name)), Verbatim(text)) for name, text in examples(origin)]
    return Heading(2, words.say(N_("Examples"))), tuple(shown)


def _datasets(words: Words, datasets: Sequence[Dataset], title: str) -> Content:
    _ = words.say
    rows = []
    for one in datasets:
        names = ", ".join(parameter.name for parameter in one.parameters)
        rows.append(Row([(_(one.title), Note(one.code)), _(one.help), _forms(one, words), names]))
    columns = [Column(_("Name")), Column(_("What it contains")), Column(_("Format")), Column(_("Parameters"))]
    return Heading(2, title), Table(columns, rows, title, captioned=False)


def _columns(words: Words) -> Content:
    """Return what each column is, by dataset, folded: who needs one looks it up."""
    _ = words.say
    heads = [Column(_("Column")), Column(_("What it contains"))]
    tables = []
    for one in DATASETS.values():
        rows = [Row([Note(column.name), said(column, words)]) for column in flat(one.columns, judged=one.judged)]
        name = f"{_(one.title)} ({one.code})"
        tables.append(Details(name, Table(heads, rows, name, captioned=False)))
    return Heading(2, _("Columns")), tuple(tables)


def _forms(one: Dataset, words: Words) -> Content:
    links: list[Content] = []
    for ending in FORMS:
        label = f"{words.say(one.title)}: {ending.upper()}"
        links += [Link(ending.upper(), f"{ROOT}{one.code}.{ending}", label=label), " "]
    return tuple(links[:-1])


def _how(words: Words) -> Content:
    _ = words.say
    rules = [
        _("Columns and list values have codes, the same in both languages; openapi.json explains each of them."),
        _("An unknown value is null or an empty cell, never zero."),
        _("Each response names its snapshot, its source and, where it is as of a day, that day."),
        _(
            "CSV is UTF-8 with a byte order mark; text that a spreadsheet would take for a formula is preceded "
            "by an apostrophe."
        ),
        _(
            "Send the ETag back as {header}: if nothing has changed, the response is 304 without a body.",
            header="If-None-Match",
        ),
        _(
            "JSON gives 1,000 rows a page; the next page is named in the field {field} and in the header {header}.",
            field="next",
            header="Link",
        ),
        _("Too many requests are answered with 429; {header} says when to try again.", header="Retry-After"),
    ]
    return Heading(2, _("How to send requests")), Items(rules, kind="")


def _documents(words: Words, documents: Sequence[Resource]) -> Content:
    _ = words.say
    rows = [Row([Link(one.path, ROOT + one.path), _(one.title), _(one.help)]) for one in documents]
    columns = [Column(_("Address")), Column(_("Name")), Column(_("What it contains"))]
    title = _("Descriptions, and other forms")
    return Heading(2, title), Table(columns, rows, title, captioned=False)


def _parameters(words: Words) -> Content:
    _ = words.say
    every = {one.name: one for dataset in DATASETS.values() for one in dataset.parameters}
    every |= {one.name: one for one in (*asked.PAGING, asked.PLANS)}
    facts = [(name, f"{_(one.help)} {_(one.must)}") for name, one in every.items()]
    return Heading(2, _("Parameters")), Facts(facts)


def _problems(words: Words) -> Content:
    _ = words.say
    text = _(
        "Errors are returned as {form}, naming the parameter and how to fix it.",
        form="application/problem+json",
    )
    facts = [(kind.code, f"{kind.status}: {_(kind.title)}") for kind in asked.KINDS]
    return Heading(2, _("Problems")), Paragraph(text), Facts(facts)
