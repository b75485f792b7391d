"""Resolve the locked versions again: releases younger than a week stay out, addresses never get in.

`make lock` keeps every locked version that still fits; `make lock UPGRADE=1` moves to the newest.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tools.installers import UV_INDEX, SetupError, environment, run
from tools.stages import run_npm, with_pip_mirrors

COOL_DOWN_DAYS = 7

LOCKS: dict[str, list[str]] = {
    "requirements/installer.txt": ["requirements/installer.in"],
    # First, as the emulator asks for one exact release of AWS's library.
    "requirements/development.txt": [
        *("pyproject.toml", "requirements/build.in", "--group", "dev", "--group", "emulator"),
    ],
    "requirements/product.txt": [
        *("pyproject.toml", "requirements/build.in", "-c", "requirements/development.txt"),
    ],
}

DATED_INDEX = replace(
    UV_INDEX,
    mend="lock with an index that says when each file was uploaded, as younger releases stay out",
)


def lock_python(root: Path, newest: datetime.date, upgrade: bool) -> None:
    """Write the three Python locks, each requirement with the hashes of all its files."""
    variables = without_folders(with_pip_mirrors(root, environment(root, os.environ)))
    for lock, sources in LOCKS.items():
        sys.stderr.write(f"lock: {lock}\n")
        command = [".venv/bin/uv", "pip", "compile", "--universal", "--generate-hashes"]
        command += ["--no-emit-index-url", "--python-version", "3.11", *sources, "-o", lock]
        command += ["--exclude-newer", newest.isoformat(), *(["--upgrade"] if upgrade else [])]
        run(command, root, variables, DATED_INDEX)


def without_folders(variables: Mapping[str, str]) -> dict[str, str]:
    """Leave folders of wheels out, which do not say when a file was uploaded.

    uv would take such a file for one that is too young, and not look for it in the index.
    """
    kept = {name: value for name, value in variables.items() if name != "UV_FIND_LINKS"}
    indexes = [each for each in kept.pop("UV_INDEX", "").split() if not each.startswith("file:")]
    return kept | ({"UV_INDEX": " ".join(indexes)} if indexes else {})


def lock_cli(root: Path, newest: datetime.date) -> None:
    """Write the lock of the CDK CLI; its version stands in package.json."""
    sys.stderr.write("lock: package-lock.json\n")
    arguments = ["install", "--package-lock-only", "--omit-lockfile-registry-resolved"]
    arguments += ["--ignore-scripts", f"--before={newest.isoformat()}"]
    run_npm(arguments, root, environment(root, os.environ))


def with_addresses(root: Path) -> list[str]:
    """The locks that name a host, which would follow the project into every fork."""
    names = [*LOCKS, "package-lock.json"]
    return [name for name in names if "://" in (root / name).read_text(encoding="utf-8")]


def main() -> int:
    """Write all locks; exits 2 with one line when a registry fails or an address got in."""
    parser = argparse.ArgumentParser(description="Resolve the locked versions again.")
    parser.add_argument("--upgrade", action="store_true", help="move to the newest that fit")
    upgrade = parser.parse_args().upgrade
    root = Path(__file__).resolve().parent.parent
    newest = datetime.datetime.now(tz=datetime.UTC).date() - datetime.timedelta(COOL_DOWN_DAYS)
    before = {name: (root / name).read_bytes() for name in LOCKS}
    try:
        lock_python(root, newest, upgrade)
        lock_cli(root, newest)
    except SetupError as error:
        # Locks that were written and those that were not would contradict each other.
        for name, content in before.items():
            (root / name).write_bytes(content)
        sys.stderr.write(f"{error}\n")
        return 2
    for name in with_addresses(root):
        sys.stderr.write(f"{name}: names a host (got '://'); remove the address\n")
    return 2 if with_addresses(root) else 0


if __name__ == "__main__":
    sys.exit(main())
