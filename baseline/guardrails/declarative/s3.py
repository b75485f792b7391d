"""What is declared for Amazon S3."""

from __future__ import annotations

from baseline.guardrails.declarative.model import Content, DeclarativeSetting, Declared, assign
from baseline.guardrails.policy_types import PolicyType


def _block_public_buckets(_: Declared) -> Content:
    return {"public_access_block_configuration": assign("all")}


BLOCK_PUBLIC_BUCKETS = DeclarativeSetting(
    name="block_public_buckets",
    policy_type=PolicyType.S3,
    why=(
        "A bucket made public by a policy or an ACL is the most common leak there is. All four "
        "parts of the public access block hold in every account, and no account can switch one "
        "off."
    ),
    breaks=(
        "Buckets that serve everybody directly; put CloudFront before them. Calls that set the "
        "account's own public access block are refused. Blocks of single buckets are not touched."
    ),
    source="AWS Organizations user guide, S3 policy syntax and examples, read 2026-11-24",
    content=_block_public_buckets,
)
