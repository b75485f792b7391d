"""The clients that readers ask, made once for a region however many resources there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from boto3 import Session
from botocore.config import Config

#: AWS Organizations throttles early, so a call is worth a few tries.
_PATIENT = Config(
    connect_timeout=5, read_timeout=30, retries={"mode": "standard", "total_max_attempts": 6}
)
#: For the first question, which tells at once whether anybody answers at all.
_CURT = Config(connect_timeout=5, read_timeout=15, retries={"total_max_attempts": 1})


class Clients:
    """The clients of one region; `session` is for the settings' own `read`."""

    def __init__(self, session: Session, region: str) -> None:
        self.region = region
        self.session = _in_region(session, region)
        self._clients: dict[str, Any] = {}
        self._account = ""

    def __getitem__(self, service: str) -> Any:
        """Return the client of a service."""
        if service not in self._clients:
            self._clients[service] = self.session.client(service, config=_PATIENT)  # type: ignore[call-overload]
        return self._clients[service]

    def pages(self, service: str, operation: str, key: str, **arguments: Any) -> Iterator[Any]:
        """Yield the items of every page of a list call."""
        for page in self[service].get_paginator(operation).paginate(**arguments):
            yield from page.get(key, ())

    @property
    def partition(self) -> str:
        """The partition of the region, for example `aws`."""
        return str(self.session.get_partition_for_region(self.region))

    @property
    def account(self) -> str:
        """The account that is asked; asking for it tells whether anybody answers."""
        if not self._account:
            sts = self.session.client("sts", config=_CURT)
            self._account = str(sts.get_caller_identity()["Account"])
        return self._account


def _in_region(session: Session, region: str) -> Session:
    """Return the session, or one with the same credentials in another region."""
    if session.region_name == region:
        return session
    credentials = session.get_credentials()
    if credentials is None:
        return Session(region_name=region)
    frozen = credentials.get_frozen_credentials()
    return Session(
        aws_access_key_id=frozen.access_key,
        aws_secret_access_key=frozen.secret_key,
        aws_session_token=frozen.token,
        region_name=region,
    )
