"""The settings whose calls moto lacks, here against answers prepared on the wire.

What the emulator makes of the same calls is tested with a deploy.
"""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from baseline.runtime.errors import NotFinishedError, SettingError
from baseline.runtime.settings import central_root_access, stacksets_access

from .world import World

DESCRIBE = "cloudformation.DescribeOrganizationsAccess"
ACTIVATE = "cloudformation.ActivateOrganizationsAccess"
LIST = "iam.ListOrganizationsFeatures"
CREDENTIALS = "iam.EnableOrganizationsRootCredentialsManagement"
SESSIONS = "iam.EnableOrganizationsRootSessions"


def status(text: str) -> str:
    """Return the answer of DescribeOrganizationsAccess."""
    name = "DescribeOrganizationsAccess"
    inner = f"<{name}Result><Status>{text}</Status></{name}Result>"
    return f"<{name}Response>{inner}</{name}Response>"


def features(operation: str, *names: str) -> str:
    """Return the answer of an operation that lists the enabled features."""
    name = operation.split(".")[1]
    members = "".join(f"<member>{one}</member>" for one in names)
    inner = f"<{name}Result><EnabledFeatures>{members}</EnabledFeatures></{name}Result>"
    return f"<{name}Response>{inner}</{name}Response>"


def activation() -> str:
    """Return the answer of ActivateOrganizationsAccess."""
    name = "ActivateOrganizationsAccess"
    return f"<{name}Response><{name}Result/></{name}Response>"


def test_stacksets_access_is_activated_once_and_waited_for(world: World) -> None:
    """The access is asked for once and polled until it shows."""
    for text in ("DISABLED", "DISABLED", "ENABLED"):
        world.faults.answer(DESCRIBE, status(text))
    world.faults.answer(ACTIVATE, activation())

    assert world.apply(stacksets_access, {}) == {}
    assert world.changes() == [ACTIVATE]


def test_stacksets_access_that_is_there_is_left(world: World) -> None:
    """Where the access is enabled nothing is changed."""
    world.faults.answer(DESCRIBE, status("ENABLED"))

    world.apply(stacksets_access, {})
    assert world.calls == [DESCRIBE]


def test_stacksets_access_closed_for_good_is_told(world: World) -> None:
    """An access that only AWS can open is not asked for."""
    world.faults.answer(DESCRIBE, status("DISABLED_PERMANENTLY"))

    with pytest.raises(SettingError, match="ask AWS Support"):
        world.apply(stacksets_access, {})


def test_stacksets_access_that_never_shows_is_told(world: World) -> None:
    """When time runs out the text names the status."""
    world.faults.answer(DESCRIBE, status("DISABLED"), times=99)
    world.faults.answer(ACTIVATE, activation())

    with pytest.raises(NotFinishedError, match="is DISABLED after"):
        world.apply(stacksets_access, {})


def test_central_root_access_turns_on_both(world: World) -> None:
    """Both features are turned on; trusted access given just before may still spread."""
    world.faults.fail(LIST, "ServiceAccessNotEnabledException")
    world.faults.fail(CREDENTIALS, "ServiceAccessNotEnabled", times=3)
    world.faults.answer(CREDENTIALS, features(CREDENTIALS, "RootCredentialsManagement"))
    world.faults.answer(SESSIONS, features(SESSIONS, "RootSessions"))

    assert world.apply(central_root_access, {}) == {}
    assert set(world.changes()) == {CREDENTIALS, SESSIONS}


@pytest.mark.parametrize(
    ("enabled", "changes"),
    [
        (["RootCredentialsManagement", "RootSessions"], []),
        (["RootCredentialsManagement"], [SESSIONS]),
    ],
    ids=["both", "one"],
)
def test_central_root_access_turns_on_the_missing(
    world: World, enabled: list[str], changes: list[str]
) -> None:
    """Only a feature that is off is turned on."""
    world.faults.answer(LIST, features(LIST, *enabled))
    world.faults.answer(SESSIONS, features(SESSIONS, "RootSessions"))

    world.apply(central_root_access, {})
    assert world.changes() == changes


def test_central_root_access_without_trusted_access_fails_in_the_end(world: World) -> None:
    """Trusted access that stays away is an error after a minute and a half, not for ever."""
    world.faults.answer(LIST, features(LIST))
    world.faults.fail(CREDENTIALS, "ServiceAccessNotEnabledException", times=99)

    with pytest.raises(ClientError, match="ServiceAccessNotEnabled"):
        world.apply(central_root_access, {})
    assert 90 <= sum(world.time.slept) < 120


def test_other_refusals_of_central_root_access_rise(world: World) -> None:
    """An error that is not expected is not taken for a feature that is off."""
    world.faults.fail(LIST, "OrganizationNotInAllFeaturesModeException")

    with pytest.raises(ClientError, match="OrganizationNotInAllFeaturesMode"):
        world.apply(central_root_access, {})
