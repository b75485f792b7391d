"""The grid of calls over which guardrails are compared with what they declare to deny."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import yaml

NEIGHBOURS = Path(__file__).parent / "neighbours.yaml"
ACCOUNT = "arn:aws:iam::111122223333"


class Call(NamedTuple):
    """An action on a resource, with the context keys that the call itself brings."""

    action: str
    resource: str
    given: tuple[tuple[str, str], ...] = ()


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
ORGANIZATION_PATHS: tuple[tuple[tuple[str, str], ...], ...] = (
    (),
    (("aws:PrincipalOrgPaths", "o-abcdefghij/r-ab12/"),),
    (("aws:PrincipalOrgPaths", "o-abcdefghij/r-ab12/ou-ab12-11111111/"),),
)


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
    *("PutObjectRetention", "ReplicateObject", "RestoreObject", "TagResource", "UntagResource"),
    *("CreateBucketMetadataTableConfiguration", "DeleteBucketWebsite", "DeleteObjectTagging"),
    *("ObjectOwnerOverrideToBucketOwner", "PutBucketAcl", "PutBucketLogging", "ReplicateDelete"),
    *("PutBucketObjectLockConfiguration", "PutBucketOwnershipControls", "PutBucketVersioning"),
    *("PutBucketPublicAccessBlock", "PutEncryptionConfiguration", "PutReplicationConfiguration"),
    *("InitiateReplication", "PauseReplication", "UpdateBucketMetadataJournalTableConfiguration"),
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
    *("ScheduleKeyDeletion", "UpdateAlias", "UpdateKeyDescription", "UpdatePrimaryRegion"),
    *("DeleteImportedKeyMaterial", "DisableKeyRotation", "ImportKeyMaterial", "ReplicateKey"),
    *("RotateKeyOnDemand", "TagResource", "UntagResource"),
]


def on_resources() -> Iterator[Call]:
    """Make the calls about roles, trails, buckets and keys, and some that are about nothing."""
    for verb, name in product(ROLE_ACTIONS, ROLES):
        yield Call(f"iam:{verb}", f"{ACCOUNT}:role/{name}")
    for verb, name in product(POLICY_ACTIONS, POLICIES):
        yield Call(f"iam:{verb}", f"{ACCOUNT}:policy/{name}")
    for name in ROLES:
        yield Call("sts:AssumeRole", f"{ACCOUNT}:role/{name}")
    for action, path in product(OTHER_CALLS, ORGANIZATION_PATHS):
        yield Call(action, "*", path)
    for action, resource in product(TRAIL_ACTIONS, TRAILS):
        yield Call(
            f"cloudtrail:{action}", f"arn:aws:cloudtrail:eu-west-1:111122223333:trail/{resource}"
        )
    for action, resource in product(S3_ACTIONS, BUCKETS):
        yield Call(f"s3:{action}", f"arn:aws:s3:::{resource}")
    for action, resource in product(KEY_ACTIONS, KEYS):
        yield Call(f"kms:{action}", f"arn:aws:kms:eu-west-1:111122223333:{resource}")


def of_services(names: set[str]) -> Iterator[Call]:
    """Make the calls of some services, each with every set of keys that it may bring."""
    for name in sorted(names & _neighbours().keys()):
        for group in _neighbours()[name]:
            resources, given = group.get("to", ["*"]), group.get("given", [{}])
            for action, resource, keys in product(group["does"], resources, given):
                yield Call(f"{name}:{action}", resource, tuple(keys.items()))


@cache
def _neighbours() -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, list[dict[str, Any]]] = yaml.safe_load(NEIGHBOURS.read_text())
    return tables
