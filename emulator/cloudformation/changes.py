"""Change sets that see another attribute of another resource as the change it is.

ministack compares templates with every Fn::GetAtt resolved to nothing, so that a property
pointed at another resource looks unchanged.
"""

from __future__ import annotations

from typing import Any


def install() -> None:
    """Stand before ministack's resolution of templates that are compared."""
    from ministack.services.cloudformation import changesets

    resolve = changesets._resolve_props_for_diff

    def resolved(template: dict[str, Any], *given: Any) -> Any:
        return resolve(_masked_template(template), *given)

    changesets._resolve_props_for_diff = resolved


def _masked_template(template: dict[str, Any]) -> dict[str, Any]:
    resources = {
        logical_id: {**held, "Properties": masked(held.get("Properties", {}))}
        for logical_id, held in (template or {}).get("Resources", {}).items()
    }
    return {**template, "Resources": resources} if template else template


def masked(value: Any) -> Any:
    """The value with each Fn::GetAtt written out as text."""
    if isinstance(value, dict):
        if set(value) == {"Fn::GetAtt"}:
            named = value["Fn::GetAtt"]
            return f"Fn::GetAtt {named if isinstance(named, str) else '.'.join(map(str, named))}"
        return {key: masked(held) for key, held in value.items()}
    if isinstance(value, list):
        return [masked(held) for held in value]
    return value
