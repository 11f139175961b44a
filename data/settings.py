"""The few settings of an installation: environment variables first, then ``.streamlit/secrets.toml``.

Streamlit is not asked, since the command line and the tests read the same settings without it.
"""

import os
import tomllib
from pathlib import Path

SECRETS = Path(__file__).resolve().parents[1] / ".streamlit" / "secrets.toml"


def setting(name: str) -> str | None:
    """Return the text of a setting, or None when it is not set or empty.

    A secrets file that cannot be read as TOML counts as absent: the embedded data must still show.
    """
    if chosen := os.environ.get(name, "").strip():
        return chosen
    try:
        value = tomllib.loads(SECRETS.read_text("utf-8")).get(name)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    return value.strip() or None if isinstance(value, str) else None
