"""IAM Access Analyzer's analyzers, which ministack does not know.

Source: IAM Access Analyzer API reference, CreateAnalyzer and its neighbours.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from .. import organizations
from ..calls import Call, Request, json_of
from ..refusal import Response, refuse
from .json_answer import rest_json

_OF_AN_ORGANIZATION = "ORGANIZATION"
_PRINCIPAL = "access-analyzer.amazonaws.com"
_TYPES = ("ACCOUNT", _OF_AN_ORGANIZATION)
_ANALYZERS: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}


def answer(request: Request, call: Call, account: str) -> Response:
    """Answer one of the calls on analyzers and their tags.

    Raises:
        RefusedError: as the service refuses.
    """
    held = _ANALYZERS.setdefault((account, call.region), {})
    given, last = json_of(request), unquote(request.path.rstrip("/").rpartition("/")[2])
    match call.operation:
        case "CreateAnalyzer":
            return _create(held, given, call, account)
        case "GetAnalyzer":
            return rest_json({"analyzer": _named(held, last)})
        case "ListAnalyzers":
            return rest_json({"analyzers": list(held.values())})
        case "DeleteAnalyzer":
            _named(held, last)
            del held[last]
            return rest_json({})
        case "ListTagsForResource":
            return rest_json({"tags": _of_arn(held, request)["tags"]})
        case "TagResource":
            _of_arn(held, request)["tags"].update(given.get("tags", {}))
            return rest_json({})
        case "UntagResource":
            for key in request.parameters.get("tagKeys", []):
                _of_arn(held, request)["tags"].pop(key, None)
            return rest_json({})
    raise refuse("ValidationException", f"The emulator does not know {call.operation}")


def _create(
    held: dict[str, dict[str, Any]], given: dict[str, Any], call: Call, account: str
) -> Response:
    name, kind = str(given["analyzerName"]), str(given["type"])
    if kind not in _TYPES:
        raise refuse("ValidationException", f"The emulator does not know the type {kind}")
    if kind == _OF_AN_ORGANIZATION:
        if organizations.management_account(account) != account:
            raise refuse(
                "ValidationException",
                "You must create an organization, and be its management account or delegated "
                "administrator, to create an organization analyzer.",
            )
        if not organizations.has_service_access(account, _PRINCIPAL):
            raise refuse(
                "ValidationException",
                f"Trusted access is not enabled for {_PRINCIPAL} in the organization.",
            )
    if name in held:
        raise refuse("ConflictException", f"Analyzer {name} already exists.", status=409)
    if any(each["type"] == kind for each in held.values()):
        raise refuse(
            "ServiceQuotaExceededException",
            f"You have reached the maximum number of {kind} analyzers in this region.",
            status=402,
        )
    arn = f"arn:aws:access-analyzer:{call.region}:{account}:analyzer/{name}"
    held[name] = {
        "arn": arn,
        "name": name,
        "type": kind,
        "createdAt": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "status": "ACTIVE",
        "tags": dict(given.get("tags") or {}),
    }
    return rest_json({"arn": arn})


def _named(held: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    if name not in held:
        raise refuse("ResourceNotFoundException", f"Analyzer {name} not found.", status=404)
    return held[name]


def _of_arn(held: dict[str, dict[str, Any]], request: Request) -> dict[str, Any]:
    arn = unquote(request.path).partition("/tags/")[2]
    return _named(held, arn.rpartition("/")[2])
