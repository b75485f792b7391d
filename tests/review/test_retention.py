"""A review sees when what is logged will be deleted earlier."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from baseline.checks.stacks import SynthesizedStack
from baseline.checks.upgrade import upgrade


def _bucket(days: int) -> SynthesizedStack:
    rules = [{"Id": "retention", "Status": "Enabled", "ExpirationInDays": days}]
    properties = {"BucketName": "logs", "LifecycleConfiguration": {"Rules": rules}}
    return _stack("AWS::S3::Bucket", properties)


def _log_group(days: int) -> SynthesizedStack:
    return _stack("AWS::Logs::LogGroup", {"LogGroupName": "/b/trail", "RetentionInDays": days})


def _stack(kind: str, properties: Mapping[str, object]) -> SynthesizedStack:
    resource = {"Type": kind, "DeletionPolicy": "Retain", "Properties": properties}
    return SynthesizedStack("S", {"Resources": {"R": resource}}, stack_name="b-s")


@pytest.mark.parametrize(
    ("made", "name"),
    [(_bucket, "LifecycleConfiguration"), (_log_group, "RetentionInDays")],
    ids=["bucket", "log-group"],
)
def test_a_shorter_retention(made: Callable[[int], SynthesizedStack], name: str) -> None:
    """Both places where the trail is kept tell a shorter retention as a danger."""
    (change,) = upgrade([made(2555)], [made(365)])
    assert change.is_dangerous
    assert f" changes its {name} from " in str(change)
