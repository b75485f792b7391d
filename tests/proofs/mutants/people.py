"""Mistakes in the groups of people, and in who may take the role for emergencies."""

from __future__ import annotations

from baseline.policy.decide import Request
from baseline.policy.documents import Statement
from tests.guardrails.mistakes.model import Statements, replaced, rewritten, without_statement
from tests.proofs.mutants.model import Change, Mutant, in_group, in_trust

_USER = "arn:aws:iam::111122223333:user/ann"
_OTHER = "arn:aws:iam::111122223333:user/anna"
_ANN = {"aws:PrincipalArn": _USER, "aws:username": "ann", "aws:PrincipalType": "User"}
_MFA = {"aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "60"}
_ROLE = "arn:aws:iam::111122223333:role/baseline/break-glass"


def _and(sid: str, action: str, resource: str = "*") -> Change:
    def change(statements: Statements) -> Statements:
        more: Statement = {"Sid": sid, "Effect": "Allow", "Action": action, "Resource": resource}
        return (*statements, more)

    return change


PEOPLE = (
    Mutant(
        name="bool_for_bool_if_exists_without_mfa",
        story="Calls with an access key lack the MFA key altogether, and Bool lets them through.",
        promise="without-mfa",
        mutate=in_group("developers", "require_mfa", replaced("BoolIfExists", "Bool")),
        place="group developers",
        request=Request("iam:DeleteUser", _OTHER, _ANN),
    ),
    Mutant(
        name="wildcard_after_the_user_name",
        story="A wildcard after the user's name: ann enrols a device for anna.",
        promise="without-mfa",
        mutate=in_group("auditors", "require_mfa", replaced("${aws:username}", "${aws:username}*")),
        place="group auditors",
        request=Request("iam:EnableMFADevice", _OTHER, _ANN),
    ),
    Mutant(
        name="any_user_may_be_enrolled",
        story="The open calls were not closed on other users: a device for an administrator.",
        promise="without-mfa",
        mutate=in_group(
            "administrators", "require_mfa", without_statement("DenyOtherUsersWithoutMFA")
        ),
        place="group administrators",
        request=Request("iam:EnableMFADevice", _OTHER, _ANN),
    ),
    Mutant(
        name="device_taken_away_without_mfa",
        story="Who has only the password takes the device away, and enrols one of their own.",
        promise="without-mfa",
        mutate=in_group(
            "billing",
            "require_mfa",
            replaced('"iam:EnableMFADevice"', '"iam:EnableMFADevice", "iam:DeactivateMFADevice"'),
        ),
        place="group billing",
        request=Request("iam:DeactivateMFADevice", _USER, _ANN),
    ),
    Mutant(
        name="all_of_iam_open_without_mfa",
        story="Enrolling takes some calls of IAM, and all of them were opened.",
        promise="without-mfa",
        mutate=in_group("administrators", "require_mfa", replaced('"iam:GetUser"', '"iam:*"')),
        place="group administrators",
        request=Request("iam:CreateAccessKey", _USER, _ANN),
    ),
    Mutant(
        name="enrolling_closed",
        story="The list of open calls forgot the one that enrols: nobody ever gets MFA.",
        promise="reaching-mfa",
        mutate=in_group("developers", "require_mfa", replaced('"iam:EnableMFADevice", ', "")),
        place="group developers",
        request=Request("iam:EnableMFADevice", _USER, _ANN),
    ),
    Mutant(
        name="any_role_in_any_account",
        story="Developers were to take one role, and the policy says any.",
        promise="raising-rights",
        mutate=in_group(
            "developers",
            "developers",
            rewritten("AssumeMemberRole", Resource="arn:aws:iam::*:role/*", Condition=None),
        ),
        place="group developers",
        request=Request(
            "sts:AssumeRole",
            "arn:aws:iam::444455556666:role/OrganizationAccountAccessRole",
            {
                **_ANN,
                **_MFA,
                "aws:ResourceOrgID": "o-a1b2c3d4e5",
                "aws:PrincipalOrgID": "o-a1b2c3d4e5",
            },
        ),
    ),
    Mutant(
        name="role_of_a_stranger",
        story="Without the organization in the condition, a stranger's role of that name will do.",
        promise="raising-rights",
        mutate=in_group("developers", "developers", rewritten("AssumeMemberRole", Condition=None)),
        place="group developers",
        request=Request(
            "sts:AssumeRole",
            "arn:aws:iam::444455556666:role/baseline/developer",
            {**_ANN, **_MFA},
        ),
    ),
    Mutant(
        name="role_in_another_organization",
        story="That the role is in some organization was asked, not that it is in the own one.",
        promise="raising-rights",
        mutate=in_group(
            "auditors",
            "auditors",
            rewritten("AssumeMemberRole", Condition={"Null": {"aws:ResourceOrgID": "false"}}),
        ),
        place="group auditors",
        request=Request(
            "sts:AssumeRole",
            "arn:aws:iam::999988887777:role/baseline/auditor",
            {
                **_ANN,
                **_MFA,
                "aws:ResourceOrgID": "o-z9y8x7w6v5",
                "aws:PrincipalOrgID": "o-a1b2c3d4e5",
            },
        ),
    ),
    Mutant(
        name="auditors_join_groups_of_identity_center",
        story="The call that puts people into a group of Identity Center looked like reading them.",
        promise="raising-rights",
        mutate=in_group("auditors", "auditors", _and("Join", "identitystore:CreateGroup*")),
        place="group auditors",
        request=Request("identitystore:CreateGroupMembership", "*", {**_ANN, **_MFA}),
    ),
    Mutant(
        name="auditors_pass_roles",
        story="A tool of the auditors asked for iam:PassRole, and got it on every role.",
        promise="raising-rights",
        mutate=in_group("auditors", "auditors", _and("Tool", "iam:PassRole")),
        place="group auditors",
        request=Request("iam:PassRole", _ROLE, {**_ANN, **_MFA}),
    ),
    Mutant(
        name="own_user_by_any_name",
        story="Access keys were to be made for the own user, and the variable was lost.",
        promise="raising-rights",
        mutate=in_group("billing", "self_service", replaced("${aws:username}", "*")),
        place="group billing",
        request=Request("iam:CreateAccessKey", _OTHER, {**_ANN, **_MFA}),
    ),
    Mutant(
        name="break_glass_without_mfa",
        story="The age of the MFA was taken for enough; IfExists made it no condition at all.",
        promise="becomes-break-glass",
        mutate=in_trust(
            "break-glass",
            lambda statements: replaced('"NumericLessThan"', '"NumericLessThanIfExists"')(
                replaced('"Bool"', '"BoolIfExists"')(statements)
            ),
        ),
        place="role break-glass",
        request=Request("sts:AssumeRole", "*", _ANN),
    ),
    Mutant(
        name="break_glass_for_roles",
        story="Any principal of the account was trusted: a pipeline's role takes break glass.",
        promise="becomes-break-glass",
        mutate=in_trust("break-glass", replaced(":user/*", ":*")),
        place="role break-glass",
        request=Request(
            "sts:AssumeRole",
            "*",
            {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/pipeline", **_MFA},
        ),
    ),
    Mutant(
        name="break_glass_with_old_mfa",
        story="A console session of last week was as good as a device at hand.",
        promise="becomes-break-glass",
        mutate=in_trust("break-glass", replaced('"3600"', '"36000000"')),
        place="role break-glass",
        request=Request("sts:AssumeRole", "*", {**_ANN, **_MFA, "aws:MultiFactorAuthAge": "86400"}),
    ),
)
