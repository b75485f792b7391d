"""Locking again: only dated files are taken, and a failure changes nothing."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.assemblies import ROOT
from tools.lock import LOCKS, without_folders

UV = "uv-0.13.9-py3-none-any.whl"


def _wheel() -> bytes:
    """A wheel that has the name of uv's, and nothing in it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as wheel:
        metadata = "Metadata-Version: 2.1\nName: uv\nVersion: 0.13.9\n"
        wheel.writestr("uv-0.13.9.dist-info/METADATA", metadata)
        wheel.writestr("uv-0.13.9.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
    return content.getvalue()


class _Index(BaseHTTPRequestHandler):
    """A package index that has uv alone; `told` is what it tells of the file besides."""

    told: Mapping[str, str] = {}

    def do_GET(self) -> None:
        """Answer with the list of files, the file, or nothing."""
        digest = hashlib.sha256(_wheel()).hexdigest()
        file = {"filename": UV, "url": f"/{UV}", "hashes": {"sha256": digest}, **self.told}
        listing = {"meta": {"api-version": "1.1"}, "name": "uv", "files": [file]}
        answers = {
            "/simple/uv/": ("application/vnd.pypi.simple.v1+json", json.dumps(listing).encode()),
            f"/{UV}": ("application/octet-stream", _wheel()),
        }
        kind, body = answers.get(self.path, ("text/plain", b""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing on standard error."""


@pytest.fixture
def index() -> Iterator[str]:
    """The address of an index on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Index) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()


def _lock(checkout: Path, index: str) -> subprocess.CompletedProcess[str]:
    (checkout / ".cache/tmp").mkdir(parents=True)
    (checkout / ".venv").symlink_to(ROOT / ".venv")
    return subprocess.run(
        [sys.executable, "-m", "tools.lock", "--upgrade"],
        cwd=checkout,
        env={**os.environ, "UV_DEFAULT_INDEX": index, "NO_PROXY": "127.0.0.1", "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_an_index_without_dates(checkout: Path, index: str) -> None:
    """An index that tells no dates ends locking with one line that asks for another."""
    done = _lock(checkout, index)
    assert done.returncode == 2, done.stderr
    *steps, line = done.stderr.splitlines()
    assert steps == ["lock: requirements/installer.txt"]
    assert line.startswith("package index (uv): failed (")
    assert "; lock with an index that says when each file was uploaded, " in line
    assert "is missing an upload date" in (checkout / ".cache/setup.log").read_text()


def test_a_failure_changes_no_lock(
    checkout: Path, index: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a later lock cannot be resolved, those that were written before are taken back."""
    monkeypatch.setattr(_Index, "told", {"upload-time": "2026-01-01T00:00:00Z"})
    before = {name: (checkout / name).read_bytes() for name in LOCKS}
    done = _lock(checkout, index)
    assert done.returncode == 2, done.stderr
    steps = done.stderr.splitlines()[:-1]
    assert steps == ["lock: requirements/installer.txt", "lock: requirements/development.txt"]
    assert {name: (checkout / name).read_bytes() for name in LOCKS} == before


def test_folders_of_wheels_are_left_out() -> None:
    """Folders that pip knows for installing have no say in what is locked; indexes do."""
    variables = {
        "UV_FIND_LINKS": "/wheels",
        "UV_INDEX": "file:///simple https://mirror.example.com/simple",
        "UV_DEFAULT_INDEX": "https://other.example.com/simple",
    }
    assert without_folders(variables) == {
        "UV_INDEX": "https://mirror.example.com/simple",
        "UV_DEFAULT_INDEX": "https://other.example.com/simple",
    }
    assert without_folders({"UV_INDEX": "file:///simple"}) == {}


def test_the_product_follows_the_emulator() -> None:
    """What is deployed with is locked after the emulator, which asks for one exact release."""
    assert list(LOCKS)[-1] == "requirements/product.txt"
    assert LOCKS["requirements/product.txt"][-2:] == ["-c", "requirements/development.txt"]
