"""The command line of the invented country: ``python -m data sample FOLDER``."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from data.contract.tables import TABLES
from data.intake.reading import MAX_ROWS
from data.sample.sizes import LIMITS, WEEKS, SizeError, Sizes
from data.settings import setting
from data.store.faults import StoreFault
from data.words import N_, Words

if TYPE_CHECKING:
    from data.store.store import Store

Say = Callable[[str], object]


class _RefusedError(Exception):
    """What was asked for cannot be done; the text says why and what to do."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command ``sample``."""
    parser = commands.add_parser("sample", help="write an invented country to learn on, to test with and to measure by")
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="a new or empty folder for the CSV files and outlines"
    )
    parser.add_argument("--seed", default="1", metavar="NUMBER", help="another number, another country (1)")
    for name, size in LIMITS.items():
        parser.add_argument(f"--{name}", metavar="NUMBER", help=f"{size.least} to {size.most}")
    parser.add_argument(
        "--history",
        nargs="?",
        const="",
        metavar="FILE",
        help=f"fill a new history with {WEEKS} weeks of edits: this file or address, else HISTORY_URL",
    )
    parser.add_argument("--mistakes", action="store_true", help="plant mistakes of many kinds; the list stands beside")


def run(options: argparse.Namespace, words: Words, tell: Say) -> int:
    """Write what the options ask for and say so; return 0, or 1 with one line where it cannot be."""
    _ = words.say
    from data.sample import mistakes, past
    from data.sample.country import sample, write

    try:
        seed = _whole("seed", options.seed, words)
        sizes = Sizes(**{name: _whole(name, text, words) for name in LIMITS if (text := getattr(options, name))})
        _expect_empty(options.folder, words)
        store = None if options.history is None else _new_store(options.history, words)
        made = sample(seed, sizes)
        write(made, options.folder)
        tell(_("The folder “{name}” is ready.", name=options.folder))
        for table in TABLES:
            if (rows := len(getattr(made.snapshot, table.code))) > MAX_ROWS:
                tell(
                    _(
                        "“{tab}” has {rows} rows, more than the dashboard reads: it is for measuring only.",
                        tab=table.tab,
                        rows=words.number(rows),
                    )
                )
        if store:
            stored = past.fill(store, made, seed, str(options.folder))
            tell(words.count("The history contains {n} read.", "The history contains {n} reads.", stored))
        if options.mistakes:
            done = mistakes.write(made.snapshot, options.folder, words)
            tell(words.count("{n} mistake is planted.", "{n} mistakes are planted.", len(done)))
            tell(_("{file} lists them.", file=mistakes.PLANTED))
    except SizeError as error:
        values = {"least": words.number(error.least), "most": words.number(error.most)}
        tell(_("--{name} takes {least} to {most}, not {value}.", name=error.name, value=error.value, **values))
    except _RefusedError as error:
        tell(str(error))
    except StoreFault as fault:
        tell(fault.say(words))
    except OSError as error:
        tell(_("%s cannot be written: %s") % (options.folder, words.reason(error)))
    else:
        return 0
    return 1


def _whole(name: str, text: str, words: Words) -> int:
    """Read a whole number; raises `_RefusedError`."""
    _ = words.say
    if not text.isascii() or not text.removeprefix("-").isdecimal() or len(text) > 18:
        raise _RefusedError(_("--{name} takes a whole number, not “{value}”.", name=name, value=text[:40]))
    return int(text)


def _expect_empty(folder: Path, words: Words) -> None:
    """Refuse a folder with anything in it, and what is no folder; raises `_RefusedError`."""
    _ = words.say
    if folder.is_dir() and any(folder.iterdir()):
        raise _RefusedError(_("“{name}” is not empty. Name a new folder.", name=folder))
    if folder.exists() and not folder.is_dir():
        raise _RefusedError(_("“{name}” is a file. Name a new folder.", name=folder))


def _new_store(named: str, words: Words) -> "Store":
    """Return the store to be filled; one that holds anything is refused, since nothing can be taken out again."""
    from data.store.store import Store

    url = named if "://" in named or not named else f"sqlite:///{Path(named).absolute()}"
    store = Store(url or setting("HISTORY_URL"))
    if store.entries(limit=1):
        text = N_("This history already contains reads, and nothing can be removed from it. Name a new file.")
        raise _RefusedError(words.say(text))
    return store
