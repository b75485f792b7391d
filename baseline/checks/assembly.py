"""Holds a synthesized assembly against every check that needs it whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from baseline.checks.account_ids import fixed_account_ids
from baseline.checks.billing_region import outside_the_billing_region
from baseline.checks.chain import unordered
from baseline.checks.functions import unsafe_functions
from baseline.checks.principals import public_principals
from baseline.checks.protection import unprotected
from baseline.checks.resource_control import ineffective
from baseline.checks.sizes import oversized
from baseline.checks.stacks import SynthesizedStack, read_stacks

CHECKS: tuple[Callable[[Sequence[SynthesizedStack]], Iterable[str]], ...] = (
    unordered,
    unprotected,
    public_principals,
    ineffective,
    fixed_account_ids,
    unsafe_functions,
    outside_the_billing_region,
    oversized,
)


def check_assembly(assembly: Path) -> list[str]:
    """Return one line for each problem: place, rule, value found, what to do."""
    stacks = read_stacks(assembly)
    return [problem for check in CHECKS for problem in check(stacks)]
