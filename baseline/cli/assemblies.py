"""Finds what a person means: a configuration file, a git revision, or a folder with an assembly."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.status import Status

from baseline.checks.pins import pins_file
from baseline.checks.stacks import SynthesizedStack, read_stacks
from baseline.config import load
from baseline.config.load import refuse_mistakes
from baseline.errors import NOTE, BaselineError
from baseline.review.guarded import Guarded, guarded_by_config, guarded_by_stacks

CACHE = Path(".cache/review")
MOST_FILES_NAMED = 3


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
    revision = _commit(text)
    if revision is None:
        raise BaselineError([_not_there(folder)])
    with _progress(text):
        return _synthesized(revision, text, config)


def stacks_of(text: str, config: str) -> list[SynthesizedStack]:
    """Return the stacks of a configuration file, a git revision or an assembly.

    A file is synthesized by today's code. Neither its pins nor the rule packs stop that: what they
    would refuse is what a review is there to tell.

    Raises:
        BaselineError: if it is none of them, or cannot be synthesized.
    """
    if not Path(text).is_file():
        return read_stacks(assembly_of(text, config))
    loaded = load(text)
    # Imported after the configuration is known to be good: a mistake is answered at once.
    from baseline.assembly import build_app, synthesize

    with _progress(text), TemporaryDirectory() as folder:
        synthesize(build_app(loaded, outdir=Path(folder), nag=False, validation=False))
        return read_stacks(Path(folder))


def warn_of_edits(text: str) -> None:
    """Say on standard error which files differ from the last commit, when `text` names that one.

    Nothing is said where git is not there, or `text` is no revision.
    """
    if Path(text).exists():
        return
    revision = _commit(text)
    if revision is None or revision != _commit("HEAD"):
        return
    edited = (_git("status", "--porcelain", "-z", "--no-renames") or b"").decode().split("\0")
    names = [entry[3:] for entry in edited if entry]
    if names:
        more = f" and {rest} more" if (rest := len(names) - MOST_FILES_NAMED) > 0 else ""
        sys.stderr.write(
            f"{text}: leaves out what is not committed (got {', '.join(names[:MOST_FILES_NAMED])}"
            f"{more}); commit it, or name the configuration file instead\n"
        )


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


def _progress(text: str) -> Status:
    """Turn a wheel in a terminal while something is synthesized, which takes some seconds."""
    return Console(stderr=True).status(f"synthesizing {text}")


def _not_there(path: Path) -> str:
    """Say what a name that is of no use names, and what to give."""
    known = "a git revision or a folder that cdk synth wrote"
    if path.is_file():
        return f"{path}: must be {known} (got a file); run cdk synth with it, and name the folder"
    if path.is_dir():
        return f"{path}: must be {known} (got a folder without manifest.json); run cdk synth"
    return (
        f"{path}: must be a configuration file, {known} (got nothing of that name); "
        "correct the name"
    )


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
        lines = done.stderr.strip().splitlines()
        told = [line for line in lines if not line.startswith(NOTE)] or ["it said nothing"]
        raise BaselineError([f"{text}: cannot be synthesized: {line}" for line in told])
    return outdir


def _commit(text: str) -> str | None:
    """Return the id of the commit that a revision names, or None when it names none."""
    found = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{text}^{{commit}}")
    return None if found is None else found.decode().strip()


def _git(*arguments: str) -> bytes | None:
    """Return what git prints, or None when it fails or is not there."""
    try:
        return subprocess.run(["git", *arguments], capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
