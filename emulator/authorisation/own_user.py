"""IAM calls that leave out the user's name are about the user who makes them.

ministack does not know who calls and answers for nobody, or for root.

Source: IAM API reference, `UserName` of GetUser, ListMFADevices, ListAccessKeys and others:
without it the name is told from the access key that signs.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, quote

from . import callers

_OWN = frozenset(
    (
        *("GetUser", "ListMFADevices", "DeactivateMFADevice", "ListAccessKeys", "GetLoginProfile"),
        *("CreateAccessKey", "UpdateAccessKey", "DeleteAccessKey", "ListSSHPublicKeys"),
        *("ListSigningCertificates", "ListServiceSpecificCredentials"),
    )
)


def install() -> None:
    """Put the caller's name into ministack's IAM requests that name nobody."""
    from ministack.services import iam

    answer = iam.handle_request

    async def handle_request(
        method: str, path: str, headers: Any, body: bytes, query_params: Any
    ) -> Any:
        named = _named(dict(headers), body)
        return await answer(method, path, headers, named, query_params)

    iam.handle_request = handle_request


def _named(headers: dict[str, str], body: bytes) -> bytes:
    form = parse_qs(body.decode("utf-8", "replace")) if body else {}
    if form.get("Action", [""])[0] not in _OWN or "UserName" in form:
        return body
    caller = callers.of_headers(headers)
    if caller is None or caller.kind != "user":
        return body
    return body + f"&UserName={quote(caller.name)}".encode()
