"""The grammar of management policies."""

from __future__ import annotations

from typing import Any

import pytest

from emulator.organizations import management

EC2 = "DECLARATIVE_POLICY_EC2"
S3 = "S3_POLICY"
AI = "AISERVICES_OPT_OUT_POLICY"
TAG = "TAG_POLICY"
NOBODY = {"@@operators_allowed_for_child_policies": ["@@none"]}


def ec2(**attributes: Any) -> dict[str, Any]:
    """An EC2 policy."""
    return {"ec2_attributes": attributes}


def hops(value: object) -> dict[str, Any]:
    """An EC2 policy that sets the hop limit."""
    limit = {"http_put_response_hop_limit": {"@@assign": value}}
    return ec2(instance_metadata_defaults=limit)


@pytest.mark.parametrize(
    ("policy_type", "document"),
    [
        pytest.param(
            EC2,
            ec2(
                exception_message={"@@assign": "ask us"},
                serial_console_access={**NOBODY, "status": {**NOBODY, "@@assign": "disabled"}},
                image_block_public_access={"state": {"@@assign": "block_new_sharing"}},
                snapshot_block_public_access={"state": {"@@assign": "block_all_sharing"}},
                instance_metadata_defaults={
                    "http_tokens": {"@@assign": "required"},
                    "http_tokens_enforced": {"@@assign": "enabled"},
                },
                vpc_block_public_access={
                    "internet_gateway_block": {
                        "mode": {"@@assign": "block_ingress"},
                        "exclusions_allowed": {"@@assign": "enabled"},
                    }
                },
            ),
            id="EC2",
        ),
        pytest.param(
            EC2,
            ec2(
                allowed_images_settings={
                    "state": {"@@assign": "audit_mode"},
                    "image_criteria": {
                        "mine": {"allowed_image_providers": {"@@append": ["amazon"]}}
                    },
                }
            ),
            id="EC2 images",
        ),
        pytest.param(EC2, hops("2"), id="number as text"),
        pytest.param(EC2, hops(-1), id="no preference as -1"),
        pytest.param(
            S3,
            {"s3_attributes": {"public_access_block_configuration": {"@@assign": "all"}}},
            id="S3",
        ),
        pytest.param(
            AI,
            {"services": {**NOBODY, "default": {"opt_out_policy": {"@@assign": "optOut"}}}},
            id="AI opt-out",
        ),
        pytest.param(
            TAG,
            {
                "tags": {
                    "team": {
                        "tag_key": {"@@assign": "Team"},
                        "tag_value": {"@@assign": ["a", "b"]},
                        "enforced_for": {"@@append": ["ec2:instance"]},
                    }
                }
            },
            id="tags",
        ),
        pytest.param("BACKUP_POLICY", {"plans": {"x": {"@@append": ["y"]}}}, id="other type"),
    ],
)
def test_takes_what_aws_takes(policy_type: str, document: dict[str, Any]) -> None:
    """A well-formed management policy has no problems."""
    assert management.problems(document, policy_type) == []


@pytest.mark.parametrize(
    ("policy_type", "document", "found"),
    [
        pytest.param(EC2, {}, "must hold ec2_attributes", id="empty"),
        pytest.param(EC2, {"s3_attributes": {}}, "s3_attributes: unknown key", id="top-level key"),
        pytest.param(EC2, ec2(imds={}), "ec2_attributes.imds: unknown key", id="attribute"),
        pytest.param(
            EC2,
            ec2(serial_console_access={"status": {"@@assign": "off"}}),
            "must be one of enabled, disabled (got 'off')",
            id="value",
        ),
        pytest.param(
            EC2,
            ec2(instance_metadata_defaults={"http_tokens_enforced": {"@@assign": "required"}}),
            "must be one of no_preference, enabled, disabled (got 'required')",
            id="enforcement",
        ),
        pytest.param(
            EC2,
            ec2(serial_console_access={"status": "disabled"}),
            "status: must be an object (got 'disabled')",
            id="no operator",
        ),
        pytest.param(
            EC2,
            ec2(serial_console_access={"status": {"assign": "disabled"}}),
            "takes an operator, one of @@assign",
            id="operator without @@",
        ),
        pytest.param(
            EC2,
            ec2(serial_console_access={"status": {"@@append": "disabled"}}),
            "only @@assign sets a single value",
            id="append to a single value",
        ),
        pytest.param(
            EC2,
            ec2(serial_console_access={"status": {"@@assign": ["disabled"]}}),
            "takes a single value",
            id="list for a single value",
        ),
        pytest.param(
            EC2, ec2(**{"@@assign": "x"}), "no operator may stand here", id="operator too high"
        ),
        pytest.param(EC2, hops(65), "a number from -1 to 64 (got 65)", id="number too high"),
        pytest.param(EC2, hops(True), "must be a number", id="truth for a number"),
        pytest.param(
            EC2,
            ec2(exception_message={"@@assign": 1}),
            "must be a string (got 1)",
            id="number for a text",
        ),
        pytest.param(
            AI,
            {"services": {"@@operators_allowed_for_child_policies": ["@@some"]}},
            "(got ['@@some'])",
            id="unknown operator for children",
        ),
        pytest.param("BACKUP_POLICY", {"plans": {"@@set": 1}}, "unknown operator", id="other type"),
    ],
)
def test_refuses_what_aws_refuses(policy_type: str, document: dict[str, Any], found: str) -> None:
    """A management policy with one mistake is refused for that mistake alone."""
    (problem,) = management.problems(document, policy_type)
    assert found in problem
