"""Why AWS may not create an account, and what a person can do about each reason.

Source: AWS Organizations API Reference, CreateAccountStatus (FailureReason) and
ConstraintViolationException (Reason), as in botocore 1.43.106.
"""

from __future__ import annotations

#: The e-mail has an account, here or elsewhere.
ALREADY_EXISTS = "EMAIL_ALREADY_EXISTS"

#: Too many requests at once; older pages say too many in a day, so both are waited for.
IN_PROGRESS_LIMIT = "ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED"

#: Codes with which CreateAccount refuses a request rather than the caller.
NOT_ACCEPTED = frozenset({"ConstraintViolation", "InvalidInput"})

_QUOTA = (
    "the organization has as many accounts as its quota allows, closed ones included; have it "
    "raised in Service Quotas, or, if the organization is new, deploy again in an hour"
)

#: What refuses a request before it is accepted, by reason.
LIMITS = {
    IN_PROGRESS_LIMIT: "AWS takes no more requests for accounts now; deploy again tomorrow, "
    "nothing is lost",
    "ACCOUNT_NUMBER_LIMIT_EXCEEDED": _QUOTA,
}

#: Failures that pass by themselves.
LATER = frozenset(
    {"CONCURRENT_ACCOUNT_MODIFICATION", "INTERNAL_FAILURE", "PENDING_BUSINESS_VALIDATION"}
)

#: Failures that need a person, by reason.
FAILURES = {
    "ACCOUNT_LIMIT_EXCEEDED": _QUOTA,
    ALREADY_EXISTS: "an account outside this organization has this e-mail; invite that account "
    "under Organizations, or give another e-mail, then deploy again",
    "INVALID_ADDRESS": "AWS does not take the management account's address; correct it under "
    "Account, then deploy again",
    "INVALID_EMAIL": "AWS does not take this e-mail; give another one, then deploy again",
    "INVALID_PAYMENT_INSTRUMENT": "AWS does not take the management account's payment method; "
    "correct it under Billing, then deploy again",
    "MISSING_PAYMENT_INSTRUMENT": "the management account has no payment method; add one under "
    "Billing, then deploy again",
}
