"""One call as policies see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Request:
    """An action on a resource; `resource` is an ARN, or `*` for calls that name none.

    Every value in `context` is a single string; a key that is not there is absent in the request.
    """

    action: str
    resource: str
    context: Mapping[str, str] = field(default_factory=dict)

    def value(self, key: str) -> str | None:
        """Read a context key; names of keys are compared without regard to case."""
        return {name.lower(): value for name, value in self.context.items()}.get(key.lower())
