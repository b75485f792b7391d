"""How a pattern says that an event is one of some calls."""

from __future__ import annotations


def any_of(selector: str, *values: str) -> str:
    """Match an event in which `selector` has one of `values`."""
    return "(" + " || ".join(f'({selector} = "{value}")' for value in values) + ")"


def calls(source: str, *names: str) -> str:
    """Match an event of the service `source` with one of `names`."""
    return f'{{ ($.eventSource = "{source}") && {any_of("$.eventName", *names)} }}'


def cis(recommendation: str) -> str:
    """Name a recommendation as the source of a pattern."""
    return f"CIS AWS Foundations Benchmark 7.0.0, {recommendation}, read 2026-11-24"
