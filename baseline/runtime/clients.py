"""Clients for the services that settings call, each in the region where the service answers.

Organizations, IAM and Account Management have one endpoint a partition, whatever the function's
region; naming it makes the signature's region independent of how new Lambda's botocore is.
CloudFormation, S3, KMS, STS, Systems Manager and Lambda are asked in the session's own region. For
StackSets that is the home region, where the stack sets will be created, so it is right whether
AWS keeps the activation by region or for the whole organization.

Source: AWS General Reference, "AWS Organizations endpoints and quotas", "AWS Identity and Access
Management endpoints and quotas" and "AWS Account Management endpoints and quotas"; the rule sets
of botocore 1.43.106.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from boto3 import Session
    from botocore.config import Config
    from mypy_boto3_account import AccountClient
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_iam import IAMClient
    from mypy_boto3_organizations import OrganizationsClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_ssm import SSMClient
    from mypy_boto3_sts import STSClient

REGIONS = {"aws": "us-east-1", "aws-us-gov": "us-gov-west-1", "aws-cn": "cn-northwest-1"}


@cache
def _config() -> Config:
    # A call may hang no longer than the time that is kept back for the answer; and botocore must
    # not repeat a call itself, since it knows neither the deadline nor our log. Imported here,
    # because a synthesis reads what the settings declare and calls nothing.
    from botocore.config import Config

    return Config(
        connect_timeout=5,
        read_timeout=20,
        retries={"mode": "standard", "total_max_attempts": 1},
    )


def _global_region(session: Session) -> str:
    return REGIONS[session.get_partition_for_region(session.region_name)]


def organizations(session: Session) -> OrganizationsClient:
    """Return the client for AWS Organizations."""
    return session.client("organizations", region_name=_global_region(session), config=_config())


def iam(session: Session) -> IAMClient:
    """Return the client for IAM."""
    return session.client("iam", region_name=_global_region(session), config=_config())


def account(session: Session) -> AccountClient:
    """Return the client for Account Management."""
    return session.client("account", region_name=_global_region(session), config=_config())


def cloudformation(session: Session) -> CloudFormationClient:
    """Return the client for CloudFormation in the session's region."""
    return session.client("cloudformation", config=_config())


def s3(session: Session) -> S3Client:
    """Return the client for S3 in the session's region."""
    return session.client("s3", config=_config())


def kms(session: Session) -> Any:
    """Return the client for the Key Management Service in the session's region."""
    return session.client("kms", config=_config())


def ssm(session: Session) -> SSMClient:
    """Return the client for Systems Manager in the session's region."""
    return session.client("ssm", config=_config())


def sts(session: Session) -> STSClient:
    """Return the client for STS in the session's region."""
    return session.client("sts", config=_config())


def functions(session: Session) -> Any:
    """Return the client for Lambda in the session's region."""
    return session.client("lambda", config=_config())
