"""What an organization's trail needs, made with boto3, so that a test can leave a part out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ..conftest import Account

SERVICE = "cloudtrail.amazonaws.com"


@dataclass(frozen=True)
class Parts:
    """The names of a trail and of what stands around it."""

    account: Account
    organization: str
    trail: str
    bucket: str
    group: str

    @property
    def trail_arn(self) -> str:
        """The ARN that every policy binds CloudTrail to."""
        return f"arn:aws:cloudtrail:{self.account.region}:{self.account.id}:trail/{self.trail}"

    @property
    def group_arn(self) -> str:
        """The ARN of the log group as CreateTrail wants it."""
        return f"arn:aws:logs:{self.account.region}:{self.account.id}:log-group:{self.group}:*"

    @property
    def role_arn(self) -> str:
        """The ARN of the role that delivers to the log group."""
        return f"arn:aws:iam::{self.account.id}:role/trail-to-logs"

    def make_all(self) -> str:
        """Make every part; returns the key's ARN."""
        self.trust()
        self.account.client("s3").create_bucket(Bucket=self.bucket)
        self.allow_bucket(self.bucket_statements())
        self.account.client("logs").create_log_group(logGroupName=self.group)
        self.make_role([self.account.id, self.organization])
        return self.make_key([self.account.id])

    def settings(self, key: str) -> dict[str, Any]:
        """What CreateTrail is called with."""
        return {
            "Name": self.trail,
            "S3BucketName": self.bucket,
            "IsMultiRegionTrail": True,
            "IsOrganizationTrail": True,
            "KmsKeyId": key,
            "CloudWatchLogsLogGroupArn": self.group_arn,
            "CloudWatchLogsRoleArn": self.role_arn,
        }

    def trust(self) -> None:
        """Give CloudTrail trusted access and its role."""
        self.account.client("organizations").enable_aws_service_access(ServicePrincipal=SERVICE)
        self.account.client("iam").create_service_linked_role(AWSServiceName=SERVICE)

    def bucket_statements(self) -> list[dict[str, Any]]:
        """The statements of an organization's trail, without conditions on headers."""
        bound = {"StringEquals": {"aws:SourceArn": self.trail_arn}}
        arn = f"arn:aws:s3:::{self.bucket}"
        base = {"Effect": "Allow", "Principal": {"Service": SERVICE}, "Condition": bound}
        return [
            {**base, "Action": "s3:GetBucketAcl", "Resource": arn},
            *(
                {**base, "Action": "s3:PutObject", "Resource": f"{arn}/AWSLogs/{owner}/*"}
                for owner in (self.account.id, self.organization)
            ),
        ]

    def allow_bucket(self, statements: list[dict[str, Any]]) -> None:
        """Put these statements on the bucket."""
        self.account.client("s3").put_bucket_policy(
            Bucket=self.bucket, Policy=_document(*statements)
        )

    def make_role(self, streams: list[str], **trusted_if: Any) -> None:
        """Make the delivering role for the streams that begin so, trusting on that condition."""
        iam = self.account.client("iam")
        name = self.role_arn.rpartition("/")[2]
        trust = {"Effect": "Allow", "Principal": {"Service": SERVICE}, "Action": "sts:AssumeRole"}
        if trusted_if:
            trust["Condition"] = trusted_if
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=_document(trust))
        stream = self.group_arn.removesuffix("*") + "log-stream:"
        write = {
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": [f"{stream}{each}_*" for each in streams],
        }
        iam.put_role_policy(RoleName=name, PolicyName="write", PolicyDocument=_document(write))

    def make_key(self, accounts: list[str], *, for_the_trail: bool = True) -> str:
        """Make the key for these accounts, and for CloudTrail if asked; returns its ARN."""
        principals = [f"arn:aws:iam::{account}:root" for account in accounts]
        owner = {
            "Effect": "Allow",
            "Principal": {"AWS": principals},
            "Action": "kms:*",
            "Resource": "*",
        }
        trail = {
            "Effect": "Allow",
            "Principal": {"Service": SERVICE},
            "Action": ["kms:GenerateDataKey*", "kms:DescribeKey"],
            "Resource": "*",
            "Condition": {"StringEquals": {"aws:SourceArn": self.trail_arn}},
        }
        document = _document(owner, *([trail] if for_the_trail else []))
        made = self.account.client("kms").create_key(Policy=document)
        return str(made["KeyMetadata"]["Arn"])


def _document(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
