"""The call a request is, in every protocol."""

from __future__ import annotations

import pytest

from emulator.calls import Request, identify

SCOPE = "AWS4-HMAC-SHA256 Credential=111122223333/20261124/eu-west-1/{}/aws4_request, Signature=x"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def request(
    service: str, method: str, target: str, headers: dict[str, str], body: bytes
) -> Request:
    """A signed request."""
    path, _, query = target.partition("?")
    return Request(method, path, query, {"authorization": SCOPE.format(service), **headers}, body)


@pytest.mark.parametrize(
    ("service", "method", "target", "headers", "body", "operation"),
    [
        pytest.param(
            "organizations",
            "POST",
            "/",
            {"x-amz-target": "AWSOrganizationsV20161128.AttachPolicy"},
            b"{}",
            "AttachPolicy",
            id="json",
        ),
        pytest.param(
            "iam", "POST", "/", FORM, b"Action=CreateRole&Version=1", "CreateRole", id="query"
        ),
        pytest.param(
            "account", "POST", "/putAlternateContact", {}, b"{}", "PutAlternateContact", id="rest"
        ),
        pytest.param("s3", "GET", "/some-bucket?policy", {}, b"", "GetBucketPolicy", id="s3 query"),
        pytest.param("s3", "PUT", "/some-bucket/a/b", {}, b"", "PutObject", id="s3 key"),
        pytest.param("s3", "PUT", "/some-bucket", {}, b"", "CreateBucket", id="s3 bucket"),
        pytest.param(
            "lambda",
            "POST",
            "/2015-03-31/functions/some/invocations",
            {},
            b"{}",
            "Invoke",
            id="lambda",
        ),
    ],
)
def test_the_operation_is_found(
    service: str, method: str, target: str, headers: dict[str, str], body: bytes, operation: str
) -> None:
    """Service, region, key and operation are read from the request."""
    call = identify(request(service, method, target, headers, body))
    assert (call.service, call.operation) == (service, operation)
    assert (call.region, call.access_key) == ("eu-west-1", "111122223333")


def test_the_answer_of_a_custom_resource_can_be_named() -> None:
    """The answer a provider puts is a call of its own, so that a fault can strike it."""
    answer = Request("PUT", "/_ministack/cfn-response/x", "", {}, b"{}")
    assert (identify(answer).service, identify(answer).operation) == ("custom-resource", "Response")
