"""What a company writes into `baseline.yaml`, and the guardrails it adds, pass every check."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from baseline.config import load
from baseline.guardrails import SHIPPED
from baseline.guardrails.own_guardrails import own_guardrails
from baseline.promises.prove import prove
from baseline.promises.read import promised
from baseline.promises.report import lines
from baseline.promises.subject import subject_of
from tests.assemblies import ROOT, synthesized

PURGE = (ROOT / "tests/guardrails/own_guardrail.txt").read_text(encoding="utf-8")


def test_the_file_synthesizes() -> None:
    """The templates of `baseline.yaml` keep to the rule packs and the checks."""
    made = synthesized(load(ROOT / "baseline.yaml"))
    assert made.resources("Organization", "AWS::Organizations::OrganizationalUnit")


def test_the_file_keeps_its_promises() -> None:
    """Every promise holds for `baseline.yaml`, those of a fork's own among them."""
    subject = subject_of(load(ROOT / "baseline.yaml"), "baseline.yaml")
    assert [line for each in prove(subject, promised()) for line in lines(each)] == []


def test_a_file_adds_its_guardrails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every guardrail that a file of the folder makes is found, by name of the file."""
    folder = tmp_path / "company_guardrails"
    folder.mkdir()
    (folder / "__init__.py").touch()
    for name in ("second", "first"):
        (folder / f"{name}.py").write_text(_named(name), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    own = own_guardrails(SHIPPED, import_module("company_guardrails"))
    assert own.unreadable == ()
    assert [each.guardrail.name for each in own.written] == ["deny_first", "deny_second"]


def _named(name: str) -> str:
    text = PURGE.replace("deny_queue_purge", f"deny_{name}")
    return text.replace("DenyQueuePurge", f"Deny{name.title()}")
