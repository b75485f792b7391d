"""Every declarative setting there is, in the order in which a policy holds them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from baseline.guardrails.declarative.ai_services import OPT_OUT_OF_AI_SERVICES
from baseline.guardrails.declarative.ec2 import (
    BLOCK_PUBLIC_IMAGES,
    BLOCK_PUBLIC_SNAPSHOTS,
    BLOCK_SERIAL_CONSOLE,
    BLOCK_VPC_PUBLIC_ACCESS,
    ENFORCE_IMDSV2,
    REQUIRE_IMDSV2,
)
from baseline.guardrails.declarative.model import DeclarativeSetting, Declared, StandardTag
from baseline.guardrails.declarative.s3 import BLOCK_PUBLIC_BUCKETS
from baseline.guardrails.declarative.tags import STANDARD_TAGS

__all__ = ["DECLARATIVE_SETTINGS", "DeclarativeSetting", "Declared", "StandardTag"]

DECLARATIVE_SETTINGS: Mapping[str, DeclarativeSetting] = MappingProxyType(
    {
        each.name: each
        for each in (
            REQUIRE_IMDSV2,
            ENFORCE_IMDSV2,
            BLOCK_SERIAL_CONSOLE,
            BLOCK_PUBLIC_IMAGES,
            BLOCK_PUBLIC_SNAPSHOTS,
            BLOCK_VPC_PUBLIC_ACCESS,
            BLOCK_PUBLIC_BUCKETS,
            OPT_OUT_OF_AI_SERVICES,
            STANDARD_TAGS,
        )
    }
)
