"""A stack itself: state, protection, tags, template, looked-up values, outputs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from boto3 import Session

from baseline.live.reading import StackReading
from baseline.live.resolve import UnresolvedError
from baseline.live.stack import stack_findings
from tests.live.one_resource import not_ok, reading_of


@pytest.fixture
def reading(session: Session) -> StackReading:
    """A stack with an output and a value that was looked up, deployed as it should be."""
    session.client("ssm").put_parameter(Name="/baseline/x", Type="String", Value="now")
    made = reading_of(
        session,
        {},
        outputs={"Where": {"Value": {"Ref": "AWS::Region"}}},
        answers={"Where": "us-east-1"},
    )
    template = {
        **made.intent.template,
        "Parameters": {"X": {"Type": "AWS::SSM::Parameter::Value<String>"}},
        "Description": "Ünits.",
    }
    return with_(
        made,
        intent={"template": template, "tags": {"project": "baseline"}},
        deployed={
            "template": {**template, "Description": "?nits."},
            "tags": {"project": "baseline", "aws:x": "y"},
            "lookups": {"X": "/baseline/x"},
            "parameters": {"X": "now"},
        },
    )


def with_(
    reading: StackReading,
    *,
    intent: dict[str, Any] | None = None,
    deployed: dict[str, Any] | None = None,
) -> StackReading:
    """Return the reading with something else intended or deployed."""
    return StackReading(
        replace(reading.intent, **(intent or {})),
        replace(reading.deployed, **(deployed or {})),
        reading.clients,
        reading.organization,
    )


def test_a_stack_as_intended_is_ok(reading: StackReading) -> None:
    """Every check of a stack is made, and all come out well, lost umlauts included."""
    findings = list(stack_findings(reading))
    assert not_ok(findings) == {}
    assert [finding.check for finding in findings] == [
        "status",
        "termination protection",
        "tags",
        "template",
        "parameter X",
        "output Where",
    ]


DIFFERS = {"parameter X": "differs"}
CHANGES: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "a failed create": ({"status": "CREATE_FAILED"}, {"status": "differs"}),
    "a rollback": ({"status": "UPDATE_ROLLBACK_COMPLETE"}, {"status": "differs"}),
    "an update under way": ({"status": "UPDATE_IN_PROGRESS"}, {"status": "differs"}),
    "no protection": ({"termination_protection": False}, {"termination protection": "differs"}),
    "another tag": ({"tags": {"project": "other"}}, {"tags": "differs"}),
    "another template": ({"template": {"Description": "Other."}}, {"template": "differs"}),
    "an old value": ({"parameters": {"X": "before"}}, {"parameter X": "differs"}),
    "a value nobody looked up": ({"lookups": {}}, {"parameter X": "unknown"}),
    "a value that went away": ({"lookups": {"X": "/gone"}}, {"parameter X": "differs"}),
    "another output": ({"outputs": {"Where": "mars"}}, {"output Where": "differs"}),
    "no output": ({"outputs": {}}, {"output Where": "differs"}),
}


@pytest.mark.parametrize(("deployed", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_change_of_a_stack_is_seen(
    reading: StackReading, deployed: dict[str, Any], expected: dict[str, str]
) -> None:
    """Exactly the check that a change concerns is not ok."""
    assert not_ok(list(stack_findings(with_(reading, deployed=deployed)))) == expected


@pytest.mark.parametrize(
    ("now", "pending", "expected"),
    [("2", "a@example.com", {}), ("2", "", DIFFERS), ("3", "a@example.com", DIFFERS)],
    ids=["pending", "nobody pending", "counted twice"],
)
def test_a_round_is_counted_up_while_accounts_are_pending(
    reading: StackReading, now: str, pending: str, expected: dict[str, str]
) -> None:
    """The round is one ahead of the deploy exactly when that left accounts pending."""
    name = "/baseline/accounts/round"
    reading.clients["ssm"].put_parameter(Name=name, Type="String", Value=now)
    deployed = {
        "lookups": {"X": name},
        "parameters": {"X": "1"},
        "outputs": {"Where": "us-east-1", "AccountsPendingAccounts": pending},
    }
    assert not_ok(list(stack_findings(with_(reading, deployed=deployed)))) == expected


def test_an_output_that_cannot_be_worked_out_is_unknown(reading: StackReading) -> None:
    """An output whose meaning nobody can tell is never ok."""
    template = {**reading.intent.template, "Outputs": {"Where": {"Value": {"Ref": "Nobody"}}}}
    changed = with_(reading, intent={"template": template}, deployed={"template": template})
    assert not_ok(list(stack_findings(changed))) == {"output Where": "unknown"}


@pytest.mark.parametrize("of", ["It", "Nobody"])
def test_an_attribute_that_nothing_reads_is_told(session: Session, of: str) -> None:
    """An attribute of a resource without a reader is refused by name, as of one that is not."""
    reading = reading_of(session, {"It": ("AWS::Imagined::Thing", {}, "it")})
    with pytest.raises(UnresolvedError, match=f"{of}.Arn: nothing reads that resource"):
        reading.scope.resolve({"Fn::GetAtt": [of, "Arn"]})
