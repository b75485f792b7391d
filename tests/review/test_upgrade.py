"""What an upgrade does to what is deployed is told in words, and nothing dangerous is missed."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from baseline.checks.protection import STATEFUL
from baseline.checks.stacks import SynthesizedStack, read_stacks
from baseline.checks.stateful import NAMES, PROTECTIONS, SWITCHES
from baseline.checks.upgrade import Change, counted, upgrade
from tests.assemblies import CONFIGURATIONS, assembly

KEPT = {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}


def stack(**resource: Any) -> SynthesizedStack:
    """A stack with one resource, R."""
    return SynthesizedStack("S", {"Resources": {"R": resource}}, stack_name="b-s")


BUCKET = {
    "Type": "AWS::S3::Bucket",
    **KEPT,
    "Properties": {"BucketName": "logs", "VersioningConfiguration": {"Status": "Enabled"}},
}


def told(old: SynthesizedStack, *new: SynthesizedStack) -> list[str]:
    """The dangerous lines of an upgrade of one stack."""
    return [str(change) for change in upgrade([old], new) if change.is_dangerous]


def with_properties(**properties: Any) -> dict[str, Any]:
    """The bucket with other properties."""
    return {**BUCKET, "Properties": {**BUCKET["Properties"], **properties}}  # type: ignore[dict-item]


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_the_same_changes_nothing(name: str) -> None:
    """An assembly against itself is no change at all."""
    stacks = read_stacks(assembly(name).folder)
    assert upgrade(stacks, stacks) == []


@pytest.mark.parametrize("kind", NAMES)
def test_the_names_are_those_cloudformation_cannot_change(kind: str) -> None:
    """The properties watched are the create-only ones of CloudFormation's schema, and keys' own."""
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema
    create_only = {
        path.removeprefix("/properties/").replace("/", ".")
        for path in schema.get("createOnlyProperties", ())
    }
    if kind == "AWS::KMS::Key":
        assert create_only == set()
    else:
        assert set(NAMES[kind]) == create_only


def test_every_stateful_type_is_watched() -> None:
    """What the checks protect is what the review watches."""
    assert set(NAMES) == set(STATEFUL)
    assert set(SWITCHES) <= set(NAMES)


@pytest.mark.parametrize(
    ("after", "line"),
    [
        (
            with_properties(BucketName="archive"),
            "S/R: S3::Bucket logs is replaced, as BucketName changes from logs to archive: "
            "AWS keeps it, and nobody manages it",
        ),
        (
            {**BUCKET, "DeletionPolicy": "Delete"},
            "S/R: S3::Bucket logs changes its DeletionPolicy from RetainExceptOnCreate to Delete",
        ),
        (
            with_properties(VersioningConfiguration={"Status": "Suspended"}),
            "S/R: S3::Bucket logs changes its VersioningConfiguration from "
            '{"Status": "Enabled"} to {"Status": "Suspended"}',
        ),
        (
            {**BUCKET, "Type": "AWS::SNS::Topic"},
            "S/R: S3::Bucket logs leaves the template: AWS keeps it, and nobody manages it",
        ),
    ],
    ids=["renamed", "unprotected", "switched", "other type"],
)
def test_a_danger_is_one_line(after: dict[str, Any], line: str) -> None:
    """Each way to lose a resource, or its protection, is one line that names it."""
    assert told(stack(**BUCKET), stack(**after)) == [line]


def test_what_is_switched_on_is_no_danger() -> None:
    """A protection that was not there before takes nothing away."""
    bare = {**BUCKET, "Properties": {"BucketName": "logs"}}
    assert told(stack(**bare), stack(**BUCKET)) == []


def test_what_is_not_retained_is_deleted() -> None:
    """A resource without a deletion policy is told to be deleted."""
    bare = {**BUCKET, "DeletionPolicy": "Delete"}
    (line,) = told(stack(**bare), stack(Type="AWS::SNS::Topic"))
    assert line.endswith("leaves the template: AWS deletes it")


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (replace(stack(**BUCKET), stack_name="c-s"), "name changes from b-s to c-s"),
        (
            replace(stack(**BUCKET), region="eu-west-1"),
            "region changes from us-east-1 to eu-west-1",
        ),
    ],
    ids=["name", "region"],
)
def test_another_stack_leaves_everything_behind(after: SynthesizedStack, why: str) -> None:
    """Another name or region is a second stack beside the first, with all it holds."""
    (change,) = upgrade([stack(**BUCKET)], [after])
    assert why in str(change)
    assert change.is_dangerous
    assert change.left == {"S3::Bucket": ("R logs",)}


def test_a_stack_that_is_gone_leaves_everything_behind() -> None:
    """A stack that is no longer part of the app is told with what it holds."""
    (change,) = upgrade([stack(**BUCKET)], [])
    assert "no longer part of the app" in str(change)
    assert change.left == {"S3::Bucket": ("R logs",)}


def test_changes_are_counted_by_kind() -> None:
    """The count tells dangers from notes, and what has the cause of one danger."""
    danger, note = Change("S", "goes", left={"S3::Bucket": ("A", "B")}), Change("S", "n", False)
    assert counted([note]) == "0 dangers, 1 note"
    assert counted([danger, note, note]) == (
        "1 danger, 2 notes, 2 resources left behind with their stacks"
    )


def test_protection_that_is_switched_off_is_told() -> None:
    """Termination protection that goes is a danger."""
    (line,) = told(stack(**BUCKET), replace(stack(**BUCKET), is_protected=False))
    assert line == "S: termination protection is switched off"


SETTING = {"Type": "Custom::BaselineUnits", "Properties": {"Revision": "1", "ServiceToken": "a"}}


def test_a_setting_that_runs_again_is_a_note() -> None:
    """A changed revision is told without alarm; another function alone is nothing."""
    newer = {**SETTING, "Properties": {"Revision": "2", "ServiceToken": "b"}}
    assert upgrade([stack(**SETTING)], [stack(**newer)]) == [
        Change("S/R", "the setting Units runs again, as Revision changes", is_dangerous=False)
    ]
    same = {**SETTING, "Properties": {"Revision": "1", "ServiceToken": "b"}}
    assert upgrade([stack(**SETTING)], [stack(**same)]) == []


def test_nothing_in_the_shipped_stacks_escapes() -> None:
    """Taking any stateful resource out of any stack, or its protection, is a danger."""
    stacks = read_stacks(assembly("try").folder)
    for index, each in enumerate(stacks):
        for place, _ in each.resources(*NAMES):
            logical_id = place.partition("/")[2]
            for attribute in (None, *PROTECTIONS):
                template = copy.deepcopy(dict(each.template))
                if attribute:
                    del template["Resources"][logical_id][attribute]
                else:
                    del template["Resources"][logical_id]
                after = [*stacks[:index], replace(each, template=template), *stacks[index + 1 :]]
                assert [one.place for one in upgrade(stacks, after) if one.is_dangerous] == [place]
