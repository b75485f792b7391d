"""The JSON Schema that editors use is fresh, and agrees with what `load` takes."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
import yaml

from baseline.config.editor import json_schema
from baseline.guardrails import CATALOGUE, SHIPPED
from tests.assemblies import ROOT
from tests.config.files import SHIPPED as FILES
from tests.config.files import small

FILE = ROOT / "docs/reference/baseline.schema.json"


@cache
def _validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema())


def test_file_is_fresh() -> None:
    """The file in the repository is what `baseline config schema` prints, or printed as shipped."""
    printed = [json.dumps(json_schema(names), indent=2) + "\n" for names in (CATALOGUE, SHIPPED)]
    assert FILE.read_text(encoding="utf-8") in printed


@pytest.mark.parametrize("file", FILES)
def test_shipped_files_follow_it(file: str) -> None:
    """An editor finds nothing wrong with the default and the examples, and finds the schema."""
    path = ROOT / file
    text = path.read_text(encoding="utf-8")
    _validator().validate(yaml.safe_load(text))
    named = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == FILE


MISTAKES = {
    "unknown-key": small(prefx="acme"),
    "missing-key": {"home_region": "eu-west-1", "allowed_regions": ["eu-west-1"]},
    "region": small(home_region="eu-west-99"),
    "allowed-region": small(allowed_regions=["eu-west-99"]),
    "guardrail": small(guardrails=["deny_nothing"]),
    "guardrail-of-unit": small(units=[{"key": "a", "name": "A", "guardrails": ["x"]}]),
    "prefix": small(prefix="Acme"),
    "group": small(access={"groups": ["developer"]}),
    "password-length": small(access={"password_policy": {"minimum_length": 13}}),
    "analyzer": small(access={"analyzer": "nobody"}),
    "number": small(new_accounts_per_deploy=51),
    "report-name": small(billing={"report": {"name": "my report"}}),
    "retention": small(log_archive={"retention_days": 0}),
    "lock-mode": small(log_archive={"object_lock": {"mode": "legal", "days": 1}}),
    "trail-emails": small(trail={"emails": ["nobody"]}),
    "budget": small(billing={"budget": {"monthly_usd": 0}}),
    "tag-key": small(tags={"": "x"}),
    "unit-below": small(units=[{"key": "a", "name": "A", "units": [{"key": "B", "name": "B"}]}]),
    "line-break": small(units=[{"key": "a", "name": "A\nB"}]),
    "email": small(accounts=[{"name": "a", "email": "a b@example.com", "unit": "a"}]),
}


@pytest.mark.parametrize("data", MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes_break_it(data: dict[str, Any]) -> None:
    """An editor underlines what a single key can get wrong."""
    with pytest.raises(jsonschema.ValidationError):
        _validator().validate(data)


def test_every_key_is_described() -> None:
    """Every key has a description that is a sentence, for the editor to show."""
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for model in (schema, *schema["$defs"].values()):
        assert model["description"].endswith(".")
        for key in model["properties"].values():
            assert key["description"][0].isupper()
            assert key["description"].endswith(".")
