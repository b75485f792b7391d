"""Cost reports live where AWS keeps billing, whatever the home region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from baseline.checks.stacks import SynthesizedStack

BILLING_REGIONS: dict[str, tuple[str, ...]] = {
    "AWS::BCMDataExports::Export": ("us-east-1",),
    "AWS::CUR::ReportDefinition": ("us-east-1", "cn-northwest-1"),
}
"""By resource type the regions it can be made in.

Source: CloudFormation resource specification of 2026-10-20; the other regions its registry lists
for data exports are not used here, because the report's bucket policy names us-east-1.
"""


def outside_the_billing_region(stacks: Iterable[SynthesizedStack]) -> Iterator[str]:
    """Yield each cost report in a stack of a region that does not know its type."""
    for stack in stacks:
        for place, resource in stack.resources(*BILLING_REGIONS):
            regions = BILLING_REGIONS[resource["Type"]]
            if stack.region not in regions:
                yield (
                    f"{place}: {resource['Type']} must stand in a stack of {' or '.join(regions)} "
                    f"(got {stack.region}); move it to the billing stack"
                )
