"""Auditors see how this account is set up and what was done in it, and no data.

A verb with a wildcard stands only where none of the service's calls under it hands out content: no
objects, items, messages, parameters, secrets, code or passwords. Left out for that reason although
AWS's SecurityAudit and ViewOnlyAccess have them: `lambda:ListFunctions` and
`ecs:DescribeTaskDefinition` show environment variables, `ec2:DescribeInstanceAttribute` and
`ec2:DescribeLaunchTemplateVersions` user data, and secrets stand in both every day.
"""

from __future__ import annotations

from baseline.identity.model import IdentityContext, IdentityPolicy, assume_member_role
from baseline.policy.documents import Statement

_CONFIGURATION = [
    "access-analyzer:Get*",
    "access-analyzer:List*",
    "account:GetAccountInformation",
    "account:GetAlternateContact",
    "account:ListRegions",
    "acm:DescribeCertificate",
    "acm:ListCertificates",
    "backup:Describe*",
    "backup:List*",
    "bcm-data-exports:Get*",
    "bcm-data-exports:List*",
    "budgets:Describe*",
    "budgets:ViewBudget",
    "cloudformation:Describe*",
    "cloudformation:GetStackPolicy",
    "cloudformation:GetTemplate",
    "cloudformation:GetTemplateSummary",
    "cloudformation:List*",
    "cloudtrail:DescribeTrails",
    "cloudtrail:GetEventSelectors",
    "cloudtrail:GetInsightSelectors",
    "cloudtrail:GetTrail",
    "cloudtrail:GetTrailStatus",
    "cloudtrail:ListPublicKeys",
    "cloudtrail:ListTags",
    "cloudtrail:ListTrails",
    "cloudtrail:LookupEvents",
    "cloudwatch:DescribeAlarm*",
    "cloudwatch:ListMetrics",
    "cloudwatch:ListTagsForResource",
    "config:Describe*",
    "config:GetCompliance*",
    "config:ListTagsForResource",
    "cur:DescribeReportDefinitions",
    "dynamodb:DescribeTable",
    "dynamodb:ListTables",
    "ec2:DescribeAccountAttributes",
    "ec2:DescribeAddresses",
    "ec2:DescribeFlowLogs",
    "ec2:DescribeImages",
    "ec2:DescribeInstances",
    "ec2:DescribeInternetGateways",
    "ec2:DescribeNatGateways",
    "ec2:DescribeNetworkAcls",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeRegions",
    "ec2:DescribeRouteTables",
    "ec2:DescribeSecurityGroup*",
    "ec2:DescribeSnapshots",
    "ec2:DescribeSubnets",
    "ec2:DescribeVolumes",
    "ec2:DescribeVpc*",
    "ec2:GetEbsEncryptionByDefault",
    "events:DescribeRule",
    "events:ListRules",
    "events:ListTargetsByRule",
    "guardduty:Describe*",
    "guardduty:Get*",
    "guardduty:List*",
    "health:Describe*",
    "iam:GenerateCredentialReport",
    "iam:GenerateServiceLastAccessedDetails",
    "iam:Get*",
    "iam:List*",
    "iam:SimulatePrincipalPolicy",
    "kms:DescribeKey",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:List*",
    "lambda:GetAccountSettings",
    "lambda:GetPolicy",
    "lambda:ListTags",
    "logs:Describe*",
    "logs:ListTagsForResource",
    "organizations:Describe*",
    "organizations:List*",
    "s3:GetAccountPublicAccessBlock",
    "s3:GetBucket*",
    "s3:GetEncryptionConfiguration",
    "s3:GetLifecycleConfiguration",
    "s3:GetReplicationConfiguration",
    "s3:ListAllMyBuckets",
    "secretsmanager:DescribeSecret",
    "secretsmanager:GetResourcePolicy",
    "secretsmanager:ListSecrets",
    "securityhub:Describe*",
    "securityhub:Get*",
    "securityhub:List*",
    "servicequotas:Get*",
    "servicequotas:List*",
    "sns:GetTopicAttributes",
    "sns:ListSubscriptions*",
    "sns:ListTagsForResource",
    "sns:ListTopics",
    "ssm:DescribeParameters",
    "ssm:ListTagsForResource",
    "sso:Describe*",
    "sso:List*",
    "tag:GetResources",
    "tag:GetTagKeys",
    "tag:GetTagValues",
]


def _auditors(context: IdentityContext) -> tuple[Statement, ...]:
    trail = f"arn:{context.partition}:logs:*:*:log-group:/{context.prefix}/trail"
    return (
        assume_member_role(context, "auditor"),
        {"Sid": "ReadConfiguration", "Effect": "Allow", "Action": _CONFIGURATION, "Resource": "*"},
        {
            "Sid": "ReadTrail",
            "Effect": "Allow",
            "Action": ["logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery"],
            "Resource": [trail, f"{trail}:*"],
        },
        {
            # The answer to a query is found by its id, which names no log group.
            "Sid": "ReadAnswers",
            "Effect": "Allow",
            "Action": ["logs:GetQueryResults", "logs:StopQuery"],
            "Resource": "*",
        },
    )


AUDITORS = IdentityPolicy(
    name="auditors",
    description="Configuration and the trail, read only, and the role auditor in the accounts.",
    why=(
        "Whoever checks the baseline must see all of it and be able to change none of it, nor "
        "read what it protects. The trail is the exception: it is what auditors are for."
    ),
    source=(
        "AWS managed policy reference guide, SecurityAudit and ViewOnlyAccess; Service "
        "Authorization Reference, the services named here; read 2026-11-24"
    ),
    statements=_auditors,
)
