"""One call as policies see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

Value = str | tuple[str, ...]


@dataclass(frozen=True)
class Request:
    """An action on a resource; `resource` is an ARN, or `*` for calls that name none.

    A value in `context` is one string, or a tuple for a key that can have many values; a key that
    is not there is absent in the request.
    """

    action: str
    resource: str
    context: Mapping[str, Value] = field(default_factory=dict)

    def value(self, key: str) -> Value | None:
        """Read a context key; names of keys are compared without regard to case."""
        return self._by_name.get(key.lower())

    @cached_property
    def _by_name(self) -> dict[str, Value]:
        return {name.lower(): value for name, value in self.context.items()}
