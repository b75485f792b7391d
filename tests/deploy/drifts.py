"""What somebody may change behind the baseline's back, and which checks have to see it."""

from __future__ import annotations

from . import drift

SANDBOX = "Organization/Units/Sandbox"
_TOLD = ("ReadyAccounts8C7D7F1F", "LeftAccountsC23DD238")
_TRUSTED = "Organization/Organization/TrustedAccess"
DRIFTS: dict[str, tuple[drift.Drift, set[tuple[str, str]]]] = {
    "a renamed unit": (
        drift.renamed_unit,
        {(SANDBOX, "Name"), ("Organization/Units/Known", "Units")},
    ),
    "a guardrail detached": (
        drift.detached_guardrail,
        {("Guardrails/Policies/SandboxRegions", "TargetIds")},
    ),
    "a guardrail rewritten": (
        drift.other_policy_content,
        {("Guardrails/Policies/RootIdentity", "Content")},
    ),
    "a resource control policy rewritten": (
        drift.other_resource_control,
        {("Guardrails/Policies/RootResourceControl", "Content")},
    ),
    "a policy left over": (
        drift.left_over_policy,
        {("The organization", "policies named baseline-* that no template has")},
    ),
    "full access detached": (
        drift.no_full_access,
        {("The organization", "targets without FullAWSAccess")},
    ),
    "an account moved": (
        drift.moved_account,
        {("Accounts/Accounts/Ensured", "account aws+log-archive@example.com")}
        | {("Accounts/(stack)", f"output Accounts{output}") for output in _TOLD},
    ),
    "a function's other code": (drift.other_code, {(f"{_TRUSTED}/Function", "Code")}),
    "a function's other log": (
        drift.other_log_group,
        {(f"{_TRUSTED}/Function", "LoggingConfig")},
    ),
    "trusted access ended": (
        drift.calls(
            "organizations",
            ("disable_aws_service_access", {"ServicePrincipal": "cloudtrail.amazonaws.com"}),
            ("enable_aws_service_access", {"ServicePrincipal": "cloudtrail.amazonaws.com"}),
        ),
        {(_TRUSTED, "ServicePrincipals")},
    ),
    "central root sessions off": (
        drift.calls(
            "iam",
            ("disable_organizations_root_sessions", {}),
            ("enable_organizations_root_sessions", {}),
        ),
        {("Organization/Organization/CentralRootAccess", "RootSessions")},
    ),
    "StackSets' access off": (
        drift.calls(
            "cloudformation",
            ("deactivate_organizations_access", {}),
            ("activate_organizations_access", {}),
        ),
        {("Organization/Organization/StackSetsAccess", "Status")},
    ),
    "the trail stopped": (
        drift.calls(
            "cloudtrail",
            ("stop_logging", {"Name": "baseline-trail"}),
            ("start_logging", {"Name": "baseline-trail"}),
        ),
        {("Audit/Trail/Trail", "IsLogging")},
    ),
    "the trail's events kept for a day": (
        drift.calls(
            "logs",
            ("put_retention_policy", {"logGroupName": "/baseline/trail", "retentionInDays": 1}),
            ("put_retention_policy", {"logGroupName": "/baseline/trail", "retentionInDays": 365}),
        ),
        {("Audit/LogGroup/Group", "RetentionInDays")},
    ),
    "a stack unprotected": (
        drift.calls(
            "cloudformation",
            (
                "update_termination_protection",
                {"StackName": "baseline-accounts", "EnableTerminationProtection": False},
            ),
            (
                "update_termination_protection",
                {"StackName": "baseline-accounts", "EnableTerminationProtection": True},
            ),
        ),
        {("Accounts/(stack)", "termination protection")},
    ),
}
