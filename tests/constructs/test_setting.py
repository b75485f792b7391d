"""A setting in the template: its function, exactly its permissions, and the resource it runs as."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from baseline.constructs.logical_id import pascal_case
from baseline.runtime.continuation import SERVICE_TIMEOUT_SECONDS
from tests.assemblies import CONFIGURATIONS, ROOT, STACKS, Resources, assembly, nodes, waited_for
from tests.assemblies import settings as settings_in

STANDARD = {"ServiceToken", "ServiceTimeout", "Revision"}
PROPERTIES = {
    "organization": {"Tryout"},
    "policy_types": {"RootId", "PolicyTypes"},
    "trusted_access": {"ServicePrincipals"},
    "trail_service_linked_role": set(),
    "stacksets_access": set(),
    "central_root_access": set(),
    "units": {"RootId", "Units"},
    "accounts": {
        "RootId",
        "Units",
        "HoldingUnits",
        "AccountsBucket",
        "AccountsKey",
        "AccountsDigest",
        "NewAccountsPerDeploy",
        "Round",
        "RoundParameter",
        "Tryout",
    },
    "accounts_round": {"Parameter"},
    "alternate_contacts": {"AccountsDigest", "Contacts", "Round"},
    "audit_storage": {"Bucket", "KeyAlias"},
    "password_policy": {"MinimumPasswordLength", "PasswordReusePrevention"},
}
UNDOING = ("Delete", "Disable", "Detach", "Close", "Remove", "Leave")
NAMES = pytest.mark.parametrize("name", PROPERTIES)


def _by_name() -> dict[str, tuple[str, Resources, dict[str, Any]]]:
    """Every setting of the try-out: its logical id, its stack's resources, itself."""
    kinds = {f"Custom::Baseline{pascal_case(name)}": name for name in PROPERTIES}
    return {
        kinds[resource["Type"]]: (logical_id, resources, resource)
        for resources in (assembly("try").resources(stack) for stack in STACKS)
        for logical_id, resource in settings_in(resources).items()
    }


def _function(name: str) -> dict[str, Any]:
    _, resources, resource = _by_name()[name]
    return resources[resource["Properties"]["ServiceToken"]["Fn::GetAtt"][0]]


def _policies(name: str) -> dict[str, dict[str, Any]]:
    """The managed policies that the setting's role holds."""
    role = _function(name)["Properties"]["Role"]["Fn::GetAtt"][0]
    return {
        logical_id: resource
        for logical_id, resource in _by_name()[name][1].items()
        if resource["Type"] == "AWS::IAM::ManagedPolicy"
        and {"Ref": role} in resource["Properties"].get("Roles", [])
    }


def _statements(name: str) -> list[dict[str, Any]]:
    (policy,) = _policies(name).values()
    statements: list[dict[str, Any]] = policy["Properties"]["PolicyDocument"]["Statement"]
    return statements


def test_all_settings() -> None:
    """Every module under the settings is deployed, and nothing else is."""
    folder = ROOT / "baseline/runtime/settings"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert set(_by_name()) == modules == set(PROPERTIES)


@NAMES
def test_properties(name: str) -> None:
    """A custom resource has the properties its code reads, and a service time-out."""
    module = importlib.import_module(f"baseline.runtime.settings.{name}")
    properties = _by_name()[name][2]["Properties"]
    assert set(properties) == STANDARD | PROPERTIES[name]
    assert properties["ServiceTimeout"] == str(int(SERVICE_TIMEOUT_SECONDS))
    assert properties["Revision"] == str(module.REVISION)


@NAMES
def test_scalars_are_texts(name: str) -> None:
    """No property is a number or a boolean, which CloudFormation would turn into texts."""
    assert not [
        each
        for each in nodes(_by_name()[name][2]["Properties"])
        if not isinstance(each, str | list | dict)
    ]


@NAMES
def test_waits_for_its_permissions(name: str) -> None:
    """The first call of a setting is made only when its role may make it."""
    assert set(_policies(name)) <= set(waited_for(_by_name()[name][2]))


@NAMES
def test_permissions(name: str) -> None:
    """The role holds the declared actions on the declared resources, and its own log group."""
    module = importlib.import_module(f"baseline.runtime.settings.{name}")
    *statements, own_log = _statements(name)
    allowed = [action for statement in statements for action in statement["Action"]]
    assert sorted(allowed) == sorted({*module.ACTIONS, *module.DEPENDENT_ACTIONS})
    group = _function(name)["Properties"]["LoggingConfig"]["LogGroup"]["Ref"]
    assert own_log["Action"] == ["logs:CreateLogStream", "logs:PutLogEvents"]
    assert own_log["Resource"] == [{"Fn::GetAtt": [group, "Arn"]}]
    assert {statement["Effect"] for statement in statements} == {"Allow"}
    role = _by_name()[name][1][_function(name)["Properties"]["Role"]["Fn::GetAtt"][0]]
    assert not {"Policies", "ManagedPolicyArns"} & set(role["Properties"])


@NAMES
def test_resources_of_permissions(name: str) -> None:
    """An action stands on `*` only where its module limits it to nothing narrower."""
    module = importlib.import_module(f"baseline.runtime.settings.{name}")
    for statement in _statements(name)[:-1]:
        resources = statement["Resource"]
        everything = resources == ["*"]
        for action in statement["Action"]:
            assert everything == (module.RESOURCES.get(action, ("*",)) == ("*",)), action
        assert not [
            each
            for each in nodes(resources)
            if isinstance(each, str) and "{" in each.replace("${", "")
        ]


@NAMES
def test_undoes_nothing(name: str) -> None:
    """No setting may take away what it set."""
    for statement in _statements(name):
        for action in statement["Action"]:
            assert not action.partition(":")[2].startswith(UNDOING), action
            assert "*" not in action


@NAMES
def test_function(name: str) -> None:
    """The function runs its own handler, without reserved concurrency or environment."""
    properties = _function(name)["Properties"]
    assert properties["Handler"] == f"runtime.settings.{name}.handler"
    assert properties["Timeout"] == 900
    assert not {"ReservedConcurrentExecutions", "Environment", "FunctionName"} & set(properties)


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_log_groups(name: str) -> None:
    """Each function writes to its own log group, which outlives it."""
    for stack in STACKS:
        made = assembly(name)
        groups = made.resources(stack, "AWS::Logs::LogGroup")
        used = [
            each["Properties"]["LoggingConfig"]["LogGroup"]["Ref"]
            for each in made.resources(stack, "AWS::Lambda::Function").values()
        ]
        assert len(used) == len(set(used))
        for group in (groups[each] for each in used):
            assert group["Properties"]["RetentionInDays"] == 365
            assert group["DeletionPolicy"] == "RetainExceptOnCreate"
            assert group["UpdateReplacePolicy"] == "Retain"


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_paths(name: str) -> None:
    """Roles and policies live under the path that the guardrails protect."""
    made = assembly(name)
    for stack in STACKS:
        for resource in made.resources(stack, "AWS::IAM::").values():
            assert resource["Properties"]["Path"] == f"/{made.config.prefix}/"
