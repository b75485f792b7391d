"""The grammar of policy documents."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emulator import policy_document

DENY = {"Sid": "A", "Effect": "Deny", "Action": "ec2:*", "Resource": "*"}


def document(*statements: Any, **more: Any) -> str:
    """A policy of these statements."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements), **more})


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param("nonsense", "not JSON", id="not JSON"),
        pytest.param("[]", "not a JSON object", id="a list"),
        pytest.param('{"Version": "2012-10-17"}', "Statement must be", id="no statement"),
        pytest.param(document(), "at least one", id="empty"),
        pytest.param(document(DENY, Note="x"), "unknown element Note", id="unknown top element"),
        pytest.param(document({**DENY, "Why": "x"}), "unknown element Why", id="unknown element"),
        pytest.param(document({**DENY, "Effect": "Maybe"}), "Allow or Deny", id="Effect Maybe"),
        pytest.param(document(DENY, Version="2012-10-18"), "Version must be", id="bad Version"),
        pytest.param(document(DENY, DENY), "Sid A is used more than once", id="duplicate Sid"),
        pytest.param(document({**DENY, "Sid": "a b"}), "letters and digits", id="bad Sid"),
        pytest.param(document({**DENY, "Action": "ec2"}), "service:action", id="bad action"),
        pytest.param(document({**DENY, "NotAction": "s3:*"}), "exactly one of", id="two actions"),
        pytest.param(document({**DENY, "Resource": "bucket"}), "an ARN", id="bad resource"),
        pytest.param(document({**DENY, "Principal": "*"}), "not allowed", id="principal in SCP"),
        pytest.param(
            document({**DENY, "Condition": {"StringIs": {"a:b": "c"}}}),
            "unknown condition operator",
            id="unknown operator",
        ),
        pytest.param('{"Version": "2012-10-17", "Version": "x"}', "duplicate key", id="key twice"),
    ],
)
def test_refuses_what_organizations_refuses(content: str, found: str) -> None:
    """A service control policy with one mistake is refused for that mistake."""
    assert found in "; ".join(policy_document.problems(content, "service-control"))


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        pytest.param(DENY, "service-control", id="deny"),
        pytest.param(
            {"Effect": "Deny", "NotAction": ["iam:*", "sts:*"], "Resource": "*"},
            "service-control",
            id="NotAction",
        ),
        pytest.param(
            {
                **DENY,
                "Resource": "arn:aws:iam::*:role/x/*",
                "Condition": {
                    "ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/a"]},
                    "Null": {"aws:AssumedRoot": "true"},
                    "ForAnyValue:StringLikeIfExists": {"aws:x": "y"},
                },
            },
            "service-control",
            id="conditions",
        ),
        pytest.param(
            {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"},
            "resource-control",
            id="resource control",
        ),
        pytest.param(
            {
                "Effect": "Allow",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Action": "sts:AssumeRole",
            },
            "trust",
            id="trust",
        ),
    ],
)
def test_takes_what_aws_takes(statement: dict[str, Any], kind: str) -> None:
    """A well-formed policy has no problems."""
    assert policy_document.problems(document(statement), kind) == []


RESOURCE = {**DENY, "Action": "s3:*", "Principal": "*"}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param(document({**RESOURCE, "Effect": "Allow"}), "must be Deny", id="Allow"),
        pytest.param(
            document({**RESOURCE, "Principal": {"AWS": "*"}}), "Principal must be *", id="AWS only"
        ),
        pytest.param(document({**RESOURCE, "Action": "*"}), "must name a service", id="Action *"),
        pytest.param(
            document({**DENY, "Principal": "*", "NotAction": "s3:*", "Action": "s3:*"}),
            "NotAction is not allowed here",
            id="NotAction",
        ),
        pytest.param(document(RESOURCE, Version="2008-10-17"), "2012-10-17", id="older Version"),
        pytest.param(document(DENY), "needs a Principal", id="no principal"),
    ],
)
def test_refuses_what_resource_control_policies_may_not_say(content: str, found: str) -> None:
    """A resource control policy denies actions of services to everybody, and nothing else."""
    assert found in "; ".join(policy_document.problems(content, "resource-control"))


def test_white_space_is_free() -> None:
    """IAM counts the characters of a document without its white space."""
    spaced = json.dumps(json.loads(document(DENY)), indent=4)
    assert policy_document.size(spaced) == policy_document.size(json.loads(spaced)) < len(spaced)
