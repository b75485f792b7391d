"""Who calls: the kinds of principal that guardrails tell apart, each by one that stands for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from baseline.policy.documents import Document, values
from baseline.policy.patterns import like_by_part
from baseline.policy.syntax import ARN_PARTS

ACCOUNT = "111122223333"
"""The account that every caller here stands in; guardrails tell no accounts apart."""

PRINCIPAL = "aws:principalarn"


@dataclass(frozen=True)
class Caller:
    """A kind of principal: `name` for commands, `told` for sentences, and one of its kind."""

    name: str
    told: str
    arn: str
    brings: Mapping[str, str] = field(default_factory=dict)

    def context(self) -> dict[str, str]:
        """Return the context keys that every call of this caller has."""
        return {"aws:PrincipalArn": self.arn, **self.brings}


def known_callers(prefix: str, partition: str, region: str) -> tuple[Caller, ...]:
    """List the callers whom every guardrail must be thought through for.

    Service-linked roles are not among them: no service control policy binds them.
    """
    iam = f"arn:{partition}:iam::{ACCOUNT}"
    cdk = f"{iam}:role/cdk-hnb659fds"
    where = f"{ACCOUNT}-{region}"
    sso = f"{iam}:role/aws-reserved/sso.amazonaws.com/{region}/AWSReservedSSO_AdministratorAccess"
    return (
        Caller("app-admin", "roles of the account", f"{iam}:role/app-admin"),
        Caller("app-user", "IAM users", f"{iam}:user/ann"),
        Caller("cdk-deploy", "the CDK's deploy role", f"{cdk}-deploy-role-{where}"),
        Caller("cdk-execution", "the CDK's execution role", f"{cdk}-cfn-exec-role-{where}"),
        Caller(
            "baseline-administrator",
            "the baseline's administrator role",
            f"{iam}:role/{prefix}/administrator",
        ),
        Caller("break-glass", "break glass", f"{iam}:role/{prefix}/break-glass"),
        Caller(
            "organization-access",
            "OrganizationAccountAccessRole",
            f"{iam}:role/OrganizationAccountAccessRole",
        ),
        Caller(
            "sign-on-administrator",
            "single sign-on administrators",
            f"{sso}_0123456789abcdef",
        ),
        Caller(
            "stacksets",
            "the execution role of StackSets",
            f"{iam}:role/stacksets-exec-0123456789abcdef0123456789abcdef",
        ),
        Caller("root-user", "the root user", f"{iam}:root"),
        Caller(
            "central-root",
            "central root sessions",
            f"{iam}:root",
            {"aws:AssumedRoot": "true"},
        ),
    )


def callers_of(statements: Sequence[Document], known: Sequence[Caller]) -> tuple[Caller, ...]:
    """Return the known callers and one more for each pattern that none of them stands for.

    So an exemption for a new role, or a pattern that lets in more than before, is seen.
    """
    found = list(known)
    patterns = sorted(set(_patterns(statements)))
    for pattern in patterns:
        caller = Caller(pattern, f"`{pattern}`", _one_like(pattern))
        matched = [like_by_part(each, caller.arn) for each in patterns]
        alike = [like_by_part(each, one.arn) for one in found for each in patterns]
        rows = [alike[at : at + len(patterns)] for at in range(0, len(alike), len(patterns))]
        if matched not in rows:
            found.append(caller)
    return tuple(found)


def _patterns(statements: Sequence[Document]) -> Iterator[str]:
    for statement in statements:
        for tests in statement.get("Condition", {}).values():
            for key, wanted in tests.items():
                if key.lower() == PRINCIPAL:
                    yield from (each for each in values(wanted) if "$" not in each)


def _one_like(pattern: str) -> str:
    """Write an ARN that a pattern matches."""
    parts = pattern.split(":", ARN_PARTS - 1)
    if len(parts) == ARN_PARTS and parts[4] == "*":
        parts[4] = ACCOUNT
    return ":".join(part.replace("*", "example").replace("?", "x") for part in parts)
