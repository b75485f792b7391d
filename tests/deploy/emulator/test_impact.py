"""The replay reads what a trail wrote, as its bucket holds it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from baseline.cli import app
from tests.assemblies import ROOT

from ..conftest import Account
from .conftest import BUCKET, World

ACCOUNTS = "accounts:\n  - {name: m, email: recorded@example.com, unit: sandbox}\n"


@pytest.fixture
def member_role(world: World) -> Account:
    """A role of the member, which stands under a path that its sessions do not show."""
    iam = world.member.client("iam")
    trust = {"Effect": "Allow", "Principal": {"AWS": world.member.id}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    role = iam.create_role(RoleName="replayed", Path="/teams/", AssumeRolePolicyDocument=document)
    return world.member.assume(role["Role"]["Arn"])


def test_impact_of_what_a_trail_wrote(
    world: World, member_role: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calls that were made are told apart by what guardrails of the account's unit would say."""
    member_role.client("sns").list_topics()
    member_role.client("sns", "eu-west-1").list_topics()
    member_role.client("s3").list_buckets()
    world.management.client("sns").list_topics()
    logs = _fetched(world, tmp_path / "logs")
    config = tmp_path / "proposed.yaml"
    text = (ROOT / "baseline.yaml").read_text(encoding="utf-8")
    text = text.replace("tryout: false", "tryout: true", 1).replace("accounts: []\n", ACCOUNTS, 1)
    config.write_text(text, encoding="utf-8")
    for name, value in world.management.emulator.environment(world.management.id).items():
        monkeypatch.setenv(name, value)

    options = ["--logs", str(logs), "--config", str(config), "--live", "--json"]
    done = CliRunner().invoke(app, ["guardrails", "impact", *options])
    assert done.exit_code == 1, done.output
    found = json.loads(done.stdout)

    assert found["management account"] == world.management.id
    assert found["accounts without a unit"] == {}
    assert found["files"]["damaged"] == 0
    assert found["left out"]["by the management account"] > 0
    assert found["left out"]["by a service for itself"] > 0
    role = f"arn:aws:iam::{world.member.id}:role/teams/replayed"
    by_role = [each for each in found["denied"] if each["principal"] == role]
    assert [(each["guardrail"], each["action"], each["count"]) for each in by_role] == [
        ("deny_other_regions", "sns:ListTopics", 1)
    ]
    root = [each for each in found["denied"] if each["principal"].endswith(":root")]
    assert root
    assert {each["guardrail"] for each in root} == {"deny_member_root_user"}


def _fetched(world: World, folder: Path) -> Path:
    """Copy the bucket, as `aws s3 sync` does."""
    world.management.emulator.control("POST", "recorded")
    s3 = world.management.client("s3")
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET):
        for key in (held["Key"] for held in page["Contents"]):
            # CloudTrail also writes empty objects whose keys end as folders do.
            if not key.endswith("/"):
                file = folder / key
                file.parent.mkdir(parents=True, exist_ok=True)
                s3.download_file(BUCKET, key, str(file))
    return folder
