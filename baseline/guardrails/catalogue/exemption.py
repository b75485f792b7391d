"""The one exemption that statements share: the role by which StackSets builds the baseline.

Nobody can make or change a role of that name; `roles.py` tells how it is closed.
"""

from __future__ import annotations

from baseline.guardrails.model import GuardrailContext
from baseline.policy.documents import Condition


def but_stacksets(context: GuardrailContext) -> Condition:
    """Write the condition that spares the execution role of StackSets and nobody else."""
    return {
        "ArnNotLike": {"aws:PrincipalArn": f"arn:{context.partition}:iam::*:role/stacksets-exec-*"}
    }
