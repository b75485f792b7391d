"""An account of its own for every test."""

from __future__ import annotations

import pytest

from .people import unused_account


@pytest.fixture
def account() -> str:
    """Return an account that no other test uses."""
    return unused_account()
