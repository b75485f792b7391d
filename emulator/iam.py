"""IAM as AWS has it: its own managed policies, and service-linked roles by their real names."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

# Source: each service's page on its service-linked role.
_ROLE_NAMES = {
    "access-analyzer.amazonaws.com": "AWSServiceRoleForAccessAnalyzer",
    "cloudtrail.amazonaws.com": "AWSServiceRoleForCloudTrail",
    "config.amazonaws.com": "AWSServiceRoleForConfig",
    "guardduty.amazonaws.com": "AWSServiceRoleForAmazonGuardDuty",
    "organizations.amazonaws.com": "AWSServiceRoleForOrganizations",
    "securityhub.amazonaws.com": "AWSServiceRoleForSecurityHub",
    "member.org.stacksets.cloudformation.amazonaws.com": (
        "AWSServiceRoleForCloudFormationStackSetsOrgMember"
    ),
    "stacksets.cloudformation.amazonaws.com": "AWSServiceRoleForCloudFormationStackSetsOrgAdmin",
}


@lru_cache
def _documents() -> dict[str, tuple[str, str]]:
    """The AWS managed policies moto ships: by path and name, the name and the document."""
    from moto.iam.aws_managed_policies import aws_managed_policies_data

    return {
        f"{policy['Path'].lstrip('/')}{name}": (name, json.dumps(policy["Document"]))
        for name, policy in json.loads(aws_managed_policies_data).items()
    }


class ManagedPolicies(dict[str, Any]):
    """ministack's store of AWS managed policies, filled with the real ones on demand."""

    def get(self, arn: str, default: Any = None) -> Any:
        """The record of a policy that exists on AWS; never an invented one."""
        return self[arn] if arn in self else default  # noqa: SIM401 - get is this method

    def __contains__(self, arn: object) -> bool:
        return super().__contains__(arn) or self._load(str(arn))

    def __missing__(self, arn: str) -> Any:
        if self._load(arn):
            return self[arn]
        raise KeyError(arn)

    def _load(self, arn: str) -> bool:
        from ministack.services import iam

        found = _documents().get(arn.partition(":policy/")[2])
        if not arn.startswith("arn:aws:iam::aws:policy/") or found is None:
            return False
        record = iam._make_aws_managed_record(arn.partition(":policy/")[2], found[1])
        self[arn] = record
        return True


def install() -> None:
    """Put the managed policies and the service-linked roles in ministack's IAM."""
    from ministack.services import iam

    iam._aws_managed_policies = ManagedPolicies(iam._aws_managed_policies)
    iam._IAM_HANDLERS["CreateServiceLinkedRole"] = _create_service_linked_role
    iam._IAM_HANDLERS["UpdateGroup"] = _update_group


def _update_group(params: dict[str, Any]) -> Any:
    """Change name or path of a group, which ministack does not know.

    Source: IAM API reference, UpdateGroup.
    """
    from ministack.core.responses import get_account_id
    from ministack.services import iam

    name = iam._p(params, "GroupName")
    if name not in iam._groups:
        return iam._error(404, "NoSuchEntity", f"The group with name {name} cannot be found.")
    group = iam._groups.pop(name)
    group["GroupName"] = iam._p(params, "NewGroupName") or name
    group["Path"] = iam._p(params, "NewPath") or group["Path"]
    where = f"group{group['Path']}{group['GroupName']}"
    group["Arn"] = f"arn:aws:iam::{get_account_id()}:{where}"
    iam._groups[group["GroupName"]] = group
    return iam._xml(200, "UpdateGroupResponse", "")


def _create_service_linked_role(params: dict[str, Any]) -> Any:
    """Create the role under the name its service gives it.

    Source: IAM API reference, CreateServiceLinkedRole: a second one is InvalidInput.
    """
    from ministack.core.responses import get_account_id
    from ministack.services import iam

    service = iam._p(params, "AWSServiceName")
    name = _ROLE_NAMES.get(service)
    if name is None:
        return iam._error(400, "InvalidInput", f"{service} is unknown here", ns="iam")
    if name in iam._roles:
        message = (
            f"Service role name {name} has been taken in this account, "
            "please try a different suffix."
        )
        return iam._error(400, "InvalidInput", message, ns="iam")
    path = f"/aws-service-role/{service}/"
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
        ],
    }
    iam._roles[name] = {
        "RoleName": name,
        "Arn": f"arn:aws:iam::{get_account_id()}:role{path}{name}",
        "RoleId": iam._gen_id("AROA"),
        "CreateDate": iam._now(),
        "Path": path,
        "AssumeRolePolicyDocument": json.dumps(trust),
        "Description": iam._p(params, "Description"),
        "MaxSessionDuration": 3600,
        "AttachedPolicies": [],
        "InlinePolicies": {},
        "Tags": [],
    }
    role = f"<CreateServiceLinkedRoleResult><Role>{iam._role_xml(name)}</Role>"
    return iam._xml(
        200,
        "CreateServiceLinkedRoleResponse",
        f"{role}</CreateServiceLinkedRoleResult>",
        ns="iam",
    )
