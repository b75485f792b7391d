"""What sessions of GetSessionToken and GetFederationToken cannot call, whatever is allowed.

Source: IAM User Guide, "Compare AWS STS credentials": with GetSessionToken IAM only after MFA,
of STS only AssumeRole and GetCallerIdentity; with GetFederationToken no IAM, and of STS only
GetCallerIdentity.
"""

from __future__ import annotations

from .operation import Operation
from .principal import Principal
from .refusal import Refusal

_OF_SESSIONS = frozenset({"AssumeRole", "GetCallerIdentity"})
_OF_FEDERATION = frozenset({"GetCallerIdentity"})


def refusal(caller: Principal, found: Operation) -> Refusal | None:
    """The refusal of a call that this kind of session never makes; None for every other call."""
    is_session = "aws:tokenissuetime" in caller.keys and "aws:assumedroot" not in caller.keys
    if not is_session or caller.kind not in ("user", "root", "federated"):
        return None
    if found.service == "iam":
        proved = caller.keys.get("aws:multifactorauthpresent") == "true"
        if proved and caller.kind != "federated":
            return None
        message = "The security token included in the request is invalid."
        return Refusal("iam", found.protocol, message, "InvalidClientTokenId")
    known = _OF_FEDERATION if caller.kind == "federated" else _OF_SESSIONS
    if found.service == "sts" and found.name not in known:
        message = f"Cannot call {found.name} with session credentials"
        return Refusal("sts", found.protocol, message)
    return None
