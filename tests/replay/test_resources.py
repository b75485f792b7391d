"""Where a log names what a call was on."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from baseline.config import load
from baseline.policy.actions import known_actions
from baseline.policy.actions.events import actions_of_event
from baseline.policy.parsed import parse
from baseline.policy.proof.automaton import classes, glob
from baseline.policy.syntax import tokens
from baseline.replay.resources import anything_of, resources
from baseline.review.guarded import guarded_by_config
from tests.assemblies import ROOT
from tests.replay.records import ACCOUNT, record, session

DATA = yaml.safe_load((ROOT / Path("baseline/replay/resources.yaml")).read_text(encoding="utf-8"))
ANY = "arn:aws:{}:*:*:{}"


@pytest.mark.parametrize(
    ("name", "parameters", "arns"),
    [
        ("kms:CreateAlias", {"aliasName": "alias/a", "targetKeyId": "1"}, ["alias/a", "key/*"]),
        ("kms:DeleteAlias", {"aliasName": "alias/a"}, ["alias/a", "key/*"]),
        ("lambda:UpdateFunctionCode", {"functionName": "app:live"}, ["function:*"]),
        ("cloudwatch:DeleteAlarms", {"alarmNames": ["a", "b"]}, ["alarm:a", "alarm:b"]),
        ("cloudformation:DeleteStack", {"stackName": "app"}, ["stack/app/*"]),
        ("cloudtrail:StopLogging", {"name": 7}, ["trail/*"]),
        ("cloudtrail:StopLogging", None, ["trail/*"]),
    ],
    ids=str,
)
def test_named_by_parameters(
    name: str, parameters: dict[str, object] | None, arns: list[str]
) -> None:
    """What parameters name is filled in, and what they do not stays open."""
    action = known_actions()[name.lower()]
    found = resources(action, record("x y", parameters), "aws")
    named = [arn for each in found for arn in each.arns]
    assert named == [ANY.format(action.service, each) for each in arns]


def test_listed_resources_come_first() -> None:
    """An ARN in the record says more than a parameter does."""
    action = known_actions()["cloudtrail:stoplogging"]
    arn = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/mine"
    found = record("cloudtrail StopLogging", {"name": "other"}, resources=[{"ARN": arn}])
    (on,) = resources(action, found, "aws")
    assert on.arns == (arn,)


WEB = f"arn:aws:iam::{ACCOUNT}:role/apps/web"
KEY = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1234abcd"


@pytest.mark.parametrize(
    ("found", "arns"),
    [
        (
            record("iam PutRolePolicy", {"roleName": "web"}),
            [
                ANY.format("iam", each).replace("iam:*", "iam:")
                for each in ("role/web", "role/*/web")
            ],
        ),
        (
            record("iam CreateRole", {"roleName": "web"}),
            ["arn:aws:iam::*:role/web"],
        ),
        (
            record(
                "iam UpdateRoleDescription",
                {"roleName": "web"},
                responseElements={"role": {"roleName": "web", "arn": WEB}},
            ),
            [WEB],
        ),
        (record("iam TagRole", {"roleName": "web"}, who=session(WEB)), [WEB]),
        (
            record("kms EnableKey", {"keyId": "1234abcd"}, responseElements={"keyId": KEY}),
            [KEY],
        ),
        (
            record("kms Decrypt", {"keyId": "alias/app"}, resources=[{"ARN": KEY}]),
            [KEY],
        ),
        (record("kms Decrypt", {"keyId": "alias/app"}), ["arn:aws:kms:*:*:key/*"]),
    ],
    ids=[
        "role-behind-a-path",
        "new-role",
        "role-in-the-answer",
        "own-role",
        "key-in-the-answer",
        "key-behind-an-alias",
        "alias-alone",
    ],
)
def test_told_by_the_record(found: dict[str, object], arns: list[str]) -> None:
    """The answer and the caller tell a path or a key that no parameter does; else it stays open."""
    (action,) = actions_of_event(str(found["eventSource"]), str(found["eventName"]))
    (on,) = resources(action, found, "aws")
    assert list(on.arns) == arns


def test_variables_are_those_of_aws() -> None:
    """Every variable in the data stands in a template of an action of its service."""
    actions = known_actions().values()
    for service, variables in DATA["parameters"].items():
        templates = "".join(t for a in actions if a.service == service for t in a.templates)
        assert [each for each in variables if f"${{{each}}}" not in templates] == [], service
    for action, kinds in (*DATA["certain"].items(), *DATA["unlisted"].items()):
        listed = known_actions()[action.lower()].templates
        assert [kind for kind in kinds if not any(f":{kind}" in t for t in listed)] == []


def test_guarded_resources_can_be_read() -> None:
    """Of every kind of resource that a guardrail names, a parameter tells the name."""
    guarded = guarded_by_config(load(str(ROOT / "examples/try.yaml")))
    patterns = {
        pattern
        for attached in guarded.policies.values()
        for policy in attached
        for statement in parse(policy.document)
        for pattern in statement.resources
    } - {"*"}
    services = {pattern.split(":")[2] for pattern in patterns}
    templates = {
        (action.service, template)
        for action in known_actions().values()
        if action.service in services
        for template in action.templates
        if template.split(":")[2] == action.service
    }
    assert [
        (service, template)
        for service, template in sorted(templates)
        if _hangs_on_its_name(template, patterns)
        and not any(
            f"${{{variable}}}" in template for variable in DATA["parameters"].get(service, ())
        )
    ] == []


def _hangs_on_its_name(template: str, patterns: set[str]) -> bool:
    forms = tuple(glob(tokens(each), by_part=True) for each in sorted(patterns))
    anything = anything_of(template.replace("${Partition}", "aws"))
    return len(classes(forms, (glob(tokens(anything), by_part=True),))) > 1
