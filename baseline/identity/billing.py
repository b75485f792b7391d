"""Billing sees what everything costs, here and in member accounts, and changes nothing."""

from __future__ import annotations

from baseline.identity.model import IdentityContext, IdentityPolicy, assume_member_role
from baseline.policy.documents import Statement

_COSTS = [
    "account:GetAccountInformation",
    "bcm-data-exports:Get*",
    "bcm-data-exports:List*",
    "billing:Get*",
    "billing:List*",
    "budgets:Describe*",
    "budgets:ListTagsForResource",
    "budgets:ViewBudget",
    "ce:Describe*",
    "ce:Get*",
    "ce:List*",
    "consolidatedbilling:Get*",
    "consolidatedbilling:List*",
    "cost-optimization-hub:Get*",
    "cost-optimization-hub:List*",
    "cur:DescribeReportDefinitions",
    "cur:GetUsageReport*",
    "cur:ListTagsForResource",
    "freetier:Get*",
    "invoicing:Get*",
    "invoicing:List*",
    "organizations:Describe*",
    "organizations:List*",
    "payments:GetPaymentStatus",
    "pricing:DescribeServices",
    "pricing:GetAttributeValues",
    "pricing:GetProducts",
    "purchase-orders:Get*",
    "purchase-orders:List*",
    "purchase-orders:ViewPurchaseOrders",
    "savingsplans:Describe*",
    "tax:GetTaxInheritance",
    "tax:GetTaxRegistration",
    "tax:ListTaxRegistrations",
]


def _billing(context: IdentityContext) -> tuple[Statement, ...]:
    bucket = f"arn:{context.partition}:s3:::{context.prefix}-exports-*"
    return (
        assume_member_role(context, "billing"),
        {"Sid": "ReadCosts", "Effect": "Allow", "Action": _COSTS, "Resource": "*"},
        {
            # The bucket's name ends with the account's id; a bucket of another account may too.
            "Sid": "ReadCostReports",
            "Effect": "Allow",
            "Action": ["s3:GetBucketLocation", "s3:GetObject", "s3:ListBucket"],
            "Resource": [bucket, f"{bucket}/*"],
            "Condition": {"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}},
        },
    )


BILLING = IdentityPolicy(
    name="billing",
    description="Costs, read only, and the role billing in the accounts of this organization.",
    why=(
        "Finance needs invoices, usage and forecasts; paying, buying commitments and changing "
        "tax or payment data stays with administrators."
    ),
    source=(
        "AWS Billing user guide, Identity-based policy with Billing; Service Authorization "
        "Reference, the services named here; read 2026-11-24"
    ),
    statements=_billing,
)
