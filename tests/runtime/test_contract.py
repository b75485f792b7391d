"""What every setting promises: its parts, its region, and that Lambda can import it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from botocore.exceptions import ClientError

import baseline.runtime
from baseline.runtime import clients
from baseline.runtime import settings as package

from .operations import ACTION_OF
from .world import Context, ResponseServer, World, event

NAMES = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
FIELDS = {
    "partition": "aws",
    "account": "111122223333",
    "function": "arn:aws:lambda:eu-west-1:111122223333:function:x",
    "accounts_bucket": "assets",
    "bucket": "baseline-logs-111122223333",
    "accounts_key": "x.json",
    "parameter": "/baseline/accounts/round",
    "region": "eu-west-1",
}


def module(name: str) -> ModuleType:
    """Import a setting."""
    return importlib.import_module(f"{package.__name__}.{name}")


def test_all_settings_are_there() -> None:
    """The settings are those of the design, no more and no less."""
    assert NAMES == [
        "accounts",
        "accounts_round",
        "alternate_contacts",
        "audit_storage",
        "central_root_access",
        "organization",
        "password_policy",
        "policy_types",
        "stacksets_access",
        "trail_service_linked_role",
        "trusted_access",
        "units",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_setting_has_its_parts(name: str) -> None:
    """Each module names its actions sorted and once, its revision, and does its work by name."""
    setting = module(name)
    for actions in (setting.ACTIONS, setting.DEPENDENT_ACTIONS):
        assert list(actions) == sorted(set(actions))
    assert not set(setting.ACTIONS) & set(setting.DEPENDENT_ACTIONS)
    assert isinstance(setting.REVISION, int)
    assert callable(setting.read)
    assert callable(setting.apply)
    assert callable(setting.handler)


@pytest.mark.parametrize("name", NAMES)
def test_no_setting_may_weaken_anything(name: str) -> None:
    """No action disables, deletes, detaches, closes or removes."""
    setting = module(name)
    forbidden = ("Disable", "Delete", "Detach", "Close", "Remove", "Deactivate", "Leave")
    for action in (*setting.ACTIONS, *setting.DEPENDENT_ACTIONS):
        assert not action.split(":")[1].startswith(forbidden)
        assert "*" not in action


@pytest.mark.parametrize("name", NAMES)
def test_resources_are_patterns_of_known_fields(name: str) -> None:
    """Each pattern belongs to an action of the setting and becomes an ARN with the known fields."""
    setting = module(name)
    assert set(setting.RESOURCES) <= {*setting.ACTIONS, *setting.DEPENDENT_ACTIONS}
    for patterns in setting.RESOURCES.values():
        for pattern in patterns:
            assert pattern.format(**FIELDS).startswith("arn:aws:")
            assert "{" in pattern


def test_actions_are_those_of_known_operations() -> None:
    """No setting names an action that no operation here stands for."""
    named = {action for name in NAMES for action in module(name).ACTIONS}
    assert named == set(ACTION_OF.values())


@pytest.mark.parametrize("name", NAMES)
def test_handlers_leave_the_setting_on_delete(server: ResponseServer, name: str) -> None:
    """Each handler answers Delete for its own physical id without a working AWS."""
    module(name).handler(event(server.url, RequestType="Delete"), Context())

    assert [(one["Status"], one["PhysicalResourceId"]) for one in server.taken] == [
        ("SUCCESS", f"baseline-setting-{name}")
    ]


@pytest.mark.parametrize(
    ("region", "organizations", "iam", "account"),
    [
        ("eu-west-1", "us-east-1", "us-east-1", "us-east-1"),
        ("us-gov-east-1", "us-gov-west-1", "us-gov-west-1", "us-gov-west-1"),
        ("cn-north-1", "cn-northwest-1", "cn-north-1", "cn-northwest-1"),
    ],
)
def test_calls_are_signed_for_the_right_region(
    world: World, region: str, organizations: str, iam: str, account: str
) -> None:
    """Services with one endpoint a partition are signed for it, the others for the session's."""
    signed: list[str] = []
    session = world.own_session(region)
    session.events.register(
        "before-send", lambda request, **_: signed.append(str(request.headers["Authorization"]))
    )
    world.faults.fail("organizations.ListRoots", "Seen")
    world.faults.fail("iam.GetRole", "Seen")
    world.faults.fail("account.GetAlternateContact", "Seen")
    world.faults.fail("cloudformation.DescribeOrganizationsAccess", "Seen")
    for call in (
        clients.organizations(session).list_roots,
        lambda: clients.iam(session).get_role(RoleName="x"),
        lambda: clients.account(session).get_alternate_contact(AlternateContactType="BILLING"),
        clients.cloudformation(session).describe_organizations_access,
    ):
        with pytest.raises(ClientError, match="Seen"):
            call()

    scopes = [re.findall(r"/[0-9]{8}/([^/]+)/([^/]+)/", one)[0] for one in signed]
    assert scopes == [
        (organizations, "organizations"),
        (iam, "iam"),
        (account, "account"),
        (region, "cloudformation"),
    ]


def test_lambda_can_import_every_setting(tmp_path: Path) -> None:
    """As an upload root the folder stands alone: nothing else of ours is imported."""
    source = Path(baseline.runtime.__file__).parent
    shutil.copytree(source, tmp_path / "runtime", ignore=shutil.ignore_patterns("__pycache__"))
    code = (
        "import importlib, sys; sys.path.insert(0, sys.argv[1]);"
        "[importlib.import_module(f'runtime.settings.{n}').handler for n in sys.argv[2:]];"
        "assert not any(m.split('.')[0] in ('baseline', 'aws_cdk', 'pydantic', 'yaml')"
        " for m in sys.modules), sorted(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(tmp_path), *NAMES],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
