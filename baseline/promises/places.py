"""The places that a promise binds."""

from __future__ import annotations

from baseline.promises.model import Where
from baseline.promises.subject import Subject


def places(where: Where, subject: Subject) -> tuple[str, ...]:
    """List the root and the units that a promise binds, by key, a parent before its children."""
    if where.file is not None and where.file != subject.file:
        return ()
    return tuple(
        target
        for target in subject.targets
        if (not where.units or target in where.units)
        and (where.guardrail is None or where.guardrail in subject.guardrails(target))
        and (where.without is None or where.without not in subject.guardrails(target))
    )
