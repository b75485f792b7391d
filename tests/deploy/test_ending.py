"""A synthesis that is told to end: at once, in silence, and leaving nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app import SIGNALLED
from tests.assemblies import ROOT
from tests.clones import start_app

ENDED = {
    "asked": (os.kill, signal.SIGTERM, SIGNALLED + signal.SIGTERM),
    "interrupted in a terminal": (os.killpg, signal.SIGINT, SIGNALLED + signal.SIGINT),
    "killed": (os.kill, signal.SIGKILL, -signal.SIGKILL),
}
"""By how an app is ended: who is told, by which signal, and the exit code."""


@pytest.mark.parametrize(("tell", "asked", "code"), ENDED.values(), ids=ENDED)
def test_an_app_that_is_ended(
    tmp_path: Path, tell: Callable[[int, int], None], asked: signal.Signals, code: int
) -> None:
    """An app that is told to end says nothing and leaves no process, even when it is killed."""
    endless = tmp_path / "mine.yaml"
    os.mkfifo(endless)
    manifest = tmp_path / "manifest.json"
    manifest.write_text("{}", encoding="utf-8")
    app = start_app(ROOT, str(tmp_path), CDK_CONTEXT_JSON=json.dumps({"config": str(endless)}))
    while _processes(app.pid) < 2 and app.poll() is None:
        time.sleep(0.05)
    tell(app.pid, asked)
    assert app.communicate(timeout=30) == ("", "")
    assert app.returncode == code
    assert not manifest.exists()
    ended = time.monotonic()
    while _processes(app.pid):
        assert time.monotonic() < ended + 10
        time.sleep(0.05)


def _processes(group: int) -> int:
    """Count the processes of a group."""
    listed = subprocess.run(["ps", "-A", "-o", "pgid="], capture_output=True, text=True, check=True)
    return listed.stdout.split().count(str(group))


def test_ending_cannot_be_lost() -> None:
    """Where Python ignores exceptions, as in the middle of an import, the app ends all the same."""
    program = (
        "import os, signal, weakref\n"
        "from app import end\n"
        "signal.signal(signal.SIGTERM, end)\n"
        "class Module: ...\n"
        "module = Module()\n"
        "lock = weakref.ref(module, lambda _: os.kill(os.getpid(), signal.SIGTERM))\n"
        "del module\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == SIGNALLED + signal.SIGTERM
