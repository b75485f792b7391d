"""Start the emulator: `python -m emulator [--port N] [--state FILE] [--parent PID]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .private_names import PrivateNameError
from .server import Options, serve


def arguments(argv: list[str]) -> Options:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m emulator",
        description="An AWS emulator on 127.0.0.1. A 12-digit access key id is the account.",
    )
    parser.add_argument("--port", type=int, default=0, help="port to bind (0: a free one)")
    parser.add_argument(
        "--state",
        type=Path,
        default=Path(".cache/emulator.json"),
        help="file that tells where it runs: endpoint, pid, digest (default: %(default)s)",
    )
    parser.add_argument("--digest", default="", help="free text stored in the state file")
    parser.add_argument(
        "--parent", type=int, default=0, help="stop when the process with this id has ended"
    )
    parser.add_argument(
        "--hold",
        type=float,
        default=25.0,
        help="seconds a reply that starts a stack operation is held back (default: %(default)s)",
    )
    parser.add_argument("--log-level", default="CRITICAL", help="level of the log on stderr")
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(".cache"),
        help="folder for compiled modules, where the installation has none (default: %(default)s)",
    )
    given = parser.parse_args(argv)
    return Options(
        port=given.port,
        state=given.state,
        digest=given.digest,
        cache=given.cache,
        parent=given.parent,
        hold_seconds=given.hold,
        log_level=given.log_level.upper(),
    )


def main() -> int:
    """Run until a signal or the parent's end stops it."""
    try:
        serve(arguments(sys.argv[1:]))
    except (OSError, PrivateNameError) as problem:
        sys.stderr.write(f"emulator: {problem}\n")
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
