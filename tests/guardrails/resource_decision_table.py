"""Reads the rows of `resource_decisions` and judges them by the resource control guardrails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from baseline.guardrails.resource import RESOURCE_GUARDRAILS, ResourceContext
from baseline.guardrails.resource.load_balancers import log_accounts
from baseline.policy.decide import Level, Request, Verdict, decide
from baseline.policy.documents import Document, document

FOLDER = Path(__file__).parent / "resource_decisions"
CONTEXT = ResourceContext(
    partner_accounts=("444455556666",), load_balancer_accounts=log_accounts(["eu-west-1"])
)
OVER = {"https": {"aws:SecureTransport": "true"}, "http": {"aws:SecureTransport": "false"}}
RESOURCES = {
    "s3": "arn:aws:s3:::shop-data/orders.csv",
    "kms": "arn:aws:kms:eu-west-1:111122223333:key/4f1e9d6c-0000-4000-8000-000000000000",
    "sqs": "arn:aws:sqs:eu-west-1:111122223333:orders",
    "secretsmanager": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-a1B2c3",
    "sts": "arn:aws:iam::111122223333:role/app",
    "sns": "arn:aws:sns:eu-west-1:111122223333:orders",
    "lambda": "arn:aws:lambda:eu-west-1:111122223333:function:orders",
}
"""One resource of a member account for each service."""


@dataclass(frozen=True)
class ResourceRow:
    """One call on a member's resource and the Sid that denies it, or none where it goes through."""

    fact: str
    who: str
    does: str
    over: str
    denied_by: str | None

    def request(self) -> Request:
        """Write the row as policies see it."""
        return Request(
            self.does,
            RESOURCES[self.does.partition(":")[0]],
            {**callers()[self.who], **OVER.get(self.over, {})},
        )

    def __str__(self) -> str:
        return f"{self.who}-{self.does}-{self.over}"


@cache
def resource_rows() -> tuple[ResourceRow, ...]:
    """Read every row, one for each caller, call and transport."""
    entries = yaml.safe_load((FOLDER / "rows.yaml").read_text(encoding="utf-8"))
    return tuple(
        ResourceRow(entry["fact"], who, does, over, entry.get("denied_by"))
        for entry in entries
        for who, does, over in product(entry["who"], entry["does"], entry.get("over", ["https"]))
    )


@cache
def callers() -> dict[str, dict[str, str]]:
    """Read the callers by name."""
    read: dict[str, Any] = yaml.safe_load((FOLDER / "callers.yaml").read_text(encoding="utf-8"))
    return read


def policy(names: Iterable[str] = tuple(RESOURCE_GUARDRAILS)) -> Document:
    """Write the policy of some guardrails, of all when none is named."""
    statements = [each for name in names for each in RESOURCE_GUARDRAILS[name].statements(CONTEXT)]
    return document(*statements)


def judged(request: Request, names: Iterable[str] = tuple(RESOURCE_GUARDRAILS)) -> Verdict:
    """Judge a request by the resource control guardrails of these names alone."""
    return decide((), request, resource_levels=[Level("root", [policy(names)])])
