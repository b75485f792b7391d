"""Policies: what AWS refuses when one is written, attached or detached."""

from __future__ import annotations

import json
import time
from typing import Any

from moto.organizations.models import FakePolicy

from .. import policy_document
from ..refusal import refuse
from . import management, state

Given = dict[str, Any]

_SERVICE_CONTROL = "SERVICE_CONTROL_POLICY"
_RESOURCE_CONTROL = "RESOURCE_CONTROL_POLICY"
_NOT_DETACHABLE = "p-RCPFullAWSAccess"
_KINDS = {_SERVICE_CONTROL: "service-control", _RESOURCE_CONTROL: "resource-control"}


def create(backend: Any, given: Given, settings: state.Settings) -> dict[str, Any]:
    """Create a policy.

    Raises:
        RefusedError: as CreatePolicy does.
    """
    if backend.org.feature_set != "ALL":
        raise refuse(
            "PolicyTypeNotAvailableForOrganizationException",
            "You can't use the specified policy type with the feature set of this organization.",
        )
    _refuse_content(given["Content"], given["Type"], settings)
    _refuse_same_name(backend, given["Name"], given["Type"], "")
    _refuse_one_too_many(backend, given["Type"], settings)
    made = FakePolicy(backend.org, **{**given, "Type": _SERVICE_CONTROL})
    made.type = given["Type"]
    kind = given["Type"].lower()
    made._arn_format = f"arn:{{0}}:organizations::{{1}}:policy/{{2}}/{kind}/{{3}}"
    made.updated = time.time()
    backend.policies.append(made)
    described: dict[str, Any] = made.describe()
    return described


def update(backend: Any, given: Given, settings: state.Settings) -> dict[str, Any]:
    """Change name, description or content.

    Raises:
        RefusedError: as UpdatePolicy does.
    """
    policy = _policy(backend, given["PolicyId"])
    _refuse_managed(policy)
    if "Content" in given:
        _refuse_content(given["Content"], policy.type, settings)
    if "Name" in given:
        _refuse_same_name(backend, given["Name"], policy.type, policy.id)
    policy.name = given.get("Name", policy.name)
    policy.description = given.get("Description", policy.description)
    policy.content = given.get("Content", policy.content)
    policy.updated = time.time()
    described: dict[str, Any] = policy.describe()
    return described


def delete(backend: Any, given: Given) -> dict[str, Any]:
    """Delete a policy nothing is attached to.

    Raises:
        RefusedError: as DeletePolicy does.
    """
    policy = _policy(backend, given["PolicyId"])
    _refuse_managed(policy)
    if policy.attachments:
        raise refuse(
            "PolicyInUseException",
            "The policy is attached to one or more entities. You must detach it from all roots, "
            "OUs, and accounts before performing this operation.",
        )
    backend.policies.remove(policy)
    return {}


def attach(backend: Any, given: Given, settings: state.Settings) -> dict[str, Any]:
    """Attach a policy to a root, unit or account.

    Raises:
        RefusedError: as AttachPolicy does.
    """
    policy = _policy(backend, given["PolicyId"])
    target = _target(backend, given["TargetId"])
    if not state.enabled(backend, policy.type):
        raise refuse(
            "PolicyTypeNotEnabledException",
            "This operation can be performed only for enabled policy types.",
        )
    if policy in target.attached_policies:
        raise refuse(
            "DuplicatePolicyAttachmentException",
            "A policy with the same name and type is already attached to the specified target.",
        )
    if len(state.attached(target, policy.type)) >= settings.quotas.attachments_of(policy.type):
        raise refuse(
            "ConstraintViolationException",
            "You have exceeded the number of policies that can be attached to a single target.",
            reason="MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
        )
    target.attached_policies.append(policy)
    policy.attachments.append(target)
    return {}


def detach(backend: Any, given: Given) -> dict[str, Any]:
    """Detach a policy, but never a target's last one of its type.

    Raises:
        RefusedError: as DetachPolicy does.
    """
    policy = _policy(backend, given["PolicyId"])
    target = _target(backend, given["TargetId"])
    if policy not in target.attached_policies:
        raise refuse(
            "PolicyNotAttachedException",
            "The policy isn't attached to the specified target in the specified root.",
        )
    if policy.id == _NOT_DETACHABLE:
        raise refuse(
            "InvalidInputException",
            "You can't detach this policy.",
            reason="NON_DETACHABLE_POLICY",
        )
    last = len(state.attached(target, policy.type)) == 1
    if last and policy.type == _SERVICE_CONTROL and state.enabled(backend, policy.type):
        raise refuse(
            "ConstraintViolationException",
            "You cannot remove the last service control policy from a root, OU, or account.",
            reason="MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
        )
    target.attached_policies.remove(policy)
    policy.attachments.remove(target)
    return {}


def _refuse_content(content: str, policy_type: str, settings: state.Settings) -> None:
    limit = settings.quotas.characters_of(policy_type)
    if len(content) > limit:
        raise refuse(
            "ConstraintViolationException",
            f"You have exceeded the maximum policy size of {limit} characters "
            f"(got {len(content)}).",
            reason="POLICY_CONTENT_LIMIT_EXCEEDED",
        )
    problems = policy_document.problems(content, _KINDS.get(policy_type, "any"))
    if not problems and policy_type not in _KINDS:
        problems = management.problems(json.loads(content), policy_type)
    if problems:
        raise refuse(
            "MalformedPolicyDocumentException",
            "The provided policy document does not meet the requirements of the specified "
            f"policy type: {'; '.join(problems)}",
        )


def _refuse_one_too_many(backend: Any, policy_type: str, settings: state.Settings) -> None:
    own = [known for known in backend.policies if known.type == policy_type]
    if len([known for known in own if not known.aws_managed]) >= settings.quotas.policies_of(
        policy_type
    ):
        raise refuse(
            "ConstraintViolationException",
            "You have exceeded the allowed number of policies.",
            reason="POLICY_NUMBER_LIMIT_EXCEEDED",
        )


def _refuse_same_name(backend: Any, name: str, policy_type: str, own_id: str) -> None:
    for known in backend.policies:
        if (known.name, known.type) == (name, policy_type) and known.id != own_id:
            raise refuse("DuplicatePolicyException", "A policy with the same name already exists.")


def _refuse_managed(policy: Any) -> None:
    if policy.aws_managed:
        raise refuse(
            "InvalidInputException",
            "You can't modify an AWS managed policy.",
            reason="IMMUTABLE_POLICY",
        )


def _policy(backend: Any, policy_id: str) -> Any:
    policy = state.policy(backend, policy_id)
    if policy is None:
        raise refuse(
            "PolicyNotFoundException",
            "We can't find a policy with the PolicyId that you specified.",
        )
    return policy


def _target(backend: Any, target_id: str) -> Any:
    target = state.target(backend, target_id)
    if target is None:
        raise refuse("TargetNotFoundException", "You specified a target that doesn't exist.")
    return target
