"""Faults that tests ask for: a call, or a resource of a stack, that fails when it comes.

A fault applies to everybody's calls: a person's, a Lambda handler's, a type handler's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from .calls import Call
from .refusal import Refusal

_CALL_KEYS = {"service", "operation", "code", "status", "times", "skip", "message", "account"}
_RESOURCE_KEYS = {"resource_type", "logical_id", "times", "skip", "message", "account"}


class FaultError(ValueError):
    """A fault that cannot be understood."""


@dataclass
class Fault:
    """One fault and how often it is still to strike."""

    service: str = ""
    operation: str = ""
    code: str = "InternalFailure"
    status: int = 400
    message: str = "Injected for a test"
    resource_type: str = ""
    logical_id: str = ""
    account: str = ""
    times: int = 1
    skip: int = 0
    struck: int = 0

    def strike(self) -> bool:
        """Count one match; true when this one is to fail."""
        if self.times <= 0:
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.times -= 1
        self.struck += 1
        return True


def parse(given: Any) -> Fault:
    """Read one fault as the control endpoint takes it.

    Raises:
        FaultError: if a key is unknown or the fault says neither operation nor resource.
    """
    if not isinstance(given, dict):
        raise FaultError(f"fault: must be an object (got {given!r})")
    allowed = _RESOURCE_KEYS if "resource_type" in given else _CALL_KEYS
    unknown = sorted(set(given) - allowed)
    if unknown:
        raise FaultError(f"fault: unknown keys (got {unknown}); allowed: {sorted(allowed)}")
    if "resource_type" not in given and not (given.get("service") and given.get("operation")):
        raise FaultError("fault: needs service and operation, or resource_type")
    return Fault(**given)


@dataclass
class Faults:
    """The faults in force."""

    entries: list[Fault] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def add(self, faults: list[Fault]) -> None:
        """Put faults in force, after those already there."""
        with self.lock:
            self.entries.extend(faults)

    def clear(self) -> None:
        """Withdraw all."""
        with self.lock:
            self.entries.clear()

    def for_call(self, call: Call, account: str) -> Refusal | None:
        """The answer a call gets instead of being served, if a fault strikes it."""
        with self.lock:
            for fault in self.entries:
                named = (fault.service, fault.operation) == (call.service, call.operation)
                if named and fault.account in ("", account) and fault.strike():
                    return Refusal(fault.code, fault.message, fault.status)
        return None

    def for_resource(self, resource_type: str, logical_id: str, account: str) -> str | None:
        """The reason a stack's resource fails with, if a fault strikes it."""
        with self.lock:
            for fault in self.entries:
                if (
                    fault.resource_type == resource_type
                    and fault.logical_id in ("", logical_id)
                    and fault.account in ("", account)
                    and fault.strike()
                ):
                    return fault.message
        return None

    def listed(self) -> list[dict[str, Any]]:
        """The faults as the control endpoint shows them."""
        with self.lock:
            return [dict(vars(fault)) for fault in self.entries]


FAULTS = Faults()
