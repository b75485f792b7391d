"""Whether the callers of a promise can be told from others by conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from baseline.config.problem import Complaint, Loc
from baseline.config.wording import shown
from baseline.policy.documents import Condition
from baseline.promises.model import Caller, Calls, Promise
from baseline.promises.scopes import MEMBER, made_by, not_made_by
from baseline.promises.words import joined


def caller_complaints(
    promise: Promise, loc: Loc, callers: Mapping[str, Caller]
) -> Iterator[Complaint]:
    """Judge the callers whom a promise speaks of and those whom it spares, unknown ones aside."""
    found = [
        *_together(promise, loc, callers),
        *_spared_by_arn_alone(promise, loc, callers),
    ]
    yield from found
    if not found and callers.keys() >= {*promise.callers, *promise.but}:
        yield from clashes(promise.calls, _told(promise, callers), (*loc, "calls"))


def clashes(calls: Iterable[Calls], told: Condition, loc: Loc) -> Iterator[Complaint]:
    """Find calls with a test that tells who calls as well, as no condition can hold both."""
    for index, each in enumerate(calls):
        try:
            joined([each.condition, told])
        except ValueError as error:
            yield Complaint(
                loc=(*loc, index, "condition"),
                rule="must not test what tells the callers apart",
                got=str(error),
                remedy="take the test out, or describe another caller",
            )


def _told(promise: Promise, callers: Mapping[str, Caller]) -> Condition:
    if promise.kind == "groups":
        return MEMBER
    if promise.kind not in ("never", "rcp"):
        return {}
    if promise.callers:
        return made_by(promise.callers, callers)
    return not_made_by(promise.but, callers)


def _together(promise: Promise, loc: Loc, callers: Mapping[str, Caller]) -> Iterator[Complaint]:
    """Find callers that no one condition means: of some, further keys are told, of others not."""
    conditions = [callers[name].condition for name in promise.callers if name in callers]
    if promise.kind != "becomes" and any(each != conditions[0] for each in conditions):
        yield Complaint(
            loc=(*loc, "callers"),
            rule="must be callers of one condition",
            got=", ".join(promise.callers),
            remedy="write a promise for each of them",
        )


def _spared_by_arn_alone(
    promise: Promise, loc: Loc, callers: Mapping[str, Caller]
) -> Iterator[Complaint]:
    """Find callers that would be spared with everybody else of their ARN: only some are meant."""
    for index, name in enumerate(promise.but):
        if name in callers and callers[name].condition and not callers[name].but:
            yield Complaint(
                loc=(*loc, "but", index),
                rule="must be a caller whom its ARN, or its key but, tells from others",
                got=shown(name),
                remedy="give the caller the key but: the condition that only others meet",
            )
