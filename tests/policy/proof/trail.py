"""A trail that nobody but one role touches, as policies and as questions about them."""

from __future__ import annotations

from typing import Any

from baseline.policy.decide import Level
from baseline.policy.documents import Condition
from baseline.policy.proof.questions import Layers, Scope

ALLOW = {"Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*"}
TRAIL = "arn:aws:cloudtrail:*:*:trail/baseline-trail"
EXEMPT = "arn:aws:iam::*:role/baseline/break-glass"
STOP = Scope(("cloudtrail:StopLogging",), resources=(TRAIL,))
NOT_EXEMPT: Condition = {
    "ArnNotLike": {"aws:PrincipalArn": [EXEMPT, "arn:*:iam::*:role/aws-service-role/*"]}
}


def at_the_root(*statements: dict[str, Any], **others: Any) -> Layers:
    """Attach statements at the root, beside one that allows everything."""
    document = {"Version": "2012-10-17", "Statement": [ALLOW, *statements]}
    return Layers(control=[Level("root", [document])], **others)


def denial(condition: dict[str, Any] | None = None, **others: Any) -> dict[str, Any]:
    """Deny everything about the trail, or what the other elements say."""
    statement = {"Sid": "Trail", "Effect": "Deny", "Action": "cloudtrail:*", "Resource": TRAIL}
    return {**statement, **({"Condition": condition} if condition else {}), **others}
