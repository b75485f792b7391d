"""The readers by resource type: how each is asked for and in which forms it is compared."""

from __future__ import annotations

from baseline.live.compare import as_policy, as_set, as_tags
from baseline.live.observed import Reader
from baseline.live.readers.access import (
    read_analyzer,
    read_group,
    read_identity_provider,
    read_password_policy,
)
from baseline.live.readers.alarms import (
    as_number,
    read_alarm,
    read_subscription,
    read_topic,
    read_topic_policy,
)
from baseline.live.readers.billing import (
    as_budget,
    as_notifications,
    read_budget,
    read_export,
    read_report,
)
from baseline.live.readers.contacts import read_alternate_contacts
from baseline.live.readers.functions import read_function
from baseline.live.readers.iam import read_managed_policy, read_role
from baseline.live.readers.keys import read_alias, read_key
from baseline.live.readers.logs import read_log_group, read_metric_filter, read_query_definition
from baseline.live.readers.member_accounts import read_accounts
from baseline.live.readers.organizations import read_policy, read_unit
from baseline.live.readers.s3 import as_encryption, read_bucket, read_bucket_policy
from baseline.live.readers.settings import (
    read_accounts_round,
    read_central_root_access,
    read_organization,
    read_policy_types,
    read_stacksets_access,
    read_trail_service_linked_role,
    read_trusted_access,
)
from baseline.live.readers.ssm import read_parameter
from baseline.live.readers.trails import read_audit_storage, read_trail
from baseline.live.readers.unit_tree import read_units

READERS = {
    "AWS::AccessAnalyzer::Analyzer": Reader(read_analyzer, forms={"Tags": as_tags}),
    "AWS::BCMDataExports::Export": Reader(
        read_export, forms={"Tags": as_tags}, partial=frozenset({"Export"})
    ),
    "AWS::Budgets::Budget": Reader(
        read_budget,
        forms={
            "Budget": as_budget,
            "NotificationsWithSubscribers": as_notifications,
            "ResourceTags": as_tags,
        },
        partial=frozenset({"Budget"}),
    ),
    "AWS::CUR::ReportDefinition": Reader(
        read_report,
        forms={
            "AdditionalArtifacts": as_set,
            "AdditionalSchemaElements": as_set,
            "Tags": as_tags,
        },
    ),
    "AWS::CloudTrail::Trail": Reader(
        read_trail, forms={"InsightSelectors": as_set, "Tags": as_tags}
    ),
    "AWS::CloudWatch::Alarm": Reader(
        read_alarm,
        forms={
            "AlarmActions": as_set,
            "InsufficientDataActions": as_set,
            "OKActions": as_set,
            "Tags": as_tags,
            "Threshold": as_number,
        },
    ),
    "AWS::IAM::Group": Reader(read_group, forms={"ManagedPolicyArns": as_set}),
    "AWS::IAM::OIDCProvider": Reader(
        read_identity_provider, forms={"ClientIdList": as_set, "Tags": as_tags}
    ),
    "AWS::IAM::ManagedPolicy": Reader(
        read_managed_policy,
        forms={
            "PolicyDocument": as_policy,
            "Roles": as_set,
            "Groups": as_set,
            "Users": as_set,
        },
    ),
    "AWS::IAM::Role": Reader(
        read_role,
        forms={
            "AssumeRolePolicyDocument": as_policy,
            "ManagedPolicyArns": as_set,
            "Tags": as_tags,
        },
    ),
    "AWS::KMS::Alias": Reader(read_alias),
    "AWS::KMS::Key": Reader(read_key, forms={"KeyPolicy": as_policy, "Tags": as_tags}),
    "AWS::Lambda::Function": Reader(
        read_function,
        forms={"Architectures": as_set, "Tags": as_tags},
        partial=frozenset({"LoggingConfig"}),
    ),
    "AWS::Logs::LogGroup": Reader(read_log_group, forms={"Tags": as_tags}),
    "AWS::Logs::MetricFilter": Reader(read_metric_filter),
    "AWS::Logs::QueryDefinition": Reader(read_query_definition, forms={"LogGroupNames": as_set}),
    "AWS::Organizations::OrganizationalUnit": Reader(read_unit, forms={"Tags": as_tags}),
    "AWS::Organizations::Policy": Reader(
        read_policy, forms={"Content": as_policy, "TargetIds": as_set, "Tags": as_tags}
    ),
    "AWS::S3::Bucket": Reader(
        read_bucket,
        forms={"BucketEncryption": as_encryption, "Tags": as_tags},
        partial=frozenset({"ObjectLockConfiguration"}),
    ),
    "AWS::S3::BucketPolicy": Reader(read_bucket_policy, forms={"PolicyDocument": as_policy}),
    "AWS::SNS::Subscription": Reader(read_subscription),
    "AWS::SNS::Topic": Reader(read_topic, forms={"Tags": as_tags}),
    "AWS::SNS::TopicPolicy": Reader(
        read_topic_policy, forms={"PolicyDocument": as_policy, "Topics": as_set}
    ),
    "AWS::SSM::Parameter": Reader(read_parameter, forms={"Tags": as_tags}),
    "Custom::BaselineAccounts": Reader(read_accounts, forms={"HoldingUnits": as_set}),
    "Custom::BaselineAccountsRound": Reader(read_accounts_round),
    "Custom::BaselineAlternateContacts": Reader(read_alternate_contacts),
    "Custom::BaselineAuditStorage": Reader(read_audit_storage),
    "Custom::BaselineCentralRootAccess": Reader(read_central_root_access),
    "Custom::BaselineOrganization": Reader(read_organization),
    "Custom::BaselinePasswordPolicy": Reader(read_password_policy),
    "Custom::BaselinePolicyTypes": Reader(read_policy_types, forms={"PolicyTypes": as_set}),
    "Custom::BaselineStacksetsAccess": Reader(read_stacksets_access),
    "Custom::BaselineTrailServiceLinkedRole": Reader(read_trail_service_linked_role),
    "Custom::BaselineTrustedAccess": Reader(
        read_trusted_access, forms={"ServicePrincipals": as_set}
    ),
    "Custom::BaselineUnits": Reader(read_units),
}
