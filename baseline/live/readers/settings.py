"""Reads the settings of the organization as a whole, each by what its own module reads.

The deploy and the read-back share one truth: a setting's `read`. Here it is only put into the
words of the template.
"""

from __future__ import annotations

from baseline.live.observed import Observed, Question, State
from baseline.runtime.settings import (
    accounts_round,
    central_root_access,
    organization,
    policy_types,
    stacksets_access,
    trail_service_linked_role,
    trusted_access,
)


def read_organization(question: Question) -> Observed | None:
    """Read the organization: its ids, that it has all features, that this account manages it."""
    found = organization.read(question.clients.session, question.desired)
    if not found:
        return None
    return Observed(
        properties={},
        attributes={
            "OrganizationId": found["OrganizationId"],
            "ManagementAccountId": found["ManagementAccountId"],
            "RootId": question.organization.root_id,
        },
        states=(
            State("feature set", "ALL", found["FeatureSet"]),
            State("management account", question.clients.account, found["ManagementAccountId"]),
        ),
    )


def read_policy_types(question: Question) -> Observed:
    """Read which of the wanted policy types are enabled in the root."""
    found = policy_types.read(question.clients.session, question.desired)
    return Observed(
        properties={
            "PolicyTypes": [
                name for name, status in found.items() if status == policy_types.ENABLED
            ],
            "RootId": question.organization.root_id,
        }
    )


def read_trusted_access(question: Question) -> Observed:
    """Read which of the wanted services have trusted access."""
    found = trusted_access.read(question.clients.session, question.desired)
    return Observed(
        properties={"ServicePrincipals": [name for name, is_on in found.items() if is_on]}
    )


def read_trail_service_linked_role(question: Question) -> Observed:
    """Read whether CloudTrail's service-linked role exists."""
    found = trail_service_linked_role.read(question.clients.session, question.desired)
    return _all_on(found)


def read_stacksets_access(question: Question) -> Observed:
    """Read whether StackSets may work across the organization."""
    found = stacksets_access.read(question.clients.session, question.desired)
    return Observed(
        properties={},
        states=tuple(State(name, stacksets_access.ENABLED, found[name]) for name in found),
    )


def read_central_root_access(question: Question) -> Observed:
    """Read whether both features of central root access are on."""
    found = central_root_access.read(question.clients.session, question.desired)
    return _all_on(found)


def read_accounts_round(question: Question) -> Observed | None:
    """Read whether the parameter that counts the rounds exists; what it counts may be anything."""
    if accounts_round.read(question.clients.session, question.desired) is None:
        return None
    return Observed(properties={"Parameter": question.desired["Parameter"]})


def _all_on(found: dict[str, bool]) -> Observed:
    return Observed(
        properties={},
        states=tuple(State(name, "on", "on" if is_on else "off") for name, is_on in found.items()),
    )
