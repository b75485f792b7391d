"""Who watches what the organization's accounts share with the outside."""

from __future__ import annotations

from aws_cdk.aws_accessanalyzer import CfnAnalyzer
from constructs import Construct


class OrganizationAnalyzer(Construct):
    """An IAM Access Analyzer whose zone of trust is the organization.

    It needs trusted access for access-analyzer.amazonaws.com; AWS makes the service-linked roles in
    this account and in the members. It sees the region it stands in. External access is free.

    Source: IAM user guide, Getting started with IAM Access Analyzer, and Using IAM Access Analyzer;
    IAM Access Analyzer pricing; read 2026-11-24.
    """

    def __init__(self, scope: Construct, construct_id: str, *, prefix: str) -> None:
        super().__init__(scope, construct_id)
        CfnAnalyzer(
            self, "Analyzer", type="ORGANIZATION", analyzer_name=f"{prefix}-organization"
        ).override_logical_id("OrganizationAnalyzer")
