"""The command as a shell runs it: exit codes, streams, interruption, and what it loads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.config.files import ROOT, SMALL

COMMAND = (sys.executable, "-c", "from baseline.cli import main; main()")


def _run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["config", "check", "baseline.yaml"], 0),
        (["config", "check", "tests/configs/bad/several.yaml"], 2),
        (["config", "check", "tests/configs/bad/several.yaml", "--json"], 2),
        (["config", "check", "--jsno"], 2),
        (["confg"], 2),
        ([], 2),
    ],
    ids=["help", "good", "bad", "bad-json", "unknown-option", "unknown-command", "nothing"],
)
def test_exit_code(arguments: list[str], code: int) -> None:
    """Good is 0, what the user must change is 2, and nothing ends in a traceback or in colours."""
    done = _run(*arguments)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["config", "--help"], ["config", "schema"], ["config", "check", "baseline.yaml"]],
    ids=" ".join,
)
def test_no_cdk_and_no_client(arguments: list[str]) -> None:
    """Help, schema and check load neither the CDK nor an AWS client; help no models either."""
    program = (
        "import sys\nfrom baseline.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n"
        "    print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.split())
    assert "typer" in loaded
    assert loaded.isdisjoint({"aws_cdk", "jsii", "boto3"})
    assert ("baseline.config.schema" in loaded) == ("--help" not in arguments)


def test_default_file(tmp_path: Path) -> None:
    """Without a file, `baseline.yaml` of the current folder is judged."""
    assert _run("config", "check", cwd=tmp_path).stderr.startswith("baseline.yaml:1: file: must be")
    (tmp_path / "baseline.yaml").write_text(SMALL, encoding="utf-8")
    assert _run("config", "check", cwd=tmp_path).stdout.startswith("baseline.yaml: good: ")


def test_interruption(tmp_path: Path) -> None:
    """Ctrl-C ends the command with 130 and without a word."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [*COMMAND, "config", "check", str(pipe)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        writer = _open_once_read(pipe)
        try:
            output = _interrupted(process)
        finally:
            process.kill()
            os.close(writer)
    assert (process.returncode, *output) == (130, "", "")


def _interrupted(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Press Ctrl-C until it is heard: just before a read, it is only seen after that read."""
    for _ in range(20):
        process.send_signal(signal.SIGINT)
        try:
            return process.communicate(timeout=1)
        except subprocess.TimeoutExpired:
            continue
    raise TimeoutError("Ctrl-C is not heard")


def _open_once_read(pipe: Path) -> int:
    """Open a pipe for writing as soon as the command reads from it."""
    for _ in range(600):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(str(pipe))


def test_reader_that_leaves() -> None:
    """A reader that stops reading, as `head` does, sees no traceback."""
    done = subprocess.run(
        ["bash", "-c", f'{sys.executable} -c "{COMMAND[2]}" config schema | head -n 1'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("{\n", "")
