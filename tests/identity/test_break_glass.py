"""Whom the trust of the break-glass role lets in, decided by the emulator's reading of it."""

from __future__ import annotations

import pytest

from baseline.identity import IdentityContext, break_glass
from emulator.authorisation import policies
from emulator.authorisation.access import Access
from emulator.authorisation.context import Context

ACCOUNT = "111122223333"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/baseline/break-glass"
ANN = f"arn:aws:iam::{ACCOUNT}:user/team/ann"
PRESENT, AGE = "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge"
FRESH = {PRESENT: "true", AGE: "59"}

CALLERS: dict[str, tuple[str, dict[str, str], bool]] = {
    "a user with a fresh MFA": (ANN, FRESH, True),
    "a user at the last second": (ANN, {PRESENT: "true", AGE: "3599"}, True),
    "a user whose MFA is an hour old": (ANN, {PRESENT: "true", AGE: "3600"}, False),
    "a console session without MFA": (ANN, {PRESENT: "false"}, False),
    "an access key": (ANN, {}, False),
    "a role's session": (f"arn:aws:iam::{ACCOUNT}:role/app-admin", {}, False),
    "a role's session that brings the keys": (f"arn:aws:iam::{ACCOUNT}:role/a", FRESH, False),
    "the root user": (f"arn:aws:iam::{ACCOUNT}:root", FRESH, False),
    "another account's user": ("arn:aws:iam::444455556666:user/ann", FRESH, False),
    "a role that looks like a user": (f"arn:aws:iam::{ACCOUNT}:role/:user/ann", FRESH, False),
}


@pytest.mark.parametrize(("caller", "brought", "allowed"), CALLERS.values(), ids=list(CALLERS))
def test_the_trust(caller: str, brought: dict[str, str], allowed: bool) -> None:
    """Only a user of the account with an MFA of the last hour is trusted."""
    trust = break_glass.trust(IdentityContext("aws", "baseline"), ACCOUNT)
    (statement,) = policies.statements(trust)
    context = Context({"aws:PrincipalArn": caller, **brought}, dict)
    assert statement.effect == "Allow"
    assert statement.applies(Access("sts:AssumeRole", ROLE), context) is allowed


def test_the_trust_names_one_account_and_one_call() -> None:
    """The principal is the account the role stands in, and the call is AssumeRole alone."""
    (statement,) = break_glass.trust(IdentityContext("aws", "baseline"), ACCOUNT)["Statement"]
    assert statement["Principal"] == {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
    assert statement["Action"] == "sts:AssumeRole"
