"""What is declared for tags."""

from __future__ import annotations

from baseline.guardrails.declarative.model import Content, DeclarativeSetting, Declared, assign
from baseline.guardrails.policy_types import PolicyType


def _standard_tags(declared: Declared) -> Content:
    return {
        tag.key.lower(): {
            "tag_key": assign(tag.key),
            **({"tag_value": assign(list(tag.values))} if tag.values else {}),
        }
        for tag in declared.standard_tags
    }


STANDARD_TAGS = DeclarativeSetting(
    name="standard_tags",
    policy_type=PolicyType.TAG,
    why=(
        "CostCenter, costcenter and Costcenter are three tags to AWS, and the bill is split among "
        "them. The report of tag policies shows what is written otherwise."
    ),
    breaks="Nothing: what does not comply is reported, not refused.",
    source="AWS Organizations user guide, Tag policy syntax, read 2026-11-24",
    content=_standard_tags,
)
