"""A key that outlives its stack, with the alias by which it is known."""

from __future__ import annotations

from typing import Any

from aws_cdk import RemovalPolicy
from aws_cdk.aws_kms import CfnAlias, CfnKey
from constructs import Construct

PENDING_WINDOW_DAYS = 30
"""The longest there is. Source: AWS KMS API reference, ScheduleKeyDeletion, read 2026-11-24."""


class GuardedKey(Construct):
    """A symmetric key that rotates every year, is retained, and takes 30 days to delete.

    `arn` is the key's own ARN: an alias would be looked up in whichever account asks.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        alias: str,
        description: str,
        policy: dict[str, Any],
    ) -> None:
        super().__init__(scope, construct_id)
        key = CfnKey(
            self,
            "Key",
            description=description,
            enable_key_rotation=True,
            key_policy=policy,
            pending_window_in_days=PENDING_WINDOW_DAYS,
        )
        key.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        name = CfnAlias(self, "Alias", alias_name=alias, target_key_id=key.ref)
        # Whoever finds the key by its alias must still find it when the stack is gone.
        name.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        self.arn = key.attr_arn
