"""A broken promise stops the app although it is proved in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from baseline.checks import proofs
from baseline.errors import CheckError, ConfigError
from tests.clones import clone

TRAIL = "baseline/guardrails/catalogue/audit_trail.py"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the sources to make mistakes in."""
    return clone(tmp_path_factory.mktemp("mistakes"))


@pytest.fixture
def configuration(sources: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration of the clone, about which the clone's own code proves its promises."""
    monkeypatch.setattr(proofs, "PROJECT", sources)
    return sources / "baseline.yaml"


def _prove(configuration: Path) -> None:
    with proofs.Proofs(configuration) as started:
        started.check()


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
def test_every_end(configuration: Path, raised: type[Exception], told: str) -> None:
    """A mistake in the promises and a crash each reach who asks."""
    with pytest.raises(raised, match=told):
        _prove(configuration)


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
def test_a_unit_that_is_not_there(configuration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A synthesis says which unit a promise of a fork's own names in vain, and goes on."""
    _prove(configuration)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("note: own_promises.yaml: own: names a unit that baseline.yaml")
    assert line.endswith("(got 'suspnded'); did you mean 'suspended'?")


def test_an_own_promise(own: Path, configuration: Path) -> None:
    """A promise of a fork's own stops a synthesis that breaks it, and so does a mistake in it."""
    for text, raised, told in (
        (OWN_PROMISES.replace("suspnded", "sandbox"), CheckError, "^own_promises.yaml: own: Nob"),
        (OWN_PROMISES.replace("name: own", "name: trail"), ConfigError, "^own_promises.yaml:2: "),
    ):
        own.write_text(text, encoding="utf-8")
        with pytest.raises(raised, match=told):
            _prove(configuration)


@pytest.mark.parametrize(
    "change",
    [("baseline.yaml", "  - key: sandbox # where breaking things is the point", "  - key: labs")],
    indirect=True,
)
@pytest.mark.usefixtures("change")
def test_a_unit_that_is_taken_out(configuration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A synthesis says nothing of a unit that the template promises of and a fork has not."""
    _prove(configuration)
    assert capsys.readouterr().err == ""


def test_a_linked_configuration(tmp_path: Path) -> None:
    """A promise about a file is about the name that it is given by, whatever that is a link to."""
    bare = "home_region: eu-west-1\nallowed_regions: [eu-west-1]\nunits: []\nrollout: everywhere\n"
    (tmp_path / "production.yaml").write_text(f"{bare}guardrails: []\n", encoding="utf-8")
    (tmp_path / "baseline.yaml").symlink_to(tmp_path / "production.yaml")
    with pytest.raises(CheckError, match="no deny_leave_organization in root"):
        _prove(tmp_path / "baseline.yaml")


def test_nobody_asks() -> None:
    """Proofs that nobody asks for any more leave no process behind."""
    with proofs.Proofs(Path("baseline.yaml")) as started:
        process = started._process
    assert process.returncode is not None
