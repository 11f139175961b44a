"""``python -m tests.mutants``: breaks the rules of data/ on purpose, one small way each; do the tests notice?

mutmut makes the mutants (``[tool.mutmut]`` in pyproject.toml says of what, and which tests are asked), in a copy of the
project, so that nothing of it is left here. All of them would take an hour and more, so a sample is drawn, by a seed
that is printed; ``--sample 0`` takes all, names as ``data.answers.schedule*`` take those of one file.

It ends well however many survive: a survivor is a question to a reader. Some are the same program said otherwise.
"""

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("app.py", "pyproject.toml", "components", "data", "pages", "tests", ".streamlit")
NOTICED = frozenset({"killed", "timeout", "segfault", "suspicious"})
MISSED = frozenset({"survived", "no tests"})
GRACE = 30
"""Seconds that mutmut has to stop in."""


def mutmut(folder: Path, *arguments: str, seconds: float | None = None) -> str:
    """What mutmut says; after the given time it is asked to stop and keeps what it has found out by then."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as running:
        try:
            return running.communicate(timeout=seconds)[0]
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGINT)  # mutmut ends its workers by itself
        try:
            return running.communicate(timeout=GRACE)[0]
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return running.communicate()[0]


def verdicts(folder: Path) -> dict[str, str]:
    """Every mutant's name and what has become of it, "not checked" where it was not tried."""
    said = mutmut(folder, "results", "--all", "true")
    return dict(re.findall(r"^ +(\S+__mutmut_\d+): (.+)$", said, re.MULTILINE))


def drawn(names: Iterable[str], patterns: Iterable[str], sample: int, seed: int) -> list[str]:
    """The mutants to try: those that any pattern names, and of these so many by chance; 0 takes all."""
    wanted = sorted(name for name in names if any(fnmatchcase(name, pattern) for pattern in patterns))
    return random.Random(seed).sample(wanted, min(sample or len(wanted), len(wanted)))


def score(found: Mapping[str, str]) -> str:
    """How many of the tried mutants were noticed, in one line."""
    counts = Counter(found.values())
    noticed = sum(counts[word] for word in NOTICED)
    tried = noticed + sum(counts[word] for word in MISSED)
    words = ", ".join(f"{number} {word}" for word, number in counts.most_common())
    return f"{noticed} of {tried} noticed ({noticed / tried:.1%}): {words}" if tried else f"none tried: {words}"


def main() -> None:
    """Draw, try, print the score and each survivor."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("names", nargs="*", default=["*"], help="mutants to draw from, as data.answers.schedule*")
    parser.add_argument("--sample", type=int, default=400, help="how many; 0 takes all")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--minutes", type=float, default=15, help="when to stop trying")
    wish = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background starts us deaf to it
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        folder = Path(name)
        for one in COPIED:
            copy = shutil.copytree if (ROOT / one).is_dir() else shutil.copy
            copy(ROOT / one, folder / one)
        print("Making mutants and timing the tests; this takes a minute or two", flush=True)
        made_said = mutmut(folder, "run", "none")  # it makes them all before it sees that none has this name
        everything = verdicts(folder)
        if not everything:
            sys.exit(f"{made_said}\nmutmut made no mutants")
        names = drawn(everything, wish.names, wish.sample, wish.seed)
        if not names:
            sys.exit(f"No mutant is named {' or '.join(wish.names)}")
        print(f"Trying {len(names)} of {len(everything)} mutants, drawn by seed {wish.seed}", flush=True)
        said = mutmut(folder, "run", *names, seconds=60 * wish.minutes)
        after = verdicts(folder)
        found = {name: after[name] for name in names}
        if set(found.values()) == {"not checked"}:
            sys.exit(f"{said}\nmutmut tried no mutant")
        for mutant in sorted(name for name in names if found[name] in MISSED):
            print(f"\n{mutmut(folder, 'show', mutant).strip()}")
        print(f"\n{score(found)}")
        rooms = sorted({name.rpartition(".")[0] for name in names})
        for room in rooms:
            print(f"  {room}: {score({name: word for name, word in found.items() if name.rpartition('.')[0] == room})}")


if __name__ == "__main__":
    main()
