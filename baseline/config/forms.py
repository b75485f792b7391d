"""The forms that texts in the configuration must have, each with its rule in words.

The patterns are written so that Python, Rust (pydantic) and JavaScript (editors that read the
JSON Schema) understand them alike.
"""

from __future__ import annotations

from dataclasses import dataclass

CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029"


@dataclass(frozen=True)
class Form:
    """A pattern, the rule it stands for, and what to do when a text breaks it."""

    pattern: str
    rule: str
    remedy: str


PREFIX = Form(
    r"^[a-z](-?[a-z0-9])*$",
    "must be lower-case letters, digits and single hyphens, from a letter to a letter or digit",
    "write it like 'baseline' or 'acme-lz'",
)
EXEMPT_ROLE = Form(
    r"^[a-z][a-z0-9-]{1,63}$",
    "must be 2 to 64 lower-case letters, digits and hyphens, starting with a letter",
    "write it like 'network-pipeline': the name alone, without a path",
)
UNIT_KEY = Form(
    r"^[a-z][a-z0-9-]{0,30}$",
    "must be 1 to 31 lower-case letters, digits and hyphens, starting with a letter",
    "write it like 'non-production'; what people read is the unit's name",
)
LABEL = Form(
    rf"^[^\s{CONTROL}]([^{CONTROL}]*[^\s{CONTROL}])?$",
    "must be printable text without a space at either end",
    "remove line breaks, control characters and outer spaces",
)
ACCOUNT_NAME = Form(
    r"^[!-;=?-~]([ -;=?-~]*[!-;=?-~])?$",
    "must be printable ASCII without '<' and '>' and without a space at either end",
    "use plain letters, digits, spaces and punctuation",
)
"""Source: AWS API models in botocore 1.43.106, CreateAccount and PutAccountName."""

_LOCAL_FIRST = r"A-Za-z0-9!#$*+/=?^_`{}~-"
ACCOUNT_EMAIL = Form(
    rf"^[{_LOCAL_FIRST}][.{_LOCAL_FIRST}]*"
    r"@[A-Za-z0-9][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)*\.[A-Za-z0-9-]*[A-Za-z0-9]$",
    "must be an e-mail address that AWS takes for an account",
    "write it like 'aws+name@your-domain': one @, no spaces or quotes, a domain with a dot",
)
"""Source: AWS Organizations API reference, CreateAccount, Email, as in botocore 1.43.106."""

CONTACT_EMAIL = Form(
    r"^[A-Za-z0-9_+=.#|!&-]+@[A-Za-z0-9_.-]+\.[A-Za-z0-9_]+$",
    "must be an e-mail address that AWS takes for a contact",
    "write it like 'security@your-domain': one @, no spaces, a domain with a dot",
)
PHONE = Form(
    r"^[0-9()+ -]+$",
    "must be digits, spaces and any of + - ( )",
    "write it like '+1 206 555 0100'",
)
"""Source: AWS Account Management API reference, PutAlternateContact, as in botocore 1.43.106."""

ACCOUNT_ID = Form(
    r"^[0-9]{12}$",
    "must be an AWS account id, 12 digits",
    "write it like '111122223333', in quotes",
)
TAG_TEXT = Form(
    r"^[A-Za-z0-9_.:/=+@-]([A-Za-z0-9 _.:/=+@-]*[A-Za-z0-9_.:/=+@-])?$",
    "must be letters, digits, spaces and any of _ . : / = + - @, without a space at either end",
    "write it like 'CostCenter'",
)
REPORT_NAME = Form(
    r"^[0-9A-Za-z!_.*'()-]+$",
    "must be letters, digits and any of - _ . ! * ' ( )",
    "write it like 'acme-cur', without a space",
)
"""Source: AWS Cost and Usage Report API reference, ReportName, as in botocore 1.43.106."""

REPOSITORY = Form(
    r"^[A-Za-z0-9][A-Za-z0-9-]*(/[A-Za-z0-9._-]+|@[0-9]+/[A-Za-z0-9._-]+@[0-9]+)$",
    "must be a repository's owner and name, both with their ids or both without",
    "write it like 'acme/landing-zone' or 'acme@123/landing-zone@456'; no wildcards",
)
ENVIRONMENT = Form(
    r"^[A-Za-z0-9._-]+$",
    "must be letters, digits and any of . _ -",
    "write it like 'production'; no wildcards",
)
BRANCH = Form(
    r"^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$",
    "must be letters, digits and any of . _ - /",
    "write it like 'main'; no wildcards, and no 'refs/heads/' before it",
)
"""Source: GitHub Docs, OpenID Connect reference, Example subject claims and Immutable subject
claims, read 2026-11-24. None of them holds a colon, which separates the parts of a subject."""

FORMS = {
    form.pattern: form
    for form in (
        PREFIX,
        EXEMPT_ROLE,
        UNIT_KEY,
        LABEL,
        ACCOUNT_NAME,
        ACCOUNT_EMAIL,
        CONTACT_EMAIL,
        PHONE,
        ACCOUNT_ID,
        TAG_TEXT,
        REPORT_NAME,
        REPOSITORY,
        ENVIRONMENT,
        BRANCH,
    )
}
"""Finds the words for a pattern that did not match."""
