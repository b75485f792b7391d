"""The list of global services spares no more than it must."""

from __future__ import annotations

import re

import pytest

from baseline.guardrails.global_services import (
    ACTIONS_ANYWHERE,
    ACTIONS_AT_HOME,
    ACTIONS_BY_HOME,
    HOME_REGIONS,
    READ_ON,
)
from tests.guardrails.decision_table import CONTEXT, rows

KEEP_DATA_IN_REGIONS = [
    "acm",
    "athena",
    "cloudwatch",
    "config",
    "dynamodb",
    "ec2",
    "ecr",
    "ecr-public",
    "glue",
    "kinesis",
    "kms",
    "lambda",
    "logs",
    "notifications",
    "rds",
    "s3",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
    "sts",
]


def test_no_service_that_keeps_data_in_regions_is_spared_whole() -> None:
    """A service that stores something where it runs is spared by single actions alone."""
    spared = {*ACTIONS_ANYWHERE, *ACTIONS_AT_HOME}
    assert not spared & {f"{service}:*" for service in KEEP_DATA_IN_REGIONS}
    assert "*" not in spared


def test_entries_are_actions_that_every_partition_takes() -> None:
    """Each entry is a service and an action, with a wildcard at its end at most."""
    for action in (*ACTIONS_ANYWHERE, *ACTIONS_AT_HOME):
        assert re.fullmatch(r"[a-z0-9-]+:([A-Z][A-Za-z0-9]*\*?|\*)", action)


def test_no_entry_repeats_another() -> None:
    """No action is listed twice, nor beside a wildcard that covers it."""
    spared = [*ACTIONS_ANYWHERE, *ACTIONS_AT_HOME]
    assert len(set(spared)) == len(spared)
    wildcards = [action.removesuffix("*") for action in spared if action.endswith("*")]
    for action in spared:
        assert [each for each in wildcards if action.startswith(each)] in (
            [],
            [action.removesuffix("*")],
        )


def test_entries_are_sorted_within_their_home_for_review() -> None:
    """The entries at home stand in order, so that a change shows as one line."""
    assert list(ACTIONS_AT_HOME) == sorted(ACTIONS_AT_HOME)
    assert set(ACTIONS_BY_HOME) == {"us-east-1", "us-east-2", "us-west-2"}


def test_the_list_is_dated_and_knows_each_partition() -> None:
    """The list names the day it was read and the home of global services of each partition."""
    assert READ_ON.isoformat() == "2026-11-24"
    assert set(HOME_REGIONS) == {"aws", "aws-cn", "aws-us-gov"}


@pytest.mark.parametrize("entry", [*ACTIONS_ANYWHERE, *ACTIONS_AT_HOME])
def test_every_entry_is_needed_by_a_row(entry: str) -> None:
    """No action is spared that no decision table expects to work outside the allowed regions."""
    assert any(
        re.fullmatch(entry.replace("*", ".*"), row.does)
        for row in rows()
        if row.theme == "regions" and not row.denied_by and row.where not in CONTEXT.allowed_regions
    )
