"""Requests to IAM, STS, Organizations and Account Management, and what IAM judges in them."""

import pytest

from .capture import ACCOUNT
from .mapping import Row, lines, requested, row_id

_IAM = "arn:aws:iam::ACCOUNT"
_TRUST = '{"Version": "2012-10-17", "Statement": []}'
_ROLE = {"RoleName": "reader"}
_POLICY_ARN = f"arn:aws:iam::{ACCOUNT}:policy/own"

ROWS: list[Row] = [
    ("iam", "CreateRole", {**_ROLE, "AssumeRolePolicyDocument": _TRUST},
     [f"iam:CreateRole {_IAM}:role/reader"]),
    ("iam", "CreateRole", {**_ROLE, "AssumeRolePolicyDocument": _TRUST, "Path": "/baseline/"},
     [f"iam:CreateRole {_IAM}:role/baseline/reader"]),
    ("iam", "CreateRole",
     {**_ROLE, "AssumeRolePolicyDocument": _TRUST, "Tags": [{"Key": "a", "Value": "b"}]},
     [f"iam:CreateRole {_IAM}:role/reader", f"iam:TagRole {_IAM}:role/reader"]),
    ("iam", "UpdateAssumeRolePolicy", {**_ROLE, "PolicyDocument": _TRUST},
     [f"iam:UpdateAssumeRolePolicy {_IAM}:role/reader"]),
    ("iam", "AttachRolePolicy", {**_ROLE, "PolicyArn": _POLICY_ARN},
     [f"iam:AttachRolePolicy {_IAM}:role/reader"]),
    ("iam", "AttachUserPolicy", {"UserName": "ann", "PolicyArn": _POLICY_ARN},
     [f"iam:AttachUserPolicy {_IAM}:user/ann"]),
    ("iam", "AddUserToGroup", {"UserName": "ann", "GroupName": "admins"},
     [f"iam:AddUserToGroup {_IAM}:group/admins"]),
    ("iam", "UpdateUser", {"UserName": "ann", "NewPath": "/baseline/"},
     [f"iam:UpdateUser {_IAM}:user/ann", f"iam:UpdateUser {_IAM}:user/baseline/ann"]),
    ("iam", "UpdateGroup", {"GroupName": "a", "NewGroupName": "b"},
     [f"iam:UpdateGroup {_IAM}:group/a", f"iam:UpdateGroup {_IAM}:group/b"]),
    ("iam", "CreatePolicy", {"PolicyName": "own", "PolicyDocument": "{}", "Path": "/x/"},
     [f"iam:CreatePolicy {_IAM}:policy/x/own"]),
    ("iam", "CreatePolicyVersion", {"PolicyArn": _POLICY_ARN, "PolicyDocument": "{}"},
     [f"iam:CreatePolicyVersion {_IAM}:policy/own"]),
    ("iam", "CreateAccessKey", {}, [f"iam:CreateAccessKey {_IAM}:root"]),
    ("iam", "CreateAccessKey", {"UserName": "ann"}, [f"iam:CreateAccessKey {_IAM}:user/ann"]),
    ("iam", "ListRoles", {}, ["iam:ListRoles *"]),
    ("iam", "CreateServiceLinkedRole", {"AWSServiceName": "cloudtrail.amazonaws.com"},
     [f"iam:CreateServiceLinkedRole {_IAM}:role/aws-service-role/cloudtrail.amazonaws.com/*"]),
    ("iam", "AddRoleToInstanceProfile", {**_ROLE, "InstanceProfileName": "web"},
     [f"iam:AddRoleToInstanceProfile {_IAM}:instance-profile/web",
      f"iam:PassRole {_IAM}:role/reader"]),
    ("iam", "DeactivateMFADevice",
     {"UserName": "ann", "SerialNumber": f"arn:aws:iam::{ACCOUNT}:mfa/ann"},
     [f"iam:DeactivateMFADevice {_IAM}:user/ann"]),
    ("iam", "UpdateAccountPasswordPolicy", {}, ["iam:UpdateAccountPasswordPolicy *"]),
    ("iam", "EnableOrganizationsRootSessions", {}, ["iam:EnableOrganizationsRootSessions *"]),
    ("sts", "GetCallerIdentity", {}, ["sts:GetCallerIdentity *"]),
    ("sts", "AssumeRole",
     {"RoleArn": "arn:aws:iam::444455556666:role/a/b", "RoleSessionName": "s"},
     ["sts:AssumeRole arn:aws:iam::444455556666:role/a/b"]),
    ("sts", "AssumeRole",
     {"RoleArn": "arn:aws:iam::444455556666:role/b", "RoleSessionName": "s",
      "Tags": [{"Key": "team", "Value": "x"}], "SourceIdentity": "ann"},
     ["sts:AssumeRole arn:aws:iam::444455556666:role/b",
      "sts:TagSession arn:aws:iam::444455556666:role/b",
      "sts:SetSourceIdentity arn:aws:iam::444455556666:role/b"]),
    ("sts", "AssumeRoot",
     {"TargetPrincipal": "444455556666",
      "TaskPolicyArn": {"arn": "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials"}},
     ["sts:AssumeRoot arn:aws:iam::444455556666:root"]),
    ("sts", "GetFederationToken", {"Name": "ann"},
     ["sts:GetFederationToken arn:aws:sts::ACCOUNT:federated-user/ann"]),
    ("organizations", "LeaveOrganization", {}, ["organizations:LeaveOrganization *"]),
    ("organizations", "CreateOrganization", {"FeatureSet": "ALL"},
     ["organizations:CreateOrganization *"]),
    ("organizations", "ListAccounts", {}, ["organizations:ListAccounts *"]),
    ("organizations", "DescribeAccount", {"AccountId": "444455556666"},
     ["organizations:DescribeAccount arn:aws:organizations::ACCOUNT:account/444455556666"]),
    ("account", "PutAlternateContact",
     {"AlternateContactType": "SECURITY", "EmailAddress": "a@example.com", "Name": "a",
      "PhoneNumber": "1", "Title": "t"},
     ["account:PutAlternateContact arn:aws:account::ACCOUNT:account"]),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=row_id)
def test_request_needs_exactly_these_accesses(row: Row) -> None:
    """The request of an identity service needs the listed actions on the listed resources."""
    service, name, parameters, expected = row
    assert lines(requested(service, name, parameters)) == expected


def test_passing_a_role_names_the_service_that_gets_it() -> None:
    """AddRoleToInstanceProfile hands the role to EC2, which iam:PassedToService tells."""
    given = {"RoleName": "reader", "InstanceProfileName": "web"}
    passing = requested("iam", "AddRoleToInstanceProfile", given)[-1]
    assert passing.keys == {"iam:passedtoservice": "ec2.amazonaws.com"}
