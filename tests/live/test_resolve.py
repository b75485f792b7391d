"""Template expressions, worked out or refused."""

from __future__ import annotations

from typing import Any

import pytest

from baseline.live.resolve import Scope, UnresolvedError


def _attribute(logical_id: str, name: str) -> str:
    if (logical_id, name) != ("Role", "Arn"):
        raise UnresolvedError(f"no {logical_id}.{name}")
    return "arn:aws:iam::111122223333:role/it"


SCOPE = Scope({"Role": "it", "AWS::AccountId": "111122223333"}, _attribute)

RESOLVED = {
    "a text": ("plain", "plain"),
    "a number": (365, 365),
    "a reference": ({"Ref": "Role"}, "it"),
    "a pseudo parameter": ({"Ref": "AWS::AccountId"}, "111122223333"),
    "an attribute": ({"Fn::GetAtt": ["Role", "Arn"]}, "arn:aws:iam::111122223333:role/it"),
    "an attribute as a text": ({"Fn::GetAtt": "Role.Arn"}, "arn:aws:iam::111122223333:role/it"),
    "a join": ({"Fn::Join": [":", ["a", {"Ref": "Role"}]]}, "a:it"),
    "a substitution": ({"Fn::Sub": "x-${AWS::AccountId}-${Role}"}, "x-111122223333-it"),
    "a substituted attribute": ({"Fn::Sub": "${Role.Arn}"}, "arn:aws:iam::111122223333:role/it"),
    "a substitution with variables": ({"Fn::Sub": ["${V}!", {"V": {"Ref": "Role"}}]}, "it!"),
    "an escaped substitution": ({"Fn::Sub": "${!Literal}"}, "${Literal}"),
    "something deep": ({"A": [{"B": {"Ref": "Role"}}]}, {"A": [{"B": "it"}]}),
}
REFUSED = {
    "an unknown reference": ({"Ref": "Nobody"}, "Ref 'Nobody'"),
    "an unknown name in a substitution": ({"Fn::Sub": "${Nobody}"}, "Ref 'Nobody'"),
    "an unknown attribute": ({"Fn::GetAtt": ["Role", "RoleId"]}, "no Role.RoleId"),
    "no value": ({"Ref": "AWS::NoValue"}, "AWS::NoValue"),
    "another function": ({"Fn::If": ["A", "b", "c"]}, "Fn::If"),
    "an import": ({"Fn::ImportValue": "x"}, "Fn::ImportValue"),
    "a dynamic reference": ("{{resolve:ssm:/baseline/x}}", "dynamic reference"),
    "one inside a list": ([{"Ref": "Role"}, {"Ref": "Nobody"}], "Ref 'Nobody'"),
}


@pytest.mark.parametrize(("value", "meaning"), RESOLVED.values(), ids=RESOLVED)
def test_resolve_works_out(value: Any, meaning: Any) -> None:
    """What the templates use is worked out from what is deployed."""
    assert SCOPE.resolve(value) == meaning


@pytest.mark.parametrize(("value", "told"), REFUSED.values(), ids=REFUSED)
def test_resolve_refuses(value: Any, told: str) -> None:
    """What cannot be worked out is refused by name, never guessed."""
    with pytest.raises(UnresolvedError, match=told.replace("(", r"\(")):
        SCOPE.resolve(value)
