"""Every test here starts without settings, without a way out, and with a server that plays Google."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import settings
from tests.google.server import FakeGoogle, from_grids

NAMES = (
    "SPREADSHEET", "SHEETS_ENDPOINT", "GOOGLE_APPLICATION_CREDENTIALS", "REFRESH_SECONDS", "GOOGLE_CLOUD_PROJECT",
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy",
)  # fmt: skip


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))
    monkeypatch.setattr(settings, "SECRETS", tmp_path / "secrets.toml")
    return tmp_path


@pytest.fixture
def google(bare: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGoogle]:
    """A small spreadsheet, with the settings that lead to it; at the end nothing may have broken Google's contract."""
    with FakeGoogle(from_grids({"Plāni": [["ID", "Nosaukums"], ["P5", "Piektais"]], "Tukša": []})) as server:
        for name, value in server.environment(bare).items():
            monkeypatch.setenv(name, value)
        yield server
    assert not server.breaches
