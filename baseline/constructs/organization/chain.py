"""The order in which one stack changes the organization, one resource after the other."""

from __future__ import annotations

from aws_cdk import CfnResource


class OrganizationChain:
    """Makes every resource wait for the one that was linked before it.

    AWS Organizations refuses changes that run at the same time
    (`ConcurrentModificationException`), and CloudFormation runs all it can at once.

    Source: AWS::Organizations::* resource handlers, which do not retry a create;
    CloudFormation user guide, AWS::Organizations::Account, read 2026-11-24.
    """

    def __init__(self) -> None:
        self._last: CfnResource | None = None

    def link(self, resource: CfnResource, *, refers_to: CfnResource | None = None) -> None:
        """Let `resource` start only when the last linked resource is complete.

        A resource that `resource` reads a value of is waited for already.
        """
        if self._last is not None and self._last is not refers_to:
            resource.add_resource_dependency(self._last)
        self._last = resource
