"""Refusals, parsed by botocore as any client would."""

import pytest

from emulator.authorisation.refusal import Refusal

from .capture import client, error_of

_TEXT = 'User: arn:aws:iam::1:user/<a> & "b" may not'


@pytest.mark.parametrize(
    ("service", "operation", "protocol", "code"),
    [
        ("organizations", "LeaveOrganization", "json", "AccessDeniedException"),
        ("dynamodb", "ListTables", "json", "AccessDeniedException"),
        ("sqs", "ListQueues", "json", "AccessDenied"),
        ("lambda", "ListFunctions", "rest-json", "AccessDeniedException"),
        ("account", "GetContactInformation", "rest-json", "AccessDeniedException"),
        ("iam", "ListRoles", "query", "AccessDenied"),
        ("sts", "AssumeRole", "query", "AccessDenied"),
        ("cloudformation", "ListStacks", "query", "AccessDenied"),
        ("sns", "ListTopics", "query", "AuthorizationError"),
        ("ec2", "DescribeVpcs", "ec2", "UnauthorizedOperation"),
        ("s3", "ListObjectsV2", "rest-xml", "AccessDenied"),
        ("route53", "ListHostedZones", "rest-xml", "AccessDenied"),
    ],
)
def test_client_sees_the_code_of_the_service(
    service: str, operation: str, protocol: str, code: str
) -> None:
    """A refusal becomes the error code and message that the service itself would cause."""
    answer = Refusal(service, protocol, _TEXT).response()
    error = error_of(client(service), operation, answer)
    assert (error["Code"], error["Message"]) == (code, _TEXT)


@pytest.mark.parametrize(
    ("service", "operation", "protocol", "code"),
    [
        ("organizations", "ListRoots", "json", "UnrecognizedClientException"),
        ("lambda", "ListFunctions", "rest-json", "UnrecognizedClientException"),
        ("iam", "ListRoles", "query", "InvalidClientTokenId"),
        ("ec2", "DescribeVpcs", "ec2", "AuthFailure"),
        ("s3", "ListObjectsV2", "rest-xml", "InvalidAccessKeyId"),
    ],
)
def test_unknown_key_has_the_code_of_the_service(
    service: str, operation: str, protocol: str, code: str
) -> None:
    """Credentials that are nobody's are refused under the service's own name for it."""
    answer = Refusal(service, protocol, _TEXT, "InvalidClientTokenId").response()
    assert error_of(client(service), operation, answer)["Code"] == code


def test_refusal_in_cbor_is_read_by_a_cbor_client() -> None:
    """CloudWatch's RPC v2 protocol carries code and message too."""
    made = client("cloudwatch", token="for this test alone")
    made.meta.service_model.resolved_protocol = "smithy-rpc-v2-cbor"
    answer = Refusal("cloudwatch", "smithy-rpc-v2-cbor", _TEXT).response()
    error = error_of(made, "DescribeAlarms", answer)
    assert (error["Code"], error["Message"]) == ("AccessDenied", _TEXT)
