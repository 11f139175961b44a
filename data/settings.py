"""The few settings of an installation: environment variables first, then ``.streamlit/secrets.toml``.

Streamlit is not asked, since the command line and the tests read the same settings without it.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SECRETS = Path(__file__).resolve().parents[1] / ".streamlit" / "secrets.toml"


def setting(name: str) -> str | None:
    """Return the text of a setting, or None when it is not set or empty.

    A secrets file that cannot be read as TOML counts as absent: the embedded data must still show.
    """
    if chosen := os.environ.get(name, "").strip():
        return chosen
    value = (_secrets() or {}).get(name)
    return value.strip() or None if isinstance(value, str) else None


CORRECTIONS_TO = "CORRECTIONS_TO"
"""The setting that names who takes corrections."""
LONGEST_RECIPIENT = 120
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def corrections_to() -> str | None:
    """Return who takes corrections, an e-mail address or an office's name; None where nobody is named.

    What is set and cannot be shown counts as not set: more than a line, longer than `LONGEST_RECIPIENT`, an @ without
    an address, or nothing but signs. `corrections_to_broken` tells of it.
    """
    named = setting(CORRECTIONS_TO)
    return named if named and _usable(named) else None


def corrections_to_broken() -> bool:
    """Tell whether there is a recipient of corrections that cannot be shown."""
    named = setting(CORRECTIONS_TO)
    return named is not None and not _usable(named)


def is_address(recipient: str) -> bool:
    """Tell whether a recipient is an e-mail address rather than an office's name."""
    return _ADDRESS.fullmatch(recipient) is not None


def _usable(named: str) -> bool:
    fits = len(named) <= LONGEST_RECIPIENT and named.isprintable()
    return fits and (is_address(named) if "@" in named else any(letter.isalpha() for letter in named))


def section(name: str) -> Mapping[str, Any]:
    """Return a ``[section]`` of the secrets file; empty when there is none."""
    value = (_secrets() or {}).get(name)
    return value if isinstance(value, dict) else {}


def secrets_broken() -> bool:
    """Tell whether there is a secrets file that cannot be read as TOML."""
    return _secrets() is None


def _secrets() -> Mapping[str, Any] | None:
    try:
        return tomllib.loads(SECRETS.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
