"""Set the project up in this checkout: each stage once, again only when what it rests on changes.

Started by `tools/setup.sh` with a Python that is new enough. Progress goes to standard error; the
one line about a failure goes to standard output, from where the Makefile takes it.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.installers import LOG, SetupError, environment
from tools.stages import Stage, digests, due

STAMP = Path(".cache/setup.json")
MADE = (".venv", "node_modules")
"""What the installers empty before they fill it."""


def set_up(root: Path) -> None:
    """Do what is due, saying what is done and how long it took.

    Raises:
        SetupError: an installer failed, or would empty a folder that lies elsewhere.
        OSError: a file of the checkout cannot be read or written.
    """
    (root / ".cache" / "tmp").mkdir(parents=True, exist_ok=True)
    if not due(root, _done(root)):
        return
    _refuse_links(root)
    with _alone(root):
        (root / LOG).write_text("", encoding="utf-8")
        done = _done(root)
        stages = due(root, done)
        for stage in stages:
            done.pop(stage.name, None)
        _remember(root, done)
        wanted = digests(root)
        for number, stage in enumerate(stages, start=1):
            _do(stage, root, f"set-up {number}/{len(stages)}")
            done[stage.name] = wanted[stage.name]
            _remember(root, done)


def _refuse_links(root: Path) -> None:
    """Leave alone what another checkout may be using through a link."""
    for name in MADE:
        if (root / name).is_symlink():
            raise SetupError(
                f"{name}: must be a folder of this checkout (got a link to "
                f"{(root / name).readlink()}, which would be emptied); remove the link"
            )


def _do(stage: Stage, root: Path, title: str) -> None:
    sys.stderr.write(f"{title}: {stage.name} ... ")
    sys.stderr.flush()
    started = time.monotonic()
    outcome = "failed"
    try:
        stage.work(root, environment(root, os.environ))
        outcome = f"{time.monotonic() - started:.1f} s"
    finally:
        sys.stderr.write(f"{outcome}\n")


def _done(root: Path) -> dict[str, str]:
    try:
        return dict(json.loads((root / STAMP).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _remember(root: Path, done: dict[str, str]) -> None:
    (root / STAMP).write_text(json.dumps(done, indent=2), encoding="utf-8")


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the set-up's lock, so that two commands in one checkout do not install at once."""
    with (root / ".cache" / "setup.lock").open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stderr.write("set-up: waits for another command in this checkout\n")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> int:
    """Set up the checkout that this file lies in; the exit status is 0, or 2 with one line."""
    root = Path(__file__).resolve().parent.parent
    try:
        set_up(root)
    except SetupError as error:
        sys.stdout.write(f"{error}\n")
    except OSError as error:
        sys.stdout.write(
            f"{error.filename or root}: {error.strerror}; make the checkout complete, readable and "
            "writable, with room on its disk\n"
        )
    except KeyboardInterrupt:
        return 130
    else:
        return 0
    return 2


if __name__ == "__main__":
    sys.exit(main())
