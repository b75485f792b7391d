"""The caller of a request that has reached ministack, from its headers alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import principal, wire
from .principal import Principal


def of_headers(headers: Mapping[str, Any]) -> Principal | None:
    """Who signed, None where nobody known did."""
    lowered = {str(name).lower(): str(value) for name, value in headers.items()}
    request = wire.Wire("POST", "/", {}, lowered, b"", secure=False, source_ip="")
    if request.credential is None:
        return None
    try:
        return principal.resolve(request.credential)
    except principal.UnknownCallerError:
        return None
