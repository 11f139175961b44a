"""``python -m tests.words.sync [FILE.po …]``: write the catalogue anew, in the program's order, with its Latvian kept.

Entries that are no longer used are dropped and printed. FILEs are filled-in entries; they override what stands.
"""

import sys
from pathlib import Path

from data.words import CATALOGUE
from tests.words.extract import Catalogue, catalogue, entry, spoken, written


def main(files: list[str]) -> int:
    known = catalogue()
    new: Catalogue = {}
    for file in files:
        new |= {key: said for key, said in catalogue(Path(file)).items() if all(said)}
    keys = list(spoken())
    used = {found.key for found in keys}
    for key, said in (known | new).items():
        if key not in used:
            print("# dropped, no longer used:\n" + entry(key, said))
    CATALOGUE.write_text(written(known | new, keys), "utf-8")
    missing = [key for key in used if not all((known | new).get(key) or [""])]
    print(f"# {len(used)} keys, {len(missing)} without Latvian")
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
