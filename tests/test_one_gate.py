"""Each kind of mistake stops the app on its own line, and leaves nothing that could be deployed."""

from __future__ import annotations

import gc
import json
import os
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aws_cdk import App, CfnResource, RemovalPolicy, Stack
from aws_cdk.aws_iam import CfnManagedPolicy
from aws_cdk.aws_lambda import CfnFunction
from aws_cdk.aws_organizations import CfnOrganizationalUnit
from aws_cdk.aws_s3 import CfnBucket
from aws_cdk.aws_sns import CfnTopicPolicy

from baseline import assembly
from baseline.checks.pinned import pin
from baseline.checks.pins import pins_file
from baseline.checks.stacks import read_stacks
from baseline.config import Config
from baseline.guardrails import quotas
from baseline.nag import add_rule_packs
from tests.assemblies import ROOT

Mistake = Callable[[Stack], object]
SMALL = "home_region: eu-west-1\nallowed_regions: [eu-west-1]\nunits: []\nrollout: everywhere\n"


def _unit(stack: Stack, name: str) -> None:
    unit = CfnOrganizationalUnit(stack, name, name=name, parent_id="r-1")
    unit.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)


def _chain(stack: Stack) -> None:
    _unit(stack, "One")
    _unit(stack, "Two")


def _principal(stack: Stack) -> None:
    statement = {"Sid": "Open", "Effect": "Allow", "Principal": "*", "Action": "sns:Publish"}
    CfnTopicPolicy(stack, "Made", topics=["t"], policy_document={"Statement": [statement]})


def _size(stack: Stack) -> None:
    statement = {"Effect": "Deny", "Action": "s3:GetObject", "Resource": "x" * 6_144}
    CfnManagedPolicy(stack, "Made", policy_document={"Statement": [statement]})


def _account_id(stack: Stack) -> None:
    CfnResource(stack, "Made", type="AWS::SNS::Topic", properties={"TopicName": "111122223333"})


def _time_out(stack: Stack) -> None:
    CfnResource(stack, "Made", type="Custom::BaselineAuditStorage")


def _concurrency(stack: Stack) -> None:
    CfnFunction(
        stack,
        "Made",
        code=CfnFunction.CodeProperty(s3_bucket="b", s3_key="k"),
        role="r",
        reserved_concurrent_executions=1,
    )


def _region(stack: Stack) -> None:
    report = CfnResource(stack, "Made", type="AWS::CUR::ReportDefinition")
    report.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)


MISTAKES: dict[str, tuple[Mistake, str]] = {
    "chain": (_chain, "S/Two: can change the organization at the same time as One "),
    "protection": (lambda stack: CfnBucket(stack, "Made"), "S/Made: DeletionPolicy must be "),
    "account": (_account_id, "S/Made: must not name an account"),
    "principal": (_principal, "S/Made: a statement must not allow everybody "),
    "size": (_size, "S/Made: PolicyDocument: must be at most 6,144 characters "),
    "time-out": (_time_out, "S/Made: must have a ServiceTimeout "),
    "concurrency": (_concurrency, "S/Made: must not reserve concurrency "),
    "region": (_region, "S/Made: AWS::CUR::ReportDefinition must stand in a stack of us-east-1"),
}
"""One stack's content, and how the first line begins."""


@pytest.fixture
def outdir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The output folder that the CDK CLI names, with what an earlier run has left there."""
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("CDK_OUTDIR", str(tmp_path))
    # A configuration beside which nobody pins anything.
    monkeypatch.setenv("CDK_CONTEXT_JSON", json.dumps({"config": "examples/default.yaml"}))
    yield tmp_path
    gc.enable()


def _building(mistake: Mistake, *, nag: bool = False) -> Callable[[Config], App]:
    def build(_config: Config, **_: object) -> App:
        app = App(
            context=assembly.cdk_context(),
            # A process started before would not see where the CLI wants it.
            outdir=os.environ["CDK_OUTDIR"],
            builtin_cloud_formation_validation=False,
        )
        if nag:
            add_rule_packs(app)
        mistake(Stack(app, "S", termination_protection=True, env={"region": "eu-west-1"}))
        return app

    return build


def _run(capfd: pytest.CaptureFixture[str]) -> tuple[object, list[str]]:
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(ROOT / "app.py"), run_name="__main__")
    return ended.value.code, capfd.readouterr().err.splitlines()


@pytest.mark.parametrize("name", MISTAKES)
def test_a_check(
    name: str, outdir: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What a check of the assembly finds ends the app with 1, its lines alone and no manifest."""
    mistake, beginning = MISTAKES[name]
    monkeypatch.setattr(assembly, "build_app", _building(mistake))
    code, lines = _run(capfd)
    assert code == 1
    assert lines[0].startswith(beginning)
    assert all(line.startswith("S") and "; " in line for line in lines)
    assert not (outdir / "manifest.json").exists()


def test_a_finding(
    outdir: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What a rule pack finds ends the app with 1, a line that names the rule, and no manifest."""
    monkeypatch.setattr(assembly, "build_app", _building(_unprotected_bucket, nag=True))
    code, lines = _run(capfd)
    assert code == 1
    assert [line for line in lines if line.startswith("S/Made: AwsSolutions-S1: ")]
    assert not any("Traceback" in line for line in lines)
    assert not (outdir / "manifest.json").exists()


def _unprotected_bucket(stack: Stack) -> None:
    bucket = CfnBucket(stack, "Made")
    bucket.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)


def test_a_quota(
    outdir: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A policy over its quota ends the app with 2 and its place, before anything is built."""
    monkeypatch.setattr(quotas, "DESCRIPTION_CHARS", 1)
    code, lines = _run(capfd)
    assert code == 2
    assert lines
    assert all(line.startswith("examples/default.yaml:") for line in lines)
    assert all("description" in line and "limit 1);" in line for line in lines)
    assert [path.name for path in outdir.iterdir()] == []


def test_a_pin(
    tmp_path: Path, outdir: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What is pinned beside the configuration and goes ends the app with 1, and no manifest."""
    file = tmp_path / "mine.yaml"
    file.write_text(SMALL, encoding="utf-8")
    monkeypatch.setenv("CDK_CONTEXT_JSON", json.dumps({"config": str(file)}))
    monkeypatch.setattr(assembly, "build_app", _building(_deployed))
    runpy.run_path(str(ROOT / "app.py"), run_name="__main__")
    assert capfd.readouterr().err == (
        f"note: {file}: nothing that is deployed is pinned (got no {pins_file(file)}); "
        "after the first deployment, run: baseline review pin\n"
    )
    pin(read_stacks(outdir), file)
    monkeypatch.setattr(assembly, "build_app", _building(lambda _: None))
    code, lines = _run(capfd)
    assert code == 1
    assert lines == [
        "S/Made: S3::Bucket deployed leaves the template: AWS keeps it, and nobody manages it "
        f"(got another than in {pins_file(file)}); undo it, or acknowledge it there with a reason"
    ]
    assert not (outdir / "manifest.json").exists()


def _deployed(stack: Stack) -> None:
    bucket = CfnBucket(stack, "Made", bucket_name="deployed")
    bucket.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)


def test_anything_else(outdir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake in the code itself raises, and leaves no manifest of an earlier run either."""

    def build(_config: Config, **_: object) -> App:
        raise ZeroDivisionError

    monkeypatch.setattr(assembly, "build_app", build)
    with pytest.raises(ZeroDivisionError):
        runpy.run_path(str(ROOT / "app.py"), run_name="__main__")
    assert not (outdir / "manifest.json").exists()
