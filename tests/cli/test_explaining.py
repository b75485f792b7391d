"""`baseline guardrails explain` as a shell runs it."""

from __future__ import annotations

import io
import json
from functools import partial

import pytest
from rich.console import Console

from baseline.cli.explaining import print_sentences
from tests.commands import exit_code

EXPLAIN = ("explain", "--config", "examples/default.yaml", "--unit", "Workloads/Production")


_run = partial(exit_code, "guardrails")


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    """A denial and the rest are a sentence each, and exit code 0."""
    assert _run(*EXPLAIN, "--action", "s3:PutBucketPolicy") == 0
    denied, rest = capsys.readouterr().out.splitlines()
    assert "is denied by the statement ProtectLogBucket" in denied
    assert rest.startswith("In every other case")


def test_explain_with_everything_given(capsys: pytest.CaptureFixture[str]) -> None:
    """Caller, region, resource and keys leave one answer, which programs can read."""
    arguments = (
        *("--action", "kms:DisableKey", "--as", "stacksets", "--region", "us-west-2"),
        *("--resource", "arn:aws:kms:us-west-2:111122223333:key/1"),
        *("--with", "kms:ResourceAliases=alias/baseline-audit", "--json"),
    )
    assert _run(*EXPLAIN, *arguments) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer["outcome"] == "not denied"


def test_explain_of_a_resource(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever calls from outside, on what another unit holds, meets the policies of that unit."""
    arguments = ("--action", "sqs:SendMessage", "--as", "anonymous", "--owner", "PolicyStaging")
    assert _run(*EXPLAIN, *arguments) == 0
    assert "by the statement DenyOutsideIdentities" in capsys.readouterr().out
    without_tls = ("--action", "sqs:SendMessage", "--owner", "PolicyStaging", "--no-tls")
    assert _run(*EXPLAIN, *without_tls) == 0
    assert "by the statement DenyInsecureTransport" in capsys.readouterr().out


def test_explain_says_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    """A value that cannot be compared is not judged: said so, with exit code 3."""
    arguments = ("--action", "sqs:SendMessage", "--with", "aws:SecureTransport=maybe")
    assert _run(*EXPLAIN, "--owner", "PolicyStaging", *arguments) == 3
    assert "cannot be judged: request: Bool cannot read" in capsys.readouterr().out


def test_explain_breaks_between_words_in_a_terminal() -> None:
    """A terminal gets a paragraph an answer, whose lines end where a word ends."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=20)
    print_sentences(["one sentence of several words", "and another"], console)
    assert [line.rstrip() for line in screen.getvalue().splitlines()] == [
        "one sentence of",
        "several words",
        "",
        "and another",
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--unit", "Nowhere", "--action", "s3:GetObject"), "--unit: no such unit (got Nowhere)"),
        (
            ("--unit", "root", "--action", "s3:GetObject", "--owner", "Nowhere"),
            "--owner: no such unit (got Nowhere); give one of root, ",
        ),
        (
            ("--unit", "root", "--action", "s3:GetObject", "--resource", "bucket"),
            "--resource: must be an ARN or * (got bucket); write it like arn:aws:s3:::bucket/key",
        ),
        (
            ("--unit", "root", "--action", "s3:GetObject", "--with", "key"),
            "--with: must be KEY=VALUE (got key); write it that way",
        ),
        (
            ("--unit", "root", "--action", "s3:GetObject", "--with", "aws:SecureTransprt=false"),
            "--with: must be a key that a guardrail reads (got aws:SecureTransprt); did you mean "
            "'aws:SecureTransport'?",
        ),
        (
            (
                "--unit",
                "root",
                "--action",
                "s3:GetObject",
                "--with",
                "aws:RequestedRegion=eu-west-1",
            ),
            "--with: must leave the region to --region (got aws:RequestedRegion=eu-west-1)",
        ),
        (
            ("--unit", "root", "--action", "s3:GetObject", "--region", "us-esat-1"),
            "--region: must be a region of AWS (got us-esat-1); did you mean 'us-east-1'?",
        ),
        (
            ("--unit", "Production", "--action", "s3:GetObject"),
            "--unit: no such unit (got Production); did you mean Workloads/Production?",
        ),
    ],
    ids=[
        "unit",
        "owner",
        "resource",
        "key",
        "unread-key",
        "region-as-key",
        "region",
        "unit-without-its-path",
    ],
)
def test_explain_refuses(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake is one line that says what to do, and exit code 2."""
    assert _run("explain", *arguments) == 2
    error = capsys.readouterr().err
    assert error.startswith(told)
    assert len(error.splitlines()) == 1
