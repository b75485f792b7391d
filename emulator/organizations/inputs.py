"""The limits botocore's model states for each input, refused as Organizations refuses them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import botocore.session
import regex  # type: ignore[import-untyped, unused-ignore]

from ..refusal import refuse


@lru_cache
def _model() -> Any:
    return botocore.session.get_session().get_service_model("organizations")


def known(operation: str) -> bool:
    """Whether Organizations has such an operation."""
    return operation in _model().operation_names


def check(operation: str, given: Mapping[str, Any]) -> None:
    """Hold the input of a call against the model.

    Raises:
        RefusedError: InvalidInputException with the reason of the first limit broken.
    """
    shape = _model().operation_model(operation).input_shape
    if shape is not None:
        _structure(shape, given, "")


def _structure(shape: Any, given: Mapping[str, Any], where: str) -> None:
    for name in shape.required_members:
        if given.get(name) is None:
            raise _broken("INPUT_REQUIRED", f"You must provide a value for {where}{name}.")
    for name, value in given.items():
        member = shape.members.get(name)
        if member is not None and value is not None:
            _value(member, value, f"{where}{name}")


def _value(shape: Any, value: Any, where: str) -> None:
    if shape.type_name == "structure" and isinstance(value, Mapping):
        _structure(shape, value, f"{where}.")
    elif shape.type_name == "list" and isinstance(value, list):
        for entry in value:
            _value(shape.member, entry, where)
    elif shape.type_name == "string":
        _text(shape, str(value), where)


def _text(shape: Any, value: str, where: str) -> None:
    limits = shape.metadata
    if "max" in limits and len(value) > limits["max"]:
        raise _broken("MAX_LENGTH_EXCEEDED", f"{where} is longer than {limits['max']} characters.")
    if "min" in limits and len(value) < limits["min"]:
        raise _broken("MIN_LENGTH_EXCEEDED", f"{where} is shorter than {limits['min']} characters.")
    if limits.get("enum") and value not in limits["enum"]:
        reason = "INVALID_ENUM_POLICY_TYPE" if shape.name == "PolicyType" else "INVALID_ENUM"
        raise _broken(reason, f"You specified an invalid value for {where}.")
    if "pattern" in limits and not regex.fullmatch(limits["pattern"], value):
        raise _broken("INVALID_PATTERN", f"{where} does not match {limits['pattern']}.")


def _broken(reason: str, message: str) -> Exception:
    return refuse("InvalidInputException", message, reason=reason)
