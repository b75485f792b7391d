"""The command as a shell runs it: exit codes, streams, interruption, and what it loads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from baseline.cli import main
from tests.assemblies import ROOT
from tests.config.files import SMALL
from tests.test_layers import CDK

COMMAND = (sys.executable, "-c", "from baseline.cli import main; main()")


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["config", "check", "tests/configs/bad/several.yaml"], 2),
        (["config", "check", "tests/configs/bad/several.yaml", "--json"], 2),
        (["config", "check", "--jsno"], 2),
        (["confg"], 2),
        ([], 2),
    ],
    ids=["bad", "bad-json", "unknown-option", "unknown-command", "nothing"],
)
def test_exit_code(arguments: list[str], code: int) -> None:
    """What the user must change is 2, and nothing ends in a traceback or in colours."""
    done = _run(*arguments)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["config", "schema"],
        ["config", "check", "baseline.yaml"],
        ["guardrails", "diff", *["baseline.yaml"] * 2],
    ],
    ids=" ".join,
)
def test_no_cdk_and_no_client(arguments: list[str]) -> None:
    """Good is 0; what needs neither the CDK nor an AWS client loads neither, help no models either.

    Both are slow to load.
    """
    program = (
        "import sys\nfrom baseline.cli import main\n"
        f"try:\n    main({arguments!r})\nfinally:\n"
        "    print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "\x1b" not in done.stdout
    loaded = set(done.stderr.split())
    assert "typer" in loaded
    assert loaded.isdisjoint({*CDK, "boto3"})
    assert ("baseline.config.load" in loaded) == ("--help" not in arguments)


def test_default_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a file, `baseline.yaml` of the current folder is judged."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main(["config", "check"])
    assert capsys.readouterr().err.startswith("baseline.yaml:1: file: must be")
    (tmp_path / "baseline.yaml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["config", "check"])
    assert capsys.readouterr().out.startswith("baseline.yaml: good: ")


def test_interruption(tmp_path: Path) -> None:
    """Ctrl-C ends the command with 130 and without a word."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # Whoever runs the tests in the background has them, and what they start, ignore it.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    python, option, program = COMMAND
    with subprocess.Popen(
        [python, option, f"{heard}; {program}", "config", "check", str(pipe)],
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
