"""Faults: what they match and how often."""

from __future__ import annotations

from typing import Any

import pytest

from emulator.calls import Call
from emulator.faults import Fault, FaultError, Faults, parse

ATTACH = Call("organizations", "AttachPolicy", "us-east-1", "111122223333", "json")


def in_force(**given: Any) -> Faults:
    """One fault in force."""
    faults = Faults()
    faults.add([parse(given)])
    return faults


def test_a_fault_strikes_as_often_as_it_says() -> None:
    """Matches are let through first, then struck, then let through again."""
    faults = in_force(service="organizations", operation="AttachPolicy", code="X", times=2, skip=1)
    struck = [faults.for_call(ATTACH, "111122223333") is not None for _ in range(5)]
    assert struck == [False, True, True, False, False]


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"service": "organizations", "operation": "DetachPolicy"}, id="operation"),
        pytest.param({"service": "iam", "operation": "AttachPolicy"}, id="service"),
        pytest.param(
            {"service": "organizations", "operation": "AttachPolicy", "account": "444455556666"},
            id="account",
        ),
    ],
)
def test_a_fault_leaves_other_calls_alone(given: dict[str, Any]) -> None:
    """A call that differs in one thing is not struck."""
    assert in_force(**given).for_call(ATTACH, "111122223333") is None


def test_a_resource_is_found_by_type_and_logical_id() -> None:
    """A fault on a resource strikes that resource only."""
    faults = in_force(resource_type="AWS::SSM::Parameter", logical_id="A", message="no")
    assert faults.for_resource("AWS::SSM::Parameter", "B", "111122223333") is None
    assert faults.for_resource("AWS::SSM::Parameter", "A", "111122223333") == "no"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param([], id="not an object"),
        pytest.param({"service": "iam"}, id="no operation"),
        pytest.param({"service": "iam", "operation": "X", "time": 1}, id="unknown key"),
        pytest.param({"resource_type": "A", "code": "X"}, id="a code for a resource"),
    ],
)
def test_a_fault_that_says_too_little_is_refused(given: Any) -> None:
    """A fault nobody can understand is an error, not a fault that never strikes."""
    with pytest.raises(FaultError):
        parse(given)


@pytest.mark.parametrize("protocol", ["json", "rest-json", "rest-xml", "query"])
def test_a_fault_is_rendered_for_the_protocol(protocol: str) -> None:
    """The code and the message reach the caller in every protocol."""
    call = Call("a", "B", "us-east-1", "111122223333", protocol)
    faults = Faults()
    faults.add([Fault(service="a", operation="B", code="Oops", status=503, message="why")])
    refusal = faults.for_call(call, "111122223333")
    assert refusal is not None
    status, _headers, body = refusal.response(protocol)
    assert (status, b"Oops" in body, b"why" in body) == (503, True, True)
