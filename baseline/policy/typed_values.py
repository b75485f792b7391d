"""Values that are no mere texts: numbers, dates, addresses, truth and bytes.

Source: IAM user guide, IAM JSON policy elements: Condition operators, read 2026-11-24.
"""

from __future__ import annotations

import base64
import re
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_EPOCH = re.compile(r"[0-9]{5,}(\.[0-9]+)?")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")


@lru_cache(maxsize=4_096)
def number(text: str) -> Decimal:
    """Read an integer or a decimal.

    Raises:
        ValueError: if the text is neither.
    """
    return Decimal(_whole(_NUMBER, text, "a number"))


@lru_cache(maxsize=4_096)
def moment(text: str) -> Decimal:
    """Read a date with time and zone, or seconds since 1970, as such seconds.

    Without a time of day or a zone the moment is not said, and four digits could be a year.

    Raises:
        ValueError: if the text says no moment.
    """
    if _EPOCH.fullmatch(text):
        return Decimal(text)
    made = datetime.fromisoformat(_whole(_DATE_TIME, text, "a date with time and zone"))
    return Decimal(str(made.timestamp()))


@lru_cache(maxsize=4_096)
def truth(text: str) -> bool:
    """Read `true` or `false`.

    Raises:
        ValueError: if the text is neither.
    """
    return _whole(re.compile("true|false"), text.lower(), "true or false") == "true"


@lru_cache(maxsize=4_096)
def network(text: str) -> IPv4Network | IPv6Network:
    """Read a range of addresses; one IPv4 address is a range of its own.

    Raises:
        ValueError: if the text is no range, or an IPv6 address without a prefix, for which AWS
            names none.
    """
    if ":" in text and "/" not in text:
        raise ValueError(f"an IPv6 range has a prefix (got {text!r})")
    return ip_network(text)


@lru_cache(maxsize=4_096)
def address(text: str) -> IPv4Address | IPv6Address:
    """Read an address.

    Raises:
        ValueError: if the text is none.
    """
    return ip_address(text)


@lru_cache(maxsize=4_096)
def binary(text: str) -> bytes:
    """Read bytes that are written in base64.

    Raises:
        ValueError: if the text is not written so.
    """
    return base64.b64decode(text, validate=True)


def _whole(pattern: re.Pattern[str], text: str, what: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(f"not {what} (got {text!r})")
    return text
