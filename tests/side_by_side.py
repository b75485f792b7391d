"""Run the fast tests in two processes: those that synthesize, and beside them those that need not.

Workers that share out single tests would each start a process for the construct library and
synthesize every configuration again; halves by folder share nothing, so nothing is done twice.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path("tests")
BESIDE = (
    *("audit", "cli", "config", "emulator"),
    *("guardrails", "promises", "runtime"),
)
"""Folders that never synthesize, or next to nothing; together half of the time."""
ELSEWHERE = ("deploy", "proofs")
"""Folders with a target of their own."""
NO_TESTS = 5
"""What pytest exits with where a selection leaves no test, as one may in either half.

Source: pytest documentation, Exit codes, read 2026-11-24.
"""


def main(options: list[str]) -> int:
    """Run both halves with the same options of pytest, and answer with the worse exit code.

    The first half is seen while it runs, the other one's output when both have ended.
    """
    beside = [TESTS / name for name in BESIDE]
    ignored = [TESTS / name for name in (*BESIDE, *ELSEWHERE)]
    first = [str(TESTS), *(f"--ignore={folder}" for folder in ignored)]
    with tempfile.TemporaryFile("w+") as output:
        other = subprocess.Popen(
            _pytest([*map(str, beside), "-o", "cache_dir=.cache/pytest-beside"], options),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            code = subprocess.run(_pytest(first, options), check=False).returncode
            codes = [code, other.wait()]
        finally:
            other.kill()
        output.seek(0)
        sys.stdout.write(f"\nBeside it, {', '.join(BESIDE)}:\n{output.read()}\n")
    return max((code for code in codes if code != NO_TESTS), default=NO_TESTS)


def _pytest(chosen: list[str], options: list[str]) -> list[str]:
    return [sys.executable, "-m", "pytest", *chosen, *options]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
