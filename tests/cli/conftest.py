"""Where a person types the commands: in the project's folder."""

from __future__ import annotations

import pytest

from tests.assemblies import ROOT


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
