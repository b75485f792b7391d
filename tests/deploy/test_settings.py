"""Settings whose calls only the emulator answers, run directly against it, in its every state."""

from __future__ import annotations

import boto3
import pytest

from baseline.runtime.run import Run
from baseline.runtime.settings import central_root_access, stacksets_access

from .conftest import Account

FEATURES = central_root_access.FEATURES


@pytest.fixture
def session(management_account: Account, monkeypatch: pytest.MonkeyPatch) -> boto3.Session:
    """A session in a management account that has an organization and nothing switched on."""
    for name, value in management_account.environment().items():
        monkeypatch.setenv(name, value)
    management_account.client("organizations").create_organization()
    return boto3.Session(region_name=management_account.region)


def test_stacksets_access_is_activated_once(session: boto3.Session) -> None:
    """Activated and waited for when it is off; a second run only reads."""
    assert stacksets_access.read(session, {}) != {"Status": stacksets_access.ENABLED}
    stacksets_access.apply(session, {}, run=Run())
    assert stacksets_access.read(session, {}) == {"Status": stacksets_access.ENABLED}
    stacksets_access.apply(session, {}, run=Run())
    assert stacksets_access.read(session, {}) == {"Status": stacksets_access.ENABLED}


def test_central_root_access_without_trusted_access_is_off(session: boto3.Session) -> None:
    """Without trusted access for IAM both features read as off."""
    assert central_root_access.read(session, {}) == dict.fromkeys(FEATURES, False)


def test_central_root_access_is_enabled_and_stays(session: boto3.Session) -> None:
    """With trusted access both features are switched on, and a second run changes nothing."""
    session.client("organizations").enable_aws_service_access(ServicePrincipal="iam.amazonaws.com")
    central_root_access.apply(session, {}, run=Run())
    assert central_root_access.read(session, {}) == dict.fromkeys(FEATURES, True)
    central_root_access.apply(session, {}, run=Run())
    assert central_root_access.read(session, {}) == dict.fromkeys(FEATURES, True)


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        ("EnableOrganizationsRootSessions", "ServiceAccessNotEnabled"),
        ("EnableOrganizationsRootSessions", "OrganizationNotFoundException"),
        ("ListOrganizationsFeatures", "OrganizationNotFoundException"),
        ("ListOrganizationsFeatures", "AccountNotManagementOrDelegatedAdministratorException"),
    ],
)
def test_central_root_access_waits_for_what_spreads(
    session: boto3.Session, management_account: Account, operation: str, code: str
) -> None:
    """A refusal for want of what was given or made a moment ago is tried again."""
    session.client("organizations").enable_aws_service_access(ServicePrincipal="iam.amazonaws.com")
    fault = {
        "service": "iam",
        "operation": operation,
        "code": code,
        "times": 2,
        "account": management_account.id,
    }
    management_account.emulator.control("POST", "faults", [fault])
    central_root_access.apply(session, {}, run=Run())
    assert central_root_access.read(session, {}) == dict.fromkeys(FEATURES, True)
