"""What a guardrail is: a value that says what it denies, why, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from baseline.policy.documents import Statement


@dataclass(frozen=True)
class Exemption:
    """A role under the baseline's path, by its name, and the guardrails that spare it."""

    role: str
    guardrails: tuple[str, ...]


@dataclass(frozen=True)
class GuardrailContext:
    """The few facts of a configuration that guardrails are written with.

    `prefix` is the IAM path, without slashes, of everything the baseline creates in an account.
    """

    partition: str
    prefix: str
    allowed_regions: tuple[str, ...]
    exemptions: tuple[Exemption, ...] = ()

    def exempt_arns(self, guardrail: str) -> tuple[str, ...]:
        """List the roles that a guardrail spares because the configuration names them there."""
        return tuple(
            f"arn:{self.partition}:iam::*:role/{self.prefix}/{each.role}"
            for each in self.exemptions
            if guardrail in each.guardrails
        )


class Who(StrEnum):
    """The callers a denial speaks of; service-linked roles are never among them.

    Neither are the roles that a configuration exempts from the guardrail.
    """

    EVERYBODY = "everybody"
    EVERYBODY_BUT_CENTRAL_ROOT = "everybody but a central root session"
    EVERYBODY_BUT_STACKSETS = "everybody but the execution role of StackSets"
    EVERYBODY_BUT_STACKSETS_AND_CENTRAL_ROOT = (
        "everybody but the execution role of StackSets and a central root session"
    )
    EVERYBODY_BUT_THE_ORGANIZATION = (
        "everybody but the execution role of StackSets, OrganizationAccountAccessRole and a "
        "central root session"
    )
    ROOT_USER = "the root user of a member account"


class Where(StrEnum):
    """The regions a denial speaks of."""

    ANYWHERE = "in every region"
    OUTSIDE_ALLOWED = "outside the allowed regions"
    OUTSIDE_ALLOWED_AND_GLOBAL = "outside the allowed regions and the home of global services"


@dataclass(frozen=True)
class Denial:
    """A promise of what is refused: these actions, on these resources, by these callers, there.

    Written by hand beside the statements and never computed from them (nor they from it), so that
    comparing the two shows a mistake in either. `{partition}` and `{prefix}` in a resource stand
    for the values of the configuration. `*` is any text, also across colons and slashes.
    Where `aliases` are given, the resources are only those keys that have one of them. `when` names
    context keys with patterns, one of which each key of the request must match; `unless` names such
    keys of which none may match, so that a request without them is refused.
    """

    actions: tuple[str, ...]
    resources: tuple[str, ...]
    who: Who
    where: Where = Where.ANYWHERE
    except_actions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    when: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unless: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Guardrail:
    """One thing nobody in a member account shall do, with its reason and its statements.

    `bundle` is the theme of the policy that carries the statements. `why` tells the attack or the
    accident, `breaks` the legitimate work that stops, `source` the AWS page and its date.
    `default_place` is where the shipped configuration attaches it: the root or some units.
    A configuration may spare roles of its own only from a guardrail that is `exemptible`.
    """

    name: str
    sid: str
    bundle: str
    default_place: Literal["root", "units"]
    why: str
    breaks: str
    source: str
    denies: tuple[Denial, ...]
    statements: Callable[[GuardrailContext], tuple[Statement, ...]]
    exemptible: bool = False
