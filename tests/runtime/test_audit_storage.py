"""The setting that waits for the trail's bucket and key, and tells the key's ARN."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from baseline.runtime.errors import NotFinishedError, SettingError
from baseline.runtime.settings import audit_storage

from .world import World

BUCKET, ALIAS = "baseline-logs-123456789012", "alias/baseline-audit"
WANTED = {"Bucket": BUCKET, "KeyAlias": ALIAS}


def make_bucket(world: World) -> None:
    """Create the log bucket."""
    world.session().client("s3").create_bucket(
        Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )


def make_key(world: World) -> str:
    """Create the audit key with its alias."""
    kms = world.session().client("kms")
    key = kms.create_key()["KeyMetadata"]
    kms.create_alias(AliasName=ALIAS, TargetKeyId=key["KeyId"])
    return str(key["Arn"])


def test_the_key_is_told_by_its_own_arn(world: World) -> None:
    """When both answer, the alias is resolved, and nothing is changed or waited for."""
    make_bucket(world)
    arn = make_key(world)

    assert world.apply(audit_storage, WANTED) == {"KeyArn": arn}
    assert world.changes() == []
    assert world.time.slept == []
    assert audit_storage.read(world.session(), WANTED) == {
        "Bucket": BUCKET,
        "KeyArn": arn,
        "KeyState": "Enabled",
    }


@pytest.mark.parametrize("code", ["404", "403"])
def test_a_bucket_that_comes_late_is_waited_for(world: World, code: str) -> None:
    """S3 may still answer that there is no bucket, or that it is somebody else's."""
    make_bucket(world)
    arn = make_key(world)
    world.faults.fail("s3.HeadBucket", code, times=3)

    assert world.apply(audit_storage, WANTED) == {"KeyArn": arn}
    assert len(world.time.slept) == 3


def test_a_key_that_comes_late_is_waited_for(world: World) -> None:
    """KMS may not know the alias yet, or still be creating the key."""
    make_bucket(world)
    arn = make_key(world)
    world.faults.fail("kms.DescribeKey", "NotFoundException")
    creating = {"KeyMetadata": {"KeyId": "x", "Arn": arn, "KeyState": "Creating"}}
    world.faults.answer("kms.DescribeKey", creating)

    assert world.apply(audit_storage, WANTED) == {"KeyArn": arn}
    assert len(world.time.slept) == 2


MISSING = {"bucket": (make_key, BUCKET), "key": (make_bucket, ALIAS)}


@pytest.mark.parametrize(("make", "told"), MISSING.values(), ids=list(MISSING))
def test_what_never_answers_is_named(world: World, make: object, told: str) -> None:
    """After the time that there is, the one that is missing is named."""
    assert callable(make)
    make(world)
    with pytest.raises(NotFinishedError, match=f"{told} does not answer after"):
        world.apply(audit_storage, WANTED)


def test_a_key_that_ends_stops_the_deploy(world: World) -> None:
    """A key that is to be deleted is not waited for, and who can save it is told."""
    make_bucket(world)
    arn = make_key(world)
    kms = world.session().client("kms")
    kms.schedule_key_deletion(KeyId=arn.rpartition("/")[2], PendingWindowInDays=30)
    with pytest.raises(SettingError, match=r"got PendingDeletion.*break-glass role"):
        world.apply(audit_storage, WANTED)


@pytest.mark.parametrize("operation", ["s3.HeadBucket", "kms.DescribeKey"])
def test_other_refusals_rise(world: World, operation: str) -> None:
    """An error that says nothing about being there is not taken for absence."""
    make_bucket(world)
    make_key(world)
    world.faults.fail(operation, "ValidationError")
    with pytest.raises(ClientError, match="ValidationError"):
        world.apply(audit_storage, WANTED)
