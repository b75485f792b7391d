"""What a company writes into `baseline.yaml`, and the guardrails it adds, pass every check."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from baseline.config import load
from baseline.guardrails.own_guardrails import own_guardrails
from tests.assemblies import ROOT, synthesized

GUARDRAIL = """
from dataclasses import replace
from baseline.guardrails.catalogue.suspended import DENY_EVERYTHING
{name} = replace(DENY_EVERYTHING, name="{name}")
"""


def test_the_file_synthesizes() -> None:
    """The templates of `baseline.yaml` keep to the rule packs, the checks and the promises."""
    made = synthesized(load(ROOT / "baseline.yaml"))
    assert made.resources("Organization", "AWS::Organizations::OrganizationalUnit")


def test_a_file_adds_its_guardrails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every guardrail of every file in the folder is found, and no other value."""
    folder = tmp_path / "company_guardrails"
    folder.mkdir()
    (folder / "__init__.py").touch()
    for name in ("second", "first"):
        (folder / f"{name}.py").write_text(GUARDRAIL.format(name=name), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    found = [each.name for each in own_guardrails(import_module("company_guardrails"))]
    assert found == ["deny_everything", "first", "deny_everything", "second"]
