"""The exemptions that statements share: the role of StackSets, and roles a configuration names.

Nobody can make or change a role with such an ARN; `roles.py` tells how they are closed.
"""

from __future__ import annotations

from baseline.guardrails.model import GuardrailContext
from baseline.policy.documents import Condition, Statement


def but_stacksets(context: GuardrailContext, guardrail: str = "") -> Condition:
    """Write the condition that spares the execution role of StackSets.

    Where a guardrail is named, it spares the roles that the configuration exempts there as well.
    """
    stacksets = f"arn:{context.partition}:iam::*:role/stacksets-exec-*"
    named = context.exempt_arns(guardrail)
    return {"ArnNotLike": {"aws:PrincipalArn": [stacksets, *named] if named else stacksets}}


def spare_exempt(statement: Statement, context: GuardrailContext, guardrail: str) -> Statement:
    """Spare the roles that a configuration exempts from a guardrail; without any, change nothing.

    The statement has no condition on the principal of its own.
    """
    named = context.exempt_arns(guardrail)
    if not named:
        return statement
    spared: Condition = {"ArnNotLike": {"aws:PrincipalArn": list(named)}}
    return {**statement, "Condition": {**statement.get("Condition", {}), **spared}}
