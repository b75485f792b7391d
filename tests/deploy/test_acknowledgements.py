"""Every acknowledgement excuses a finding that the rule packs make; none is there for show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aws_cdk import App, Stack, Validations
from aws_cdk.aws_s3 import CfnBucket

from baseline.assembly import build_app
from baseline.checks.findings import REPORT
from baseline.config import load
from baseline.nag import acknowledge, add_rule_packs
from tests.acknowledged import Acknowledged, acknowledged
from tests.assemblies import CONFIGURATIONS, assembly, read

REASON = "Nothing is ever put into the bucket, and a policy denies whoever tries."


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_configurations(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """No configuration acknowledges what no rule pack finds; take it away, or mend its id."""
    accepted = list(acknowledged(assembly(name).folder))
    assert accepted
    with _nothing_acknowledged():
        app = build_app(load(CONFIGURATIONS[name]), outdir=tmp_path, validation=False)
    assert _unmatched(accepted, _found(app)) == []
    capfd.readouterr()


def test_an_acknowledgement_of_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A misspelt id and one beside the construct match nothing; one above the construct does."""
    with _nothing_acknowledged():
        findings = _found(_app(tmp_path / "all"))
    _found(_app(tmp_path / "acknowledged"))
    accepted = list(acknowledged(tmp_path / "acknowledged"))
    assert [(each.path, _id(each.finding)) for each in accepted] == [
        ("S", "AwsSolutions-S10"),
        ("S/Bucket", "AwsSolutions-S1"),
        ("S/Bucket", "AwsSolutions-S1O"),
        ("S/Bucke", "AwsSolutions-S1"),
    ]
    assert _unmatched(accepted, findings) == [
        ("S/Bucket", "AwsSolutions-S1O"),
        ("S/Bucke", "AwsSolutions-S1"),
    ]
    capfd.readouterr()


def _app(outdir: Path) -> App:
    app = App(outdir=str(outdir), builtin_cloud_formation_validation=False)
    add_rule_packs(app)
    stack = Stack(app, "S")
    bucket = CfnBucket(stack, "Bucket")
    acknowledge(stack, {"AwsSolutions-S10": REASON})
    acknowledge(bucket, {"AwsSolutions-S1": REASON, "AwsSolutions-S1O": REASON})
    acknowledge(Stack(stack, "Bucke"), {"AwsSolutions-S1": REASON})
    return app


@contextmanager
def _nothing_acknowledged() -> Iterator[None]:
    """Let acknowledgements pass unheard, so that the rule packs tell all that they find."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Validations, "acknowledge", lambda _self, *_acknowledged: None)
        yield


def _found(app: App) -> set[tuple[str, str]]:
    """Every finding that nobody acknowledged, each as the path of its construct and its id."""
    with pytest.raises(RuntimeError):
        app.synth()
    return {
        (construct["constructPath"], _id(violation["ruleName"]))
        for pack in read(Path(app.outdir) / REPORT)["pluginReports"]
        for violation in pack["violations"]
        for construct in violation["violatingConstructs"]
    }


def _unmatched(
    accepted: list[Acknowledged], findings: set[tuple[str, str]]
) -> list[tuple[str, str]]:
    return [
        (each.path, _id(each.finding))
        for each in accepted
        if not any(
            found == _id(each.finding) and f"{path}/".startswith(f"{each.path}/")
            for path, found in findings
        )
    ]


def _id(finding: str) -> str:
    """Take off what the CDK puts before the id of a finding that a rule pack made."""
    return finding.removeprefix("Annotation::")
