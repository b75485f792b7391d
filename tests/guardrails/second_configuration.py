"""The decision tables said of another configuration: same facts, other names."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType

from baseline.config import Config, load
from baseline.config.guardrail_context import guardrail_context
from baseline.config.schema import ROOT
from baseline.policy.decide import Request, Verdict, decide
from tests.guardrails.decision_table import Row, rows_of
from tests.guardrails.ground import Ground

FILE = Path(__file__).parent / "second_configuration.yaml"
OWN_ROWS = Path(__file__).parent / "second_decisions"

PLACES = MappingProxyType(
    {
        "root": ROOT,
        "security": "evidence",
        "infrastructure": "exchange",
        "workloads": "missions",
        "production": "flight-live",
        "sandbox": "laboratory",
        "policy-staging": "rehearsal",
        "suspended": "closed",
        "guarded": "vault",
        "unplaced": "arrivals",
    }
)
"""The unit of this configuration that has what a place of the tables has."""

REGIONS = MappingProxyType(
    {
        "eu-central-1": "us-gov-east-1",
        "eu-west-1": "us-gov-east-1",
        "us-east-1": "us-gov-west-1",
    }
)
"""Allowed regions and the home of global services; every other region of the tables stays, since
a policy knows a region by its name alone."""


def ground(config: Config) -> Ground:
    """Place the guardrails as the configuration says."""
    above = {each.unit.key: each.parent_key or ROOT for each in config.placed_units()}

    def path(key: str) -> tuple[str, ...]:
        return (key,) if key == ROOT else (*path(above[key]), key)

    return Ground(
        guardrail_context(config),
        config.guardrails_by_target(),
        {key: path(key) for key in (ROOT, *above)},
    )


CONFIG = load(FILE)
GROUND = ground(CONFIG)


def decided(row: Row) -> Verdict:
    """Decide a row of the shipped configuration, said of this one."""
    said = row.request()
    context = {key: _named(str(value)) for key, value in said.context.items()}
    levels = GROUND.levels(PLACES.get(row.place, row.place))
    return decide(levels, Request(said.action, _named(said.resource), context))


def own_rows() -> list[Row]:
    """Read the rows that are about this configuration alone, with its own units in `in`."""
    return [row for path in sorted(OWN_ROWS.glob("*.yaml")) for row in rows_of(path)]


def _named(text: str) -> str:
    """Write a text with this configuration's partition, prefix and regions."""
    text = text.replace("arn:aws:", f"arn:{CONFIG.partition}:").replace("baseline", CONFIG.prefix)
    return re.sub("|".join(REGIONS), lambda found: REGIONS[found[0]], text)
