"""The data exports: one SQL query over one of AWS's tables each, delivered as Parquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aws_cdk import Aws, RemovalPolicy
from aws_cdk.aws_bcmdataexports import CfnExport
from constructs import Construct

from baseline.constructs.billing import cur_2, focus


class DataExports(Construct):
    """Cost and Usage Report 2.0 and, where asked for, FOCUS 1.2.

    AWS knows an export by its name and refuses a second one of that name, so nothing that only a
    replacement could change (`Name`, `RefreshCadence` and, by the user guide, the configuration of
    a table) depends on the configuration.
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, prefix: str, bucket: str, with_focus: bool
    ) -> None:
        super().__init__(scope, construct_id)
        self._prefix = prefix
        self._bucket = bucket
        self._export(
            "Cur2",
            description="Costs and usage by the hour, with the ids of resources (CUR 2.0).",
            table=cur_2.TABLE,
            columns=cur_2.COLUMNS,
            # AWS fills this in where it is missing, which would read as a difference.
            configuration=cur_2.CONFIGURATION
            | {
                "BILLING_VIEW_ARN": (
                    f"arn:{Aws.PARTITION}:billing::{Aws.ACCOUNT_ID}:billingview/primary"
                )
            },
        )
        if with_focus:
            self._export(
                "Focus",
                description="Costs and usage by the hour, in the form FOCUS 1.2.",
                table=focus.TABLE,
                columns=focus.COLUMNS,
                configuration=focus.CONFIGURATION,
            )

    def _export(
        self,
        construct_id: str,
        *,
        description: str,
        table: str,
        columns: Sequence[str],
        configuration: Mapping[str, str],
    ) -> None:
        kind = construct_id.lower()
        export = CfnExport(
            self,
            construct_id,
            export=CfnExport.ExportProperty(
                name=f"{self._prefix}-{kind}",
                description=description,
                data_query=CfnExport.DataQueryProperty(
                    query_statement=" ".join(["SELECT", ", ".join(columns), "FROM", table]),
                    table_configurations={table: dict(configuration)},
                ),
                destination_configurations=CfnExport.DestinationConfigurationsProperty(
                    s3_destination=CfnExport.S3DestinationProperty(
                        s3_bucket=self._bucket,
                        s3_prefix=kind,
                        s3_region=Aws.REGION,
                        s3_output_configurations=CfnExport.S3OutputConfigurationsProperty(
                            format="PARQUET",
                            compression="PARQUET",
                            output_type="CUSTOM",
                            overwrite="OVERWRITE_REPORT",
                        ),
                    )
                ),
                refresh_cadence=CfnExport.RefreshCadenceProperty(frequency="SYNCHRONOUS"),
            ),
        )
        export.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
