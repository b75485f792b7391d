"""What AWS's list of actions says could end detection is denied, or left open on purpose."""

from __future__ import annotations

import re

from baseline.guardrails import CATALOGUE, GuardrailContext
from baseline.policy.actions import actions_by_service, known_actions
from baseline.policy.patterns import action_in

CONTEXT = GuardrailContext("aws", "baseline", ("eu-central-1",))
SERVICES = (
    "access-analyzer",
    "config",
    "detective",
    "guardduty",
    "inspector2",
    "macie2",
    "securityhub",
)
ENDING = re.compile(
    "(Batch)?(Decline|Delete|Disable|Disassociate|Reject|Stop)|Update.*(Detector|Session)"
)
BY_ADMINISTRATOR = re.compile("Org|Invitation|MemberDetectors|ConfigurationPolicy")
"""What only the account that administers a service can do and must go on doing, or has to answer
before there is a membership."""
OF_FINDINGS = frozenset(
    {
        # Rules, filters and lists by which people work with findings: without them more is found.
        *("access-analyzer:DeleteArchiveRule", "guardduty:DeleteFilter", "guardduty:DeleteIPSet"),
        *("guardduty:DeleteTrustedEntitySet", "inspector2:DeleteFilter", "macie2:DeleteAllowList"),
        *("macie2:DeleteFindingsFilter", "securityhub:BatchDeleteAutomationRules"),
        *("securityhub:DeleteActionTarget", "securityhub:DeleteAutomationRuleV2"),
        "securityhub:DeleteInsight",
        # Where findings are gathered or sent, beside where they are made.
        *("config:DeleteConfigurationAggregator", "config:DeletePendingAggregationRequest"),
        *("securityhub:DeleteAggregatorV2", "securityhub:DeleteConnector"),
        *("securityhub:DeleteConnectorV2", "securityhub:DeleteFindingAggregator"),
    }
)
OF_TEAMS = frozenset(
    {
        # Rules, queries and scans that teams make for themselves.
        *("config:DeleteConfigRule", "config:DeleteConformancePack", "config:DeleteConnector"),
        *("config:DeleteEvaluationResults", "config:DeleteRemediationConfiguration"),
        *("config:DeleteRemediationExceptions", "config:DeleteResourceConfig"),
        *("config:DeleteRetentionConfiguration", "config:DeleteStoredQuery"),
        *("guardduty:DeleteCustomDetectionRuleAssociation", "inspector2:StopCisSession"),
        *("guardduty:DeleteMalwareProtectionPlan", "inspector2:DeleteConnector"),
        *("inspector2:DeleteCisScanConfiguration", "inspector2:DeleteCodeSecurityIntegration"),
        *("inspector2:DeleteCodeSecurityScanConfiguration", "macie2:DeleteCustomDataIdentifier"),
        "inspector2:BatchDisassociateCodeSecurityScanConfiguration",
    }
)


def test_every_end_of_detection() -> None:
    """An action that ends something in a service of detection is denied, or named here."""
    denied = tuple(
        str(pattern)
        for name in ("protect_detection", "protect_detection_settings")
        for statement in CATALOGUE[name].statements(CONTEXT)
        for pattern in statement["Action"]
    )
    ending = {
        known_actions()[name].name
        for service in SERVICES
        for name in actions_by_service()[service]
        if ENDING.match(known_actions()[name].name.partition(":")[2])
    }
    left = {each for each in ending if not action_in(denied, each)}
    assert {each for each in left if not BY_ADMINISTRATOR.search(each)} == OF_FINDINGS | OF_TEAMS
