"""Proves the promises in a process of its own, while the stacks are built and synthesized.

The proofs need nothing of the construct library, and the synthesis nothing of the proofs, so with
two cores a synthesis takes hardly longer with them than without.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from baseline.errors import NOTE, CheckError, ConfigError

PROJECT = Path(__file__).parent.parent.parent


class Proofs:
    """The proofs of a configuration file's promises, started at once and asked for at the end."""

    def __init__(self, file: Path) -> None:
        # It ends when this end is closed, so also with a process that was killed.
        watched, self._held = os.pipe()
        command = (sys.executable, "-m", "baseline.checks.promises")
        self._process = subprocess.Popen(
            [*command, str(file.absolute()), str(watched)],
            cwd=PROJECT,
            pass_fds=(watched,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        os.close(watched)

    def __enter__(self) -> Proofs:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop what nobody asks for any more."""
        self._process.kill()
        self._process.communicate()
        os.close(self._held)

    def check(self) -> None:
        """Wait for the proofs, and say on standard error which units promises name in vain.

        Raises:
            CheckError: with a line for each promise that is broken or cannot be judged.
            ConfigError: if the promises themselves break a rule.
            RuntimeError: if the proofs ended without an answer.
        """
        answer, complaint = self._process.communicate()
        if self._process.returncode != 0:
            raise RuntimeError(f"the promises were not proved:\n{complaint}")
        found = json.loads(answer)
        for note in found["notes"]:
            sys.stderr.write(f"{NOTE}{note}\n")
        if found["rules"]:
            raise ConfigError(found["rules"])
        if found["broken"]:
            raise CheckError(found["broken"])
