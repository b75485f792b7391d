"""What takes more than one key of the promises, or knowledge of what there is to promise about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from baseline.config.problem import Complaint, Loc
from baseline.config.wording import shown, suggestion
from baseline.guardrails import CATALOGUE
from baseline.guardrails.resource import RESOURCE_GUARDRAILS
from baseline.identity import GROUPS, break_glass
from baseline.policy import operators
from baseline.policy.actions.resource_control import supporting_services
from baseline.promises.caller_rules import caller_complaints, clashes
from baseline.promises.kinds import kind_complaints
from baseline.promises.model import (
    Caller,
    Calls,
    OwnFile,
    Promise,
    PromiseFile,
    Promises,
    Work,
    WorkFile,
)
from baseline.promises.placeholders import placeholder_complaints
from baseline.promises.scopes import made_by

_GUARDRAILS = (*CATALOGUE, *RESOURCE_GUARDRAILS)
_ACTION = re.compile(r"\*|\{guarded\}|[a-z0-9-]+:[A-Za-z0-9*?_-]+")


def promise_complaints(file: PromiseFile) -> Iterator[Complaint]:
    """Judge the callers and the promises of a file."""
    yield from placeholder_complaints(file)
    yield from _empty(file.promises, ("promises",))
    yield from _repeats("promises", [each.name for each in file.promises])
    for index, promise in enumerate(file.promises):
        yield from _promise(promise, ("promises", index), file)


def work_complaints(file: WorkFile, promises: PromiseFile | None) -> Iterator[Complaint]:
    """Judge what must work; callers only where the file that names them could be read."""
    yield from placeholder_complaints(file)
    yield from _empty(file.must_work, ("must_work",))
    yield from _repeats("must_work", [each.name for each in file.must_work])
    for index, work in enumerate(file.must_work):
        yield from _work(work, ("must_work", index), promises.callers if promises else None)


def own_complaints(own: OwnFile, listed: Promises) -> Iterator[Complaint]:
    """Judge what a fork adds to the promises that are listed, under names of its own."""
    callers = {**listed.callers, **own.callers}
    guarded = (*listed.guarded, *own.guarded)
    whole = PromiseFile(callers=callers, guarded=guarded, promises=own.promises)
    yield from placeholder_complaints(own)
    for name in own.callers:
        if name in listed.callers:
            yield _taken(("callers", name), name)
    for key, named, taken in (
        ("promises", own.promises, listed.promises),
        ("must_work", own.must_work, listed.must_work),
    ):
        yield from _repeats(key, [each.name for each in named], [each.name for each in taken])
    for index, promise in enumerate(own.promises):
        yield from _promise(promise, ("promises", index), whole)
    for index, work in enumerate(own.must_work):
        yield from _work(work, ("must_work", index), callers)


def _work(work: Work, loc: Loc, callers: Mapping[str, Caller] | None) -> Iterator[Complaint]:
    if callers is not None:
        yield from _unknown([work.caller], callers, "caller", (*loc, "caller"))
        if work.caller in callers:
            yield from clashes(work.calls, made_by([work.caller], callers), (*loc, "calls"))
    yield from _empty(work.calls, (*loc, "calls"))
    yield from _calls(work.calls, (*loc, "calls"))


def _promise(promise: Promise, loc: Loc, file: PromiseFile) -> Iterator[Complaint]:
    callers = file.callers
    yield from kind_complaints(promise, loc)
    yield from caller_complaints(promise, loc, callers)
    for listed, known, what in (
        ("callers", callers, "caller"),
        ("but", callers, "caller"),
        ("groups", GROUPS, "group"),
        ("but_groups", GROUPS, "group"),
        ("guardrails", _GUARDRAILS, "guardrail"),
    ):
        yield from _unknown(getattr(promise, listed), known, what, (*loc, listed), listed=True)
    roles = [promise.role] if promise.role is not None else []
    yield from _unknown(roles, [break_glass.NAME], "role", (*loc, "role"))
    for key in ("guardrail", "without"):
        name = getattr(promise.where, key)
        if name is not None:
            yield from _unknown([name], _GUARDRAILS, "guardrail", (*loc, "where", key))
    yield from _calls(promise.calls, (*loc, "calls"))
    if promise.kind == "rcp" and not promise.allowed:
        yield from _unbound(promise.calls, (*loc, "calls"), file.guarded)


def _unbound(calls: Iterable[Calls], loc: Loc, guarded: Collection[str]) -> Iterator[Complaint]:
    """Find actions that AWS binds by no resource control policy, whatever one says."""
    for index, each in enumerate(calls):
        for place, pattern in enumerate(each.actions):
            named = guarded if pattern == "{guarded}" else (pattern,)
            services = {action.partition(":")[0] for action in named}
            if odd := sorted(services - supporting_services()):
                yield Complaint(
                    loc=(*loc, index, "actions", place),
                    rule="must be of services that AWS binds by resource control policies",
                    got=", ".join(odd),
                    remedy="take the action out, or promise it of another kind",
                )


def _calls(calls: Iterable[Calls], loc: Loc) -> Iterator[Complaint]:
    for index, each in enumerate(calls):
        if bool(each.actions) == bool(each.not_actions):
            yield Complaint(
                loc=(*loc, index),
                rule="must give either actions or not_actions",
                got="both" if each.actions else "neither",
                remedy="keep one of the two",
            )
        yield from _conditions(each, (*loc, index, "condition"))
        for key in ("actions", "not_actions", "leaves"):
            for place, action in enumerate(getattr(each, key)):
                if not _ACTION.fullmatch(action):
                    yield Complaint(
                        loc=(*loc, index, key, place),
                        rule="must be an action or a pattern of actions of one service",
                        got=shown(action),
                        remedy="write it like 's3:PutObject' or 's3:Put*'",
                    )
        if not set(each.leaves) <= set(each.leaves if each.every_write else ()):
            yield Complaint(
                loc=(*loc, index, "leaves"),
                rule="must stand beside every_write: true",
                got="without it",
                remedy="add every_write: true, or take the key out",
            )


def _conditions(calls: Calls, loc: Loc) -> Iterator[Complaint]:
    for name, tests in calls.condition.items():
        if not operators.known(name):
            yield Complaint(
                loc=(*loc, name),
                rule="must be an operator of conditions",
                got=shown(name),
                remedy="write it as IAM does, like 'StringEquals' or 'ForAnyValue:StringLike'",
            )
        for key, values in tests.items():
            # A word for an empty list means that nobody is spared; nothing at all is a mistake.
            if not values:
                yield Complaint(
                    loc=(*loc, name, key),
                    rule="must have at least 1 value",
                    got="none",
                    remedy="write the value, or take the key out",
                )


def _unknown(
    names: Iterable[str], known: Collection[str], what: str, loc: Loc, *, listed: bool = False
) -> Iterator[Complaint]:
    for index, name in enumerate(names):
        if name not in known:
            yield Complaint(
                loc=(*loc, index) if listed else loc,
                rule=f"must be a known {what}",
                got=shown(name),
                remedy=suggestion(name, known, f"choose from {', '.join(known)}"),
            )


def _empty(entries: Collection[object], loc: Loc) -> Iterator[Complaint]:
    # Not a bound of the model: there an entry that is wrong does not count as one.
    if not entries:
        yield Complaint(loc, "must have at least 1 entry", "0", "add an entry")


def _repeats(key: str, names: list[str], taken: Collection[str] = ()) -> Iterator[Complaint]:
    for index, name in enumerate(names):
        if name in (*taken, *names[:index]):
            yield _taken((key, index, "name"), name)


def _taken(loc: Loc, name: str) -> Complaint:
    return Complaint(loc, "must be a name of its own", shown(name), "choose another name")
