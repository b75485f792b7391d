"""Guardrails over the services that find what is wrong in an account.

The account that administers such a service for the organization is a member, too: what it does
day by day with findings, filters and members it must go on doing. So the first guardrail, which
is for every account, names what ends detection; the second, for units that administer nothing,
names what narrows it.
"""

from __future__ import annotations

from baseline.guardrails.catalogue.exemption import but_stacksets
from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

# GuardDuty and Macie know no other call to pause than the one that changes the detector or the
# session, a member's too; membership ends from the member's side or from the administrator's.
_ENDING = [
    "access-analyzer:DeleteAnalyzer",
    "access-analyzer:DeleteServiceLinked*",
    "config:DeleteAggregationAuthorization",
    "config:DeleteConfigurationRecorder",
    "config:DeleteDeliveryChannel",
    "config:DeleteServiceLinked*",
    "config:StopConfigurationRecorder",
    "detective:DeleteGraph",
    "detective:DeleteMembers",
    "detective:Disable*",
    "detective:Disassociate*",
    "guardduty:DeleteDetector",
    "guardduty:DeleteMembers",
    "guardduty:Disable*",
    "guardduty:Disassociate*",
    "guardduty:StopMonitoring*",
    "guardduty:UpdateDetector",
    "inspector2:Disable*",
    "inspector2:Disassociate*",
    "macie2:DeleteMember",
    "macie2:Disable*",
    "macie2:Disassociate*",
    "macie2:UpdateMacieSession",
    "macie2:UpdateMemberSession",
    "securityhub:BatchDisable*",
    "securityhub:DeleteMembers",
    "securityhub:Disable*",
    "securityhub:Disassociate*",
]


def _protect_detection(context: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "ProtectDetection",
            "Effect": "Deny",
            "Action": _ENDING,
            "Resource": "*",
            "Condition": but_stacksets(context, "protect_detection"),
        },
    )


PROTECT_DETECTION = Guardrail(
    name="protect_detection",
    sid="ProtectDetection",
    bundle="protection",
    default_place="root",
    why=(
        "Who takes over an account turns off what would find them: the detector, the recorder, "
        "the hub, the scanner, or the account's membership, by which the organization sees what "
        "they find."
    ),
    breaks=(
        "Nobody in a member account, CloudFormation StackSets aside, switches off GuardDuty, "
        "Security Hub, Config, Access Analyzer, Macie, Inspector or Detective, pauses them, "
        "leaves their administrator, or changes the plans of a GuardDuty detector. The account "
        "that administers one for the organization removes no member from it. Switching them on "
        "stays free, and so does work with findings."
    ),
    source=(
        "Service Authorization Reference of the seven services; AWS Organizations user guide, "
        "Service control policy examples, of GuardDuty, Config and Security Hub; Amazon GuardDuty "
        "API reference, UpdateDetector; Amazon Macie API reference, UpdateMacieSession; read "
        "2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "access-analyzer:DeleteAnalyzer",
                "access-analyzer:DeleteServiceLinkedAnalyzer",
                "config:DeleteAggregationAuthorization",
                "config:DeleteConfigurationRecorder",
                "config:DeleteDeliveryChannel",
                "config:DeleteServiceLinkedConfigurationRecorder",
                "config:StopConfigurationRecorder",
                "detective:DeleteGraph",
                "detective:DeleteMembers",
                "detective:DisableOrganizationAdminAccount",
                "detective:DisassociateMembership",
                "guardduty:DeleteDetector",
                "guardduty:DeleteMembers",
                "guardduty:DisableOrganizationAdminAccount",
                "guardduty:DisassociateFromAdministratorAccount",
                "guardduty:DisassociateFromMasterAccount",
                "guardduty:DisassociateMembers",
                "guardduty:StopMonitoringMembers",
                "guardduty:UpdateDetector",
                "inspector2:Disable",
                "inspector2:DisableDelegatedAdminAccount",
                "inspector2:DisassociateMember",
                "macie2:DeleteMember",
                "macie2:DisableMacie",
                "macie2:DisableOrganizationAdminAccount",
                "macie2:DisassociateFromAdministratorAccount",
                "macie2:DisassociateFromMasterAccount",
                "macie2:DisassociateMember",
                "macie2:UpdateMacieSession",
                "macie2:UpdateMemberSession",
                "securityhub:BatchDisableStandards",
                "securityhub:DeleteMembers",
                "securityhub:DisableImportFindingsForProduct",
                "securityhub:DisableOrganizationAdminAccount",
                "securityhub:DisableSecurityHub",
                "securityhub:DisableSecurityHubFeatureV2",
                "securityhub:DisableSecurityHubV2",
                "securityhub:DisassociateFromAdministratorAccount",
                "securityhub:DisassociateFromMasterAccount",
                "securityhub:DisassociateMembers",
            ),
            resources=("*",),
            who=Who.EVERYBODY_BUT_STACKSETS,
        ),
    ),
    statements=_protect_detection,
    exemptible=True,
)

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
