"""The setting that replaces the account's password policy as a whole."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from baseline.runtime.errors import SettingError
from baseline.runtime.settings import password_policy

from .world import World

UPDATE = "iam.UpdateAccountPasswordPolicy"
WANTED = {"MinimumPasswordLength": "14", "PasswordReusePrevention": "24"}
FOUND = {**password_policy.FIXED, "MinimumPasswordLength": 14, "PasswordReusePrevention": 24}


def test_it_is_set_where_there_was_none(world: World) -> None:
    """An account without a policy gets the wanted one, and a second run changes nothing."""
    assert password_policy.read(world.session(), WANTED) == {}

    assert world.apply(password_policy, WANTED) == {}
    assert world.changes() == [UPDATE]
    assert password_policy.read(world.session(), WANTED) == FOUND

    assert world.apply(password_policy, WANTED) == {}
    assert world.changes() == []


def test_every_kind_of_character_is_asked_for(world: World) -> None:
    """In the service the policy has every part, and passwords do not run out."""
    world.apply(password_policy, WANTED)

    policy: dict[str, Any] = dict(
        world.session().client("iam").get_account_password_policy()["PasswordPolicy"]
    )
    assert policy.pop("ExpirePasswords") is False
    assert policy.pop("MaxPasswordAge", 0) == 0
    assert policy == {
        "AllowUsersToChangePassword": False,
        "HardExpiry": False,
        "MinimumPasswordLength": 14,
        "PasswordReusePrevention": 24,
        "RequireLowercaseCharacters": True,
        "RequireNumbers": True,
        "RequireSymbols": True,
        "RequireUppercaseCharacters": True,
    }


PRESENT: dict[str, dict[str, Any]] = {
    "weaker": {"MinimumPasswordLength": 8},
    "another age": {**FOUND, "MaxPasswordAge": 90},
    "shut when it runs out": {**FOUND, "HardExpiry": True},
    "users may change it": {**FOUND, "AllowUsersToChangePassword": True},
}


@pytest.mark.parametrize("present", PRESENT.values(), ids=list(PRESENT))
def test_another_policy_is_replaced(world: World, present: dict[str, Any]) -> None:
    """Whatever differs, the whole policy is written anew and nothing of the old one stays."""
    world.session().client("iam").update_account_password_policy(**present)

    world.apply(password_policy, WANTED)

    assert world.changes() == [UPDATE]
    assert password_policy.read(world.session(), WANTED) == FOUND


def test_the_age_is_taken_on_and_away(world: World) -> None:
    """A maximum age is set, and goes when the configuration has none any more."""
    aged = {**WANTED, "MaxPasswordAge": "365"}
    world.apply(password_policy, aged)
    assert password_policy.read(world.session(), aged) == {**FOUND, "MaxPasswordAge": 365}

    world.apply(password_policy, WANTED)
    assert password_policy.read(world.session(), WANTED) == FOUND


def test_a_number_that_is_none_is_told(world: World) -> None:
    """A property that is no whole number is named, and nothing is changed."""
    with pytest.raises(SettingError, match="MinimumPasswordLength: a whole number from 1"):
        world.apply(password_policy, {**WANTED, "MinimumPasswordLength": "long"})
    assert world.changes() == []


def test_other_refusals_rise(world: World) -> None:
    """An error that is not the absence of a policy is not taken for it."""
    world.faults.fail("iam.GetAccountPasswordPolicy", "ValidationError")
    with pytest.raises(ClientError, match="ValidationError"):
        world.apply(password_policy, WANTED)
