"""Run a command of the dashboard inside its running service: as its user, with its settings, key and folders.

``python3 deploy/inside.py doctor``, ``python3 deploy/inside.py history backup var/copy.sqlite3``: by root, on the same
machine. Outside, the same command would see other settings and another folder. It needs the standard library alone.
"""

import os
import subprocess
import sys
from pathlib import Path

UNIT = "open-government-dashboard"


def running() -> int:
    """Return the process of the service; 0 where it does not run."""
    asked = ("systemctl", "show", "--property=MainPID", "--value", UNIT)
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return int(done.stdout.strip() or 0)


def command(pid: int, arguments: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return what to run, and in which environment, so that it sees what a process sees.

    Args:
        pid: the process of the service.
        arguments: what stands behind ``python -m data``.
    """
    here = Path(f"/proc/{pid}")
    owner = here.stat()
    parts = [os.fsdecode(part).partition("=") for part in (here / "environ").read_bytes().split(b"\0") if part]
    folder = str((here / "cwd").readlink())
    enter = ["nsenter", f"--target={pid}", "--mount", f"--setgid={owner.st_gid}", f"--setuid={owner.st_uid}", "--"]
    work = ["env", f"--chdir={folder}", f"{folder}/.venv/bin/python", "-m", "data"]
    return [*enter, *work, *arguments], {name: value for name, _, value in parts}


def main() -> int:
    """Run what the command line says; return its code."""
    pid = int(os.environ.get("DASHBOARD_PID") or running())
    if not pid:
        sys.stderr.write(f"The service does not run: systemctl start {UNIT}\n")
        return 1
    try:
        words, env = command(pid, sys.argv[1:])
    except PermissionError:
        sys.stderr.write("Only root may look into the service: sudo python3 deploy/inside.py …\n")
        return 1
    return subprocess.run(words, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
