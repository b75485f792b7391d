"""Filter patterns match what CloudWatch Logs says they match, and refuse what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emulator.insights import pattern

EVENT: dict[str, Any] = {
    "eventName": "Decrypt",
    "errorCode": "Client.UnauthorizedOperation",
    "userIdentity": {"type": "Root", "arn": "arn:aws:iam::111122223333:root"},
    "resources": [{"ARN": "arn:aws:kms:eu-west-1:111122223333:key/a"}, {"ARN": "other"}],
    "responseElements": None,
    "readOnly": True,
    "latency": 12.5,
    "count": 3,
    "cluster.name": "c",
    "matrix": [[1, 2], [3, 4]],
}

TABLE = [
    ('{ $.eventName = "Decrypt" }', True),
    ('{ $.eventName = "decrypt" }', False),
    ("{ $.eventName = Decrypt }", True),
    ('{$.eventName="De*pt"}', True),
    ('{ $.errorCode = "*UnauthorizedOperation" }', True),
    ('{ $.errorCode = "*Unauthorized" }', False),
    ('{ $.eventName != "Encrypt" }', True),
    ('{ $.eventName != "De*" }', False),
    ('{ $.missing != "x" }', False),
    ('{ $.missing = "x" }', False),
    ('{ ($.missing NOT EXISTS) || ($.missing != "x") }', True),
    ("{ $.userIdentity.invokedBy NOT EXISTS }", True),
    ("{ $.eventName NOT EXISTS }", False),
    ("{ $.responseElements NOT EXISTS }", False),
    ("{ $.responseElements IS NULL }", True),
    ("{ $.missing IS NULL }", False),
    ('{ $.responseElements != "x" }', False),
    ("{ $.readOnly IS TRUE }", True),
    ("{ $.readOnly is false }", False),
    ('{ $.readOnly = "true" }', False),
    ('{ $.userIdentity = "*" }', False),
    ('{ $.eventName = "*" }', True),
    ("{ $.latency = * }", True),
    ("{ $.latency > 12 }", True),
    ("{ $.latency <= 12 }", False),
    ("{ $.count >= 3 && $.count < 1e3 }", True),
    ("{ $.count = 3 }", True),
    ('{ $.count = "3" }', False),
    ("{ $.eventName != 3 }", True),
    ('{ $.resources[0].ARN = "*:key/a" }', True),
    ('{ $.resources[1].ARN = "*:key/a" }', False),
    ('{ $.resources[*].ARN = "other" }', True),
    ("{ $.matrix[1][0] = 3 }", True),
    ("{ $.['cluster.name'] = \"c\" }", True),
    ("{ $.eventName = %^De% }", True),
    ("{ $.eventName = %^crypt% }", False),
    ('{ $.eventName = "x" || $.count = 3 && $.latency = 1 }', False),
    ('{ $.count = 3 || $.eventName = "x" && $.latency = 1 }', True),
    ('{ ($.count = 3 || $.eventName = "x") && $.latency = 1 }', False),
    ('{ (($.eventName = "Decrypt")) }', True),
    ("", True),
    ("Decrypt -Encrypt", True),
    ('"Unauthorized" Encrypt', False),
    ("?Encrypt ?Decrypt", True),
]

REFUSED = {
    "EXISTS is not known to AWS": "{ $.eventName EXISTS }",
    "IS NOT is not known to AWS": "{ $.eventName IS NOT NULL }",
    "no closing brace": '{ $.eventName = "x"',
    "no closing parenthesis": '{ ($.eventName = "x" }',
    "no value": "{ $.eventName = }",
    "no selector": '{ eventName = "x" }',
    "no comparison": "{ $.eventName }",
    "nothing in it": "{ }",
    "half an operator": '{ $.a = "x" & $.b = "y" }',
    "no operator between": '{ $.a = "x" $.b = "y" }',
    "two wildcards in a selector": '{ $.a[*].b[*] = "x" }',
    "four wildcard selectors": "{ $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 || $.d[*] = 1 }",
    "three regular expressions": "{ $.a = %x% || $.b = %x% || $.c = %x% }",
    "parentheses in a regular expression": "{ $.a = %(x)% }",
    "larger than a text": '{ $.a > "x" }',
    "too long": '{ $.a = "' + "x" * 1020 + '" }',
    "an unquoted hyphen": "not-quoted",
    "space-delimited": "[a, b]",
}


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[text for text, _ in TABLE])
def test_a_pattern_matches_an_event(text: str, expected: bool) -> None:
    """A pattern gives the documented answer, whether the event is a text or a document."""
    parsed = pattern.parse(text)
    assert pattern.matches(parsed, EVENT) is expected
    assert pattern.matches(parsed, json.dumps(EVENT)) is expected


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_wrong_pattern_is_refused(text: str) -> None:
    """A pattern outside the documented grammar is refused, never taken as matching nothing."""
    with pytest.raises(pattern.PatternError):
        pattern.parse(text)


def test_text_that_is_no_json_matches_no_json_pattern() -> None:
    """A JSON pattern does not match an event that is not JSON."""
    assert not pattern.matches(pattern.parse("{ $.a NOT EXISTS }"), "START RequestId: 1")
