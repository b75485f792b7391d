"""One run of a setting: its time, its patience, and every AWS call it makes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from . import log
from .clock import Clock
from .errors import NotFinishedError
from .reasons import DENIED, CallError, code_of, is_transient

T = TypeVar("T")

#: How long IAM, or a switch just thrown, may take until every server knows of it.
#: Source: observed by others as well under 90 seconds (aws-cdk issues 31429, 21332, 37675); the
#: IAM User Guide, "Changes that I make are not always immediately visible", gives no number.
SETTLE_SECONDS = 90.0


@dataclass
class Run:
    """What one invocation knows beside its properties; the default serves a caller without one.

    `seconds` is the time that may be used. `denials_seconds` is how long after the start a denial
    is taken for IAM still spreading a new role. `progress` outlives the invocation when the
    lifecycle continues in another. `can_continue` tells that it will.
    """

    setting: str = ""
    clock: Clock = field(default_factory=Clock)
    seconds: float = 60.0
    denials_seconds: float = 0.0
    old_properties: Mapping[str, Any] = field(default_factory=dict)
    progress: dict[str, Any] = field(default_factory=dict)
    can_continue: bool = False

    def __post_init__(self) -> None:
        self.started = self.clock.now()

    def elapsed(self) -> float:
        """Return the seconds since this run began."""
        return self.clock.now() - self.started

    def require(self, seconds: float, waiting_for: str) -> None:
        """Stop if fewer than so many seconds are left.

        Raises:
            NotFinishedError: if so, saying what was waited for.

        """
        if self.elapsed() + seconds >= self.seconds:
            raise NotFinishedError(f"{waiting_for} after {self.elapsed():.0f} seconds")

    def pause(self, seconds: float, waiting_for: str) -> None:
        """Wait, unless the time would run out meanwhile.

        Raises:
            NotFinishedError: if it would.

        """
        self.require(seconds, waiting_for)
        self.clock.sleep(seconds)

    def call(
        self, method: Callable[..., T], *, settling: Collection[str] = (), **arguments: Any
    ) -> T:
        """Call AWS and try again what passes by itself, one log line an attempt.

        `settling` names further error codes that are retried for `SETTLE_SECONDS`, because
        something else that was just done may not have spread yet.

        Raises:
            NotFinishedError: if the time runs out first.
            ClientError: if trying again is of no use.

        """
        operation = getattr(method, "__name__", "call")
        delays = self.clock.delays()
        first = self.clock.now()
        attempt = 0
        while True:
            attempt += 1
            self.require(0, f"{operation} was not tried")
            try:
                answer = method(**arguments)
            except CallError as error:
                code = code_of(error)
                self._log(operation, attempt, code)
                if not self._is_worth_retrying(error, code, settling, first):
                    raise
                self.pause(next(delays), f"{operation} still answers {code}")
            else:
                self._log(operation, attempt, "ok")
                return answer

    def pages(self, method: Callable[..., Any], key: str, **arguments: Any) -> Iterator[Any]:
        """Yield the items of every page of a list call; a page may be empty and not the last."""
        token: dict[str, str] = {}
        while True:
            page = self.call(method, **arguments, **token)
            yield from page.get(key, ())
            if not page.get("NextToken"):
                return
            token = {"NextToken": page["NextToken"]}

    def _is_worth_retrying(
        self, error: Exception, code: str, settling: Collection[str], first: float
    ) -> bool:
        if is_transient(error):
            return True
        if code in settling:
            return self.clock.now() - first < SETTLE_SECONDS
        return code in DENIED and self.elapsed() < self.denials_seconds

    def _log(self, operation: str, attempt: int, outcome: str) -> None:
        log.write(
            "call",
            setting=self.setting,
            operation=operation,
            attempt=attempt,
            outcome=outcome,
            elapsed_seconds=round(self.elapsed(), 1),
        )
