"""The services that have no region of their own, so that a region guardrail must spare them.

A request to a global service names the region of its one endpoint, not the region of the caller.
Denying that region would stop the service everywhere. Three rules keep the list safe:

- A service that also keeps data in regions is never spared as a whole: S3, KMS, Certificate
  Manager, User Notifications, public ECR and others appear with single actions.
- A regional service that a global one needs in the home of global services is spared there only
  (`ACTIONS_AT_HOME`), not in every region.
- Left out on purpose, although examples of AWS hold them: Config, Direct Connect, Device Farm,
  Chime, Lightsail, Resource Explorer, Identity Center. They work in the allowed regions, or keep
  data where they run.

Source: AWS samples, service-control-policy-examples, Deny access to AWS based on the requested
AWS region, 2026-04-09; AWS Control Tower controls reference, Region deny control applied to the
OU, and AWS Fault Isolation Boundaries whitepaper, Global services, read 2026-11-24; endpoint data
of botocore 1.43.106. An entry with a source of its own names it.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

READ_ON = date(2026, 11, 24)
"""The day on which the lists were compared with their sources."""

ACTIONS_BY_HOME = MappingProxyType(
    {
        "us-east-1": (
            # Identity, organization, account, console.
            "account:*",
            "activate:*",
            "artifact:*",
            "consoleapp:*",
            "iam:*",
            "organizations:*",
            "uxc:*",
            # Billing and cost. The flat-rate plans of CloudFront are bought by pricingplanmanager.
            # Source: CloudFront developer guide, AWS managed policies, CloudFrontFullAccess.
            "aws-marketplace-management:*",
            "aws-marketplace:*",
            "aws-portal:*",
            "bcm-dashboards:*",
            "bcm-data-exports:*",
            "bcm-pricing-calculator:*",
            "bcm-recommended-actions:*",
            "billing:*",
            "billingconductor:*",
            "budgets:*",
            "ce:*",
            "consolidatedbilling:*",
            "cost-optimization-hub:*",
            "cur:*",
            "customer-verification:*",
            "freetier:*",
            "invoicing:*",
            "mapcredits:*",
            "payments:*",
            "pricing:*",
            "pricingplanmanager:*",
            "purchase-orders:*",
            "savingsplans:*",
            "sustainability:*",
            "tax:*",
            # Support and health. Of notifications reading alone: a hub keeps events in its region.
            # Source: User Notifications API reference, Welcome.
            "health:*",
            "notifications-contacts:*",
            "notifications:Get*",
            "notifications:List*",
            "support-console:*",
            "support:*",
            "supportapp:*",
            "supportplans:*",
            "trustedadvisor:*",
            # Names and edge: to be everywhere is their purpose.
            "cloudfront-keyvaluestore:*",
            "cloudfront:*",
            "route53:*",
            "route53domains:*",
            "shield:*",
            "waf:*",
            # Consoles of global services ask which regions and gateways there are.
            "ec2:DescribeRegions",
            "ec2:DescribeTransitGateways",
            "ec2:DescribeVpnGateways",
            # Pulling public images; publishing keeps data in us-east-1 and is not spared.
            "ecr-public:BatchCheckLayerAvailability",
            "ecr-public:Describe*",
            "ecr-public:Get*",
            # Settings of the whole account and the list of its buckets.
            "s3:GetAccountPublicAccessBlock",
            "s3:GetBucketLocation",
            "s3:ListAllMyBuckets",
            "s3:PutAccountPublicAccessBlock",
        ),
        "us-east-2": (
            # Source: AWS Chatbot API reference, Welcome.
            "chatbot:*",
            # Source: Route 53 API reference, CreateGlobalResolver.
            "route53globalresolver:*",
        ),
        "us-west-2": (
            # Source: Global Accelerator API reference, Welcome.
            "globalaccelerator:*",
            "networkmanager:*",
            # The cluster answers in five regions, so that one can fail.
            "route53-recovery-cluster:*",
            "route53-recovery-control-config:*",
            "route53-recovery-readiness:*",
            # Failover of an access point over several regions answers in five regions.
            # Source: S3 user guide, Managing Multi-Region Access Points.
            "s3:CreateMultiRegionAccessPoint",
            "s3:DeleteMultiRegionAccessPoint",
            "s3:DescribeMultiRegionAccessPointOperation",
            "s3:GetMultiRegionAccessPoint*",
            "s3:ListMultiRegionAccessPoints",
            "s3:PutMultiRegionAccessPointPolicy",
            "s3:SubmitMultiRegionAccessPointRoutes",
        ),
    }
)
"""Actions of global services by the region that answers them in the `aws` partition."""

ACTIONS_ANYWHERE = tuple(action for actions in ACTIONS_BY_HOME.values() for action in actions)
"""Actions that no region guardrail denies."""

ACTIONS_AT_HOME = (
    # Signing in, the events of global services, their metrics, quotas and tags.
    "access-analyzer:ValidatePolicy",
    # Certificates of CloudFront distributions.
    # Source: ACM user guide, Services integrated with ACM, Amazon CloudFront.
    "acm:AddTagsToCertificate",
    "acm:DeleteCertificate",
    "acm:DescribeCertificate",
    "acm:GetCertificate",
    "acm:ImportCertificate",
    "acm:ListCertificates",
    "acm:ListTagsForCertificate",
    "acm:RemoveTagsFromCertificate",
    "acm:RenewCertificate",
    "acm:RequestCertificate",
    "acm:UpdateCertificateOptions",
    "cloudtrail:LookupEvents",
    "cloudwatch:GetMetricData",
    "cloudwatch:ListMetrics",
    # Firewalls of CloudFront, and their central administration.
    # Source: AWS WAF developer guide, How AWS WAF works with Amazon CloudFront.
    "fms:*",
    # Keys that sign DNSSEC: made and managed, never used to encrypt.
    # Source: Route 53 developer guide, Working with customer managed keys for DNSSEC.
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:CreateGrant",
    "kms:CreateKey",
    "kms:DescribeKey",
    "kms:Get*",
    "kms:List*",
    "kms:PutKeyPolicy",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "servicequotas:*",
    "signin:AuthorizeOAuth2Access",
    "signin:CreateOAuth2Token",
    # The global endpoint of STS.
    # Source: IAM user guide, AWS STS Regions and endpoints, global endpoint changes.
    "sts:AssumeRole*",
    "sts:DecodeAuthorizationMessage",
    "sts:Get*",
    "sts:Set*",
    "sts:TagSession",
    "tag:Get*",
    "tag:TagResources",
    "tag:UntagResources",
    "wafv2:*",
)
"""Actions of regional services that are spared in the home of global services alone."""

HOME_REGIONS = MappingProxyType(
    {
        "aws": ("us-east-1",),
        "aws-cn": ("cn-north-1", "cn-northwest-1"),
        "aws-us-gov": ("us-gov-west-1",),
    }
)
"""Where the global services of each partition answer."""
