"""errorCode and errorMessage of a record, read from the answer.

Source: records in the guides of IAM, KMS and EC2: a refused call is AccessDenied, in EC2
Client.UnauthorizedOperation; IAM's codes end in Exception.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape

_CODE = re.compile(r"<Code>([^<]*)</Code>")
_MESSAGE = re.compile(r"<Message>([^<]*)</Message>")
_DENIED = frozenset({"AccessDenied", "AccessDeniedException", "AuthorizationError"})


def of(service: str, status: int, headers: Mapping[str, str], body: bytes) -> dict[str, str]:
    """The two elements of a call that failed, nothing of one that did not."""
    if status < 400:
        return {}
    code, message = _read(headers, body.decode("utf-8", "replace"))
    made = {"errorCode": _recorded(service, code or str(status))}
    return made | ({"errorMessage": message} if message else {})


def _read(headers: Mapping[str, str], text: str) -> tuple[str, str]:
    if text.lstrip().startswith("<"):
        named, told = _CODE.search(text), _MESSAGE.search(text)
        return unescape(named[1]) if named else "", unescape(told[1]) if told else ""
    header = headers.get("x-amzn-errortype") or headers.get("x-amzn-query-error", "")
    try:
        document = json.loads(text)
    except ValueError:
        document = {}
    document = document if isinstance(document, dict) else {}
    code = str(document.get("__type") or document.get("code") or header)
    message = str(document.get("message") or document.get("Message") or "")
    return re.split(r"[:;]", code.rpartition("#")[2])[0], message


def _recorded(service: str, code: str) -> str:
    if service == "ec2":
        return f"Client.{code}"
    if code in _DENIED:
        return "AccessDenied"
    if service == "iam" and not code.endswith("Exception"):
        return f"{code}Exception"
    return code
