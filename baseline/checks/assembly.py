"""Holds a synthesized assembly against every check that needs it whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from baseline.checks.account_ids import fixed_account_ids
from baseline.checks.billing_region import outside_the_billing_region
from baseline.checks.chain import unordered
from baseline.checks.functions import unsafe_functions
from baseline.checks.pinned import changed_pins, say_if_nothing_is_pinned
from baseline.checks.principals import public_principals
from baseline.checks.protection import unprotected
from baseline.checks.resource_control import ineffective
from baseline.checks.sizes import oversized
from baseline.checks.stacks import SynthesizedStack, read_stacks
from baseline.synthesis import configuration_of

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
    """Return one line for each problem: place, rule, value found, what to do.

    What the CDK CLI has written is also held against the pins of its configuration.

    Raises:
        ConfigError: if the pins cannot be read.
    """
    stacks = read_stacks(assembly)
    problems = [problem for check in CHECKS for problem in check(stacks)]
    configuration = configuration_of(assembly)
    if configuration:
        problems += changed_pins(stacks, configuration)
        if not problems:
            say_if_nothing_is_pinned(configuration)
    return problems
