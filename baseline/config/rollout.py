"""From a configuration to what is rolled out, and where."""

from __future__ import annotations

from baseline.config.schema import ROOT, Config
from baseline.config.sections.rollout import STAGING_UNIT
from baseline.guardrails.resource import ResourceContext
from baseline.guardrails.resource.load_balancers import log_accounts
from baseline.guardrails.rollout import PARTITIONS, Rollout


def rollout_of(config: Config) -> Rollout | None:
    """Take what is rolled out; none where AWS has no such policies or the unit is missing.

    A file whose unit is missing is refused before it gets here.
    """
    target_key = ROOT if config.rollout == "everywhere" else STAGING_UNIT
    keys = {ROOT, *(each.unit.key for each in config.placed_units())}
    if config.partition not in PARTITIONS or target_key not in keys:
        return None
    return Rollout(
        target_key=target_key,
        prefix=config.prefix,
        resource_guardrails=config.resource_controls.guardrails,
        declared=config.declarative.declared(),
        context=ResourceContext(
            partner_accounts=config.resource_controls.partner_accounts,
            load_balancer_accounts=_load_balancers(config),
        ),
    )


def _load_balancers(config: Config) -> tuple[str, ...]:
    is_wanted = config.resource_controls.load_balancer_logs
    return log_accounts(config.allowed_regions) if is_wanted else ()
