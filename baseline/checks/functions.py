"""Functions and custom resources that cannot block a deploy or an account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from baseline.checks.stacks import SynthesizedStack


def unsafe_functions(stacks: Iterable[SynthesizedStack]) -> Iterator[str]:
    """Yield custom resources without a time-out and functions that reserve concurrency.

    Source: CloudFormation user guide, AWS::CloudFormation::CustomResource, ServiceTimeout (an hour
    when absent); Lambda quotas (a new account may have 10 concurrent executions, which reserving
    would take away), read 2026-11-24.
    """
    for stack in stacks:
        for place, resource in stack.resources():
            properties = resource.get("Properties", {})
            if resource["Type"].startswith(("Custom::", "AWS::CloudFormation::CustomResource")):
                if "ServiceTimeout" not in properties:
                    yield (
                        f"{place}: must have a ServiceTimeout (got none); "
                        "make it with constructs/setting.py"
                    )
            elif "ReservedConcurrentExecutions" in properties:
                yield (
                    f"{place}: must not reserve concurrency "
                    f"(got {properties['ReservedConcurrentExecutions']}); leave it out"
                )
