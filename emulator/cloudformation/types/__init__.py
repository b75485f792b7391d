"""The resource types ministack lacks or fills in part, as plain boto3 against the own endpoint."""

from __future__ import annotations

from typing import Any

from . import (
    analyzer,
    bucket,
    bucket_policy,
    budget,
    data_export,
    group,
    oidc_provider,
    organizational_unit,
    policy,
    query_definition,
    report_definition,
    topic,
    trail,
)

TYPES: dict[str, dict[str, Any]] = {
    "AWS::AccessAnalyzer::Analyzer": analyzer.HANDLERS,
    "AWS::BCMDataExports::Export": data_export.HANDLERS,
    "AWS::Budgets::Budget": budget.HANDLERS,
    "AWS::CUR::ReportDefinition": report_definition.HANDLERS,
    "AWS::CloudTrail::Trail": trail.HANDLERS,
    "AWS::IAM::Group": group.HANDLERS,
    "AWS::IAM::OIDCProvider": oidc_provider.HANDLERS,
    "AWS::Logs::QueryDefinition": query_definition.HANDLERS,
    "AWS::Organizations::OrganizationalUnit": organizational_unit.HANDLERS,
    "AWS::Organizations::Policy": policy.HANDLERS,
    "AWS::S3::Bucket": bucket.HANDLERS,
    "AWS::S3::BucketPolicy": bucket_policy.HANDLERS,
    "AWS::SNS::Topic": topic.HANDLERS,
}
