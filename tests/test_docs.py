"""What stands beside the code: the version and its changelog, the decisions that the code cites, the two commands."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DECISIONS = ROOT / "docs" / "decisions"
PAGES = sorted(DECISIONS.glob("[0-9]*.md"))
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def headings() -> list[str]:
    return re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)


def test_the_newest_dated_entry_is_the_projects_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    dated = [heading for heading in headings() if heading != "Unreleased"]
    assert re.fullmatch(rf"{re.escape(version)} – \d{{4}}-\d\d-\d\d", dated[0])


def test_entries_stand_newest_first() -> None:
    """Only the first may be without a date: what the running part has changed so far."""
    found = headings()
    dated = found[1:] if found[0] == "Unreleased" else found
    keys = []
    for heading in dated:
        entry = re.fullmatch(r"(\d+)\.(\d+)\.(\d+) – (\d{4}-\d\d-\d\d)", heading)
        assert entry, heading
        keys.append((tuple(map(int, entry.groups()[:3])), entry[4]))
    assert all(newer[0] > older[0] and newer[1] >= older[1] for newer, older in pairwise(keys))


def test_decisions_are_numbered_listed_and_say_why() -> None:
    assert [page.name[:4] for page in PAGES] == [f"{number:04}" for number in range(1, len(PAGES) + 1)]
    listed = (DECISIONS / "README.md").read_text("utf-8")
    for page in PAGES:
        text = page.read_text("utf-8")
        assert text.startswith(f"# {page.name[:4]}: ")
        assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == ["Context", "Decision", "Consequence"], page.name
        assert f"[{page.name[:4]}]({page.name})" in listed


def test_code_cites_pages_that_are_here() -> None:
    """A "decision 0004" names a page of docs/decisions; "(design …)" named one that the repository never held."""
    numbers = {page.name[:4] for page in PAGES}
    sources = [path for room in ("components", "data", "pages", "tests") for path in (ROOT / room).rglob("*.py")]
    for path in [ROOT / "app.py", *sources]:
        text = path.read_text("utf-8")
        assert set(re.findall(r"\bdecision (\d{4})\b", text)) <= numbers, path
        assert path == Path(__file__).resolve() or not re.search(r"\(design\b|design\.md", text), path


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").glob("*.md")]
    broken = [
        f"{document.relative_to(ROOT)}: {target}"
        for document in documents
        for target in _LINK.findall(document.read_text("utf-8"))
        if not (document.parent / target).exists()
    ]
    assert broken == []


def test_what_rests_on_streamlit_names_its_tests() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs" / "streamlit.md").read_text("utf-8"))
    assert named
    assert [name for file, name in named if f"def {name}(" not in (ROOT / file).read_text("utf-8")] == []


def test_hooks_and_workflow_call_what_make_calls() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    workflow = (ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8")
    lint = re.search(r"^lint:.*\n((?:\t.+\n)+)", makefile, re.MULTILINE)
    assert lint
    checks = re.findall(r"^\t@?\$\(BIN\)/(.+)$", lint[1], re.MULTILINE)
    assert [entry.replace(" --force-exclude", "") for entry in re.findall(r"entry: \.venv/bin/(.+)", hooks)] == checks
    assert re.findall(r"^ +(?:run: )?(make \w+)(?: &)?$", workflow, re.MULTILINE) == ["make run", "make test"]
