"""Nothing without MFA but what it takes to get there, and that for the own user only.

What the conditions rest on:
- The key `aws:MultiFactorAuthPresent` is absent from calls with a long-term access key and there
  in sessions, of the console too. `BoolIfExists` denies where it is absent or false; `Bool` would
  let every access key through.
- Calls that are open without MFA could enrol a device for somebody else, so the second statement
  closes them on every user but the own one. That matters most where a policy that allows
  everything stands beside it.
- Taking a device away needs MFA, because it is not among the open calls; whoever holds only a
  password or a key cannot replace the device that protects them.
- `sts:GetSessionToken` is how an access key gets MFA. Its sessions without MFA reach no IAM
  operation at all.
"""

from __future__ import annotations

from baseline.identity.model import IdentityContext, IdentityPolicy, own_user
from baseline.policy.documents import Condition, Statement

WITHOUT_MFA: Condition = {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}

_ON_OWN_USER = [
    "iam:EnableMFADevice",
    "iam:GetMFADevice",
    "iam:GetUser",
    "iam:ListMFADevices",
    "iam:ResyncMFADevice",
]
# Judged on the device, on everything, or on nothing at all: none of them touches a user.
_ON_NO_USER = ["iam:CreateVirtualMFADevice", "iam:ListVirtualMFADevices", "sts:GetSessionToken"]


def _require_mfa(context: IdentityContext) -> tuple[Statement, ...]:
    first_login = context.first_login_password_change
    own = _ON_OWN_USER + (["iam:ChangePassword"] if first_login else [])
    none = _ON_NO_USER + (["iam:GetAccountPasswordPolicy"] if first_login else [])
    return (
        {
            "Sid": "DenyAllWithoutMFA",
            "Effect": "Deny",
            "NotAction": sorted(own + none),
            "Resource": "*",
            "Condition": WITHOUT_MFA,
        },
        {
            "Sid": "DenyOtherUsersWithoutMFA",
            "Effect": "Deny",
            "Action": sorted(own),
            "NotResource": own_user(context),
            "Condition": WITHOUT_MFA,
        },
    )


REQUIRE_MFA = IdentityPolicy(
    name="require_mfa",
    description="Denies everything without MFA but enrolling a device for the own user.",
    why=(
        "A password or an access key that leaks is worth nothing alone. The denial stands beside "
        "whatever else a user is given, so a further policy cannot undo it."
    ),
    source=(
        "IAM user guide, AWS: Allows MFA-authenticated IAM users to manage their own credentials "
        "on the Security credentials page; AWS global condition context keys, "
        "aws:MultiFactorAuthPresent; AWS STS API reference, GetSessionToken; Service "
        "Authorization Reference, AWS Identity and Access Management; read 2026-11-24"
    ),
    statements=_require_mfa,
)
