"""One emulator for the session and a fresh management account for every scenario."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

from emulator.tryout.running import aws_environment
from tests.assemblies import ROOT

START_SECONDS = 60.0
STOP_SECONDS = 10.0

_ACCOUNTS = count(200_000_000_000 + os.getpid() * 1_000)


@dataclass(frozen=True)
class Emulator:
    """A running emulator, as tests see it."""

    endpoint: str
    pid: int

    def environment(self, account: str, region: str = "us-east-1") -> dict[str, str]:
        """The variables that point any AWS client at this emulator and account."""
        return aws_environment(self.endpoint, account, region)

    def control(self, method: str, name: str, document: Any = None) -> dict[str, Any]:
        """Call a control endpoint and read its answer."""
        body = None if document is None else json.dumps(document).encode()
        url = f"{self.endpoint}/_emulator/{name}"
        request = urllib.request.Request(url, data=body, method=method)  # noqa: S310
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            read: dict[str, Any] = json.loads(answer.read())
        return read


@dataclass(frozen=True)
class Account:
    """An account in the emulator and clients for it."""

    emulator: Emulator
    id: str
    region: str = "us-east-1"
    credentials: dict[str, str] = field(default_factory=dict)

    def client(self, service: str, region: str | None = None, **config: Any) -> Any:
        """A boto3 client of this account, or of the session its credentials belong to."""
        given = self.credentials or {
            "aws_access_key_id": self.id,
            "aws_secret_access_key": "test",
        }
        make: Any = boto3.client
        return make(
            service,
            region_name=region or self.region,
            endpoint_url=self.emulator.endpoint,
            config=Config(**{"retries": {"total_max_attempts": 1}, **config}),
            **given,
        )

    def assume(self, role_arn: str, session: str = "test") -> Account:
        """The account of a role, seen with the role's credentials."""
        answer = self.client("sts").assume_role(RoleArn=role_arn, RoleSessionName=session)
        return self._session(role_arn, answer)

    def exchange(self, role_arn: str, token: str) -> Account:
        """The same of a role that an identity provider's token opens."""
        answer = self.client("sts").assume_role_with_web_identity(
            RoleArn=role_arn, RoleSessionName="job", WebIdentityToken=token
        )
        return self._session(role_arn, answer)

    def _session(self, role_arn: str, answer: dict[str, Any]) -> Account:
        made = answer["Credentials"]
        return Account(
            self.emulator,
            role_arn.split(":")[4],
            self.region,
            {
                "aws_access_key_id": made["AccessKeyId"],
                "aws_secret_access_key": made["SecretAccessKey"],
                "aws_session_token": made["SessionToken"],
            },
        )

    def environment(self) -> dict[str, str]:
        """The variables that point any AWS client at this account."""
        return {
            **self.emulator.environment(self.id, self.region),
            **{name.upper(): value for name, value in self.credentials.items()},
        }


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    """Start one emulator on a free port, wait until it answers, stop it by its id."""
    with tempfile.TemporaryDirectory(prefix="account-baseline-test-") as directory:
        state = Path(directory) / "emulator.json"
        command = [sys.executable, "-m", "emulator", "--state", str(state)]
        process = subprocess.Popen(
            [*command, "--parent", str(os.getpid())], cwd=ROOT, stdout=subprocess.DEVNULL
        )
        try:
            yield _started(process, state)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def unused_account(emulator: Emulator) -> Account:
    """An account that nobody has used."""
    return Account(emulator, str(next(_ACCOUNTS))[:12])


@pytest.fixture
def management_account(emulator: Emulator) -> Iterator[Account]:
    """An account nobody has used, without faults left over from an earlier scenario."""
    emulator.control("DELETE", "faults")
    emulator.control("POST", "authorisation", {"on": False})
    yield unused_account(emulator)
    emulator.control("DELETE", "faults")
    emulator.control("POST", "authorisation", {"on": False})


def _started(process: subprocess.Popen[bytes], state: Path) -> Emulator:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"the emulator ended with {process.returncode} before it answered")
        if state.is_file():
            read = json.loads(state.read_text(encoding="utf-8"))
            return Emulator(read["endpoint"], read["pid"])
        time.sleep(0.05)
    process.kill()
    pytest.fail(f"the emulator did not answer within {START_SECONDS} seconds")
