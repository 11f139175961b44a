"""The few settings of an installation: environment variables first, then ``.streamlit/secrets.toml``.

Streamlit is not asked, since the command line and the tests read the same settings without it.
"""

import os
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
