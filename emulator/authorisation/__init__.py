"""IAM and service control policies, judged before any service answers a request.

`check(scope, headers, body)` returns None or a `Refusal`; a refusal's `response()` is what
to answer. `account_of(access_key)` tells the account a key acts in. `install()` lets
ministack remember the MFA device of a session; `check` calls it, but sessions made before
the first check are remembered only if the server called it when it started.
"""

from .check import check
from .refusal import Refusal
from .sessions import account_of, install

__all__ = ["Refusal", "account_of", "check", "install"]
