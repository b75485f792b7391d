"""Guardrails that keep work inside the allowed regions."""

from __future__ import annotations

from collections.abc import Sequence

from baseline.guardrails.global_services import (
    ACTIONS_ANYWHERE,
    ACTIONS_AT_HOME,
    HOME_REGIONS,
)
from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Where, Who
from baseline.policy.documents import Condition, Statement


def _outside(regions: Sequence[str]) -> Condition:
    return {
        "StringNotEquals": {"aws:RequestedRegion": list(regions)},
        # A bucket or queue locked by its own policy may lie in any region; the management
        # account unlocks it with a root session, which alone has this key.
        "Null": {"aws:AssumedRoot": "true"},
    }


def _deny_other_regions(context: GuardrailContext) -> tuple[Statement, ...]:
    allowed = context.allowed_regions
    home = [region for region in HOME_REGIONS[context.partition] if region not in allowed]
    return (
        {
            "Sid": "DenyOtherRegions",
            "Effect": "Deny",
            "NotAction": [*ACTIONS_ANYWHERE, *ACTIONS_AT_HOME],
            "Resource": "*",
            "Condition": _outside(allowed),
        },
        {
            "Sid": "DenyOtherRegionsButGlobalHome",
            "Effect": "Deny",
            "Action": list(ACTIONS_AT_HOME),
            "Resource": "*",
            "Condition": _outside([*allowed, *home]),
        },
    )


DENY_OTHER_REGIONS = Guardrail(
    name="deny_other_regions",
    sid="DenyOtherRegions",
    bundle="regions",
    default_place="units",
    why=(
        "Stolen credentials are used where nobody looks: miners start in regions without "
        "monitoring. Data that must stay in a jurisdiction strays by one wrong setting."
    ),
    breaks=(
        "Everything outside the allowed regions that is not a global service: stacks for "
        "CloudFront in us-east-1 beyond certificates and firewalls, the log groups there of "
        "Route 53 queries, alarms and rules there on global services, Lambda@Edge functions, "
        "public image repositories, Bedrock inference profiles that cross regions, buckets made "
        "through the global S3 endpoint. Add the region for those who need it. A service that "
        "AWS launches as global is denied until the list of global services names it."
    ),
    source=(
        "AWS Organizations user guide, General examples, Deny access to AWS based on the "
        "requested AWS Region; AWS Control Tower controls reference, Region deny control applied "
        "to the OU; IAM user guide, AWS global condition context keys, aws:RequestedRegion; read "
        "2026-11-24; Amazon Route 53 API reference, CreateQueryLoggingConfig, read 2026-11-30"
    ),
    denies=(
        Denial(
            actions=("*",),
            except_actions=(*ACTIONS_ANYWHERE, *ACTIONS_AT_HOME),
            resources=("*",),
            who=Who.EVERYBODY_BUT_CENTRAL_ROOT,
            where=Where.OUTSIDE_ALLOWED,
        ),
        Denial(
            actions=ACTIONS_AT_HOME,
            resources=("*",),
            who=Who.EVERYBODY_BUT_CENTRAL_ROOT,
            where=Where.OUTSIDE_ALLOWED_AND_GLOBAL,
        ),
    ),
    statements=_deny_other_regions,
)
