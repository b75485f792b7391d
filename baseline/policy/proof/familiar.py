"""Values that a person knows, to be shown instead of made-up ones that policies read alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from baseline.policy.syntax import ARN_PARTS

OTHER_SERVICES = (
    "arn:aws:dynamodb:eu-central-1:111122223333:table/orders",
    "arn:aws:sqs:eu-central-1:111122223333:orders",
    "arn:aws:glue:eu-central-1:111122223333:database/orders",
)
"""Well-known ARNs to show instead of made-up ones, where no policy tells them apart."""
_SHOWN_REGIONS = ("eu-central-1", "us-east-1", "us-west-2", "ap-southeast-2", "cn-north-1")
_SHOWN_PRINCIPALS = (
    "arn:aws:iam::111122223333:role/app",
    "arn:aws:iam::111122223333:user/ann",
    "arn:aws:iam::111122223333:root",
)
_ENDING = re.compile(r"a$|(?<=\W)$")
"""The end of a name of which only the beginning counts."""
_WITHOUT_REGION = frozenset({"cloudfront", "iam", "organizations", "route53", "s3", "sts"})
_SHOWN = {
    "aws:principalaccount": ("111122223333",),
    "aws:principalarn": _SHOWN_PRINCIPALS,
    "aws:principalorgid": ("o-a1b2c3d4e5",),
    "aws:requestedregion": _SHOWN_REGIONS,
    "aws:username": ("ann",),
    "resource": OTHER_SERVICES,
}


def shown(key: str) -> tuple[str, ...]:
    """List values of a key that a person knows."""
    return _SHOWN.get(key, ())


def familiar(key: str, made_up: str) -> Iterator[str]:
    """Yield what a person knows to be shown in the place of a made-up value of a key.

    For an ARN these are also those like it, with partitions, regions and accounts that there are.
    """
    parts = made_up.split(":", ARN_PARTS - 1)
    if key != "resource" or made_up != "*":
        yield from shown(key)
    if len(parts) < ARN_PARTS or parts[0] != "arn":
        return
    regions, accounts = ("", *_SHOWN_REGIONS), ("", "111122223333")
    names = (_ENDING.sub("app", parts[5], count=1), parts[5])
    for name, partition in product(names, ("aws", "aws-cn", "aws-us-gov")):
        for region in regions if parts[2] in _WITHOUT_REGION else (*regions[1:], ""):
            for account in accounts if parts[2] == "s3" else accounts[::-1]:
                yield ":".join(["arn", partition, parts[2], region, account, name])
