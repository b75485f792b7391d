"""The read-back where nobody answers, or nobody knows who asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from boto3 import Session
from botocore.exceptions import ClientError

from baseline.errors import LiveError
from baseline.live.failure import asking
from baseline.live.readback import read_back

NOBODY_LISTENS = "http://127.0.0.1:1"


def test_an_endpoint_that_does_not_answer_is_an_error(
    assembly: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody answers, one line says so, and it is neither ok nor a difference."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", NOBODY_LISTENS)
    session = Session("AKIDEXAMPLE", "secret", region_name="us-east-1")
    with pytest.raises(LiveError, match=rf"no answer .*{NOBODY_LISTENS}") as raised:
        read_back(assembly, session)
    assert raised.value.exit_code == 3
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("code", ["ExpiredToken", "InvalidClientTokenId"])
def test_credentials_that_nobody_accepts_are_an_error(code: str) -> None:
    """Credentials that no call would accept end the questions, with what to do."""
    error = ClientError({"Error": {"Code": code, "Message": "No."}}, "DescribeStacks")
    with pytest.raises(LiveError, match=f"DescribeStacks: {code}: No.; log in"), asking("x"):
        raise error


def test_a_refused_call_is_left_to_its_own_check() -> None:
    """A call that is refused says nothing about the others, so it passes on as it is."""
    error = ClientError({"Error": {"Code": "AccessDenied"}}, "GetRole")
    with pytest.raises(ClientError), asking("x"):
        raise error
