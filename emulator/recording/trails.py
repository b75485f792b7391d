"""The trails that ministack keeps, and which of them take an event.

Source: CloudTrail User Guide, "Creating a trail for an organization", "Logging management
events"; API reference, EventSelector and AdvancedFieldSelector.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..authorisation import organization

NAMES = {
    "ministack.services.cloudtrail": ("_trails", "_event_selectors", "_DEFAULT_EVENT_SELECTORS")
}
"""The private names of ministack this module leans on."""


@dataclass(frozen=True)
class Trail:
    """A trail as it was when a call arrived; `organization` is empty for an account's own."""

    name: str
    arn: str
    account: str
    region: str
    organization: str
    settings: Mapping[str, Any]
    selectors: tuple[Mapping[str, Any], ...]

    def takes(self, record: Mapping[str, Any], *, is_global: bool) -> bool:
        """Whether the trail's region and selectors let a management event through."""
        if is_global and not self.settings.get("IncludeGlobalServiceEvents", True):
            return False
        if not self.settings.get("IsMultiRegionTrail"):
            home = self.region if not is_global else record["awsRegion"]
            if record["awsRegion"] != home:
                return False
        return any(_selects(selector, record) for selector in self.selectors)


def any_trail() -> bool:
    """Whether there is a trail at all, so that it is worth listening."""
    from ministack.services import cloudtrail

    return bool(cloudtrail._trails._data)


def logging_for(account: str) -> tuple[Trail, ...]:
    """The trails that log the calls of an account: its own and its organization's."""
    return tuple(trail for trail in visible_to(account) if trail.settings.get("IsLogging"))


def visible_to(account: str) -> tuple[Trail, ...]:
    """The trails of an account and the one its organization's management account has for it."""
    from ministack.services import cloudtrail

    held = list(cloudtrail._trails.all_items())
    if not held:
        return ()
    found, management = organization.membership(account) or ("", "")
    made = []
    for (owner, region, name), settings in held:
        wide = bool(settings.get("IsOrganizationTrail"))
        if wide and owner == management:
            made.append(_trail(owner, region, name, settings, found))
        elif owner == account:
            made.append(_trail(owner, region, name, settings, ""))
    return tuple(made)


def _trail(
    owner: str, region: str, name: str, settings: Mapping[str, Any], organization_id: str
) -> Trail:
    from ministack.services import cloudtrail

    selectors = cloudtrail._event_selectors.get_scoped(
        owner, region, name, cloudtrail._DEFAULT_EVENT_SELECTORS
    )
    arn = str(settings["TrailARN"])
    return Trail(name, arn, owner, region, organization_id, dict(settings), tuple(selectors))


def _selects(selector: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    if "FieldSelectors" in selector:
        return all(_field_holds(field, record) for field in selector["FieldSelectors"])
    if not selector.get("IncludeManagementEvents", True):
        return False
    if record["eventSource"] in (selector.get("ExcludeManagementEventSources") or ()):
        return False
    wanted = selector.get("ReadWriteType", "All")
    return bool(wanted == "All" or (wanted == "ReadOnly") == record["readOnly"])


def _field_holds(field: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    value = record.get(field["Field"])
    text = str(value).lower() if isinstance(value, bool) else str(value or "")
    tests: Mapping[str, Any] = {
        "Equals": lambda one: text == one,
        "StartsWith": text.startswith,
        "EndsWith": text.endswith,
        "NotEquals": lambda one: text == one,
        "NotStartsWith": text.startswith,
        "NotEndsWith": text.endswith,
    }
    return all(
        any(tests[name](one) for one in field[name]) != name.startswith("Not")
        for name in tests
        if field.get(name)
    )
