"""What of a stateful resource must never change without somebody knowing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NAMES: Mapping[str, tuple[str, ...]] = {
    "AWS::BCMDataExports::Export": ("Export.Name", "Export.RefreshCadence"),
    "AWS::CUR::ReportDefinition": (
        "ReportName",
        "AdditionalSchemaElements",
        "TimeUnit",
        "ReportVersioning",
        "BillingViewArn",
    ),
    "AWS::CloudTrail::Trail": ("TrailName",),
    "AWS::IAM::Group": ("GroupName",),
    "AWS::KMS::Key": ("KeySpec", "KeyUsage", "MultiRegion", "Origin"),
    "AWS::Logs::LogGroup": ("LogGroupName",),
    "AWS::Organizations::OrganizationalUnit": ("ParentId",),
    "AWS::S3::Bucket": ("BucketName", "BucketNamePrefix", "BucketNamespace"),
}
"""By type the properties whose change makes CloudFormation create another one.

Source: createOnlyProperties of the CloudFormation resource schemas, as shipped with cfn-lint
1.58; for keys the CloudFormation user guide, AWS::KMS::Key, "Update requires", read 2026-11-24.
"""

PROTECTIONS = ("DeletionPolicy", "UpdateReplacePolicy")
"""The attributes that keep a resource when its template lets go of it."""

SWITCHES: Mapping[str, tuple[str, ...]] = {
    "AWS::CloudTrail::Trail": (
        "EnableLogFileValidation",
        "IsLogging",
        "IsMultiRegionTrail",
        "IsOrganizationTrail",
        "IncludeGlobalServiceEvents",
        "KMSKeyId",
    ),
    "AWS::KMS::Key": ("EnableKeyRotation", "PendingWindowInDays"),
    "AWS::Logs::LogGroup": ("RetentionInDays", "KmsKeyId"),
    "AWS::S3::Bucket": (
        "BucketEncryption",
        "LifecycleConfiguration",
        "LoggingConfiguration",
        "ObjectLockConfiguration",
        "ObjectLockEnabled",
        "OwnershipControls",
        "PublicAccessBlockConfiguration",
        "VersioningConfiguration",
    ),
}
"""By type the properties that protect what the resource holds; a change deserves a look."""


def at(properties: Mapping[str, Any], path: str) -> Any:
    """Return the value under a dotted path, None when it is not there."""
    value: Any = properties
    for name in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value
