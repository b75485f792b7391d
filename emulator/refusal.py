"""An AWS error, rendered for the protocol of the call it answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import uuid4
from xml.sax.saxutils import escape

Response = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True)
class Refusal:
    """What AWS answers when it refuses a call."""

    code: str
    message: str
    status: int = 400
    reason: str = ""

    def response(self, protocol: str) -> Response:
        """The HTTP answer; `reason` is the member some exceptions carry beside the message."""
        if protocol in ("json", "rest-json"):
            return self._json()
        if protocol == "rest-xml":
            return self._s3()
        return self._query()

    def _json(self) -> Response:
        body = {"__type": self.code, "message": self.message, "Message": self.message}
        if self.reason:
            body["Reason"] = self.reason
        headers = {"content-type": "application/x-amz-json-1.1", "x-amzn-errortype": self.code}
        return self.status, headers, json.dumps(body).encode()

    def _s3(self) -> Response:
        text = (
            f"<Error><Code>{escape(self.code)}</Code><Message>{escape(self.message)}</Message>"
            f"<RequestId>{uuid4()}</RequestId></Error>"
        )
        return self.status, {"content-type": "application/xml"}, text.encode()

    def _query(self) -> Response:
        kind = "Sender" if self.status < 500 else "Receiver"
        text = (
            f"<ErrorResponse><Error><Type>{kind}</Type><Code>{escape(self.code)}</Code>"
            f"<Message>{escape(self.message)}</Message></Error>"
            f"<RequestId>{uuid4()}</RequestId></ErrorResponse>"
        )
        return self.status, {"content-type": "text/xml"}, text.encode()


class RefusedError(Exception):
    """Carries a refusal out of the code that found it."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.code}: {refusal.message}")
        self.refusal = refusal


def refuse(code: str, message: str, *, reason: str = "", status: int = 400) -> RefusedError:
    """Make the exception that ends a call with this AWS error."""
    return RefusedError(Refusal(code, message, status, reason))
