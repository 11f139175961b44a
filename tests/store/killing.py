"""Copying a history and putting it back while the process is killed, again and again: is anything lost?

``python -m tests.store.killing`` does it a hundred times and prints what came of it; a test does it a few times.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from data.store.store import Store

ROOT = Path(__file__).resolve().parents[2]


def store(path: Path) -> Store:
    return Store(f"sqlite:///{path}", opening="find")


def killed(arguments: list[str], history: Path, after: float, *, wait: bool = False) -> None:
    """Run one command of the history and kill it after so many seconds, unless it is to be waited for."""
    env = os.environ | {"HISTORY_URL": f"sqlite:///{history}", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "data", "history", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    if not wait:
        process.send_signal(signal.SIGKILL)
    process.wait()


def usual(arguments: list[str], history: Path) -> float:
    """Return how long one command takes that is left alone: most of it is Python's own start."""
    begun = time.monotonic()
    killed(arguments, history, 0, wait=True)
    return time.monotonic() - begun


def once(folder: Path, chance: random.Random, takes: tuple[float, float]) -> tuple[str, str]:
    """Kill one backup and one restore; return how each ended: "whole", "nothing", or what is wrong.

    ``takes`` is how long each takes by itself: it is killed somewhere in its second half, where the work is done.
    """
    history, good = folder / "history.sqlite3", folder / "good.sqlite3"
    reads = store(history).status().entries
    copy = folder / f"copy-{chance.random()}.sqlite3"
    killed(["backup", str(copy)], history, takes[0] * chance.uniform(0.5, 1.1))
    backup = "nothing"
    if copy.exists():
        own = store(copy)
        backup = "whole" if own.status().entries == reads and not own.verify() else "torn"
        own.close()
    killed(["restore", "--replace", str(good)], history, takes[1] * chance.uniform(0.5, 1.1))
    own = store(history)
    status = own.status()
    before = [path for path in folder.glob("history.sqlite3.before-*") if not path.name.endswith(("-wal", "-shm"))]
    restore = "nothing"
    if status.fault or own.verify():
        restore = "torn"
    elif status.entries != reads:
        kept = [store(path).status().entries for path in before]
        restore = "whole" if status.entries == store(good).status().entries and reads in kept else "lost"
    own.close()
    return backup, restore


def many(folder: Path, times: int) -> Counter[str]:
    """Do it so many times; count how each ended."""
    chance = random.Random(24)
    ends: Counter[str] = Counter()
    whole = (folder / "first.sqlite3").read_bytes()
    (folder / "history.sqlite3").write_bytes(whole)
    takes = (
        usual(["backup", str(folder / "usual.sqlite3")], folder / "history.sqlite3"),
        usual(["restore", "--replace", str(folder / "good.sqlite3")], folder / "history.sqlite3"),
    )
    for _ in range(times):
        (folder / "history.sqlite3").write_bytes(whole)
        backup, restore = once(folder, chance, takes)
        ends[f"backup {backup}"] += 1
        ends[f"restore {restore}"] += 1
        for path in folder.iterdir():
            if path.name not in ("first.sqlite3", "good.sqlite3"):
                path.unlink()
    return ends


def prepared(folder: Path, reads: int) -> None:
    """Write a history of so many reads, and a smaller one to be put in its place."""
    from tests.live.reads import SOURCE, after, quick

    for name, number in (("first", reads), ("good", reads // 2)):
        own = Store(f"sqlite:///{folder / 'making.sqlite3'}")
        for at in range(number):
            own.put(*quick(at), after(at), SOURCE)
        own.backup(folder / f"{name}.sqlite3")
        own.close()
        for path in folder.glob("making*"):
            path.unlink()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        prepared(place, 400)
        for end, count in sorted(many(place, int(sys.argv[1]) if len(sys.argv) > 1 else 100).items()):
            print(f"{count:>5}  {end}")
