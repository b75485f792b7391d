"""The guardrail that keeps detection from being narrowed, for units that administer nothing."""

from __future__ import annotations

from baseline.guardrails.catalogue.exemption import but_stacksets
from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

_NARROWING = (
    "access-analyzer:ApplyArchiveRule",
    "access-analyzer:CreateArchiveRule",
    "access-analyzer:UpdateAnalyzer",
    "access-analyzer:UpdateArchiveRule",
    "config:DisassociateResourceTypes",
    "config:PutConfigurationRecorder",
    "config:PutDeliveryChannel",
    "detective:UpdateDatasourcePackages",
    "guardduty:CreateFilter",
    "guardduty:CreateIPSet",
    "guardduty:CreateTrustedEntitySet",
    "guardduty:DeletePublishingDestination",
    "guardduty:DeleteThreatEntitySet",
    "guardduty:DeleteThreatIntelSet",
    "guardduty:UpdateFilter",
    "guardduty:UpdateIPSet",
    "guardduty:UpdateMalwareScanSettings",
    "guardduty:UpdateMemberDetectors",
    "guardduty:UpdatePublishingDestination",
    "guardduty:UpdateThreatEntitySet",
    "guardduty:UpdateThreatIntelSet",
    "guardduty:UpdateTrustedEntitySet",
    "inspector2:CreateFilter",
    "inspector2:UpdateConfiguration",
    "inspector2:UpdateEc2DeepInspectionConfiguration",
    "inspector2:UpdateFilter",
    "macie2:CreateAllowList",
    "macie2:CreateFindingsFilter",
    "macie2:UpdateAllowList",
    "macie2:UpdateAutomatedDiscoveryConfiguration",
    "macie2:UpdateClassificationScope",
    "macie2:UpdateFindingsFilter",
    "securityhub:BatchUpdateAutomationRules",
    "securityhub:BatchUpdateStandardsControlAssociations",
    "securityhub:CreateAutomationRule",
    "securityhub:CreateAutomationRuleV2",
    "securityhub:UpdateAutomationRuleV2",
    "securityhub:UpdateSecurityControl",
    "securityhub:UpdateSecurityHubConfiguration",
    "securityhub:UpdateStandardsControl",
)


def _protect_detection_settings(context: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "ProtectDetectionSettings",
            "Effect": "Deny",
            "Action": list(_NARROWING),
            "Resource": "*",
            "Condition": but_stacksets(context, "protect_detection_settings"),
        },
    )


PROTECT_DETECTION_SETTINGS = Guardrail(
    name="protect_detection_settings",
    sid="ProtectDetectionSettings",
    bundle="protection",
    default_place="units",
    why=(
        "Detection that is on may still see nothing, or tell nobody: a recorder that records one "
        "resource type, a list of addresses to trust, a filter or rule that archives what is found."
    ),
    breaks=(
        "No account of the unit, CloudFormation StackSets aside, sets up a Config recorder or its "
        "delivery channel, writes filters, archive rules, allow lists and automation rules, takes "
        "lists of threats away, changes where findings go, or turns controls off. Attach it where "
        "central administration or StackSets does all that; never to the unit of the account that "
        "administers these services."
    ),
    source=(
        "Service Authorization Reference of the seven services; Amazon GuardDuty user guide, "
        "Suppression rules, and Customizing threat detection with entity lists; AWS Config "
        "API reference, PutConfigurationRecorder; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "access-analyzer:ApplyArchiveRule",
                "access-analyzer:CreateArchiveRule",
                "access-analyzer:UpdateAnalyzer",
                "access-analyzer:UpdateArchiveRule",
                "config:DisassociateResourceTypes",
                "config:PutConfigurationRecorder",
                "config:PutDeliveryChannel",
                "detective:UpdateDatasourcePackages",
                "guardduty:CreateFilter",
                "guardduty:CreateIPSet",
                "guardduty:CreateTrustedEntitySet",
                "guardduty:DeletePublishingDestination",
                "guardduty:DeleteThreatEntitySet",
                "guardduty:DeleteThreatIntelSet",
                "guardduty:UpdateFilter",
                "guardduty:UpdateIPSet",
                "guardduty:UpdateMalwareScanSettings",
                "guardduty:UpdateMemberDetectors",
                "guardduty:UpdatePublishingDestination",
                "guardduty:UpdateThreatEntitySet",
                "guardduty:UpdateThreatIntelSet",
                "guardduty:UpdateTrustedEntitySet",
                "inspector2:CreateFilter",
                "inspector2:UpdateConfiguration",
                "inspector2:UpdateEc2DeepInspectionConfiguration",
                "inspector2:UpdateFilter",
                "macie2:CreateAllowList",
                "macie2:CreateFindingsFilter",
                "macie2:UpdateAllowList",
                "macie2:UpdateAutomatedDiscoveryConfiguration",
                "macie2:UpdateClassificationScope",
                "macie2:UpdateFindingsFilter",
                "securityhub:BatchUpdateAutomationRules",
                "securityhub:BatchUpdateStandardsControlAssociations",
                "securityhub:CreateAutomationRule",
                "securityhub:CreateAutomationRuleV2",
                "securityhub:UpdateAutomationRuleV2",
                "securityhub:UpdateSecurityControl",
                "securityhub:UpdateSecurityHubConfiguration",
                "securityhub:UpdateStandardsControl",
            ),
            resources=("*",),
            who=Who.EVERYBODY_BUT_STACKSETS,
        ),
    ),
    statements=_protect_detection_settings,
    exemptible=True,
)
