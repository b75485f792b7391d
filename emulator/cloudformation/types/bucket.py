"""AWS::S3::Bucket: what ministack's own handler leaves out, through S3's own calls.

Source: CloudFormation resource specification, AWS::S3::Bucket; Amazon S3 API reference.
"""

from __future__ import annotations

from typing import Any

from . import clients

Made = tuple[str, dict[str, Any]]


_RULE_MEMBERS = frozenset(
    (
        *("Id", "Status", "Prefix", "ExpirationInDays", "ExpiredObjectDeleteMarker"),
        *("NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload", "Transitions"),
    )
)


def _ministacks() -> dict[str, Any]:
    from ministack.services.cloudformation import provisioners

    return {
        "create": provisioners._s3_create,
        "update": provisioners._s3_update,
        "delete": provisioners._s3_delete,
    }


def create(logical_id: str, properties: dict[str, Any], stack: str) -> Made:
    """Create the bucket, then put what a bucket of that template has."""
    name, attributes = _ministacks()["create"](logical_id, properties, stack)
    _configure(name, properties, {})
    return name, attributes


def update(name: str, old: dict[str, Any], new: dict[str, Any], stack: str) -> Made:
    """Change the bucket, then put or take away what the template has or lost."""
    name, attributes = _ministacks()["update"](name, old, new, stack)
    _configure(name, new, old)
    return name, attributes


def delete(name: str, properties: dict[str, Any]) -> None:
    """Delete the bucket, if it is empty."""
    _ministacks()["delete"](name, properties)


def _configure(name: str, new: dict[str, Any], old: dict[str, Any]) -> None:
    s3 = clients.client("s3")
    status = new.get("VersioningConfiguration", {}).get("Status", "Suspended")
    if "VersioningConfiguration" in new or "VersioningConfiguration" in old:
        clients.change(
            s3.put_bucket_versioning, Bucket=name, VersioningConfiguration={"Status": status}
        )
    if _encryption(new):
        clients.change(
            s3.put_bucket_encryption,
            Bucket=name,
            ServerSideEncryptionConfiguration={"Rules": _encryption(new)},
        )
    if "LifecycleConfiguration" in new:
        rules = [_rule(each) for each in new["LifecycleConfiguration"]["Rules"]]
        clients.change(
            s3.put_bucket_lifecycle_configuration,
            Bucket=name,
            LifecycleConfiguration={"Rules": rules},
        )
    elif "LifecycleConfiguration" in old:
        clients.quiet(s3.delete_bucket_lifecycle, Bucket=name)
    if "LoggingConfiguration" in new or "LoggingConfiguration" in old:
        clients.change(s3.put_bucket_logging, Bucket=name, BucketLoggingStatus=_logging(new, name))
    if "OwnershipControls" not in new and "OwnershipControls" in old:
        clients.quiet(s3.delete_bucket_ownership_controls, Bucket=name)
    elif "OwnershipControls" in new:
        clients.change(
            s3.put_bucket_ownership_controls,
            Bucket=name,
            OwnershipControls=new["OwnershipControls"],
        )
    if clients.own_tags(new):
        clients.change(
            s3.put_bucket_tagging, Bucket=name, Tagging={"TagSet": clients.own_tags(new)}
        )
    elif clients.own_tags(old):
        clients.quiet(s3.delete_bucket_tagging, Bucket=name)
    if "ObjectLockConfiguration" in new:
        clients.change(
            s3.put_object_lock_configuration,
            Bucket=name,
            ObjectLockConfiguration=new["ObjectLockConfiguration"],
        )


def _encryption(properties: dict[str, Any]) -> list[dict[str, Any]]:
    """The encryption rules, without one that names no key.

    ministack could not store an object under it, and the CLI's bucket has such a rule.
    """
    rules = properties.get("BucketEncryption", {}).get("ServerSideEncryptionConfiguration", [])
    return [
        {
            "ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"],
            **(
                {"BucketKeyEnabled": rule["BucketKeyEnabled"]} if "BucketKeyEnabled" in rule else {}
            ),
        }
        for rule in rules
        if rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
        or "KMSMasterKeyID" in rule["ServerSideEncryptionByDefault"]
    ]


def _logging(properties: dict[str, Any], name: str) -> dict[str, Any]:
    wanted = properties.get("LoggingConfiguration")
    if wanted is None:
        return {}
    return {
        "LoggingEnabled": {
            "TargetBucket": wanted.get("DestinationBucketName", name),
            "TargetPrefix": wanted.get("LogFilePrefix", ""),
        }
    }


def _rule(rule: dict[str, Any]) -> dict[str, Any]:
    """A lifecycle rule in S3's words.

    Raises:
        HandlerError: for a member that would have no effect here.
    """
    unknown = sorted(set(rule) - _RULE_MEMBERS)
    if unknown:
        raise clients.HandlerError(
            f"the emulator does not apply {', '.join(unknown)} of a lifecycle rule",
            "InvalidRequest",
        )
    made: dict[str, Any] = {
        **({"ID": rule["Id"]} if "Id" in rule else {}),
        "Status": rule["Status"],
        "Filter": {"Prefix": rule.get("Prefix", "")},
    }
    expiration = {
        theirs: rule[ours]
        for ours, theirs in (
            ("ExpirationInDays", "Days"),
            ("ExpiredObjectDeleteMarker", "ExpiredObjectDeleteMarker"),
        )
        if ours in rule
    }
    if expiration:
        made["Expiration"] = expiration
    for same in ("NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload"):
        if same in rule:
            made[same] = rule[same]
    if "Transitions" in rule:
        made["Transitions"] = [
            {"StorageClass": each["StorageClass"], "Days": each["TransitionInDays"]}
            for each in rule["Transitions"]
        ]
    return made


HANDLERS: dict[str, Any] = {"create": create, "update": update, "delete": delete}
