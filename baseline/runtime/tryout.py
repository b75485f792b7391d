"""Keeps a try-out configuration, whose e-mail domains are examples, away from real AWS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .errors import SettingError
from .properties import Properties, truth

#: The header that the project's emulator puts on every answer, and AWS on none.
MARKER = "x-account-baseline-emulator"


def refuse_on_aws(properties: Properties, answer: Mapping[str, Any]) -> None:
    """Stop when the properties say `Tryout` and the answer did not come from the emulator.

    Raises:
        SettingError: if so; nothing has been changed by then.

    """
    headers = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    if truth(properties, "Tryout") and MARKER not in headers:
        raise SettingError(
            "Tryout: the configuration says 'tryout: true' but this is a real AWS account; "
            "deploy a configuration of your own, such as baseline.yaml"
        )
