"""The lifecycle of a setting as a custom resource: whatever happens, CloudFormation is answered.

Create and Update apply the setting; Delete leaves it as it is, without asking AWS anything, so
that deleting a stack never weakens an account. The physical id never changes, so CloudFormation
never sees a replacement. Work that outlasts one invocation goes on in another one of the same
function, which then answers; a watchdog answers for work that hangs.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from botocore.exceptions import ClientError

from . import log
from .answer import Reply, reply_to
from .clock import Clock
from .continuation import Passed, start
from .errors import AnswerError, NotFinishedError, SettingError
from .properties import Properties
from .reasons import explain
from .run import SETTLE_SECONDS, Run

if TYPE_CHECKING:
    from boto3 import Session

#: What is kept free before the function's time-out, in seconds and at most as a part of the time:
#: the work stops first, then the watchdog answers, then sending the answer ends.
WORK_RESERVE = (40.0, 0.25)
WATCHDOG_RESERVE = (12.0, 0.1)
ANSWER_RESERVE = (1.0, 0.05)


class Apply(Protocol):
    """How a setting is applied: session and properties in, attributes for templates out."""

    def __call__(self, session: Session, properties: Properties, *, run: Run) -> dict[str, str]:
        """Bring the setting about and return its attributes."""


@dataclass(frozen=True)
class Setting:
    """A setting's name, what applies it, and whether it may go on in another invocation.

    It is itself the handler that Lambda calls.
    """

    name: str
    apply: Apply
    continues: bool = False

    def __call__(self, event: Any, context: Any) -> None:
        """Answer an event with real time and the function's own credentials."""
        answer_event(self, event, context)


def _own_session() -> Session:
    # Imported here, because a synthesis reads what the settings declare and calls nothing.
    import boto3

    return boto3.Session()


def answer_event(
    setting: Setting,
    event: Any,
    context: Any,
    *,
    clock: Clock | None = None,
    session: Callable[[], Session] = _own_session,
) -> None:
    """Do what the event asks and see that CloudFormation gets exactly one answer.

    Raises:
        AnswerError: if the response URL takes none; Lambda then repeats the event twice.

    """
    clock = clock or Clock()
    remaining = context.get_remaining_time_in_millis() / 1000
    deadline = clock.now() + remaining - _reserve(ANSWER_RESERVE, remaining)
    physical_id = f"baseline-setting-{setting.name}"
    reply = reply_to(event, physical_id, clock, deadline, context.log_stream_name)
    if reply is None:
        log.write("ignored", setting=setting.name, reason="the event has no usable ResponseURL")
        return
    watchdog = _watchdog(reply, setting.name, remaining)
    try:
        _act(setting, event, context, clock, session, reply, remaining)
    except AnswerError:
        raise
    except BaseException as error:
        # Whatever it is: without an answer the stack would wait for an hour.
        reply.fail(f"{setting.name}: {_told(error)}")
    finally:
        watchdog.cancel()


def _reserve(reserve: tuple[float, float], remaining: float) -> float:
    seconds, part = reserve
    return min(seconds, remaining * part)


def _watchdog(reply: Reply, name: str, remaining: float) -> threading.Timer:
    def bark() -> None:
        # If this fails as well, the work itself may still be able to answer.
        with suppress(AnswerError):
            reply.fail(
                f"{name}: no end after {remaining:.0f} seconds and the function's time is up; "
                "deploy again, nothing is lost"
            )

    timer = threading.Timer(remaining - _reserve(WATCHDOG_RESERVE, remaining), bark)
    timer.daemon = True
    timer.start()
    return timer


def _act(
    setting: Setting,
    event: dict[str, Any],
    context: Any,
    clock: Clock,
    session: Callable[[], Session],
    reply: Reply,
    remaining: float,
) -> None:
    """Apply the setting and answer, or leave the answer to another invocation.

    Raises:
        SettingError: if the event is no request of CloudFormation's.
    """
    request, properties = event.get("RequestType"), event.get("ResourceProperties")
    if request == "Delete":
        reply.success({})
        return
    if request not in ("Create", "Update"):
        raise SettingError(
            f"RequestType: Create, Update or Delete is required (got {request!r:.100}); "
            "let CloudFormation call this function"
        )
    if not isinstance(properties, dict):
        raise SettingError("ResourceProperties: a mapping is required; let CloudFormation call it")
    old = event.get("OldResourceProperties")
    passed = Passed.of(event, clock)
    work_reserve = _reserve(WORK_RESERVE, remaining)
    run = Run(
        setting=setting.name,
        clock=clock,
        seconds=remaining - work_reserve,
        denials_seconds=SETTLE_SECONDS,
        old_properties=old if isinstance(old, dict) else {},
        progress=passed.progress,
        can_continue=setting.continues and passed.leaves_room_for(remaining, clock),
    )
    connection = session()
    try:
        reply.success(setting.apply(connection, properties, run=run))
    except NotFinishedError as error:
        if not run.can_continue:
            raise
        log.write("continued", setting=setting.name, count=passed.count + 1, reason=str(error))
        again = passed.next_event(event, run.progress)
        # What is left of the reserve before the watchdog's share.
        seconds = work_reserve - _reserve(WATCHDOG_RESERVE, remaining)
        starting = Run(setting=setting.name, clock=clock, seconds=seconds)
        reply.hand_over(lambda: start(connection, starting, context.invoked_function_arn, again))


def _told(error: BaseException) -> str:
    """Say what went wrong; a defect of ours is also logged with where it happened."""
    match error:
        case SettingError():
            return str(error)
        case NotFinishedError():
            return f"{error}; deploy again, nothing is lost"
        case ClientError():
            return explain(error)
    where = traceback.extract_tb(error.__traceback__)
    log.write("defect", error=type(error).__name__, where=[f"{f.name}:{f.lineno}" for f in where])
    return f"{type(error).__name__}: {error}; this is a defect, its place is in the log"
