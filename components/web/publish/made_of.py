"""What a publication is made of: as long as it is the same, nothing has to be written."""

from hashlib import sha256
from pathlib import Path

from components.view import today
from data import live, settings
from data.model import default_plan

_ROOT = Path(__file__).resolve().parents[3]
_KINDS = frozenset([".py", ".css", ".csv", ".json", ".po", ".mo", ".ttf", ".woff2", ".typ", ".geojson", ".js"])


def made_of(*told: str) -> str:
    """Return the hash of all that a publication is made of: data, day, program, settings, and what is ``told``."""
    whole = sha256()
    current = live.current()
    plan = default_plan(current.snapshot.plans, (measure.plan for measure in current.snapshot.measures))
    state = current.snapshot.id, today(), plan and plan.id, current.source, len(current.issues), current.compared
    # The embedded data are read by every run anew, which is no news.
    moments = (current.read_at, current.changed_at, current.failing_since) if current.source else ()
    whole.update(repr((told, state, moments, [hold.table for hold in current.held])).encode())
    whole.update(repr([entry.id for entry in live.snapshots()]).encode())
    whole.update(repr((settings.owner(), settings.corrections_to(), settings.slides_template())).encode())
    for file in sorted(_program()):
        whole.update(f"{file.relative_to(_ROOT)}\n".encode() + sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _program() -> list[Path]:
    files = [_ROOT / "requirements.txt"]
    for room in ("components", "data"):
        files += [file for file in (_ROOT / room).rglob("*") if file.suffix in _KINDS and file.is_file()]
    return [file for file in files if file.is_file()]
