"""The rule packs every template is held against, and the only door to an exception from them."""

from __future__ import annotations

from collections.abc import Mapping

from aws_cdk import Acknowledgment, App, Validations
from cdk_nag import AwsSolutionsChecks, NIST80053R5Checks
from constructs import IConstruct


def add_rule_packs(app: App) -> None:
    """Hold every stack of `app` against AwsSolutions and NIST 800-53 R5 at synthesis.

    A finding that nobody acknowledged makes `app.synth()` raise.
    """
    for pack in (AwsSolutionsChecks, NIST80053R5Checks):
        Validations.of(app).add_plugins(pack(app, write_suppressions_to_cloud_formation=False))


def acknowledge(construct: IConstruct, reasons: Mapping[str, str]) -> None:
    """Accept the findings `reasons` names, on `construct` and what is below it.

    Keys are granular finding ids (for example `AwsSolutions-IAM5[Resource::*]`), values the
    control that makes up for each. Use the smallest construct that carries the finding.
    """
    Validations.of(construct).acknowledge(
        *(Acknowledgment(id=finding, reason=reason) for finding, reason in reasons.items())
    )
