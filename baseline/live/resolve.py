"""Works out what a template expression means in a stack that is deployed.

Every expression is either worked out or refused; a guess could make a difference look like none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

DYNAMIC_REFERENCE = "{{resolve:"
_SUB = re.compile(r"\$\{(!?)([^}]*)\}")


class UnresolvedError(Exception):
    """An expression whose value cannot be told; the text says which and why."""


@dataclass(frozen=True)
class Scope:
    """What names mean in one stack: by Ref, pseudo parameters included, and by attribute."""

    references: Mapping[str, str]
    attribute: Callable[[str, str], str]

    def resolve(self, value: Any) -> Any:
        """Return `value` with every expression in it replaced by what it means.

        Raises:
            UnresolvedError: if one of them cannot be worked out.
        """
        if isinstance(value, list):
            return [self.resolve(each) for each in value]
        if isinstance(value, dict):
            function = next(iter(value), "")
            if len(value) == 1 and (function == "Ref" or function.startswith("Fn::")):
                return self._function(function, value[function])
            return {key: self.resolve(each) for key, each in value.items()}
        if isinstance(value, str) and DYNAMIC_REFERENCE in value:
            raise UnresolvedError(f"the dynamic reference {value!r} is not worked out here")
        return value

    def _function(self, name: str, argument: Any) -> Any:
        if name == "Ref":
            return self._reference(argument)
        if name == "Fn::GetAtt":
            target, attribute = (
                argument.split(".", 1) if isinstance(argument, str) else map(self.resolve, argument)
            )
            return self.attribute(target, attribute)
        if name == "Fn::Join":
            separator, parts = argument
            return str(separator).join(str(part) for part in self.resolve(parts))
        if name == "Fn::Sub":
            return self._substitute(argument)
        raise UnresolvedError(f"the function {name} is not worked out here")

    def _reference(self, name: str) -> str:
        if name not in self.references:
            raise UnresolvedError(f"Ref {name!r}: the deployed stack has no such resource")
        return self.references[name]

    def _substitute(self, argument: Any) -> str:
        text, variables = (argument, {}) if isinstance(argument, str) else argument

        def meaning(match: re.Match[str]) -> str:
            is_literal, name = match.groups()
            if is_literal:
                return f"${{{name}}}"
            if name in variables:
                return str(self.resolve(variables[name]))
            if "." in name:
                return self.attribute(*name.split(".", 1))
            return self._reference(name)

        return _SUB.sub(meaning, text)
