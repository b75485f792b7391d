"""Waits until the log bucket and the audit key answer, and tells the key's own ARN.

The trail is created after them, in another stack and perhaps for another account: CloudTrail
refuses a bucket or a key that it does not see yet, and shows a key by its ARN whatever it was
given. So the alias is looked up here.

Source: CloudTrail API reference, CreateTrail, KmsKeyId; KMS API reference, DescribeKey, which
takes the alias of another account as an ARN; read 2026-11-24.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from .. import clients
from ..errors import SettingError
from ..lifecycle import Setting
from ..properties import Properties, text
from ..reasons import code_of
from ..run import Run

if TYPE_CHECKING:
    from boto3 import Session

#: HeadBucket has no action of its own.
#: Source: S3 API reference, HeadBucket, "Permissions".
ACTIONS = ("kms:DescribeKey", "s3:ListBucket")
DEPENDENT_ACTIONS: tuple[str, ...] = ()
RESOURCES = {
    # An alias as a resource grants nothing: the key itself is asked for.
    "kms:DescribeKey": ("arn:{partition}:kms:{region}:{account}:key/*",),
    "s3:ListBucket": ("arn:{partition}:s3:::{bucket}",),
}
REVISION = 1

ENABLED, CREATING = "Enabled", "Creating"
#: How S3 says, in an answer without a body, that a bucket is not there, or not yet ours to see.
_NO_BUCKET = ("404", "403", "NoSuchBucket")
_NO_KEY = "NotFound"


def read(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Return the key's ARN and state, and the bucket's name; what does not answer is left out."""
    run = run or Run()
    found: dict[str, str] = {}
    bucket, alias = text(properties, "Bucket"), text(properties, "KeyAlias")
    try:
        run.call(clients.s3(session).head_bucket, Bucket=bucket)
        found["Bucket"] = bucket
    except ClientError as error:
        if code_of(error) not in _NO_BUCKET:
            raise
    try:
        key = run.call(clients.kms(session).describe_key, KeyId=alias)["KeyMetadata"]
        found |= {"KeyArn": key["Arn"], "KeyState": key["KeyState"]}
    except ClientError as error:
        if code_of(error) != _NO_KEY:
            raise
    return found


def apply(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Wait until both answer, and return `KeyArn`.

    Raises:
        SettingError: if the key can no longer be used.
        NotFinishedError: if one of them does not answer in time.

    """
    run = run or Run()
    delays = run.clock.delays()
    while True:
        found = read(session, properties, run=run)
        state = found.get("KeyState", CREATING)
        if state not in (ENABLED, CREATING):
            raise SettingError(
                f"{properties['KeyAlias']}: the audit key must be {ENABLED} (got {state}); "
                "cancel its deletion or enable it with the break-glass role, then deploy again"
            )
        if "Bucket" in found and state == ENABLED:
            return {"KeyArn": found["KeyArn"]}
        missing = properties["KeyAlias"] if "Bucket" in found else properties["Bucket"]
        run.pause(next(delays), f"{missing} does not answer")


handler = Setting("audit_storage", apply)
