"""``python -m tests.words.missing``: what the program says without Latvian, and what the catalogue holds in vain.

Fill in the printed entries, save them as a file and give it to ``python -m tests.words.sync FILE``.
"""

import sys

from tests.words.extract import catalogue, entry, spoken


def main() -> int:
    known = catalogue()
    used: dict[tuple[str, ...], dict[str, None]] = {}
    for found in spoken():
        used.setdefault(found.key, {})[found.path] = None
    missing = [key for key in used if not all(known.get(key) or [""])]
    unused = [key for key in known if key not in used]
    print("\n".join(entry(key, paths=used[key]) for key in missing))
    print("\n".join("# no longer used:\n" + entry(key, known[key]).replace("msg", "#~ msg") for key in unused))
    print(f"# {len(used)} keys, {len(missing)} without Latvian, {len(unused)} no longer used")
    return int(bool(missing or unused))


if __name__ == "__main__":
    sys.exit(main())
