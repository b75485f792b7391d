"""Requests to EC2, Lambda, logs, SSM, CloudFormation and others, and what IAM judges."""

import pytest

from .capture import ACCOUNT
from .mapping import Row, lines, requested, row_id

_EC2 = "arn:aws:ec2:REGION:ACCOUNT"
_FUNCTION = "arn:aws:lambda:REGION:ACCOUNT:function:f"
_LOGS = "arn:aws:logs:REGION:ACCOUNT:log-group"
_SSM = "arn:aws:ssm:REGION:ACCOUNT"
_STACK = "arn:aws:cloudformation:REGION:ACCOUNT:stack/s"
_TRAIL = "arn:aws:cloudtrail:REGION:ACCOUNT:trail/t"
_ROLE = f"arn:aws:iam::{ACCOUNT}:role/r"
_PASSED = "iam:PassRole arn:aws:iam::ACCOUNT:role/r"
_TAGS = [{"Key": "a", "Value": "b"}]
_CODE = {"FunctionName": "f", "Code": {"ZipFile": b"z"}, "Role": _ROLE}

ROWS: list[Row] = [
    ("ec2", "DescribeInstances", {}, ["ec2:DescribeInstances *"]),
    ("ec2", "CreateVpc", {"CidrBlock": "10.0.0.0/16"}, [f"ec2:CreateVpc {_EC2}:vpc/*"]),
    ("ec2", "RunInstances",
     {"ImageId": "ami-12345678", "MinCount": 1, "MaxCount": 1, "SubnetId": "subnet-12345678"},
     ["ec2:RunInstances arn:aws:ec2:REGION::image/ami-12345678",
      f"ec2:RunInstances {_EC2}:subnet/subnet-12345678", f"ec2:RunInstances {_EC2}:instance/*",
      f"ec2:RunInstances {_EC2}:network-interface/*", f"ec2:RunInstances {_EC2}:volume/*"]),
    ("ec2", "TerminateInstances", {"InstanceIds": ["i-12345678", "i-87654321"]},
     [f"ec2:TerminateInstances {_EC2}:instance/i-12345678",
      f"ec2:TerminateInstances {_EC2}:instance/i-87654321"]),
    ("ec2", "CreateTags", {"Resources": ["vpc-12345678"], "Tags": _TAGS},
     [f"ec2:CreateTags {_EC2}:vpc/vpc-12345678"]),
    ("ec2", "CreateSecurityGroup",
     {"GroupName": "g", "Description": "d", "VpcId": "vpc-12345678",
      "TagSpecifications": [{"ResourceType": "security-group", "Tags": _TAGS}]},
     [f"ec2:CreateSecurityGroup {_EC2}:vpc/vpc-12345678",
      f"ec2:CreateSecurityGroup {_EC2}:security-group/*",
      f"ec2:CreateTags {_EC2}:security-group/*"]),
    ("ec2", "EnableEbsEncryptionByDefault", {}, ["ec2:EnableEbsEncryptionByDefault *"]),
    ("lambda", "Invoke", {"FunctionName": "f"}, [f"lambda:InvokeFunction {_FUNCTION}"]),
    ("lambda", "Invoke", {"FunctionName": "f", "Qualifier": "live"},
     [f"lambda:InvokeFunction {_FUNCTION}:live"]),
    ("lambda", "Invoke", {"FunctionName": "444455556666:function:f"},
     ["lambda:InvokeFunction arn:aws:lambda:REGION:444455556666:function:f"]),
    ("lambda", "CreateFunction", _CODE, [f"lambda:CreateFunction {_FUNCTION}", _PASSED]),
    ("lambda", "CreateFunction", {**_CODE, "Tags": {"a": "b"}},
     [f"lambda:CreateFunction {_FUNCTION}", _PASSED, f"lambda:TagResource {_FUNCTION}"]),
    ("lambda", "ListFunctions", {}, ["lambda:ListFunctions *"]),
    ("lambda", "ListTags", {"Resource": f"arn:aws:lambda:eu-west-1:{ACCOUNT}:function:f"},
     [f"lambda:ListTags {_FUNCTION}"]),
    ("lambda", "AddPermission",
     {"FunctionName": "f", "StatementId": "s", "Action": "a", "Principal": "*"},
     [f"lambda:AddPermission {_FUNCTION}"]),
    ("logs", "CreateLogGroup", {"logGroupName": "/g"},
     [f"logs:CreateLogGroup {_LOGS}:/g:log-stream:"]),
    ("logs", "PutLogEvents", {"logGroupName": "/g", "logStreamName": "s", "logEvents": []},
     [f"logs:PutLogEvents {_LOGS}:/g:log-stream:s"]),
    ("logs", "DeleteLogGroup", {"logGroupName": "/g"},
     [f"logs:DeleteLogGroup {_LOGS}:/g:log-stream:"]),
    ("logs", "DescribeLogGroups", {}, [f"logs:DescribeLogGroups {_LOGS}::log-stream:"]),
    ("ssm", "PutParameter", {"Name": "/a/b", "Value": "v", "Type": "String"},
     [f"ssm:PutParameter {_SSM}:parameter/a/b"]),
    ("ssm", "GetParameters", {"Names": ["/a", "b"]},
     [f"ssm:GetParameters {_SSM}:parameter/a", f"ssm:GetParameters {_SSM}:parameter/b"]),
    ("ssm", "AddTagsToResource",
     {"ResourceType": "Parameter", "ResourceId": "/a", "Tags": _TAGS},
     [f"ssm:AddTagsToResource {_SSM}:parameter/a"]),
    ("ssm", "DescribeParameters", {}, ["ssm:DescribeParameters *"]),
    ("cloudformation", "CreateStack", {"StackName": "s", "RoleARN": _ROLE},
     [f"cloudformation:CreateStack {_STACK}/*", _PASSED]),
    ("cloudformation", "DescribeStacks", {"StackName": "s"},
     [f"cloudformation:DescribeStacks {_STACK}/*"]),
    ("cloudformation", "DeleteStack", {"StackName": _STACK.replace("REGION", "eu-west-1") + "/1"},
     [f"cloudformation:DeleteStack {_STACK}/1"]),
    ("cloudformation", "UpdateTerminationProtection",
     {"StackName": "s", "EnableTerminationProtection": False},
     [f"cloudformation:UpdateTerminationProtection {_STACK}/*"]),
    ("cloudtrail", "CreateTrail",
     {"Name": "t", "S3BucketName": "b", "CloudWatchLogsRoleArn": _ROLE, "TagsList": _TAGS},
     [f"cloudtrail:CreateTrail {_TRAIL}", _PASSED, f"cloudtrail:AddTags {_TRAIL}"]),
    ("cloudtrail", "StopLogging", {"Name": "t"}, [f"cloudtrail:StopLogging {_TRAIL}"]),
    ("cloudtrail", "PutEventSelectors", {"TrailName": "t"},
     [f"cloudtrail:PutEventSelectors {_TRAIL}"]),
    ("cloudtrail", "DescribeTrails", {}, ["cloudtrail:DescribeTrails *"]),
    ("cloudtrail", "LookupEvents", {}, ["cloudtrail:LookupEvents *"]),
    ("cloudwatch", "DeleteAlarms", {"AlarmNames": ["a", "b"]},
     ["cloudwatch:DeleteAlarms arn:aws:cloudwatch:REGION:ACCOUNT:alarm:a",
      "cloudwatch:DeleteAlarms arn:aws:cloudwatch:REGION:ACCOUNT:alarm:b"]),
    ("events", "PutTargets",
     {"Rule": "r", "Targets": [{"Id": "1", "Arn": "arn:aws:sns:::t", "RoleArn": _ROLE}]},
     ["events:PutTargets arn:aws:events:REGION:ACCOUNT:rule/r", _PASSED]),
    ("secretsmanager", "CreateSecret", {"Name": "s"},
     ["secretsmanager:CreateSecret arn:aws:secretsmanager:REGION:ACCOUNT:secret:s"]),
    ("budgets", "DescribeBudgets", {"AccountId": ACCOUNT},
     ["budgets:ViewBudget arn:aws:budgets::ACCOUNT:budget/*"]),
    ("apigateway", "GetRestApi", {"restApiId": "x"},
     ["apigateway:GET arn:aws:apigateway:REGION::/restapis/x"]),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=row_id)
def test_request_needs_exactly_these_accesses(row: Row) -> None:
    """The request of a service needs the listed actions on the listed resources."""
    service, name, parameters, expected = row
    assert lines(requested(service, name, parameters)) == expected


def test_passing_a_role_to_lambda_names_lambda() -> None:
    """CreateFunction hands its role to Lambda, which iam:PassedToService tells."""
    passing = requested("lambda", "CreateFunction", _CODE)[-1]
    assert passing.keys == {"iam:passedtoservice": "lambda.amazonaws.com"}
