"""The operators of conditions by their names.

Source: IAM user guide, IAM JSON policy elements: Condition operators; Set operators for
multivalued context keys; read 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from baseline.policy import typed_values

Quantifier = Literal["", "ForAllValues", "ForAnyValue"]

_QUANTIFIERS: tuple[Quantifier, ...] = ("ForAllValues", "ForAnyValue")
_IF_EXISTS = "IfExists"
_ORDERS = ("Equals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")
_NAMES: dict[str, tuple[str, bool]] = {
    "StringEquals": ("StringEquals", False),
    "StringNotEquals": ("StringEquals", True),
    "StringEqualsIgnoreCase": ("StringEqualsIgnoreCase", False),
    "StringNotEqualsIgnoreCase": ("StringEqualsIgnoreCase", True),
    "StringLike": ("StringLike", False),
    "StringNotLike": ("StringLike", True),
    "ArnEquals": ("ArnLike", False),
    "ArnNotEquals": ("ArnLike", True),
    "ArnLike": ("ArnLike", False),
    "ArnNotLike": ("ArnLike", True),
    "Bool": ("Bool", False),
    "BinaryEquals": ("BinaryEquals", False),
    "IpAddress": ("IpAddress", False),
    "NotIpAddress": ("IpAddress", True),
    "Null": ("Null", False),
    "NumericNotEquals": ("NumericEquals", True),
    "DateNotEquals": ("DateEquals", True),
    **{
        f"{kind}{order}": (f"{kind}{order}", False)
        for kind in ("Numeric", "Date")
        for order in _ORDERS
    },
}
"""Every operator with the one it negates, or itself; ArnEquals and ArnLike behave alike."""

READERS: dict[str, Callable[[str], Any]] = {
    "Bool": typed_values.truth,
    "Null": typed_values.truth,
    "Numeric": typed_values.number,
    "Date": typed_values.moment,
    "IpAddress": typed_values.network,
    "BinaryEquals": typed_values.binary,
}
"""How values in a policy are read, by what the operator's name starts with; the rest is text."""


@dataclass(frozen=True)
class Operator:
    """An operator taken apart: `base` is the positive one that it may negate."""

    base: str
    negated: bool
    if_exists: bool
    quantifier: Quantifier

    @property
    def kind(self) -> str:
        """What is compared: `text`, for ARNs too, or what `READERS` names."""
        return next((kind for kind in READERS if self.base.startswith(kind)), "text")


def known(name: str) -> bool:
    """Say whether AWS has an operator of this name."""
    plain = _without_ends(name)[1]
    return plain in _NAMES and (plain != "Null" or name == "Null")


@cache
def operator_of(name: str) -> Operator:
    """Take the name of a known operator apart."""
    quantifier, plain, if_exists = _without_ends(name)
    base, negated = _NAMES[plain]
    return Operator(base, negated, if_exists, quantifier)


def _without_ends(name: str) -> tuple[Quantifier, str, bool]:
    quantifier: Quantifier = ""
    for each in _QUANTIFIERS:
        if name.startswith(f"{each}:"):
            quantifier = each
    rest = name.removeprefix(f"{quantifier}:")
    return quantifier, rest.removesuffix(_IF_EXISTS), rest.endswith(_IF_EXISTS)
