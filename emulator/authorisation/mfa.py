"""MFA devices with real seeds, whose codes are really checked.

A code of the step before or after now is right as well; that a code was used before is
not looked at.

Source: RFC 6238; IAM API reference, EnableMFADevice, ResyncMFADevice and "IAM and AWS STS
quotas" (8 devices); IAM User Guide, troubleshooting of MFA sessions, for STS's messages.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import struct
import time
from collections.abc import Callable, Mapping
from typing import Any

NAMES: Mapping[str, tuple[str, ...]] = {
    "ministack.services.iam": (
        *("_IAM_HANDLERS", "_mfa_devices", "_virtual_mfa_xml", "_xml", "_error", "_p"),
        "handle_request",
    )
}
"""The private names of ministack this module leans on."""

WRONG_CODE = "MultiFactorAuthentication failed with invalid MFA one time pass code."
UNKNOWN_DEVICE = (
    "MultiFactorAuthentication failed, unable to validate MFA code. "
    "Please verify your MFA serial number is valid and associated with this user."
)

_STEP_SECONDS = 30
_SEED_BYTES = 40
_DEVICES = 8

_Handler = Callable[[Mapping[str, Any]], Any]


def totp(seed: str, when: float) -> str:
    """The six digits that a device with this base32 seed shows at a time."""
    return _code(seed, int(when) // _STEP_SECONDS)


def _code(seed: str, step: int) -> str:
    digest = hmac.new(base64.b32decode(seed), struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def failure(serial: str, code: str, user: str | None, account: str) -> str:
    """Why a code proves nothing, in STS's words; empty when it does.

    `user` is the IAM user whose device it has to be, None for a caller who is none.
    """
    from ministack.services import iam

    device = iam._mfa_devices.get_scoped(account, None, serial)
    if device is None or (user is not None and device.get("User") != user):
        return UNKNOWN_DEVICE
    now = int(time.time()) // _STEP_SECONDS
    seed = str(device["Base32StringSeed"])
    right = [_code(seed, step) for step in range(now - 1, now + 2)]
    return "" if any(hmac.compare_digest(code, one) for one in right) else WRONG_CODE


def install() -> None:
    """Give ministack's devices seeds, and check the codes that switch one on."""
    from ministack.services import iam

    handlers = iam._IAM_HANDLERS
    handlers["CreateVirtualMFADevice"] = _with_a_seed(handlers["CreateVirtualMFADevice"])
    handlers["EnableMFADevice"] = _limited(_proved(handlers["EnableMFADevice"]))
    handlers["ResyncMFADevice"] = _proved(handlers["ResyncMFADevice"])


def _with_a_seed(create: _Handler) -> _Handler:
    def created(given: Mapping[str, Any]) -> Any:
        from ministack.services import iam

        before = set(iam._mfa_devices)
        answer = create(given)
        for serial in set(iam._mfa_devices) - before:
            seed = base64.b32encode(secrets.token_bytes(_SEED_BYTES)).decode()
            iam._mfa_devices[serial]["Base32StringSeed"] = seed
            device = iam._virtual_mfa_xml(serial, include_user=False)
            operation = "CreateVirtualMFADevice"
            result = f"<VirtualMFADevice>{device}</VirtualMFADevice>"
            result = f"<{operation}Result>{result}</{operation}Result>"
            answer = iam._xml(200, f"{operation}Response", result, ns="iam")
        return answer

    return created


def _proved(change: _Handler) -> _Handler:
    """Ask for two codes that follow each other, for a device that exists."""

    def proved(given: Mapping[str, Any]) -> Any:
        from ministack.services import iam

        device = iam._mfa_devices.get(iam._p(given, "SerialNumber"))
        codes = (iam._p(given, "AuthenticationCode1"), iam._p(given, "AuthenticationCode2"))
        if device is not None and not _consecutive(str(device["Base32StringSeed"]), codes):
            message = "Authentication code for device is not valid."
            return iam._error(403, "InvalidAuthenticationCode", message, ns="iam")
        return change(given)

    return proved


def _consecutive(seed: str, codes: tuple[str, str]) -> bool:
    """Whether codes are two steps in a row, not far from now."""
    now = int(time.time()) // _STEP_SECONDS
    return any(
        codes == (_code(seed, step), _code(seed, step + 1)) for step in range(now - 3, now + 2)
    )


def _limited(enable: _Handler) -> _Handler:
    def limited(given: Mapping[str, Any]) -> Any:
        from ministack.services import iam

        user = iam._p(given, "UserName")
        held = sum(device.get("User") == user for device in iam._mfa_devices.values())
        if held >= _DEVICES:
            message = f"Cannot exceed quota for MFADevicesPerUser: {_DEVICES}"
            return iam._error(409, "LimitExceeded", message, ns="iam")
        return enable(given)

    return limited
