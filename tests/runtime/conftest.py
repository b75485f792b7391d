"""Moto in process, no credentials of the machine, and a response URL on the loopback."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.services_in_memory import mock_aws

from .listing import Listing
from .world import REGION, ResponseServer, World

if TYPE_CHECKING:
    from mypy_boto3_organizations import OrganizationsClient


@pytest.fixture(autouse=True)
def _no_real_aws(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")


@pytest.fixture
def world() -> Iterator[World]:
    """Return a new world; moto starts empty for each test that asks for one."""
    with mock_aws(config={"lambda": {"use_docker": False}}):
        yield World()


@pytest.fixture
def organizations(world: World) -> OrganizationsClient:
    """Return a client of the test's own, for arranging and reading back."""
    return world.session("us-east-1").client("organizations")


@pytest.fixture
def root_id(organizations: OrganizationsClient) -> str:
    """Create an organization and return the id of its root."""
    organizations.create_organization(FeatureSet="ALL")
    return organizations.list_roots()["Roots"][0]["Id"]


@pytest.fixture
def server() -> Iterator[ResponseServer]:
    """Run a response URL for one test."""
    running = ResponseServer()
    yield running
    running.stop()


@pytest.fixture
def listing(world: World, organizations: OrganizationsClient, root_id: str) -> Listing:
    """Arrange units and an empty bucket."""
    return Listing(world, organizations, root_id)
