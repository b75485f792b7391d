"""The intent as an assembly has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from baseline.errors import BaselineError
from baseline.live import not_readable
from baseline.live.intent import StackIntent, name_prefix, read_intent
from baseline.live.readers import READERS


@pytest.fixture(scope="session")
def stacks(assembly: Path) -> list[StackIntent]:
    """The stacks of the assembly."""
    return read_intent(assembly)


def test_stacks_come_in_the_order_of_the_manifest(stacks: list[StackIntent]) -> None:
    """Each stack has the name, the region and the promise that the assembly gives it."""
    assert [(each.id, each.name, each.region) for each in stacks] == [
        ("Organization", "baseline-organization", "us-east-1"),
        ("Guardrails", "baseline-guardrails", "us-east-1"),
        ("Accounts", "baseline-accounts", "us-east-1"),
        ("LogArchive", "baseline-log-archive", "us-east-1"),
        ("Audit", "baseline-audit", "us-east-1"),
        ("Access", "baseline-access", "us-east-1"),
        ("Pipeline", "baseline-pipeline", "us-east-1"),
        ("BillingStorage", "baseline-billing-storage", "us-east-1"),
        ("Billing", "baseline-billing", "us-east-1"),
    ]
    assert all(each.termination_protection for each in stacks)
    assert {frozenset(each.tags.items()) for each in stacks} == {
        frozenset({("project", "baseline")})
    }


def test_resources_are_named_by_their_place_in_the_construct_tree(
    stacks: list[StackIntent],
) -> None:
    """A person reads where a resource is built, not CloudFormation's hash of it."""
    assert stacks[0].resources["UnitProduction"].path == "Organization/Units/Production"
    paths = [each.path for stack in stacks for each in stack.resources.values()]
    assert len(paths) == len(set(paths))


def test_every_upload_that_a_template_names_is_a_file_of_the_assembly(
    stacks: list[StackIntent],
) -> None:
    """Code and lists are found beside the template by the key they are uploaded under."""
    keys = [
        resource.properties["Code"]["S3Key"]
        for stack in stacks
        for resource in stack.resources.values()
        if resource.type == "AWS::Lambda::Function"
    ]
    assert keys
    assert all(stack.files[key].is_dir() for stack in stacks for key in keys if key in stack.files)
    listed = json.loads(
        next(
            stacks[2].files[resource.properties["AccountsKey"]].read_text(encoding="utf-8")
            for resource in stacks[2].resources.values()
            if resource.type == "Custom::BaselineAccounts"
        )
    )
    assert [account["email"] for account in listed] == ["orders@example.com"]


def test_every_type_in_the_templates_has_a_reader(stacks: list[StackIntent]) -> None:
    """No resource of the templates goes unread, and no reader is left without a resource."""
    types = {each.type for stack in stacks for each in stack.resources.values()}
    assert types == READERS.keys()


def test_every_excuse_is_used_by_a_template(stacks: list[StackIntent]) -> None:
    """An entry of not_readable.yaml that no template needs any more fails here."""
    used = {
        (each.type, name)
        for stack in stacks
        for each in stack.resources.values()
        for name in each.properties
    }
    unused = [
        (pattern, name)
        for pattern, properties in not_readable.entries().items()
        for name in properties
        if not any(
            name == used_name and not_readable.covers(pattern, used_type)
            for used_type, used_name in used
        )
    ]
    assert unused == []


def test_every_excuse_has_a_reason() -> None:
    """Each reason is a sentence that a person can weigh."""
    reasons = [
        reason for properties in not_readable.entries().values() for reason in properties.values()
    ]
    assert all(len(reason.split()) > 8 and reason.endswith(".") for reason in reasons)


def test_a_folder_without_an_assembly_is_refused(tmp_path: Path) -> None:
    """What is missing, where, and what to do, in one line."""
    with pytest.raises(BaselineError, match=r"no manifest.json\); run cdk synth first"):
        read_intent(tmp_path)


def test_an_assembly_without_stacks_is_refused(tmp_path: Path) -> None:
    """Nothing to look at is never taken for nothing wrong."""
    (tmp_path / "manifest.json").write_text('{"artifacts": {}}', encoding="utf-8")
    with pytest.raises(BaselineError, match="holds no stack"):
        read_intent(tmp_path)


PREFIXES = {
    "three stacks": (["a-organization", "a-guardrails", "a-accounts"], "a-"),
    "stacks that start alike": (["a-accounts", "a-audit"], "a-"),
    "a prefix of two words": (["my-base-accounts", "my-base-log-archive"], "my-base-"),
    "nothing in common": (["a-organization", "b-organization"], ""),
}


@pytest.mark.parametrize(("names", "prefix"), PREFIXES.values(), ids=PREFIXES)
def test_name_prefix(names: list[str], prefix: str) -> None:
    """The prefix is what all stacks' names share up to a hyphen."""
    stacks = [
        StackIntent("x", name, "us-east-1", True, {}, {}, {}, {})  # noqa: FBT003, RUF100
        for name in names
    ]
    assert name_prefix(stacks) == prefix
