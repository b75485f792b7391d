"""The check of one request: who calls, what it needs, whether every policy agrees."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from . import (
    accesses,
    context,
    decide,
    encrypted_objects,
    installing,
    mfa_sessions,
    models,
    operation,
    parameters,
    principal,
    session_limits,
    web_identity,
    wire,
)
from .access import Access, Place, text
from .operation import Operation, UnmappedError
from .policies import UnjudgeableError
from .principal import Principal
from .refusal import Refusal


def check(scope: Mapping[str, Any], headers: Mapping[str, str], body: bytes) -> Refusal | None:
    """None when the request may pass; otherwise what to answer instead of the service.

    Whatever cannot be mapped to IAM actions and resources, or judged by a policy in
    force, is refused and says so.
    """
    installing.install()
    request = wire.read(scope, headers, body)
    credential = request.credential
    if credential is None:
        if call := web_identity.asked(request):
            return _federated(request, call)
        protocol = operation.protocol_of(request, "")
        message = "Request is missing Authentication Token"
        if request.is_signature_2:
            message = "Signature Version 2 names no region and is not judged; sign with s3v4"
            return Refusal("s3", "rest-xml", message)
        return Refusal("", protocol, message, "MissingAuthenticationToken")
    protocol = operation.protocol_of(request, credential.service)
    try:
        caller = principal.resolve(credential)
    except principal.UnknownCallerError as problem:
        return Refusal(credential.service, protocol, str(problem), problem.code)
    try:
        found = operation.identify(request, credential.service)
        protocol = found.protocol
        return _judge(request, caller, found, credential.region)
    except (UnmappedError, parameters.UnreadableError, UnjudgeableError) as problem:
        message = (
            f"User: {caller.caller} is not authorized: the emulator refuses what it cannot judge "
            f"({request.method} {request.path} signed for {credential.service}: {problem})"
        )
        return Refusal(credential.service, protocol, message)


def _federated(request: wire.Wire, call: Operation) -> Refusal | None:
    try:
        return web_identity.refusal(call)
    except (UnmappedError, UnjudgeableError) as problem:
        message = (
            "Not authorized: the emulator refuses what it cannot judge "
            f"({request.method} {request.path} without a signature: {problem})"
        )
        return Refusal("sts", call.protocol, message)


def _judge(request: wire.Wire, caller: Principal, found: Operation, region: str) -> Refusal | None:
    if limited := session_limits.refusal(caller, found):
        return limited
    if found.service == "sts" and found.name in mfa_sessions.OPERATIONS:
        caller, failure = _with_mfa(caller, found)
        if failure:
            return Refusal("sts", found.protocol, failure)
    place = Place(models.partition_of(region), region, caller.account, caller.arn)
    needed = accesses.needed(found, place)
    if caller.kind != "operator":
        needed = (*needed, *encrypted_objects.needed(found, place))
    for access in needed:
        keys = context.of(caller, request, found, access, region)
        denial = decide.decide(caller, access, keys, region)
        if denial is not None:
            message = _message(caller, access, denial)
            return Refusal(found.prefix, found.protocol, message)
    return None


def _message(caller: Principal, access: Access, denial: decide.Denial) -> str:
    return (
        f"User: {caller.caller} is not authorized to perform: {access.action} "
        f"on resource: {access.resource} {denial.reason}"
    )


def _with_mfa(caller: Principal, found: Operation) -> tuple[Principal, str]:
    """Return the caller with the MFA that a request for a session proves, or why it proves none."""
    serial, code = text(found.parameters, "SerialNumber"), text(found.parameters, "TokenCode")
    if not serial:
        return caller, ""
    failure = mfa_sessions.failure(caller, serial, code)
    if failure:
        return caller, failure
    keys = {**caller.keys, "aws:multifactorauthpresent": "true", "aws:multifactorauthage": "0"}
    return dataclasses.replace(caller, keys=keys), ""
