"""The condition keys of a request, by name whatever the case.

A key that no source here fills in is unknown, not missing: a statement that depends on it
cannot be judged. Source: IAM User Guide, "AWS global condition context keys".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from . import models, organization, state
from .access import Access, texts, walk
from .operation import Operation
from .principal import Principal
from .wire import Wire

Value = str | list[str]

# Keys that no request to the emulator has: there is no VPC, no console, no access point.
_ABSENT = frozenset(
    f"aws:{name}"
    for name in (
        *("assumedroot", "multifactorauthpresent", "multifactorauthage", "tokenissuetime"),
        *("calledvia", "calledviafirst", "calledvialast", "principalservicename"),
        *("principalservicenameslist", "ec2instancesourceprivateipv4", "ec2instancesourcevpc"),
        *("federatedprovider", "referer", "username", "tagkeys", "sourceidentity"),
        *("principalorgid", "principalorgpaths", "resourceorgid", "resourceorgpaths"),
        *("sourceaccount", "sourcearn", "sourceorgid", "sourceorgpaths"),
        *("sourcevpc", "sourcevpcarn", "sourcevpce", "vpcsourceip"),
        *("vpceaccount", "vpceorgid", "vpceorgpaths"),
    )
) | {"s3:dataaccesspointarn"}
_PREFIXES_ABSENT = (
    *("aws:principaltag/", "aws:requesttag/", "saml:", "accounts.google.com:"),
    *("kms:encryptioncontext:", "ec2:attribute/"),
)
# Keys of services that `resources` fill in whenever the request has the member behind them.
_FILLED = frozenset(
    (
        *("iam:passedtoservice", "iam:policyarn", "iam:permissionsboundary", "iam:awsservicename"),
        *("organizations:policytype", "organizations:serviceprincipal"),
        *("sts:externalid", "sts:sourceidentity", "sts:rolesessionname", "sts:taskpolicyarn"),
        *("s3:prefix", "s3:delimiter", "s3:max-keys", "s3:versionid", "s3:x-amz-acl"),
        *("s3:x-amz-storage-class", "s3:x-amz-copy-source", "s3:x-amz-server-side-encryption"),
        "s3:x-amz-server-side-encryption-aws-kms-key-id",
        *("lambda:principal", "lambda:layer", "lambda:functionurlauthtype"),
        *("kms:requestalias", "kms:viaservice", "kms:resourcealiases", "kms:grantoperations"),
        *("kms:encryptioncontextkeys", "kms:grantisforawsresource", "kms:granteeprincipal"),
        *("kms:retiringprincipal", "kms:schedulekeydeletionpendingwindowindays"),
        *("kms:encryptionalgorithm", "sns:protocol", "sns:endpoint"),
        *("cloudformation:rolearn", "cloudformation:templateurl"),
        *("cloudformation:stackpolicyurl", "cloudformation:changesetname"),
        *("dynamodb:enclosingoperation", "ec2:add/group", "ec2:attribute"),
    )
)


class Context:
    """The keys of one access; tags of the resource are looked up only when asked for."""

    def __init__(
        self, keys: Mapping[str, Value], resource_tags: Callable[[], Mapping[str, str]]
    ) -> None:
        self._keys = {name.lower(): value for name, value in keys.items()}
        self._resource_tags = resource_tags

    def get(self, key: str) -> Value | None:
        """Return the value of a key, None when it is missing."""
        name = key.lower()
        prefix, _, tag = name.partition("resourcetag/")
        if tag and prefix in ("aws:", "iam:", "ec2:"):
            tags = {key.lower(): value for key, value in self._resource_tags().items()}
            return tags.get(tag)
        return self._keys.get(name)

    def single(self, key: str) -> str | None:
        """Return the value of a key that stands in a policy variable."""
        value = self.get(key)
        return value if isinstance(value, str) else None

    def knows(self, key: str) -> bool:
        """Whether the emulator can say what a key's value is, or that it is missing."""
        name = key.lower()
        return (
            name in self._keys
            or name in _ABSENT
            or name in _FILLED
            or "resourcetag/" in name
            or name.startswith(_PREFIXES_ABSENT)
        )


def of(
    principal: Principal, wire: Wire, operation: Operation, access: Access, region: str
) -> Context:
    """Return the keys of one access that a request needs."""
    owner = state.owner_of(access.resource, principal.account)
    now = datetime.now(UTC)
    keys: dict[str, Value] = {
        "aws:principalarn": principal.arn,
        "aws:principalaccount": principal.account,
        "aws:principalisawsservice": "false",
        "aws:requestedregion": requested_region(operation, region),
        "aws:securetransport": str(wire.secure).lower(),
        "aws:sourceip": wire.source_ip,
        "aws:useragent": wire.headers.get("user-agent", ""),
        "aws:viaawsservice": "false",
        "aws:currenttime": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "aws:epochtime": str(int(now.timestamp())),
        "aws:resourceaccount": owner,
        **principal.keys,
        **_request_tags(operation),
        **_of_organization(principal.account, "principal"),
        **_of_organization(owner, "resource"),
        **access.keys,
    }
    same = {
        "s3:resourceaccount": "aws:resourceaccount",
        "kms:calleraccount": "aws:principalaccount",
    }
    keys |= {name: keys[twin] for name, twin in same.items()} | {"ec2:region": region}
    return Context(keys, lambda: state.resource_tags(access.resource, principal.account, region))


def requested_region(operation: Operation, region: str) -> str:
    """Return the region of the endpoint; a global service has its own."""
    partition = models.partition_of(region)
    return models.global_region(partition, operation.endpoint_prefix) or region


def _of_organization(account: str, whose: str) -> dict[str, Value]:
    found = organization.of_account(account)
    if found is None:
        return {}
    return {f"aws:{whose}orgid": found.id, f"aws:{whose}orgpaths": [found.path]}


def _request_tags(operation: Operation) -> dict[str, Value]:
    """Tags in the request: `Tags` as a map or as pairs, or EC2's specifications."""
    found: dict[str, str] = {}
    removed: list[str] = []
    for name, value in operation.parameters.items():
        if "tag" not in name.lower():
            continue
        removed += texts({name.lower(): value}, "tagkeys")
        if isinstance(value, Mapping) and name.lower() == "tags":
            found |= {str(key): text for key, text in value.items() if isinstance(text, str)}
        pairs = walk(value)
        keys = [text for member, text in pairs if member.lower() in ("key", "tagkey")]
        values = [text for member, text in pairs if member.lower() in ("value", "tagvalue")]
        found |= dict(zip(keys, values, strict=False))
    if not found and not removed:
        return {}
    made: dict[str, Value] = {f"aws:requesttag/{key.lower()}": text for key, text in found.items()}
    return made | {"aws:tagkeys": [*found, *removed]}
