"""Who reaches the resources of member accounts, in words: the callers that policies there tell.

Source: IAM user guide, AWS global condition context keys, read 2026-11-24.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from baseline.guardrails.resource.model import ANY_ORGANIZATION
from baseline.policy.proof.cells import ABSENT
from baseline.review.labels import Label, joined_by_and

IS_SERVICE = "aws:principalisawsservice"
_NO_SERVICE = {ABSENT, "false"}
_CALLER = "aws:principalorgid", "aws:principalaccount"
_SOURCE = "aws:sourceorgid", "aws:sourceaccount"
"""The keys that tell whose caller it is, and for whom a service comes."""
_TRANSPORT = "aws:securetransport"
_ACCOUNT_ID = re.compile("[0-9]{12}")
_OUTSIDE = "outside the organization"


def callers_reaching(told: dict[str, Label]) -> str:
    """Say who calls, and take out the labels that say so; empty if they say it of nobody."""
    if _is_service(told.get(IS_SERVICE)):
        del told[IS_SERVICE]
        outside, spared = _outsiders(told, _SOURCE)
        if not outside:
            return "AWS services"
        return f"AWS services on behalf of {_but(outside.format('accounts'), spared)}"
    outside, spared = _outsiders(told, _CALLER)
    if not outside:
        return ""
    if _is_no_service(told.get(IS_SERVICE)):
        del told[IS_SERVICE]
        # A named account is no service; of everybody else it must be said.
        spared += ["AWS services"] if "{" in outside else []
    return _but(outside.format("everybody"), spared)


def in_words(key: str, told: Label) -> str:
    """Add in words what a key says of a call; empty where its name says enough."""
    return " (no TLS)" if key == _TRANSPORT and told.text == "false" else ""


def _outsiders(told: dict[str, Label], keys: tuple[str, str]) -> tuple[str, list[str]]:
    """Say which accounts outside the organization are meant, and which of those are not.

    The first holds braces for all of them, and is empty where others are meant too.
    """
    organization, account = keys
    if told.get(organization, Label()).but != (ANY_ORGANIZATION,):
        return "", []
    del told[organization]
    accounts = told.get(account, Label())
    if _are_ids(accounts.some):
        del told[account]
        return f"{_named(accounts.some)} {_OUTSIDE}", []
    if _are_ids(accounts.but):
        del told[account]
        return f"{{}} {_OUTSIDE}", [_named(accounts.but)]
    if keys == _SOURCE and accounts.but == (ABSENT,):
        del told[account]
    return f"{{}} {_OUTSIDE}", []


def _is_service(label: Label | None) -> bool:
    return label is not None and (label.some == ("true",) or set(label.but) == _NO_SERVICE)


def _is_no_service(label: Label | None) -> bool:
    return label is not None and (label.but == ("true",) or set(label.some) == _NO_SERVICE)


def _are_ids(texts: Sequence[str]) -> bool:
    return bool(texts) and all(map(_ACCOUNT_ID.fullmatch, texts))


def _named(accounts: Sequence[str]) -> str:
    return f"the account{'s' if len(accounts) > 1 else ''} {joined_by_and(accounts)}"


def _but(callers: str, spared: Sequence[str]) -> str:
    return f"{callers} but {joined_by_and(spared)}" if spared else callers
