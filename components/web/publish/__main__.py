"""The command line of the publication: ``python -m components.web.publish DIR`` writes the whole site as files.

``DIR/current`` is then what a web server serves, or what is opened in a browser; run again, by a timer say, it writes
what has changed. `components.web.publish.folder` tells how it stays whole.
"""

import argparse
import logging
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from components.web.publish.folder import FolderError, fresh, opened
from components.web.publish.made_of import made_of
from data.words import N_, Words, words

log = logging.getLogger("components.web.publish")
_FAULTS = {
    "file": N_("{name}: is a file; name a folder"),
    "foreign": N_("{name}: is not empty and is not a publication; name a new or an empty folder"),
    "busy": N_("{name}: another run is writing there"),
    "no_links": N_("{name}: the disk does not support symbolic links, which a publication needs; name another"),
}
ATTEMPTS = 2
"""Times that it is written where what it is made of changes meanwhile."""


class _ChangedError(Exception):
    """What is published changed while it was written: a version of two moments is none."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the publication; return 0, or 1 with the reason on standard error."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    parser = argparse.ArgumentParser(prog="python -m components.web.publish", description=__doc__)
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help="made where it is missing; else empty or a publication"
    )
    parser.add_argument(
        "--live-address", type=_origin, default="", help="where the dashboard is: what has no page leads there"
    )
    parser.add_argument("--address", type=_origin, default="", help="where the publication will be, for search engines")
    parser.add_argument(
        "--every-picture",
        action="store_true",
        help="draw figures as PNG also where something is chosen, minutes and hundreds of MB more at first; "
        "else the dashboard draws those",
    )
    options = parser.parse_args(arguments)
    said = words("en")
    _ = said.say
    begun = time.monotonic()
    try:
        with opened(options.folder) as before:
            for _attempt in range(ATTEMPTS):
                told = options.live_address, options.address, str(options.every_picture)
                key = made_of(*told)
                if before and before.made_of == key and before.whole():
                    return _done(said, _("nothing has changed"), len(before.files), begun)
                # What writes pages takes longer to be loaded than it takes to see that nothing has changed.
                from components.web.publish.site import Site

                # Once more where it changed meanwhile: what had to be drawn is known by then.
                with suppress(_ChangedError):
                    with fresh(options.folder, before, key) as version:
                        Site(version, options.live_address, options.address, options.every_picture).write()
                        if made_of(*told) != key:
                            raise _ChangedError
                    count = said.count("{n} file was written", "{n} files were written", version.written)
                    return _done(said, count, len(version.files), begun)
        return _refuse(_("The data or the day changed meanwhile; run it again."))
    except FolderError as fault:
        return _refuse(_(_FAULTS[fault.code], name=fault.path))
    except OSError as error:
        return _refuse(
            _("{name}: cannot be written ({reason})", name=error.filename or options.folder, reason=said.reason(error))
        )


def _origin(text: str) -> str:
    if not text:
        return ""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise argparse.ArgumentTypeError(f"{text!r} is no address like https://example.lv")
    return text.rstrip("/")


def _done(said: Words, what: str, files: int, begun: float) -> int:
    seconds = said.number(round(time.monotonic() - begun, 1))
    print(f"{what}; {said.count('{n} file in all', '{n} files in all', files)}; {seconds} s")
    return 0


def _refuse(reason: str) -> int:
    log.error("%s", reason)
    return 1


if __name__ == "__main__":
    sys.exit(main())
