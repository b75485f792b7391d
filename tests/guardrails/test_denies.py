"""What guardrails declare to deny is what their statements deny, over a grid of requests.

Declarations and statements are written apart; this reads each in its own way and compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from baseline.guardrails import CATALOGUE, Denial, Guardrail, GuardrailContext, Where, Who
from baseline.policy.decide import Level, Request, decide
from baseline.policy.documents import document
from tests.guardrails.decision_table import FULL_ACCESS

CONTEXT = GuardrailContext("aws", "baseline", ("eu-central-1", "eu-west-1"))
ACCOUNT = "arn:aws:iam::111122223333"
REGIONS = ("eu-west-1", "us-east-1", "us-west-2")
CALLERS: tuple[dict[str, str], ...] = (
    {"aws:PrincipalArn": f"{ACCOUNT}:role/app-admin"},
    {"aws:PrincipalArn": f"{ACCOUNT}:role/baseline/administrator"},
    {"aws:PrincipalArn": f"{ACCOUNT}:role/OrganizationAccountAccessRole"},
    {"aws:PrincipalArn": f"{ACCOUNT}:role/stacksets-exec-0123456789abcdef"},
    {"aws:PrincipalArn": f"{ACCOUNT}:role/:role/stacksets-exec-evil"},
    {"aws:PrincipalArn": f"{ACCOUNT}:role/team/stacksets-exec-evil"},
    {"aws:PrincipalArn": f"{ACCOUNT}:user/ann"},
    {"aws:PrincipalArn": f"{ACCOUNT}:root"},
    {"aws:PrincipalArn": f"{ACCOUNT}:root", "aws:AssumedRoot": "true"},
)
ROLES = (
    "baseline/auditor",
    "baseline/team/auditor",
    "Baseline/auditor",
    "team/baseline/auditor",
    "OrganizationAccountAccessRole",
    "team/OrganizationAccountAccessRole",
    "stacksets-exec-evil",
    "stacksets-exec-evil/role",
    "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef",
    "app-admin",
)
ROLE_ACTIONS = [
    "AttachRolePolicy",
    "CreateRole",
    "DeleteRole",
    "DeleteRolePermissionsBoundary",
    "DeleteRolePolicy",
    "DetachRolePolicy",
    "GetRole",
    "GetRolePolicy",
    "ListAttachedRolePolicies",
    "ListRolePolicies",
    "ListRoleTags",
    "PassRole",
    "PutRolePermissionsBoundary",
    "PutRolePolicy",
    "SimulatePrincipalPolicy",
    "TagRole",
    "UntagRole",
    "UpdateAssumeRolePolicy",
    "UpdateRole",
    "UpdateRoleDescription",
    "GenerateServiceLastAccessedDetails",
]
POLICIES = ("baseline/auditor", "Baseline/auditor", "auditor")
POLICY_ACTIONS = [
    "CreatePolicy",
    "CreatePolicyVersion",
    "DeletePolicy",
    "DeletePolicyVersion",
    "GetPolicy",
    "GetPolicyVersion",
    "ListEntitiesForPolicy",
    "ListPolicyTags",
    "ListPolicyVersions",
    "SetDefaultPolicyVersion",
    "TagPolicy",
    "UntagPolicy",
]
OTHER_CALLS = [
    "acm:RequestCertificate",
    "cloudfront:CreateDistribution",
    "ec2:RunInstances",
    "globalaccelerator:CreateAccelerator",
    "iam:ListRoles",
    "kms:CreateKey",
    "kms:Decrypt",
    "organizations:AcceptHandshake",
    "organizations:DescribeOrganization",
    "organizations:LeaveOrganization",
    "s3:GetObject",
    "s3:ListAllMyBuckets",
    "sts:GetCallerIdentity",
    "wafv2:CreateWebACL",
]


TRAILS = ("baseline-trail", "baseline-trails", "team")
TRAIL_ACTIONS = [
    *("AddTags", "CreateTrail", "DeleteTrail", "DescribeTrails", "GetEventSelectors"),
    *("GetTrailStatus", "LookupEvents", "PutEventSelectors", "PutInsightSelectors"),
    *("RemoveTags", "StartLogging", "StopLogging", "UpdateTrail"),
]
BUCKETS = (
    *("baseline-logs-111122223333", "baseline-logs-111122223333/AWSLogs/a.json.gz"),
    *("baseline-access-logs-111122223333", "baseline-exports-111122223333", "team-logs-1/a"),
)
S3_ACTIONS = [
    *("AbortMultipartUpload", "BypassGovernanceRetention", "CreateBucket", "DeleteBucket"),
    *("DeleteBucketPolicy", "DeleteObject", "DeleteObjectVersion", "GetBucketPolicy", "GetObject"),
    *("ListBucket", "PutBucketPolicy", "PutLifecycleConfiguration", "PutObject"),
    *("PutObjectRetention", "ReplicateObject", "RestoreObject", "TagResource"),
]
KEYS = ("key/audit", "key/operations", "key/mine", "key/none", "alias/baseline-audit", "alias/mine")
ALIASES = {
    "key/audit": "alias/baseline-audit",
    "key/operations": "alias/baseline-operations",
    "key/mine": "alias/baseline-audit-mine",
}
KEY_ACTIONS = [
    *("CancelKeyDeletion", "CreateAlias", "CreateGrant", "Decrypt", "DeleteAlias", "DescribeKey"),
    *("DisableKey", "EnableKey", "GenerateDataKey", "PutKeyPolicy", "RetireGrant", "RevokeGrant"),
    *("ScheduleKeyDeletion", "UpdateAlias", "UpdateKeyDescription"),
]


def _calls() -> Iterator[tuple[str, str]]:
    for verb, name in product(ROLE_ACTIONS, ROLES):
        yield f"iam:{verb}", f"{ACCOUNT}:role/{name}"
    for verb, name in product(POLICY_ACTIONS, POLICIES):
        yield f"iam:{verb}", f"{ACCOUNT}:policy/{name}"
    for name in ROLES:
        yield "sts:AssumeRole", f"{ACCOUNT}:role/{name}"
    for action in OTHER_CALLS:
        yield action, "*"
    for action, resource in product(TRAIL_ACTIONS, TRAILS):
        yield f"cloudtrail:{action}", f"arn:aws:cloudtrail:eu-west-1:111122223333:trail/{resource}"
    for action, resource in product(S3_ACTIONS, BUCKETS):
        yield f"s3:{action}", f"arn:aws:s3:::{resource}"
    for action, resource in product(KEY_ACTIONS, KEYS):
        yield f"kms:{action}", f"arn:aws:kms:eu-west-1:111122223333:{resource}"


@cache
def _matches(pattern: str, text: str) -> bool:
    filled = pattern.format(partition=CONTEXT.partition, prefix=CONTEXT.prefix)
    return re.fullmatch(re.escape(filled).replace(r"\*", ".*"), text) is not None


def _speaks_of(who: Who, caller: dict[str, str]) -> bool:
    arn = caller["aws:PrincipalArn"]
    central = "aws:AssumedRoot" in caller
    return {
        Who.EVERYBODY: True,
        Who.EVERYBODY_BUT_CENTRAL_ROOT: not central,
        Who.EVERYBODY_BUT_STACKSETS: not arn.startswith(f"{ACCOUNT}:role/stacksets-exec-"),
        Who.EVERYBODY_BUT_STACKSETS_AND_CENTRAL_ROOT: not central
        and not arn.startswith(f"{ACCOUNT}:role/stacksets-exec-"),
        Who.ROOT_USER: arn == f"{ACCOUNT}:root" and not central,
    }[who]


def _declared(denial: Denial, call: tuple[str, str], caller: dict[str, str], region: str) -> bool:
    action, resource = call
    aliases = [each.format(prefix=CONTEXT.prefix) for each in denial.aliases]
    if aliases and caller.get("kms:ResourceAliases") not in aliases:
        return False
    outside = {
        Where.ANYWHERE: True,
        Where.OUTSIDE_ALLOWED: region not in CONTEXT.allowed_regions,
        Where.OUTSIDE_ALLOWED_AND_GLOBAL: region not in (*CONTEXT.allowed_regions, "us-east-1"),
    }
    return (
        any(_matches(pattern, action) for pattern in denial.actions)
        and not any(_matches(pattern, action) for pattern in denial.except_actions)
        and any(_matches(pattern, resource) for pattern in denial.resources)
        and _speaks_of(denial.who, caller)
        and outside[denial.where]
    )


@pytest.mark.parametrize("guardrail", CATALOGUE.values(), ids=list(CATALOGUE))
def test_declared_denials_are_the_denied_requests(guardrail: Guardrail) -> None:
    """A request of the grid is denied if and only if one of the declarations speaks of it."""
    shipped = document(*guardrail.statements(CONTEXT))
    level = Level("target", [FULL_ACCESS, shipped])
    seen = set()
    for call, given, region in product(_calls(), CALLERS, REGIONS):
        alias = ALIASES.get(call[1].rpartition(":")[2])
        caller = {**given, "kms:ResourceAliases": alias} if alias else given
        request = Request(*call, {**caller, "aws:RequestedRegion": region})
        denied = decide([level], request).denied
        declared = any(_declared(each, call, caller, region) for each in guardrail.denies)
        assert denied == declared, request
        seen.add(denied)
    assert True in seen
