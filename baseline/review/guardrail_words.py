"""A row of changed requests in words: who, on what, in which regions, with which keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypedDict

from baseline.policy.documents import Document
from baseline.policy.proof.cells import ABSENT, Axis
from baseline.policy.proof.dimensions import RESOURCE
from baseline.review.callers import PRINCIPAL
from baseline.review.guarded import Guarded
from baseline.review.labels import Label, joined_by_and, label
from baseline.review.projection import Row, Told
from baseline.review.promised import callers_by_pattern
from baseline.review.reaching import IS_SERVICE, callers_reaching, in_words

_REGION = "aws:requestedregion"
_CENTRAL = "aws:assumedroot"
_EVERYBODY = "everybody"
_ROOT_USER = "the root user"
_CENTRAL_ROOT = "central root sessions"


class Parts(TypedDict):
    """The parts of a change that its row tells."""

    who: str
    actions: tuple[str, ...]
    on: tuple[str, ...]
    regions: str
    keys: tuple[str, ...]


class Words:
    """Knows the callers of an organization, and how its statements spell their keys.

    With `of_resources` these are statements of resource control policies.
    """

    def __init__(
        self, guarded: Guarded, statements: Sequence[Document], *, of_resources: bool
    ) -> None:
        self._of_resources = of_resources
        self._callers = callers_by_pattern(guarded)
        self._spelled = {
            key.lower(): key
            for statement in statements
            for tests in statement.get("Condition", {}).values()
            for key in tests
        }

    def of_row(self, row: Row, axes: Sequence[Axis]) -> Parts:
        """Tell what the requests of a row have in common, without what they do not hang on."""
        told = {
            axis.dimension.name: found
            for axis, each in zip(axes, row, strict=True)
            if (found := label(axis, self._exact(axis, each))) is not None
        }
        on, region = told.pop(RESOURCE, None), told.pop(_REGION, None)
        who = self._who(told.pop(PRINCIPAL, None), told.pop(_CENTRAL, None))
        if self._of_resources and who == _EVERYBODY:
            who = callers_reaching(told) or who
        return Parts(
            who=who,
            actions=(),
            on=() if on is None else on.some or on.mixed or (f"any but {_listed(on.but)}",),
            regions="" if region is None else region.text,
            keys=tuple(
                f"{self._spelled[key]} is {each.text}{in_words(key, each)}"
                for key, each in told.items()
            ),
        )

    def _exact(self, axis: Axis, told: Told) -> Told:
        """Leave out who was kept away before, where it matters most who it is: an AWS service."""
        if axis.dimension.name != IS_SERVICE or not self._of_resources:
            return told
        return replace(told, not_among=frozenset(range(len(axis.cells))) - told.really)

    def _who(self, callers: Label | None, central: Label | None) -> str:
        if central is not None and (central.some == ("true",) or central.but == (ABSENT,)):
            return _CENTRAL_ROOT
        if callers is None:
            return _EVERYBODY if central is None else f"{_EVERYBODY} but {_CENTRAL_ROOT}"
        if callers.but:
            spared = [*map(self._called, callers.but), *([_CENTRAL_ROOT] if central else [])]
            return f"{_EVERYBODY} but {joined_by_and(spared)}"
        named = [self._called(each) for each in callers.some or callers.mixed]
        return joined_by_and(
            [*named, _CENTRAL_ROOT] if central is None and _ROOT_USER in named else named
        )

    def _called(self, pattern: str) -> str:
        if " " in pattern:
            return " ".join(f"`{word}`" if ":" in word else word for word in pattern.split())
        return self._callers.get(pattern, f"`{pattern}`")


def _listed(patterns: Sequence[str]) -> str:
    return ", ".join(f"`{each}`" for each in patterns)
