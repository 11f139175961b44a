"""The keys of the message catalogue: found in the program by reading it, and the catalogue itself, read and written.

The program speaks by ``_("…")``, which is ``words.say``, and by ``words.count("{n} one", "{n} many", n)``, and marks
what is said later by ``N_("…")``. A sentence must stand there as a literal; only ``say`` also takes what was marked
elsewhere.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.pofile import escape, read_po

from data.words import CATALOGUE

ROOT = Path(__file__).resolve().parents[2]
PLURALS = 3
HEADER = r"""# Latvian: the authoritative words of the dashboard. The English sentence is the key.
# `python -m tests.words.missing` lists what has no Latvian yet, `python -m tests.words.sync` takes it in.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: lv\n"
"Plural-Forms: nplurals=3; plural=(n%10==0 || (n%100>=11 && n%100<=19) ? 0 : n%10==1 && n%100!=11 ? 1 : 2);\n"
"""

Key = tuple[str, ...]
"""One sentence, or two where things are counted: the singular and the plural."""
Catalogue = dict[Key, tuple[str, ...]]
"""The Latvian of every key: one form, or the three plural forms (0, 1, 2)."""


class Spoken(NamedTuple):
    """A key and where it stands."""

    key: Key
    path: str
    line: int


class NotLiteralError(ValueError):
    """A sentence that cannot be found by reading the program."""


def sources() -> list[Path]:
    """Every file of the program, in the order of the catalogue."""
    folders = [path for room in ("components", "data", "pages") for path in (ROOT / room).rglob("*.py")]
    return sorted([*ROOT.glob("app.py"), *folders])


def spoken(paths: Iterable[Path] | None = None) -> Iterator[Spoken]:
    """Every key of the program, in the order in which it stands there."""
    for path in sources() if paths is None else paths:
        yield from keys_in(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())


def keys_in(text: str, shown: str) -> Iterator[Spoken]:
    """Every key of one file; raises `NotLiteralError` for what only running it would tell."""
    calls = [node for node in ast.walk(ast.parse(text, shown)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        place = f"{shown}:{call.lineno}"
        if name == "N_":
            yield from (Spoken((one,), shown, call.lineno) for one in _literals(call.args[0], place))
        elif name in ("say", "_") and call.args:
            for argument in _branches(call.args[0]):
                if isinstance(argument, ast.Constant | ast.JoinedStr | ast.BinOp):
                    yield from (Spoken((one,), shown, call.lineno) for one in _literals(argument, place))
        elif name == "count" and len(call.args) > 2:
            (one,), (many,) = (_literals(argument, place) for argument in call.args[:2])
            yield Spoken((one, many), shown, call.lineno)


def _branches(node: ast.expr) -> list[ast.expr]:
    return [*_branches(node.body), *_branches(node.orelse)] if isinstance(node, ast.IfExp) else [node]


def _literals(node: ast.expr, place: str) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [one for branch in _branches(node) for one in _literals(branch, place)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value] if node.value else []
    raise NotLiteralError(f"{place}: write the sentence here as a literal; {ast.unparse(node)[:60]} cannot be read.")


def catalogue(path: Path = CATALOGUE) -> Catalogue:
    """Read a catalogue: every key with its translations."""
    with path.open("rb") as file:
        messages = read_po(file, locale="lv", abort_invalid=True)
    found: Catalogue = {}
    for message in messages:
        if message.id:
            key = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            said = message.string if isinstance(message.string, str) else tuple(message.string or ())
            found[key] = (said,) if isinstance(said, str) else said
    return found


def entry(key: Key, said: tuple[str, ...] = (), paths: Iterable[str] = ()) -> str:
    """One entry of a catalogue in .po form."""
    lines = [f"#: {path}" for path in paths]
    lines.append(f"msgid {escape(key[0])}")
    if len(key) == 1:
        lines.append(f"msgstr {escape(said[0] if said else '')}")
    else:
        lines.append(f"msgid_plural {escape(key[1])}")
        forms = said + ("",) * (PLURALS - len(said))
        lines += [f"msgstr[{number}] {escape(form)}" for number, form in enumerate(forms)]
    return "\n".join(lines) + "\n"


def written(known: Catalogue, keys: Iterable[Spoken]) -> str:
    """The whole catalogue as text: the keys that are spoken, by file and place, each with all its files."""
    paths: dict[Key, dict[str, None]] = {}
    for found in keys:
        paths.setdefault(found.key, {})[found.path] = None
    return "\n".join([HEADER, *(entry(key, known.get(key, ()), where) for key, where in paths.items())])
