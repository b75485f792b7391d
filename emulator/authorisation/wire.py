"""An HTTP request as it was sent, and the credentials that it names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, quote

_SCOPE = re.compile(r"Credential=([^/,\s]+)/(\d{8})/([^/,\s]+)/([^/,\s]+)/aws4_request")
_VIRTUAL_HOST = re.compile(
    r"(?P<bucket>.+)\.(?:s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?|(?:s3\.)?localhost)(?::\d+)?"
)


@dataclass(frozen=True)
class Credential:
    """What a signature says about its maker: the scope is not verified here."""

    access_key: str
    region: str
    service: str
    token: str


@dataclass(frozen=True)
class Wire:
    """One request; `path` is percent-encoded as sent, header names are lower case."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes
    secure: bool
    source_ip: str

    def first(self, name: str) -> str:
        """Return the first value of a query parameter, empty when there is none."""
        return self.query.get(name, [""])[0]

    @property
    def form(self) -> Mapping[str, list[str]]:
        """The fields of a form-encoded body, empty for any other body."""
        if "x-www-form-urlencoded" not in self.headers.get("content-type", ""):
            return {}
        return parse_qs(self.body.decode("utf-8", "replace"), keep_blank_values=True)

    @property
    def credential(self) -> Credential | None:
        """The credentials of the header or, without one, of a presigned query."""
        token = self.headers.get("x-amz-security-token", "")
        if authorization := self.headers.get("authorization", ""):
            found = _SCOPE.search(authorization)
            if found is None or not authorization.startswith("AWS4-HMAC-SHA256"):
                return None
            key, _, region, service = found.groups()
            return Credential(key, region, service, token)
        scope = self.first("X-Amz-Credential").split("/")
        if len(scope) != 5 or not self.first("X-Amz-Signature"):
            return None
        return Credential(scope[0], scope[2], scope[3], self.first("X-Amz-Security-Token") or token)

    @property
    def is_signature_2(self) -> bool:
        """Whether it is signed with Signature Version 2, which names no region."""
        header = self.headers.get("authorization", "")
        return header.startswith("AWS ") or "AWSAccessKeyId" in self.query

    @property
    def bucket_path(self) -> str:
        """The path with the bucket in front, also when the host names the bucket."""
        found = _VIRTUAL_HOST.fullmatch(self.headers.get("host", ""))
        return f"/{found['bucket']}{self.path}" if found else self.path


def read(scope: Mapping[str, Any], headers: Mapping[str, str], body: bytes) -> Wire:
    """Make a `Wire` of an ASGI scope, its headers and its whole body.

    Clients are pointed here instead of at AWS's endpoints, to which they speak TLS: a request
    counts as such unless `X-Forwarded-Proto: http` says that it came in the clear.
    """
    lowered = {name.lower(): value for name, value in headers.items()}
    raw: bytes | None = scope.get("raw_path")
    path = raw.decode("latin-1").partition("?")[0] if raw else quote(scope["path"])
    query = scope.get("query_string", b"").decode("latin-1")
    return Wire(
        method=scope["method"].upper(),
        path=path or "/",
        query=parse_qs(query, keep_blank_values=True),
        headers=lowered,
        body=body,
        secure=lowered.get("x-forwarded-proto", "https") == "https",
        source_ip=(scope.get("client") or ("127.0.0.1",))[0],
    )
