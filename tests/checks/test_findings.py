"""What the rule packs find stops a synthesis and is told in lines a person can act on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from aws_cdk import Stack
from aws_cdk.aws_s3 import CfnBucket
from aws_cdk.aws_sqs import CfnQueue

from baseline.assembly import build_app, synthesize
from baseline.checks.findings import REPORT, findings
from baseline.config import load
from baseline.errors import CheckError
from tests.acknowledged import acknowledged
from tests.assemblies import CONFIGURATIONS, ROOT, assembly, read
from tests.sources import sources, text

REMEDY = "; fix it, or acknowledge it on the smallest construct with the control that makes up"
LEAST_CHARACTERS = 60
"""What names a control in place of the rule is longer than a shrug."""


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_configurations(name: str) -> None:
    """The rule packs leave nothing unacknowledged in any configuration."""
    assert findings(assembly(name).folder / REPORT) == []
    assert read(assembly(name).folder / REPORT)["pluginReports"] == []


def test_unacknowledged(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A finding that nobody acknowledged is an error that names its construct and its rule."""
    app = build_app(load(CONFIGURATIONS["default"]), outdir=tmp_path, validation=False)
    organization = app.node.find_child("Organization")
    assert isinstance(organization, Stack)
    CfnBucket(organization, "Bucket")
    CfnQueue(organization, "Queue")
    with pytest.raises(CheckError) as caught:
        synthesize(app)
    capfd.readouterr()
    lines = [str(problem) for problem in caught.value.problems]
    assert caught.value.exit_code == 1
    for subject in (
        "Organization/Bucket: AwsSolutions-S1: ",
        "Organization/Bucket: NIST.800.53.R5-S3BucketVersioningEnabled: ",
        "Organization/Queue: AwsSolutions-SQS4: ",
    ):
        assert len([line for line in lines if line.startswith(subject)]) == 1, subject
    assert all(REMEDY in line and "\n" not in line for line in lines)
    assert {line.split(":")[0] for line in lines} == {"Organization/Bucket", "Organization/Queue"}


def test_the_rule_packs_see_every_resource() -> None:
    """Only custom resources are built without a class of their type, which the packs look for."""
    found = {
        str(file.relative_to(ROOT)): re.findall(
            r"\bCfnResource\(\s*self[^)]*?type=(.*?)::", text(file)
        )
        for file in sources("baseline")
        if "CfnResource(" in text(file)
    }
    assert found == {"baseline/constructs/setting.py": ['f"Custom']}


@pytest.mark.parametrize("stack", ["Organization", "Accounts"])
def test_every_exception_has_a_reason(stack: str) -> None:
    """Each exception from a rule says, in whole sentences, what makes up for it."""
    accepted = list(acknowledged(assembly("try").folder, stack))
    assert accepted
    for _, finding, reason in accepted:
        assert len(reason) >= LEAST_CHARACTERS, finding
        assert reason.endswith("."), finding


def test_without_report(tmp_path: Path) -> None:
    """Where the CDK wrote no report there are no findings to tell."""
    assert findings(tmp_path / REPORT) == []
