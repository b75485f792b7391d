"""Parameters CloudFormation looks up in the Parameter Store, as DescribeStacks shows them.

AWS answers with the name as `ParameterValue` and what it found as `ResolvedValue`; ministack
answers with what it found only.

Source: CloudFormation API reference, Parameter, read 2026-11-24.
"""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape


def install() -> None:
    """Complete ministack's answer to DescribeStacks."""
    from ministack.services import cloudformation

    handlers = cloudformation._ACTION_HANDLERS
    describe = handlers["DescribeStacks"]

    def completed(params: dict[str, Any]) -> Any:
        status, headers, body = describe(params)
        if status != 200:
            return status, headers, body
        text = body.decode()
        for stack in cloudformation._stacks.values():
            text = _complete(text, stack)
        return status, headers, text.encode()

    handlers["DescribeStacks"] = completed


def _complete(text: str, stack: dict[str, Any]) -> str:
    mark = f"<StackId>{stack['StackId']}</StackId>"
    before, found, after = text.partition(mark)
    if not found:
        return text
    mine, end, others = after.partition("</Parameters>")
    for key, value in (stack.get("_resolved_params") or {}).items():
        if isinstance(value, dict) and "SsmName" in value:
            name, resolved = escape(value["SsmName"]), escape(str(value["Value"]))
            shown = (
                f"<ParameterValue>{name}</ParameterValue><ResolvedValue>{resolved}</ResolvedValue>"
            )
            mine = re.sub(
                rf"(<ParameterKey>{re.escape(key)}</ParameterKey>)<ParameterValue>[^<]*</ParameterValue>",
                lambda match, shown=shown: match[1] + shown,  # type: ignore[misc]
                mine,
            )
    return before + found + mine + end + others
