"""The lifecycle: whatever a setting or an event does, CloudFormation gets one answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from baseline.runtime.errors import AnswerError, NotFinishedError, SettingError
from baseline.runtime.lifecycle import Setting, answer_event
from baseline.runtime.run import Run

from .world import Context, ResponseServer, World, event

Properties = dict[str, Any]


def _applies(action: Callable[[Properties, Run], dict[str, str]]) -> Setting:
    def apply(session: Any, properties: Any, *, run: Run) -> dict[str, str]:
        assert session.region_name
        return action(properties, run)

    return Setting("x", apply)


def _raises(error: BaseException) -> Setting:
    def action(_: Properties, __: Run) -> dict[str, str]:
        raise error

    return _applies(action)


def _answer(world: World, setting: Setting, sent: Any, seconds: float = 900.0) -> None:
    answer_event(setting, sent, Context(seconds), clock=world.time.clock(), session=world.session)


@pytest.mark.parametrize("request_type", ["Create", "Update"])
def test_success_is_answered_with_the_attributes(
    world: World, server: ResponseServer, request_type: str
) -> None:
    """What apply returns are the attributes; the physical id is constant."""
    _answer(world, _applies(lambda *_: {"A": "1"}), event(server.url, RequestType=request_type))

    assert [(one["Status"], one["Data"]) for one in server.taken] == [("SUCCESS", {"A": "1"})]
    assert server.taken[0]["PhysicalResourceId"] == "baseline-setting-x"


def test_apply_is_told_what_it_needs(world: World, server: ResponseServer) -> None:
    """Properties, old properties, time and patience reach the setting."""
    seen: list[tuple[Properties, Run]] = []

    def note(properties: Properties, run: Run) -> dict[str, str]:
        seen.append((properties, run))
        return {}

    sent = event(server.url, ResourceProperties={"A": "1"}, OldResourceProperties={"A": "0"})
    _answer(world, _applies(note), sent)

    properties, run = seen[0]
    assert properties == {"A": "1"}
    assert run.old_properties == {"A": "0"}
    assert (run.setting, run.seconds, run.denials_seconds) == ("x", 860.0, 90.0)
    assert not run.can_continue


def test_delete_leaves_the_setting(server: ResponseServer) -> None:
    """Delete is answered without applying anything or even opening a session."""

    def fail() -> Any:
        raise AssertionError

    setting = _raises(AssertionError())
    sent = event(server.url, RequestType="Delete", ResourceProperties="damaged")
    answer_event(setting, sent, Context(), session=fail)

    assert [one["Status"] for one in server.taken] == ["SUCCESS"]


def _client_error() -> ClientError:
    error: Any = {"Error": {"Code": "InvalidInputException", "Message": "Bad\nname."}}
    return ClientError(error, "CreateThing")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (SettingError("it: is wrong; do this"), "x: it: is wrong; do this"),
        (NotFinishedError("still off after 9 seconds"), "deploy again, nothing is lost"),
        (_client_error(), "x: CreateThing was refused: InvalidInput: Bad name.; remove the cause"),
        (KeyError("Name"), "x: KeyError: 'Name'; this is a defect"),
        (SystemExit(1), "x: SystemExit: 1; this is a defect"),
        (RecursionError("deep"), "x: RecursionError: deep"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_error_is_answered(
    world: World, server: ResponseServer, error: BaseException, told: str
) -> None:
    """Whatever apply raises is a failure with a reason in one line, and nothing is raised."""
    _answer(world, _raises(error), event(server.url))

    assert [one["Status"] for one in server.taken] == ["FAILED"]
    assert told in server.taken[0]["Reason"]
    assert "\n" not in server.taken[0]["Reason"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"RequestType": "Read"}, "RequestType: Create, Update or Delete is required (got 'Read')"),
        ({"RequestType": None}, "(got None)"),
        ({"ResourceProperties": "x"}, "ResourceProperties: a mapping is required"),
        ({"Continuation": {"Count": "x"}}, "Continuation: not of this function's making"),
    ],
)
def test_malformed_events_are_answered(
    world: World, server: ResponseServer, fields: Properties, told: str
) -> None:
    """An event that makes no sense is a failure that says what is missing."""
    _answer(world, _applies(lambda *_: {}), event(server.url, **fields))

    assert [one["Status"] for one in server.taken] == ["FAILED"]
    assert told in server.taken[0]["Reason"]


@pytest.mark.parametrize("sent", [None, [], {}, {"ResponseURL": "ftp://x/"}, "text"])
def test_what_cannot_be_answered_is_logged(
    world: World, sent: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Without a response URL there is nothing to do, and nothing is done."""
    _answer(world, _raises(AssertionError()), sent)

    assert json.loads(caplog.records[-1].getMessage())["kind"] == "ignored"


def test_a_session_that_fails_is_answered(server: ResponseServer) -> None:
    """Even an environment without a region gets an answer."""

    def fail() -> Any:
        raise ValueError("no region")

    answer_event(_applies(lambda *_: {}), event(server.url), Context(), session=fail)

    assert "no region" in server.taken[0]["Reason"]


def test_a_url_that_fails_twice_gets_its_answer(world: World, server: ResponseServer) -> None:
    """A response URL in trouble is tried until it takes the answer, once."""
    server.refuse = 2
    _answer(world, _applies(lambda *_: {}), event(server.url))

    assert [one["Status"] for one in server.taken] == ["SUCCESS"]


def test_a_url_that_never_answers_lets_lambda_repeat(world: World, server: ResponseServer) -> None:
    """If no answer can be given, raising makes Lambda try the event again."""
    server.refuse = 999
    with pytest.raises(AnswerError):
        _answer(world, _applies(lambda *_: {}), event(server.url))


def test_work_that_hangs_is_answered_for(server: ResponseServer) -> None:
    """A setting that does not come back in time is answered for, and its own answer dropped."""
    release = threading.Event()

    def hang(*_: object) -> dict[str, str]:
        release.wait(10)
        return {"A": "late"}

    handler = threading.Thread(
        target=answer_event, args=(_applies(hang), event(server.url), Context(0.6))
    )
    handler.start()
    while not server.taken:
        assert handler.is_alive()
    release.set()
    handler.join()

    assert [one["Status"] for one in server.taken] == ["FAILED"]
    assert "no end after 1 seconds" in server.taken[0]["Reason"]


def test_a_watchdog_that_fails_leaves_the_answer_to_the_work(server: ResponseServer) -> None:
    """If the watchdog cannot reach the URL either, the work still answers."""
    server.refuse = 1
    release = threading.Event()

    def hang(*_: object) -> dict[str, str]:
        release.wait(10)
        return {}

    handler = threading.Thread(
        target=answer_event, args=(_applies(hang), event(server.url), Context(0.3))
    )
    handler.start()
    while server.refuse:
        assert handler.is_alive()
    release.set()
    handler.join()

    assert [one["Status"] for one in server.taken] == ["SUCCESS"]


def test_the_watchdog_ends_with_the_work(world: World, server: ResponseServer) -> None:
    """After the answer no watchdog is left that could bark in Lambda's next event."""
    _answer(world, _applies(lambda *_: {}), event(server.url), seconds=30.0)

    timers = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    for timer in timers:
        timer.join(1)
    assert not any(timer.is_alive() for timer in timers)


def test_the_lambda_handler_answers(server: ResponseServer) -> None:
    """The handler that Lambda calls does all that with real time and a real session."""

    def apply(session: Any, properties: Any, *, run: Run) -> dict[str, str]:
        assert "ServiceToken" in properties
        return {"Region": session.region_name, "Setting": run.setting}

    Setting("y", apply)(event(server.url), Context())

    assert server.taken[0]["Data"] == {"Region": "eu-west-1", "Setting": "y"}


def test_the_signed_url_is_never_logged(
    world: World, server: ResponseServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither success, failure, retry nor defect writes the response URL to the log."""
    server.refuse = 1
    for setting in (_applies(lambda *_: {}), _raises(KeyError("x")), _raises(SettingError("y"))):
        _answer(world, setting, event(server.url))

    ours = [one.getMessage() for one in caplog.records if one.name == "account-baseline"]
    assert len(ours) > 3
    assert not any("topsecret" in line or server.url in line for line in ours)
