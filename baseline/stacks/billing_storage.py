"""The bucket for cost data, ready before anything is delivered to it."""

from __future__ import annotations

from aws_cdk import App

from baseline.config import Config
from baseline.constructs.billing.export_bucket import ExportBucket
from baseline.stacks.baseline_stack import BaselineStack


class BillingStorageStack(BaselineStack):
    """The export bucket, in a stack of its own.

    AWS's services write to it as soon as an export exists, and a bucket that holds something can
    not be rolled back.
    """

    def __init__(self, app: App, construct_id: str, *, config: Config, region: str) -> None:
        super().__init__(
            app,
            construct_id,
            config=config,
            name="billing-storage",
            description="The bucket that AWS delivers cost data to.",
            region=region,
        )
        ExportBucket(self, "Exports", prefix=config.prefix, region=region)
