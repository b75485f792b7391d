"""Resource control policies: they bind whoever acts on a resource of a member account.

The policies of the owner's path count, from the account up to the root, whoever calls and
from wherever: another account, another organization, an AWS service. They bind neither the
resources of the management account nor service-linked roles, and a statement about any other
service than those listed here has no effect. Not evaluated: requests without credentials,
which are refused before, and VPC endpoints.

Source: Organizations user guide, resource control policies, read 2026-11-24.
"""

from __future__ import annotations

from . import organization, policies, state
from .access import Access
from .context import Context

SERVICES = frozenset(
    (
        *("aoss", "appconfig", "appstream", "autoscaling", "autoscaling-plans", "budgets"),
        *("clouddirectory", "cloudfront", "cloudsearch", "cloudtrail-data", "codeartifact"),
        *("codebuild", "codecommit", "codepipeline", "cognito-identity", "cognito-idp"),
        *("comprehend", "comprehendmedical", "compute-optimizer", "cost-optimization-hub"),
        *("dax", "dsql", "dynamodb", "ecr", "ecr-public", "events", "firehose", "fis", "fms"),
        *("gamelift", "health", "inspector-scan", "kendra", "kinesisvideo", "kms", "logs"),
        *("memorydb", "networkmonitor", "notifications", "opensearch", "pca-connector-ad"),
        *("personalize", "polly", "pricing", "resource-groups", "rolesanywhere", "s3"),
        *("secretsmanager", "servicediscovery", "signin", "sqs", "sts", "support", "swf"),
        *("textract", "timestream-influxdb", "transcribe", "transfer", "translate", "wafv2"),
        *("workspaces", "xray"),
    )
)
"""Prefixes of the services whose actions resource control policies reach."""

_UNTOUCHED = frozenset({"kms:RetireGrant"})
_SERVICE_LINKED = ":role/aws-service-role/"
_AWS_MANAGED_ALIAS = "alias/aws/"


def denial(access: Access, context: Context, caller_account: str) -> str | None:
    """Why the owner's policies refuse an access, in the words that end AWS's message.

    An access that names no resource is judged by the policies of the caller's account.

    Raises:
        UnjudgeableError: if a policy in force cannot be judged.
    """
    if not _is_reached(access):
        return None
    owner = state.owner_of(access.resource, caller_account)
    found = organization.of_account(owner)
    if found is None or not found.rcps_enabled or found.management_account == owner:
        return None
    for policy in (policy for level in found.levels for policy in level.resource_policies):
        if denied := _deny(policy, access, context):
            return (
                "with an explicit deny in a resource control policy: "
                f"{policy.arn} (statement {denied.sid or 'without a Sid'})"
            )
    return None


def _is_reached(access: Access) -> bool:
    if access.action.partition(":")[0] not in SERVICES or access.action in _UNTOUCHED:
        return False
    if _SERVICE_LINKED in access.resource:
        return False
    is_key = access.action.startswith("kms:") and ":key/" in access.resource
    return not (is_key and _is_managed_by_aws(access.resource))


def _is_managed_by_aws(key: str) -> bool:
    return any(alias.startswith(_AWS_MANAGED_ALIAS) for alias in state.aliases_of(key))


def _deny(
    policy: organization.ControlPolicy, access: Access, context: Context
) -> policies.Statement | None:
    try:
        for statement in policies.statements(policy.content):
            if statement.effect == "Deny" and statement.applies(access, context):
                return statement
    except policies.UnjudgeableError as problem:
        raise policies.UnjudgeableError(f"{policy.arn}: {problem}") from problem
    return None
