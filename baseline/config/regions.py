"""Which AWS regions there are, and in which partition, from the data that botocore carries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

PARTITIONS = ("aws", "aws-cn", "aws-us-gov")
"""The partitions the baseline is written for; the isolated ones lack services it needs."""


@cache
def partition_by_region() -> Mapping[str, str]:
    """List every known region with its partition, sorted by region.

    Only the data file is read: no client, no network, no credentials. A region that AWS opened
    after the pinned release of botocore is not known.

    Source: `partitions.json` of botocore 1.43.106.
    """
    partitions = json.loads((files("botocore") / "data" / "partitions.json").read_bytes())
    found = {
        region: str(partition["id"])
        for partition in partitions["partitions"]
        if partition["id"] in PARTITIONS
        for region in partition["regions"]
        if not region.endswith("-global")
    }
    return MappingProxyType(dict(sorted(found.items())))
