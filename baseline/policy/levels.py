"""Policies that stand together, read, and the request beside them, looked over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from baseline.policy.documents import Document
from baseline.policy.parsed import ParsedStatement, parse
from baseline.policy.refusals import UndecidedError
from baseline.policy.request import Request
from baseline.policy.syntax import ARN_PARTS


@dataclass(frozen=True)
class Level:
    """The policies that stand together under one name.

    For control policies that is a place on the way from the root to the account; for identity
    policies each policy has a level of its own.
    """

    name: str
    documents: Sequence[Document]

    @cached_property
    def statements(self) -> tuple[ParsedStatement, ...]:
        """The statements of service control or identity policies.

        Raises:
            UndecidedError: naming all that is unknown in them.
        """
        return _parsed(self.documents, principal=False)

    @cached_property
    def resource_statements(self) -> tuple[ParsedStatement, ...]:
        """The statements of resource control policies, which name the principal `*`.

        Raises:
            UndecidedError: naming all that is unknown in them.
        """
        return _parsed(self.documents, principal=True)


def check(request: Request, levels: Sequence[Level], resource_levels: Sequence[Level] = ()) -> None:
    """Refuse what is unknown in policies and request.

    Raises:
        UndecidedError: naming all of it at once.
    """
    problems: list[object] = []
    for level in levels:
        try:
            _ = level.statements
        except UndecidedError as undecided:
            problems += undecided.problems
    for level in resource_levels:
        try:
            _ = level.resource_statements
        except UndecidedError as undecided:
            problems += undecided.problems
    problems += _unknown_in(request)
    if problems:
        raise UndecidedError(problems)


def _parsed(documents: Sequence[Document], *, principal: bool) -> tuple[ParsedStatement, ...]:
    found: list[ParsedStatement] = []
    problems: list[object] = []
    for document in documents:
        try:
            found += parse(document, principal=principal)
        except UndecidedError as undecided:
            problems += undecided.problems
    if problems:
        raise UndecidedError(problems)
    return tuple(found)


def _unknown_in(request: Request) -> Iterator[str]:
    if request.action.count(":") != 1 or "*" in request.action:
        yield f"request: not one action (got {request.action!r})"
    if request.resource != "*" and request.resource.count(":") < ARN_PARTS - 1:
        yield f"request: neither an ARN nor * (got {request.resource!r})"
    for key, value in request.context.items():
        several = (
            isinstance(value, tuple) and value and all(isinstance(each, str) for each in value)
        )
        if not isinstance(value, str) and not several:
            yield f"request: {key} is neither one string nor a tuple of them (got {value!r})"
    if len({key.lower() for key in request.context}) < len(request.context):
        yield "request: a key is there twice, in another case"
