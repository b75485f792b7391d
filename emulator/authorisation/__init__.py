"""IAM, service and resource control policies, judged before a service answers a request.

`check(scope, headers, body)` returns None or a `Refusal`; a refusal's `response()` is what
to answer. `account_of(access_key)` tells the account a key acts in. `install()` lets
ministack check MFA codes and remember the device of a session; `check` calls it, but what
was made before the first check is remembered only if the server called it when it started.
"""

from .check import check
from .installing import install
from .refusal import Refusal
from .sessions import account_of

__all__ = ["Refusal", "account_of", "check", "install"]
