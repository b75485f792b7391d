"""Values that one stack publishes and others read, by a name in the Parameter Store.

Why not exports: CloudFormation refuses to remove an export while another stack imports it, so
taking a unit out of the configuration would need two deploys in the right order.
"""

from __future__ import annotations

from aws_cdk import CfnParameter
from aws_cdk.aws_ssm import CfnParameter as SsmParameter
from constructs import Construct


class SharedValues:
    """Publishes and reads values below `/{prefix}/`.

    A reader asks CloudFormation to look the value up at every change set, so that a changed value
    is a change of the reading stack too.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def publish(
        self, scope: Construct, construct_id: str, *, name: str, value: str, description: str
    ) -> None:
        """Write `value` under `name` (for example `units/workloads`) when the stack deploys."""
        SsmParameter(
            scope,
            construct_id,
            type="String",
            name=self.path(name),
            value=value,
            description=description,
        )

    def read(self, scope: Construct, construct_id: str, *, name: str) -> str:
        """Return the value under `name` as a template parameter that CloudFormation fills in."""
        parameter = CfnParameter(
            scope,
            construct_id,
            type="AWS::SSM::Parameter::Value<String>",
            default=self.path(name),
            description=f"Looked up in the Parameter Store: {name}.",
        )
        return parameter.value_as_string

    def path(self, name: str) -> str:
        """Return the parameter's name in the Parameter Store."""
        return f"/{self._prefix}/{name}"


ACCOUNTS_ROUND = "accounts/round"
"""The shared value that counts the rounds in which pending accounts are worked on."""

ORGANIZATION_ID = "organization/id"
"""The shared value that holds the organization's id."""

ROOT = "root"
"""The target key of the organization's root, where others have a unit's key."""


def target_id(key: str) -> str:
    """Name the shared value that holds the id of the unit with `key`, or of the root."""
    return "organization/root-id" if key == ROOT else f"units/{key}"
