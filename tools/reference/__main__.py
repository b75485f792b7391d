"""`python -m tools.reference`: writes the generated pages of `docs/reference/`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from baseline.assembly import build_app, synthesize
from baseline.checks.stacks import read_stacks
from baseline.config import load
from tools.reference.pages import pages

FOLDER = Path("docs/reference")


def main() -> int:
    """Write every page of the shipped configuration."""
    config = load(Path("examples/default.yaml"))
    with tempfile.TemporaryDirectory() as folder:
        synthesize(build_app(config, outdir=Path(folder), nag=False, validation=False))
        written = pages(config, read_stacks(Path(folder)))
    for name, text in written.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{FOLDER / name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
