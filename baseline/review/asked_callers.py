"""Whom a question is about: a kind of caller by its name, or anybody by an ARN.

Beside the callers in member accounts there are those from elsewhere, whom no service control policy
binds and whom resource control policies tell apart.

Source: IAM user guide, AWS global condition context keys, read 2026-11-24.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from baseline.errors import BaselineError
from baseline.guardrails.resource.load_balancers import LOG_ACCOUNTS
from baseline.guardrails.resource.model import ANY_ORGANIZATION
from baseline.policy.documents import values
from baseline.policy.syntax import ARN_PARTS
from baseline.review.callers import ACCOUNT, Caller, known_callers
from baseline.review.guarded import Guarded

_OUTSIDER = "777788889999"
_ELSEWHERE, _PARTNERS_OWN = "o-otherorgid00", "o-partnerorgid"
_ORGANIZATION, _ACCOUNT = "aws:PrincipalOrgID", "aws:PrincipalAccount"
_SOURCE, _SOURCE_ACCOUNT = "aws:SourceOrgID", "aws:SourceAccount"
_PERSON = {"aws:PrincipalIsAWSService": "false"}
_SERVICE = {"aws:PrincipalIsAWSService": "true"}
_OF_A_PARTNER = ("partner", "service-for-partner")
_ACCOUNT_ID = re.compile("[0-9]{12}")


def caller_named(text: str, guarded: Guarded) -> Caller:
    """Find a caller by its name, or make one of an ARN.

    Raises:
        BaselineError: if it is neither, the ARN of a session, or a partner where none is named.
    """
    known = (
        *known_callers(guarded.prefix, guarded.partition, guarded.home_region),
        *outside_callers(guarded),
    )
    for caller in known:
        if caller.name == text:
            return caller
    if ":assumed-role/" in text:
        raise BaselineError(
            [
                f"--as: policies see the role of a session, not the session (got {text}); "
                "give the ARN of the role, its path included"
            ]
        )
    if text in _OF_A_PARTNER:
        remedy = "name one under resource_controls.partner_accounts"
        raise BaselineError([f"--as: there is no partner (got {text}); {remedy}"])
    if not text.startswith("arn:") or text.count(":") < ARN_PARTS - 1:
        names = ", ".join(each.name for each in known)
        raise BaselineError([f"--as: no such caller (got {text}); give an ARN, or one of {names}"])
    return Caller(text, text, text)


def outside_callers(guarded: Guarded) -> Iterator[Caller]:
    """Yield the callers from outside the member accounts; those of a partner if one is named."""
    iam, other = f"arn:{guarded.partition}:iam", {_ACCOUNT: _OUTSIDER, **_PERSON}
    yield _outside(
        "other-organization",
        "a role of another organization",
        {_ORGANIZATION: _ELSEWHERE, **other},
        f"{iam}::{_OUTSIDER}:role/stranger",
    )
    yield _outside(
        "account-without-organization",
        "a user of an account without an organization",
        other,
        f"{iam}::{_OUTSIDER}:user/stranger",
    )
    yield _outside("anonymous", "somebody without credentials", {})
    yield _outside("web-identity", "somebody who signs in by web identity", {})
    yield _outside("saml-identity", "somebody who signs in by SAML", {})
    for name, whom, source in (
        ("us", "the organization", {_SOURCE: ANY_ORGANIZATION, _SOURCE_ACCOUNT: ACCOUNT}),
        (
            "other-organization",
            "another organization",
            {_SOURCE: _ELSEWHERE, _SOURCE_ACCOUNT: _OUTSIDER},
        ),
        (
            "account-without-organization",
            "an account without an organization",
            {_SOURCE_ACCOUNT: _OUTSIDER},
        ),
    ):
        told = f"an AWS service on behalf of {whom}"
        yield _outside(f"service-for-{name}", told, {**_SERVICE, **source})
    yield _outside("service-without-source", "an AWS service that does not say for whom", _SERVICE)
    for partner in partners(guarded)[:1]:
        person, service = _OF_A_PARTNER
        yield _outside(
            person,
            f"a role of the partner account {partner}",
            {_ACCOUNT: partner, _ORGANIZATION: _PARTNERS_OWN, **_PERSON},
            f"{iam}::{partner}:role/monitoring",
        )
        yield _outside(
            service,
            f"an AWS service on behalf of the partner account {partner}",
            {_SOURCE: _PARTNERS_OWN, _SOURCE_ACCOUNT: partner, **_SERVICE},
        )


def partners(guarded: Guarded) -> list[str]:
    """List the accounts of others, but AWS, that resource control policies let through."""
    return sorted(_let_through(guarded) - set(LOG_ACCOUNTS.values()))


def load_balancers(guarded: Guarded) -> list[str]:
    """List the accounts of AWS from which load balancers log, where they are let through."""
    return sorted(_let_through(guarded) & set(LOG_ACCOUNTS.values()))


def _let_through(guarded: Guarded) -> set[str]:
    named = (
        account
        for each in guarded.statements(of_resources=True)
        for tests in each.get("Condition", {}).values()
        for account in values(tests.get(_ACCOUNT, []))
    )
    return {each for each in named if _ACCOUNT_ID.fullmatch(each)}


def _outside(name: str, told: str, brings: Mapping[str, str], arn: str = "") -> Caller:
    return Caller(name, told, arn, brings, is_outside=True)
