"""The keys and values that each type of management policy knows.

Source: Organizations user guide, syntax of EC2 policies, Amazon S3 policies, AI services
opt-out policies and tag policies, read 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

ANY_NAME = "*"
"""Stands for every name where a policy may choose names of its own."""


@dataclass(frozen=True)
class Setting:
    """A setting that operators give a value.

    `values` are the permitted ones, all texts where there are none; `numbers` the permitted
    range of a number; `many` says that the setting holds a list.
    """

    values: tuple[str, ...] = ()
    numbers: range | None = None
    many: bool = False

    def problem(self, value: object) -> str | None:
        """What is wrong with one value."""
        if self.numbers is not None:
            text = str(value)
            digits = text.removeprefix("-").isdigit() and not isinstance(value, bool)
            if digits and int(text) in self.numbers:
                return None
            return f"must be a number from {self.numbers.start} to {self.numbers.stop - 1}"
        if not isinstance(value, str):
            return "must be a string"
        if self.values and value not in self.values:
            return f"must be one of {', '.join(self.values)}"
        return None


Node: TypeAlias = "Setting | Mapping[str, Node]"

_SWITCH = Setting(("enabled", "disabled"))
_PREFERENCE = Setting(("no_preference", "enabled", "disabled"))
_TEXTS = Setting(many=True)
_DAYS = Setting(numbers=range(2_147_483_648))
_EXCLUSIONS = (
    *("internet_gateway", "egress_only_internet_gateway", "nat_gateway"),
    *("virtual_private_gateway", "vpc_peering", "lambda", "vpc_lattice", "elastic_file_system"),
)
_EC2: Mapping[str, Node] = {
    "exception_message": Setting(),
    "vpc_block_public_access": {
        "internet_gateway_block": {
            "mode": Setting(("off", "block_ingress", "block_bidirectional")),
            "exclusions_allowed": _SWITCH,
        }
    },
    "vpc_encryption_control": {
        "mode": Setting(("attempt_enforce", "enforce", "monitor", "off")),
        "exclusions": Setting(_EXCLUSIONS, many=True),
    },
    "serial_console_access": {"status": _SWITCH},
    "image_block_public_access": {"state": Setting(("unblocked", "block_new_sharing"))},
    "allowed_images_settings": {
        "state": Setting(("enabled", "disabled", "audit_mode")),
        "image_criteria": {
            ANY_NAME: {
                "allowed_image_providers": _TEXTS,
                "image_names": _TEXTS,
                "marketplace_product_codes": _TEXTS,
                "creation_date_condition": {"maximum_days_since_created": _DAYS},
                "deprecation_time_condition": {"maximum_days_since_deprecated": _DAYS},
            }
        },
    },
    "instance_metadata_defaults": {
        "http_tokens": Setting(("no_preference", "required", "optional")),
        "http_tokens_enforced": _PREFERENCE,
        "http_put_response_hop_limit": Setting(numbers=range(-1, 65)),
        "http_endpoint": _PREFERENCE,
        "instance_metadata_tags": _PREFERENCE,
    },
    "snapshot_block_public_access": {
        "state": Setting(("unblocked", "block_new_sharing", "block_all_sharing"))
    },
}

ATTRIBUTES: Mapping[str, Mapping[str, Node]] = {
    "DECLARATIVE_POLICY_EC2": {"ec2_attributes": _EC2},
    "S3_POLICY": {"s3_attributes": {"public_access_block_configuration": Setting(("all", "none"))}},
    "AISERVICES_OPT_OUT_POLICY": {
        "services": {ANY_NAME: {"opt_out_policy": Setting(("optIn", "optOut"))}}
    },
    "TAG_POLICY": {
        "tags": {
            ANY_NAME: {
                "tag_key": Setting(),
                "tag_value": _TEXTS,
                "enforced_for": _TEXTS,
                "report_required_tag_for": _TEXTS,
            }
        }
    },
}
"""By policy type, the key every policy of it starts with and what may stand below."""
