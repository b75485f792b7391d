"""What replays are judged by in tests: the guardrails that ship, read once."""

from __future__ import annotations

import functools

from baseline.config import load
from baseline.replay.judge import Judge
from baseline.review.guarded import Guarded, guarded_by_config
from tests.assemblies import ROOT


@functools.cache
def guarded() -> Guarded:
    """Read what holds where in the configuration that ships."""
    return guarded_by_config(load(str(ROOT / "examples/default.yaml")))


@functools.cache
def judge() -> Judge:
    """Make the judge of that configuration."""
    return Judge(guarded())
