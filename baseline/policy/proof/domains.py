"""What values a request can have at all: ARNs of resources and callers, regions, account ids.

A domain that is too narrow makes proofs worthless, so each is wider than AWS's own: partitions,
regions and accounts are any words, names hold any character, and beside the published templates
stands every ARN without further colons, for resource types that are yet to come.
"""

from __future__ import annotations

import re
from functools import cache

from baseline.policy.actions import arn_templates
from baseline.policy.proof.automaton import ANY, COLON, EMPTY, Pattern, charset, one, some, text
from baseline.policy.syntax import ARN_PARTS

_LETTERS, _DIGITS = charset("abcdefghijklmnopqrstuvwxyz"), charset("0123456789")
_WORD = _LETTERS | _DIGITS | charset("-")
_PRINTED = charset("".join(map(chr, range(33, 127))))
_NAME = _PRINTED & ~charset("!\"#$%&'()*/:;<>?[\\]^`{|}~")
"""What names of IAM entities are made of; their paths may hold any printed character.

Source: IAM API reference, CreateRole, `Path` and `RoleName`, read 2026-11-24.
"""
_PART = ANY & ~COLON
_VARIABLE = re.compile(r"\$\{([^}]+)\}")
_MORE = tuple(
    f"arn:${{Partition}}:{service}:${{Region}}:${{Account}}:{resource}"
    for service, resource in (
        ("logs", "log-group:${LogGroupName}:*"),
        ("rds", "cluster-snapshot:rds:${SnapshotName}"),
        ("rds", "snapshot:rds:${SnapshotName}"),
        ("sns", "${TopicName}:${SubscriptionId}"),
    )
)
"""Resources with colons that AWS's list of templates leaves out.

Source: Amazon SNS developer guide, Identity-based policies; CloudWatch Logs user guide, Log group
ARNs; Amazon RDS user guide, Automated backups; read 2026-11-24.
"""
_WITH_COLONS = frozenset({"AlarmName", "ObjectName"})
"""What published ARNs call names that may hold colons.

Source: CloudWatch API reference, PutMetricAlarm; Amazon S3 user guide, Naming Amazon S3 objects;
read 2026-11-24.
"""
_NARROW = {("lambda", "LayerVersion"): _DIGITS, ("cloudformation", "Id"): _WORD | charset("*")}
"""What AWS makes itself: the number of a layer's version; ids of stacks, `*` before there is one.

Source: Lambda API reference, GetLayerVersionByArn, `Arn`; CloudFormation API reference, StackSet,
`StackSetId`; read 2026-11-30.
"""
_IAM_PATH = some(_WORD) + text("/") + some(_PRINTED) + text("/") + some(_NAME)
"""IAM entities below a path, which may hold colons as well."""


def _maybe(characters: int) -> Pattern:
    return Pattern((characters,), ())


def arn(service: Pattern, resource: Pattern) -> Pattern:
    """Describe the ARNs of a service whose last part is of a form."""
    head = text("arn:aws") + _maybe(_LETTERS | charset("-")) + text(":") + service
    where = text(":") + _maybe(_WORD) + text(":") + _maybe(_LETTERS | _DIGITS) + text(":")
    return head + where + resource


def more_of(service: str) -> tuple[str, ...]:
    """List the ARNs of a service that AWS's list of templates leaves out."""
    return tuple(each for each in _MORE if each.split(":")[2] == service)


@cache
def of_template(template: str) -> Pattern:
    """Describe the ARNs of a published template as they are today, no wider.

    Names hold colons only where AWS says so, of paths of IAM aside: a path with a colon reads as
    another ARN where a wildcard spans colons, and what must go through is not proved for it.
    """
    *heads, resource = template.split(":", ARN_PARTS - 1)
    words = (0, 0, _WORD, _WORD, _LETTERS | _DIGITS)
    found = EMPTY
    for head, characters in zip(heads, words, strict=True):
        partition = text("aws") + _maybe(_LETTERS | charset("-"))
        open_head = _maybe(characters) if characters else partition
        found += (open_head if _VARIABLE.search(head) else text(head)) + text(":")
    first, *named = _VARIABLE.split(resource)
    found += text(first)
    for place, (name, after) in enumerate(zip(named[::2], named[1::2], strict=True)):
        is_path = not after and bool(first or place)
        inside = ANY if is_path and name in _WITH_COLONS else _PART
        if narrow := _NARROW.get((template.split(":")[2], name)):
            inside = narrow
        elif not is_path and not after.startswith(":"):
            inside &= ~charset("/")
        found += some(inside) + text(after)
    return found


def reads_two_ways(template: str) -> bool:
    """Say whether AWS's readings of a wildcard can differ on such ARNs: their last part has colons.

    On an ARN of five colons every colon of a pattern stands for one of those, whatever is read.
    """
    resource = template.split(":", ARN_PARTS - 1)[-1]
    named = set(_VARIABLE.findall(resource))
    return ":" in _VARIABLE.sub("", resource) or bool(named & _WITH_COLONS)


@cache
def usual_arns_of(service: str) -> tuple[Pattern, ...]:
    """Describe every ARN of a service, published or not, with colons only where AWS says so."""
    templates = (*arn_templates(service), *more_of(service))
    with_colons = (of_template(each) for each in templates if reads_two_ways(each))
    return (arn(text(service), some(_PART)), *with_colons)


@cache
def arns_of(service: str) -> tuple[Pattern, ...]:
    """Describe every ARN of a service, with colons in IAM's paths too."""
    paths = (arn(text(service), _IAM_PATH),) if service == "iam" else ()
    return (*usual_arns_of(service), *paths)


def any_arn(resource: int = _PART) -> tuple[Pattern, ...]:
    """Describe the ARNs of any service."""
    return (arn(some(_WORD), some(resource)),)


def _principals() -> tuple[Pattern, ...]:
    path = text("/") + some(_PRINTED) + text("/") + some(_NAME)
    forms = [("iam", text("root"))]
    for kind in ("role", "user"):
        forms += [("iam", text(f"{kind}/") + some(_NAME)), ("iam", text(kind) + path)]
    forms.append(("sts", text("federated-user/") + some(_NAME)))
    head = text("arn:aws") + _maybe(_LETTERS | charset("-")) + text(":")
    return tuple(
        head + text(f"{service}::") + one(_DIGITS, 12) + text(":") + form for service, form in forms
    )


_ALWAYS_THERE = frozenset(
    f"aws:{name}"
    for name in ("requestedregion", "currenttime", "epochtime", "securetransport", "useragent")
)
"""Keys that every request has.

Source: IAM user guide, AWS global condition context keys, Availability, read 2026-11-24.
"""
_CALLER = frozenset({"aws:principalarn", "aws:principalaccount", "aws:principaltype"})
"""Keys that every request of a principal in an account has."""


def may_be_absent(key: str, *, by_account: bool) -> bool:
    """Say whether a request can be without a key; with `by_account` its caller has an account."""
    return key not in _ALWAYS_THERE and not (by_account and key in _CALLER)


@cache
def values_in(key: str) -> tuple[Pattern, ...]:
    """Describe the values that a key can have, by its name in lower case.

    What stands behind a slash, or the name of an encryption context, is chosen by users, so it
    tells nothing of the values. Those of tags may be empty.

    Source: IAM user guide, Tags for IAM resources; Resource Groups Tagging API reference, Tag,
    `Value`; read 2026-11-30. That no other such value is empty is not confirmed.
    """
    kind, *chosen = key.split("/", 1)
    if chosen or kind.startswith("kms:encryptioncontext:"):
        return (some(ANY), *((EMPTY,) if kind.endswith("tag") else ()))
    name = key.removeprefix("aws:")
    if name == "principalarn":
        return _principals()
    if name == "requestedregion":
        return (some(_WORD),)
    if name == "username":
        return (some(_NAME),)
    if name.endswith("account") and key.startswith("aws:"):
        return (one(_DIGITS, 12),)
    if name in ("principalorgid", "resourceorgid", "sourceorgid"):
        return (text("o-") + some(_LETTERS | _DIGITS),)
    return any_arn(ANY) if name.endswith("arn") else (some(ANY),)
