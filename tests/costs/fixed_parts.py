"""Counts in the templates what is charged by being there, and adds up what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.assemblies import Assembly
from tests.costs.prices import ALARM, FREE, KEY, METRIC, PRICES, Price

Resource = Mapping[str, Any]


class UnpricedError(Exception):
    """A resource type of which nobody has said what it costs."""


def counted(made: Assembly) -> Counter[str]:
    """Count each kind that has a price over all templates of a configuration.

    Raises:
        UnpricedError: if a template holds a type that is neither priced nor free.
    """
    found = Counter(dict.fromkeys(PRICES, 0))
    metrics: set[tuple[str, str]] = set()
    for resource in _resources(made):
        kind = resource["Type"]
        if kind == "AWS::KMS::Key":
            found[KEY] += 1
        elif kind == "AWS::CloudWatch::Alarm":
            found[ALARM] += 1
        elif kind == "AWS::Logs::MetricFilter":
            metrics |= set(_metrics(resource))
        elif kind not in FREE and not kind.startswith("Custom::"):
            raise UnpricedError(f"{kind}: has no price; add it to tests/costs/prices.py")
    found[METRIC] = len(metrics)
    return found


def cents(counts: Mapping[str, int], *, rotated: bool, allowance: bool) -> int:
    """Add up a month: before or after the keys' rotations, with or without what is free."""
    return sum(
        _cents(PRICES[kind], count, rotated=rotated, allowance=allowance)
        for kind, count in counts.items()
    )


def _cents(price: Price, count: int, *, rotated: bool, allowance: bool) -> int:
    charged = max(0, count - price.free) if allowance else count
    each = price.after_rotations if rotated and price.after_rotations else price.cents
    return charged * each


def _resources(made: Assembly) -> Iterator[Resource]:
    for file in sorted(made.folder.glob("*.template.json")):
        yield from made.resources(file.name.partition(".")[0]).values()


def _metrics(resource: Resource) -> Iterator[tuple[str, str]]:
    for each in resource["Properties"]["MetricTransformations"]:
        yield str(each["MetricNamespace"]), str(each["MetricName"])
