"""Answers in JSON, for the protocols AWS has."""

from __future__ import annotations

import json
from typing import Any

from ..refusal import Response


def aws_json(document: dict[str, Any]) -> Response:
    """The body of a successful call in the JSON 1.1 protocol."""
    return _answer(document, "application/x-amz-json-1.1")


def rest_json(document: dict[str, Any]) -> Response:
    """The body of a successful call in the REST-JSON protocol."""
    return _answer(document, "application/json")


def _answer(document: dict[str, Any], content_type: str) -> Response:
    return 200, {"content-type": content_type}, json.dumps(document).encode()
