"""Whether the policies of a configuration fit AWS's quotas, told at the keys that name them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from baseline.config.document import read_document
from baseline.config.guardrail_context import guardrail_context
from baseline.config.load import problem_of
from baseline.config.problem import Complaint, Loc
from baseline.config.rollout import rollout_of
from baseline.config.schema import ROOT, Config
from baseline.config.sections.units import Unit
from baseline.config.source import read_text
from baseline.errors import ConfigError
from baseline.guardrails.bundles import policies_for_targets
from baseline.guardrails.policy_types import PolicyType
from baseline.guardrails.quotas import Excess, excesses
from baseline.guardrails.resource.model import LONGEST_ORGANIZATION
from baseline.guardrails.rollout import with_rollout


def excesses_of(config: Config) -> list[Excess]:
    """List every policy and target of a configuration that AWS would refuse.

    A policy that names the organization is measured with the longest id an organization can have.
    """
    policies = policies_for_targets(config.guardrails_by_target(), guardrail_context(config))
    return list(excesses(with_rollout(policies, rollout_of(config), LONGEST_ORGANIZATION)))


def check_quotas(path: Path | str, config: Config) -> None:
    """Refuse a file whose policies AWS would refuse.

    Raises:
        ConfigError: with a line for each that is too large or one too many, at its key.
    """
    found = excesses_of(config)
    if not found:
        return
    document = read_document(read_text(path))
    complaints = [_complaint(each, config) for each in found]
    problems = [problem_of(str(path), each, document.line(each.loc)) for each in complaints]
    problems.sort(key=lambda problem: problem.line)
    raise ConfigError(problems)


def _complaint(excess: Excess, config: Config) -> Complaint:
    return Complaint(
        loc=_loc(excess, config),
        rule="must fit AWS's quotas",
        got=excess.what if excess.bundle is None else f"in {excess.bundle}: {excess.what}",
        remedy=excess.remedy,
    )


def _loc(excess: Excess, config: Config) -> Loc:
    if excess.policy_type is PolicyType.RESOURCE_CONTROL:
        return ("resource_controls",)
    if excess.policy_type is not PolicyType.SERVICE_CONTROL:
        return ("declarative",)
    return (*dict(_units(config.units, ()), **{ROOT: ()})[excess.target], "guardrails")


def _units(units: tuple[Unit, ...], above: Loc) -> Iterator[tuple[str, Loc]]:
    """Yield the key of each unit with its place in the file."""
    for index, unit in enumerate(units):
        place = (*above, "units", index)
        yield unit.key, place
        yield from _units(unit.units, place)
