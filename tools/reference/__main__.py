"""`python -m tools.reference`: writes the generated pages of `docs/reference/`, and the schema."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from baseline.assembly import build_app, synthesize
from baseline.checks.stacks import read_stacks
from baseline.config import load
from baseline.config.editor import json_schema
from baseline.errors import BaselineError
from tools.reference.pages import pages

FOLDER = Path("docs/reference")
SCHEMA = "baseline.schema.json"


def main() -> int:
    """Write every page of the shipped configuration, and the schema with a fork's guardrails too.

    What a person must change is printed alone, without a traceback.
    """
    try:
        written = _written()
    except BaselineError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    for name, text in written.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{FOLDER / name}\n")
    return 0


def _written() -> dict[str, str]:
    config = load(Path("examples/default.yaml"))
    with tempfile.TemporaryDirectory() as folder:
        synthesize(build_app(config, outdir=Path(folder), nag=False, validation=False))
        written = pages(config, read_stacks(Path(folder)))
    return {**written, SCHEMA: json.dumps(json_schema(), indent=2) + "\n"}


if __name__ == "__main__":
    sys.exit(main())
