"""What people in the groups can do without MFA, and with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from baseline.config import Config
from baseline.output.finding import Finding

from .model import Demonstration, finding
from .people import Person, enrolled, hired

WITHOUT_MFA = "DenyAllWithoutMFA"
PARAMETER = "/tryout/note"


def in_groups(config: Config) -> list[Finding]:
    """Let an administrator and an auditor work, those of them whose group is configured."""
    findings: list[Finding] = []
    if "administrators" in config.access.groups:
        findings += _administrator(config)
    if "auditors" in config.access.groups:
        findings += _auditor(config)
    return findings


def _administrator(config: Config) -> Iterator[Finding]:
    person = _hired(config, "administrators")
    device: dict[str, str] = {}

    def enrol() -> None:
        device["serial"], device["seed"] = enrolled(person)

    for each in (
        Demonstration("without MFA lists the own devices", _own_devices(person)),
        Demonstration(
            "without MFA lists users", person.client("iam").list_users, refused_by=WITHOUT_MFA
        ),
        Demonstration(
            "without MFA lists buckets", person.client("s3").list_buckets, refused_by=WITHOUT_MFA
        ),
        Demonstration("without MFA enrols a device", enrol),
    ):
        yield finding("administrator", each)
    if not device:
        return
    session = person.with_mfa(device["serial"], device["seed"])
    for each in (
        Demonstration("with MFA lists users", session.client("iam").list_users),
        Demonstration("with MFA writes a parameter", _writing(session)),
    ):
        yield finding("administrator", each)


def _auditor(config: Config) -> Iterator[Finding]:
    person = _hired(config, "auditors")
    session = person.with_mfa(*enrolled(person))
    trails = session.client("cloudtrail")
    for each in (
        Demonstration("with MFA looks at the trails", trails.describe_trails),
        Demonstration("with MFA lists roles", session.client("iam").list_roles),
        Demonstration(
            "with MFA stops the trail",
            lambda: trails.stop_logging(Name=f"{config.prefix}-trail"),
            allowed=False,
        ),
        Demonstration("with MFA writes a parameter", _writing(session), allowed=False),
    ):
        yield finding("auditor", each)


def _hired(config: Config, group: str) -> Person:
    return hired(f"tryout-{group}", f"{config.prefix}-{group}", config.home_region)


def _own_devices(person: Person) -> Any:
    iam = person.client("iam")
    return lambda: iam.list_mfa_devices(UserName=person.name)


def _writing(person: Person) -> Any:
    ssm = person.client("ssm")
    return lambda: ssm.put_parameter(Name=PARAMETER, Value="x", Type="String", Overwrite=True)
