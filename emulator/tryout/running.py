"""The emulator a try-out uses: one that still runs, or one of its own."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .failure import TryoutError
from .places import Places

START_SECONDS = 60.0
STOP_SECONDS = 10.0
ACCOUNT = "111122223333"
"""The management account of every try-out, one of AWS's example ids."""


def aws_environment(endpoint: str, account: str, region: str) -> dict[str, str]:
    """The variables that point any AWS client at an account of an emulator."""
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": account,
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


@dataclass(frozen=True)
class Running:
    """An emulator that answers."""

    endpoint: str
    pid: int

    def environment(self, region: str) -> dict[str, str]:
        """The variables that point any AWS client at it."""
        return aws_environment(self.endpoint, ACCOUNT, region)

    def authorise(self, *, on: bool) -> None:
        """Let it judge every call by IAM and service control policies, or none."""
        self._control("authorisation", {"on": on})

    def deliver(self) -> None:
        """Let it deliver what it recorded so far to its trails."""
        self._control("recorded", {})

    def _control(self, name: str, document: dict[str, Any]) -> None:
        request = urllib.request.Request(  # noqa: S310
            f"{self.endpoint}/_emulator/{name}",
            data=json.dumps(document).encode(),
            method="POST",
        )
        with urllib.request.urlopen(request, timeout=30):  # noqa: S310
            pass

    def stop(self) -> None:
        """End it by its process id and wait until it is gone."""
        _signal(self.pid, signal.SIGTERM)
        end = time.monotonic() + STOP_SECONDS
        while _alive(self.pid):
            if time.monotonic() > end:
                _signal(self.pid, signal.SIGKILL)
                return
            time.sleep(0.05)


def find_or_start(places: Places, *, keep: bool) -> Running:
    """Return the emulator that an earlier run kept, or start one.

    One that was started from other sources is stopped first: what it did would not show what this
    checkout does.

    Raises:
        TryoutError: if a new one does not answer in time.
    """
    digest = _sources_digest()
    state = _state(places.state)
    if state and _answers(state["endpoint"]):
        running = Running(state["endpoint"], state["pid"])
        if state["digest"] == digest:
            return running
        running.stop()
    return _start(places, digest, keep=keep)


def _start(places: Places, digest: str, *, keep: bool) -> Running:
    log = places.log("emulator")
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "emulator", "--state", str(places.state)]
    command += ["--cache", str(places.cache), "--digest", digest]
    if not keep:
        command += ["--parent", str(os.getpid())]
    places.state.unlink(missing_ok=True)
    with log.open("wb") as output:
        # A session of its own: Ctrl-C is for the try-out, which then stops it in order.
        process = subprocess.Popen(
            command,
            cwd=places.checkout,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        return _wait(process, places)
    except BaseException:
        process.kill()
        process.wait()
        raise


def _wait(process: subprocess.Popen[bytes], places: Places) -> Running:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        state = _state(places.state)
        if state:
            return Running(state["endpoint"], process.pid)
        time.sleep(0.05)
    told = places.log("emulator").read_text(encoding="utf-8", errors="replace").strip()
    raise TryoutError(f"emulator: did not start (got {told or 'no word'}); see .cache/try")


def _state(file: Path) -> dict[str, Any] | None:
    try:
        state = json.loads(file.read_text(encoding="utf-8"))
        return {
            "endpoint": str(state["endpoint"]),
            "pid": int(state["pid"]),
            "digest": state["digest"],
        }
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _answers(endpoint: str) -> bool:
    try:
        with urllib.request.urlopen(f"{endpoint}/_emulator/health", timeout=5) as answer:  # noqa: S310
            return bool(json.load(answer)["status"] == "ok")
    except (OSError, ValueError, KeyError):
        return False


def _sources_digest() -> str:
    digest = hashlib.sha256()
    package = Path(__file__).parent.parent
    for file in sorted(package.rglob("*.py")):
        digest.update(f"{file.relative_to(package)}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _alive(pid: int) -> bool:
    try:
        # A child of ours stays as long as nobody has asked how it ended.
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    except ChildProcessError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
