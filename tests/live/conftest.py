"""A session against services in memory, and one assembly for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from boto3 import Session

from baseline.config import Account, Config, Contact, Contacts, Unit
from baseline.config.sections.pipeline import Pipeline
from baseline.config.sections.trail import Trail
from tests.live.one_resource import REGION
from tests.reusing_session import ReusingSession
from tests.services_in_memory import mock_aws

_SESSION = ReusingSession("AKIDEXAMPLE", "secret", region_name=REGION)


@pytest.fixture
def session() -> Iterator[Session]:
    """A session whose calls are answered in memory, by empty accounts."""
    with mock_aws():
        yield _SESSION


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An assembly with every kind of resource that the baseline knows."""
    from baseline.assembly import build_app, synthesize

    config = Config(
        tryout=True,
        home_region=REGION,
        allowed_regions=(REGION,),
        tags={"project": "baseline"},
        units=(
            Unit(key="security", name="Security", existing=True),
            Unit(
                key="workloads",
                name="Workloads",
                guardrails=("deny_other_regions",),
                units=(Unit(key="production", name="Production"),),
            ),
            Unit(key="suspended", name="Suspended", guardrails=("deny_everything",)),
        ),
        trail=Trail(emails=("security@example.com",)),
        accounts=(Account(name="Orders", email="orders@example.com", unit="production"),),
        pipeline=Pipeline(repository="acme/landing-zone"),
        contacts=Contacts(
            security=Contact(
                name="Security", title="Team", email="security@example.com", phone="+1 555 0100"
            )
        ),
    )
    folder = tmp_path_factory.mktemp("live") / "cdk.out"
    synthesize(build_app(config, outdir=folder, nag=False, validation=False))
    return folder
