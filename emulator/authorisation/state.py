"""What ministack's services keep in this process, read and never changed.

`NAMES` are the private names this package leans on; `install` of `sessions` checks them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NAMES: Mapping[str, tuple[str, ...]] = {
    "ministack.app": ("set_request_account_id",),
    "ministack.core.iam_evaluator": (
        "find_iam_access_key_account",
        "resolve_credential",
        "_resource_policy",
    ),
    "ministack.core.iam_actions": ("_kms_key_id_from_ciphertext",),
    "ministack.core.responses": ("request_scope",),
    "ministack.services.iam": (
        "_roles",
        "_users",
        "_groups",
        "_instance_profiles",
        "_oidc_providers",
        "_user_inline_policies",
        "_group_inline_policies",
        "_lookup_policy",
    ),
    "ministack.services.kms": ("_aliases", "_grants", "_keys", "_resolve_key", "handle_request"),
    "ministack.services.s3": ("_bucket_default_sse_headers", "_bucket_owner_account", "_buckets"),
    "ministack.services.sts": ("_sessions", "register_session", "handle_request"),
    "ministack.services.tagging": ("resource_tags",),
}

_STORES = {
    "role": "_roles",
    "user": "_users",
    "group": "_groups",
    "instance-profile": "_instance_profiles",
}

Document = Any


def iam_entity(kind: str, name: str, account: str) -> Mapping[str, Any] | None:
    """Return a role, user, group or instance profile by name, None for what is not kept."""
    from ministack.services import iam

    if kind not in _STORES:
        return None
    found: Mapping[str, Any] | None = getattr(iam, _STORES[kind]).get_scoped(account, None, name)
    return found


def audiences_of(provider: str, account: str) -> list[str] | None:
    """Return the audiences an OpenID Connect provider takes tokens for, None for none such."""
    from ministack.services import iam

    found = iam._oidc_providers.get_scoped(account, None, provider)
    return None if found is None else list(found["ClientIDList"])


def groups_of(user: str, account: str) -> list[str]:
    """Return the names of the groups a user is in."""
    from ministack.core.responses import request_scope
    from ministack.services import iam

    with request_scope(account, "us-east-1"):
        return [name for name, group in iam._groups.items() if user in group.get("Users", [])]


def inline_policies(kind: str, name: str, account: str) -> Mapping[str, Document]:
    """Return the inline policies of a role, user or group, by their names."""
    from ministack.services import iam

    if kind == "role":
        found = (iam_entity(kind, name, account) or {}).get("InlinePolicies")
    else:
        store = iam._user_inline_policies if kind == "user" else iam._group_inline_policies
        found = store.get_scoped(account, None, name)
    return found or {}


def managed_policy(arn: str, account: str) -> Document | None:
    """Return the default version of a managed policy, None when there is no such policy."""
    from ministack.core.responses import request_scope
    from ministack.services import iam

    with request_scope(account, "us-east-1"):
        record = iam._lookup_policy(arn)
    if not record:
        return None
    return record["Versions"][record["DefaultVersionId"]]["Document"]


def session(access_key: str) -> Mapping[str, Any] | None:
    """Return the STS session of a temporary access key."""
    from ministack.services import sts

    found: Mapping[str, Any] | None = sts._sessions.get(access_key)
    return found


def key_arn(key: str, account: str, region: str) -> str:
    """Return the ARN of a KMS key given by id, ARN or alias; empty when it is not known.

    An ARN is looked up in the account and region that it names.
    """
    from ministack.core.responses import request_scope
    from ministack.services import kms

    if key.count(":") >= 5:
        region, account = key.split(":")[3:5]
    with request_scope(account, region):
        record = kms._resolve_key(key)
    return str(record["Arn"]) if record else ""


def key_arn_of_ciphertext(blob: str) -> str:
    """Return the ARN of the key of a symmetric ciphertext, empty when it does not tell."""
    from ministack.core.iam_actions import _kms_key_id_from_ciphertext
    from ministack.services import kms

    wanted = str(_kms_key_id_from_ciphertext(blob))
    held = list(kms._keys.all_items()) if wanted else []
    return next((str(key["Arn"]) for (_, _, name), key in held if name == wanted), "")


def aliases_of(arn: str) -> list[str]:
    """Return the aliases of a KMS key, as `alias/name`."""
    from ministack.core.responses import request_scope
    from ministack.services import kms

    region, account = arn.split(":")[3:5]
    wanted = arn.rpartition("/")[2]
    with request_scope(account, region):
        held = [alias for alias, key in kms._aliases.items() if key == wanted]
    return [alias.split(":", 5)[-1] for alias in held]


def grants_of(arn: str) -> list[Mapping[str, Any]]:
    """Return the grants on a KMS key."""
    from ministack.core.responses import request_scope
    from ministack.services import kms

    region, account = arn.split(":")[3:5]
    with request_scope(account, region):
        return [grant for grant in kms._grants.values() if grant["KeyId"] == arn]


def key_of_object(bucket: str, name: str) -> str:
    """Return the KMS key that an S3 object is encrypted with, empty for none."""
    from ministack.services import s3

    owner = s3._bucket_owner_account(bucket)
    held = s3._buckets.get_scoped(owner, None, bucket) if owner else None
    found = (held or {"objects": {}})["objects"].get(name) or {}
    return _kms_key(found.get("preserved_headers", {}))


def default_key_of(bucket: str) -> str:
    """Return the KMS key a bucket encrypts new objects with, empty for none."""
    from ministack.core.responses import request_scope
    from ministack.services import s3

    owner = s3._bucket_owner_account(bucket)
    if owner is None:
        return ""
    with request_scope(owner, "us-east-1"):
        return _kms_key(s3._bucket_default_sse_headers(bucket))


def _kms_key(headers: Mapping[str, str]) -> str:
    return str(headers.get("x-amz-server-side-encryption-aws-kms-key-id", ""))


def owner_of(arn: str, account: str) -> str:
    """Return the account that owns a resource; the given one where nobody is known to."""
    from ministack.services import s3

    parts = arn.split(":", 5)
    if len(parts) < 6:
        return account
    if parts[2] == "s3" and not parts[4]:
        return str(s3._bucket_owner_account(parts[5].partition("/")[0]) or account)
    return parts[4] if parts[4].isdigit() else account


def resource_policy(
    service: str, arn: str, account: str, region: str
) -> tuple[Document, str] | None:
    """Return a resource's own policy and the account that owns it, None when it has none.

    The resource is looked up in the account and region of its ARN, a bucket wherever it is.
    """
    from ministack.core.iam_evaluator import _resource_policy
    from ministack.core.responses import request_scope
    from ministack.services import s3

    parts = arn.split(":", 5)
    named = parts[3:5] if len(parts) == 6 else ["", ""]
    owner = named[1] if named[1].isdigit() else account
    if service == "s3" and len(parts) == 6:
        owner = s3._bucket_owner_account(parts[5].partition("/")[0]) or account
    with request_scope(owner, named[0] or region):
        found = _resource_policy(service, arn)
    return (found[0], str(found[1] or owner)) if found else None


def resource_tags(arn: str, account: str, region: str) -> Mapping[str, str]:
    """Return the tags of a resource, empty for one that is not known."""
    from ministack.core.responses import request_scope
    from ministack.services.tagging import resource_tags as collected

    kind, _, name = arn.partition(":iam::")[2].partition(":")[2].partition("/")
    if entity := iam_entity(kind, name.rpartition("/")[2], account):
        return {tag["Key"]: tag["Value"] for tag in entity.get("Tags") or []}
    with request_scope(account, region):
        return dict(collected(arn) or {})
