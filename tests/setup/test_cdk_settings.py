"""cdk.json follows what the pinned CDK CLI recommends, and sends nothing home."""

from __future__ import annotations

import json
from typing import Any

from tests.assemblies import ROOT

RECOMMENDED = ROOT / "node_modules/aws-cdk/lib/init-templates/.recommended-feature-flags.json"


def _read(path: str) -> dict[str, Any]:
    settings: dict[str, Any] = json.loads((ROOT / path).read_text(encoding="utf-8"))
    return settings


def test_recommended_flags() -> None:
    """Every recommended feature flag is set as recommended, with two deliberate exceptions."""
    context = _read("cdk.json")["context"]
    recommended = json.loads(RECOMMENDED.read_text(encoding="utf-8"))
    differing = {
        name: context.get(name) for name in recommended if context.get(name) != recommended[name]
    }
    assert differing == {
        "@aws-cdk/core:enableAdditionalMetadataCollection": False,
        "@aws-cdk/core:target-partitions": ["aws", "aws-cn", "aws-us-gov"],
    }


def test_validation_findings_are_errors() -> None:
    """CloudFormation's built-in validation fails a synthesis instead of warning."""
    assert _read("cdk.json")["context"]["@aws-cdk/core:validateAgainstDefaultRules"] is True


def test_failed_creation_is_continued() -> None:
    """A failed deployment is not rolled back, so that the next one finishes it."""
    assert _read("cdk.json")["rollback"] is False


def test_nothing_is_sent_home() -> None:
    """Usage reports, notices and telemetry are off."""
    settings = _read("cdk.json")
    assert settings["versionReporting"] is False
    assert settings["notices"] is False
    assert settings["context"]["cli-telemetry"] is False
