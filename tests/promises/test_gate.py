"""A broken promise stops the app although it is proved in a process of its own."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from baseline.checks import proofs
from baseline.errors import CheckError, ConfigError
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


def test_an_app_that_is_asked_to_end(sources: Path) -> None:
    """An app that is told to end leaves no manifest of an earlier run, and no process."""
    out = sources / "ended.out"
    out.mkdir()
    (out / "manifest.json").write_text("{}", encoding="utf-8")
    app = start_app(sources, out.name)
    while (out / "manifest.json").exists():
        time.sleep(0.01)
    app.terminate()
    app.communicate(timeout=30)
    assert app.returncode == 143
    assert not (out / "manifest.json").exists()
    # What has ended stays in the group until the system has taken it away, which may be a moment.
    with pytest.raises(ProcessLookupError):
        for _ in range(500):
            os.killpg(app.pid, 0)
            time.sleep(0.01)


def test_nobody_asks() -> None:
    """Proofs that nobody asks for any more leave no process behind."""
    with proofs.Proofs(Path("baseline.yaml")) as started:
        process = started._process
    assert process.returncode is not None
