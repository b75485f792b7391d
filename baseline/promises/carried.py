"""Which guardrails a place lacks that are promised to stand there."""

from __future__ import annotations

from collections.abc import Iterator

from baseline.promises.model import Promise
from baseline.promises.subject import Subject


def missing(promise: Promise, target: str, subject: Subject) -> Iterator[str]:
    """Yield the promised guardrails that are attached neither at a target nor above it."""
    there = subject.guardrails(target)
    yield from (name for name in promise.guardrails if name not in there)
