"""A program run in processes that order their sets differently."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.assemblies import ROOT


def outputs(program: str, *seeds: str) -> set[bytes]:
    """Run a Python program in the project's folder, once with each hash seed: all it printed."""
    return {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in seeds
    }
