"""Identity policies, boundaries, session, trust and resource policies, on real calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from . import people
from .loopback import account_key, client, refusal_of, session_of
from .people import ANYTHING


def _managed(account: str, *statements: Mapping[str, Any]) -> str:
    iam = client("iam", account_key(account), judged=False)
    document = people.document(*statements)
    return str(iam.create_policy(PolicyName="p", PolicyDocument=document)["Policy"]["Arn"])


def test_nothing_is_allowed_without_an_allow(account: str) -> None:
    """A user without a policy is refused, and the refusal says that none allows it."""
    message = refusal_of(client("s3", people.user(account)), "ListBuckets")
    assert message == (
        f"AccessDenied: User: arn:aws:iam::{account}:user/ann is not authorized to perform: "
        "s3:ListAllMyBuckets on resource: * "
        "because no identity-based policy allows the s3:ListAllMyBuckets action"
    )


def test_deny_wins_over_allow_and_is_named(account: str) -> None:
    """An explicit deny of one policy beats an allow, and is named with policy and Sid."""
    deny = {"Sid": "NoQueues", "Effect": "Deny", "Action": "sqs:*", "Resource": "*"}
    message = refusal_of(client("sqs", people.user(account, ANYTHING, deny)), "ListQueues")
    assert message is not None
    assert message.endswith(
        "with an explicit deny in an identity-based policy: own of user ann (statement NoQueues)"
    )


def test_policies_of_groups_and_managed_ones_count(account: str) -> None:
    """A user may what its group's attached policy allows, and nothing else."""
    user = people.user(account)
    arn = _managed(account, {"Effect": "Allow", "Action": "S3:listall*", "Resource": "*"})
    iam = client("iam", account_key(account), judged=False)
    iam.create_group(GroupName="readers")
    iam.attach_group_policy(GroupName="readers", PolicyArn=arn)
    iam.add_user_to_group(GroupName="readers", UserName="ann")
    assert refusal_of(client("s3", user), "ListBuckets") is None
    assert refusal_of(client("sqs", user), "ListQueues") is not None


def test_boundary_limits_what_policies_allow(account: str) -> None:
    """With a permissions boundary only what both allow is allowed."""
    user = people.user(account, ANYTHING)
    arn = _managed(account, {"Effect": "Allow", "Action": "s3:*", "Resource": "*"})
    iam = client("iam", account_key(account), judged=False)
    iam.put_user_permissions_boundary(UserName="ann", PermissionsBoundary=arn)
    assert refusal_of(client("s3", user), "ListBuckets") is None
    assert "no permissions boundary allows" in str(refusal_of(client("sqs", user), "ListQueues"))


def test_session_policy_limits_the_session(account: str) -> None:
    """With a session policy only what role and session policy allow is allowed."""
    arn = people.role(account, f"arn:aws:iam::{account}:root")
    session_policy = people.document({"Effect": "Allow", "Action": "s3:*", "Resource": "*"})
    sts = client("sts", account_key(account))
    answer = sts.assume_role(RoleArn=arn, RoleSessionName="try", Policy=session_policy)
    session = session_of(answer)
    assert refusal_of(client("s3", session), "ListBuckets") is None
    assert "no session policy allows" in str(refusal_of(client("sqs", session), "ListQueues"))


def test_variable_in_a_resource_is_the_callers_name(account: str) -> None:
    """`user/${aws:username}` lets users act on themselves and on nobody else."""
    own = "arn:aws:iam::*:user/${aws:username}"
    user = people.user(account, {"Effect": "Allow", "Action": "iam:*", "Resource": own})
    iam = client("iam", user)
    assert refusal_of(iam, "ListAccessKeys") is None
    assert refusal_of(iam, "ListAccessKeys", UserName="ann") is None
    assert refusal_of(iam, "ListAccessKeys", UserName="bob") is not None


def test_passing_a_role_is_judged_too(account: str) -> None:
    """CreateFunction needs iam:PassRole on the role's ARN, with its path."""
    arn = people.role(account, f"arn:aws:iam::{account}:root")
    user = people.user(account, {"Effect": "Allow", "Action": "lambda:*", "Resource": "*"})
    given = {"FunctionName": "f", "Code": {"ZipFile": b"z"}, "Role": arn}
    message = str(refusal_of(client("lambda", user), "CreateFunction", **given))
    assert f"not authorized to perform: iam:PassRole on resource: {arn}" in message


@pytest.mark.parametrize("trusts", ["account", "user", "stranger"])
def test_trust_policy_decides_who_assumes_a_role(account: str, trusts: str) -> None:
    """In one account a trusted user needs no policy of its own, a trusted account's user does."""
    principals = {
        "account": f"arn:aws:iam::{account}:root",
        "user": f"arn:aws:iam::{account}:user/ann",
        "stranger": "arn:aws:iam::123456789012:root",
    }
    without, granted = people.user(account), people.user(account, ANYTHING, name="bob")
    arn = people.role(account, principals[trusts])
    refused = [
        refusal_of(client("sts", one), "AssumeRole", RoleArn=arn, RoleSessionName="try")
        for one in (without, granted)
    ]
    allowed = {"account": [False, True], "user": [True, False], "stranger": [False, False]}
    assert [message is None for message in refused] == allowed[trusts]


def test_role_of_another_account_needs_both_sides(account: str) -> None:
    """Across accounts the trust policy and the caller's own policy must allow."""
    other = people.unused_account()
    arn = people.role(other, f"arn:aws:iam::{account}:root")
    given = {"RoleArn": arn, "RoleSessionName": "try"}
    may = client("sts", people.user(account, ANYTHING))
    may_not = client("sts", people.user(account, name="bob"))
    assert refusal_of(may, "AssumeRole", **given) is None
    assert "no identity-based policy allows" in str(refusal_of(may_not, "AssumeRole", **given))


def test_role_that_does_not_exist_cannot_be_assumed(account: str) -> None:
    """Not even the operator may assume a role that is not there."""
    sts = client("sts", account_key(account))
    arn = f"arn:aws:iam::{account}:role/none"
    message = refusal_of(sts, "AssumeRole", RoleArn=arn, RoleSessionName="try")
    assert "no trust policy allows the sts:AssumeRole action" in str(message)


def test_resource_policy_denies_and_allows(account: str) -> None:
    """A topic's policy denies one caller and lets another in who has no policy."""
    allowed, denied = people.user(account), people.user(account, ANYTHING, name="bob")
    sns = client("sns", account_key(account))
    arn = sns.create_topic(Name="t")["TopicArn"]
    who = {"Principal": {"AWS": f"arn:aws:iam::{account}:user/ann"}, "Effect": "Allow"}
    whom = {"Principal": {"AWS": f"arn:aws:iam::{account}:user/bob"}, "Effect": "Deny"}
    rest = {"Action": "sns:Publish", "Resource": arn}
    policy = people.document({**who, **rest}, {"Sid": "NotBob", **whom, **rest})
    sns.set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=policy)
    given = {"TopicArn": arn, "Message": "m"}
    assert refusal_of(client("sns", allowed), "Publish", **given) is None
    message = str(refusal_of(client("sns", denied), "Publish", **given))
    assert "with an explicit deny in a resource-based policy (statement NotBob)" in message


def test_caller_identity_needs_no_permission(account: str) -> None:
    """sts:GetCallerIdentity answers even a user whose policy denies everything."""
    user = people.user(account, {"Effect": "Deny", "Action": "*", "Resource": "*"})
    identity = client("sts", user).get_caller_identity()
    assert identity["Account"] == account
    assert identity["Arn"] == f"arn:aws:iam::{account}:user/ann"
