"""A broken promise stops the app although it is proved in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import SIGNALLED
from baseline.checks import proofs
from baseline.errors import CheckError, ConfigError
from tests.assemblies import ROOT
from tests.clones import clone, start_app

TRAIL = "baseline/guardrails/catalogue/audit_trail.py"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the sources to make mistakes in."""
    return clone(tmp_path_factory.mktemp("mistakes"))


@pytest.fixture
def change(sources: Path, request: pytest.FixtureRequest) -> None:
    """Make the mistake that a test is given, and take it back."""
    name, old, new = request.param
    file = sources / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    request.addfinalizer(lambda: file.write_text(text, encoding="utf-8"))


MISSPELT = ("promises.yaml", "\n    kind: never", "\n    kind: nevr")
UNFINISHED = ("baseline/promises/prove.py", "def prove(", "def prove")


@pytest.mark.parametrize(
    ("change", "raised", "told"),
    [
        pytest.param(MISSPELT, ConfigError, "got 'nevr'", id="rules"),
        pytest.param(UNFINISHED, RuntimeError, "SyntaxError", id="crash"),
    ],
    indirect=["change"],
)
@pytest.mark.usefixtures("change")
def test_every_end(
    sources: Path, monkeypatch: pytest.MonkeyPatch, raised: type[Exception], told: str
) -> None:
    """A mistake in the promises and a crash each reach who asks."""
    monkeypatch.setattr(proofs, "PROJECT", sources)
    with proofs.Proofs(sources / "baseline.yaml") as started, pytest.raises(raised, match=told):
        started.check()


OWN_PROMISES = """\
promises:
  - name: own
    sentence: Nobody does anything.
    kind: never
    where: {units: [suspnded]}
    calls: [{actions: ["*"]}]
"""


@pytest.fixture
def own(sources: Path) -> Iterator[Path]:
    """A file of promises of the fork's own, for as long as a test takes."""
    file = sources / "own_promises.yaml"
    file.write_text(OWN_PROMISES, encoding="utf-8")
    yield file
    file.unlink()


@pytest.mark.usefixtures("own")
def test_a_unit_that_is_not_there(
    sources: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A synthesis says which unit a promise of a fork's own names in vain, and goes on."""
    monkeypatch.setattr(proofs, "PROJECT", sources)
    with proofs.Proofs(sources / "baseline.yaml") as started:
        started.check()
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("note: own_promises.yaml: own: names a unit that baseline.yaml")
    assert line.endswith("(got 'suspnded'); did you mean 'suspended'?")


def test_an_own_promise(own: Path, sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A promise of a fork's own stops a synthesis that breaks it, and so does a mistake in it."""
    monkeypatch.setattr(proofs, "PROJECT", sources)
    for text, raised, told in (
        (OWN_PROMISES.replace("suspnded", "sandbox"), CheckError, "^own_promises.yaml: own: Nob"),
        (OWN_PROMISES.replace("name: own", "name: trail"), ConfigError, "^own_promises.yaml:2: "),
    ):
        own.write_text(text, encoding="utf-8")
        with (
            proofs.Proofs(sources / "baseline.yaml") as started,
            pytest.raises(raised, match=told),
        ):
            started.check()


@pytest.mark.parametrize(
    "change",
    [("baseline.yaml", "  - key: sandbox # where breaking things is the point", "  - key: labs")],
    indirect=True,
)
@pytest.mark.usefixtures("change")
def test_a_unit_that_is_taken_out(
    sources: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A synthesis says nothing of a unit that the template promises of and a fork has not."""
    monkeypatch.setattr(proofs, "PROJECT", sources)
    with proofs.Proofs(sources / "baseline.yaml") as started:
        started.check()
    assert capsys.readouterr().err == ""


def test_a_linked_configuration(tmp_path: Path) -> None:
    """A promise about a file is about the name that it is given by, whatever that is a link to."""
    bare = "home_region: eu-west-1\nallowed_regions: [eu-west-1]\nunits: []\nrollout: everywhere\n"
    (tmp_path / "production.yaml").write_text(f"{bare}guardrails: []\n", encoding="utf-8")
    (tmp_path / "baseline.yaml").symlink_to(tmp_path / "production.yaml")
    with (
        proofs.Proofs(tmp_path / "baseline.yaml") as started,
        pytest.raises(CheckError, match="no deny_leave_organization in root"),
    ):
        started.check()


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


def test_nobody_asks() -> None:
    """Proofs that nobody asks for any more leave no process behind."""
    with proofs.Proofs(Path("baseline.yaml")) as started:
        process = started._process
    assert process.returncode is not None
