"""Nobody but administrators can get more rights than they have, by any known way."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
import yaml
from cfnlint.data import AdditionalSpecs

from baseline.identity import GROUPS
from baseline.policy.decide import Request, decide_identity
from tests.assemblies import read
from tests.identity.decision_table import ACCOUNT, OWNERS, SESSIONS, USERS, policies_of

WAYS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "raising_actions.yaml").read_text()
)
IAM = f"arn:aws:iam::{ACCOUNT}"
RESOURCES = (
    "*",
    f"{IAM}:user/ann",
    f"{IAM}:user/bob",
    f"{IAM}:group/baseline/baseline-administrators",
    f"{IAM}:policy/baseline/administrators",
    f"{IAM}:role/baseline/break-glass",
    f"{IAM}:role/cdk-hnb659fds-deploy-role-{ACCOUNT}-eu-west-1",
    f"{IAM}:mfa/phone",
)
OF_AWS = read(Path(AdditionalSpecs.__file__).parent / "Policies.json")


def _denied(group: str, action: str, resource: str, session: str) -> set[bool]:
    return {
        decide_identity(
            policies_of(group),
            Request(
                action,
                resource,
                {
                    "aws:PrincipalArn": USERS[0],
                    "aws:username": "ann",
                    "aws:PrincipalAccount": ACCOUNT,
                    "aws:PrincipalOrgID": "o-a1b2c3d4e5",
                    **OWNERS["own"],
                    **brought,
                },
            ),
        ).denied
        for brought in SESSIONS[session].values()
    }


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("group", GROUPS)
def test_only_administrators_raise_rights(group: str, way: str) -> None:
    """No way of raising rights is open on any resource, but to administrators with MFA."""
    calls = (
        each
        for each in product(WAYS[way], RESOURCES)
        if each[1] == "*" or each[0].startswith(("iam:", "sts:"))
    )
    for action, resource in calls:
        assert _denied(group, action, resource, "without-mfa") == {True}, action
        expected = {group != "administrators"}
        assert _denied(group, action, resource, "with-mfa") == expected, (action, resource)


def test_the_list_holds_every_write_to_policies_and_groups() -> None:
    """The list misses no call of IAM that changes a policy, a group, a role's trust or a grant."""
    listed = {action.lower() for actions in WAYS.values() for action in actions}
    objects = ("grouppolicy", "rolepolicy", "userpolicy", "policyversion", "permissionsboundary")
    verbs = ("attach", "put", "create", "setdefault", "detach", "delete")
    missing = {
        f"iam:{name}"
        for name in OF_AWS["iam"]["Actions"]
        if name.startswith(verbs) and name.endswith(objects)
    } - listed
    assert missing == set()
    assert all(
        action.partition(":")[2] in OF_AWS[action.partition(":")[0]]["Actions"] for action in listed
    )
