"""The page on break glass: its commands, and who of the groups can take the role."""

from __future__ import annotations

from pathlib import Path

import pytest

from baseline.identity import GROUPS, IdentityContext, break_glass
from baseline.policy.decide import Request, decide_identity
from tests.docs.commands import commands
from tests.identity.decision_table import ACCOUNT, OWNERS, SESSIONS, policies_of

PAGE = Path("how-to/break-glass.md")
ROLE = f"arn:aws:iam::{ACCOUNT}:role/baseline/{break_glass.NAME}"


def test_the_commands_take_the_role() -> None:
    """The page gets a session with a code first, and takes the role by its very name with it."""
    session, role = commands(PAGE)
    assert session.action == "sts:GetSessionToken"
    assert session.options["token-code"] == "CODE"
    assert role.action == "sts:AssumeRole"
    assert role.options["role-arn"] == ROLE
    assert role.options["profile"] == "mfa"


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("session", ["with-mfa", "without-mfa"])
def test_who_may_take_it(group: str, session: str) -> None:
    """Of the groups, administrators with MFA may take the role, and nobody else."""
    for brought in SESSIONS[session].values():
        context = {
            "aws:username": "ann",
            "aws:PrincipalOrgID": "o-a1b2c3d4e5",
            **OWNERS["own"],
            **brought,
        }
        verdict = decide_identity(policies_of(group), Request("sts:AssumeRole", ROLE, context))
        assert verdict.denied is ((group, session) != ("administrators", "with-mfa"))


def test_the_trust_asks_for_what_the_page_says() -> None:
    """A user of the account, MFA, and not older than an hour."""
    conditions = break_glass.trust_conditions(IdentityContext("aws", "baseline"), ACCOUNT)
    assert conditions == {
        "Bool": {"aws:MultiFactorAuthPresent": "true"},
        "NumericLessThan": {"aws:MultiFactorAuthAge": "3600"},
        "ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:user/*"},
    }
