"""What deploy/ gives works when it is followed: units, nginx, the image's files, a command inside the service.

What this machine lacks (systemd's and nginx's programs) is passed over; everything else runs.
"""

import configparser
import os
import platform
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from data import settings
from deploy import inside
from tests.child import restricted
from tests.live.reads import filled
from tests.serving import ROOT, free_port, serve

DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
HOME = "/opt/open-government-dashboard"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
ANALYZE = shutil.which("systemd-analyze")


# Units


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The units with this folder in place of the one that they name."""
    folder = tmp_path_factory.mktemp("units")
    for unit in UNITS:
        (folder / unit.name).write_text(unit.read_text("utf-8").replace(HOME, str(ROOT)), "utf-8")
    return folder


def unit_of(name: str) -> dict[str, list[str]]:
    """What stands in [Service] of a unit, each name with all its values."""
    lines = (DEPLOY / name).read_text("utf-8").partition("[Service]")[2].partition("\n[")[0].splitlines()
    found: dict[str, list[str]] = {}
    for line in lines:
        if "=" in line and line[0] not in "#;":
            found.setdefault(line.partition("=")[0], []).append(line.partition("=")[2])
    return found


@pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is not here")
def test_systemd_takes_the_units(units: Path) -> None:
    words = [str(ANALYZE), "verify", "--man=no", *map(str, sorted(units.iterdir()))]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "open-government" in line]) == (0, [])


@pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is not here")
@pytest.mark.parametrize(("name", "most"), [("", 20), ("-backup", 40), ("-publish", 40)])
def test_the_services_see_little(units: Path, name: str, most: int) -> None:
    words = [str(ANALYZE), "security", "--offline=true", f"--threshold={most}", "--no-pager"]
    unit = units / f"open-government-dashboard{name}.service"
    assert subprocess.run([*words, str(unit)], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("name", ["-backup", "-publish"])
def test_what_runs_by_timer_is_who_the_service_is(name: str) -> None:
    """Same user, settings, folder: else the copy is of another history."""
    service, other = unit_of("open-government-dashboard.service"), unit_of(f"open-government-dashboard{name}.service")
    for key in ("User", "DynamicUser", "BindPaths", "WorkingDirectory"):
        assert service[key] == other[key]
    assert service["EnvironmentFile"] == other["EnvironmentFile"]
    assert other["StateDirectory"][0].split()[0] == service["StateDirectory"][0]
    timer = configparser.ConfigParser(strict=False)
    timer.read(DEPLOY / f"open-government-dashboard{name}.timer", "utf-8")
    assert timer["Install"]["WantedBy"] == "timers.target"


def test_the_timers_command_makes_a_copy(tmp_path: Path) -> None:
    """The very command of the unit, beside a history, in the folder that systemd makes for it."""
    (command,) = unit_of("open-government-dashboard-backup.service")["ExecStart"]
    words = command.replace(f"{HOME}/.venv/bin/python", sys.executable).split()
    (tmp_path / "var" / "copies").mkdir(parents=True)
    filled(tmp_path / "var" / "history.sqlite3", 3).close()
    env = os.environ | {"HISTORY_URL": f"sqlite:///{tmp_path / 'var' / 'history.sqlite3'}", "PYTHONPATH": str(ROOT)}
    for _ in range(2):
        done = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        time.sleep(1.1)
    assert len(list((tmp_path / "var" / "copies").glob("history-*.sqlite3"))) == 2


def test_no_service_is_killed_for_what_it_may_not_do() -> None:
    """The engine that draws charts asks for keys to its memory, which are not among @system-service."""
    for unit in DEPLOY.glob("*.service"):
        assert unit_of(unit.name)["SystemCallErrorNumber"] == ["EPERM"]
    for name in ("", "-publish"):
        assert "@system-service @pkey" in unit_of(f"open-government-dashboard{name}.service")["SystemCallFilter"]


_DRAWN = """
import ctypes, struct, sys
# prctl(PR_SET_SECCOMP) with a filter that answers EPERM to pkey_alloc (330 on x86-64) and lets all else pass.
rules = [(0x20, 0, 0, 0), (0x15, 0, 1, 330), (0x06, 0, 0, 0x00050001), (0x06, 0, 0, 0x7FFF0000)]
code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))
program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(rules), ctypes.addressof(code)))
libc = ctypes.CDLL(None, use_errno=True)
if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, program, 0, 0):
    sys.exit(3)
assert libc.syscall(330, 0, 0) == -1 and ctypes.get_errno() == 1
import vl_convert
spec = {"data": {"values": [{"a": 1}]}, "mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
assert vl_convert.vegalite_to_svg(spec).startswith("<svg")
"""


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the number of the call is that of x86-64")
def test_charts_are_drawn_where_the_engine_gets_no_keys() -> None:
    done = subprocess.run([sys.executable, "-c", _DRAWN], capture_output=True, text=True, check=False)
    if done.returncode == 3:
        pytest.skip("this machine lets nobody filter calls")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_wrong_setting_is_not_tried_again_and_again() -> None:
    assert unit_of("open-government-dashboard.service")["RestartPreventExitStatus"] == ["78"]


def test_every_variable_of_the_units_is_a_setting_or_the_systems() -> None:
    named = {name.upper() for name in settings.Settings.model_fields}
    for unit in DEPLOY.glob("*.service"):
        for line in unit_of(unit.name).get("Environment", []):
            names = {part.partition("=")[0] for part in line.split()}
            assert names <= named | {"PORT", "HOME", "PYTHONDONTWRITEBYTECODE", "FORWARDED_ALLOW_IPS"}


# Inside the service


def test_a_command_inside_sees_what_the_service_sees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process plays the service: its settings and folder are those of the command, not those of whoever asks."""
    if os.geteuid():
        pytest.skip("only root looks into another's process")
    filled(tmp_path / "history.sqlite3", 2).close()
    monkeypatch.setenv("HISTORY_URL", "sqlite:////nowhere/history.sqlite3")
    env = {"PATH": os.environ["PATH"], "HISTORY_URL": f"sqlite:///{tmp_path / 'history.sqlite3'}", "LANG": "C.UTF-8"}
    service = subprocess.Popen(["sleep", "60"], cwd=ROOT, env=env)
    try:
        asked = [sys.executable, str(DEPLOY / "inside.py"), "--lang", "en", "history", "verify"]
        done = subprocess.run(
            asked,
            cwd="/",
            env=os.environ | {"DASHBOARD_PID": str(service.pid)},
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        service.kill()
        service.wait()
    if "nsenter" in done.stderr:
        pytest.skip("this machine lets nobody into another namespace")
    assert (done.returncode, done.stdout) == (0, "2 stored reads were verified.\n")


def test_without_a_service_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("DASHBOARD_PID", raising=False)
    monkeypatch.setattr(inside, "running", lambda: 0)
    assert inside.main() == 1
    assert "systemctl start open-government-dashboard" in capsys.readouterr().err


def test_who_is_not_root_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_PID", "1")
    assert restricted(inside.main) == 1


# nginx


class _Upstream(BaseHTTPRequestHandler):
    """Says what it was asked, and sets the one cookie."""

    def do_GET(self) -> None:
        text = (
            f"{self.path} {self.headers['Host']} {self.headers['X-Forwarded-For']} {self.headers['X-Forwarded-Proto']}"
        )
        self.send_response(200)
        self.send_header("Set-Cookie", "_streamlit_xsrf=1; Path=/")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """The example of nginx as it stands, with other ports, certificate and upstream; its ports for HTTP and HTTPS."""
    if not NGINX or not shutil.which("openssl"):
        pytest.skip("nginx is not here")
    folder = tmp_path_factory.mktemp("nginx")
    subject = ["-subj", "/CN=dashboard.example", "-addext", "subjectAltName=DNS:dashboard.example"]
    keys = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject, *keys],
        check=True, capture_output=True,
    )  # fmt: skip
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), _Upstream)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    http, https = free_port(), free_port()
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    for old, new in (
        ("/etc/ssl/dashboard.example.pem", str(folder / "cert.pem")),
        ("/etc/ssl/private/dashboard.example.key", str(folder / "key.pem")),
        ("127.0.0.1:8501", f"127.0.0.1:{upstream.server_address[1]}"),
        ("listen 443 ", f"listen 127.0.0.1:{https} "), ("listen 80;", f"listen 127.0.0.1:{http};"),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    text = re.sub(r" *listen \[::\]:\d+.*;\n", "", text)
    temp = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    head = f"daemon off; pid {folder}/pid; error_log {folder}/error; events {{}} http {{ access_log off; {temp}"
    around = f"{head}\n{text}\n}}"
    (folder / "nginx.conf").write_text(around, "utf-8")
    words = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    tested = subprocess.run([*words, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as trying:
                if trying.connect_ex(("127.0.0.1", https)) == 0:
                    break
            time.sleep(0.05)
        yield http, https
    finally:
        server.terminate()
        server.wait(10)
        upstream.shutdown()
        upstream.server_close()


def asked(
    port: int, path: str, host: str = "dashboard.example", *, tls: bool = True, sni: str = "dashboard.example"
) -> str:
    """What is answered, head and all."""
    with socket.create_connection(("127.0.0.1", port), 10) as plain:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        line = context.wrap_socket(plain, server_hostname=sni) if tls else plain
        line.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-For: 6.6.6.6\r\nConnection: close\r\n\r\n".encode()
        )
        said = b""
        while part := line.recv(65536):
            said += part
        return said.decode()


def test_nginx_hands_on_what_the_dashboard_needs(proxied: tuple[int, int]) -> None:
    http, https = proxied
    said = asked(https, "/pasakumi?q=1")
    assert said.startswith("HTTP/1.1 200")
    assert said.endswith("/pasakumi?q=1 dashboard.example 127.0.0.1 https")
    assert re.search(r"^Set-Cookie: _streamlit_xsrf=1; Path=/; Secure\r$", said, re.MULTILINE | re.IGNORECASE)
    assert "Strict-Transport-Security" in said
    assert "Location: https://dashboard.example/x?y=1" in asked(http, "/x?y=1", tls=False)


def test_nginx_answers_no_other_name_and_hides_the_figures(proxied: tuple[int, int]) -> None:
    _, https = proxied
    with pytest.raises((ssl.SSLError, ConnectionError)):
        asked(https, "/", "other.example", sni="other.example")
    assert asked(https, "/metrics").startswith("HTTP/1.1 404")
    assert asked(https, "/", "other.example").startswith("HTTP/1.1 421")


# The image


def recipe() -> list[list[str]]:
    """The lines of the Containerfile as words, those that go on put together."""
    text = re.sub(r"\\\n", " ", (DEPLOY / "Containerfile").read_text("utf-8"))
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


def test_the_image_runs_as_nobody_in_particular_and_looks_after_itself() -> None:
    words = {line[0]: line for line in recipe()}
    assert words["USER"] == ["USER", "10001"]
    assert words["VOLUME"] == ["VOLUME", "/app/var"]
    assert "/readyz" in " ".join(words["HEALTHCHECK"])
    assert not any("chown" in word for line in recipe() if line[0] == "COPY" for word in line)
    page = (DEPLOY / "README.md").read_text("utf-8")
    assert "--read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges" in page


def test_what_the_image_takes_is_enough_to_serve(open_folder: Path) -> None:
    """Only what is copied, in a folder of its own."""
    app = open_folder / "app"
    for line in recipe():
        if line[0] == "COPY" and not line[1].startswith("--from") and line[1] != "requirements.txt":
            *sources, target = line[1:]
            for source in sources:
                to = app / (source if target == "./" else target)
                to.parent.mkdir(parents=True, exist_ok=True)
                ignore = shutil.ignore_patterns("__pycache__")
                shutil.copytree(ROOT / source, to, ignore=ignore) if (ROOT / source).is_dir() else shutil.copy(
                    ROOT / source, to
                )
    (app / "var").mkdir()
    with serve(app / "app.py", alive="/readyz", cwd=app, env={"PYTHONDONTWRITEBYTECODE": "1"}) as server:
        server.wait("/pasakumi")
        assert "Traceback" not in server.said()
    assert sorted(path.name for path in app.rglob("*") if path.name == "__pycache__") == []


def test_the_builder_is_sent_what_the_image_takes_and_no_more() -> None:
    """Else an environment of a gigabyte, the history and the secrets go to whoever builds."""
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert lines[1] == "*"
    sent = {line[1:] for line in lines if line.startswith("!")}
    sources = (line[1:-1] for line in recipe() if line[0] == "COPY" and not line[1].startswith("--from"))
    assert sent == {source for words in sources for source in words}


def test_the_image_takes_no_more_than_runs() -> None:
    taken = {word.rstrip("/") for line in recipe() if line[0] == "COPY" for word in line[1:-1]}
    assert not taken & {"tests", "docs", "deploy", ".", ".git", ".streamlit/secrets.toml", "requirements-dev.txt"}
    assert tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    sent = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in sent
    assert {line.removeprefix("!") for line in sent if line.startswith("!")} == taken - {"--from=packages", "/opt/venv"}
