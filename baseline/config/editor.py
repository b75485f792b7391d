"""The JSON Schema of `baseline.yaml`, with which editors complete and check while one types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from baseline.config.frozen import FrozenTexts
from baseline.config.regions import partition_by_region
from baseline.config.schema import Config
from baseline.guardrails import CATALOGUE
from baseline.guardrails.resource import RESOURCE_GUARDRAILS
from baseline.identity import GROUPS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, taught the one type of ours it does not know."""

    def encode_default(self, dft: Any) -> Any:
        return dict(dft) if isinstance(dft, FrozenTexts) else super().encode_default(dft)


def json_schema(names: Iterable[str] = CATALOGUE) -> dict[str, Any]:
    """Write the schema of the models, with the known regions, guardrails and groups.

    Args:
        names: of the guardrails.
    """
    schema = Config.model_json_schema(schema_generator=_Generator)
    _simplify(schema)
    regions, guardrails = list(partition_by_region()), list(names)
    schema["properties"]["home_region"]["enum"] = regions
    schema["properties"]["allowed_regions"]["items"]["enum"] = regions
    for owner in (schema, schema["$defs"]["Unit"]):
        owner["properties"]["guardrails"]["items"]["enum"] = guardrails
    schema["$defs"]["Access"]["properties"]["groups"]["items"]["enum"] = list(GROUPS)
    controls = schema["$defs"]["ResourceControls"]["properties"]["guardrails"]
    controls["items"]["enum"] = list(RESOURCE_GUARDRAILS)
    return {"$schema": DIALECT, "title": "Account Baseline", **schema}


def _simplify(schema: dict[str, Any]) -> None:
    """Take out what pydantic derives from names, and from docstrings what is not for users."""
    for model in (schema, *schema["$defs"].values()):
        del model["title"]
        model["description"] = model["description"].partition("\n\n")[0]
        for key in model["properties"].values():
            key.pop("title", None)
