"""Going on in another invocation: when, how often, and with what."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from baseline.runtime.continuation import Passed, start
from baseline.runtime.lifecycle import answer_event
from baseline.runtime.settings import accounts

from .listing import Listing
from .world import Context, ResponseServer, World, event

if TYPE_CHECKING:
    from mypy_boto3_organizations import OrganizationsClient

CREATING = {"CreateAccountStatus": {"Id": "car-1", "State": "IN_PROGRESS"}}
DESCRIBE = "organizations.DescribeCreateAccountStatus"


@pytest.fixture
def context(world: World) -> Context:
    """Create the function that a setting calls again."""
    session = world.session()
    role = session.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("index.py", "")
    function = session.client("lambda").create_function(
        FunctionName="accounts",
        Runtime="python3.13",
        Role=role["Role"]["Arn"],
        Handler="index.handler",
        Code={"ZipFile": archive.getvalue()},
    )
    return Context(invoked_function_arn=function["FunctionArn"])


class Invocations:
    """Keeps the events with which functions are started, in one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sent: list[dict[str, Any]] = []

    def session(self) -> Any:
        """Return a session that notes what it invokes."""
        session = self.world.own_session()
        session.events.register("before-call.lambda.Invoke", self._note)
        return session

    def _note(self, params: dict[str, Any], **_: object) -> None:
        assert params["headers"]["X-Amz-Invocation-Type"] == "Event"
        self.sent.append(json.loads(params["body"]))


def _answer(invocations: Invocations, sent: dict[str, Any], context: Context) -> None:
    clock = invocations.world.time.clock()
    answer_event(accounts.handler, sent, context, clock=clock, session=invocations.session)


def test_accounts_go_on_until_they_are_ready(
    world: World,
    organizations: OrganizationsClient,
    root_id: str,
    server: ResponseServer,
    context: Context,
) -> None:
    """Two invocations hand on without an answer, the third answers for all of them."""
    listing = Listing(world, organizations, root_id, limit=1)
    first = event(server.url, ResourceProperties=listing.want(a="apps", b="apps"))
    invocations = Invocations(world)
    world.faults.answer(DESCRIBE, CREATING, times=200)
    world.faults.answer("organizations.ListAccounts", {"Accounts": []}, times=2)

    _answer(invocations, first, context)
    _answer(invocations, invocations.sent[0], context)
    assert server.taken == []
    assert [one["Continuation"]["Count"] for one in invocations.sent] == [1, 2]
    assert invocations.sent[1]["ResponseURL"] == server.url

    world.faults.prepared.clear()
    _answer(invocations, invocations.sent[1], context)

    assert [one["Status"] for one in server.taken] == ["SUCCESS"]
    assert server.taken[0]["Data"]["Ready"] == "1"
    assert server.taken[0]["Data"]["Pending"] == "b@example.com"
    assert world.calls.count("organizations.CreateAccount") == 1


def test_accounts_end_with_pending_within_the_service_timeout(
    world: World,
    organizations: OrganizationsClient,
    root_id: str,
    server: ResponseServer,
    context: Context,
) -> None:
    """AWS that never finishes is waited for nearly an hour, and then the deploy goes on."""
    listing = Listing(world, organizations, root_id)
    sent = event(server.url, ResourceProperties=listing.want(a="apps"))
    invocations = Invocations(world)
    world.faults.answer("organizations.CreateAccount", CREATING)
    world.faults.answer(DESCRIBE, CREATING, times=9999)
    started = world.time.now()

    _answer(invocations, sent, context)
    while not server.taken:
        _answer(invocations, invocations.sent[-1], context)

    assert server.taken[0]["Data"]["Pending"] == "a@example.com"
    assert len(invocations.sent) == 3
    assert 3300 < world.time.now() - started < 3600


def test_a_function_that_cannot_be_started_is_answered_for(
    world: World, organizations: OrganizationsClient, root_id: str, server: ResponseServer
) -> None:
    """If handing on fails, this invocation answers itself."""
    listing = Listing(world, organizations, root_id)
    sent = event(server.url, ResourceProperties=listing.want(a="apps"))
    world.faults.answer(DESCRIBE, CREATING, times=9999)
    world.faults.fail("lambda.Invoke", "ResourceNotFoundException", status=404)

    _answer(Invocations(world), sent, Context())

    assert [one["Status"] for one in server.taken] == ["FAILED"]
    assert "Invoke was refused: ResourceNotFound" in server.taken[0]["Reason"]


@pytest.mark.parametrize(
    ("count", "elapsed", "remaining", "expected"),
    [
        (0, 0, 900, True),
        (2, 1740, 900, True),
        (2, 1741, 900, False),
        (9, 0, 60, True),
        (10, 0, 60, False),
        (0, 0, 1800, False),
    ],
)
def test_there_is_room_for_another_invocation(
    world: World, count: int, elapsed: float, remaining: float, expected: bool
) -> None:
    """This invocation and one more must end in time, and Lambda's patience is not tried."""
    passed = Passed(count, world.time.now() - elapsed, {})

    assert passed.leaves_room_for(remaining, world.time.clock()) is expected


def test_starting_is_tried_again(world: World, context: Context) -> None:
    """A throttled start is repeated like any other call."""
    invocations = Invocations(world)
    world.faults.fail("lambda.Invoke", "TooManyRequestsException", status=429)

    start(invocations.session(), world.run(), context.invoked_function_arn, {"A": "1"})

    assert invocations.sent == [{"A": "1"}, {"A": "1"}]
