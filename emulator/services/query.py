"""Answers in the query protocol's XML."""

from __future__ import annotations

from uuid import uuid4

from ..refusal import Response


def result(operation: str, inner: str = "") -> Response:
    """The XML of a successful call."""
    text = (
        f"<{operation}Response><{operation}Result>{inner}</{operation}Result>"
        f"<ResponseMetadata><RequestId>{uuid4()}</RequestId></ResponseMetadata>"
        f"</{operation}Response>"
    )
    return 200, {"content-type": "text/xml"}, text.encode()
