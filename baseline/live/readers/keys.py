"""Reads KMS keys and their aliases."""

from __future__ import annotations

import json

from baseline.live.observed import Observed, Question, State

ENABLED = "Enabled"


def read_key(question: Question) -> Observed:
    """Read a key, its policy and its rotation; whether it can be used is told as a state."""
    kms, key_id = question.clients["kms"], question.physical_id
    key = kms.describe_key(KeyId=key_id)["KeyMetadata"]
    policy = kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"]
    rotation = kms.get_key_rotation_status(KeyId=key_id)
    return Observed(
        properties={
            "Description": key.get("Description"),
            "EnableKeyRotation": rotation["KeyRotationEnabled"],
            "Enabled": key["KeyState"] == ENABLED,
            "KeyPolicy": json.loads(policy),
            "KeySpec": key.get("KeySpec"),
            "KeyUsage": key.get("KeyUsage"),
            "MultiRegion": key.get("MultiRegion", False),
            "RotationPeriodInDays": rotation.get("RotationPeriodInDays"),
            "Tags": _tags(question),
        },
        attributes={"Arn": key["Arn"], "KeyId": key["KeyId"]},
        states=(State("key state", ENABLED, key["KeyState"]),),
    )


def read_alias(question: Question) -> Observed | None:
    """Read an alias; the service lists all there are."""
    aliases = question.clients.pages("kms", "list_aliases", "Aliases")
    alias = next((each for each in aliases if each["AliasName"] == question.physical_id), None)
    if alias is None:
        return None
    return Observed(
        properties={"AliasName": alias["AliasName"], "TargetKeyId": alias.get("TargetKeyId")}
    )


def _tags(question: Question) -> dict[str, str]:
    tags = question.clients.pages("kms", "list_resource_tags", "Tags", KeyId=question.physical_id)
    return {tag["TagKey"]: tag["TagValue"] for tag in tags}
