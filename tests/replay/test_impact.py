"""`baseline guardrails impact` tells what would have been denied."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from baseline.cli import app
from baseline.errors import BaselineError
from baseline.replay.record import FROM_ELSEWHERE
from baseline.replay.run import REPEATED
from tests.replay.records import ACCOUNT, ROLE, again, record, write

STOP = record("cloudtrail StopLogging", {"name": "baseline-trail"})
LIST = record("s3 ListBuckets")
ROLES = record("iam PutRolePolicy", {"roleName": "web"})
NEW = record("ec2 BrandNewCall")


def _impact(folder: Path, *options: str) -> tuple[int, str]:
    arguments = ["guardrails", "impact", "--logs", str(folder), *CONFIG, *options]
    done = CliRunner().invoke(app, arguments)
    if isinstance(done.exception, BaselineError):
        raise done.exception
    return done.exit_code, done.stdout


CONFIG = ("--config", "examples/default.yaml")
PLACED = ("--unit", "Workloads/Production", "--management-account", "111122223333")


@pytest.mark.parametrize(
    ("records", "exit_code"),
    [([LIST], 0), ([LIST, STOP, ROLES], 1), ([ROLES], 3), ([NEW], 3), ([], 3)],
    ids=["nothing-denied", "denied", "cannot-tell", "not-mapped", "no-events"],
)
def test_exit_code(tmp_path: Path, records: list[dict[str, object]], exit_code: int) -> None:
    """A call that would be denied is a failed check; what is not known is never a pass."""
    write(tmp_path / "a.json.gz", records)
    assert _impact(tmp_path, *PLACED)[0] == exit_code


def test_json(tmp_path: Path) -> None:
    """The data holds each number, and for each group who, what, where and one event."""
    write(
        tmp_path / "a.json.gz",
        [STOP, again(STOP), LIST, ROLES, NEW, STOP, {**again(LIST), "errorCode": "X"}],
    )
    found = json.loads(_impact(tmp_path, *PLACED, "--json")[1])
    counted = ("would be denied", "would not be denied", "cannot tell", "not mapped")
    assert [found[each] for each in counted] == [2, 1, 1, 1]
    assert found["left out"] == {"failed already": 1, REPEATED: 1}
    assert found["events without an action"] == {"ec2.amazonaws.com BrandNewCall": 1}
    (denied,) = found["denied"]
    assert denied == {
        "guardrail": "protect_audit_trail",
        "statement": "ProtectAuditTrail",
        "action": "cloudtrail:StopLogging",
        "principal": ROLE,
        "account": ACCOUNT,
        "count": 2,
        "first": STOP["eventTime"],
        "last": STOP["eventTime"],
        "event_id": STOP["eventID"],
    }
    assert found["unknown"][0]["why"] == "the record does not tell enough of the iam role"


@pytest.mark.parametrize(
    ("unit", "left_out", "guardrails"),
    [
        ("PolicyStaging", {}, ["deny_outside_identities"]),
        ("Workloads/Production", {FROM_ELSEWHERE: 1}, []),
    ],
    ids=["guarded", "not-guarded"],
)
def test_outsider(
    tmp_path: Path, unit: str, left_out: dict[str, int], guardrails: list[str]
) -> None:
    """A caller from outside counts where a resource control policy guards what was called."""
    who = {"type": "AWSAccount", "principalId": "x", "accountId": "777788889999"}
    key = {"ARN": f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1", "accountId": ACCOUNT}
    tls = {"tlsVersion": "TLSv1.3"}
    write(tmp_path / "a.json", [record("kms Decrypt", who=who, resources=[key], tlsDetails=tls)])
    found = json.loads(_impact(tmp_path, "--unit", unit, "--json")[1])
    assert found["left out"] == left_out
    assert [each["guardrail"] for each in found["unknown"]] == guardrails


def test_words(tmp_path: Path) -> None:
    """The report counts, lists by guardrail, principal, action and account, and says what lacks."""
    write(tmp_path / "a.json.gz", [STOP, LIST, NEW, ROLES])
    printed = _impact(tmp_path)[1]
    for field in ("guardrail", "principal", "action", "account"):
        assert f"would be denied, by {field}" in printed
    assert "protect_audit_trail" in printed
    assert f"accounts in no known unit (1): {ACCOUNT} (3); give --accounts" in printed
    assert "the management account is not known" in printed
    assert "no action is known for: ec2.amazonaws.com BrandNewCall (1)" in printed


def test_state(tmp_path: Path) -> None:
    """With a state file a second run reads nothing again and says the same."""
    write(tmp_path / "logs/a.json.gz", [STOP, LIST])
    options = (*PLACED, "--json", "--state", str(tmp_path / "state.json"))
    first = _impact(tmp_path / "logs", *options)
    (tmp_path / "logs/a.json.gz").write_bytes(b"not read again")
    assert _impact(tmp_path / "logs", *options) == first


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--unit", "Nowhere"), "--unit: no such unit (got Nowhere)"),
        (("--management-account", "12"), "must be the id of an account, 12 digits (got 12)"),
        (("--live", "--accounts", "x"), "--live: --accounts says it already"),
    ],
    ids=["unit", "management", "live-and-file"],
)
def test_mistakes(tmp_path: Path, options: tuple[str, ...], told: str) -> None:
    """Options that make no sense are refused with what to do."""
    with pytest.raises(BaselineError) as refused:
        _impact(tmp_path, *options)
    assert told in str(refused.value)


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there is a mistake, not an empty log."""
    with pytest.raises(BaselineError, match="not a folder"):
        _impact(tmp_path / "nowhere")
