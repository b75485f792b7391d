"""Finds the assembly a person means: a folder of one, or a git revision that is synthesized."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

from baseline.checks.pins import pins_file
from baseline.checks.stacks import read_stacks
from baseline.config import load
from baseline.config.load import refuse_mistakes
from baseline.errors import BaselineError
from baseline.review.guarded import Guarded, guarded_by_config, guarded_by_stacks

CACHE = Path(".cache/review")


def assembly_of(text: str, config: str) -> Path:
    """Return the folder of the assembly that `text` names.

    A git revision is taken out into the ignored cache and synthesized there by its own code, with
    the configuration file `config` as that revision has it.

    Raises:
        BaselineError: if it is neither, or cannot be synthesized.
    """
    folder = Path(text)
    if (folder / "manifest.json").is_file():
        return folder
    revision = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{text}^{{commit}}")
    if revision is None:
        raise BaselineError(
            [
                f"{text}: neither a folder with an assembly nor a git revision "
                "(got no manifest.json); run cdk synth, or name a commit, branch or tag"
            ]
        )
    return _synthesized(revision.decode().strip(), text, config)


def guarded_of(text: str, config: str) -> Guarded:
    """Return the guarded organization of a configuration file, a git revision or an assembly.

    A file is read with the guardrails of today's code; a revision with those of its own.

    Raises:
        BaselineError: if it is none of them, holds no organization, or a fork's own guardrails,
            which differences are told by, have mistakes.
    """
    refuse_mistakes()
    if Path(text).is_file():
        return guarded_by_config(load(text))
    try:
        return guarded_by_stacks(read_stacks(assembly_of(text, config)))
    except LookupError as missing:
        raise BaselineError(
            [f"{text}: not an assembly of this baseline (got no {missing}); run cdk synth here"]
        ) from missing


def _synthesized(commit: str, text: str, config: str) -> Path:
    checkout = CACHE / commit
    if not (checkout / "app.py").is_file():
        archive = _git("archive", "--format=tar", commit)
        if archive is None:
            raise BaselineError([f"{text}: git cannot take it out; fetch the whole history"])
        with tarfile.open(fileobj=io.BytesIO(archive)) as content:
            content.extractall(checkout, filter="data")
        # What pins would refuse is what a review is there to tell.
        pins_file(checkout / config).unlink(missing_ok=True)
    outdir = (checkout / "cdk.out").absolute()
    done = subprocess.run(
        [sys.executable, "app.py"],
        cwd=checkout,
        env={
            **os.environ,
            "CDK_OUTDIR": str(outdir),
            "CDK_CONTEXT_JSON": json.dumps({"config": config}),
            "CDK_VALIDATION": "false",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0 or not (outdir / "manifest.json").is_file():
        told = done.stderr.strip().splitlines() or ["it said nothing"]
        raise BaselineError([f"{text}: cannot be synthesized: {line}" for line in told])
    return outdir


def _git(*arguments: str) -> bytes | None:
    """Return what git prints, or None when it fails or is not there."""
    try:
        return subprocess.run(["git", *arguments], capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
