"""Policies that AWS would refuse are named, each with its limit and a remedy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from baseline.guardrails import SHIPPED, GuardrailContext
from baseline.guardrails.bundles import BundledPolicy, policies_for_targets
from baseline.guardrails.quotas import IN_FORCE, OLDER, RAISED
from baseline.policy.documents import Statement, document, size_chars
from tests.guardrails.decision_table import CONTEXT, GUARDRAILS
from tests.guardrails.refused import check

SEVENTEEN_REGIONS = (
    "af-south-1",
    "ap-east-1",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-south-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "me-south-1",
    "sa-east-1",
)
MORE_REGIONS = (
    "ap-south-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-7",
    "ca-west-1",
    "eu-central-2",
    "eu-south-2",
    "il-central-1",
    "me-central-1",
    "mx-central-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
)
CONTEXTS = {
    "default": CONTEXT,
    "many regions": GuardrailContext("aws", "acme-landing-zon", SEVENTEEN_REGIONS + MORE_REGIONS),
    "gov": GuardrailContext("aws-us-gov", "acme-landing-zon", SEVENTEEN_REGIONS),
}


def _policy(**changes: object) -> BundledPolicy:
    statement: Statement = {"Sid": "A", "Effect": "Deny", "Action": "*", "Resource": "*"}
    policy = BundledPolicy("root", "theme", "baseline-root-theme", "A theme.", document(statement))
    return replace(policy, **changes)  # type: ignore[arg-type]


def _deny(sid: str, action: str) -> Statement:
    return {"Sid": sid, "Effect": "Deny", "Action": action, "Resource": "*"}


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=list(CONTEXTS))
def test_shipped_policies_fit_the_older_quotas(context: GuardrailContext) -> None:
    """The default places fit, and so do longest prefix, other partition and all regions."""
    assert IN_FORCE is OLDER
    assert check(policies_for_targets(GUARDRAILS, context)) == []


ROOT_BUNDLES = ("organization", "identity", "protection", "regions")
"""What suits every account; networks and costs are a unit's business, Suspended an account's."""


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=list(CONTEXTS))
def test_everything_that_suits_a_target_fits(context: GuardrailContext) -> None:
    """All that suits the root fits there, and all that suits a unit fits on one unit below it."""
    root = tuple(name for name, each in SHIPPED.items() if each.bundle in ROOT_BUNDLES)
    unit = tuple(
        name
        for name, each in SHIPPED.items()
        if each.default_place == "units" and each.bundle != "suspended"
    )
    assert set(root) | set(unit) == set(SHIPPED) - {"deny_everything"}
    assert check(policies_for_targets({"root": root, "unit": unit}, context)) == []


def test_too_long_a_policy_is_named_with_its_size() -> None:
    """A policy over the limit is named with its size, the limit and what to do."""
    long = document(*(_deny(f"S{number}", "s3:" + "x" * 990) for number in range(6)))
    (problem,) = check({"workloads": [_policy(bundle="regions", document=long)]})
    assert problem.startswith(
        f"Guardrails/workloads/regions: policy is {size_chars(long):,} characters, limit 5,120; "
    )
    assert check({"workloads": [_policy(document=long)]}, RAISED) == []


def test_the_limit_itself_is_allowed() -> None:
    """A policy of exactly as many characters as the limit passes, one more does not."""
    room = OLDER.policy_chars - size_chars(document(_deny("A", "s3:")))
    assert check({"root": [_policy(document=document(_deny("A", "s3:" + "x" * room)))]}) == []
    assert check({"root": [_policy(document=document(_deny("A", "s3:" + "x" * (room + 1))))]})


def test_attachments_count_full_access() -> None:
    """Four policies fit on a target beside FullAWSAccess, a fifth does not."""
    assert check({"root": [_policy()] * 4}) == []
    assert check({"root": [_policy()] * 5}) == [
        "Guardrails/root: 6 policies attached, FullAWSAccess among them, limit 5; "
        "attach some guardrails to a unit above or below"
    ]
    assert check({"root": [_policy()] * 5}, RAISED) == []


PROBLEMS = {
    "a policy outside ASCII": (
        {"document": document(_deny("A", "s3:\u00e9"))},
        "policy holds a character outside ASCII (got '\u00e9'); write it in ASCII",
    ),
    "a name outside ASCII": (
        {"name": "\u00fc"},
        "policy name holds a character outside ASCII (got '\u00fc'); write it in ASCII",
    ),
    "a description outside ASCII": (
        {"description": "\u00df"},
        "policy description holds a character outside ASCII (got '\u00df'); write it in ASCII",
    ),
    "one Sid twice": (
        {"document": document(_deny("Twice", "s3:a"), _deny("Twice", "s3:b"))},
        "policy names a statement twice (got Sid 'Twice'); give each its own Sid",
    ),
    "a name too long": (
        {"name": "n" * 129},
        "policy name is 129 characters, limit 128; shorten the prefix or the unit's key",
    ),
    "a description too long": (
        {"description": "d" * 513},
        "policy description is 513 characters, limit 512; shorten the description of the bundle",
    ),
}


@pytest.mark.parametrize(("changes", "problem"), PROBLEMS.values(), ids=list(PROBLEMS))
def test_each_rule_trips(changes: dict[str, object], problem: str) -> None:
    """Each rule names the policy and what is wrong with it, and nothing else."""
    assert check({"root": [_policy(**changes)]}) == [f"Guardrails/root/theme: {problem}"]
