"""The section `billing`: how costs are reported, and when somebody is told about them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from baseline.config import forms

BILLING_REGIONS = {"aws": "us-east-1", "aws-cn": "cn-northwest-1"}
"""By partition the region where AWS keeps billing; a partition that is missing has no such place.

Source: CloudFormation resource specification of 2026-10-20, AWS::CUR::ReportDefinition. AWS
GovCloud (US) accounts are billed through the standard account they belong to.
"""

_Email = Annotated[str, Field(min_length=1, max_length=254, pattern=forms.CONTACT_EMAIL.pattern)]
AVAILABLE = {
    "aws": frozenset({"report", "data_exports", "focus", "budget"}),
    "aws-cn": frozenset({"report"}),
    "aws-us-gov": frozenset[str](),
}
"""By partition what of this section exists there.

Source: CloudFormation resource specification of 2026-10-20: no AWS::BCMDataExports::Export in
China, none of the three in AWS GovCloud (US). China bills in CNY, for which there is no budget key.
"""


class Report(BaseModel):
    """The Cost and Usage Report in its older form, which many tools still read.

    Source: AWS Cost and Usage Report API reference, PutReportDefinition, as in botocore 1.43.106.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    enabled: bool = Field(
        default=True,
        description="Whether there is such a report. Switched off, it stays in AWS and delivers "
        "on; delete it there, also before it is switched on again.",
    )
    name: str | None = Field(
        default=None,
        min_length=1,
        max_length=256,
        pattern=forms.REPORT_NAME.pattern,
        description="What the report is called; none, the default, for the prefix and '-cur'. "
        "1 to 256 characters. Another name is another report.",
    )


class Budget(BaseModel):
    """How much the organization means to spend, and whom AWS tells when it is more.

    Source: AWS Budgets User Guide, "Quotas and restrictions": 10 e-mail subscribers for an alert,
    read 2026-11-24.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    monthly_usd: int = Field(
        default=100,
        ge=1,
        le=1_000_000_000,
        description="The budget of a month for all accounts. 1 to 1000000000 US dollars.",
    )
    emails: tuple[_Email, ...] = Field(
        default=(),
        strict=False,
        max_length=10,
        description="Who is told at 80 and 100 percent, and when 100 are forecast. At most 10 "
        "e-mail addresses; with none the budget is only shown in AWS.",
    )


class Billing(BaseModel):
    """What AWS delivers about costs; all of it stands in one region, whatever the home region."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    report: Report = Field(
        default=Report(), description="The Cost and Usage Report in its older form."
    )
    focus: bool = Field(
        default=False,
        description="Whether costs are also exported in the form FOCUS 1.2, which other clouds "
        "share. Its storage is the only cost. Switched off, it stays in AWS like the report.",
    )
    budget: Budget | None = Field(
        default=Budget(), description="The budget of a month, or none for no budget."
    )

    def deliveries(self, partition: str) -> frozenset[str]:
        """Name what of this section is wanted and exists in `partition`."""
        wanted = {"data_exports"}
        wanted |= {"report"} if self.report.enabled else set()
        wanted |= {"focus"} if self.focus else set()
        wanted |= {"budget"} if self.budget is not None else set()
        return AVAILABLE[partition] & wanted

    def region(self, partition: str) -> str | None:
        """Name the region where it stands in `partition`; none where nothing of it does."""
        return BILLING_REGIONS[partition] if self.deliveries(partition) else None
