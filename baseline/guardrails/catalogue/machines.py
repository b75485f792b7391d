"""Guardrails over the size of machines, for accounts to try things in."""

from __future__ import annotations

from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

# The sizes that stay allowed are named, so that a size AWS adds later is denied. Of the families
# with accelerators only the older have sizes that small.
_SMALL = tuple(
    f"*.{size}" for size in ("nano", "micro", "small", "medium", "large", "xlarge", "2xlarge")
)
_ACCELERATED = ("dl*", "f1.*", "f2.*", "g*", "inf*", "p*", "trn*", "vt*")


def _deny_large_instances(context: GuardrailContext) -> tuple[Statement, ...]:
    instances = f"arn:{context.partition}:ec2:*:*:instance/*"
    return (
        {
            "Sid": "DenyLargeInstances",
            "Effect": "Deny",
            "Action": "ec2:RunInstances",
            "Resource": instances,
            "Condition": {"StringNotLike": {"ec2:InstanceType": list(_SMALL)}},
        },
        {
            "Sid": "DenyLargeInstancesWithAccelerators",
            "Effect": "Deny",
            "Action": "ec2:RunInstances",
            "Resource": instances,
            "Condition": {"StringLike": {"ec2:InstanceType": list(_ACCELERATED)}},
        },
        {
            "Sid": "DenyLargeInstancesByResizing",
            "Effect": "Deny",
            "Action": "ec2:ModifyInstanceAttribute",
            "Resource": instances,
            "Condition": {"Null": {"ec2:Attribute/InstanceType": "false"}},
        },
        {
            # The older calls for Spot name the size to nobody; RunInstances takes Spot as well.
            "Sid": "DenyLargeInstancesOnSpot",
            "Effect": "Deny",
            "Action": ["ec2:RequestSpotFleet", "ec2:RequestSpotInstances"],
            "Resource": "*",
        },
    )


DENY_LARGE_INSTANCES = Guardrail(
    name="deny_large_instances",
    sid="DenyLargeInstances",
    bundle="limits",
    default_place="units",
    why=(
        "Stolen credentials are turned into money by the largest machines there are, and a "
        "forgotten one costs more in a week than the rest of the account in a year."
    ),
    breaks=(
        "In the unit's accounts no EC2 instance is started that is larger than 2xlarge or has an "
        "accelerator, bare metal included, a stopped one does not change its type, and the older "
        "calls for Spot are closed; RunInstances takes Spot as well. What fleets, EC2 "
        "Auto Scaling and other services start by their service-linked roles is not bound by "
        "guardrails: set service quotas as well."
    ),
    source=(
        "AWS Organizations user guide, Service control policy examples, Require Amazon EC2 "
        "instances to use a specific type; Service Authorization Reference, Amazon EC2, "
        "ec2:InstanceType and ec2:Attribute/${AttributeName}; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=("ec2:RunInstances",),
            resources=("arn:{partition}:ec2:*:*:instance/*",),
            who=Who.EVERYBODY,
            unless=(
                (
                    "ec2:InstanceType",
                    (
                        "*.nano",
                        "*.micro",
                        "*.small",
                        "*.medium",
                        "*.large",
                        "*.xlarge",
                        "*.2xlarge",
                    ),
                ),
            ),
        ),
        Denial(
            actions=("ec2:RunInstances",),
            resources=("arn:{partition}:ec2:*:*:instance/*",),
            who=Who.EVERYBODY,
            when=(
                (
                    "ec2:InstanceType",
                    (
                        "dl*",
                        "f1.*",
                        "f2.*",
                        "g*",
                        "inf*",
                        "p*",
                        "trn*",
                        "vt*",
                    ),
                ),
            ),
        ),
        Denial(
            actions=("ec2:ModifyInstanceAttribute",),
            resources=("arn:{partition}:ec2:*:*:instance/*",),
            who=Who.EVERYBODY,
            when=(("ec2:Attribute/InstanceType", ("*",)),),
        ),
        Denial(
            actions=("ec2:RequestSpotFleet", "ec2:RequestSpotInstances"),
            resources=("*",),
            who=Who.EVERYBODY,
        ),
    ),
    statements=_deny_large_instances,
)
