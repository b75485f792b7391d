"""Mistakes in what is denied: a verb forgotten, a service spared, the wrong element."""

from __future__ import annotations

from tests.guardrails.mistakes.model import (
    Caught,
    Mistake,
    Statements,
    replaced,
    rewritten,
    without,
    without_statement,
)


def _not_action(statements: Statements) -> Statements:
    (only,) = statements
    return rewritten(only["Sid"], NotAction=only["Action"], Action=None)(statements)


ACTIONS = (
    Mistake(
        name="not_action_slip",
        story="NotAction was typed for Action: leaving is free, and everything else is denied.",
        guardrail="deny_leave_organization",
        mutate=_not_action,
        caught_by=Caught("organization", "app-admin", "organizations:LeaveOrganization"),
    ),
    Mistake(
        name="accepting_an_invitation_forgotten",
        story="Leaving is denied, so intruders accept an invitation of their own organization.",
        guardrail="deny_leave_organization",
        mutate=without("DenyLeaveOrganization", "Action", "organizations:AcceptHandshake"),
        caught_by=Caught("organization", "app-admin", "organizations:AcceptHandshake"),
    ),
    Mistake(
        name="verb_on_the_log_bucket_forgotten",
        story="Deleting is denied, but not the lifecycle rule that lets the files expire.",
        guardrail="protect_log_bucket",
        mutate=replaced('"s3:Put*"', '"s3:PutObject*", "s3:PutBucket*"'),
        caught_by=Caught(
            "log_bucket",
            "app-admin",
            "s3:PutLifecycleConfiguration",
            {"denied_by": "ProtectLogBucket"},
        ),
    ),
    Mistake(
        name="governance_bypass_forgotten",
        story="Object Lock was trusted, and whoever may bypass it deletes locked files.",
        guardrail="protect_log_bucket",
        mutate=without("ProtectLogBucket", "Action", "s3:Bypass*"),
        caught_by=Caught(
            "log_bucket",
            "app-admin",
            "s3:BypassGovernanceRetention",
            {"denied_by": "ProtectLogBucket"},
        ),
    ),
    Mistake(
        name="pass_role_forgotten",
        story="Nobody changes the role, so intruders pass it to a function of theirs.",
        guardrail="protect_baseline_roles",
        mutate=without("ProtectBaselineRoles", "Action", "iam:PassRole"),
        caught_by=Caught(
            "roles", "app-admin", "iam:PassRole", {"denied_by": "ProtectBaselineRoles"}
        ),
    ),
    Mistake(
        name="trust_forgotten",
        story="The role's permissions are kept; its trust policy is rewritten to let others in.",
        guardrail="protect_baseline_roles",
        mutate=replaced('"iam:Update*"', '"iam:UpdateRole*"'),
        caught_by=Caught(
            "roles",
            "app-admin",
            "iam:UpdateAssumeRolePolicy",
            {"denied_by": "ProtectBaselineRoles"},
        ),
    ),
    Mistake(
        name="service_missing_from_the_region_list",
        story="A global service was not on the list, and stopped everywhere on the next deploy.",
        guardrail="deny_other_regions",
        mutate=without("DenyOtherRegions", "NotAction", "globalaccelerator:*"),
        caught_by=Caught(
            "regions", "app-admin", "globalaccelerator:CreateAccelerator", {"denied_by": None}
        ),
    ),
    Mistake(
        name="whole_service_spared_in_every_region",
        story="All of KMS was spared for the sake of DNSSEC; data is encrypted anywhere again.",
        guardrail="deny_other_regions",
        mutate=replaced('"kms:CreateKey"', '"kms:*"'),
        caught_by=Caught("regions", "app-admin", "kms:Encrypt", {"denied_by": "DenyOtherRegions"}),
    ),
    Mistake(
        name="membership_forgotten",
        story="The detector cannot be deleted, so the account leaves its administrator instead.",
        guardrail="protect_detection",
        mutate=without("ProtectDetection", "Action", "guardduty:Disassociate*"),
        caught_by=Caught(
            "detection",
            "app-admin",
            "guardduty:DisassociateFromAdministratorAccount",
            {"denied_by": "ProtectDetection"},
        ),
    ),
    Mistake(
        name="old_keys_put_back_to_work",
        story="New access keys are denied; one that was switched off after a leak is woken up.",
        guardrail="deny_iam_users",
        mutate=without("DenyIamUsers", "Action", "iam:UpdateAccessKey"),
        caught_by=Caught("people", "app-admin", "iam:UpdateAccessKey"),
    ),
    Mistake(
        name="one_kind_of_provider_forgotten",
        story="SAML was guarded, and an OpenID Connect provider let strangers in.",
        guardrail="protect_identity_providers",
        mutate=without("ProtectIdentityProviders", "Action", "iam:CreateOpenIDConnectProvider"),
        caught_by=Caught("people", "app-admin", "iam:CreateOpenIDConnectProvider"),
    ),
    Mistake(
        name="alias_left_open",
        story="Keys are known by their alias, and the alias could be moved off the key.",
        guardrail="protect_audit_keys",
        mutate=without_statement("ProtectAuditKeysAliases"),
        caught_by=Caught(
            "audit_keys",
            "app-admin",
            "kms:DeleteAlias",
            {"denied_by": "ProtectAuditKeysAliases"},
        ),
    ),
    Mistake(
        name="reading_left_open_in_suspended",
        story="A leaked account was suspended, and its data was read out all the same.",
        guardrail="deny_everything",
        mutate=rewritten("DenyEverything", Action=None, NotAction=["s3:Get*", "s3:List*"]),
        caught_by=Caught("suspended", "app-admin", "s3:GetObject"),
    ),
)
