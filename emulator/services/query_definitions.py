"""Saved queries of CloudWatch Logs Insights, which ministack does not keep.

Source: CloudWatch Logs API reference, PutQueryDefinition and its neighbours.
"""

from __future__ import annotations

import time
import uuid
from typing import Any

from ..calls import Call, Request, json_of
from ..refusal import Response, refuse
from .json_answer import aws_json

OPERATIONS = ("DeleteQueryDefinition", "DescribeQueryDefinitions", "PutQueryDefinition")
_HELD: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}


def answer(request: Request, call: Call, account: str) -> Response:
    """Answer one of the three calls.

    Raises:
        RefusedError: for an id that is not there.
    """
    held = _HELD.setdefault((account, call.region), {})
    given = json_of(request)
    match call.operation:
        case "PutQueryDefinition":
            query_id = given.get("queryDefinitionId") or str(uuid.uuid4())
            if "queryDefinitionId" in given:
                _known(held, query_id)
            held[query_id] = {
                "queryDefinitionId": query_id,
                "queryLanguage": given.get("queryLanguage", "CWLI"),
                "name": given["name"],
                "queryString": given["queryString"],
                "lastModified": int(time.time() * 1000),
                "logGroupNames": given.get("logGroupNames", []),
            }
            return aws_json({"queryDefinitionId": query_id})
        case "DeleteQueryDefinition":
            _known(held, given["queryDefinitionId"])
            del held[given["queryDefinitionId"]]
            return aws_json({"success": True})
    prefix = given.get("queryDefinitionNamePrefix", "")
    found = [each for each in held.values() if each["name"].startswith(prefix)]
    return aws_json({"queryDefinitions": sorted(found, key=lambda each: str(each["name"]))})


def _known(held: dict[str, dict[str, Any]], query_id: str) -> None:
    if query_id not in held:
        raise refuse("ResourceNotFoundException", f"Query definition {query_id} does not exist.")
