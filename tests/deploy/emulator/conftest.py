"""An organization whose trail logs into a log group and an encrypted bucket."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from ..conftest import Account, Emulator
from .trail_parts import Parts

TRAIL = "organization-trail"
GROUP = "/try/trail"
BUCKET = "recorded-logs"


@dataclass(frozen=True)
class World:
    """A management account with an organization's trail, and one member."""

    management: Account
    member: Account
    organization: str
    key: str

    def events(self) -> list[dict[str, Any]]:
        """Everything in the trail's log group, delivered first."""
        self.management.emulator.control("POST", "recorded")
        pages = self.management.client("logs").get_paginator("filter_log_events")
        found = [event for page in pages.paginate(logGroupName=GROUP) for event in page["events"]]
        return [{**json.loads(one["message"]), "stream": one["logStreamName"]} for one in found]

    def event(self, name: str, account: str) -> dict[str, Any]:
        """The latest event of a name that an account has on record."""
        held = [
            one
            for one in self.events()
            if one["eventName"] == name and one["recipientAccountId"] == account
        ]
        return held[-1]

    def query(self, text: str) -> list[dict[str, str]]:
        """The rows of a Logs Insights query on the trail's log group."""
        logs = self.management.client("logs")
        started = logs.start_query(
            logGroupName=GROUP, startTime=0, endTime=int(time.time()) + 60, queryString=text
        )
        results = logs.get_query_results(queryId=started["queryId"])
        return [{cell["field"]: cell["value"] for cell in row} for row in results["results"]]


@pytest.fixture(scope="session")
def world(emulator: Emulator) -> Iterator[World]:
    """An organization whose trail logs into a log group and an encrypted bucket."""
    management = Account(emulator, "300000000001")
    organizations = management.client("organizations")
    made = organizations.create_organization(FeatureSet="ALL")["Organization"]
    status = organizations.create_account(AccountName="m", Email="recorded@example.com")
    request = status["CreateAccountStatus"]["Id"]
    while "AccountId" not in status["CreateAccountStatus"]:
        status = organizations.describe_create_account_status(CreateAccountRequestId=request)
    member = Account(emulator, status["CreateAccountStatus"]["AccountId"])
    parts = Parts(management, made["Id"], TRAIL, BUCKET, GROUP)
    parts.make_all()
    # Members use the key too, so that its use is on record in two accounts.
    key = parts.make_key([management.id, member.id])
    trails = management.client("cloudtrail")
    trails.create_trail(**parts.settings(key))
    trails.start_logging(Name=TRAIL)
    yield World(management, member, made["Id"], key)
    trails.delete_trail(Name=TRAIL)
