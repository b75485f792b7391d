"""`baseline.yaml` explains every key there is, with the default that the models have."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from baseline.config import Account, Config, Contact, Contacts, Unit
from baseline.config.sections.access import Access, PasswordPolicy
from baseline.config.sections.billing import Billing, Budget, Report
from baseline.config.sections.exempt_roles import ExemptRole
from baseline.config.sections.pipeline import Pipeline
from baseline.config.sections.rollout import Declarative, ResourceControls, TagRule
from baseline.config.sections.trail import LogArchive, ObjectLock, Trail
from tests.assemblies import ROOT

PLACES: dict[type[BaseModel], str] = {
    Config: "",
    ExemptRole: "exempt_roles[].",
    Unit: "units[].",
    Account: "accounts[].",
    Contacts: "contacts.",
    Contact: "contacts.*.",
    Trail: "trail.",
    LogArchive: "log_archive.",
    ObjectLock: "log_archive.object_lock.",
    Access: "access.",
    PasswordPolicy: "access.password_policy.",
    Billing: "billing.",
    Report: "billing.report.",
    Budget: "billing.budget.",
    Pipeline: "pipeline.",
    ResourceControls: "resource_controls.",
    Declarative: "declarative.",
    TagRule: "declarative.standard_tags[].",
}
HEADING = re.compile(r"^# ([a-z0-9_*.\[\]]+): ", re.MULTILINE)
BOUNDS = ("min_length", "max_length", "ge", "le")


def _explanations() -> dict[str, str]:
    """Split the comments at `# key: `; an explanation ends where the comment does."""
    text = (ROOT / "baseline.yaml").read_text(encoding="utf-8")
    _, *parts = HEADING.split(text)
    explained = {}
    for key, rest in zip(parts[::2], parts[1::2], strict=True):
        comment = re.split(r"\n(?!#   )", rest)[0]
        explained[key] = " ".join(line.removeprefix("#").strip() for line in comment.split("\n"))
    return explained


EXPLANATIONS = _explanations()
FIELDS: dict[str, FieldInfo] = {
    f"{place}{key}": field
    for model, place in PLACES.items()
    for key, field in model.model_fields.items()
}


def test_every_key_and_no_other() -> None:
    """Each key of each model is explained once, and nothing is explained that is no key."""
    assert sorted(EXPLANATIONS) == sorted(FIELDS)


def test_no_model_is_forgotten() -> None:
    """Every model that a configuration can hold has its place in the file."""
    found: set[type[BaseModel]] = set()
    _collect(Config, found)
    assert found == set(PLACES)


def _collect(model: type[BaseModel], found: set[type[BaseModel]]) -> None:
    found.add(model)
    for field in model.model_fields.values():
        for each in (field.annotation, *get_args(field.annotation)):
            if isinstance(each, type) and issubclass(each, BaseModel) and each not in found:
                _collect(each, found)


@pytest.mark.parametrize("key", FIELDS)
def test_default(key: str) -> None:
    """The explanation ends with the default that the model has, or says that there is none."""
    field = FIELDS[key]
    if field.is_required():
        assert EXPLANATIONS[key].endswith(" Required.")
        return
    _, stated, default = EXPLANATIONS[key].partition(" Default: ")
    assert stated
    assert yaml.safe_load(default) == _plain(field.default)


@pytest.mark.parametrize("key", FIELDS)
def test_bounds(key: str) -> None:
    """The explanation names every bound of the key."""
    bounds = [
        getattr(rule, name)
        for rule in FIELDS[key].metadata
        for name in BOUNDS
        if hasattr(rule, name)
    ]
    numbers = re.findall(r"\d+", EXPLANATIONS[key])
    assert [str(bound) for bound in bounds if str(bound) not in numbers] == []


def _plain(default: Any) -> Any:
    if isinstance(default, BaseModel):
        return default.model_dump(exclude_defaults=True)
    return list(default) if isinstance(default, tuple) else default
