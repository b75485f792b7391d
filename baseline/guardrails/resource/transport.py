"""The guardrail against calls that travel without encryption."""

from __future__ import annotations

from baseline.guardrails.model import Denial, Who
from baseline.guardrails.resource.model import ResourceContext, ResourceGuardrail
from baseline.policy.documents import Statement


def _deny_insecure_transport(_: ResourceContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "DenyInsecureTransport",
            "Effect": "Deny",
            "Principal": "*",
            "Action": ["s3:*", "kms:*", "sqs:*", "secretsmanager:*", "sts:*"],
            "Resource": "*",
            # AWS puts the key into every request; should it be missing, it is taken for false.
            "Condition": {"BoolIfExists": {"aws:SecureTransport": "false"}},
        },
    )


DENY_INSECURE_TRANSPORT = ResourceGuardrail(
    name="deny_insecure_transport",
    sid="DenyInsecureTransport",
    why=(
        "Amazon S3 and Amazon SQS still answer over plain HTTP. Whoever listens on the way reads "
        "the data and can use the signed address again while it lasts."
    ),
    breaks=(
        "Old clients and devices that call http:// addresses of buckets or queues, and presigned "
        "addresses handed out that way. Websites that S3 itself serves over HTTP stop as well; "
        "put CloudFront before them."
    ),
    source=(
        "AWS Organizations user guide, Resource control policy examples; IAM user guide, AWS "
        "global condition context keys, aws:SecureTransport; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "kms:Decrypt",
                "s3:DeleteObject",
                "s3:GetObject",
                "s3:ListBucket",
                "s3:PutObject",
                "secretsmanager:GetSecretValue",
                "sqs:ReceiveMessage",
                "sqs:SendMessage",
                "sts:AssumeRole",
            ),
            resources=("*",),
            who=Who.EVERYBODY,
            unless=(("aws:SecureTransport", ("true",)),),
        ),
    ),
    statements=_deny_insecure_transport,
)
