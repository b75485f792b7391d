"""Accesses AWS asks for beside the operation's own: passing a role, tagging at creation.

Source: IAM User Guide, "Grant a user permissions to pass a role to an AWS service";
Service Authorization Reference, column "Dependent actions".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from . import reference
from .access import Access, Place, text, walk
from .operation import Operation
from .resources import iam

_ROLE = re.compile(r"arn:aws[a-z-]*:iam::\d{12}:role/.+")
# These name roles as what they act on or trust, and hand none to a service.
_NOT_PASSING = frozenset({"iam", "sts", "organizations", "kms", "sso", "tag", "access-analyzer"})
_READING = re.compile(r"(Get|List|Describe|Batch(Get|Describe)|Lookup|Search|Simulate|Validate)")

# The service that gets the role, where it is not `<prefix>.amazonaws.com`.
_SERVICES = {"ecs": "ecs-tasks", "cloudwatch": "monitoring"}

# The action that tags a resource at its creation, where it is not TagResource.
_TAGGING: Mapping[str, str] = {
    "cloudtrail": "cloudtrail:AddTags",
    "ec2": "ec2:CreateTags",
    "sqs": "sqs:TagQueue",
    "ssm": "ssm:AddTagsToResource",
    "rds": "rds:AddTagsToResource",
    "elasticloadbalancing": "elasticloadbalancing:AddTags",
}
_TAG_MEMBERS = frozenset({"tags", "tag", "tagslist", "taglist", "tagspecification"})


def passed_roles(operation: Operation, place: Place) -> tuple[Access, ...]:
    """`iam:PassRole` on each role the request hands to a service.

    Stricter than AWS where a service takes a role ARN without being passed it.
    """
    given = operation.parameters
    if operation.service == "ec2":
        profiles = [v for name, v in walk(given) if ":instance-profile/" in v]
        named = given.get("IamInstanceProfile", {})
        if isinstance(named, Mapping) and (profile := text(named, "Name")):
            profiles.append(profile)
        roles = [arn for p in profiles for arn in iam.roles_of_profile(p, place)]
    elif (operation.service, operation.name) == ("iam", "AddRoleToInstanceProfile"):
        roles = [iam.entity_arn("role", text(given, "RoleName"), place)]
    elif operation.prefix in _NOT_PASSING or _READING.match(operation.name):
        return ()
    else:
        roles = [value for _, value in walk(given) if _ROLE.fullmatch(value)]
    service = f"{_SERVICES.get(operation.prefix, operation.prefix)}.amazonaws.com"
    if operation.prefix == "iam":
        service = "ec2.amazonaws.com"
    keys = {"iam:passedtoservice": service}
    return tuple(Access("iam:PassRole", role, keys) for role in dict.fromkeys(roles))


def tags(operation: Operation, own: tuple[Access, ...]) -> tuple[Access, ...]:
    """Return the tagging action on what the request creates with tags."""
    if not any(
        name.lower() in _TAG_MEMBERS and value for name, value in operation.parameters.items()
    ):
        return ()
    if not re.match(
        r"(Create|Run|Put|Register|Upload|Publish|Allocate|Copy|Import)", operation.name
    ):
        return ()
    if operation.service == "iam":
        action = re.sub(r"^(Create|Upload)", "iam:Tag", operation.name)
        action = action.replace("VirtualMFADevice", "MFADevice")
    else:
        action = _TAGGING.get(operation.prefix, f"{operation.prefix}:TagResource")
    if not reference.is_action(action):
        return ()
    made = [a for a in own if operation.service != "ec2" or a.resource.endswith("/*")]
    keys = {access.resource: access.keys for access in made}
    return tuple(Access(action, resource, known) for resource, known in keys.items())
