"""A sheet that is edited while a dashboard shows it."""

import csv
import shutil
from pathlib import Path

from data.sources import EMBEDDED


class Sheet:
    """A folder of CSV files in which one cell is edited."""

    def __init__(self, folder: Path) -> None:
        """Begin with the embedded data, in a folder that is not there yet."""
        shutil.copytree(EMBEDDED, folder)
        self._file, self.edits = folder / "updates.csv", 0

    def edit(self) -> None:
        """Write something new into a report."""
        self.edits += 1
        with self._file.open(encoding="utf-8", newline="") as text:
            rows = list(csv.reader(text))
        rows[1][rows[0].index("Paveiktais")] = f"Paveiktais, {self.edits}. redakcija"
        new = self._file.with_suffix(".new")
        with new.open("w", encoding="utf-8", newline="") as text:
            csv.writer(text).writerows(rows)
        new.replace(self._file)
