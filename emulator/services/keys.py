"""What KMS asks of a key policy before it keeps it.

Source: AWS KMS API reference, CreateKey and PutKeyPolicy, parameter Policy: it must let the
caller change it again, and every principal in it must exist; developer guide, "Default key
policy".
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from .. import policy_document
from ..authorisation import policies, state
from ..authorisation.access import Access
from ..authorisation.context import Context
from ..authorisation.policies import Statement, UnjudgeableError
from ..calls import Request, json_of
from ..refusal import refuse

CHECKED = ("CreateKey", "PutKeyPolicy")
_LOCKED_OUT = "The new key policy will not allow you to update the key policy in the future."
_NO_SUCH = "Policy contains a statement with one or more invalid principals."
_ENTITY = re.compile(r"arn:aws[a-z-]*:iam::(?P<account>\d{12}):(?P<kind>role|user)/(?P<name>.+)")

# Source: AWS KMS developer guide, quotas: key policy document size.
_CHARACTERS = 32_768


def check(request: Request, account: str) -> None:
    """Refuse a key policy KMS would refuse.

    Raises:
        RefusedError: for a malformed one, one naming nobody, or one that locks everybody out.
    """
    given = json_of(request)
    if "Policy" not in given:
        return
    found = problems(
        given["Policy"], account, bypass=given.get("BypassPolicyLockoutSafetyCheck") is True
    )
    if found:
        raise refuse("MalformedPolicyDocumentException", found[0])


def problems(document: Any, account: str, *, bypass: bool = False) -> list[str]:
    """The reasons KMS would refuse a key policy for, in its words."""
    text = document if isinstance(document, str) else json.dumps(document)
    if len(text) > _CHARACTERS:
        return [f"Policy must have at most {_CHARACTERS} characters"]
    found = document_problems(text, account)
    if found:
        return found
    locked = not bypass and _locks_out(policies.statements(text), account)
    return [_LOCKED_OUT] if locked else []


def document_problems(text: str, account: str) -> list[str]:
    """What any resource's policy is refused for: its form, and principals that do not exist."""
    try:
        found = policy_document.problems(_without_sids(text), "resource")
    except ValueError as problem:
        return [f"Policy is not JSON ({problem})"]
    if found:
        return found
    named = [entry for each in policies.statements(text) for entry in _named(each)]
    return [] if all(_exists(entry, account) for entry in named) else [_NO_SUCH]


def _without_sids(text: str) -> Any:
    """The document without what these services take in any form: its version and its Sids."""
    document = json.loads(text)
    if not isinstance(document, dict):
        return document
    listed = document.get("Statement", [])
    statements = [
        {name: value for name, value in each.items() if name != "Sid"}
        if isinstance(each, dict)
        else each
        for each in (listed if isinstance(listed, list) else [listed])
    ]
    return {"Version": "2012-10-17", **document, "Statement": statements}


def _exists(entry: str, account: str) -> bool:
    """Whether a role or user of the own account is there; others' are not looked for."""
    entity = _ENTITY.fullmatch(entry)
    if entity is None or entity["account"] != account:
        return True
    held = state.iam_entity(entity["kind"], entity["name"].rpartition("/")[2], account)
    return held is not None and held["Arn"] == entry


def _locks_out(statements: tuple[Statement, ...], account: str) -> bool:
    """Whether nobody of the account may change the policy again."""
    effects = {
        each.effect
        for each in statements
        if any(_of_account(entry, account) for entry in _named(each))
        and (each.effect == "Allow" or _denies_everybody(each))
        and _applies(each, account)
    }
    return effects != {"Allow"}


def _denies_everybody(statement: Statement) -> bool:
    return "*" in _named(statement) and "Condition" not in statement.elements


def _applies(statement: Statement, account: str) -> bool:
    """Whether a statement is about changing the policy, in a call of the account itself."""
    keys: Mapping[str, str | list[str]] = {
        "aws:principalaccount": account,
        "kms:calleraccount": account,
        "kms:bypasspolicylockoutsafetycheck": "false",
    }
    try:
        return statement.applies(Access("kms:PutKeyPolicy", "*"), Context(dict(keys), dict))
    except UnjudgeableError:
        return False


def _of_account(entry: str, account: str) -> bool:
    return entry in ("*", account) or entry.startswith(
        tuple(f"arn:{partition}:iam::{account}:" for partition in ("aws", "aws-us-gov", "aws-cn"))
    )


def _named(statement: Statement) -> list[str]:
    element = statement.elements.get("Principal", {})
    if not isinstance(element, dict):
        return [str(element)]
    return list(policies.texts(element.get("AWS", [])))
