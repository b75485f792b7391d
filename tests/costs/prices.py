"""What AWS charges a month for things that are only there, before anybody uses them.

US dollars in us-east-1, read 2026-11-24. What is charged by use (requests, bytes, events) is not
here: the page on costs tells about it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Price:
    """What one of a kind costs a month, in US cents, and how many an account has for nothing.

    `after_rotations` is the price after the second yearly rotation, when it is another.
    """

    plural: str
    cents: int
    free: int
    source: str
    after_rotations: int | None = None


KEY, ALARM, METRIC = "key", "alarm", "metric"
PRICES = {
    KEY: Price(
        "KMS keys",
        100,
        0,
        "AWS Key Management Service pricing: 1 USD a key, 1 more after each of the first two "
        "rotations",
        after_rotations=300,
    ),
    ALARM: Price(
        "CloudWatch alarms", 10, 10, "Amazon CloudWatch pricing: 0.10 USD an alarm, 10 free"
    ),
    METRIC: Price(
        "CloudWatch metrics made by metric filters",
        30,
        10,
        "Amazon CloudWatch pricing: 0.30 USD a custom metric, 10 free",
    ),
}

FREE = {
    "AWS::AccessAnalyzer::Analyzer": "external access is free; only unused access is charged",
    "AWS::BCMDataExports::Export": "the files' storage is charged",
    "AWS::Budgets::Budget": "free without actions",
    "AWS::CUR::ReportDefinition": "the files' storage is charged",
    "AWS::CloudTrail::Trail": "the first copy of management events is free",
    "AWS::IAM::Group": "IAM is free",
    "AWS::IAM::ManagedPolicy": "IAM is free",
    "AWS::IAM::OIDCProvider": "IAM is free",
    "AWS::IAM::Role": "IAM is free",
    "AWS::KMS::Alias": "the key is charged",
    "AWS::Lambda::Function": "charged when it runs, which only a deploy makes it do",
    "AWS::Logs::LogGroup": "charged by what is written and kept",
    "AWS::Logs::QueryDefinition": "charged by what a query reads",
    "AWS::Logs::ResourcePolicy": "free",
    "AWS::Organizations::OrganizationalUnit": "AWS Organizations is free",
    "AWS::Organizations::Policy": "AWS Organizations is free",
    "AWS::S3::Bucket": "charged by what is written and kept",
    "AWS::S3::BucketPolicy": "free",
    "AWS::SNS::Subscription": "the first 1,000 e-mails of a month are free",
    "AWS::SNS::Topic": "charged by message",
    "AWS::SNS::TopicPolicy": "free",
    "AWS::SSM::Parameter": "standard parameters are free",
}
"""The types that cost nothing by being there, each with the reason.

Source: the pricing pages of each service, read 2026-11-24.
"""
