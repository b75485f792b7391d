"""Answers CloudFormation: once, in at most 4,096 bytes, and again until the answer arrives."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from . import log
from .clock import Clock
from .errors import AnswerError

#: Source: CloudFormation User Guide, "Custom resource response objects" and "Understand
#: CloudFormation quotas": a response may hold 4,096 bytes, data included.
ANSWER_BYTES = 4096
#: Longer than any id that CloudFormation makes; a malformed event must not crowd out the reason.
ID_CHARS = 400
_DOTS = "..."
SEND_ATTEMPTS = 10
SEND_TIMEOUT_SECONDS = 5.0


def one_line(text: str) -> str:
    """Return the text with every run of white space made one blank."""
    return " ".join(text.split())


def cut(text: str, size: int) -> str:
    """Return the text, its end replaced by dots if it takes more than `size` bytes in an answer."""
    if _bytes(text) <= size:
        return text
    if size < len(_DOTS):
        return ""
    while (excess := _bytes(text) + len(_DOTS) - size) > 0:
        # No character takes more than 12 bytes, so this never removes more than it must.
        text = text[: -max(1, excess // 12)]
    return text + _DOTS


def _bytes(text: str) -> int:
    return len(json.dumps(text)) - 2


def put(url: str, body: bytes) -> int:
    """Send the body to a presigned URL and return the HTTP status.

    The content type is empty because CloudFormation signed the URL without one.
    """
    target = urlsplit(url)
    kind = http.client.HTTPSConnection if target.scheme == "https" else http.client.HTTPConnection
    connection = kind(target.netloc, timeout=SEND_TIMEOUT_SECONDS)
    try:
        path = f"{target.path or '/'}?{target.query}" if target.query else target.path or "/"
        connection.request("PUT", path, body=body, headers={"Content-Type": ""})
        return connection.getresponse().status
    finally:
        connection.close()


def is_web_address(url: object) -> bool:
    """Tell whether something can be a response URL at all."""
    if not isinstance(url, str):
        return False
    try:
        target = urlsplit(url)
        return target.scheme in ("http", "https") and bool(target.hostname) and target.port != 0
    except ValueError:
        return False


@dataclass
class Reply:
    """The one answer to one event, which the work and its watchdog may both want to give.

    Whoever holds the lock gives it; the other waits until it has arrived, because Lambda freezes
    the process as soon as the handler returns.
    """

    url: str
    ids: Mapping[str, str]
    clock: Clock
    deadline: float
    log_stream: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _is_given: bool = False

    def success(self, attributes: Mapping[str, str]) -> None:
        """Answer SUCCESS with the attributes, or FAILED when they do not fit."""
        body = self._body("SUCCESS", "", attributes)
        if len(body) > ANSWER_BYTES:
            self.fail(
                f"the attributes make an answer of {len(body):,} bytes, CloudFormation takes "
                f"{ANSWER_BYTES:,}; use fewer or shorter names in the configuration"
            )
            return
        self._give(body, "SUCCESS")

    def fail(self, reason: str) -> None:
        """Answer FAILED with as much of the reason as fits in one line."""
        room = ANSWER_BYTES - len(self._body("FAILED", "", {}))
        source = f" (log stream {self.log_stream})" if self.log_stream else ""
        told = cut(one_line(reason), room - _bytes(source)) + source
        log.write("failed", setting=self.ids["PhysicalResourceId"], reason=told)
        self._give(self._body("FAILED", told, {}), "FAILED")

    def hand_over(self, action: Callable[[], None]) -> None:
        """Leave the answer to whatever the action starts, unless it has been given already."""
        with self._lock:
            if not self._is_given:
                action()
                self._is_given = True

    def _body(self, status: str, reason: str, attributes: Mapping[str, str]) -> bytes:
        answer: dict[str, Any] = {"Status": status, "Reason": reason, **self.ids}
        if attributes:
            answer["Data"] = dict(attributes)
        return json.dumps(answer).encode("ascii")

    def _give(self, body: bytes, status: str) -> None:
        with self._lock:
            if self._is_given:
                return
            delays = self.clock.delays()
            for attempt in range(1, SEND_ATTEMPTS + 1):
                outcome = _try_to_put(self.url, body)
                log.write("answer", status=status, attempt=attempt, outcome=outcome)
                if outcome == "ok":
                    self._is_given = True
                    return
                delay = next(delays)
                if self.clock.now() + delay >= self.deadline:
                    break
                self.clock.sleep(delay)
            raise AnswerError(f"the response URL took no answer: {outcome}")


def _try_to_put(url: str, body: bytes) -> str:
    try:
        status = put(url, body)
    except (OSError, http.client.HTTPException, ValueError) as error:
        # The text of such an error may hold the URL, which is signed.
        return type(error).__name__
    return "ok" if 200 <= status < 300 else f"HTTP {status}"


def reply_to(
    event: object, physical_id: str, clock: Clock, deadline: float, log_stream: str
) -> Reply | None:
    """Return the reply to an event, or None when the event names nowhere to send one.

    `physical_id` is for the first answer; later ones repeat what CloudFormation knows, which is an
    id of its own making where that answer never came. Another one would mean a replacement.
    """
    if not isinstance(event, dict) or not is_web_address(event.get("ResponseURL")):
        return None
    known = event.get("PhysicalResourceId")
    if isinstance(known, str) and known:
        physical_id = known[:ID_CHARS]
    ids = {
        name: str(event.get(name, ""))[:ID_CHARS]
        for name in ("StackId", "RequestId", "LogicalResourceId")
    }
    return Reply(
        url=event["ResponseURL"],
        ids={"PhysicalResourceId": physical_id, **ids},
        clock=clock,
        deadline=deadline,
        log_stream=log_stream,
    )
