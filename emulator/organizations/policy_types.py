"""Policy types and trusted access of an organization."""

from __future__ import annotations

from typing import Any

from moto.organizations.models import FakePolicy, FakeRoot, FakeServiceAccess

from ..refusal import refuse
from . import state

Given = dict[str, Any]

# Source: Organizations user guide, services that work with Organizations. moto's list is shorter.
_MORE_SERVICES = (
    "iam.amazonaws.com",
    "resource-explorer-2.amazonaws.com",
    "notifications.amazonaws.com",
    "cost-optimization-hub.bcm.amazonaws.com",
    "malware-protection.guardduty.amazonaws.com",
    "securityhubv2.amazonaws.com",
    "observabilityadmin.amazonaws.com",
    "license-manager.member-account.amazonaws.com",
    "agentless.inspector2.amazonaws.com",
    "network-security-director.amazonaws.com",
    "servicecatalog-appregistry.amazonaws.com",
    "user-subscriptions.amazonaws.com",
    "resource-groups.amazonaws.com",
    "aws-health.amazonaws.com",
    "rolesanywhere.amazonaws.com",
    "networkmanager.amazonaws.com",
    "vpc-lattice.amazonaws.com",
)


def extend_moto(policy_types: list[str]) -> None:
    """Teach moto the policy types and trusted services it does not list."""
    known = FakeServiceAccess.TRUSTED_SERVICES
    known.extend(service for service in _MORE_SERVICES if service not in known)
    for supported in (FakeRoot.SUPPORTED_POLICY_TYPES, FakePolicy.SUPPORTED_POLICY_TYPES):
        supported.extend(kind for kind in policy_types if kind not in supported)


def enable(backend: Any, given: Given, settings: state.Settings) -> dict[str, Any]:
    """Enable a policy type; the answer still says it is pending, as on AWS.

    The managed policy of the type that allows everything is then attached everywhere.

    Raises:
        RefusedError: as EnablePolicyType does.
    """
    root = _root(backend, given["RootId"])
    kind = given["PolicyType"]
    if backend.org.feature_set != "ALL":
        raise refuse(
            "PolicyTypeNotAvailableForOrganizationException",
            "You can't use the specified policy type with the feature set of this organization.",
        )
    if state.enabled(backend, kind):
        raise refuse(
            "PolicyTypeAlreadyEnabledException", "The specified policy type is already enabled."
        )
    root.policy_types.append({"Type": kind, "Status": "ENABLED"})
    settings.pending_types[kind] = settings.pending_polls
    _attach_managed(backend, kind)
    described: dict[str, Any] = {"Root": _described(root, {kind})}
    return described


def disable(backend: Any, given: Given) -> dict[str, Any]:
    """Disable a policy type; its policies are detached from everything.

    Source: Organizations user guide, disabling a policy type.

    Raises:
        RefusedError: as DisablePolicyType does.
    """
    root = _root(backend, given["RootId"])
    kind = given["PolicyType"]
    if not state.enabled(backend, kind):
        raise refuse(
            "PolicyTypeNotEnabledException",
            "This operation can be performed only for enabled policy types.",
        )
    root.policy_types[:] = [known for known in root.policy_types if known["Type"] != kind]
    for policy in backend.policies:
        if policy.type == kind:
            for entity in policy.attachments:
                entity.attached_policies.remove(policy)
            policy.attachments.clear()
    return {"Root": _described(root, set())}


def roots(backend: Any, settings: state.Settings) -> dict[str, Any]:
    """List the root; a type just enabled stays pending for the polls that were set."""
    pending = {kind for kind, polls in settings.pending_types.items() if polls > 0}
    for kind in pending:
        settings.pending_types[kind] -= 1
    return {"Roots": [_described(state.root(backend), pending)]}


def _attach_managed(backend: Any, kind: str) -> None:
    for policy in backend.policies:
        if policy.aws_managed and policy.type == kind:
            for entity in (*backend.ou, *backend.accounts):
                if policy not in entity.attached_policies:
                    entity.attached_policies.append(policy)
                    policy.attachments.append(entity)


def _described(root: Any, pending: set[str]) -> dict[str, Any]:
    described: dict[str, Any] = dict(root.describe())
    described["PolicyTypes"] = [
        {**known, "Status": "PENDING_ENABLE" if known["Type"] in pending else known["Status"]}
        for known in root.policy_types
    ]
    return described


def _root(backend: Any, root_id: str) -> Any:
    if root_id != backend.org.root_id:
        raise refuse("RootNotFoundException", "You specified a root that doesn't exist.")
    return state.root(backend)
