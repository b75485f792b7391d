"""The locks are exact, hashed, free of addresses, and agree with each other."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import pytest

from tests.assemblies import ROOT

LOCKS = ("installer", "product", "development")
_REQUIREMENT = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^\s;]+)[^\\]*\\$")


def _entries(lock: str) -> list[str]:
    """The requirements of a lock, each with the lines that belong to it."""
    text = (ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
    return [entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith("#")]


def _versions(lock: str) -> dict[str, set[str]]:
    """Each package's versions; one that differs by Python or platform has several."""
    found: dict[str, set[str]] = {}
    for entry in _entries(lock):
        match = _REQUIREMENT.match(entry.splitlines()[0])
        assert match is not None, entry
        found.setdefault(match[1], set()).add(match[2])
    return found


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _package_lock() -> dict[str, Any]:
    lock: dict[str, Any] = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    return lock


@pytest.mark.parametrize(
    "name",
    [
        *(f"requirements/{lock}.txt" for lock in LOCKS),
        *(
            "requirements/build.in",
            "requirements/installer.in",
            "package.json",
            "package-lock.json",
        ),
    ],
)
def test_no_address(name: str) -> None:
    """No lock names a host, which would follow the project into every fork."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "resolved" not in text
    assert "index-url" not in text.replace("--no-emit-index-url", "")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_hashes(lock: str) -> None:
    """Every requirement is one exact version with at least one SHA-256."""
    entries = _entries(lock)
    assert entries
    for entry in entries:
        assert _REQUIREMENT.match(entry.splitlines()[0]), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


def test_every_npm_package_has_its_integrity() -> None:
    """Every package of the npm lock is held to its digest, and none runs a script."""
    packages = {name: entry for name, entry in _package_lock()["packages"].items() if name}
    assert packages
    for entry in packages.values():
        assert entry["integrity"].startswith("sha512-")
        assert "hasInstallScript" not in entry


@pytest.mark.parametrize(
    ("package", "version"),
    [
        ("aws-cdk-lib", "2.275.0"),
        ("boto3", "1.43.106"),
        ("botocore", "1.43.106"),
        ("cdk-nag", "3.0.2"),
    ],
)
def test_product_pins(package: str, version: str) -> None:
    """What the deployment is made with is the same in pyproject.toml and in both locks."""
    assert f"{package}=={version}" in _project()["project"]["dependencies"]
    assert _versions("product")[package] == {version}
    assert _versions("development")[package] == {version}


def test_emulator_pin() -> None:
    """The emulator's base is pinned, because its private names are leaned on."""
    assert "ministack==1.5.33" in _project()["dependency-groups"]["emulator"]
    assert _versions("development")["ministack"] == {"1.5.33"}
    assert "ministack" not in _versions("product")


def test_development_contains_product() -> None:
    """Tests run with exactly the versions that are deployed with."""
    development = _versions("development")
    for package, versions in _versions("product").items():
        assert versions <= development[package], package


def test_build_back_end_is_locked() -> None:
    """The build back-end comes from the lock, so building fetches nothing."""
    assert _project()["build-system"]["requires"] == ["hatchling"]
    assert "hatchling" in _versions("development")


def test_exact_requirements_are_met() -> None:
    """Every exact pin of pyproject.toml stands in the development lock."""
    project = _project()
    groups = [project["project"]["dependencies"], *project["dependency-groups"].values()]
    wanted = [entry for group in groups for entry in group]
    pins = [entry.split("==") for entry in wanted if "==" in entry]
    assert pins
    for package, version in pins:
        assert _versions("development")[package] == {version}


def test_cli_pin() -> None:
    """The CDK CLI is one exact version in package.json and in its lock."""
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert package["devDependencies"] == {"aws-cdk": "2.1148.1"}
    packages = _package_lock()["packages"]
    assert packages[""]["devDependencies"] == {"aws-cdk": "2.1148.1"}
    assert packages["node_modules/aws-cdk"]["version"] == "2.1148.1"
