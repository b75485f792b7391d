"""Requests to S3, DynamoDB, KMS, SQS and SNS, and what IAM judges in them."""

import pytest

from .capture import ACCOUNT, client, from_url, sent
from .mapping import Row, accesses_of, lines, requested, row_id

_KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab"
_KEY = f"arn:aws:kms:REGION:ACCOUNT:key/{_KEY_ID}"
_TABLE = "arn:aws:dynamodb:REGION:ACCOUNT:table/t"
_QUEUE = "arn:aws:sqs:REGION:444455556666:q"
_URL = "http://127.0.0.1:4566/444455556666/q"
_TOPIC = f"arn:aws:sns:eu-west-1:{ACCOUNT}:t"
_OBJECT = {"Bucket": "b", "Key": "dir/k"}
_TAGS = [{"Key": "a", "Value": "b"}]

ROWS: list[Row] = [
    ("s3", "ListBuckets", {}, ["s3:ListAllMyBuckets *"]),
    ("s3", "CreateBucket", {"Bucket": "b"}, ["s3:CreateBucket arn:aws:s3:::b"]),
    ("s3", "CreateBucket", {"Bucket": "b", "ACL": "private", "ObjectOwnership": "ObjectWriter"},
     ["s3:CreateBucket arn:aws:s3:::b", "s3:PutBucketAcl arn:aws:s3:::b",
      "s3:PutBucketOwnershipControls arn:aws:s3:::b"]),
    ("s3", "ListObjectsV2", {"Bucket": "b", "Prefix": "p/"}, ["s3:ListBucket arn:aws:s3:::b"]),
    ("s3", "HeadBucket", {"Bucket": "b"}, ["s3:ListBucket arn:aws:s3:::b"]),
    ("s3", "HeadObject", _OBJECT, ["s3:GetObject arn:aws:s3:::b/dir/k"]),
    ("s3", "GetObject", {**_OBJECT, "VersionId": "v"},
     ["s3:GetObjectVersion arn:aws:s3:::b/dir/k"]),
    ("s3", "PutObject", {**_OBJECT, "Body": b"x", "Tagging": "a=b"},
     ["s3:PutObject arn:aws:s3:::b/dir/k", "s3:PutObjectTagging arn:aws:s3:::b/dir/k"]),
    ("s3", "CopyObject", {**_OBJECT, "CopySource": "other/o"},
     ["s3:PutObject arn:aws:s3:::b/dir/k", "s3:GetObject arn:aws:s3:::other/o"]),
    ("s3", "DeleteObjects",
     {"Bucket": "b", "Delete": {"Objects": [{"Key": "1"}, {"Key": "2", "VersionId": "v"}]}},
     ["s3:DeleteObject arn:aws:s3:::b/1", "s3:DeleteObjectVersion arn:aws:s3:::b/2"]),
    ("s3", "UploadPart", {**_OBJECT, "PartNumber": 1, "UploadId": "u", "Body": b"x"},
     ["s3:PutObject arn:aws:s3:::b/dir/k"]),
    ("s3", "ListParts", {**_OBJECT, "UploadId": "u"},
     ["s3:ListMultipartUploadParts arn:aws:s3:::b/dir/k"]),
    ("s3", "PutBucketEncryption",
     {"Bucket": "b", "ServerSideEncryptionConfiguration": {"Rules": []}},
     ["s3:PutEncryptionConfiguration arn:aws:s3:::b"]),
    ("s3", "DeleteBucketEncryption", {"Bucket": "b"},
     ["s3:PutEncryptionConfiguration arn:aws:s3:::b"]),
    ("s3", "GetBucketLifecycleConfiguration", {"Bucket": "b"},
     ["s3:GetLifecycleConfiguration arn:aws:s3:::b"]),
    ("s3", "PutPublicAccessBlock", {"Bucket": "b", "PublicAccessBlockConfiguration": {}},
     ["s3:PutBucketPublicAccessBlock arn:aws:s3:::b"]),
    ("s3", "PutBucketPolicy", {"Bucket": "b", "Policy": "{}"},
     ["s3:PutBucketPolicy arn:aws:s3:::b"]),
    ("s3", "PutBucketReplication",
     {"Bucket": "b", "ReplicationConfiguration":
      {"Role": f"arn:aws:iam::{ACCOUNT}:role/copy", "Rules": []}},
     ["s3:PutReplicationConfiguration arn:aws:s3:::b",
      "iam:PassRole arn:aws:iam::ACCOUNT:role/copy"]),
    ("s3control", "PutPublicAccessBlock",
     {"AccountId": ACCOUNT, "PublicAccessBlockConfiguration": {}},
     ["s3:PutAccountPublicAccessBlock *"]),
    ("dynamodb", "CreateTable", {"TableName": "t", "Tags": _TAGS},
     [f"dynamodb:CreateTable {_TABLE}", f"dynamodb:TagResource {_TABLE}"]),
    ("dynamodb", "ListTables", {}, ["dynamodb:ListTables *"]),
    ("dynamodb", "Query", {"TableName": "t", "IndexName": "i"},
     [f"dynamodb:Query {_TABLE}/index/i"]),
    ("dynamodb", "BatchGetItem", {"RequestItems": {"t": {}, "u": {}}},
     [f"dynamodb:BatchGetItem {_TABLE}",
      "dynamodb:BatchGetItem arn:aws:dynamodb:REGION:ACCOUNT:table/u"]),
    ("dynamodb", "TransactWriteItems",
     {"TransactItems": [{"Put": {"TableName": "t", "Item": {}}},
                        {"Delete": {"TableName": "t", "Key": {}}}]},
     [f"dynamodb:PutItem {_TABLE}", f"dynamodb:DeleteItem {_TABLE}"]),
    ("kms", "CreateKey", {"Tags": [{"TagKey": "a", "TagValue": "b"}]},
     ["kms:CreateKey *", "kms:TagResource *"]),
    ("kms", "DescribeKey", {"KeyId": _KEY_ID}, [f"kms:DescribeKey {_KEY}"]),
    ("kms", "ScheduleKeyDeletion", {"KeyId": _KEY.replace("REGION", "eu-west-1")},
     [f"kms:ScheduleKeyDeletion {_KEY}"]),
    ("kms", "CreateAlias", {"AliasName": "alias/a", "TargetKeyId": _KEY_ID},
     ["kms:CreateAlias arn:aws:kms:REGION:ACCOUNT:alias/a", f"kms:CreateAlias {_KEY}"]),
    ("sqs", "CreateQueue", {"QueueName": "q"},
     ["sqs:CreateQueue arn:aws:sqs:REGION:ACCOUNT:q"]),
    ("sqs", "SendMessageBatch", {"QueueUrl": _URL, "Entries": []}, [f"sqs:SendMessage {_QUEUE}"]),
    ("sqs", "ListQueues", {}, ["sqs:ListQueues *"]),
    ("sns", "CreateTopic", {"Name": "t"}, ["sns:CreateTopic arn:aws:sns:REGION:ACCOUNT:t"]),
    ("sns", "Publish", {"TopicArn": _TOPIC, "Message": "m"},
     ["sns:Publish arn:aws:sns:REGION:ACCOUNT:t"]),
    ("sns", "Unsubscribe", {"SubscriptionArn": f"{_TOPIC}:11112222-3333"},
     ["sns:Unsubscribe arn:aws:sns:REGION:ACCOUNT:t"]),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=row_id)
def test_request_needs_exactly_these_accesses(row: Row) -> None:
    """The request of a data service needs the listed actions on the listed resources."""
    service, name, parameters, expected = row
    assert lines(requested(service, name, parameters)) == expected


def test_presigned_url_is_judged_like_the_request_it_stands_for() -> None:
    """A presigned GET needs s3:GetObject, although its query is full of signature fields."""
    made = client("s3", token="token", signature="s3v4")
    url = made.generate_presigned_url("get_object", Params=_OBJECT)
    given = from_url("GET", url)
    assert given.wire.credential is not None
    assert given.wire.credential.token == "token"
    assert lines(accesses_of(given)) == ["s3:GetObject arn:aws:s3:::b/dir/k"]


def test_bucket_in_the_host_name_is_the_bucket() -> None:
    """Virtual-hosted addressing maps to the same bucket as path addressing."""
    made = client("s3", endpoint=None)
    given = sent(made, "PutBucketVersioning", {"Bucket": "logs", "VersioningConfiguration": {}})
    assert given.headers["host"] == "logs.s3.eu-west-1.amazonaws.com"
    assert lines(accesses_of(given)) == ["s3:PutBucketVersioning arn:aws:s3:::logs"]
