"""What takes more than one key of the promises, or knowledge of what there is to promise about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from pydantic import BaseModel

from baseline.config.problem import Complaint, Loc
from baseline.config.wording import shown, suggestion
from baseline.guardrails import CATALOGUE
from baseline.guardrails.resource import RESOURCE_GUARDRAILS
from baseline.identity import GROUPS, break_glass
from baseline.policy import operators
from baseline.promises.model import Caller, Calls, Promise, PromiseFile, WorkFile

NEEDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "never": (("calls",),),
    "becomes": (("callers", "role"),),
    "always": (),
    "exactly": (),
    "groups": (("groups",), ("calls",)),
    "rcp": (("calls",),),
    "carries": (("guardrails",),),
}
"""What a promise of each kind must give: of each row, one key at least."""

WORDS = frozenset(
    {
        *("partition", "prefix", "home", "account", "organization", "member_role"),
        "any_account",
        *("regions", "protected", "guarded", "partners", "load_balancers"),
    }
)
"""What stands for a value of the configuration."""

_GUARDRAILS = (*CATALOGUE, *RESOURCE_GUARDRAILS)
_WORD = re.compile(r"(?<!\$)\{([^}]*)\}")
_ACTION = re.compile(r"\*|\{guarded\}|[a-z0-9-]+:[A-Za-z0-9*?_-]+")


def promise_complaints(file: PromiseFile) -> Iterator[Complaint]:
    """Judge the callers and the promises of a file."""
    yield from _unknown_words(file, ())
    yield from _empty(file.promises, ("promises",))
    yield from _repeats("promises", [each.name for each in file.promises])
    for index, promise in enumerate(file.promises):
        yield from _promise(promise, ("promises", index), file.callers)


def work_complaints(file: WorkFile, promises: PromiseFile | None) -> Iterator[Complaint]:
    """Judge what must work; callers only where the file that names them could be read."""
    yield from _unknown_words(file, ())
    yield from _empty(file.must_work, ("must_work",))
    yield from _repeats("must_work", [each.name for each in file.must_work])
    for index, work in enumerate(file.must_work):
        loc: Loc = ("must_work", index)
        if promises:
            yield from _unknown([work.caller], promises.callers, "caller", (*loc, "caller"))
        yield from _empty(work.calls, (*loc, "calls"))
        yield from _calls(work.calls, (*loc, "calls"))


def _promise(promise: Promise, loc: Loc, callers: Mapping[str, Caller]) -> Iterator[Complaint]:
    for keys in NEEDS[promise.kind]:
        if not any(getattr(promise, key) for key in keys):
            yield Complaint(
                loc=loc,
                rule=f"must give {' or '.join(keys)}, being of kind {promise.kind}",
                got=shown(promise.name),
                remedy=f"add the key {shown(keys[0])}",
            )
    for listed, known, what in (
        ("callers", callers, "caller"),
        ("but", callers, "caller"),
        ("groups", GROUPS, "group"),
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


def _calls(calls: Iterable[Calls], loc: Loc) -> Iterator[Complaint]:
    for index, each in enumerate(calls):
        if bool(each.actions) == bool(each.not_actions):
            yield Complaint(
                loc=(*loc, index),
                rule="must give either actions or not_actions",
                got="both" if each.actions else "neither",
                remedy="keep one of the two",
            )
        yield from _operators(each, (*loc, index, "condition"))
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


def _operators(calls: Calls, loc: Loc) -> Iterator[Complaint]:
    for name in calls.condition:
        if not operators.known(name):
            yield Complaint(
                loc=(*loc, name),
                rule="must be an operator of conditions",
                got=shown(name),
                remedy="write it as IAM does, like 'StringEquals' or 'ForAnyValue:StringLike'",
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


def _repeats(key: str, names: list[str]) -> Iterator[Complaint]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield Complaint(
                loc=(key, index, "name"),
                rule="must be a name of its own",
                got=shown(name),
                remedy="choose another name",
            )


def _unknown_words(content: object, loc: Loc) -> Iterator[Complaint]:
    """Find words in braces that stand for nothing, wherever they are."""
    if isinstance(content, str):
        for word in _WORD.findall(content):
            if word not in WORDS:
                yield Complaint(
                    loc=loc,
                    rule="must hold only known words in braces",
                    got=shown(f"{{{word}}}"),
                    remedy=suggestion(word, WORDS, f"choose from {', '.join(sorted(WORDS))}"),
                )
    elif isinstance(content, BaseModel):
        for key in type(content).model_fields:
            yield from _unknown_words(getattr(content, key), (*loc, key))
    elif isinstance(content, Mapping):
        for key, each in content.items():
            yield from _unknown_words(each, (*loc, key))
    elif isinstance(content, tuple):
        for index, each in enumerate(content):
            yield from _unknown_words(each, (*loc, index))
