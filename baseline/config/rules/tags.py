"""Tags that AWS would refuse on one of the services that get them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from baseline.config.draft import Draft, Named
from baseline.config.problem import Complaint
from baseline.config.rules.repeats import repeat_complaints
from baseline.config.wording import shown

SIGNS = "_.:/=+-@"
CATEGORIES = "LZN"
RULE = f"must be letters, digits, spaces and any of {' '.join(SIGNS)}"
"""Source: AWS API models in botocore 1.43.106, Tag of Organizations and IAM."""


def tag_complaints(draft: Draft) -> Iterator[Complaint]:
    """Judge the characters of keys and values, AWS's own keys, and keys that differ by case only.

    IAM takes keys that differ only by case for the same.
    Source: IAM user guide, Tags for IAM resources, read 2026-11-24.
    """
    for key, value in draft.tags:
        yield from _key_complaints(key)
        if not _permitted(value):
            yield Complaint(key.loc, RULE, shown(value), "remove the other characters")
    yield from repeat_complaints(
        (key for key, _ in draft.tags),
        rule="must differ from other keys in more than case",
        remedy="keep one of the two",
        same=str.casefold,
    )


def _key_complaints(key: Named) -> Iterator[Complaint]:
    if not _permitted(key.text):
        yield Complaint(key.loc, f"its key {RULE}", shown(key.text), "remove the other characters")
    if key.text.lower().startswith("aws:"):
        yield Complaint(
            key.loc,
            rule="its key must not start with aws:, which AWS keeps for itself",
            got=shown(key.text),
            remedy="choose another key",
        )


def _permitted(text: str) -> bool:
    return all(each in SIGNS or unicodedata.category(each)[0] in CATEGORIES for each in text)
