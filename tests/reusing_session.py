"""A boto3 session that makes each client once.

Making clients is most of what a test against services in memory would do.
"""

from __future__ import annotations

from typing import Any

import boto3


class ReusingSession(boto3.Session):
    """Gives the same client to everybody who asks for the same one."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self._clients: dict[tuple[Any, ...], Any] = {}

    def client(self, service_name: str, *args: Any, **given: Any) -> Any:
        """Return the client for a service, by all that was asked of it."""
        key = (service_name, args, given.get("region_name"), id(given.get("config")))
        if key not in self._clients:
            self._clients[key] = super().client(service_name, *args, **given)  # type: ignore[call-overload]
        return self._clients[key]
