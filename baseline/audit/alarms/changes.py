"""Alarms about changes of what protects everything else."""

from __future__ import annotations

from baseline.audit.alarms.events import any_of, calls, cis
from baseline.audit.model import Alarm

_RIGHTS = (
    *("DeleteGroupPolicy", "DeleteRolePolicy", "DeleteUserPolicy"),
    *("PutGroupPolicy", "PutRolePolicy", "PutUserPolicy"),
    *("CreatePolicy", "DeletePolicy", "CreatePolicyVersion", "DeletePolicyVersion"),
    *("AttachRolePolicy", "DetachRolePolicy", "AttachUserPolicy", "DetachUserPolicy"),
    *("AttachGroupPolicy", "DetachGroupPolicy"),
    *("SetDefaultPolicyVersion", "UpdateAssumeRolePolicy"),
)
_PEOPLE = (
    *("AddUserToGroup", "CreateAccessKey", "CreateLoginProfile", "UpdateLoginProfile"),
    "DeactivateMFADevice",
)
"""No guardrail binds the management account, so its groups decide who may do everything."""

ALARMS = (
    Alarm(
        name="iam-policy-changes",
        happened="Somebody changed an IAM policy, or who may take a role; or, in the management "
        "account, came into a group, got a password or an access key, or lost an MFA device.",
        matters="That is how rights are raised, and how a way back in is left behind.",
        query="iam-changes",
        pattern='{ ($.eventSource = "iam.amazonaws.com") && '
        f"({any_of('$.eventName', *_RIGHTS)} || "
        f'(($.recipientAccountId = "<account>") && {any_of("$.eventName", *_PEOPLE)})) }}',
        source=cis("5.4") + "; IAM API reference for roles' trust and for people",
    ),
    Alarm(
        name="trail-changes",
        happened="Somebody changed, started or stopped a trail.",
        matters="What happens while a trail stands still is on no record.",
        query="trail-changes",
        pattern=calls(
            "cloudtrail.amazonaws.com",
            *("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"),
            *("PutEventSelectors", "PutInsightSelectors"),
        ),
        source=cis("5.5") + "; CloudTrail API reference for the last two",
    ),
    Alarm(
        name="bucket-policy-changes",
        happened="Somebody changed who may use a bucket, or how long it keeps its objects.",
        matters="One such change can publish data, or let it be deleted.",
        query="bucket-changes",
        pattern=calls(
            "s3.amazonaws.com",
            *("PutBucketAcl", "PutBucketPolicy", "PutBucketCors", "PutBucketLifecycle"),
            *("PutBucketReplication", "DeleteBucketPolicy", "DeleteBucketCors"),
            *("DeleteBucketLifecycle", "DeleteBucketReplication"),
            *("PutBucketPublicAccessBlock", "DeleteBucketPublicAccessBlock"),
        ),
        source=cis("5.8") + "; S3 user guide, CloudTrail events, for the last two",
    ),
    Alarm(
        name="config-changes",
        happened="Somebody changed or stopped AWS Config.",
        matters="Without it nobody sees how resources were changed.",
        query="config-changes",
        pattern=calls(
            "config.amazonaws.com",
            *("StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel"),
            *("PutConfigurationRecorder", "DeleteConfigurationRecorder"),
        ),
        source=cis("5.9") + "; AWS Config API reference for the last one",
    ),
    Alarm(
        name="organization-changes",
        happened="Somebody changed the organization: its accounts, units or policies, or who acts "
        "for it.",
        matters="Accounts that leave, or lose their guardrails, are out of everybody's control; "
        "without trusted access the trail records no member account any more.",
        query="organization-changes",
        pattern=calls(
            "organizations.amazonaws.com",
            *("AcceptHandshake", "AttachPolicy", "CreateAccount", "CreateOrganizationalUnit"),
            *("CreatePolicy", "DeclineHandshake", "DeleteOrganization"),
            *("DeleteOrganizationalUnit", "DeletePolicy", "DetachPolicy", "DisablePolicyType"),
            *("EnablePolicyType", "InviteAccountToOrganization", "LeaveOrganization"),
            *("MoveAccount", "RemoveAccountFromOrganization", "UpdatePolicy"),
            *("UpdateOrganizationalUnit", "EnableAWSServiceAccess", "DisableAWSServiceAccess"),
            *("RegisterDelegatedAdministrator", "DeregisterDelegatedAdministrator"),
        ),
        source=cis("5.15") + "; AWS Organizations API reference for the last four",
    ),
)
