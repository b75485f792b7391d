"""The policies of the default places, as AWS receives them, for people to read and review."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from baseline.guardrails.bundles import policies_for_targets
from tests.guardrails.decision_table import CONTEXT, GUARDRAILS

POLICIES = {
    policy.name: policy
    for policies in policies_for_targets(GUARDRAILS, CONTEXT).values()
    for policy in policies
}


@pytest.mark.parametrize("name", POLICIES)
def test_policy_reads_as_reviewed(name: str, snapshot: SnapshotAssertion) -> None:
    """The policy is the reviewed one, statement by statement."""
    assert POLICIES[name].document == snapshot(extension_class=JSONSnapshotExtension)
