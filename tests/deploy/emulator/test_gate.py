"""What authorisation does with a request that nobody can name."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest

from ..conftest import Account

UNNAMED = "/2015-03-31/no-such-thing"
SCOPE = "AWS4-HMAC-SHA256 Credential={account}/20261124/us-east-1/lambda/aws4_request"


def _message(account: Account) -> str:
    """The answer to a signed request for a path that the service does not have."""
    signed = f"{SCOPE.format(account=account.id)}, SignedHeaders=host, Signature=0"
    request = urllib.request.Request(  # noqa: S310
        f"{account.emulator.endpoint}{UNNAMED}", headers={"Authorization": signed}
    )
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request, timeout=30)  # noqa: S310
    with caught.value as answer:
        return f"{answer.code} {answer.read().decode()}"


def test_an_unnamed_call_is_refused(management_account: Account) -> None:
    """With authorisation on, a signed request for no known operation reaches no service."""
    reached = _message(management_account)
    assert not reached.startswith("403")
    management_account.emulator.control("POST", "authorisation", {"on": True})
    refused = _message(management_account)
    assert refused.startswith("403")
    assert "AccessDenied" in refused
