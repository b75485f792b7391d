"""Conditions of a template, with every function AWS allows in them.

ministack's own evaluation leaves Fn::Join, Fn::Sub and Fn::Split unresolved, so that the
conditions of the CDK bootstrap template come out wrong.
"""

from __future__ import annotations

from typing import Any


def install() -> None:
    """Replace ministack's evaluation wherever it was imported."""
    from ministack.services.cloudformation import changesets, engine, handlers, stacks

    for module in (engine, stacks, handlers, changesets):
        if hasattr(module, "_evaluate_conditions"):
            module._evaluate_conditions = evaluate


def evaluate(template: dict[str, Any], params: dict[str, Any]) -> dict[str, bool]:
    """Evaluate all conditions of a template.

    Raises:
        ValueError: if a condition refers to one that does not exist.
    """
    evaluation = _Evaluation(template, params)
    return {name: evaluation.named(name) for name in template.get("Conditions") or {}}


class _Evaluation:
    def __init__(self, template: dict[str, Any], params: dict[str, Any]) -> None:
        self.definitions = template.get("Conditions") or {}
        self.mappings = template.get("Mappings") or {}
        self.params = params
        self.known: dict[str, bool] = {}

    def named(self, name: str) -> bool:
        if name not in self.definitions:
            raise ValueError(f"Template format error: Unresolved condition {name}")
        if name not in self.known:
            self.known[name] = self.holds(self.definitions[name])
        return self.known[name]

    def holds(self, expression: Any) -> bool:
        if isinstance(expression, dict) and len(expression) == 1:
            function, given = next(iter(expression.items()))
            if function == "Condition":
                return self.named(given)
            if function == "Fn::Not":
                return not self.holds(given[0])
            if function == "Fn::And":
                return all(self.holds(part) for part in given)
            if function == "Fn::Or":
                return any(self.holds(part) for part in given)
            if function == "Fn::Equals":
                left, right = (_text(self.value(part)) for part in given)
                return bool(left == right)
        return bool(_text(expression) == "true")

    def value(self, expression: Any) -> Any:
        from ministack.services.cloudformation.engine import _resolve_refs

        return _resolve_refs(expression, {}, self.params, self.known, self.mappings, "", "")


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value
