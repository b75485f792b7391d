"""Logs as long as real ones, to measure how fast a replay reads them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

PER_FILE = 5_000
_ACCOUNT = "444455556666"
_CALLS = (
    *[("ec2", "DescribeInstances", {"instancesSet": {}, "filterSet": {}})] * 6,
    *[("s3", "GetObject", {})] * 6,
    *[("kms", "Decrypt", {"encryptionContext": {"purpose": "storage"}})] * 4,
    *[("lambda", "Invoke", {"functionName": "app", "invocationType": "Event"})] * 2,
    *[("sts", "AssumeRole", {"roleArn": f"arn:aws:iam::{_ACCOUNT}:role/app"})] * 2,
    ("logs", "CreateLogStream", {"logGroupName": "/app/web", "logStreamName": "1"}),
    ("cloudformation", "UpdateStack", {"stackName": "app", "capabilities": []}),
    ("monitoring", "PutMetricAlarm", {"alarmName": "cpu", "threshold": 80}),
    ("s3", "PutObject", {}),
)


def write_logs(folder: Path, events: int) -> None:
    """Write so many events, none of which a guardrail denies, into gzipped files of a trail."""
    below = folder / "AWSLogs/o-exampleorgid" / _ACCOUNT / "CloudTrail/us-east-1/2026/11/20"
    below.mkdir(parents=True)
    for begin in range(0, events, PER_FILE):
        records = [_record(number) for number in range(begin, begin + PER_FILE)]
        with gzip.open(below / f"{begin:09}.json.gz", "wt", compresslevel=6) as file:
            json.dump({"Records": records}, file, separators=(",", ":"))


def _record(number: int) -> dict[str, Any]:
    service, name, parameters = _CALLS[number % len(_CALLS)]
    role, key = f"app-{number % 500}", f"data/{number % 997}/part-{number}.parquet"
    resources = []
    if service == "s3":
        parameters = {"bucketName": "lake", "Host": "lake.s3.amazonaws.com", "key": key}
        resources = [{"type": "AWS::S3::Object", "ARN": f"arn:aws:s3:::lake/{key}"}]
    return {
        "eventVersion": "1.11",
        "userIdentity": _session(role),
        "eventTime": f"2026-11-20T10:{number // 60 % 60:02}:{number % 60:02}Z",
        "eventSource": f"{service}.amazonaws.com",
        "eventName": name,
        "awsRegion": "us-east-1",
        "sourceIPAddress": "192.0.2.7",
        "userAgent": "[Boto3/1.43.106 md/Botocore#1.43.106 ua/2.0 os/linux#6.1 lang/python#3.13]",
        "requestParameters": parameters,
        "responseElements": None,
        "additionalEventData": {
            "SignatureVersion": "SigV4",
            "CipherSuite": "TLS_AES_128_GCM_SHA256",
            "AuthenticationMethod": "AuthHeader",
        },
        "requestID": f"{number * 7919:032x}",
        "eventID": f"{number * 104_729:032x}",
        "readOnly": True,
        "resources": resources,
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": _ACCOUNT,
        "eventCategory": "Management",
        "tlsDetails": {
            "tlsVersion": "TLSv1.3",
            "cipherSuite": "TLS_AES_128_GCM_SHA256",
            "clientProvidedHostHeader": f"{service}.us-east-1.amazonaws.com",
        },
    }


def _session(role: str) -> dict[str, Any]:
    issuer = {
        "type": "Role",
        "principalId": "AROAEXAMPLE0123456789",
        "arn": f"arn:aws:iam::{_ACCOUNT}:role/teams/{role}",
        "accountId": _ACCOUNT,
        "userName": role,
    }
    attributes = {"creationDate": "2026-11-20T10:00:00Z", "mfaAuthenticated": "false"}
    return {
        "type": "AssumedRole",
        "principalId": "AROAEXAMPLE0123456789:session",
        "arn": f"arn:aws:sts::{_ACCOUNT}:assumed-role/{role}/session",
        "accountId": _ACCOUNT,
        "accessKeyId": "ASIAEXAMPLE012345678",
        "sessionContext": {"sessionIssuer": issuer, "attributes": attributes},
    }
