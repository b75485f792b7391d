"""The server itself: its mark, its control endpoints, its faults, its end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.assemblies import ROOT

from ..conftest import Account, Emulator
from .stacks import PROVIDER, custom, deploy

MARK = "x-account-baseline-emulator"


@pytest.mark.parametrize(
    ("service", "operation"),
    [
        ("sts", "get_caller_identity"),
        ("organizations", "list_roots"),
        ("account", "get_contact_information"),
        ("s3", "list_buckets"),
        ("lambda", "list_functions"),
    ],
)
def test_every_answer_carries_the_mark(
    management_account: Account, service: str, operation: str
) -> None:
    """Answers and errors of every service tell that they come from the emulator."""
    client = management_account.client(service)
    try:
        answer = getattr(client, operation)()
    except ClientError as error:
        answer = error.response
    assert answer["ResponseMetadata"]["HTTPHeaders"][MARK] == "true"


@pytest.mark.parametrize(
    ("service", "operation", "call"),
    [
        pytest.param("organizations", "ListRoots", "list_roots", id="json"),
        pytest.param("iam", "ListRoles", "list_roles", id="query"),
        pytest.param("lambda", "ListFunctions", "list_functions", id="rest-json"),
        pytest.param("s3", "ListBuckets", "list_buckets", id="rest-xml"),
    ],
)
def test_a_call_fails_on_request(
    management_account: Account, service: str, operation: str, call: str
) -> None:
    """A fault makes the named call fail with its code, in every protocol, as often as asked."""
    fault = {"service": service, "operation": operation, "code": "SlowDown", "status": 503}
    management_account.emulator.control("POST", "faults", [fault])
    client = management_account.client(service)
    with pytest.raises(ClientError) as raised:
        getattr(client, call)()
    assert raised.value.response["Error"]["Code"] == "SlowDown"
    listed = management_account.emulator.control("GET", "faults")["faults"]
    assert [entry["struck"] for entry in listed] == [1]


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("faults", [{"service": "iam"}]),
        ("authorisation", {"on": "yes"}),
        ("organizations", {"account": "111122223333", "unknown": 1}),
        ("nowhere", {}),
    ],
)
def test_a_control_request_nobody_understands_is_an_error(
    emulator: Emulator, name: str, document: Any
) -> None:
    """A control endpoint refuses what it does not know instead of ignoring it."""
    with pytest.raises(urllib.error.HTTPError):
        emulator.control("POST", name, document)


def test_other_requests_are_served_while_a_reply_is_held(management_account: Account) -> None:
    """A reply that waits for its stack does not keep anybody else waiting."""
    deploy(management_account, "base", PROVIDER)
    environment = {**os.environ, **management_account.environment()}
    slow = {**PROVIDER, "Setting": custom(ServiceTimeout=6, Continue="yes")}
    fault = {"service": "lambda", "operation": "Invoke", "code": "ServiceException", "times": 9}
    management_account.emulator.control("POST", "faults", [fault])
    code = (
        "import boto3,sys;c=boto3.client('cloudformation');"
        "c.update_stack(StackName='base',TemplateBody=sys.argv[1],"
        "Capabilities=['CAPABILITY_NAMED_IAM'])"
    )
    body = json.dumps({"Resources": slow})
    held = subprocess.Popen([sys.executable, "-c", code, body], env=environment)
    time.sleep(1.5)
    assert held.poll() is None
    began = time.monotonic()
    management_account.client("sts").get_caller_identity()
    assert time.monotonic() - began < 1.0
    assert held.wait(timeout=20) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_it_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    """After a signal there is no state file, no temporary folder and no function's process."""
    process, state = _start(tmp_path)
    account = Account(Emulator(state["endpoint"], state["pid"]), "444455556666")
    deploy(account, "some", {**PROVIDER, "Setting": custom()})
    family = _family(process.pid)
    process.send_signal(number)
    assert process.wait(timeout=10) == 0
    assert not (tmp_path / "emulator.json").exists()
    assert list((tmp_path / "tmp").iterdir()) == []
    assert len(family) > 1
    assert [pid for pid in family if _runs(pid)] == []


def test_it_does_not_wait_for_a_function_at_work(tmp_path: Path) -> None:
    """A signal in the middle of a deploy ends the emulator and the function at once."""
    process, state = _start(tmp_path)
    account = Account(Emulator(state["endpoint"], state["pid"]), "444455556666")
    deploy(account, "some", PROVIDER)
    body = json.dumps({"Resources": {**PROVIDER, "Setting": custom(Seconds=300)}})
    account.client("cloudformation").create_change_set(
        StackName="some",
        ChangeSetName="slow",
        TemplateBody=body,
        Capabilities=["CAPABILITY_NAMED_IAM"],
    )
    code = (
        "import boto3;boto3.client('cloudformation')"
        ".execute_change_set(StackName='some',ChangeSetName='slow')"
    )
    environment = {**os.environ, **account.environment(), "AWS_MAX_ATTEMPTS": "1"}
    client = subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stderr=subprocess.DEVNULL
    )
    while not account.client("ssm").get_parameters(Names=["/seen/Setting"])["Parameters"]:
        time.sleep(0.1)
    family = _family(process.pid)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=5) == 0
    assert client.wait(timeout=5) != 0
    assert list((tmp_path / "tmp").iterdir()) == []
    assert [pid for pid in family if _runs(pid)] == []


def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    """An emulator that was told its parent stops when the parent has ended."""
    parent = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    process, _ = _start(tmp_path, "--parent", str(parent.pid))
    parent.kill()
    parent.wait()
    assert process.wait(timeout=10) == 0


def _start(directory: Path, *more: str) -> tuple[subprocess.Popen[bytes], dict[str, Any]]:
    temporary = directory / "tmp"
    temporary.mkdir()
    state = directory / "emulator.json"
    process = subprocess.Popen(
        [sys.executable, "-m", "emulator", "--state", str(state), *more],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.DEVNULL,
    )
    end = time.monotonic() + 60
    while not state.is_file() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    read: dict[str, Any] = json.loads(state.read_text(encoding="utf-8"))
    return process, read


def _family(pid: int) -> list[int]:
    """A process and all below it."""
    listed = subprocess.run(
        ["ps", "-Ao", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    found = [pid]
    for known in found:
        found.extend(child for child, parent in pairs if parent == known)
    return found


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
