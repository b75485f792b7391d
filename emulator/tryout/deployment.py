"""Synthesizes, bootstraps and deploys with the stock CDK CLI."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from baseline.config import Config

from .cdk_cli import cdk_command, cdk_environment, deploy_arguments
from .failure import TryoutError
from .places import Places
from .progress import Progress
from .running import ACCOUNT, Running

TAIL_LINES = 25


def deploy(
    places: Places, file: Path, config: Config, running: Running, progress: Progress
) -> None:
    """Synthesize and bootstrap side by side, then deploy every stack.

    Raises:
        TryoutError: if one of the programs fails; none is left running.
    """
    shutil.rmtree(places.assembly, ignore_errors=True)
    deployment = Deployment(places, file, running.environment(config.home_region))
    programs: list[Program] = []

    def start(program: Program) -> Program:
        programs.append(program)
        return program

    try:
        synthesis = start(deployment.start_synthesis())
        bootstrap = start(deployment.start_bootstrap(regions(config)))
        with progress.stage("synthesize"):
            synthesis.finish()
        with progress.stage("bootstrap"):
            bootstrap.finish()
        with progress.stage("deploy"):
            start(deployment.start_deploy()).finish(lambda line: _note_stack(line, progress))
    finally:
        for program in programs:
            program.end()


def regions(config: Config) -> list[str]:
    """List the regions that stacks go to: the home region, and where AWS keeps billing."""
    billing = config.billing.region(config.partition)
    return list(dict.fromkeys(each for each in (config.home_region, billing) if each))


def _note_stack(line: str, progress: Progress) -> None:
    done = re.search(r"✅\s+(.+)", line)
    if done:
        progress.note(done[1])


class Deployment:
    """One configuration on its way to the emulator.

    Args:
        aws: the variables that point AWS clients at the emulator.
    """

    def __init__(self, places: Places, configuration: Path, aws: Mapping[str, str]) -> None:
        self._places = places
        self._configuration = configuration
        self._aws = aws

    def start_synthesis(self) -> Program:
        """Start to write the assembly; it needs neither network nor credentials."""
        # With the paths that the CDK CLI asks for, its `cdk diff` finds nothing changed.
        context = {"config": str(self._configuration), "aws:cdk:enable-path-metadata": True}
        return Program(
            "synthesize",
            [sys.executable, str(self._places.checkout / "app.py")],
            self._places,
            {
                "CDK_OUTDIR": str(self._places.assembly),
                "CDK_VALIDATION": "false",
                "CDK_CONTEXT_JSON": json.dumps(context),
            },
        )

    def start_bootstrap(self, regions: Iterable[str]) -> Program:
        """Start to create the buckets and the roles that the CDK CLI deploys with."""
        targets = [f"aws://{ACCOUNT}/{region}" for region in regions]
        return self._cdk("bootstrap", "bootstrap", *targets, "--app", "")

    def start_deploy(self) -> Program:
        """Start to deploy every stack."""
        return self._cdk("deploy", *deploy_arguments(self._places.assembly))

    def _cdk(self, stage: str, *arguments: str) -> Program:
        command = cdk_command(self._places.checkout, *arguments)
        environment = {**self._aws, **cdk_environment(self._places.cache / "cdk")}
        return Program(stage, command, self._places, environment)


class Program:
    """A program of a stage: what it prints goes to a log and, line by line, to a listener."""

    def __init__(
        self, stage: str, command: list[str], places: Places, environment: Mapping[str, str]
    ) -> None:
        self._stage = stage
        self._log = places.log(stage)
        self._log.parent.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen(
            command,
            cwd=places.checkout,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )

    def finish(self, listener: Callable[[str], None] | None = None) -> None:
        """Wait for its end.

        Raises:
            TryoutError: with its last lines, if it fails.
        """
        assert self._process.stdout is not None  # noqa: S101
        lines: list[str] = []
        with self._log.open("w", encoding="utf-8") as log:
            for line in self._process.stdout:
                lines.append(line.rstrip())
                log.write(line)
                if listener:
                    listener(line.rstrip())
        if self._process.wait() != 0:
            tail = "\n".join(lines[-TAIL_LINES:])
            raise TryoutError(f"{tail}\n{self._stage}: failed; all it printed: {self._shown()}")

    def end(self) -> None:
        """End it if it still runs."""
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _shown(self) -> str:
        return str(self._log.relative_to(self._log.parents[2]))
