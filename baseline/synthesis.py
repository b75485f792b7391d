"""What the CDK CLI tells the app, and what the app leaves behind when it fails."""

from __future__ import annotations

import json
import os
from pathlib import Path

DEFAULT_FILE = "baseline.yaml"


def configured_file() -> Path:
    """Return the configuration file: `cdk synth -c config=FILE` names one, else baseline.yaml.

    The CDK CLI hands its context over in `CDK_CONTEXT_JSON`.
    """
    context = json.loads(os.environ.get("CDK_CONTEXT_JSON") or "{}")
    return Path(context.get("config", DEFAULT_FILE))


def configuration_of(assembly: Path) -> Path | None:
    """Return the configuration that the CDK CLI has written to `assembly`; none elsewhere."""
    outdir = os.environ.get("CDK_OUTDIR")
    if outdir and Path(outdir).resolve() == assembly.resolve():
        return configured_file()
    return None


def discard_assembly() -> None:
    """Take the manifest out of the output folder, so that nothing in it can be deployed."""
    outdir = os.environ.get("CDK_OUTDIR")
    if outdir:
        (Path(outdir) / "manifest.json").unlink(missing_ok=True)
