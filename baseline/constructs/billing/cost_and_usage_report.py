"""The Cost and Usage Report in its older form."""

from __future__ import annotations

from aws_cdk import RemovalPolicy
from aws_cdk.aws_cur import CfnReportDefinition
from constructs import Construct


class CostAndUsageReport(Construct):
    """Costs by the hour with the ids of resources, as Parquet that Athena can read.

    AWS knows a report by its name and refuses a second one of that name, so nothing else that only
    a replacement could change depends on the configuration: another name is another report.

    Source: AWS Cost and Usage Report API reference, ReportDefinition: Parquet and ATHENA go
    together with OVERWRITE_REPORT, read 2026-11-24.
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, name: str, bucket: str, region: str
    ) -> None:
        super().__init__(scope, construct_id)
        report = CfnReportDefinition(
            self,
            "Report",
            report_name=name,
            time_unit="HOURLY",
            format="Parquet",
            compression="Parquet",
            additional_schema_elements=["RESOURCES"],
            additional_artifacts=["ATHENA"],
            report_versioning="OVERWRITE_REPORT",
            refresh_closed_reports=True,
            s3_bucket=bucket,
            s3_prefix="cur",
            s3_region=region,
        )
        report.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
