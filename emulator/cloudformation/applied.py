"""The properties of audit, access and billing types that have their effect here.

Each is read back through its service's API by a test, or by the read-back of the project's own
stacks. Whatever else a template sets is refused, so that nothing is dropped silently.
"""

from __future__ import annotations

from collections.abc import Mapping

APPLIED: Mapping[str, frozenset[str]] = {
    "AWS::AccessAnalyzer::Analyzer": frozenset({"AnalyzerName", "Type", "Tags"}),
    "AWS::BCMDataExports::Export": frozenset({"Export", "Tags"}),
    "AWS::Budgets::Budget": frozenset({"Budget", "NotificationsWithSubscribers", "ResourceTags"}),
    "AWS::CUR::ReportDefinition": frozenset(
        {
            "AdditionalArtifacts",
            "AdditionalSchemaElements",
            "BillingViewArn",
            "Compression",
            "Format",
            "RefreshClosedReports",
            "ReportName",
            "ReportVersioning",
            "S3Bucket",
            "S3Prefix",
            "S3Region",
            "Tags",
            "TimeUnit",
        }
    ),
    "AWS::CloudTrail::Trail": frozenset(
        {
            "AdvancedEventSelectors",
            "CloudWatchLogsLogGroupArn",
            "CloudWatchLogsRoleArn",
            "EnableLogFileValidation",
            "EventSelectors",
            "IncludeGlobalServiceEvents",
            "InsightSelectors",
            "IsLogging",
            "IsMultiRegionTrail",
            "IsOrganizationTrail",
            "KMSKeyId",
            "S3BucketName",
            "S3KeyPrefix",
            "SnsTopicName",
            "Tags",
            "TrailName",
        }
    ),
    "AWS::IAM::Group": frozenset({"GroupName", "ManagedPolicyArns", "Path"}),
    "AWS::KMS::Key": frozenset(
        {
            "BypassPolicyLockoutSafetyCheck",
            "Description",
            "EnableKeyRotation",
            "Enabled",
            "KeyPolicy",
            "KeySpec",
            "KeyUsage",
            "MultiRegion",
            "Origin",
            "PendingWindowInDays",
            "RotationPeriodInDays",
            "Tags",
        }
    ),
    "AWS::Logs::QueryDefinition": frozenset({"LogGroupNames", "Name", "QueryString"}),
    "AWS::S3::Bucket": frozenset(
        {
            "AccessControl",
            "BucketEncryption",
            "BucketName",
            "LifecycleConfiguration",
            "LoggingConfiguration",
            "NotificationConfiguration",
            "ObjectLockConfiguration",
            "ObjectLockEnabled",
            "OwnershipControls",
            "PublicAccessBlockConfiguration",
            "Tags",
            "VersioningConfiguration",
        }
    ),
    "AWS::SNS::Topic": frozenset({"DisplayName", "KmsMasterKeyId", "Tags", "TopicName"}),
}
