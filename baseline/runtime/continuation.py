"""Goes on with the same event in another invocation, as often as CloudFormation has patience for.

The event is passed on whole, its response URL included, with a count, the time of the first
invocation and the setting's progress; the last invocation gives the answer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import clients
from .errors import SettingError

if TYPE_CHECKING:
    from boto3 import Session

    from .clock import Clock
    from .run import Run

#: Source: CloudFormation User Guide, "AWS::CloudFormation::CustomResource", ServiceTimeout:
#: at most 3,600 seconds.
SERVICE_TIMEOUT_SECONDS = 3600.0
#: Kept free of that, for starting invocations and for the answer.
SERVICE_MARGIN_SECONDS = 60.0
#: Lambda stops a function that has called itself about 16 times.
#: Source: Lambda Developer Guide, "Use Lambda recursive loop detection".
MOST_CONTINUATIONS = 10
KEY = "Continuation"


@dataclass(frozen=True)
class Passed:
    """What earlier invocations for the same event hand on."""

    count: int
    started: float
    progress: dict[str, Any]

    @classmethod
    def of(cls, event: dict[str, Any], clock: Clock) -> Passed:
        """Read what an event carries; the first one carries nothing.

        Raises:
            SettingError: if somebody else has put something there.

        """
        match event.get(KEY):
            case None:
                return cls(0, clock.wall(), {})
            case {
                "Count": int(count),
                "Started": int() | float() as started,
                "Progress": dict(progress),
            }:
                return cls(count, started, progress)
        raise SettingError(f"{KEY}: not of this function's making; let CloudFormation call it")

    def leaves_room_for(self, remaining: float, clock: Clock) -> bool:
        """Tell whether this invocation and one more end before CloudFormation gives up."""
        end = clock.wall() - self.started + 2 * remaining
        return (
            self.count < MOST_CONTINUATIONS
            and end <= SERVICE_TIMEOUT_SECONDS - SERVICE_MARGIN_SECONDS
        )

    def next_event(self, event: dict[str, Any], progress: dict[str, Any]) -> dict[str, Any]:
        """Return the event for the next invocation."""
        passed = {"Count": self.count + 1, "Started": self.started, "Progress": progress}
        return {**event, KEY: passed}


def start(session: Session, run: Run, function_arn: str, event: dict[str, Any]) -> None:
    """Start the function again without waiting for it."""
    run.call(
        clients.functions(session).invoke,
        FunctionName=function_arn,
        InvocationType="Event",
        Payload=json.dumps(event).encode(),
    )
