"""The parts of the baseline that pages may name."""

from __future__ import annotations

import functools
import re

from baseline.audit.alarms import ALARMS
from baseline.guardrails import CATALOGUE
from tests.assemblies import CONFIGURATIONS, assembly, stacks_of

_HASH = re.compile(r"[0-9A-F]{8}$")


@functools.cache
def parts() -> frozenset[str]:
    """Name every resource as stack and logical id without its hash, every guardrail and alarm."""
    resources = {
        f"{stack}/{_HASH.sub('', logical_id)}"
        for name in CONFIGURATIONS
        for stack in stacks_of(name)
        for logical_id in assembly(name).resources(stack)
    }
    guardrails = {f"guardrail:{name}" for name in CATALOGUE}
    return frozenset(resources | guardrails | {f"alarm:{alarm.name}" for alarm in ALARMS})
