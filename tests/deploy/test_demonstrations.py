"""The demonstrations of a try-out, with every guardrail in place and with each one detached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from rich.console import Console

from baseline.config import Config, load
from emulator.tryout.demonstrations import arrange, demonstrate
from emulator.tryout.demonstrations.model import NOT_ALLOWED
from emulator.tryout.deployment import deploy
from emulator.tryout.members import Members
from emulator.tryout.places import Places
from emulator.tryout.progress import Progress
from emulator.tryout.running import Running
from tests.assemblies import ROOT

from .conftest import Emulator

FILE = ROOT / "examples" / "try.yaml"


@pytest.fixture(scope="module")
def config() -> Config:
    """The configuration that a try-out deploys."""
    return load(FILE)


@pytest.fixture(scope="module")
def running(
    emulator: Emulator, config: Config, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """The emulator with the whole example deployed, the AWS variables pointing at it."""
    found = Running(emulator.endpoint, emulator.pid)
    places = Places(ROOT, tmp_path_factory.mktemp("try"))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in found.environment(config.home_region).items():
            patch.setenv(name, value)
        deploy(places, FILE, config, found, Progress(Console(quiet=True)))
        arrange(config, Members(config))
        yield found


@pytest.fixture
def authorised(running: Running) -> Iterator[Running]:
    """The same, with every call judged by IAM, service and resource control policies."""
    running.authorise(on=True)
    yield running
    running.authorise(on=False)


def test_everything_is_shown(config: Config, authorised: Running) -> None:
    """With everything in place all goes as told: allowed, refused by its statement, on record."""
    findings = demonstrate(config, Members(config), authorised.deliver)
    assert [finding for finding in findings if finding.status != "ok"] == []
    told = [str(finding.found) for finding in findings]
    assert len({each for each in told if each.startswith("refused by statement")}) == 16
    assert told.count(NOT_ALLOWED) == 2
    assert [finding.check for finding in findings].count("record") == 4


@pytest.mark.parametrize(
    ("policy_name", "sids"),
    [
        ("baseline-root-identity", {"ProtectBaselineRoles", "ProtectBaselineRolesNamedByAWS"}),
        ("baseline-workloads-regions", {"DenyOtherRegions"}),
        ("baseline-root-protection", {"ProtectDetection"}),
        ("baseline-root-resource-control", {"DenyInsecureTransport", "DenyOutsideIdentities"}),
        ("baseline-suspended-suspended", {"DenyEverything"}),
        # Last, because the account does leave, and its key is on its way out.
        (
            "baseline-root-organization",
            {
                "DenyLeaveOrganization",
                "DenyRegionOptIn",
                "ProtectAuditKeys",
                "ProtectAuditKeysAliases",
                "ProtectAuditTrail",
                "ProtectBaselineResources",
                "ProtectLogBucket",
                "ProtectTrustedAccess",
            },
        ),
    ],
)
def test_a_detached_policy_is_missed(
    config: Config, authorised: Running, policy_name: str, sids: set[str]
) -> None:
    """A demonstration fails as soon as the policy that it shows is detached."""
    organizations: Any = boto3.client("organizations", region_name=config.home_region)
    policy_id = next(
        each["Id"]
        for kind in ("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY")
        for each in organizations.list_policies(Filter=kind)["Policies"]
        if each["Name"] == policy_name
    )
    (target,) = organizations.list_targets_for_policy(PolicyId=policy_id)["Targets"]
    organizations.detach_policy(PolicyId=policy_id, TargetId=target["TargetId"])
    try:
        findings = demonstrate(config, Members(config), authorised.deliver)
    finally:
        organizations.attach_policy(PolicyId=policy_id, TargetId=target["TargetId"])
    failed = {str(finding.expected) for finding in findings if finding.status != "ok"}
    assert failed == {f"refused by statement {sid}" for sid in sids}
