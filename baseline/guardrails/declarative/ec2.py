"""What is declared for Amazon EC2, EBS and VPC.

Source of every attribute and value: AWS Organizations user guide, EC2 policy syntax and examples,
read 2026-11-30. That a policy may say `http_tokens_enforced`: Amazon EC2's release of 2026-02-24,
ModifyInstanceMetadataDefaults, as in botocore 1.43.106. The page's version with that attribute was
not at hand: that it is written like those beside it rests on policies of others, unconfirmed.
"""

from __future__ import annotations

from baseline.guardrails.declarative.model import Content, DeclarativeSetting, Declared, assign
from baseline.guardrails.policy_types import PolicyType

_SOURCE = "AWS Organizations user guide, EC2 policy syntax and examples, read 2026-11-24"


def _require_imdsv2(_: Declared) -> Content:
    return {"instance_metadata_defaults": {"http_tokens": assign("required")}}


def _enforce_imdsv2(_: Declared) -> Content:
    return {"instance_metadata_defaults": {"http_tokens_enforced": assign("enabled")}}


def _block_serial_console(_: Declared) -> Content:
    return {"serial_console_access": {"status": assign("disabled")}}


def _block_public_images(_: Declared) -> Content:
    return {"image_block_public_access": {"state": assign("block_new_sharing")}}


def _block_public_snapshots(_: Declared) -> Content:
    return {"snapshot_block_public_access": {"state": assign("block_all_sharing")}}


def _block_vpc_public_access(declared: Declared) -> Content:
    return {
        "vpc_block_public_access": {
            "internet_gateway_block": {
                "mode": assign(f"block_{declared.block_vpc_public_access}"),
                # Without exclusions not even a load balancer's subnet could be open.
                "exclusions_allowed": assign("enabled"),
            }
        }
    }


REQUIRE_IMDSV2 = DeclarativeSetting(
    name="require_imdsv2",
    policy_type=PolicyType.EC2,
    why=(
        "With the first version of the instance metadata service, a forged request through a web "
        "application is enough to read the credentials of the instance's role. New instances ask "
        "for a session token first."
    ),
    breaks=(
        "Software on new instances that knows only the first version, if the launch does not say "
        "otherwise. Running instances stay as they are; a launch that asks for the first version "
        "gets it. A container behind one more hop needs a hop limit of 2, which the launch sets."
    ),
    source=_SOURCE,
    content=_require_imdsv2,
)
ENFORCE_IMDSV2 = DeclarativeSetting(
    name="enforce_imdsv2",
    policy_type=PolicyType.EC2,
    why=(
        "A default can be overridden: whoever launches an instance may still ask for the first "
        "version, on purpose or by an old template. Here AWS refuses the launch, and refuses to "
        "allow the first version again on an instance that requires the second."
    ),
    breaks=(
        "Launches that ask for the first version or leave both open: old launch templates, images "
        "and autoscaling groups, which then start no instance. Running instances that allow the "
        "first version stay as they are. The metric MetadataNoToken shows who still uses it."
    ),
    source=(
        "Amazon EC2 API reference, ModifyInstanceMetadataDefaults, HttpTokensEnforced; Amazon EC2 "
        "user guide, Enforce IMDSv2 at the account level; read 2026-11-30"
    ),
    content=_enforce_imdsv2,
)
BLOCK_SERIAL_CONSOLE = DeclarativeSetting(
    name="block_serial_console",
    policy_type=PolicyType.EC2,
    why=(
        "The serial console reaches an instance past its network, security groups and session "
        "records. It is off by default; this keeps it off."
    ),
    breaks="Troubleshooting of instances that do not boot, through the EC2 serial console.",
    source=_SOURCE,
    content=_block_serial_console,
)
BLOCK_PUBLIC_IMAGES = DeclarativeSetting(
    name="block_public_images",
    policy_type=PolicyType.EC2,
    why="A machine image made public shows everybody its disks, with the secrets left on them.",
    breaks="Publishing machine images to everybody. Images that are public already stay so.",
    source=_SOURCE,
    content=_block_public_images,
)
BLOCK_PUBLIC_SNAPSHOTS = DeclarativeSetting(
    name="block_public_snapshots",
    policy_type=PolicyType.EC2,
    why="A public snapshot of a volume can be copied by everybody, and is looked for by thieves.",
    breaks="Publishing EBS snapshots to everybody, also of those that are public already.",
    source=_SOURCE,
    content=_block_public_snapshots,
)
BLOCK_VPC_PUBLIC_ACCESS = DeclarativeSetting(
    name="block_vpc_public_access",
    policy_type=PolicyType.EC2,
    why=(
        "One internet gateway and one route open a network to the world. Here AWS stops the "
        "traffic whatever the routes say."
    ),
    breaks=(
        "Everything in a VPC that the internet reaches (ingress) or that reaches the internet "
        "through a gateway (bidirectional), but in VPCs and subnets that are excluded by name."
    ),
    source=_SOURCE,
    content=_block_vpc_public_access,
)
