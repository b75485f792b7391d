"""What a promise is: a sentence, the requests it speaks of, and the places that it binds.

Actions, resources and conditions are written as in policies. In every text `{partition}`,
`{prefix}`, `{home}`, `{account}` (the management account), `{organization}` (its id) and
`{any_account}` (an id of 12 characters) stand for the values of the configuration; in promises of
kind groups `{member_role}` (of the group) does, too. Alone in the place of a text `{regions}`,
`{partners}` (the accounts of partners), `{load_balancers}` (those of AWS from which load balancers
log), `{protected}` and `{guarded}` stand for all texts of their lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Texts = Annotated[tuple[str, ...], Field(strict=False)]
Names = Annotated[str, Field(min_length=1, max_length=60)]
Sentence = Annotated[str, Field(min_length=1, max_length=400)]
Condition = Mapping[str, Mapping[str, Texts]]

Kind = Literal["never", "becomes", "always", "exactly", "groups", "rcp", "carries"]


class _Frozen(BaseModel):
    """A model that nobody can change and that takes no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Caller(_Frozen):
    """Who makes a request: the ARNs that policies see, and the keys that such a caller brings."""

    arns: Texts = Field(min_length=1, description="Patterns of aws:PrincipalArn.")
    condition: Condition = Field(default={}, description="Context keys the caller always has.")
    but: Condition = Field(
        default={},
        description="The condition that only other callers meet, where the ARN does not tell them "
        "apart.",
    )


class Calls(_Frozen):
    """Requests, as a statement of a policy names them."""

    actions: Texts = Field(default=(), description="Patterns of actions.")
    not_actions: Texts = Field(default=(), description="Or every action but these.")
    resources: Texts = Field(default=("*",), description="Patterns of ARNs.")
    not_resources: Texts = Field(default=(), description="Or every resource but these.")
    condition: Condition = Field(default={}, description="Further keys of the request.")
    every_write: bool = Field(
        default=False,
        description="Whether all that writes to such resources today is meant as well, whatever "
        "its name.",
    )
    leaves: Texts = Field(default=(), description="Writing actions that are left open on purpose.")


class Where(_Frozen):
    """The places that a promise binds; with nothing given, the root and every unit."""

    guardrail: str | None = Field(
        default=None,
        description="Only where this guardrail, of either kind, is attached, and below.",
    )
    without: str | None = Field(
        default=None, description="Not where this guardrail is attached, nor below."
    )
    units: Texts = Field(
        default=(), description="Only the units with these keys; root is the organization's root."
    )
    first_login: bool | None = Field(
        default=None,
        description="Only where access.first_login_password_change is so.",
    )
    file: str | None = Field(
        default=None, description="Only in the configuration file of this name."
    )


class Promise(_Frozen):
    """One sentence about all requests, in the form that can be proved."""

    name: Names = Field(description="What commands and reports call it.")
    sentence: Sentence = Field(description="What is promised, for people.")
    kind: Kind = Field(description="How it is proved.")
    where: Where = Field(default=Where(), description="The places that it binds.")
    calls: Annotated[tuple[Calls, ...], Field(strict=False)] = Field(
        default=(), description="The requests that it speaks of."
    )
    but: Texts = Field(default=(), description="Callers that it does not speak of.")
    callers: Texts = Field(default=(), description="Callers that it alone speaks of.")
    guardrails: Texts = Field(default=(), description="The guardrails that stand there.")
    groups: Texts = Field(
        default=(), description="The groups that it binds; with none given, every group there is."
    )
    but_groups: Texts = Field(default=(), description="Groups that it does not bind.")
    role: str | None = Field(default=None, description="The role whose trust it is about.")
    beside: bool = Field(
        default=False, description="Whether AdministratorAccess stands beside a group's policies."
    )
    allowed: bool = Field(
        default=False, description="Whether the calls go through, instead of being denied."
    )
    assumes: Texts = Field(default=(), description="What the proof takes for given.")
    accepts: str | None = Field(
        default=None, description="The reason for an unknown answer that is accepted."
    )


class Work(_Frozen):
    """What somebody must always be able to do, and where that is said."""

    name: Names = Field(description="What reports call it.")
    sentence: Sentence = Field(description="Who does what.")
    caller: str = Field(description="Who makes the calls.")
    calls: Annotated[tuple[Calls, ...], Field(strict=False)] = Field(
        description="The requests that are never denied."
    )
    source: Sentence = Field(description="Where it is said that this is needed, with its date.")


class PromiseFile(_Frozen):
    """A whole file of promises."""

    callers: Mapping[str, Caller] = Field(description="Who is meant by which word.")
    protected: Texts = Field(default=(), description="Patterns of the ARNs that nobody touches.")
    guarded: Texts = Field(
        default=(), description="Patterns of the actions that resource control policies guard."
    )
    promises: Annotated[tuple[Promise, ...], Field(strict=False)] = Field(
        description="What holds for every request."
    )


class WorkFile(_Frozen):
    """A whole file of what must work."""

    must_work: Annotated[tuple[Work, ...], Field(strict=False)] = Field(
        description="What nobody may lock out."
    )


class OwnFile(PromiseFile):
    """A whole file of a fork's own: what it adds to the two that the template comes with."""

    callers: Mapping[str, Caller] = Field(default={}, description="Who is meant by further words.")
    promises: Annotated[tuple[Promise, ...], Field(strict=False)] = Field(
        default=(), description="What else holds for every request."
    )
    must_work: Annotated[tuple[Work, ...], Field(strict=False)] = Field(
        default=(), description="What else nobody may lock out."
    )


@dataclass(frozen=True)
class Promises:
    """The files together, with the words in them known; `own` names promises of a fork's own."""

    callers: Mapping[str, Caller]
    protected: tuple[str, ...]
    guarded: tuple[str, ...]
    promises: tuple[Promise, ...]
    must_work: tuple[Work, ...]
    own: frozenset[str] = frozenset()
