"""How an organization starts, and one that exists before anything is deployed."""

from __future__ import annotations

from typing import Any

from . import accounts, state

_KEYS = {
    "account",
    "policy_types",
    "pending_polls",
    "account_polls",
    "status_field",
    "quotas",
    "invited",
}
_STRICT = {"policy_characters": 5_120, "attachments": 5}


def prepare(given: Any) -> dict[str, Any]:
    """Set how the organization of a management account starts and answers.

    `account`: its id. `policy_types`: enabled from the start. `pending_polls`: how often
    ListRoots says PENDING_ENABLE. `account_polls`: how often a creation is IN_PROGRESS.
    `status_field`: whether accounts still show `Status`. `quotas`: "current", or "strict"
    for the SCP quotas before 2026-05-15, or an object of single ones. `invited`: accounts
    that join at once as invited ones, `[{"name", "email"}]`.

    Raises:
        ValueError: if a key is unknown or the account is no 12-digit id.
    """
    if not isinstance(given, dict) or not str(given.get("account", "")).isdigit():
        raise ValueError(
            f"organizations: takes an object with the 12-digit account (got {given!r})"
        )
    unknown = sorted(set(given) - _KEYS)
    if unknown:
        raise ValueError(f"organizations: unknown keys (got {unknown}); allowed: {sorted(_KEYS)}")
    settings = state.settings_of(given["account"])
    settings.policy_types = tuple(given.get("policy_types", settings.policy_types))
    settings.pending_polls = int(given.get("pending_polls", settings.pending_polls))
    settings.account_polls = int(given.get("account_polls", settings.account_polls))
    settings.status_field = bool(given.get("status_field", settings.status_field))
    if "quotas" in given:
        settings.quotas = _quotas(given["quotas"])
    return {"account": given["account"], "invited": _invite(given)}


def _quotas(given: Any) -> state.Quotas:
    quotas = state.Quotas()
    if given == "current":
        return quotas
    if given == "strict":
        quotas.policy_characters["SERVICE_CONTROL_POLICY"] = _STRICT["policy_characters"]
        quotas.attachments["SERVICE_CONTROL_POLICY"] = _STRICT["attachments"]
        return quotas
    for name, value in dict(given).items():
        if not hasattr(quotas, name) or not isinstance(getattr(quotas, name), int):
            raise ValueError(f"organizations: unknown quota (got {name!r})")
        setattr(quotas, name, int(value))
    return quotas


def _invite(given: dict[str, Any]) -> list[str]:
    """Let accounts join that were not created by the organization."""
    wanted = given.get("invited", [])
    backend = state.backend_of(given["account"])
    if wanted and backend.org is None:
        raise ValueError("organizations: invited needs an organization; create it first")
    with state.LOCK:
        joined = [
            accounts.add(
                backend,
                {"AccountName": one["name"], "Email": one["email"], "JoinedMethod": "INVITED"},
            )
            for one in wanted
        ]
    return [account.id for account in joined]
