"""Why the rule packs' findings about the groups' policies are acceptable, each by its own id."""

from __future__ import annotations

from baseline.identity import IdentityContext, IdentityPolicy


def policy_exceptions(policy: IdentityPolicy, context: IdentityContext) -> dict[str, str]:
    """List the reasons by finding, for the wildcards that stand in what the policy allows."""
    actions, resources = policy.allowed_wildcards(context)
    of_actions = dict.fromkeys(
        (f"AwsSolutions-IAM5[Action::{action}]" for action in actions),
        "Needs MFA; a test holds every call it reaches against AWS's list of actions.",
    )
    of_resources = dict.fromkeys(
        (f"AwsSolutions-IAM5[Resource::{_as_in_findings(resource)}]" for resource in resources),
        "Needs MFA; tables of decisions hold what it reaches, with its counterpart.",
    )
    return of_actions | of_resources


def _as_in_findings(resource: str) -> str:
    """Write a resource as the rule packs do, which take a policy variable for an expression."""
    return resource.replace("${", "<").replace("}", ">")
