"""An organization's trail as it appears in member accounts.

Members see it with the management account's ARN and cannot change it.

Source: CloudTrail User Guide, "Creating a trail for an organization"; API reference,
StopLogging, DeleteTrail and UpdateTrail: NotOrganizationMasterAccountException.
"""

from __future__ import annotations

from typing import Any

from .. import private_names
from ..authorisation import organization
from . import delivery, trails

NAMES = {
    "ministack.services.cloudtrail": (
        *("_find_visible_trail", "_find_mutable_trail"),
        *("_visible_trail_items", "_trails", "_err"),
    )
}
"""The private names of ministack this module leans on."""


def install() -> None:
    """Let ministack's CloudTrail find the organization's trail for members.

    Raises:
        PrivateNameError: if ministack lacks a name this package leans on.
    """
    from ministack.core.responses import get_account_id, get_region
    from ministack.services import cloudtrail

    for names in (NAMES, trails.NAMES, delivery.NAMES):
        private_names.check(names)
    visible, find, find_mutable = (
        cloudtrail._visible_trail_items,
        cloudtrail._find_visible_trail,
        cloudtrail._find_mutable_trail,
    )

    def visible_trail_items(*, include_shadow_trails: bool = True) -> Any:
        found = visible(include_shadow_trails=include_shadow_trails)
        return [
            *found,
            *(
                (region, name, trail)
                for region, name, trail in _of_organization(get_account_id())
                if include_shadow_trails or region == get_region()
            ),
        ]

    def find_visible_trail(raw: str) -> Any:
        shadow = _named(raw, get_account_id())
        return shadow if shadow is not None else find(raw)

    def find_mutable_trail(raw: str) -> Any:
        shadow = _named(raw, get_account_id())
        if shadow is None:
            return find_mutable(raw)
        name, region, trail = shadow
        message = (
            "The request could not be processed because your account is not the management "
            "account of the organization that the trail belongs to."
        )
        error = cloudtrail._err("NotOrganizationMasterAccountException", message)
        return name, region, trail, error

    cloudtrail._visible_trail_items = visible_trail_items
    cloudtrail._find_visible_trail = find_visible_trail
    cloudtrail._find_mutable_trail = find_mutable_trail


def _of_organization(account: str) -> list[tuple[str, str, dict[str, Any]]]:
    """The organization's trails in an account that does not manage it."""
    from ministack.services import cloudtrail

    found = organization.membership(account) if trails.any_trail() else None
    if found is None or found[1] == account:
        return []
    return [
        (region, name, trail)
        for (owner, region, name), trail in cloudtrail._trails.all_items()
        if owner == found[1] and trail.get("IsOrganizationTrail")
    ]


def _named(raw: str, account: str) -> tuple[str, str, dict[str, Any]] | None:
    """The organization's trail that a member names, unless it has one of its own so named."""
    from ministack.services import cloudtrail

    own = any(
        owner == account and raw in (name, trail.get("TrailARN"))
        for (owner, _, name), trail in cloudtrail._trails.all_items()
    )
    if own:
        return None
    return next(
        (
            (name, region, trail)
            for region, name, trail in _of_organization(account)
            if raw in (name, trail["TrailARN"])
        ),
        None,
    )
