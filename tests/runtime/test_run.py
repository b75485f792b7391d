"""A run's calls: what is tried again, for how long, and what is raised at once."""

from __future__ import annotations

import json
import statistics
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError

from baseline.runtime import clients
from baseline.runtime.clock import LONGEST_DELAY_SECONDS, Clock
from baseline.runtime.errors import NotFinishedError
from baseline.runtime.reasons import code_of, explain, is_transient, reason_of
from baseline.runtime.run import Run

from .world import World

if TYPE_CHECKING:
    from mypy_boto3_organizations import OrganizationsClient

OPERATION = "organizations.DescribeOrganization"
TRANSIENT = [
    "ConcurrentModificationException",
    "FinalizingOrganizationException",
    "PolicyChangesInProgressException",
    "ServiceException",
    "ServiceFailure",
    "ThrottlingException",
    "Throttling",
    "TooManyRequestsException",
]


@pytest.mark.parametrize("code", TRANSIENT)
@pytest.mark.usefixtures("root_id")
def test_what_passes_by_itself_is_tried_again(world: World, code: str) -> None:
    """The call is repeated, waiting longer each time, until it succeeds."""
    world.faults.fail(OPERATION, code, times=6)
    client = clients.organizations(world.session())

    assert world.run().call(client.describe_organization)["Organization"]["FeatureSet"] == "ALL"
    assert world.time.slept == [1, 2, 4, 8, 16, LONGEST_DELAY_SECONDS]


@pytest.mark.parametrize("status", [429, 500, 503])
@pytest.mark.usefixtures("root_id")
def test_servers_in_trouble_are_tried_again(world: World, status: int) -> None:
    """A status of too many requests or of the server's own trouble needs no known code."""
    world.faults.fail(OPERATION, "Strange", status=status)
    client = clients.organizations(world.session())

    assert world.run().call(client.describe_organization)


@pytest.mark.parametrize(
    "error",
    [EndpointConnectionError(endpoint_url="x"), ConnectTimeoutError(endpoint_url="x")],
    ids=["no-connection", "time-out"],
)
def test_network_errors_are_tried_again(world: World, error: Exception) -> None:
    """A connection that fails is tried again like a throttled call."""
    failures = [error, error]

    def call() -> str:
        if failures:
            raise failures.pop()
        return "ok"

    assert world.run().call(call) == "ok"
    assert code_of(error) == type(error).__name__


@pytest.mark.usefixtures("organizations")
def test_anything_else_is_raised_at_once(world: World) -> None:
    """An error that does not pass by itself is not waited for."""
    client = clients.organizations(world.session())
    with pytest.raises(ClientError, match="AWSOrganizationsNotInUse"):
        world.run().call(client.describe_organization)
    assert world.time.slept == []


@pytest.mark.parametrize(
    "code", ["AccessDenied", "AccessDeniedException", "AccessDeniedForDependencyException"]
)
@pytest.mark.usefixtures("root_id")
def test_denials_are_retried_while_iam_spreads(world: World, code: str) -> None:
    """A denial is waited for about 90 seconds from the start, then told."""
    client = clients.organizations(world.session())
    world.faults.fail(OPERATION, code, times=5)
    assert world.run().call(client.describe_organization)

    world.faults.fail(OPERATION, code, times=99)
    started = world.time.now()
    with pytest.raises(ClientError, match=code):
        world.run().call(client.describe_organization)
    assert 90 <= world.time.now() - started < 120


@pytest.mark.usefixtures("root_id")
def test_a_caller_without_patience_is_told_of_a_denial_at_once(world: World) -> None:
    """Only a run that says so waits for IAM; reading for a person does not."""
    world.faults.fail(OPERATION, "AccessDeniedException")
    client = clients.organizations(world.session())
    with pytest.raises(ClientError, match="AccessDenied"):
        world.run(denials_seconds=0.0).call(client.describe_organization)


@pytest.mark.usefixtures("root_id")
def test_retrying_ends_before_the_time_does(world: World) -> None:
    """When the next wait would pass the end, the run stops and says what it waited for."""
    world.faults.fail(OPERATION, "ThrottlingException", times=99)
    client = clients.organizations(world.session())
    run = world.run(seconds=20.0)

    with pytest.raises(NotFinishedError, match="still answers Throttling after 15 seconds"):
        run.call(client.describe_organization)
    assert run.elapsed() <= 20


def test_no_call_is_made_when_time_is_up(world: World) -> None:
    """A run whose time is over does not start anything new."""
    run = world.run(seconds=10.0)
    world.time.sleep(10)

    with pytest.raises(NotFinishedError, match="was not tried"):
        run.call(list)


def test_each_attempt_is_one_line(
    world: World, organizations: OrganizationsClient, caplog: pytest.LogCaptureFixture
) -> None:
    """The log holds one object an attempt, with its outcome."""
    organizations.create_organization()
    world.faults.fail(OPERATION, "ThrottlingException")
    caplog.clear()

    world.run(setting="x").call(clients.organizations(world.session()).describe_organization)

    lines = [json.loads(record.getMessage()) for record in caplog.records if record.levelno == 20]
    told = [line for line in lines if line.get("kind") == "call"]
    assert [(line["attempt"], line["outcome"]) for line in told] == [(1, "Throttling"), (2, "ok")]
    assert {(line["setting"], line["operation"]) for line in told} == {
        ("x", "describe_organization")
    }


def test_empty_pages_are_not_the_end() -> None:
    """A page without items may be followed by one with some."""
    pages: dict[str | None, dict[str, Any]] = {
        None: {"Items": [1], "NextToken": "a"},
        "a": {"NextToken": "b"},
        "b": {"Items": [2, 3], "NextToken": None},
    }

    def call(NextToken: str | None = None) -> dict[str, Any]:  # noqa: N803 - AWS's own name
        return pages[NextToken]

    assert list(Run().pages(call, "Items")) == [1, 2, 3]


def test_waits_are_jittered() -> None:
    """Waits differ, stay in the upper half of their step, and grow to a longest."""
    first = [next(Clock().delays()) for _ in range(50)]
    assert all(0.5 <= delay < 1 for delay in first)
    assert statistics.pstdev(first) > 0.05

    delays = Clock(jitter=lambda: 0.0).delays()
    assert [next(delays) for _ in range(7)] == [0.5, 1, 2, 4, 8, 10, 10]


def _error(code: str, message: str = "", **members: str) -> ClientError:
    answer: Any = {"Error": {"Code": code, "Message": message}, **members}
    return ClientError(answer, "CreateThing")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (_error("X", Reason="A_REASON"), "A_REASON"),
        (_error("X", "because of SOME_REASON: no"), "SOME_REASON"),
        (_error("X", "no reason"), ""),
    ],
)
def test_a_reason_is_read_from_its_member_or_the_message(error: ClientError, reason: str) -> None:
    """The reason code is found wherever the service puts it."""
    assert reason_of(error) == reason


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            _error("AccessDeniedException", "Not you."),
            "CreateThing was refused: AccessDenied: Not you.; see that the setting's role, and "
            "every policy that binds it, allows the action, then deploy again",
        ),
        (
            _error("ConstraintViolationException", "Full.", Reason="OU_NUMBER_LIMIT_EXCEEDED"),
            "CreateThing was refused: ConstraintViolation (OU_NUMBER_LIMIT_EXCEEDED): Full.; "
            "remove the cause, then deploy again",
        ),
    ],
)
def test_a_refusal_is_explained_in_one_line(error: ClientError, told: str) -> None:
    """The line names the call, why it was refused, and what to do."""
    assert explain(error) == told


def test_other_errors_are_not_transient() -> None:
    """An error that does not come from a call is never retried."""
    assert not is_transient(ValueError())
