"""The guardrail that keeps the services on that find what is wrong in an account.

The account that administers such a service for the organization is a member, too: what it does
day by day with findings, filters and members it must go on doing. So this guardrail, which is for
every account, names what ends detection; that of `detection_settings.py`, for units that administer
nothing, names what narrows it.
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
