"""What a resource's service refuses beyond its schema: documents, limits, what must exist."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from .. import policy_document

Props = dict[str, Any]

# Source: IAM user guide, quotas: characters of a document without white space.
_MANAGED_POLICY_CHARACTERS = 6_144
_TRUST_POLICY_CHARACTERS = 2_048
_INLINE_POLICIES_CHARACTERS = 10_240

# Source: Lambda API reference, CreateFunction: the schema has no upper limits.
_LAMBDA_LIMITS = {"Timeout": (1, 900), "MemorySize": (128, 10_240)}


def problems(kind: str, props: Props) -> list[str]:
    """The reasons a service would refuse this resource for, in its words."""
    return _documents(kind, props) + _RULES.get(kind, _nothing)(props)


def _nothing(_: Props) -> list[str]:
    return []


def _documents(kind: str, props: Props) -> list[str]:
    """Malformed or overlong policy documents of IAM resources."""
    checked: list[tuple[str, Any, str, int]] = []
    if kind == "AWS::IAM::ManagedPolicy":
        document = props.get("PolicyDocument")
        checked.append(("PolicyDocument", document, "identity", _MANAGED_POLICY_CHARACTERS))
    if kind == "AWS::IAM::Role":
        trust = props.get("AssumeRolePolicyDocument")
        checked.append(("AssumeRolePolicyDocument", trust, "trust", _TRUST_POLICY_CHARACTERS))
        for policy in props.get("Policies", []):
            limit = _INLINE_POLICIES_CHARACTERS
            checked.append((policy["PolicyName"], policy["PolicyDocument"], "identity", limit))
    found = []
    for name, document, grammar, limit in checked:
        found += [
            f"{text} in {name} (Service: Iam, Status Code: 400, MalformedPolicyDocument)"
            for text in policy_document.problems(document, grammar)
        ]
        size = policy_document.size(document)
        if size > limit:
            found.append(
                f"Cannot exceed quota for PolicySize: {limit} (got {size} in {name}) "
                "(Service: Iam, Status Code: 409, LimitExceeded)"
            )
    return found


def _role(props: Props) -> list[str]:
    """Managed policies that do not exist."""
    from ministack.services import iam

    named = [*props.get("ManagedPolicyArns", [])]
    if props.get("PermissionsBoundary"):
        named.append(props["PermissionsBoundary"])
    return [
        f"Policy {arn} does not exist or is not attachable. (Service: Iam, Status Code: 404)"
        for arn in named
        if iam._lookup_policy(arn) is None
    ]


def _managed_policy(props: Props) -> list[str]:
    """Roles, users and groups that do not exist."""
    from ministack.services import iam

    stores = {"Roles": iam._roles, "Users": iam._users, "Groups": iam._groups}
    return [
        f"The {kind.lower().rstrip('s')} with name {name} cannot be found. "
        "(Service: Iam, Status Code: 404)"
        for kind, store in stores.items()
        for name in props.get(kind) or []
        if name not in store
    ]


def _function(props: Props) -> list[str]:
    """Numbers outside the limits, code that is not there, a role Lambda cannot assume."""
    from ministack.services import iam, lambda_svc

    found = [
        f"Value '{props[name]}' at '{name}' failed to satisfy constraint: Member must have value "
        f"between {low} and {high} (Service: Lambda, Status Code: 400)"
        for name, (low, high) in _LAMBDA_LIMITS.items()
        if name in props and not low <= int(props[name]) <= high
    ]
    role = iam._roles.get(props["Role"].rpartition("/")[2])
    if role is None or "lambda.amazonaws.com" not in role["AssumeRolePolicyDocument"]:
        found.append(
            "The role defined for the function cannot be assumed by Lambda. "
            "(Service: Lambda, Status Code: 400)"
        )
    code = props["Code"]
    if "S3Key" not in code:
        return found
    archive = lambda_svc._fetch_code_from_s3(code["S3Bucket"], code["S3Key"])
    if archive is None:
        return [
            *found,
            "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The "
            "specified key does not exist. (Service: Lambda, Status Code: 400)",
        ]
    return found + _unreadable(archive)


def _unreadable(archive: bytes) -> list[str]:
    """A file that only its owner may read; AWS takes it, and no function starts from it.

    Source: AWS knowledge center, "permission denied" and "unable to import module" errors of
    Lambda deployment packages, read 2026-11-30.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as package:
        files = [each for each in package.infolist() if not each.is_dir()]
    # Without a mode, as archives made elsewhere are, nothing is said of who may read.
    private = [each.filename for each in files if (each.external_attr >> 16) & 0o404 == 0o400]
    return [f"Lambda could not read {private[0]}: not everybody may"] if private else []


def _key(props: Props) -> list[str]:
    """A key policy that names nobody, or that locks everybody out."""
    from ministack.core.responses import get_account_id

    from ..services import keys

    bypass = props.get("BypassPolicyLockoutSafetyCheck") is True
    found = keys.problems(props["KeyPolicy"], get_account_id(), bypass=bypass)
    return [f"{text} (Service: Kms, Status Code: 400, MalformedPolicyDocument)" for text in found]


def _log_group(props: Props) -> list[str]:
    """A key that CloudWatch Logs, or who makes the group through it, may not use."""
    from ministack.core.responses import get_account_id, get_region

    from ..services import log_encryption

    if "KmsKeyId" not in props:
        return []
    name = props.get("LogGroupName", "unnamed")
    return log_encryption.problems(props["KmsKeyId"], name, get_account_id(), get_region())


def _bucket(props: Props) -> list[str]:
    """An ACL that is not what every bucket has: none is applied here."""
    if props.get("AccessControl", "Private") == "Private":
        return []
    return [f"the emulator does not apply the ACL {props['AccessControl']}"]


def _bucket_policy(props: Props) -> list[str]:
    """A malformed policy, one that names nobody, and a bucket that is not there."""
    from ministack.core.responses import get_account_id
    from ministack.services import s3

    from ..services import keys

    if props["Bucket"] not in s3._buckets:
        return ["The specified bucket does not exist (Service: S3, Status Code: 404)"]
    found = keys.document_problems(_text(props["PolicyDocument"]), get_account_id())
    return [f"{text} (Service: S3, Status Code: 400, MalformedPolicy)" for text in found]


def _text(document: Any) -> str:
    return document if isinstance(document, str) else json.dumps(document)


_RULES = {
    "AWS::IAM::Role": _role,
    "AWS::IAM::ManagedPolicy": _managed_policy,
    "AWS::KMS::Key": _key,
    "AWS::Lambda::Function": _function,
    "AWS::Logs::LogGroup": _log_group,
    "AWS::S3::Bucket": _bucket,
    "AWS::S3::BucketPolicy": _bucket_policy,
}
