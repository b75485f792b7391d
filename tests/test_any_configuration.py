"""Whatever configuration a fork writes, it comes to a whole assembly or to lines of its own."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings

from tests.any_configuration import judged
from tests.config.drawn import Drawn, configurations


@settings(max_examples=3)
@given(configurations())
def test_a_few(config: Drawn) -> None:
    """A configuration drawn at random never yields a traceback nor a part of an assembly."""
    with tempfile.TemporaryDirectory() as folder:
        judged(config, Path(folder))
