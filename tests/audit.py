"""``make audit``: whose licences, which parts, which known weaknesses the packages have that are shipped.

Licences and parts are found without a network. Advisories are asked of PyPI; what could not be asked is said, and fails
nothing: a machine without a network can know nothing of them.
"""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "requirements.txt"
OUT = ROOT / "var" / "audit"
PATIENCE = 120
ALLOWED = frozenset(
    re.split(
        r";\s+",
        """0BSD; 3-Clause BSD License; Apache License 2.0; Apache Software License; Apache-2.0; BSD License;
        BSD-2-Clause; BSD-3-Clause; CC0-1.0; HPND; ISC; ISC License (ISCL); LGPL-3.0-only; MIT; MIT License; MIT-0;
        MIT-CMU; MPL-2.0; Mozilla Public License 2.0 (MPL 2.0); PSF-2.0; Python Software Foundation License; Zlib""",
    )
)
"""What may be shipped beside a program under the EUPL: permissive ones, and weak copyleft that is used as it comes."""


def shipped() -> list[str]:
    """Return the names of the packages that are installed to run, as the list has them."""
    return re.findall(r"^([a-z0-9-]+)==", LIST.read_text("utf-8"), re.MULTILINE)


def tool(name: str, *arguments: str, patience: int = PATIENCE) -> subprocess.CompletedProcess[str]:
    """Run one of the tools that lie beside Python."""
    words = [str(Path(sys.executable).with_name(name)), *arguments]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=patience)


def parts_of(licence: str) -> list[str]:
    """Return the licences that an expression joins; of those joined by OR one that is allowed is enough."""
    found = []
    for joined in re.split(r"; | AND ", licence):
        choice = [part.strip(" ()") if " License" not in part else part.strip() for part in joined.split(" OR ")]
        found.append(next((part for part in choice if part in ALLOWED), choice[0]))
    return found


def licences(names: Sequence[str]) -> dict[str, str]:
    """Return the licence of each package that is installed here."""
    # Without the option it passes over what it needs itself, which may be shipped all the same.
    done = tool("pip-licenses", "--with-system", "--from=mixed", "--format=json", "--packages", *names)
    return {one["Name"].lower().replace("_", "-"): one["License"] for one in json.loads(done.stdout)}


def refused(found: dict[str, str]) -> dict[str, str]:
    """Return the packages whose licence is not among those that are allowed, or is not known."""
    return {name: licence for name, licence in found.items() if not {*parts_of(licence)} <= ALLOWED}


def bill(out: Path) -> int:
    """Write the list of parts (CycloneDX, JSON) of what is shipped; return how many there are."""
    done = tool("cyclonedx-py", "requirements", str(LIST), "--pyproject", "pyproject.toml", "--output-reproducible",
                "--no-validate", "-o", str(out))  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    return len(json.loads(out.read_text("utf-8"))["components"])


def advisories() -> tuple[dict[str, list[str]], int]:
    """Return the known weaknesses by package, and of how many packages none could be asked."""
    words = [
        "-r",
        str(LIST),
        "--require-hashes",
        "--disable-pip",
        "--progress-spinner=off",
        "--timeout=10",
        "-f",
        "json",
    ]
    try:
        found = json.loads(tool("pip-audit", *words).stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError):
        return {}, len(shipped())
    weak = {one["name"]: [weakness["id"] for weakness in one["vulns"]] for one in found if one.get("vulns")}
    return weak, sum("skip_reason" in one for one in found)


def main() -> int:
    """Look at all three; return 0, or 1 where a licence is not allowed or a weakness is known."""
    OUT.mkdir(parents=True, exist_ok=True)
    names = shipped()
    found = licences(names)
    lines = [f"{name}\t{licence}" for name, licence in sorted(found.items())]
    (OUT / "licences.tsv").write_text("\n".join([*lines, ""]), "utf-8")
    wrong = refused(found)
    print(f"{len(found)} packages with their licences: {(OUT / 'licences.tsv').relative_to(ROOT)}")
    for name in sorted({*names} - {*found}):
        print(f"  not installed on this machine, so its licence was not read: {name}")
    for name, licence in wrong.items():
        print(f"  not allowed: {name} ({licence}); see ALLOWED in tests/audit.py")
    print(f"{bill(OUT / 'sbom.json')} parts listed (CycloneDX): {(OUT / 'sbom.json').relative_to(ROOT)}")
    weak, unasked = advisories()
    for name, ids in weak.items():
        print(f"  known weakness: {name} ({', '.join(ids)})")
    if unasked:
        print(f"Advisories: {unasked} of {len(names)} packages could not be asked after: run `make audit` again where")
        print(
            "  https://pypi.org is reached (a proxy goes into HTTPS_PROXY); until then nothing is known of weaknesses"
        )
    if not weak and unasked < len(names):
        print(f"No known weakness in {len(names) - unasked} packages")
    return int(bool(wrong or weak))


if __name__ == "__main__":
    sys.exit(main())
