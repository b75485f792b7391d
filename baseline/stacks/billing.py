"""Cost reports and the budget."""

from __future__ import annotations

from aws_cdk import App

from baseline.config import Config
from baseline.constructs.billing.cost_and_usage_report import CostAndUsageReport
from baseline.constructs.billing.data_exports import DataExports
from baseline.constructs.billing.export_bucket import export_bucket_name
from baseline.constructs.billing.monthly_budget import MonthlyBudget
from baseline.stacks.baseline_stack import BaselineStack


class BillingStack(BaselineStack):
    """What AWS delivers about costs, where AWS keeps billing."""

    def __init__(self, app: App, construct_id: str, *, config: Config, region: str) -> None:
        super().__init__(
            app,
            construct_id,
            config=config,
            name="billing",
            description="Cost reports and the budget.",
            region=region,
        )
        billing = config.billing
        deliveries = billing.deliveries(config.partition)
        bucket = export_bucket_name(config.prefix)
        if "data_exports" in deliveries:
            DataExports(
                self,
                "DataExports",
                prefix=config.prefix,
                bucket=bucket,
                with_focus="focus" in deliveries,
            )
        if "report" in deliveries:
            CostAndUsageReport(
                self,
                "CostAndUsageReport",
                name=billing.report.name or f"{config.prefix}-cur",
                bucket=bucket,
                region=region,
            )
        if billing.budget is not None and "budget" in deliveries:
            MonthlyBudget(
                self,
                "MonthlyBudget",
                prefix=config.prefix,
                monthly_usd=billing.budget.monthly_usd,
                emails=billing.budget.emails,
            )
