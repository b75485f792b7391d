"""The tree of organizational units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aws_cdk import RemovalPolicy
from aws_cdk.aws_organizations import CfnOrganizationalUnit
from constructs import Construct

from baseline.constructs.logical_id import pascal_case
from baseline.constructs.organization.chain import OrganizationChain
from baseline.constructs.setting import Setting
from baseline.constructs.shared_value import SharedValues, target_id
from baseline.runtime.settings import units as units_setting


@dataclass(frozen=True)
class UnitPlacement:
    """A unit and its place: `parent_key` is None directly under the root."""

    key: str
    name: str
    parent_key: str | None
    existing: bool


class Units(Construct):
    """Every unit of the configuration, created or, where it is there already, looked up.

    A unit's logical id comes from its key, so a new name is an update in place. Another parent
    would replace the unit and leave its accounts behind, so a setting that runs before all units
    refuses that. Units are retained when the stack is deleted.

    Args:
        placements: parents before their children.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        prefix: str,
        root_id: str,
        placements: Sequence[UnitPlacement],
        shared_values: SharedValues,
        chain: OrganizationChain,
    ) -> None:
        super().__init__(scope, construct_id)
        known = Setting(
            self,
            "Known",
            prefix=prefix,
            module=units_setting,
            properties={
                "RootId": root_id,
                "Units": [
                    {
                        "Key": placement.key,
                        "Name": placement.name,
                        "Parent": placement.parent_key or "",
                        "Existing": "true" if placement.existing else "false",
                    }
                    for placement in placements
                ],
            },
        )
        chain.link(known.resource)
        self._ids: dict[str | None, str] = {None: root_id}
        self._created: dict[str | None, CfnOrganizationalUnit] = {}
        for placement in placements:
            self._ids[placement.key] = (
                known.attribute(placement.key)
                if placement.existing
                else self._create(placement, chain)
            )
            shared_values.publish(
                self,
                f"Shared{pascal_case(placement.key)}",
                name=target_id(placement.key),
                value=self._ids[placement.key],
                description=f"The unit {placement.name}.",
            )

    def _create(self, placement: UnitPlacement, chain: OrganizationChain) -> str:
        unit = CfnOrganizationalUnit(
            self,
            pascal_case(placement.key),
            name=placement.name,
            parent_id=self._ids[placement.parent_key],
        )
        unit.override_logical_id(f"Unit{pascal_case(placement.key)}")
        unit.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        chain.link(unit, refers_to=self._created.get(placement.parent_key))
        self._created[placement.key] = unit
        return unit.ref
